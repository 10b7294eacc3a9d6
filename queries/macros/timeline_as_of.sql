-- What was known of all series at the end of `day`, on the calendar.
-- Grain: one period of one series in one frequency, from the first to the last period of which anything was known.
create or replace macro timeline_as_of(day) as table
with gathered as (
    select
        series_key,
        province,
        indicator,
        period,
        vintage_order,
        value,
        struct_pack(
            value := value,
            ulp := ulp,
            qualifier := qualifier,
            status := status,
            is_doubtful := is_doubtful,
            value_text := value_text,
            unit_text := unit_text,
            n_statements := n_statements,
            n_values := n_values,
            observation_id := observation_id,
            document_id := document_id
        ) as vintage,
        null as implied_low,
        null as implied_high
    from stg_vintage
    where issued_on <= day or issued_on is null
    union all
    select
        stg_implied_value.series_key,
        stg_implied_value.province,
        stg_implied_value.indicator,
        stg_implied_value.period,
        null as vintage_order,
        null as value,
        null as vintage,
        stg_implied_value.low as implied_low,
        stg_implied_value.high as implied_high
    from stg_implied_value
    inner join stg_document on stg_implied_value.document_id = stg_document.document_id
    where
        stg_implied_value.series_key <> ''
        and (stg_document.issued_on <= day or stg_document.issued_on is null)
),

known as (
    select
        series_key,
        province,
        indicator,
        period,
        arg_max(vintage, vintage_order) as latest,
        arg_max(value, vintage_order, 2)[2] as previous_value,
        arg_min(value, vintage_order) as first_value,
        min(value) as least_value,
        max(value) as greatest_value,
        count(vintage_order) as n_vintages,
        max(implied_low) as implied_low,
        min(implied_high) as implied_high,
        count(implied_low) as n_derivations
    from gathered
    group by series_key, province, indicator, period
),

followed as (
    select
        known.series_key,
        known.province,
        known.indicator,
        period_steps.frequency,
        period_steps.step as known_step,
        lead(period_steps.step) over (
            partition by
                known.series_key,
                known.province,
                known.indicator,
                period_steps.frequency
            order by period_steps.step
        ) as next_step,
        struct_pack(
            latest := known.latest,
            previous_value := known.previous_value,
            first_value := known.first_value,
            least_value := known.least_value,
            greatest_value := known.greatest_value,
            n_vintages := known.n_vintages,
            implied_low := known.implied_low,
            implied_high := known.implied_high,
            n_derivations := known.n_derivations
        ) as point
    from known
    inner join period_steps on known.period = period_steps.period
),

laid as (
    select
        series_key,
        province,
        indicator,
        frequency,
        known_step,
        point,
        unnest(range(known_step, coalesce(next_step, known_step + 1))) as step
    from followed
),

placed as (
    select
        series_key,
        province,
        indicator,
        frequency,
        step,
        unnest(case when step = known_step then point end)
    from laid
),

valued as (
    select
        placed.province,
        placed.indicator,
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
        stg_series.is_stock,
        placed.frequency,
        placed.step,
        case when stg_series.is_stock then '@' else '' end || calendar.period as period,
        calendar.period_from,
        calendar.period_to,
        calendar.granularity,
        case when stg_series.is_stock then 'as_of' else calendar.accumulation end as accumulation,
        calendar.months,
        placed.latest,
        placed.previous_value,
        placed.first_value,
        placed.least_value,
        placed.greatest_value,
        placed.n_vintages,
        placed.n_derivations,
        try(cast(placed.implied_low * stg_series.from_base as decimal(38, 9))) as implied_low,
        try(cast(placed.implied_high * stg_series.from_base as decimal(38, 9))) as implied_high,
        interval_low(
            placed.latest.value,
            placed.latest.ulp,
            placed.latest.qualifier,
            stg_series.is_set or stg_series.is_counted and placed.latest.ulp <= 1
        ) as printed_low,
        interval_high(
            placed.latest.value,
            placed.latest.ulp,
            placed.latest.qualifier,
            stg_series.is_set or stg_series.is_counted and placed.latest.ulp <= 1
        ) as printed_high,
        stg_province.valid_from > calendar.period_to
        or stg_province.valid_to < calendar.period_from as is_outside,
        placed.series_key
    from placed
    inner join stg_series on placed.series_key = stg_series.series_key
    inner join stg_province on placed.province = stg_province.province
    inner join calendar
        on placed.frequency = calendar.frequency and placed.step = calendar.step
),

told as (
    select
        *,
        case
            when latest is not null then 'reported'
            when implied_low <= implied_high then 'implied'
            else 'missing'
        end as origin,
        case
            when latest is null and implied_low <= implied_high then 'implied'
            when latest is null and is_outside then 'outside'
            when latest is null then 'gap'
            when latest.is_doubtful or latest.qualifier <> '' then 'uncertain'
            else latest.status
        end as reason
    from valued
)

select
    told.province,
    told.territory,
    told.indicator,
    told.product,
    told.series_label,
    told.measure,
    told.basis,
    told.unit,
    told.other_unit,
    told.price_base,
    told.scenario,
    told.is_total,
    told.is_stock,
    told.frequency,
    told.step,
    told.period,
    told.period_from,
    told.period_to,
    told.granularity,
    told.accumulation,
    told.months,
    told.origin,
    coalesce(stg_obs_status.obs_status, 'U') as obs_status,
    case told.origin
        when 'reported' then told.latest.value
        when 'implied'
            then cast(0.5 * (told.implied_low + told.implied_high) as decimal(38, 9))
    end as value,
    case told.origin
        when 'reported' then told.printed_low
        when 'implied' then cast(told.implied_low as decimal(38, 10))
    end as low,
    case told.origin
        when 'reported' then told.printed_high
        when 'implied' then cast(told.implied_high as decimal(38, 10))
    end as high,
    told.latest.ulp as ulp,
    told.latest.qualifier as qualifier,
    told.latest.status as status,
    told.latest.value_text as value_text,
    told.latest.unit_text as unit_text,
    told.latest.is_doubtful as is_doubtful,
    coalesce(told.n_vintages, 0) as n_vintages,
    told.first_value,
    told.previous_value,
    told.least_value,
    told.greatest_value,
    told.implied_low,
    told.implied_high,
    coalesce(told.n_derivations, 0) as n_derivations,
    told.implied_low <= told.printed_high
    and told.printed_low <= told.implied_high
    and told.implied_low <= told.implied_high as is_inside,
    coalesce(told.latest.n_statements, 0) as n_statements,
    coalesce(told.latest.n_values, 0) as n_values,
    told.latest.observation_id as observation_id,
    told.latest.document_id as document_id,
    stg_document.document,
    stg_document.issued_on,
    stg_document.issued_on_source,
    told.series_key
from told
left join stg_obs_status on told.reason = stg_obs_status.reason
left join stg_document on told.latest.document_id = stg_document.document_id;

comment on macro table timeline_as_of is 'The timeline as it was known at the end of a day: reports issued by then (or without any date), and what follows from them.';
