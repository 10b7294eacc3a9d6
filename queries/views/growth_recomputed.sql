-- Grain: one reported growth rate of a total and one series of levels that it could be about, where both periods are
-- known. The comparison needs no division: 100 C >= (100 + g) B over all that the prints may mean.
create or replace view growth_recomputed as
with rates as (
    select
        *,
        case
            when basis = 'prev_month' and frequency = 'monthly' then step - 1
            when basis = 'same_period' then step - case frequency
                when 'monthly' then 12
                when 'quarterly' then 4
                when 'cumulative' then 10
                else 1
            end
        end as base_step
    from totals
    where measure = 'growth_pct' and origin = 'reported'
),

levels as (
    select *
    from totals
    where
        measure = 'level'
        and basis = 'none'
        and unit <> 'pct'
        and origin in ('reported', 'implied')
),

pairs as (
    select
        rates.province,
        rates.indicator,
        rates.product,
        rates.basis,
        rates.price_base,
        rates.scenario,
        rates.frequency,
        rates.period,
        rates.period_from,
        rates.period_to,
        bases.period as base_period,
        rates.value as reported,
        rates.low as reported_low,
        rates.high as reported_high,
        currents.unit,
        currents.other_unit,
        currents.value as current_value,
        currents.low as current_low,
        currents.high as current_high,
        currents.origin as current_origin,
        bases.value as base_value,
        bases.low as base_low,
        bases.high as base_high,
        bases.origin as base_origin,
        rates.observation_id,
        rates.document_id,
        rates.document,
        currents.observation_id as current_observation_id,
        bases.observation_id as base_observation_id,
        rates.series_key,
        currents.series_key as level_series_key
    from rates
    inner join levels as currents
        on
            rates.province = currents.province
            and rates.indicator = currents.indicator
            and rates.product = currents.product
            and rates.price_base = currents.price_base
            and rates.scenario = currents.scenario
            and rates.is_stock = currents.is_stock
            and rates.frequency = currents.frequency
            and rates.step = currents.step
    inner join levels as bases
        on
            currents.series_key = bases.series_key
            and rates.frequency = bases.frequency
            and rates.base_step = bases.step
    where bases.low > 0 and currents.low >= 0
)

select
    *,
    percent_of(current_value - base_value, base_value) as recomputed,
    percent_of(current_low - base_high, base_high) as recomputed_low,
    percent_of(current_high - base_low, base_low) as recomputed_high,
    try(
        100 * current_high >= (100 + reported_low) * base_low
        and 100 * current_low <= (100 + reported_high) * base_high
    ) as agrees,
    current_origin = 'reported' and base_origin = 'reported' as is_independent
from pairs;

comment on view growth_recomputed is 'Growth rates as reported beside those that follow from the levels of the two periods, with the interval that the printed digits leave.';
comment on column growth_recomputed.base_period is 'Period that is compared with, as in dim_period.';
comment on column growth_recomputed.reported is 'Growth in percent as the latest report prints it.';
comment on column growth_recomputed.reported_low is 'Least growth that would be printed so.';
comment on column growth_recomputed.reported_high is 'Greatest growth that would be printed so.';
comment on column growth_recomputed.unit is 'Unit of the levels.';
comment on column growth_recomputed.current_value is 'Level of the period.';
comment on column growth_recomputed.current_low is 'Least that it can be.';
comment on column growth_recomputed.current_high is 'Greatest that it can be.';
comment on column growth_recomputed.current_origin is 'Where it comes from: reported or implied.';
comment on column growth_recomputed.base_value is 'Level of the period compared with.';
comment on column growth_recomputed.base_low is 'Least that it can be.';
comment on column growth_recomputed.base_high is 'Greatest that it can be.';
comment on column growth_recomputed.base_origin is 'Where it comes from: reported or implied.';
comment on column growth_recomputed.current_observation_id is 'Statement of the level; null where it is implied.';
comment on column growth_recomputed.base_observation_id is 'Statement of the level compared with; null where it is implied.';
comment on column growth_recomputed.level_series_key is 'Series of the levels, as in dim_series.';
comment on column growth_recomputed.recomputed is 'Growth in percent by the two values, rounded to four places, halves away from nought.';
comment on column growth_recomputed.recomputed_low is 'Least growth that the levels allow, rounded to four places.';
comment on column growth_recomputed.recomputed_high is 'Greatest growth that the levels allow, rounded to four places.';
comment on column growth_recomputed.agrees is 'Whether some numbers that the three prints may mean fulfil the rate; null where the figures are too long to multiply.';
comment on column growth_recomputed.is_independent is 'Whether both levels are reported; an implied one may itself come from the rate.';
