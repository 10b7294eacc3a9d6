-- Grain: one indicator in one document, also where the document says nothing of it.
create or replace view coverage as
with counted as (
    select
        document_id,
        indicator,
        count(*) as n_facts,
        count(*) filter (measure = 'level') as n_levels,
        count(*) filter (measure in ('growth_pct', 'growth_times', 'change_abs')) as n_changes,
        count(*) filter (is_total) as n_totals
    from stg_observation
    group by all
)

select
    stg_document.reporting_province,
    stg_indicator.indicator,
    stg_indicator.indicator_label_vi,
    stg_indicator.indicator_label_en,
    stg_document.report_period,
    stg_document.report_kind,
    stg_document.document,
    stg_document.document_id,
    counted.n_facts is not null as is_reported,
    coalesce(counted.n_facts, 0) as n_facts,
    coalesce(counted.n_totals, 0) as n_totals,
    coalesce(counted.n_levels, 0) as n_levels,
    coalesce(counted.n_changes, 0) as n_changes
from stg_document
cross join stg_indicator
left join counted
    on stg_document.document_id = counted.document_id
    and stg_indicator.indicator = counted.indicator
where stg_indicator.indicator <> 'unknown';

comment on view coverage is 'Which indicator stands in which report.';
comment on column coverage.is_reported is 'Whether the document has any figure of the indicator.';
comment on column coverage.n_facts is 'Number of statements.';
comment on column coverage.n_totals is 'Of these, about the whole of the province.';
comment on column coverage.n_levels is 'Of these, levels.';
comment on column coverage.n_changes is 'Of these, growth rates and changes.';
