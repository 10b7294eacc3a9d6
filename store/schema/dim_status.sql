-- Grain: one standing of a figure between wish and fact.
create table dim_status (
    status varchar primary key,
    label_vi varchar not null,
    label_en varchar not null,
    scenario varchar not null
);

insert into dim_status values
    ('actual', 'thực hiện', 'actual', 'outturn'),
    ('estimate', 'ước thực hiện', 'estimate', 'outturn'),
    ('forecast', 'dự kiến', 'forecast', 'outturn'),
    ('plan', 'kế hoạch', 'plan', 'plan'),
    ('target', 'mục tiêu', 'target', 'target'),
    ('unknown', 'không rõ', 'unknown', 'unknown');

comment on table dim_status is 'Statuses: whether a figure is a fact, an estimate, a forecast, a plan or a target.';
comment on column dim_status.status is 'Key of the status.';
comment on column dim_status.label_vi is 'Name of the status in Vietnamese.';
comment on column dim_status.label_en is 'Name of the status in English.';
comment on column dim_status.scenario is 'What a series may join: outturn (a forecast becomes an estimate becomes an actual), plan, target, unknown.';
