-- Relations examined by kind. Parameter: document_id, null for all.
select
    kind,
    cast(sum(n_relations) as bigint) as n_relations,
    cast(sum(n_computed) as bigint) as n_computed,
    cast(sum(n_held) as bigint) as n_held,
    cast(sum(n_exact) as bigint) as n_exact,
    cast(sum(n_rounding) as bigint) as n_rounding,
    cast(sum(n_truncated) as bigint) as n_truncated,
    cast(sum(n_inconsistent) as bigint) as n_inconsistent,
    cast(sum(n_revised) as bigint) as n_revised,
    cast(sum(n_blocked) as bigint) as n_blocked,
    cast(sum(n_not_checkable) as bigint) as n_not_checkable
from check_coverage
where document_id = coalesce($document_id, document_id)
group by kind
order by kind
