-- Grain: one point of one series of totals from January to a month before December.
create or replace view series_cumulative as
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
where accumulation = 'year_to_date';

comment on view series_cumulative is 'Series of totals cumulated from January, latest vintage; twelve months are in series_yearly.';
