-- Points of an indicator's series of totals, in order: on the calendar with implied ones and gaps, then reported ones
-- of any other period. Parameters: indicator; province, product, measure, first and last day, each null for all. A
-- point counts by the last day of its period.
with laid as (
    select *
    from timeline
    where is_total
),

elsewhere as (
    select
        series.*,
        'other' as frequency,
        'reported' as origin,
        stg_obs_status.obs_status,
        series.first_value as least_value,
        series.first_value as greatest_value,
        0 as n_derivations
    from series
    left join stg_obs_status on series.status = stg_obs_status.reason
    where not exists (select 1 from period_steps where series.period = period_steps.period)
),

gathered as (
    select * from laid
    union all by name
    select * from elsewhere
)

select
    province,
    indicator,
    product,
    measure,
    basis,
    unit,
    other_unit,
    price_base,
    scenario,
    frequency,
    period,
    period_from,
    period_to,
    origin,
    obs_status,
    value,
    low,
    high,
    qualifier,
    status,
    n_vintages,
    first_value,
    previous_value,
    least_value,
    greatest_value,
    n_values,
    n_derivations,
    document,
    observation_id,
    series_key
from gathered
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
    series_key,
    list_position(['monthly', 'cumulative', 'quarterly', 'yearly', 'other'], frequency),
    period_to,
    period_from,
    period
