-- Grain: one operand of one relation that was examined. Staging.
create or replace view stg_check_operand as
with source as (
    select * from check_operand
)
select
    check_id,
    position,
    role,
    sign,
    observation_id,
    document_id,
    value,
    value_from,
    value_to,
    unit,
    value_text,
    place_from,
    place_to,
    line,
    page,
    sentence_id,
    figure_from,
    figure_to
from source;

comment on view stg_check_operand is 'Staging: operands of relations.';
