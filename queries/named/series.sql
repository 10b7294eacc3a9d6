-- Points of an indicator's series of totals, in order. Parameters: indicator; province, product, measure, first and
-- last day, each null for all. A point counts by the last day of its period.
select
    province,
    indicator,
    product,
    measure,
    basis,
    period,
    value,
    unit,
    other_unit,
    price_base,
    status,
    qualifier,
    n_vintages,
    n_values,
    document,
    observation_id
from series
where
    indicator = $indicator
    and province = coalesce($province, province)
    and product = coalesce($product, product)
    and measure = coalesce($measure, measure)
    and period_to between coalesce(cast($first_day as date), period_to)
    and coalesce(cast($last_day as date), period_to)
order by
    province,
    product <> 'total',
    product,
    measure <> 'level',
    measure,
    basis,
    unit,
    other_unit,
    price_base,
    scenario,
    accumulation,
    case when accumulation = 'year_to_date' then 0 else months end,
    period_to,
    period_from,
    period
