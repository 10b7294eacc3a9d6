-- Grain: one reason for an observation status.
create table obs_status (
    reason varchar primary key,
    obs_status varchar not null,
    weakness integer not null,
    label_vi varchar not null,
    label_en varchar not null,
    source varchar not null
);

comment on table obs_status is 'How the standing of a point becomes an SDMX observation status.';
comment on column obs_status.reason is 'What a point is: the status of a reported one (actual, estimate, forecast, plan, target, unknown), uncertain, implied, break, gap, outside.';
comment on column obs_status.obs_status is 'Code of the SDMX code list CL_OBS_STATUS: A, E, F, I, U, B, O, M.';
comment on column obs_status.weakness is 'Order from the strongest, 0, to the weakest: a sum is as weak as the weakest of its parts.';
comment on column obs_status.label_vi is 'The reason in Vietnamese.';
comment on column obs_status.label_en is 'The reason in English.';
comment on column obs_status.source is 'Where the row''s facts come from.';
