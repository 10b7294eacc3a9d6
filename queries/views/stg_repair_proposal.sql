-- Grain: one proposal to mend one figure of one relation that fails. Staging.
create or replace view stg_repair_proposal as
with source as (
    select * from repair_proposal
)
select
    check_id,
    observation_id,
    value_text,
    proposed_text,
    proposed_value,
    unit,
    change,
    reason,
    chance,
    n_mended,
    proposal_en,
    proposal_vi
from source;

comment on view stg_repair_proposal is 'Staging: proposed repairs.';
