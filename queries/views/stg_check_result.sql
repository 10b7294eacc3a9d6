-- Grain: one relation between figures that was examined. Staging.
create or replace view stg_check_result as
with source as (
    select * from check_result
)
select
    check_id,
    document_id,
    kind,
    rule,
    strength,
    outcome,
    severity,
    case severity
        when 'critical' then 0
        when 'error' then 1
        when 'warning' then 2
        when 'info' then 3
        else 4
    end as severity_order,
    starts_with(outcome, 'consistent') as is_held,
    outcome not in ('blocked', 'not_checkable') as is_computed,
    observation_id,
    reported,
    recomputed_from,
    recomputed_to,
    unit,
    gap,
    missing,
    arithmetic_en,
    arithmetic_vi,
    place_from,
    line,
    page
from source;

comment on view stg_check_result is 'Staging: relations that were examined.';
comment on column stg_check_result.severity_order is 'Order of the severities: 0 for critical to 4 for none.';
comment on column stg_check_result.is_held is 'Whether the relation holds, exactly, within the rounding or if cut off.';
comment on column stg_check_result.is_computed is 'Whether all operands were there and could be read.';
