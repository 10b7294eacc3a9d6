-- Grain: one page of one document. Staging.
create or replace view stg_page as
with source as (
    select * from page
)
select
    document_id,
    page,
    method,
    reason,
    rotation,
    skew
from source;

comment on view stg_page is 'Staging: how each page was read.';
