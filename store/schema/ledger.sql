-- Grain: one run of digits in one document; all of them, statistics or not.
create table ledger (
    document_id varchar not null,
    n integer not null,
    place_from integer not null,
    place_to integer not null,
    digits varchar not null,
    role varchar not null,
    observation_id varchar not null,
    label varchar not null,
    unit_text varchar not null,
    note varchar not null,
    line integer not null,
    page integer not null,
    box_left decimal(9, 2),
    box_top decimal(9, 2),
    box_right decimal(9, 2),
    box_bottom decimal(9, 2),
    sheet varchar not null,
    cell varchar not null,
    ocr_confidence decimal(5, 2),
    table_number integer,
    row_head varchar not null,
    column_head varchar not null,
    footnote integer,
    sentence_id varchar not null,
    is_doubtful boolean not null,
    rules map(varchar, varchar) not null
);

comment on table ledger is 'Every run of digits of every document with its role, so that a number that was missed is told from one that is no statistic.';
comment on column ledger.document_id is 'Document, as in dim_document.';
comment on column ledger.n is 'Running number within the document, from 1.';
comment on column ledger.place_from is 'First code point of the print in the document''s text, from 0.';
comment on column ledger.place_to is 'Code point after the print in the document''s text.';
comment on column ledger.digits is 'The run as printed.';
comment on column ledger.role is 'What the run is: value, period, reference, marker, footnote, name, malformed.';
comment on column ledger.observation_id is 'Statement that it makes, as in fact_observation; empty where the role is not value.';
comment on column ledger.label is 'The counted thing as printed.';
comment on column ledger.unit_text is 'The unit as printed.';
comment on column ledger.note is 'A doubt, a misprint, a defect of the text.';
comment on column ledger.line is 'Line of the document, from 1.';
comment on column ledger.page is 'Page of the document, from 1; 1 where the source knows no pages.';
comment on column ledger.box_left is 'Left edge of the print on its page, in points; null where the source has no positions.';
comment on column ledger.box_top is 'Upper edge of the print, in points from the top of its page; null where the source has no positions.';
comment on column ledger.box_right is 'Right edge of the print on its page, in points; null where the source has no positions.';
comment on column ledger.box_bottom is 'Lower edge of the print, in points from the top of its page; null where the source has no positions.';
comment on column ledger.sheet is 'Sheet of the workbook; empty elsewhere.';
comment on column ledger.cell is 'Cell of the sheet, as the spreadsheet names it; empty elsewhere.';
comment on column ledger.ocr_confidence is 'Confidence of the recogniser, from 0 to 100, for a figure read off an image; else null.';
comment on column ledger.table_number is 'Table of the document in which the figure stands, from 1; null in the running text.';
comment on column ledger.row_head is 'Words of the table''s row, the outer ones first; empty in the running text.';
comment on column ledger.column_head is 'Words of the table''s column, the outer ones first; empty in the running text.';
comment on column ledger.footnote is 'Number of the footnote in which the run stands; null in the running text.';
comment on column ledger.sentence_id is 'Sentence in which it stands, as in sentence; empty where none was cut.';
comment on column ledger.is_doubtful is 'Whether two readings were close.';
comment on column ledger.rules is 'Which rule decided which column of the reading.';
