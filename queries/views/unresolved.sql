-- Grain: one run of digits, or zero in words, that was not wholly understood, and why.
create or replace view unresolved as
with readings as (
    select
        document_id,
        observation_id,
        'malformed' as reason,
        digits as value_text,
        unit_text,
        label,
        note,
        place_from,
        line,
        page,
        sentence_id
    from stg_ledger
    where role = 'malformed'
    union all by name
    select
        document_id,
        observation_id,
        case when missing <> '' then missing else 'doubtful' end as reason,
        value_text,
        unit_text,
        label,
        note,
        place_from,
        line,
        page,
        sentence_id
    from stg_observation
    where missing <> '' or is_doubtful
)

select
    stg_document.document,
    readings.reason,
    readings.value_text,
    readings.unit_text,
    readings.label,
    readings.note,
    readings.page,
    readings.line,
    readings.place_from,
    readings.observation_id,
    readings.document_id,
    stg_sentence.sentence_text
from readings
inner join stg_document on readings.document_id = stg_document.document_id
left join stg_sentence on readings.sentence_id = stg_sentence.sentence_id;

comment on view unresolved is 'Readings that enter no series, or in doubt: misprints, counts without an indicator, missing units or bases.';
comment on column unresolved.reason is 'malformed (no value can be read with certainty), doubtful (two readings were close), or the first thing missing: no_indicator, no_province, no_period, no_unit, no_measure, no_basis, no_status.';
comment on column unresolved.observation_id is 'Key of the statement; empty for a malformed number, which makes none.';
