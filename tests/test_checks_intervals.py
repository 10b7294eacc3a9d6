"""What holds of every number: scale changes nothing, rounding never fails, a changed digit always does."""

from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given
from hypothesis import strategies as st

from queries.checks.edits import grouped, is_slip, parse_print, slips
from queries.checks.figures import Figure
from queries.checks.intervals import SCALE, Interval, quotient, scaled
from queries.checks.judging import judge, root
from queries.checks.relations import Operand, Relation
from queries.checks.sums import sum_of

whole = st.integers(min_value=1, max_value=10**7)
places = st.integers(min_value=0, max_value=3)
parts = st.lists(whole, min_size=2, max_size=6)


def figure(
    value: Decimal, *, unit: str = "VND_bn", measure: str = "level", basis: str = "none"
) -> Figure:
    """A measured figure as printed: half of its last place either way."""
    step = scaled(Decimal(1).scaleb(int(value.as_tuple().exponent)))
    return Figure(
        observation_id=str(value), document_id="d", territory="own", indicator="retail_sales",
        product="total", unit=unit, unit_text="", period="2020-07", measure=measure, basis=basis,
        status="actual", scenario="outturn", price_base="unstated", is_subset=False,
        is_doubtful=False, qualifier="", label="", value_text=grouped(abs(value), 0), decimals=0,
        place_from=0, place_to=1, line=1, page=1, footnote=None, sentence_id="s", figure_from=0,
        figure_to=1, value=value, ulp=None, province="tra_vinh", vintage_order=1, nature="flow",
        product_kind="total", parent_product="", base=unit,
        dimension="ratio" if unit == "pct" else "money_vnd", unit_label_vi="", unit_label_en="",
        unit_scale=SCALE, number=scaled(value), half=step // 2, step=step,
    )  # fmt: skip


def total_of(values: list[Decimal], total: Decimal) -> Relation:
    return sum_of("test", "declared", figure(total), [figure(value) for value in values])


def growth_of(current: Decimal, base: Decimal, rate: Decimal) -> Relation:
    return Relation(
        kind="growth",
        rule="test",
        shape="ratio",
        strength="direct",
        operands=(
            Operand(
                role="rate",
                figure=figure(rate, unit="pct", measure="growth_pct", basis="same_period"),
            ),
            Operand(role="current", figure=figure(current)),
            Operand(role="base", figure=figure(base)),
        ),
    )


@given(parts, whole, places)
def test_ten_times_as_much_changes_no_verdict_of_a_sum(
    numbers: list[int], total: int, decimals: int
) -> None:
    values = [Decimal(number).scaleb(-decimals) for number in numbers]
    one = judge(total_of(values, Decimal(total).scaleb(-decimals)))
    ten = judge(
        total_of([value.scaleb(1) for value in values], Decimal(total).scaleb(1 - decimals))
    )
    assert one.outcome == ten.outcome


@given(whole, whole, st.integers(min_value=-9999, max_value=99999), places)
def test_ten_times_as_much_changes_no_verdict_of_a_rate(
    current: int, base: int, rate: int, decimals: int
) -> None:
    now, before = Decimal(current).scaleb(-decimals), Decimal(base).scaleb(-decimals)
    growth = Decimal(rate).scaleb(-2)
    one = judge(growth_of(now, before, growth))
    ten = judge(growth_of(now.scaleb(1), before.scaleb(1), growth))
    assert one.outcome == ten.outcome


@given(
    st.lists(st.decimals(min_value=1, max_value=10**6, places=6), min_size=2, max_size=6), places
)
def test_a_sum_of_rounded_parts_never_fails(values: list[Decimal], decimals: int) -> None:
    one = Decimal(1).scaleb(-decimals)
    printed = [value.quantize(one, ROUND_HALF_UP) for value in values]
    total = sum(values, Decimal()).quantize(one, ROUND_HALF_UP)
    assert judge(total_of(printed, total)).outcome in {"consistent_exact", "consistent_rounding"}


@given(
    st.decimals(min_value=1, max_value=10**6, places=6),
    st.decimals(min_value=1, max_value=10**6, places=6),
)
def test_a_rounded_rate_of_rounded_levels_never_fails(current: Decimal, base: Decimal) -> None:
    cent = Decimal("0.01")
    rate = (100 * current / base - 100).quantize(cent, ROUND_HALF_UP)
    levels = (current.quantize(cent, ROUND_HALF_UP), base.quantize(cent, ROUND_HALF_UP))
    assert judge(growth_of(*levels, rate)).outcome in {"consistent_exact", "consistent_rounding"}


@given(parts, places, st.data())
def test_a_changed_digit_beyond_the_rounding_always_fails_a_total(
    numbers: list[int], decimals: int, data: st.DataObject
) -> None:
    values = [Decimal(number).scaleb(-decimals) for number in numbers]
    total = sum(numbers)
    digits = str(total)
    at = data.draw(st.integers(min_value=0, max_value=len(digits) - 1))
    digit = data.draw(st.sampled_from([d for d in "0123456789" if d != digits[at]]))
    changed = int(digits[:at] + digit + digits[at + 1 :])
    # Half a unit of each print, or cut off a whole unit of each part.
    if abs(changed - total) > len(numbers) + 1:
        outcome = judge(total_of(values, Decimal(changed).scaleb(-decimals))).outcome
        assert outcome == "inconsistent"


@given(st.decimals(min_value=1, max_value=10**6, places=6), places)
def test_a_number_cut_off_is_never_worse_than_that(value: Decimal, decimals: int) -> None:
    one = Decimal(1).scaleb(-decimals)
    printed = value.quantize(one, "ROUND_DOWN")
    relation = total_of([value, Decimal("0.000000")], printed)
    assert judge(relation).outcome.startswith("consistent")


@given(whole, whole, whole, whole)
def test_a_quotient_holds_every_quotient(a: int, b: int, c: int, d: int) -> None:
    above = Interval(*sorted((a * SCALE, b * SCALE)))
    below = Interval(*sorted((c * SCALE, d * SCALE)))
    found = quotient(above, below)
    assert found is not None
    assert found.low <= a * SCALE // max(c, d)
    assert found.high >= a * SCALE // max(c, d)


@given(st.integers(min_value=0, max_value=10**60), st.integers(min_value=1, max_value=9))
def test_a_root_is_the_whole_part_of_one(number: int, degree: int) -> None:
    found = root(number, degree)
    assert found**degree <= number < (found + 1) ** degree


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_a_slip_is_a_slip(value: Decimal) -> None:
    text = grouped(value, 2)
    assert parse_print(text) == value
    edits = list(slips(text))
    assert value not in {edit.value for edit in edits}
    assert len({edit.value for edit in edits}) == len(edits)
    assert all(parse_print(edit.text) == edit.value for edit in edits)


def test_slips_of_a_short_print() -> None:
    found = {edit.text: edit.kind for edit in slips("748")}
    assert found["74"] == "dropped"
    assert found["784"] == "swapped"
    assert found["745"] == "replaced"
    assert found["7.485"] == "added"
    assert found["74,8"] == "mark"


def test_two_prints_one_slip_apart() -> None:
    assert is_slip("64.230", "64.320")
    assert is_slip("64.230", "6.423,01")
    assert is_slip("64.230", "6.423")
    assert not is_slip("64.230", "64.230")
    assert not is_slip("64.230", "46.320")
