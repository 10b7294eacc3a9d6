-- Grain: one indicator of the vocabulary.
create table dim_indicator (
    indicator varchar primary key,
    label_vi varchar not null,
    label_en varchar not null,
    nature varchar not null,
    additivity varchar not null,
    source varchar not null
);

insert into dim_indicator values
    ('unknown', 'chưa có trong danh mục', 'not in the vocabulary', 'unknown', 'unknown', 'solieu');

comment on table dim_indicator is 'Indicators: what is measured.';
comment on column dim_indicator.indicator is 'Key of the indicator, a slug; unknown for a count of something that the vocabulary does not list.';
comment on column dim_indicator.label_vi is 'Name of the indicator in Vietnamese.';
comment on column dim_indicator.label_en is 'Name of the indicator in English.';
comment on column dim_indicator.nature is 'What kind of quantity it is: flow, stock, rate, index, count, unknown.';
comment on column dim_indicator.additivity is 'What it may be added up over, as the vocabulary says.';
comment on column dim_indicator.source is 'Where the row''s facts come from.';
