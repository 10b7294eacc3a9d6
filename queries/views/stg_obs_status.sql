-- Grain: one reason for an observation status. Staging: names the columns for joining.
create or replace view stg_obs_status as
with source as (
    select * from obs_status
)

select
    reason,
    obs_status,
    weakness,
    label_vi as obs_status_label_vi,
    label_en as obs_status_label_en
from source;

comment on view stg_obs_status is 'Staging: how the standing of a point becomes an SDMX observation status.';
comment on column stg_obs_status.obs_status_label_vi is 'The reason in Vietnamese.';
comment on column stg_obs_status.obs_status_label_en is 'The reason in English.';
