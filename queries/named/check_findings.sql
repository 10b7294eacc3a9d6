-- Findings, worst first. Parameters: document, null for all; severity_order, the mildest that is asked for.
select
    check_id,
    severity,
    kind,
    outcome,
    strength,
    document,
    page,
    line,
    arithmetic_en,
    arithmetic_vi,
    reported,
    recomputed_from,
    recomputed_to,
    gap,
    unit,
    repair_from,
    repair_to,
    repair_reason,
    operands,
    rule,
    observation_id,
    document_id
from findings
where
    document_id = coalesce($document_id, document_id)
    and severity_order <= $severity_order
order by severity_order, document, place_from, kind, check_id
