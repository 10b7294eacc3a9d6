-- Grain: one unit. Staging: names the columns for joining.
create or replace view stg_unit as
with source as (
    select * from dim_unit
)
select
    unit,
    label_vi as unit_label_vi,
    label_en as unit_label_en,
    dimension,
    base_unit,
    to_base
from source;

comment on view stg_unit is 'Staging: units.';
comment on column stg_unit.unit_label_vi is 'Name of the unit in Vietnamese.';
comment on column stg_unit.unit_label_en is 'Name of the unit in English.';
