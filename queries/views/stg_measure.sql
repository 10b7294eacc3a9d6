-- Grain: one measure. Staging: names the columns for joining.
create or replace view stg_measure as
with source as (
    select * from dim_measure
)
select
    measure,
    label_vi as measure_label_vi,
    label_en as measure_label_en,
    is_comparison
from source;

comment on view stg_measure is 'Staging: measures.';
comment on column stg_measure.measure_label_vi is 'Name of the measure in Vietnamese.';
comment on column stg_measure.measure_label_en is 'Name of the measure in English.';
