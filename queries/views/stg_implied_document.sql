-- Grain: one document whose figures are in the derived values. Staging.
create or replace view stg_implied_document as
with source as (
    select * from implied_document
)
select
    document_id,
    name
from source;

comment on view stg_implied_document is 'Staging: documents from which values have been derived.';
