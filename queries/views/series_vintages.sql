-- Grain: one point of one series of totals in one document.
create or replace view series_vintages as
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
    vintage,
    n_vintages,
    is_latest,
    value,
    ulp,
    qualifier,
    status,
    previous_value,
    revision,
    n_statements,
    n_values,
    observation_id,
    document_id,
    document,
    issued_on,
    issued_on_source
from points
where is_total;

comment on view series_vintages is 'Every value ever reported for a point of a series of totals, by document.';
