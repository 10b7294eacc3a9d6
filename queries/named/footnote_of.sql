-- The footnote in which a place stands, and the sentence that its mark stands in. Parameters: document_id, place.
select
    stg_footnote.footnote,
    stg_footnote.footnote_text,
    marked.sentence_text as marked_text
from stg_footnote
left join stg_sentence as marked
    on stg_footnote.document_id = marked.document_id
    and stg_footnote.mark_at >= marked.sentence_from
    and stg_footnote.mark_at < marked.sentence_to
where
    stg_footnote.document_id = $document_id
    and stg_footnote.place_from <= $place
    and stg_footnote.place_to > $place
order by stg_footnote.place_from desc, marked.sentence_to - marked.sentence_from
limit 1
