-- Grain: one point of one series in one document. Where a document states the point more than once, the print with
-- the most places is taken, of equals the first.
create or replace view vintages as
select
    stg_series.province,
    stg_series.territory,
    stg_series.indicator,
    stg_series.product,
    stg_series.series_label,
    stg_series.measure,
    stg_series.basis,
    stg_series.unit,
    stg_series.other_unit,
    stg_series.price_base,
    stg_series.scenario,
    stg_vintage.period,
    stg_series.is_total,
    stg_vintage.value,
    stg_vintage.ulp,
    interval_low(
        stg_vintage.value,
        stg_vintage.ulp,
        stg_vintage.qualifier,
        stg_series.is_set or stg_series.is_counted and stg_vintage.ulp <= 1
    ) as low,
    interval_high(
        stg_vintage.value,
        stg_vintage.ulp,
        stg_vintage.qualifier,
        stg_series.is_set or stg_series.is_counted and stg_vintage.ulp <= 1
    ) as high,
    stg_vintage.qualifier,
    stg_vintage.status,
    stg_vintage.label,
    stg_vintage.value_text,
    stg_vintage.unit_text,
    stg_vintage.is_doubtful,
    stg_vintage.observation_id,
    stg_vintage.document_id,
    stg_vintage.document,
    stg_vintage.issued_on,
    stg_vintage.issued_on_source,
    stg_vintage.vintage_order,
    stg_vintage.n_statements,
    stg_vintage.n_values,
    stg_vintage.series_key
from stg_vintage
inner join stg_series on stg_vintage.series_key = stg_series.series_key;

comment on view vintages is 'Every value that a document gives for a point of a series, subsets and other territories included.';
comment on column vintages.low is 'Least number that would be printed so: half a unit of the last place below, for counted things and set levels the print itself; less than and about widen it by a tenth.';
comment on column vintages.high is 'Greatest number that would be printed so: half a unit of the last place above, for counted things and set levels the print itself; more than and about widen it by a tenth.';
