-- Grain: one point of one series of totals; the value is that of the first vintage.
create or replace view series_first as
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
    granularity,
    accumulation,
    months,
    value,
    ulp,
    low,
    high,
    qualifier,
    status,
    value_text,
    unit_text,
    is_doubtful,
    n_vintages,
    n_statements,
    n_values,
    observation_id,
    document_id,
    document,
    issued_on,
    issued_on_source,
    series_key
from points
where is_total and vintage = 1;

comment on view series_first is 'Time series of totals as first reported: the earliest vintage of each point.';
