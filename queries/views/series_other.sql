-- Grain: one point of one series of totals in a period of no other series view.
create or replace view series_other as
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
where granularity not in ('month', 'quarter', 'year') and accumulation <> 'year_to_date';

comment on view series_other is 'Series of totals over any other period, latest vintage: spans of years, days, halves of a year, months over New Year.';
