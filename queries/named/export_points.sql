-- Points of all series, subsets and other territories included: on the calendar, and the latest reported ones of any
-- other period. Parameters: as_of, null for all that is known; indicator, province, first and last day, each null for
-- all.
with laid as (
    select *
    from timeline_as_of(coalesce(cast($as_of as date), date '9999-12-31'))
),

elsewhere as (
    select points.*
    from points
    where
        not exists (select 1 from period_steps where points.period = period_steps.period)
        and (points.issued_on is null or points.issued_on <= coalesce(cast($as_of as date), date '9999-12-31'))
    qualify row_number() over (partition by series_key, period order by vintage desc) = 1
),

gathered as (
    select
        province, territory, indicator, product, series_label, measure, basis, unit, other_unit, price_base, scenario,
        is_total, frequency, period, period_from, period_to, granularity, accumulation, months, obs_status, value, low,
        high, ulp, qualifier, value_text, document, issued_on, n_vintages, observation_id
    from laid
    union all
    select
        elsewhere.province, elsewhere.territory, elsewhere.indicator, elsewhere.product, elsewhere.series_label,
        elsewhere.measure, elsewhere.basis, elsewhere.unit, elsewhere.other_unit, elsewhere.price_base,
        elsewhere.scenario, elsewhere.is_total, 'other' as frequency, elsewhere.period, elsewhere.period_from,
        elsewhere.period_to, elsewhere.granularity, elsewhere.accumulation, elsewhere.months,
        coalesce(stg_obs_status.obs_status, 'U') as obs_status, elsewhere.value, elsewhere.low, elsewhere.high,
        elsewhere.ulp, elsewhere.qualifier, elsewhere.value_text, elsewhere.document, elsewhere.issued_on,
        elsewhere.vintage as n_vintages, elsewhere.observation_id
    from elsewhere
    left join stg_obs_status
        on case
            when elsewhere.is_doubtful or elsewhere.qualifier <> '' then 'uncertain' else elsewhere.status
        end = stg_obs_status.reason
)

select *
from gathered
where
    indicator = coalesce($indicator, indicator)
    and province = coalesce($province, province)
    and period_to between coalesce(cast($first_day as date), period_to)
    and coalesce(cast($last_day as date), period_to)
order by all asc nulls first
