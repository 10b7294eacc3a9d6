-- One relation that was examined. Parameter: check_id.
select
    stg_check_result.check_id,
    stg_check_result.severity,
    stg_check_result.kind,
    stg_check_result.rule,
    stg_check_result.strength,
    stg_check_result.outcome,
    stg_document.document,
    stg_check_result.arithmetic_en,
    stg_check_result.arithmetic_vi,
    stg_check_result.reported,
    stg_check_result.recomputed_from,
    stg_check_result.recomputed_to,
    stg_check_result.gap,
    stg_check_result.unit,
    stg_check_result.missing,
    coalesce(stg_repair_proposal.proposal_en, '') as proposal_en,
    coalesce(stg_repair_proposal.proposal_vi, '') as proposal_vi
from stg_check_result
inner join stg_document on stg_check_result.document_id = stg_document.document_id
left join stg_repair_proposal on stg_check_result.check_id = stg_repair_proposal.check_id
where stg_check_result.check_id = $check_id
