-- Points of an indicator's series of totals by today's territories, in the shape and with the parameters of series: what
-- was merged is added up where all its parts are known, and a break is marked. A province that was merged stands for
-- the territory that it is part of. Sums have the parts that they are made of in the place of the report.
with asked as (
    select *
    from series_by_territory(territory => 'current')
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
    case
        when origin <> 'summed' then origin
        when obs_status = 'I' then 'implied'
        else 'reported'
    end as origin,
    obs_status,
    value,
    low,
    high,
    qualifier,
    case
        when origin <> 'summed' then status
        else case obs_status when 'E' then 'estimate' when 'F' then 'forecast' else 'actual' end
    end as status,
    case when value is not null then 1 end as n_vintages,
    value as first_value,
    cast(null as decimal(38, 9)) as previous_value,
    value as least_value,
    value as greatest_value,
    case when value is not null then 1 end as n_values,
    0 as n_derivations,
    case when origin = 'summed' then known_parts else document end as document,
    observation_id,
    series_key
from asked
where
    indicator = $indicator
    and (
        province = coalesce($province, province)
        or province in (select whole from province_parts where province_parts.province = $province)
    )
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
    list_position(['monthly', 'cumulative', 'quarterly', 'yearly'], frequency),
    period_to,
    period_from,
    period
