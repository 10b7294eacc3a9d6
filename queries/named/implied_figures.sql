-- Statements from which values may be derived, as check_figures gives them, of the provinces and indicators in
-- `touched`, report by report in text order.
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
inner join stg_status on stg_observation.status = stg_status.status
inner join touched
    on stg_observation.province = touched.province and stg_observation.indicator = touched.indicator
where stg_observation.missing = ''
order by stg_observation.document_id, stg_observation.place_from
