-- Grain: one indicator. Staging: names the columns for joining.
create or replace view stg_indicator as
with source as (
    select * from dim_indicator
)
select
    indicator,
    label_vi as indicator_label_vi,
    label_en as indicator_label_en,
    nature,
    additivity
from source;

comment on view stg_indicator is 'Staging: indicators.';
comment on column stg_indicator.indicator_label_vi is 'Name of the indicator in Vietnamese.';
comment on column stg_indicator.indicator_label_en is 'Name of the indicator in English.';
