-- Grain: one relation that does not simply hold, worst first by severity_order.
create or replace view findings as
with operands as (
    select
        check_id,
        list(struct_pack(role := role, value_text := value_text, line := line) order by position)
            as operands
    from stg_check_operand
    group by check_id
),

proposals as (
    select
        check_id,
        any_value(value_text) as repair_from,
        any_value(proposed_text) as repair_to,
        any_value(reason) as repair_reason
    from stg_repair_proposal
    group by check_id
)

select
    stg_check_result.check_id,
    stg_check_result.severity,
    stg_check_result.severity_order,
    stg_check_result.kind,
    stg_check_result.outcome,
    stg_check_result.strength,
    stg_check_result.rule,
    stg_document.document,
    stg_document.reporting_province,
    stg_document.report_period,
    stg_check_result.page,
    stg_check_result.line,
    stg_check_result.place_from,
    stg_check_result.arithmetic_en,
    stg_check_result.arithmetic_vi,
    stg_check_result.reported,
    stg_check_result.recomputed_from,
    stg_check_result.recomputed_to,
    stg_check_result.gap,
    stg_check_result.unit,
    coalesce(proposals.repair_from, '') as repair_from,
    coalesce(proposals.repair_to, '') as repair_to,
    coalesce(proposals.repair_reason, '') as repair_reason,
    operands.operands,
    stg_check_result.observation_id,
    stg_check_result.document_id,
    stg_sentence.sentence_text
from stg_check_result
inner join stg_document on stg_check_result.document_id = stg_document.document_id
inner join operands on stg_check_result.check_id = operands.check_id
left join proposals on stg_check_result.check_id = proposals.check_id
left join stg_observation on stg_check_result.observation_id = stg_observation.observation_id
left join stg_sentence on stg_observation.sentence_id = stg_sentence.sentence_id
where stg_check_result.severity <> 'none';

comment on view findings is 'What the checks found: figures that contradict each other, revisions, numbers cut off instead of rounded.';
comment on column findings.operands is 'All operands: role, figure as printed, line.';
comment on column findings.repair_from is 'Figure that may be misprinted, as printed; empty where no simple repair is known.';
comment on column findings.repair_to is 'What may have been meant; a proposal, never applied; empty where there is none.';
comment on column findings.repair_reason is 'Why it is proposed: mends_two, missing_blank, unlikely_by_chance; empty where there is none.';
