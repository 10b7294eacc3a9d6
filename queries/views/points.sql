-- Grain: one point of one series in one document, beside the other vintages of that point.
create or replace view points as
with ordered as (
    select
        *,
        row_number() over earlier as vintage,
        count(*) over vintages_of_point as n_vintages,
        lag(value) over earlier as previous_value,
        first_value(value) over earlier as first_value
    from vintages
    window
        vintages_of_point as (
            partition by
                province,
                territory,
                indicator,
                product,
                series_label,
                measure,
                basis,
                unit,
                other_unit,
                price_base,
                scenario,
                period,
                is_total
        ),
        earlier as (vintages_of_point order by vintage_order)
)

select
    ordered.province,
    ordered.territory,
    ordered.indicator,
    ordered.product,
    ordered.series_label,
    ordered.measure,
    ordered.basis,
    ordered.unit,
    ordered.other_unit,
    ordered.price_base,
    ordered.scenario,
    ordered.period,
    stg_period.period_from,
    stg_period.period_to,
    stg_period.granularity,
    stg_period.accumulation,
    stg_period.months,
    ordered.is_total,
    ordered.value,
    ordered.ulp,
    ordered.qualifier,
    ordered.status,
    ordered.label,
    ordered.vintage,
    ordered.n_vintages,
    ordered.vintage = ordered.n_vintages as is_latest,
    ordered.first_value,
    ordered.previous_value,
    ordered.value - ordered.previous_value as revision,
    ordered.n_statements,
    ordered.n_values,
    ordered.observation_id,
    ordered.document_id,
    ordered.document,
    ordered.issued_on,
    ordered.issued_on_source
from ordered
inner join stg_period on ordered.period = stg_period.period;

comment on view points is 'Every vintage of every point of every series, subsets and other territories included.';
comment on column points.vintage is 'Running number among the documents that give the point, earliest first.';
comment on column points.n_vintages is 'Number of documents that give the point.';
comment on column points.is_latest is 'Whether no later document gives the point.';
comment on column points.first_value is 'Value in the earliest document.';
comment on column points.previous_value is 'Value in the document before; null in the first.';
comment on column points.revision is 'Change of value from the document before; null in the first.';
