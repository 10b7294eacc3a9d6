-- Grain: one operand of one relation that was examined.
create table check_operand (
    check_id varchar not null,
    position integer not null,
    role varchar not null,
    sign integer not null,
    observation_id varchar not null,
    document_id varchar not null,
    value decimal(38, 9),
    value_from decimal(38, 9),
    value_to decimal(38, 9),
    unit varchar not null,
    value_text varchar not null,
    place_from integer not null,
    place_to integer not null,
    line integer not null,
    page integer not null,
    sentence_id varchar not null,
    figure_from integer not null,
    figure_to integer not null
);

comment on table check_operand is 'Operands of the relations that were examined, each with its place.';
comment on column check_operand.check_id is 'Relation, as in check_result.';
comment on column check_operand.position is 'Place of the operand within the relation, from 1.';
comment on column check_operand.role is 'What the operand is there: total, part, current, base, rate, change, level, stated, list, first, later and others.';
comment on column check_operand.sign is 'Sign with which it stands in a signed sum: 1 or -1.';
comment on column check_operand.observation_id is 'Statement, as in fact_observation; empty for a number that cannot be read and for a list.';
comment on column check_operand.document_id is 'Report in which it stands, as in dim_document.';
comment on column check_operand.value is 'The figure; for a list its number of entries; null for a number that cannot be read.';
comment on column check_operand.value_from is 'Least that its print can stand for; null like value.';
comment on column check_operand.value_to is 'Most that its print can stand for; null like value.';
comment on column check_operand.unit is 'Unit of value, as in dim_unit.';
comment on column check_operand.value_text is 'The figure as printed; the text of a list.';
comment on column check_operand.place_from is 'First code point of the print in the document''s text, from 0.';
comment on column check_operand.place_to is 'Code point after the print in the document''s text.';
comment on column check_operand.line is 'Line of the document, from 1.';
comment on column check_operand.page is 'Page of the document, from 1.';
comment on column check_operand.sentence_id is 'Sentence in which it stands, as in sentence; empty where none was cut.';
comment on column check_operand.figure_from is 'First code point of the operand in the sentence''s text, from 0.';
comment on column check_operand.figure_to is 'Code point after the operand in the sentence''s text.';
