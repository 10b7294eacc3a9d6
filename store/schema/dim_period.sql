-- Grain: one stretch of calendar time, or a moment known to lie within it.
create table dim_period (
    period varchar primary key,
    period_from date,
    period_to date,
    granularity varchar not null,
    accumulation varchar not null,
    months integer,
    label_vi varchar not null,
    label_en varchar not null
);

insert into dim_period values
    ('unknown', null, null, 'unknown', 'unknown', null, 'không rõ kỳ', 'unknown period');

comment on table dim_period is 'Periods: what stretch of time a figure is about and how it fills it.';
comment on column dim_period.period is 'Key of the period in the ledger''s notation: 2020-07, 2020-01/2020-07, 2020, 2016/2020, 2020-07-20; a leading @ marks a moment within.';
comment on column dim_period.period_from is 'First day of the period; null for the unknown one.';
comment on column dim_period.period_to is 'Last day of the period; null for the unknown one.';
comment on column dim_period.granularity is 'Length: day, month, quarter, half, nine_months, year as units of the calendar; days, months, years as stretches that are none; unknown.';
comment on column dim_period.accumulation is 'How a figure fills the period: flow (over one unit of the calendar), year_to_date (from 1 January over two to eleven months), span (any other stretch), as_of (a stock or a count to date), unknown.';
comment on column dim_period.months is 'Length in whole months; null for days and the unknown period.';
comment on column dim_period.label_vi is 'Period in Vietnamese words.';
comment on column dim_period.label_en is 'Period in English words.';
