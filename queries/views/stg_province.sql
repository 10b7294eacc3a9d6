-- Grain: one province. Staging: names the columns for joining.
create or replace view stg_province as
with source as (
    select * from dim_province
)
select
    province,
    label_vi as province_label_vi,
    label_en as province_label_en,
    gso_code,
    valid_from,
    valid_to,
    successor
from source;

comment on view stg_province is 'Staging: provinces.';
comment on column stg_province.province_label_vi is 'Name of the province in Vietnamese.';
comment on column stg_province.province_label_en is 'Name of the province in English.';
