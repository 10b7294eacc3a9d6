-- Reports in the order of their vintages.
select
    document,
    reporting_province,
    report_kind,
    report_period,
    cumulative_period,
    issued_on,
    issued_on_source,
    n_digit_runs,
    n_facts,
    n_core_facts,
    n_in_series,
    n_malformed,
    n_issues,
    document_id
from reports
order by vintage_order
