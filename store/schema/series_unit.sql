-- Grain: one indicator and dimension whose series have a unit of their own.
create table series_unit (
    indicator varchar not null,
    dimension varchar not null,
    unit varchar not null,
    source varchar not null,
    primary key (indicator, dimension)
);

comment on table series_unit is 'Units preferred for series; where there is no row, a series is in the base unit of its dimension.';
comment on column series_unit.indicator is 'Indicator, as in dim_indicator; empty for all that have no row of their own.';
comment on column series_unit.dimension is 'Dimension, as in dim_unit.';
comment on column series_unit.unit is 'Unit of the series, as in dim_unit.';
comment on column series_unit.source is 'Where the row''s facts come from.';
