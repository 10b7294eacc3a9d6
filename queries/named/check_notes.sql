-- Footnotes with a mark in the running text, in text order.
select
    document_id,
    footnote,
    footnote_text,
    place_from,
    place_to,
    mark_at
from stg_footnote
where mark_at is not null
order by document_id, place_from
