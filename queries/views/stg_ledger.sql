-- Grain: one run of digits in one document. Staging.
create or replace view stg_ledger as
with source as (
    select * from ledger
)
select
    document_id,
    n,
    place_from,
    place_to,
    digits,
    role,
    observation_id,
    label,
    unit_text,
    note,
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
    is_doubtful,
    rules
from source;

comment on view stg_ledger is 'Staging: runs of digits.';
