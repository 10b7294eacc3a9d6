-- Grain: one document whose figures are in the derived values.
create table implied_document (
    document_id varchar primary key,
    name varchar not null
);

comment on table implied_document is 'Documents from which values have been derived; those of dim_document that are not here, or have another name, are still to come.';
comment on column implied_document.document_id is 'Document, as in dim_document.';
comment on column implied_document.name is 'Name of the document at that time: it decides the order of vintages of one day.';
