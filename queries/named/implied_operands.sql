-- The operands of one derivation in order: of a printed one its place and sentence, of a derived one its arithmetic.
-- Parameter: implied_id.
select
    stg_implied_operand.position,
    stg_implied_operand.role,
    stg_implied_operand.sign,
    stg_implied_operand.observation_id,
    stg_implied_operand.derived_id,
    stg_observation.value_text,
    stg_observation.period,
    stg_document.document,
    stg_observation.page,
    stg_observation.line,
    coalesce(stg_sentence.sentence_text, '') as sentence_text,
    stg_observation.figure_from,
    stg_observation.figure_to,
    coalesce(derived.arithmetic_en, '') as arithmetic_en,
    coalesce(derived.arithmetic_vi, '') as arithmetic_vi
from stg_implied_operand
left join stg_observation on stg_implied_operand.observation_id = stg_observation.observation_id
left join stg_document on stg_observation.document_id = stg_document.document_id
left join stg_sentence on stg_observation.sentence_id = stg_sentence.sentence_id
left join stg_implied_value as derived on stg_implied_operand.derived_id = derived.implied_id
where stg_implied_operand.implied_id = $implied_id
order by stg_implied_operand.position
