-- Series of totals by the territories that reported them, or (territory => 'current') by today's: what was merged into
-- a new territory is added up where all its parts are known and what is counted can be added.
-- Grain: one period of one series in one frequency, from the first to the last period of which anything is known.
-- A parameter meets unqualified columns of its name in the views below: territory is qualified in timeline.
create or replace macro series_by_territory(territory := 'reported') as table
with asked as (
    select case
        when territory in ('reported', 'current') then territory = 'current'
        else error(concat('there is no territory ', territory, '; it is reported or current'))
    end as is_current
),

own as (
    select
        totals.series_key,
        totals.indicator,
        totals.product,
        totals.measure,
        totals.basis,
        totals.unit,
        totals.other_unit,
        totals.price_base,
        totals.scenario,
        totals.is_stock,
        totals.frequency,
        totals.step,
        totals.province,
        coalesce(province_parts.n_parts, 0) > 0 as is_part,
        totals.value,
        totals.low,
        totals.high,
        totals.origin,
        totals.obs_status,
        totals.status,
        totals.qualifier,
        totals.document,
        totals.document_id,
        totals.observation_id,
        totals.issued_on,
        asked.is_current
    from totals
    cross join asked
    left join province_parts on totals.province = province_parts.province
),

weaknesses as (
    select
        obs_status,
        max(weakness) as weakness
    from stg_obs_status
    group by obs_status
),

summed as (
    select
        province_parts.whole || substr(own.series_key, length(own.province) + 1) as series_key,
        province_parts.whole as province,
        own.indicator,
        own.product,
        own.measure,
        own.basis,
        own.unit,
        own.other_unit,
        own.price_base,
        own.scenario,
        own.is_stock,
        own.frequency,
        own.step,
        any_value(province_parts.n_parts) as n_parts,
        count(try_cast(own.value as decimal(36, 9))) as n_known,
        string_agg(own.province, ' ' order by own.province) filter (own.value is not null)
            as known_parts,
        bool_and(
            stg_indicator.additivity in ('additive', 'semi_additive')
            and own.measure in ('level', 'change_abs', 'of_total')
        ) as is_additive,
        sum(try_cast(own.value as decimal(36, 9))) as value,
        case when count(own.low) = count(own.value) then sum(try_cast(own.low as decimal(36, 10))) end as low,
        case when count(own.high) = count(own.value) then sum(try_cast(own.high as decimal(36, 10))) end as high,
        arg_max(own.obs_status, weaknesses.weakness) as obs_status
    from own
    inner join province_parts on own.province = province_parts.province
    inner join stg_indicator on own.indicator = stg_indicator.indicator
    left join weaknesses on own.obs_status = weaknesses.obs_status
    where own.is_current
    group by
        all
    having count(own.value) > 0
),

told as (
    select
        series_key,
        province,
        indicator,
        product,
        measure,
        basis,
        unit,
        other_unit,
        price_base,
        scenario,
        is_stock,
        frequency,
        step,
        case when value is null then 'gap' else 'own' end as composition,
        null as n_parts,
        null as n_known,
        null as known_parts,
        value,
        low,
        high,
        origin,
        obs_status,
        status,
        qualifier,
        document,
        document_id,
        observation_id,
        issued_on
    from own
    where not (is_current and is_part)
    union all by name
    select
        series_key,
        province,
        indicator,
        product,
        measure,
        basis,
        unit,
        other_unit,
        price_base,
        scenario,
        is_stock,
        frequency,
        step,
        case
            when not is_additive then 'not_additive'
            when n_known < n_parts or value is null then 'parts_missing'
            else 'summed'
        end as composition,
        n_parts,
        n_known,
        known_parts,
        case when composition = 'summed' then cast(value as decimal(38, 9)) end as value,
        case when composition = 'summed' then cast(low as decimal(38, 10)) end as low,
        case when composition = 'summed' then cast(high as decimal(38, 10)) end as high,
        case when composition = 'summed' then 'summed' else 'missing' end as origin,
        case when composition = 'summed' then obs_status else 'O' end as obs_status
    from summed
),

chosen as (
    select *
    from told
    qualify
        row_number() over (
            partition by series_key, frequency, step
            order by array_position(
                ['own', 'summed', 'parts_missing', 'not_additive', 'gap'], composition
            )
        ) = 1
),

followed as (
    select
        *,
        lead(step) over in_time as next_step,
        composition = 'own'
        and lag(composition) over in_time in ('summed', 'parts_missing', 'not_additive')
            as is_changed
    from chosen
    where composition <> 'gap'
    window in_time as (partition by series_key, frequency order by step)
),

gaps as (
    select
        *,
        unnest(range(step, coalesce(next_step, step + 1))) as own_step
    from followed
)

select
    gaps.province,
    gaps.indicator,
    gaps.product,
    gaps.measure,
    gaps.basis,
    gaps.unit,
    gaps.other_unit,
    gaps.price_base,
    gaps.scenario,
    gaps.is_stock,
    gaps.frequency,
    gaps.own_step as step,
    case when gaps.is_stock then '@' else '' end || calendar.period as period,
    calendar.period_from,
    calendar.period_to,
    calendar.months,
    case when gaps.own_step = gaps.step then gaps.composition else 'gap' end as composition,
    case when gaps.own_step = gaps.step then gaps.origin else 'missing' end as origin,
    case
        when gaps.own_step > gaps.step then 'O'
        when gaps.is_changed and province_wholes.n_parts > 1 then 'B'
        else gaps.obs_status
    end as obs_status,
    case when gaps.own_step = gaps.step then gaps.value end as value,
    case when gaps.own_step = gaps.step then gaps.low end as low,
    case when gaps.own_step = gaps.step then gaps.high end as high,
    case when gaps.own_step = gaps.step then gaps.n_parts end as n_parts,
    case when gaps.own_step = gaps.step then gaps.n_known end as n_known_parts,
    case when gaps.own_step = gaps.step then gaps.known_parts end as known_parts,
    case when gaps.own_step = gaps.step then gaps.status end as status,
    case when gaps.own_step = gaps.step then gaps.qualifier end as qualifier,
    case when gaps.own_step = gaps.step then gaps.observation_id end as observation_id,
    case when gaps.own_step = gaps.step then gaps.document_id end as document_id,
    case when gaps.own_step = gaps.step then gaps.document end as document,
    case when gaps.own_step = gaps.step then gaps.issued_on end as issued_on,
    gaps.series_key
from gaps
inner join calendar on gaps.frequency = calendar.frequency and gaps.own_step = calendar.step
left join (
    select distinct
        whole,
        n_parts
    from province_parts
) as province_wholes on gaps.province = province_wholes.whole;

comment on macro table series_by_territory is 'Series of totals by territory: from series_by_territory(territory => ''current''). Parts of a merged province are added up where all are known (composition summed, status of the weakest part), else the row is a gap (parts_missing, or not_additive for rates and indices); B marks where a series goes over to the figures of the new territory itself.';
