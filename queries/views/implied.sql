-- Grain: one derived point: what all its derivations allow, beside what the latest document prints for it.
-- A print is compared as the interval that it stands for, twentyfold, so that half of its last place and a tenth of
-- its value (the room of a bound in words) need no division.
create or replace view implied as
with derived as (
    select
        stg_implied_value.*,
        stg_document.issued_on,
        stg_document.vintage_order
    from stg_implied_value
    inner join stg_document on stg_implied_value.document_id = stg_document.document_id
),

points as (
    select
        province,
        territory,
        indicator,
        product,
        series_label,
        measure,
        unit,
        other_unit,
        price_base,
        scenario,
        period,
        max(low) as low,
        min(high) as high,
        arg_min(is_low_exact, struct_pack(low := -low, is_rounded := not is_low_exact))
            as is_low_exact,
        arg_min(is_high_exact, struct_pack(high := high, is_rounded := not is_high_exact))
            as is_high_exact,
        count(*) as n_derivations,
        count(distinct document_id) as n_documents,
        min(depth) as depth,
        bool_and(is_across) as is_across,
        bool_and(is_approximate) as is_approximate,
        bool_and(assumption <> '') as is_assumed,
        arg_min(
            struct_pack(
                implied_id := implied_id,
                formula := formula,
                assumption := assumption,
                arithmetic_en := arithmetic_en,
                arithmetic_vi := arithmetic_vi
            ),
            struct_pack(width := high - low, depth := depth, implied_id := implied_id)
        ) as best,
        arg_max(
            struct_pack(document_id := document_id, issued_on := issued_on), vintage_order
        ) as latest,
        max(vintage_order) as vintage_order
    from derived
    group by all
),

statements as (
    select
        stg_observation.province,
        stg_observation.territory,
        stg_observation.indicator,
        stg_observation.product,
        stg_observation.series_label,
        case stg_unit.base_unit when '' then stg_unit.unit else stg_unit.base_unit end as unit,
        stg_observation.other_unit,
        stg_observation.price_base,
        stg_status.scenario,
        stg_observation.period,
        stg_observation.observation_id,
        stg_observation.document_id,
        stg_observation.place_from,
        stg_observation.ulp,
        stg_observation.value,
        coalesce(stg_unit.to_base, 1) as to_base,
        case
            when stg_unit.dimension in ('count', 'commune', 'household', 'person', 'duration')
                and stg_observation.ulp <= 1 then 0
            when stg_observation.status in ('plan', 'target') then 0
            else try(10 * stg_observation.ulp)
        end as half,
        case when stg_observation.qualifier in ('<', '<=', '~') then try(2 * abs(value)) else 0 end
            as room_below,
        case when stg_observation.qualifier in ('>', '>=', '~') then try(2 * abs(value)) else 0 end
            as room_above,
        stg_document.vintage_order as reported_order
    from stg_observation
    inner join stg_unit on stg_observation.unit = stg_unit.unit
    inner join stg_status on stg_observation.status = stg_status.status
    inner join stg_document on stg_observation.document_id = stg_document.document_id
    where
        stg_observation.missing = ''
        and stg_observation.measure = 'level'
        and stg_observation.basis = 'none'
        -- What part a subset without a label is of, nobody knows: it is no print of the total.
        and (not stg_observation.is_subset or stg_observation.series_label <> '')
),

compared as (
    select
        points.province,
        points.territory,
        points.indicator,
        points.product,
        points.series_label,
        points.unit,
        points.other_unit,
        points.price_base,
        points.scenario,
        points.period,
        statements.observation_id,
        statements.document_id,
        statements.reported_order,
        statements.ulp,
        statements.place_from,
        try(cast(statements.value * statements.to_base as decimal(38, 9))) as value,
        try(
            (20 * statements.value - statements.half - statements.room_below) * statements.to_base
            <= 20 * points.high
            and (20 * statements.value + statements.half + statements.room_above)
            * statements.to_base >= 20 * points.low
        ) as is_inside
    from points
    inner join statements
        on
            points.province = statements.province
            and points.territory = statements.territory
            and points.indicator = statements.indicator
            and points.product = statements.product
            and points.series_label = statements.series_label
            and points.unit = statements.unit
            and points.other_unit = statements.other_unit
            and points.price_base = statements.price_base
            and points.scenario = statements.scenario
            and points.period = statements.period
),

reported as (
    select
        province,
        territory,
        indicator,
        product,
        series_label,
        unit,
        other_unit,
        price_base,
        scenario,
        period,
        arg_min(
            struct_pack(
                value := value,
                is_inside := is_inside,
                observation_id := observation_id,
                document_id := document_id
            ),
            struct_pack(
                latest_first := -reported_order,
                is_outside := not coalesce(is_inside, false),
                ulp := ulp,
                place_from := place_from
            )
        ) as latest
    from compared
    group by all
)

select
    points.province,
    points.territory,
    points.indicator,
    points.product,
    points.series_label,
    points.measure,
    points.unit,
    points.other_unit,
    points.price_base,
    points.scenario,
    points.period,
    stg_period.period_from,
    stg_period.period_to,
    stg_period.granularity,
    stg_period.accumulation,
    stg_period.months,
    'I' as obs_status,
    points.low,
    points.high,
    points.is_low_exact,
    points.is_high_exact,
    points.low > points.high as is_empty,
    points.n_derivations,
    points.n_documents,
    points.depth,
    points.is_across,
    points.is_approximate,
    points.is_assumed,
    points.best.formula as formula,
    points.best.assumption as assumption,
    points.best.implied_id as implied_id,
    points.best.arithmetic_en as arithmetic_en,
    points.best.arithmetic_vi as arithmetic_vi,
    points.latest.document_id as document_id,
    points.latest.issued_on as issued_on,
    points.vintage_order,
    reported.latest.value as reported_value,
    reported.latest.is_inside as reported_is_inside,
    coalesce(reported.latest.observation_id, '') as reported_observation_id,
    coalesce(reported.latest.document_id, '') as reported_document_id
from points
inner join stg_period on points.period = stg_period.period
left join reported
    on
        points.province = reported.province
        and points.territory = reported.territory
        and points.indicator = reported.indicator
        and points.product = reported.product
        and points.series_label = reported.series_label
        and points.unit = reported.unit
        and points.other_unit = reported.other_unit
        and points.price_base = reported.price_base
        and points.scenario = reported.scenario
        and points.period = reported.period;

comment on view implied is 'Points that follow from printed figures, each with the interval that all its derivations allow and the reported value beside it, which wins.';
comment on column implied.obs_status is 'SDMX OBS_STATUS: always I, imputed.';
comment on column implied.low is 'Largest of the low ends of its derivations.';
comment on column implied.high is 'Smallest of the high ends of its derivations; below low where they contradict each other.';
comment on column implied.is_empty is 'Whether no number satisfies all derivations: a contradiction, or a revision between documents.';
comment on column implied.n_derivations is 'Number of derivations; none rests on all the statements that one nearer to print rests on.';
comment on column implied.n_documents is 'Number of documents that hold the latest operand of a derivation.';
comment on column implied.depth is 'Steps from print of the shortest derivation: 1 where all operands are printed.';
comment on column implied.is_across is 'Whether every derivation has operands from several documents.';
comment on column implied.is_approximate is 'Whether words (more than, nearly, about) widen every derivation.';
comment on column implied.is_assumed is 'Whether every derivation assumes something, as in stg_implied_value.assumption.';
comment on column implied.formula is 'Formula of the narrowest derivation.';
comment on column implied.assumption is 'What that derivation assumes; empty for nothing.';
comment on column implied.implied_id is 'That derivation, as in stg_implied_value; what solieu trace explains.';
comment on column implied.document_id is 'Document of the latest operand of all derivations.';
comment on column implied.issued_on is 'Day of issue of that document, or its stand-in.';
comment on column implied.vintage_order is 'Place of that document among all, earliest first.';
comment on column implied.reported_value is 'What the latest document prints for the point, in this row''s unit; null where none does.';
comment on column implied.reported_is_inside is 'Whether that print, as the interval it stands for, meets low to high; null where none is reported.';
comment on column implied.reported_observation_id is 'That statement, as in fact_observation; empty where none is reported.';
comment on column implied.reported_document_id is 'Document of that statement; empty where none is reported.';
