-- Grain: one growth or change of a total as reported, in its latest vintage, with the period it is measured against.
create or replace view growth_reported as
with changes as (
    select * from series where measure in ('growth_pct', 'growth_times', 'change_abs')
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
    period,
    period_from,
    period_to,
    case basis
        when 'prev_month' then cast(period_from - interval 1 month as date)
        when 'same_period' then cast(period_from - interval 1 year as date)
        when 'start_of_span' then period_from
    end as base_from,
    case basis
        when 'prev_month' then cast(period_from - interval 1 day as date)
        when 'same_period' then cast(
            date_trunc('month', period_to - interval 1 year) + interval 1 month - interval 1 day as date
        )
        when 'start_of_span' then cast(period_from + interval 1 year - interval 1 day as date)
    end as base_to,
    granularity,
    accumulation,
    value,
    ulp,
    qualifier,
    status,
    n_vintages,
    observation_id,
    document_id,
    document,
    issued_on
from changes;

comment on view growth_reported is 'Growth rates and changes of totals as the reports give them, latest vintage.';
comment on column growth_reported.base_from is 'First day of the period compared with; null where the basis is no period.';
comment on column growth_reported.base_to is 'Last day of the period compared with; null where the basis is no period.';
