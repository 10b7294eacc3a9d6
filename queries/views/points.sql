-- Grain: one point of one series in one document, beside the other vintages of that point.
create or replace view points as
with ordered as (
    select
        *,
        row_number() over earlier as vintage,
        count(*) over vintages_of_point as n_vintages,
        first_value(value) over earlier as first_value,
        lag(value) over earlier as previous_value,
        lag(ulp) over earlier as previous_ulp,
        lag(qualifier) over earlier as previous_qualifier,
        lag(document) over earlier as previous_document
    from stg_vintage
    window
        vintages_of_point as (partition by series_key, province, indicator, period),
        earlier as (vintages_of_point order by vintage_order)
),

intervals as (
    select
        ordered.* exclude (series_key),
        stg_series.territory,
        stg_series.product,
        stg_series.series_label,
        stg_series.measure,
        stg_series.basis,
        stg_series.unit,
        stg_series.other_unit,
        stg_series.price_base,
        stg_series.scenario,
        stg_series.is_total,
        interval_low(
            ordered.value,
            ordered.ulp,
            ordered.qualifier,
            stg_series.is_set or stg_series.is_counted and ordered.ulp <= 1
        ) as low,
        interval_high(
            ordered.value,
            ordered.ulp,
            ordered.qualifier,
            stg_series.is_set or stg_series.is_counted and ordered.ulp <= 1
        ) as high,
        interval_low(
            ordered.previous_value,
            ordered.previous_ulp,
            ordered.previous_qualifier,
            stg_series.is_set or stg_series.is_counted and ordered.previous_ulp <= 1
        ) as previous_low,
        interval_high(
            ordered.previous_value,
            ordered.previous_ulp,
            ordered.previous_qualifier,
            stg_series.is_set or stg_series.is_counted and ordered.previous_ulp <= 1
        ) as previous_high,
        ordered.series_key
    from ordered
    inner join stg_series on ordered.series_key = stg_series.series_key
)

select
    intervals.province,
    intervals.territory,
    intervals.indicator,
    intervals.product,
    intervals.series_label,
    intervals.measure,
    intervals.basis,
    intervals.unit,
    intervals.other_unit,
    intervals.price_base,
    intervals.scenario,
    intervals.period,
    stg_period.period_from,
    stg_period.period_to,
    stg_period.granularity,
    stg_period.accumulation,
    stg_period.months,
    intervals.is_total,
    intervals.value,
    intervals.ulp,
    intervals.low,
    intervals.high,
    intervals.qualifier,
    intervals.status,
    intervals.label,
    intervals.value_text,
    intervals.unit_text,
    intervals.is_doubtful,
    intervals.vintage,
    intervals.n_vintages,
    intervals.vintage = intervals.n_vintages as is_latest,
    intervals.first_value,
    intervals.previous_value,
    intervals.previous_document,
    intervals.value - intervals.previous_value as revision,
    percent_of(intervals.value - intervals.previous_value, intervals.previous_value) as revision_pct,
    case
        when intervals.vintage = 1 then 'first'
        when intervals.value = intervals.previous_value then 'none'
        when
            (
                intervals.ulp <> intervals.previous_ulp
                or intervals.qualifier <> intervals.previous_qualifier
            )
            and intervals.low <= intervals.previous_high
            and intervals.previous_low <= intervals.high
            then 'rounding'
        else 'revision'
    end as revision_kind,
    intervals.n_statements,
    intervals.n_values,
    intervals.observation_id,
    intervals.document_id,
    intervals.document,
    intervals.issued_on,
    intervals.issued_on_source,
    intervals.series_key
from intervals
inner join stg_period on intervals.period = stg_period.period;

comment on view points is 'Every vintage of every point of every series, subsets and other territories included.';
comment on column points.low is 'Least number that would be printed so: half a unit of the last place below, for counted things and set levels the print itself; less than and about widen it by a tenth.';
comment on column points.high is 'Greatest number that would be printed so: half a unit of the last place above, for counted things and set levels the print itself; more than and about widen it by a tenth.';
comment on column points.vintage is 'Running number among the documents that give the point, earliest first.';
comment on column points.n_vintages is 'Number of documents that give the point.';
comment on column points.is_latest is 'Whether no later document gives the point.';
comment on column points.first_value is 'Value in the earliest document.';
comment on column points.previous_value is 'Value in the document before; null in the first.';
comment on column points.previous_document is 'Name of the document before; null in the first.';
comment on column points.revision is 'Change of value from the document before; null in the first.';
comment on column points.revision_pct is 'The change in percent of the value before, rounded to four places, halves away from nought; null in the first, and where the value before is nought.';
comment on column points.revision_kind is 'first (no document before), none (the same value), rounding (printed with more or fewer places or a bound in words, and both prints can mean the same number), revision (they can not).';
