-- Grain: one text that was read; the same bytes are one document, whatever their file is called.
create table dim_document (
    document_id varchar primary key,
    sha256 varchar not null,
    name varchar not null,
    media_type varchar not null,
    edition integer not null,
    province varchar not null,
    agency varchar not null,
    kind varchar not null,
    title varchar not null,
    document_number varchar not null,
    report_period varchar not null,
    cumulative_period varchar not null,
    issued_on date,
    issued_on_source varchar not null,
    pages integer not null,
    characters integer not null
);

create index dim_document_by_name on dim_document (name);

comment on table dim_document is 'Reports: one row a text that was read. A changed file is another document.';
comment on column dim_document.document_id is 'Key of the document: the first 16 hexadecimal digits of sha256.';
comment on column dim_document.sha256 is 'SHA-256 of the file''s bytes, in hexadecimal.';
comment on column dim_document.name is 'Name of the file; of several files with the same bytes, the first by name.';
comment on column dim_document.media_type is 'Kind of the file, told by its content.';
comment on column dim_document.edition is 'Running number among documents of the same name, province and report period, in order of ingest: 2 and more are later states of a changed file.';
comment on column dim_document.province is 'Province that reports, as in dim_province; unknown where the letterhead does not say.';
comment on column dim_document.agency is 'Office that reports, as printed; empty where the letterhead does not say.';
comment on column dim_document.kind is 'Kind of report: month, quarter, six_months, nine_months, year, five_years, other, unknown.';
comment on column dim_document.title is 'Title as printed.';
comment on column dim_document.document_number is 'Number of the document as printed; empty where it is blank.';
comment on column dim_document.report_period is 'Period the report is about, as in dim_period; for a month report that also covers a cumulative span: the month.';
comment on column dim_document.cumulative_period is 'Cumulative span beside report_period, as in dim_period; unknown where there is none.';
comment on column dim_document.issued_on is 'Day of issue or its stand-in (see issued_on_source); null where nothing is known.';
comment on column dim_document.issued_on_source is 'Where issued_on comes from: printed (the day itself), printed_month (last day of the month printed beside a blank day), report_period (last day reported about), unknown.';
comment on column dim_document.pages is 'Number of pages; 1 where the source knows none.';
comment on column dim_document.characters is 'Length of the text in code points.';
