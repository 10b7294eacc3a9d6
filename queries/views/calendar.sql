-- Grain: one period of one frequency, from the first to the last year that any report speaks of.
create or replace view calendar as
with span as (
    select
        min(year(period_from)) as first_year,
        max(year(period_to)) as last_year
    from stg_period
    where granularity in ('month', 'quarter', 'year') or accumulation = 'year_to_date'
),

years as (
    select unnest(range(first_year, last_year + 1)) as own_year
    from span
),

frequencies (frequency, n_steps, length) as (
    values ('monthly', 12, 1), ('quarterly', 4, 3), ('yearly', 1, 12), ('cumulative', 10, null)
),

steps as (
    select
        own_year,
        frequency,
        n_steps,
        length,
        unnest(range(n_steps)) as place
    from years
    cross join frequencies
),

spans as (
    select
        frequency,
        own_year * n_steps + place as step,
        own_year,
        coalesce(place * length, 0) + 1 as first_month,
        coalesce((place + 1) * length, place + 2) as last_month
    from steps
)

select
    frequency,
    step,
    case
        when frequency = 'yearly' then cast(own_year as varchar)
        when first_month = last_month then format('{}-{:02d}', own_year, first_month)
        else format('{}-{:02d}/{}-{:02d}', own_year, first_month, own_year, last_month)
    end as period,
    make_date(own_year, first_month, 1) as period_from,
    last_day(make_date(own_year, last_month, 1)) as period_to,
    case
        when frequency = 'monthly' then 'month'
        when frequency = 'yearly' then 'year'
        when last_month - first_month = 2 then 'quarter'
        when last_month = 6 then 'half'
        when last_month = 9 then 'nine_months'
        else 'months'
    end as granularity,
    case
        when frequency <> 'yearly' and first_month = 1 and last_month > 1 then 'year_to_date'
        else 'flow'
    end as accumulation,
    cast(last_month - first_month + 1 as integer) as months
from spans;

comment on view calendar is 'The calendar that series are laid on: months, quarters, years, and spans from January.';
comment on column calendar.frequency is 'monthly, quarterly, yearly, or cumulative (from January to February up to November).';
comment on column calendar.step is 'Running number of the period among those of its frequency: two that follow each other differ by 1.';
