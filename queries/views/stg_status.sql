-- Grain: one status. Staging: names the columns for joining.
create or replace view stg_status as
with source as (
    select * from dim_status
)
select
    status,
    label_vi as status_label_vi,
    label_en as status_label_en,
    scenario
from source;

comment on view stg_status is 'Staging: statuses.';
comment on column stg_status.status_label_vi is 'Name of the status in Vietnamese.';
comment on column stg_status.status_label_en is 'Name of the status in English.';
