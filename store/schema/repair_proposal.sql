-- Grain: one proposal to mend one figure of one relation that fails. Never applied.
create table repair_proposal (
    check_id varchar not null,
    observation_id varchar not null,
    value_text varchar not null,
    proposed_text varchar not null,
    proposed_value decimal(38, 9) not null,
    unit varchar not null,
    change varchar not null,
    reason varchar not null,
    chance decimal(9, 6) not null,
    n_mended integer not null,
    proposal_en varchar not null,
    proposal_vi varchar not null
);

comment on table repair_proposal is 'What a misprinted figure may have been; a proposal for a person to judge, applied nowhere.';
comment on column repair_proposal.check_id is 'Relation that fails, as in check_result.';
comment on column repair_proposal.observation_id is 'Figure that may be misprinted, as in fact_observation.';
comment on column repair_proposal.value_text is 'The figure as printed.';
comment on column repair_proposal.proposed_text is 'What may have been meant, as it would be printed.';
comment on column repair_proposal.proposed_value is 'What may have been meant, in the figure''s unit, with its sign.';
comment on column repair_proposal.unit is 'Unit of proposed_value, as in dim_unit.';
comment on column repair_proposal.change is 'The one slip that leads from the one to the other: a digit replaced, added, dropped or swapped with its neighbour, a mark, a thousandfold unit.';
comment on column repair_proposal.reason is 'Why it is proposed: mends_two relations, missing_blank before the print, unlikely_by_chance.';
comment on column repair_proposal.chance is 'How likely some slip would fit by accident, from 0 to 1.';
comment on column repair_proposal.n_mended is 'Number of failed relations that hold with it.';
comment on column repair_proposal.proposal_en is 'The proposal as one sentence, in English.';
comment on column repair_proposal.proposal_vi is 'The proposal as one sentence, in Vietnamese.';
