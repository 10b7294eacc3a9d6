-- One derivation with its labels. Parameter: implied_id.
select
    stg_implied_value.implied_id,
    stg_implied_value.formula,
    stg_implied_value.province,
    stg_implied_value.territory,
    stg_implied_value.indicator,
    stg_indicator.indicator_label_vi,
    stg_indicator.indicator_label_en,
    stg_implied_value.product,
    stg_product.product_label_vi,
    stg_product.product_label_en,
    stg_implied_value.series_label,
    stg_implied_value.period,
    stg_period.period_label_vi,
    stg_period.period_label_en,
    stg_implied_value.scenario,
    stg_implied_value.price_base,
    stg_implied_value.low,
    stg_implied_value.high,
    stg_implied_value.is_low_exact,
    stg_implied_value.is_high_exact,
    stg_implied_value.unit,
    stg_implied_value.other_unit,
    stg_implied_value.depth,
    stg_implied_value.is_across,
    stg_implied_value.is_approximate,
    stg_implied_value.assumption,
    stg_implied_value.arithmetic_en,
    stg_implied_value.arithmetic_vi,
    stg_document.document
from stg_implied_value
inner join stg_document on stg_implied_value.document_id = stg_document.document_id
inner join stg_indicator on stg_implied_value.indicator = stg_indicator.indicator
inner join stg_product on stg_implied_value.product = stg_product.product
inner join stg_period on stg_implied_value.period = stg_period.period
where stg_implied_value.implied_id = $implied_id
