-- The operands of relations with their sentences, in order. Parameter: check_id, null for all findings.
select
    stg_check_operand.check_id,
    stg_check_operand.position,
    stg_check_operand.role,
    stg_check_operand.sign,
    stg_check_operand.value,
    stg_check_operand.value_from,
    stg_check_operand.value_to,
    stg_check_operand.unit,
    stg_check_operand.value_text,
    stg_document.document,
    stg_check_operand.page,
    stg_check_operand.line,
    stg_check_operand.place_from,
    stg_check_operand.observation_id,
    stg_check_operand.sentence_id,
    coalesce(stg_sentence.sentence_text, '') as sentence_text,
    stg_check_operand.figure_from,
    stg_check_operand.figure_to
from stg_check_operand
inner join stg_check_result on stg_check_operand.check_id = stg_check_result.check_id
inner join stg_document on stg_check_operand.document_id = stg_document.document_id
left join stg_sentence on stg_check_operand.sentence_id = stg_sentence.sentence_id
where
    stg_check_operand.check_id = coalesce($check_id, stg_check_operand.check_id)
    and ($check_id is not null or stg_check_result.severity <> 'none')
order by stg_check_operand.check_id, stg_check_operand.position
