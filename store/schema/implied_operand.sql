-- Grain: one operand of one derivation.
create table implied_operand (
    implied_id varchar not null,
    position integer not null,
    role varchar not null,
    sign integer not null,
    observation_id varchar not null,
    derived_id varchar not null
);

comment on table implied_operand is 'Operands of derived values: statements, or other derived values.';
comment on column implied_operand.implied_id is 'Derivation, as in implied_value.';
comment on column implied_operand.position is 'Place of the operand within the formula, from 1.';
comment on column implied_operand.role is 'What the operand is there: level, base, rate, change, share, whole, total, part, term, span, stock, flow.';
comment on column implied_operand.sign is 'Sign with which it stands in a sum: 1 or -1; 1 in other formulas.';
comment on column implied_operand.observation_id is 'Statement, as in fact_observation; empty for a derived operand.';
comment on column implied_operand.derived_id is 'Derived operand, as in implied_value; empty for a statement.';
