-- Grain: one footnote of one document. Staging.
create or replace view stg_footnote as
with source as (
    select * from footnote
)
select
    document_id,
    footnote,
    footnote_text,
    place_from,
    place_to,
    mark_at
from source;

comment on view stg_footnote is 'Staging: footnotes.';
