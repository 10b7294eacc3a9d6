-- Derived points that a report contradicts, or whose derivations contradict each other.
select
    province,
    territory,
    indicator,
    product,
    series_label,
    case unit when 'other' then concat('other:', other_unit) else unit end as base,
    price_base,
    scenario,
    period,
    is_empty,
    case when reported_is_inside then '' else reported_observation_id end as reported_observation_id
from implied
where is_empty or not reported_is_inside
order by all
