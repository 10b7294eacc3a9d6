-- Grain: one property of the database.
create table meta (
    key varchar primary key,
    value varchar not null
);

comment on table meta is 'What this database is: which program and schema wrote it, with which vocabulary and views.';
comment on column meta.key is 'Name of the property: program, schema_version, vocabulary_sha256, views_sha256.';
comment on column meta.value is 'Value of the property, as text.';
