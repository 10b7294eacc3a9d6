-- Grain: one page of one document.
create table page (
    document_id varchar not null,
    page integer not null,
    method varchar not null,
    reason varchar not null,
    rotation integer not null,
    skew decimal(5, 2) not null
);

comment on table page is 'How each page was read; a document without pages has one row.';
comment on column page.document_id is 'Document, as in dim_document.';
comment on column page.page is 'Page of the document, from 1.';
comment on column page.method is 'What read it: text, pdfplumber, pdfium, ocr, docx, html, xlsx, xls.';
comment on column page.reason is 'Why that one was chosen; empty where there is no choice.';
comment on column page.rotation is 'Degrees by which a scanned page stood turned, clockwise; undone before reading.';
comment on column page.skew is 'Degrees by which a scanned page stood askew; undone before reading.';
