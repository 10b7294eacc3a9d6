-- Grain: one run of digits in one document, with the columns of the ledger as annotated.
create or replace view figures as
select
    stg_document.document,
    stg_ledger.n,
    stg_ledger.place_from,
    stg_ledger.digits,
    stg_ledger.role,
    stg_observation.value,
    stg_observation.unit,
    stg_observation.indicator,
    stg_observation.product,
    stg_observation.measure,
    stg_observation.basis,
    stg_observation.period,
    stg_observation.status,
    stg_observation.qualifier,
    stg_ledger.label,
    stg_ledger.note,
    stg_ledger.page,
    stg_ledger.line,
    stg_ledger.box_left,
    stg_ledger.box_top,
    stg_ledger.box_right,
    stg_ledger.box_bottom,
    stg_ledger.sheet,
    stg_ledger.cell,
    stg_ledger.ocr_confidence,
    stg_ledger.table_number,
    stg_ledger.row_head,
    stg_ledger.column_head,
    stg_ledger.footnote,
    stg_ledger.is_doubtful,
    stg_ledger.rules,
    stg_ledger.observation_id,
    stg_ledger.document_id,
    stg_sentence.sentence_text
from stg_ledger
inner join stg_document on stg_ledger.document_id = stg_document.document_id
left join stg_observation on stg_ledger.observation_id = stg_observation.observation_id
left join stg_sentence on stg_ledger.sentence_id = stg_sentence.sentence_id;

comment on view figures is 'Every run of digits of every report: the ledgers, with the reading of those that are statistics.';
comment on column figures.rules is 'Which rule decided which column of the reading; for a run that is no statistic, its role.';
