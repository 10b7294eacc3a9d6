-- Grain: one figure that follows from others: a total, a rate, a share, a change, with what follows.
create or replace view reported_against_recomputed as
select
    stg_document.document,
    stg_check_result.kind,
    stg_observation.province,
    stg_observation.indicator,
    stg_observation.product,
    stg_observation.measure,
    stg_observation.basis,
    stg_observation.period,
    stg_observation.value_text,
    stg_check_result.reported,
    stg_check_result.recomputed_from,
    stg_check_result.recomputed_to,
    stg_check_result.gap,
    stg_check_result.unit,
    stg_check_result.outcome,
    stg_check_result.severity,
    stg_check_result.arithmetic_en,
    stg_check_result.arithmetic_vi,
    stg_observation.page,
    stg_observation.line,
    stg_check_result.check_id,
    stg_check_result.observation_id,
    stg_check_result.document_id
from stg_check_result
inner join stg_observation on stg_check_result.observation_id = stg_observation.observation_id
inner join stg_document on stg_check_result.document_id = stg_document.document_id
where
    stg_check_result.recomputed_from is not null
    and stg_check_result.kind in (
        'sum',
        'of_which',
        'balance',
        'growth',
        'plan_rate',
        'share',
        'change',
        'average_growth',
        'mixture',
        'list_count',
        'cumulative',
        'stock_flow'
    );

comment on view reported_against_recomputed is 'Totals, growth rates, plan rates, shares and changes as reported beside what follows from other figures, with the interval that rounding leaves.';
