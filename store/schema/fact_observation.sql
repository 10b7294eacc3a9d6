-- Grain: one statement of a figure in one document.
create table fact_observation (
    observation_id varchar not null,
    document_id varchar not null,
    province varchar not null,
    territory varchar not null,
    indicator varchar not null,
    product varchar not null,
    unit varchar not null,
    period varchar not null,
    measure varchar not null,
    basis varchar not null,
    status varchar not null,
    price_base varchar not null,
    is_subset boolean not null,
    series_label varchar not null,
    value decimal(38, 9) not null,
    ulp decimal(38, 9) not null,
    qualifier varchar not null,
    label varchar not null,
    note varchar not null,
    value_text varchar not null,
    unit_text varchar not null,
    decimals integer not null,
    factor decimal(38, 9) not null,
    is_in_words boolean not null,
    is_doubtful boolean not null,
    rules map(varchar, varchar) not null,
    place_from integer not null,
    place_to integer not null,
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
    figure_from integer not null,
    figure_to integer not null,
    series_key varchar not null,
    series_value decimal(38, 9),
    series_ulp decimal(38, 9),
    is_vintage boolean not null,
    n_statements integer not null,
    n_values integer not null
);

comment on table fact_observation is 'Figures as reported, never overwritten: a later report or a changed file adds rows.';
comment on column fact_observation.observation_id is 'Key of the statement: 16 hexadecimal digits of the SHA-256 of document hash and place, so that a better reading changes values and not keys.';
comment on column fact_observation.document_id is 'Document that states it, as in dim_document.';
comment on column fact_observation.province is 'Province that reports it, as in dim_province.';
comment on column fact_observation.territory is 'Territory the figure is about: own for the reporting province, else the slug or the printed name of another one or of a part.';
comment on column fact_observation.indicator is 'What is measured, as in dim_indicator.';
comment on column fact_observation.product is 'Breakdown the figure is about, as in dim_product.';
comment on column fact_observation.unit is 'Unit of value, as in dim_unit.';
comment on column fact_observation.period is 'Period the figure is about, as in dim_period.';
comment on column fact_observation.measure is 'How the figure measures, as in dim_measure.';
comment on column fact_observation.basis is 'What it is compared with, as in dim_basis.';
comment on column fact_observation.status is 'Fact, estimate, forecast, plan or target, as in dim_status.';
comment on column fact_observation.price_base is 'Prices of a money value: constant_2010 (constant_ and another base year), current, or unstated.';
comment on column fact_observation.is_subset is 'Whether the figure counts a stage or a part that no breakdown names; such a figure enters no series of totals.';
comment on column fact_observation.series_label is 'What tells a subset''s series apart: the label in small letters and one spelling where is_subset, else empty.';
comment on column fact_observation.value is 'The figure in its unit, exact, with the sign of the wording.';
comment on column fact_observation.ulp is 'One unit in the last printed place, in the value''s unit: the print says value within half of it.';
comment on column fact_observation.qualifier is 'Bound in words: > more than, < less than, ~ about, >= at least, <= at most; empty for none.';
comment on column fact_observation.label is 'The counted thing as printed.';
comment on column fact_observation.note is 'A doubt, a misprint, a defect of the text.';
comment on column fact_observation.value_text is 'The figure as printed; for a zero in words, the words.';
comment on column fact_observation.unit_text is 'The unit as printed; empty where the sentence leaves it out.';
comment on column fact_observation.decimals is 'Number of decimal places printed.';
comment on column fact_observation.factor is 'Factor between print and value, exact: value = printed number x factor.';
comment on column fact_observation.is_in_words is 'Whether the figure is a zero stated in words, which has no digits and no row in the ledger.';
comment on column fact_observation.is_doubtful is 'Whether two readings were close.';
comment on column fact_observation.rules is 'Which rule decided which column of the reading.';
comment on column fact_observation.place_from is 'First code point of the print in the document''s text, from 0.';
comment on column fact_observation.place_to is 'Code point after the print in the document''s text.';
comment on column fact_observation.line is 'Line of the document, from 1.';
comment on column fact_observation.page is 'Page of the document, from 1; 1 where the source knows no pages.';
comment on column fact_observation.box_left is 'Left edge of the print on its page, in points; null where the source has no positions.';
comment on column fact_observation.box_top is 'Upper edge of the print, in points from the top of its page; null where the source has no positions.';
comment on column fact_observation.box_right is 'Right edge of the print on its page, in points; null where the source has no positions.';
comment on column fact_observation.box_bottom is 'Lower edge of the print, in points from the top of its page; null where the source has no positions.';
comment on column fact_observation.sheet is 'Sheet of the workbook; empty elsewhere.';
comment on column fact_observation.cell is 'Cell of the sheet, as the spreadsheet names it; empty elsewhere.';
comment on column fact_observation.ocr_confidence is 'Confidence of the recogniser, from 0 to 100, for a figure read off an image; else null.';
comment on column fact_observation.table_number is 'Table of the document in which the figure stands, from 1; null in the running text.';
comment on column fact_observation.row_head is 'Words of the table''s row, the outer ones first; empty in the running text.';
comment on column fact_observation.column_head is 'Words of the table''s column, the outer ones first; empty in the running text.';
comment on column fact_observation.footnote is 'Number of the footnote in which the figure stands; null in the running text.';
comment on column fact_observation.sentence_id is 'Sentence that states it, as in sentence; empty where none was cut.';
comment on column fact_observation.figure_from is 'First code point of the figure in the sentence''s text, from 0.';
comment on column fact_observation.figure_to is 'Code point after the figure in the sentence''s text.';
comment on column fact_observation.series_key is 'Series that the figure is a point of, as in dim_series; empty where something keeps it out of every series.';
comment on column fact_observation.series_value is 'The figure in the unit of its series, exact; null where it is in no series.';
comment on column fact_observation.series_ulp is 'One unit in the last printed place, in the unit of the series; null where it is in no series.';
comment on column fact_observation.is_vintage is 'Whether the document is taken at this statement for the point: of all with the same series and period the one with the most places, of equals the first. False where it is in no series.';
comment on column fact_observation.n_statements is 'How often the document states the point; 0 where it is in no series.';
comment on column fact_observation.n_values is 'How many different values the document gives for the point; more than 1 means that the statements contradict each other or are about different things. 0 where it is in no series.';
