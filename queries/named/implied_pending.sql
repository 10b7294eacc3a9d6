-- Documents from which no values have been derived yet, with their provinces.
select
    stg_document.document_id,
    stg_document.document as name,
    stg_document.reporting_province as province
from stg_document
left join stg_implied_document
    on
        stg_document.document_id = stg_implied_document.document_id
        and stg_document.document = stg_implied_document.name
where stg_implied_document.document_id is null
order by province, stg_document.document_id
