-- Grain: one point of one series in one document. Staging: the statement that speaks for the document, in its order.
create or replace view stg_vintage as
with source as (
    select * from fact_observation where is_vintage
)

select
    source.series_key,
    source.province,
    source.indicator,
    source.period,
    source.series_value as value,
    source.series_ulp as ulp,
    source.qualifier,
    source.status,
    source.is_doubtful,
    source.label,
    source.value_text,
    source.unit_text,
    source.n_statements,
    source.n_values,
    source.observation_id,
    source.document_id,
    stg_document.document,
    stg_document.issued_on,
    stg_document.issued_on_source,
    stg_document.vintage_order
from source
inner join stg_document on source.document_id = stg_document.document_id;

comment on view stg_vintage is 'Staging: values that documents give for points of series.';
comment on column stg_vintage.value is 'The figure in the unit of its series, exact, with the sign of the wording.';
comment on column stg_vintage.ulp is 'One unit in the last printed place, in the unit of the series: the print says value within half of it.';
comment on column stg_vintage.n_statements is 'How often the document states the point.';
comment on column stg_vintage.n_values is 'How many different values it gives; more than 1 means that the statements contradict each other or are about different things.';
