-- Grain: one period of one series in one frequency, from the first to the last period of which anything is known.
create or replace view timeline as
select
    known.province,
    known.territory,
    known.indicator,
    known.product,
    known.series_label,
    known.measure,
    known.basis,
    known.unit,
    known.other_unit,
    known.price_base,
    known.scenario,
    known.is_total,
    known.is_stock,
    known.frequency,
    known.step,
    known.period,
    known.period_from,
    known.period_to,
    known.granularity,
    known.accumulation,
    known.months,
    known.origin,
    known.obs_status,
    known.value,
    known.low,
    known.high,
    known.ulp,
    known.qualifier,
    known.status,
    known.value_text,
    known.unit_text,
    known.is_doubtful,
    known.n_vintages,
    known.first_value,
    known.previous_value,
    known.least_value,
    known.greatest_value,
    known.implied_low,
    known.implied_high,
    known.n_derivations,
    known.is_inside,
    known.n_statements,
    known.n_values,
    known.observation_id,
    known.document_id,
    known.document,
    known.issued_on,
    known.issued_on_source,
    known.series_key
from timeline_as_of(date '9999-12-31') as known;

comment on view timeline is 'Every series on the calendar: reported, else implied, else a gap; from the first to the last known period of each series and frequency. Subsets and other territories included.';
comment on column timeline.origin is 'Where value comes from: reported (printed by a report), implied (derived from other figures), missing (a gap).';
comment on column timeline.obs_status is 'SDMX OBS_STATUS: A reported outturn, plan or target, E estimate, F forecast, I implied, U read with doubt or bounded by words, O gap, M gap where the province did not exist; see stg_obs_status.';
comment on column timeline.value is 'What the latest report prints, in the unit of the series; of an implied point the middle of low and high, rounded to nine places; null in a gap.';
comment on column timeline.low is 'Least that the value can be: by its printed digits, or by what implies it; null in a gap.';
comment on column timeline.high is 'Greatest that the value can be: by its printed digits, or by what implies it; null in a gap.';
comment on column timeline.n_vintages is 'Number of documents that give the point; 0 where none does.';
comment on column timeline.first_value is 'Value in the earliest document; null where none gives the point.';
comment on column timeline.previous_value is 'Value in the document before the latest; null where fewer than two give the point.';
comment on column timeline.least_value is 'Smallest value that any document gives; null where none does.';
comment on column timeline.greatest_value is 'Greatest value that any document gives; null where none does.';
comment on column timeline.implied_low is 'Least that all derivations allow; null where the point is not implied.';
comment on column timeline.implied_high is 'Greatest that all derivations allow, below implied_low where they contradict each other; null where the point is not implied.';
comment on column timeline.n_derivations is 'Number of ways in which the point is implied.';
comment on column timeline.is_inside is 'Whether the reported value, by its printed digits, meets what is implied; null where it is not both reported and implied.';
comment on column timeline.n_statements is 'How often the latest document states the point; 0 where none does.';
comment on column timeline.n_values is 'How many different values it gives; 0 where none does.';
