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
comment on column ledger.footnote is 'Number of the footnote in which the run stands; null in the running text.';
comment on column ledger.sentence_id is 'Sentence in which it stands, as in sentence; empty where none was cut.';
comment on column ledger.is_doubtful is 'Whether two readings were close.';
comment on column ledger.rules is 'Which rule decided which column of the reading.';
