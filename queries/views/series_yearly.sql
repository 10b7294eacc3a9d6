-- Grain: one point of one series of totals in one year.
create or replace view series_yearly as
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
where granularity = 'year';

comment on view series_yearly is 'Yearly series of totals, latest vintage: flows of the year, and stocks as of it.';
