-- Grain: one point of one series of totals: province, indicator, product, measure, basis, unit, price base, scenario
-- and period; the value is that of the latest vintage.
create or replace view series as
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
    first_value,
    previous_value,
    revision,
    revision_pct,
    revision_kind,
    n_statements,
    n_values,
    observation_id,
    document_id,
    document,
    issued_on,
    issued_on_source,
    series_key
from points
where is_total and is_latest;

comment on view series is 'Time series of totals of any period, latest vintage; subsets and other territories are kept out.';
