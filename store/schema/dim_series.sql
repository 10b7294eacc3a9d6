-- Grain: one series: all figures that may stand in one row of a table, whatever their periods and documents.
create table dim_series (
    series_key varchar primary key,
    province varchar not null,
    territory varchar not null,
    indicator varchar not null,
    product varchar not null,
    is_subset boolean not null,
    series_label varchar not null,
    measure varchar not null,
    basis varchar not null,
    unit varchar not null,
    other_unit varchar not null,
    from_base decimal(38, 9),
    price_base varchar not null,
    scenario varchar not null,
    is_stock boolean not null
);

comment on table dim_series is 'Series: what is told apart wherever figures are put side by side. Made when the first figure of a series is loaded or derived.';
comment on column dim_series.series_key is 'Key of the series, made of its parts alone: province.indicator.product.measure.basis.unit.prices.scenario.kind; province@territory where it is about another one, product~label for a subset, kind is flow or stock.';
comment on column dim_series.province is 'Province that reports it, as in dim_province.';
comment on column dim_series.territory is 'Territory it is about: own for the reporting province, else the slug or the printed name of another one or of a part.';
comment on column dim_series.indicator is 'What is measured, as in dim_indicator.';
comment on column dim_series.product is 'Breakdown it is about, as in dim_product.';
comment on column dim_series.is_subset is 'Whether it counts a stage or a part that no breakdown names.';
comment on column dim_series.series_label is 'What tells a subset''s series apart: the counted thing, in small letters and one spelling; empty for a total.';
comment on column dim_series.measure is 'How it measures the indicator, as in dim_measure.';
comment on column dim_series.basis is 'What a change, a rate or a share is measured against, as in dim_basis.';
comment on column dim_series.unit is 'Unit of all its values, as in dim_unit: the one preferred for indicator and dimension, else the base unit of the dimension.';
comment on column dim_series.other_unit is 'Unit as printed, in lower case, where unit is other; else empty.';
comment on column dim_series.from_base is 'Factor from the base unit of the dimension to unit, exact; null where nine places cannot hold it.';
comment on column dim_series.price_base is 'Prices of a money value: constant_2010, current, or unstated.';
comment on column dim_series.scenario is 'outturn, plan, target or unknown, as in dim_status.';
comment on column dim_series.is_stock is 'Whether its figures are as of a moment (a stock, a count to date) and not about a stretch of time.';
