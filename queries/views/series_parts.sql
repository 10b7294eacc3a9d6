-- Grain: one point of one series of a subset or of another territory; the value is that of the latest vintage.
create or replace view series_parts as
select
    province,
    territory,
    indicator,
    product,
    series_label,
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
where not is_total and is_latest;

comment on view series_parts is 'Time series of stages, parts and other territories, latest vintage; never to be read as totals.';
