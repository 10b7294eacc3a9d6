-- Grain: one sentence of one document in which a figure stands.
create table sentence (
    sentence_id varchar not null,
    document_id varchar not null,
    sentence_from integer not null,
    sentence_to integer not null,
    sentence_text varchar not null
);

comment on table sentence is 'Sentences as healed: page breaks, footnote blocks and broken lines taken out.';
comment on column sentence.sentence_id is 'Key of the sentence: 16 hexadecimal digits of the SHA-256 of document hash, bounds and text.';
comment on column sentence.document_id is 'Document, as in dim_document.';
comment on column sentence.sentence_from is 'First code point of the sentence in the document''s text, from 0.';
comment on column sentence.sentence_to is 'Code point after the sentence in the document''s text; a page break may lie between.';
comment on column sentence.sentence_text is 'The sentence as healed.';
