-- Grain: one thing in one document that was not understood or is in doubt.
create table issue (
    document_id varchar not null,
    code varchar not null,
    severity varchar not null,
    place_from integer not null,
    place_to integer not null,
    line integer not null,
    page integer not null,
    message varchar not null
);

comment on table issue is 'What was not understood, with its place and the remedy; never a silent null.';
comment on column issue.document_id is 'Document, as in dim_document.';
comment on column issue.code is 'Kind of trouble, a slug.';
comment on column issue.severity is 'error, warning or info.';
comment on column issue.place_from is 'First code point of the place in the document''s text, from 0.';
comment on column issue.place_to is 'Code point after the place in the document''s text.';
comment on column issue.line is 'Line of the document, from 1.';
comment on column issue.page is 'Page of the document, from 1; 1 where the source knows no pages.';
comment on column issue.message is 'What is wrong and, where there is one, the remedy.';
