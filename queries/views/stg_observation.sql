-- Grain: one statement of a figure in one document. Staging: says which series the statement may join.
create or replace view stg_observation as
with source as (
    select * from fact_observation
)
select
    observation_id,
    document_id,
    province,
    territory,
    indicator,
    product,
    unit,
    case when unit = 'other' then lower(unit_text) else '' end as other_unit,
    period,
    measure,
    basis,
    status,
    price_base,
    is_subset,
    series_label,
    value,
    ulp,
    qualifier,
    label,
    note,
    value_text,
    unit_text,
    decimals,
    factor,
    is_in_words,
    is_doubtful,
    rules,
    place_from,
    place_to,
    line,
    page,
    box_left,
    box_top,
    box_right,
    box_bottom,
    sheet,
    cell,
    ocr_confidence,
    table_number,
    row_head,
    column_head,
    footnote,
    sentence_id,
    figure_from,
    figure_to,
    series_key,
    series_value,
    series_ulp,
    is_vintage,
    n_statements,
    n_values,
    case
        when indicator = 'unknown' then 'no_indicator'
        when province = 'unknown' then 'no_province'
        when period = 'unknown' then 'no_period'
        when unit = 'unknown' then 'no_unit'
        when measure = 'unknown' then 'no_measure'
        when basis = 'unknown' then 'no_basis'
        when status = 'unknown' then 'no_status'
        else ''
    end as missing,
    not is_subset and territory = 'own' as is_total
from source;

comment on view stg_observation is 'Staging: statements, with what keeps them out of a series.';
comment on column stg_observation.other_unit is 'Unit as printed, in lower case, where unit is other: it tells series apart; else empty.';
comment on column stg_observation.missing is 'First thing that keeps the statement out of every series: no_indicator, no_province, no_period, no_unit, no_measure, no_basis, no_status; empty if nothing does.';
comment on column stg_observation.is_total is 'Whether the figure is about the whole of the reporting province, neither a subset nor another territory.';
