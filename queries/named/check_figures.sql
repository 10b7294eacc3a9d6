-- Statements as the checks read them, and numbers that could not be read, in text order.
select
    stg_observation.observation_id,
    stg_observation.document_id,
    stg_document.vintage_order,
    stg_observation.province,
    stg_observation.territory,
    stg_observation.indicator,
    stg_indicator.nature,
    stg_observation.product,
    stg_product.product_kind,
    stg_product.parent_product,
    stg_observation.unit,
    case
        when stg_observation.unit = 'other' then concat('other:', stg_observation.other_unit)
        when stg_unit.base_unit = '' then stg_observation.unit
        else stg_unit.base_unit
    end as base,
    stg_unit.dimension,
    coalesce(stg_unit.to_base, 1) as to_base,
    stg_unit.unit_label_vi,
    stg_unit.unit_label_en,
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
    stg_observation.value as number,
    stg_observation.ulp,
    stg_observation.factor,
    stg_observation.decimals,
    stg_observation.value_text,
    stg_observation.place_from,
    stg_observation.place_to,
    stg_observation.line,
    stg_observation.page,
    stg_observation.footnote,
    stg_observation.sentence_id,
    stg_observation.figure_from,
    stg_observation.figure_to
from stg_observation
inner join stg_document on stg_observation.document_id = stg_document.document_id
inner join stg_indicator on stg_observation.indicator = stg_indicator.indicator
inner join stg_product on stg_observation.product = stg_product.product
inner join stg_unit on stg_observation.unit = stg_unit.unit
inner join stg_status on stg_observation.status = stg_status.status
union all by name
select
    '' as observation_id,
    stg_ledger.document_id,
    stg_document.vintage_order,
    stg_document.reporting_province as province,
    'own' as territory,
    'unknown' as indicator,
    'unknown' as nature,
    'unknown' as product,
    'unknown' as product_kind,
    '' as parent_product,
    'unknown' as unit,
    '' as base,
    'unknown' as dimension,
    cast(1 as decimal(38, 9)) as to_base,
    stg_ledger.unit_text as unit_label_vi,
    stg_ledger.unit_text as unit_label_en,
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
    null as number,
    null as ulp,
    null as factor,
    0 as decimals,
    stg_ledger.digits as value_text,
    stg_ledger.place_from,
    stg_ledger.place_to,
    stg_ledger.line,
    stg_ledger.page,
    stg_ledger.footnote,
    stg_ledger.sentence_id,
    0 as figure_from,
    0 as figure_to
from stg_ledger
inner join stg_document on stg_ledger.document_id = stg_document.document_id
where stg_ledger.role = 'malformed'
order by vintage_order, document_id, place_from
