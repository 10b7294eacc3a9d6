-- Grain: one sentence of one document. Staging.
create or replace view stg_sentence as
with source as (
    select * from sentence
)
select
    sentence_id,
    document_id,
    sentence_from,
    sentence_to,
    sentence_text
from source;

comment on view stg_sentence is 'Staging: sentences as healed.';
