-- Grain: one period in one of the four frequencies that have a calendar; a first quarter is also cumulative.
create or replace view period_steps as
select
    period,
    granularity || 'ly' as frequency,
    case granularity
        when 'month' then 12 * year(period_to) + month(period_to) - 1
        when 'quarter' then 4 * year(period_to) + quarter(period_to) - 1
        else year(period_to)
    end as step
from stg_period
where granularity in ('month', 'quarter', 'year')
union all
select
    period,
    'cumulative' as frequency,
    10 * year(period_to) + months - 2 as step
from stg_period
where accumulation = 'year_to_date';

comment on view period_steps is 'Where periods stand in the calendar of their frequency.';
comment on column period_steps.frequency is 'monthly, quarterly, yearly, or cumulative (from January to February up to November; January is monthly, the whole year yearly).';
comment on column period_steps.step is 'Running number of the period among those of its frequency: two that follow each other differ by 1.';
