-- Figures of the reporting province without an indicator, in the order of the reports and of their texts.
-- Parameter: document_id, null for all.
select
    stg_ledger.observation_id,
    stg_ledger.document_id,
    stg_ledger.label,
    coalesce(nullif(stg_observation.other_unit, ''), stg_observation.unit) as unit,
    stg_observation.measure,
    coalesce(stg_sentence.sentence_text, '') as sentence_text,
    stg_observation.figure_from
from stg_ledger
inner join stg_observation on stg_ledger.observation_id = stg_observation.observation_id
inner join stg_document on stg_ledger.document_id = stg_document.document_id
left join stg_sentence on stg_ledger.sentence_id = stg_sentence.sentence_id
where
    stg_ledger.role = 'value'
    and stg_observation.indicator = 'unknown'
    and stg_observation.territory = 'own'
    and coalesce($document_id, stg_ledger.document_id) = stg_ledger.document_id
order by stg_document.vintage_order, stg_ledger.place_from
