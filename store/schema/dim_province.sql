-- Grain: one province as a territory with a lifetime; a merged province is another territory.
create table dim_province (
    province varchar primary key,
    label_vi varchar not null,
    label_en varchar not null,
    gso_code varchar not null,
    valid_from date,
    valid_to date,
    successor varchar not null,
    source varchar not null
);

insert into dim_province values
    ('unknown', 'không rõ', 'unknown', '', null, null, '', 'solieu');

comment on table dim_province is 'Provinces, with the years in which they existed and what they became.';
comment on column dim_province.province is 'Key of the province, a slug.';
comment on column dim_province.label_vi is 'Name of the province in Vietnamese.';
comment on column dim_province.label_en is 'Name of the province in English.';
comment on column dim_province.gso_code is 'Code of the General Statistics Office, as text; codes were given again to larger territories.';
comment on column dim_province.valid_from is 'First day of the territory; null where it lies before the vocabulary''s horizon.';
comment on column dim_province.valid_to is 'Last day of the territory; null while it exists.';
comment on column dim_province.successor is 'Province that took the territory over; empty while it exists.';
comment on column dim_province.source is 'Where the row''s facts come from.';
