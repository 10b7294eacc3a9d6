-- Sentences in which figures stand, in text order.
select
    stg_sentence.sentence_id,
    stg_sentence.document_id,
    stg_sentence.sentence_text,
    stg_sentence.sentence_from,
    stg_sentence.sentence_to
from stg_sentence
order by stg_sentence.document_id, stg_sentence.sentence_from, stg_sentence.sentence_to
