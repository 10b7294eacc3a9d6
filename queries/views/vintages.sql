-- Grain: one point of one series in one document. Where a document states the point more than once, the print with
-- the most places is taken, of equals the first.
create or replace view vintages as
with statements as (
    select
        stg_observation.*,
        stg_status.scenario,
        stg_document.document,
        stg_document.issued_on,
        stg_document.issued_on_source,
        stg_document.vintage_order
    from stg_observation
    inner join stg_status on stg_observation.status = stg_status.status
    inner join stg_document on stg_observation.document_id = stg_document.document_id
    where stg_observation.missing = ''
),

points as (
    select
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
        document_id,
        is_total,
        any_value(document) as document,
        any_value(issued_on) as issued_on,
        any_value(issued_on_source) as issued_on_source,
        any_value(vintage_order) as vintage_order,
        count(*) as n_statements,
        count(distinct value) as n_values,
        arg_min(
            struct_pack(
                observation_id := observation_id,
                value := value,
                ulp := ulp,
                qualifier := qualifier,
                status := status,
                label := label
            ),
            struct_pack(ulp := ulp, place_from := place_from)
        ) as stated
    from statements
    group by all
)

select
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
    is_total,
    stated.value as value,
    stated.ulp as ulp,
    stated.qualifier as qualifier,
    stated.status as status,
    stated.label as label,
    stated.observation_id as observation_id,
    document_id,
    document,
    issued_on,
    issued_on_source,
    vintage_order,
    n_statements,
    n_values
from points;

comment on view vintages is 'Every value that a document gives for a point of a series, subsets and other territories included.';
comment on column vintages.n_statements is 'How often the document states the point.';
comment on column vintages.n_values is 'How many different values it gives; more than 1 means that the statements contradict each other or are about different things.';
