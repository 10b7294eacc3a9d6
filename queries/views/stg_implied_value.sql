-- Grain: one derivation of one point. Staging.
create or replace view stg_implied_value as
with source as (
    select * from implied_value
)
select
    implied_id,
    formula,
    province,
    source.territory,
    indicator,
    product,
    series_label,
    measure,
    unit,
    other_unit,
    price_base,
    scenario,
    period,
    low,
    high,
    is_low_exact,
    is_high_exact,
    depth,
    is_across,
    is_approximate,
    assumption,
    document_id,
    arithmetic_en,
    arithmetic_vi,
    series_key
from source;

comment on view stg_implied_value is 'Staging: derivations of values.';
