-- Grain: one statement of a figure in one document, with every label in Vietnamese and English.
create or replace view observations as
select
    stg_observation.observation_id,
    stg_observation.document_id,
    stg_document.document,
    stg_document.issued_on,
    stg_document.vintage_order,
    stg_observation.province,
    stg_province.province_label_vi,
    stg_province.province_label_en,
    stg_observation.territory,
    stg_observation.indicator,
    stg_indicator.indicator_label_vi,
    stg_indicator.indicator_label_en,
    stg_indicator.nature,
    stg_observation.product,
    stg_product.product_label_vi,
    stg_product.product_label_en,
    stg_observation.measure,
    stg_measure.measure_label_vi,
    stg_measure.measure_label_en,
    stg_observation.basis,
    stg_basis.basis_label_vi,
    stg_basis.basis_label_en,
    stg_observation.period,
    stg_period.period_from,
    stg_period.period_to,
    stg_period.granularity,
    stg_period.accumulation,
    stg_period.period_label_vi,
    stg_period.period_label_en,
    stg_observation.value,
    stg_observation.unit,
    stg_unit.unit_label_vi,
    stg_unit.unit_label_en,
    stg_observation.other_unit,
    stg_observation.qualifier,
    stg_observation.status,
    stg_status.status_label_vi,
    stg_status.status_label_en,
    stg_status.scenario,
    stg_observation.price_base,
    stg_observation.is_subset,
    stg_observation.series_label,
    stg_observation.is_total,
    stg_observation.missing,
    stg_observation.is_doubtful,
    stg_observation.label,
    stg_observation.note,
    stg_observation.value_text,
    stg_observation.unit_text,
    stg_observation.ulp,
    stg_observation.page,
    stg_observation.line,
    stg_observation.place_from,
    stg_observation.footnote,
    stg_sentence.sentence_text
from stg_observation
inner join stg_document on stg_observation.document_id = stg_document.document_id
inner join stg_province on stg_observation.province = stg_province.province
inner join stg_indicator on stg_observation.indicator = stg_indicator.indicator
inner join stg_product on stg_observation.product = stg_product.product
inner join stg_measure on stg_observation.measure = stg_measure.measure
inner join stg_basis on stg_observation.basis = stg_basis.basis
inner join stg_period on stg_observation.period = stg_period.period
inner join stg_unit on stg_observation.unit = stg_unit.unit
inner join stg_status on stg_observation.status = stg_status.status
left join stg_sentence on stg_observation.sentence_id = stg_sentence.sentence_id;

comment on view observations is 'Statements with all their labels: where to look for any figure.';
