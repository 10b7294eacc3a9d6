-- Grain: one point of one series of totals in one quarter.
create or replace view series_quarterly as
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
from series
where granularity = 'quarter';

comment on view series_quarterly is 'Quarterly series of totals, latest vintage.';
