-- Grain: one footnote of one document.
create table footnote (
    document_id varchar not null,
    footnote integer not null,
    footnote_text varchar not null,
    place_from integer not null,
    place_to integer not null,
    mark_at integer
);

comment on table footnote is 'Footnotes, lifted out of the running text.';
comment on column footnote.document_id is 'Document, as in dim_document.';
comment on column footnote.footnote is 'Number of the note as its mark prints it; numbers may come back within a document.';
comment on column footnote.footnote_text is 'The note, healed to one line.';
comment on column footnote.place_from is 'First code point of the note in the document''s text, from 0.';
comment on column footnote.place_to is 'Code point after the note''s last part in the document''s text.';
comment on column footnote.mark_at is 'Code point of the mark in the running text that points to the note; null where none was found.';
