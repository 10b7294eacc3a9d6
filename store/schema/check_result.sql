-- Grain: one relation between figures that was examined.
create table check_result (
    check_id varchar not null,
    document_id varchar not null,
    kind varchar not null,
    rule varchar not null,
    strength varchar not null,
    outcome varchar not null,
    severity varchar not null,
    observation_id varchar not null,
    reported decimal(38, 9),
    recomputed_from decimal(38, 9),
    recomputed_to decimal(38, 9),
    unit varchar not null,
    gap decimal(38, 9),
    missing varchar not null,
    arithmetic_en varchar not null,
    arithmetic_vi varchar not null,
    place_from integer not null,
    line integer not null,
    page integer not null
);

comment on table check_result is 'Relations between figures that were examined, those that hold too; replaced as a whole by each run of the checks.';
comment on column check_result.check_id is 'Key of the relation: 16 hexadecimal digits of the SHA-256 of its kind, rule and operands, the same in every run.';
comment on column check_result.document_id is 'Report in which it was found; of a relation across reports, the latest of them.';
comment on column check_result.kind is 'Kind of relation: sum, of_which, balance, growth, plan_rate, share, change, average_growth, mixture, list_count, cumulative, stock_flow, implied_plan, implied_base, same_twice, revision, implied_value (a derived value, as in implied_value, that a print or another derivation contradicts).';
comment on column check_result.rule is 'How it was found: the name of a partition, balance or rate of the vocabulary, or the words that say so.';
comment on column check_result.strength is 'How far a failure may be trusted: known (vocabulary), declared (the sentence says so), direct (operands side by side), hypothesis, across (reports).';
comment on column check_result.outcome is 'consistent_exact, consistent_rounding, consistent_if_truncated, inconsistent, revision, blocked (an operand cannot be read), not_checkable (an operand is not given).';
comment on column check_result.severity is 'critical (a sign, a power of ten, a part above its total), error (a declared sum or direct ratio fails by more than one unit in the last place), warning, info, none.';
comment on column check_result.observation_id is 'Figure that the others are held against, as in fact_observation; empty where there is none.';
comment on column check_result.reported is 'That figure as printed; null where there is none.';
comment on column check_result.recomputed_from is 'Least that follows from the other figures within the rounding of their print; null where nothing follows.';
comment on column check_result.recomputed_to is 'Most that follows from them; null where nothing bounds it.';
comment on column check_result.unit is 'Unit of reported, recomputed_from, recomputed_to and gap, as in dim_unit.';
comment on column check_result.gap is 'Reported minus recomputed, from the printed numbers; null where the relation holds or could not be computed.';
comment on column check_result.missing is 'Operands that the reports do not give, by role; empty where none is missing.';
comment on column check_result.arithmetic_en is 'The arithmetic as one sentence, in English.';
comment on column check_result.arithmetic_vi is 'The arithmetic as one sentence, in Vietnamese.';
comment on column check_result.place_from is 'First code point of the figure that the others are held against, in its document''s text.';
comment on column check_result.line is 'Line of that figure, from 1.';
comment on column check_result.page is 'Page of that figure, from 1.';
