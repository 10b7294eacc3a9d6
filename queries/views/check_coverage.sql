-- Grain: one kind of relation in one report.
create or replace view check_coverage as
with counted as (
    select
        document_id,
        kind,
        count(*) as n_relations,
        count(*) filter (outcome = 'consistent_exact') as n_exact,
        count(*) filter (outcome = 'consistent_rounding') as n_rounding,
        count(*) filter (outcome = 'consistent_if_truncated') as n_truncated,
        count(*) filter (outcome = 'inconsistent') as n_inconsistent,
        count(*) filter (outcome = 'revision') as n_revised,
        count(*) filter (outcome = 'blocked') as n_blocked,
        count(*) filter (outcome = 'not_checkable') as n_not_checkable,
        count(*) filter (is_computed) as n_computed,
        count(*) filter (is_held) as n_held
    from stg_check_result
    group by all
)

select
    stg_document.document,
    stg_document.reporting_province,
    stg_document.report_period,
    counted.kind,
    counted.n_relations,
    counted.n_computed,
    counted.n_held,
    counted.n_exact,
    counted.n_rounding,
    counted.n_truncated,
    counted.n_inconsistent,
    counted.n_revised,
    counted.n_blocked,
    counted.n_not_checkable,
    counted.document_id
from counted
inner join stg_document on counted.document_id = stg_document.document_id;

comment on view check_coverage is 'How many relations of each kind a report holds, and how many of them could be computed and held.';
comment on column check_coverage.n_relations is 'Relations examined.';
comment on column check_coverage.n_computed is 'Of these, those whose operands were all there and could be read.';
comment on column check_coverage.n_held is 'Of these, those that hold.';
comment on column check_coverage.n_exact is 'Relations that hold for the numbers as printed.';
comment on column check_coverage.n_rounding is 'Relations that hold within the rounding of the print.';
comment on column check_coverage.n_truncated is 'Relations that hold only if digits were cut off instead of rounded.';
comment on column check_coverage.n_inconsistent is 'Relations that fail.';
comment on column check_coverage.n_revised is 'Figures that a later report revises.';
comment on column check_coverage.n_blocked is 'Relations with an operand that cannot be read.';
comment on column check_coverage.n_not_checkable is 'Relations that lack an operand.';
