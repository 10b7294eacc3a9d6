-- Grain: one operand of one derivation. Staging.
create or replace view stg_implied_operand as
with source as (
    select * from implied_operand
)
select
    implied_id,
    position,
    role,
    sign,
    observation_id,
    derived_id
from source;

comment on view stg_implied_operand is 'Staging: operands of derived values.';
