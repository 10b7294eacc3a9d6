-- Grain: one issue of one document. Staging.
create or replace view stg_issue as
with source as (
    select * from issue
)
select
    document_id,
    code,
    severity,
    place_from,
    place_to,
    line,
    page,
    message
from source;

comment on view stg_issue is 'Staging: issues.';
