-- Statements as the checks read them, and numbers that could not be read, in text order; the last columns are the
-- value and one unit in its last place.
select
    stg_observation.observation_id,
    stg_observation.document_id,
    stg_observation.territory,
    stg_observation.indicator,
    stg_observation.product,
    stg_observation.unit,
    stg_observation.unit_text,
    stg_observation.period,
    stg_observation.measure,
    stg_observation.basis,
    stg_observation.status,
    stg_status.scenario,
    stg_observation.price_base,
    stg_observation.is_subset,
    stg_observation.is_doubtful,
    stg_observation.qualifier,
    stg_observation.label,
    stg_observation.value_text,
    stg_observation.decimals,
    stg_observation.place_from,
    stg_observation.place_to,
    stg_observation.line,
    stg_observation.page,
    stg_observation.footnote,
    stg_observation.sentence_id,
    stg_observation.figure_from,
    stg_observation.figure_to,
    stg_observation.value,
    stg_observation.ulp
from stg_observation
inner join stg_document on stg_observation.document_id = stg_document.document_id
inner join stg_status on stg_observation.status = stg_status.status
union all
select
    '' as observation_id,
    stg_ledger.document_id,
    'own' as territory,
    'unknown' as indicator,
    'total' as product,
    'unknown' as unit,
    stg_ledger.unit_text,
    'unknown' as period,
    'malformed' as measure,
    'unknown' as basis,
    'unknown' as status,
    'unknown' as scenario,
    'unstated' as price_base,
    false as is_subset,
    true as is_doubtful,
    '' as qualifier,
    stg_ledger.label,
    stg_ledger.digits as value_text,
    0 as decimals,
    stg_ledger.place_from,
    stg_ledger.place_to,
    stg_ledger.line,
    stg_ledger.page,
    stg_ledger.footnote,
    stg_ledger.sentence_id,
    0 as figure_from,
    0 as figure_to,
    null as value,
    null as ulp
from stg_ledger
where stg_ledger.role = 'malformed'
order by document_id, place_from
