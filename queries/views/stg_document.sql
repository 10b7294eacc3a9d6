-- Grain: one document. Staging: puts the documents into the order of their vintages.
create or replace view stg_document as
with source as (
    select * from dim_document
)
select
    source.document_id,
    source.sha256,
    source.name as document,
    source.media_type,
    source.edition,
    source.province as reporting_province,
    source.agency,
    source.kind as report_kind,
    source.title,
    source.document_number,
    source.report_period,
    source.cumulative_period,
    source.issued_on,
    source.issued_on_source,
    source.pages,
    source.characters,
    row_number() over (
        order by
            source.issued_on nulls first,
            dim_period.period_to nulls first,
            source.name,
            source.edition,
            source.sha256
    ) as vintage_order
from source
inner join dim_period on source.report_period = dim_period.period;

comment on view stg_document is 'Staging: documents in the order of their vintages.';
comment on column stg_document.document is 'Name of the document''s file.';
comment on column stg_document.reporting_province is 'Province that reports, as in dim_province.';
comment on column stg_document.report_kind is 'Kind of report: month, quarter, six_months, nine_months, year, five_years, other, unknown.';
comment on column stg_document.vintage_order is 'Place of the document among all, earliest first: by issued_on, last day reported about, name, edition.';
