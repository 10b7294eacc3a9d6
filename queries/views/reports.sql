-- Grain: one document.
create or replace view reports as
with runs as (
    select
        document_id,
        count(*) as n_digit_runs,
        count(*) filter (role = 'malformed') as n_malformed
    from stg_ledger
    group by document_id
),

facts as (
    select
        document_id,
        count(*) as n_facts,
        count(*) filter (indicator <> 'unknown') as n_core_facts,
        count(*) filter (missing = '' and is_total) as n_in_series
    from stg_observation
    group by document_id
),

issues as (
    select
        document_id,
        count(*) as n_issues,
        count(*) filter (severity = 'error') as n_errors
    from stg_issue
    group by document_id
)

select
    stg_document.document,
    stg_document.document_id,
    stg_document.reporting_province,
    stg_document.agency,
    stg_document.report_kind,
    stg_document.report_period,
    stg_document.cumulative_period,
    stg_document.issued_on,
    stg_document.issued_on_source,
    stg_document.edition,
    stg_document.vintage_order,
    stg_document.title,
    coalesce(runs.n_digit_runs, 0) as n_digit_runs,
    coalesce(facts.n_facts, 0) as n_facts,
    coalesce(facts.n_core_facts, 0) as n_core_facts,
    coalesce(facts.n_in_series, 0) as n_in_series,
    coalesce(runs.n_malformed, 0) as n_malformed,
    coalesce(issues.n_issues, 0) as n_issues,
    coalesce(issues.n_errors, 0) as n_errors
from stg_document
left join runs on stg_document.document_id = runs.document_id
left join facts on stg_document.document_id = facts.document_id
left join issues on stg_document.document_id = issues.document_id;

comment on view reports is 'Reports, with what was read of each.';
comment on column reports.n_digit_runs is 'Number of runs of digits in the text.';
comment on column reports.n_facts is 'Number of statements.';
comment on column reports.n_core_facts is 'Of these, with an indicator of the vocabulary.';
comment on column reports.n_in_series is 'Of these, in a series of totals.';
comment on column reports.n_malformed is 'Number of runs that are statistics but can''t be read with certainty.';
comment on column reports.n_issues is 'Number of issues.';
comment on column reports.n_errors is 'Of these, of severity error.';
