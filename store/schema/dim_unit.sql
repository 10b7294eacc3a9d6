-- Grain: one unit of measurement.
create table dim_unit (
    unit varchar primary key,
    label_vi varchar not null,
    label_en varchar not null,
    dimension varchar not null,
    base_unit varchar not null,
    to_base decimal(38, 9),
    source varchar not null
);

insert into dim_unit values
    ('unknown', 'không rõ đơn vị', 'unknown unit', 'unknown', '', null, 'solieu');

comment on table dim_unit is 'Units in which values are kept.';
comment on column dim_unit.unit is 'Key of the unit, a slug; other stands for any unit that is not listed, kept as printed.';
comment on column dim_unit.label_vi is 'Name of the unit in Vietnamese.';
comment on column dim_unit.label_en is 'Name of the unit in English.';
comment on column dim_unit.dimension is 'What the unit measures: money, energy, length and so on.';
comment on column dim_unit.base_unit is 'Unit of the same dimension that all others convert to; empty where there is none.';
comment on column dim_unit.to_base is 'Factor to the base unit, exact: value in base_unit = value x to_base; null where there is none.';
comment on column dim_unit.source is 'Where the row''s facts come from.';
