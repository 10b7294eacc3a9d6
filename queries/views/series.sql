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
    qualifier,
    status,
    n_vintages,
    first_value,
    previous_value,
    n_statements,
    n_values,
    observation_id,
    document_id,
    document,
    issued_on,
    issued_on_source
from points
where is_total and is_latest;

comment on view series is 'Time series of totals of any period, latest vintage; subsets and other territories are kept out.';
