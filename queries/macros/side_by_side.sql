-- Two provinces beside each other, as they report.
-- Grain: one period of one series, whichever of the two provinces it is of, in one frequency.
create or replace macro side_by_side(one, other) as table
select
    indicator,
    product,
    measure,
    basis,
    unit,
    other_unit,
    price_base,
    scenario,
    is_stock,
    frequency,
    step,
    period,
    any_value(period_from) as period_from,
    any_value(period_to) as period_to,
    any_value(value) filter (province = one) as one_value,
    any_value(low) filter (province = one) as one_low,
    any_value(high) filter (province = one) as one_high,
    coalesce(any_value(origin) filter (province = one), 'missing') as one_origin,
    coalesce(any_value(obs_status) filter (province = one), 'O') as one_obs_status,
    any_value(observation_id) filter (province = one) as one_observation_id,
    any_value(value) filter (province = other) as other_value,
    any_value(low) filter (province = other) as other_low,
    any_value(high) filter (province = other) as other_high,
    coalesce(any_value(origin) filter (province = other), 'missing') as other_origin,
    coalesce(any_value(obs_status) filter (province = other), 'O') as other_obs_status,
    any_value(observation_id) filter (province = other) as other_observation_id
from totals
where province in (one, other)
group by
    indicator,
    product,
    measure,
    basis,
    unit,
    other_unit,
    price_base,
    scenario,
    is_stock,
    frequency,
    step,
    period;

comment on macro table side_by_side is 'Series of totals of two provinces side by side: from side_by_side(''tra_vinh'', ''soc_trang''); a row for each period that either knows of, the first province''s columns begin with one_, the second''s with other_.';
