-- Grain: one series. Staging: says which are of totals, and which values are exact as printed.
create or replace view stg_series as
with source as (
    select * from dim_series
),

units as (
    select * from dim_unit
)

select
    source.series_key,
    source.province,
    source.territory,
    source.indicator,
    source.product,
    source.is_subset,
    source.series_label,
    source.measure,
    source.basis,
    source.unit,
    source.other_unit,
    source.from_base,
    source.price_base,
    source.scenario,
    source.is_stock,
    units.dimension,
    not source.is_subset and source.territory = 'own' as is_total,
    units.dimension in ('count', 'commune', 'household', 'person', 'duration') as is_counted,
    source.scenario in ('plan', 'target')
    and source.measure = 'level'
    and source.basis = 'none'
    and units.dimension <> 'ratio' as is_set
from source
inner join units on source.unit = units.unit;

comment on view stg_series is 'Staging: series, with what follows from their parts.';
comment on column stg_series.is_total is 'Whether the series is about the whole of the reporting province, neither a subset nor another territory.';
comment on column stg_series.is_counted is 'Whether its values are counted one by one, so that a print without rounding is exact.';
comment on column stg_series.is_set is 'Whether its values are levels that somebody set (plans, targets), which are exact as printed.';
