-- Grain: one period. Staging: names the columns for joining.
create or replace view stg_period as
with source as (
    select * from dim_period
)
select
    period,
    period_from,
    period_to,
    granularity,
    accumulation,
    months,
    label_vi as period_label_vi,
    label_en as period_label_en
from source;

comment on view stg_period is 'Staging: periods.';
comment on column stg_period.period_label_vi is 'Period in Vietnamese words.';
comment on column stg_period.period_label_en is 'Period in English words.';
