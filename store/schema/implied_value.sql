-- Grain: one derivation of one point: one formula on one set of operands.
create table implied_value (
    implied_id varchar not null,
    formula varchar not null,
    province varchar not null,
    territory varchar not null,
    indicator varchar not null,
    product varchar not null,
    series_label varchar not null,
    measure varchar not null,
    unit varchar not null,
    other_unit varchar not null,
    price_base varchar not null,
    scenario varchar not null,
    period varchar not null,
    low decimal(38, 9) not null,
    high decimal(38, 9) not null,
    is_low_exact boolean not null,
    is_high_exact boolean not null,
    depth integer not null,
    is_across boolean not null,
    is_approximate boolean not null,
    assumption varchar not null,
    document_id varchar not null,
    arithmetic_en varchar not null,
    arithmetic_vi varchar not null,
    series_key varchar not null default ''
);

comment on table implied_value is 'Levels that no report prints and that follow from printed ones, as intervals; status I. Nothing is derived from a figure that was read with doubt. Derived anew for the series that new reports touch, never mixed with fact_observation.';
comment on column implied_value.implied_id is 'Key of the derivation: 16 hexadecimal digits of the SHA-256 of its formula, its operands and the point, the same in every run.';
comment on column implied_value.formula is 'How it is derived: base_of_growth, base_of_change, level_of_growth, level_of_change, level_of_growth_and_change, base_of_growth_and_change, plan_of_rate, level_of_plan_rate, level_of_share, whole_of_share, numerator_of_rate, denominator_of_rate, base_of_average_growth, level_of_average_growth, base_of_span_change, part_of_growth_rates, base_part_of_growth_rates, total_of_parts, part_of_total, term_of_balance, stock_before, stock_after, cumulative_before, month_of_cumulative, cumulative_of_month, difference_of_spans, sum_of_spans.';
comment on column implied_value.province is 'Province that reports it, as in dim_province.';
comment on column implied_value.territory is 'Territory the value is about: own for the reporting province.';
comment on column implied_value.indicator is 'What is measured, as in dim_indicator.';
comment on column implied_value.product is 'Breakdown the value is about, as in dim_product.';
comment on column implied_value.series_label is 'What tells a subset''s series apart; empty for a total.';
comment on column implied_value.measure is 'How the value measures: always level.';
comment on column implied_value.unit is 'Unit of low and high, as in dim_unit: the base unit of its dimension (VND_bn for dong, kWh_mn for energy).';
comment on column implied_value.other_unit is 'Unit as printed, in lower case, where unit is other; else empty.';
comment on column implied_value.price_base is 'Prices of a money value: constant_2010, current, or unstated.';
comment on column implied_value.scenario is 'outturn, or plan and target for what a plan rate implies.';
comment on column implied_value.period is 'Period the value is about, as in dim_period.';
comment on column implied_value.low is 'Least that the value can be if the operands are rounded as printed; rounded down, for counted things up to the next whole number, never below nought.';
comment on column implied_value.high is 'Most that the value can be; rounded up, for counted things down to a whole number. Below low where the operands contradict each other.';
comment on column implied_value.is_low_exact is 'Whether low is exactly the end that follows, nothing rounded.';
comment on column implied_value.is_high_exact is 'Whether high is exactly the end that follows, nothing rounded.';
comment on column implied_value.depth is 'Steps from print: 1 where all operands are printed, one more for an operand that is itself derived; 3 at most.';
comment on column implied_value.is_across is 'Whether its operands, those of its operands included, stand in several documents, between which figures may have been revised.';
comment on column implied_value.is_approximate is 'Whether words (more than, nearly, about) widen an operand.';
comment on column implied_value.assumption is 'What had to be assumed, joined by blanks: same_prices (rate and level are taken to be at the same, unstated prices), n_or_n_plus_1 (n times as much or n times more: both are covered), base_of_span (an average over a span of years is taken to count from the year before it); empty for nothing.';
comment on column implied_value.document_id is 'Document of the latest operand, as in dim_document.';
comment on column implied_value.arithmetic_en is 'The arithmetic as one sentence, in English.';
comment on column implied_value.arithmetic_vi is 'The arithmetic as one sentence, in Vietnamese.';
comment on column implied_value.series_key is 'Series that the value is a point of, as in dim_series.';
