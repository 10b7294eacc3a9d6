-- Grain: one way in which a figure measures its indicator.
create table dim_measure (
    measure varchar primary key,
    label_vi varchar not null,
    label_en varchar not null,
    is_comparison boolean not null
);

insert into dim_measure values
    ('level', 'mức', 'level', false),
    ('of_total', 'tổng số để so', 'total that a count is out of', false),
    ('change_abs', 'tăng/giảm tuyệt đối', 'absolute change', true),
    ('growth_pct', 'tăng/giảm (%)', 'growth in percent', true),
    ('growth_times', 'tăng/gấp (lần)', 'growth in times, as worded', true),
    ('plan_pct', 'đạt so kế hoạch (%)', 'percent of plan', true),
    ('share_pct', 'tỷ trọng (%)', 'share in percent', true),
    ('unknown', 'không rõ', 'unknown', false);

comment on table dim_measure is 'Measures: whether a figure is a level, a change, a rate of plan or a share.';
comment on column dim_measure.measure is 'Key of the measure.';
comment on column dim_measure.label_vi is 'Name of the measure in Vietnamese.';
comment on column dim_measure.label_en is 'Name of the measure in English.';
comment on column dim_measure.is_comparison is 'Whether the figure means nothing without a basis.';
