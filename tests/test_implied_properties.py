"""Whatever the truth and however it is rounded: what is derived contains it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queries.checks.calendar import month_notation
from queries.checks.figures import Figure
from queries.checks.intervals import SCALE
from queries.implied.deriving import derive
from queries.implied.model import Derivation, Point
from tests.implied import RELATIONS, UNITS, figure, printed

PARTS = ("goods", "services")
YEARS = (2019, 2020)


@dataclass(frozen=True, slots=True)
class Truth:
    """Retail sales by part, year and month in hundredths, and the plan of 2020."""

    months: dict[tuple[str, int, int], int]
    plan: int

    def of(self, product: str, period: str, scenario: str = "outturn") -> Fraction:
        """What is true of a point."""
        if scenario == "plan":
            return Fraction(self.plan, 100)
        parts = PARTS if product == "total" else (product,)
        year, first, last = _months(period)
        cells = (self.months[part, year, m] for part in parts for m in range(first, last + 1))
        return Fraction(sum(cells), 100)


def _months(period: str) -> tuple[int, int, int]:
    if len(period) == 4:
        return int(period), 1, 12
    first, _, last = period.partition("/")
    return int(first[:4]), int(first[5:7]), int((last or first)[5:7])


truths = st.builds(
    Truth,
    st.fixed_dictionaries(
        {(p, y, m): st.integers(100, 10**7) for p in PARTS for y in YEARS for m in range(1, 13)}
    ),
    st.integers(10**4, 10**10),
)
months = st.integers(2, 12)
places = st.integers(0, 3)


def _decimal(value: Fraction, digits: int) -> Decimal:
    return printed(Decimal(value.numerator) / Decimal(value.denominator), digits)


def _statements(truth: Truth, month: int, digits: int, document: int) -> Iterator[Figure]:
    """A report of a month: the month and the span with growth, plan rate and parts."""
    own = month_notation(2020, month)
    span = "2020" if month == 12 else f"2020-01/{own}"
    before = {own: month_notation(2019, month), span: span.replace("2020", "2019")}
    at = 10
    for period in (own, span):
        for product in ("total", *PARTS):
            level = truth.of(product, period)
            base = truth.of(product, before[period])
            told: dict[str, Any] = {"period": period, "product": product, "document": document}
            rate: dict[str, Any] = {"unit": "pct", "places": 2, **told}
            yield figure(_decimal(level, digits), places=digits, at=at, **told)
            growth: dict[str, Any] = {"measure": "growth_pct", "basis": "same_period"}
            yield figure(_decimal(100 * level / base - 100, 2), at=at + 1, **rate, **growth)
            if product != "total":
                share: dict[str, Any] = {"measure": "share_pct", "basis": "whole"}
                whole = truth.of("total", period)
                yield figure(_decimal(100 * level / whole, 2), at=at + 3, **rate, **share)
            at += 10
    plan: dict[str, Any] = {"measure": "plan_pct", "basis": "plan"}
    reached = _decimal(100 * truth.of("total", span) / truth.of("total", span, "plan"), 2)
    if reached > 0:
        yield figure(
            reached, unit="pct", places=2, period=span, at=at + 2, document=document, **plan
        )


def _wrong(truth: Truth, derivations: list[Derivation]) -> list[tuple[str, Point]]:
    return [
        (derivation.formula, derivation.point)
        for derivation in derivations
        if not derivation.bounds.low
        <= truth.of(derivation.point.product, derivation.point.period, derivation.point.scenario)
        * SCALE
        <= derivation.bounds.high
    ]


@settings(max_examples=40, deadline=None)
@given(truth=truths, month=months, digits=places)
def test_a_report_implies_what_is_true(truth: Truth, month: int, digits: int) -> None:
    found = derive(_statements(truth, month, digits, 1), RELATIONS, {}, UNITS)
    assert {d.formula for d in found} >= {"base_of_growth", "level_of_share", "total_of_parts"}
    assert _wrong(truth, found) == []


@settings(max_examples=25, deadline=None)
@given(truth=truths, first=st.integers(2, 11), gap=st.integers(1, 2), digits=places)
def test_reports_together_imply_what_is_true(
    truth: Truth, first: int, gap: int, digits: int
) -> None:
    second = min(first + gap, 12)
    statements = [
        *_statements(truth, first, digits, 1),
        *_statements(truth, second, digits, 2),
    ]
    found = derive(statements, RELATIONS, {}, UNITS)
    assert any(len(derivation.documents) > 1 for derivation in found)
    assert _wrong(truth, found) == []


@settings(max_examples=15, deadline=None)
@given(truth=truths, month=months, chance=st.randoms(use_true_random=False))
def test_the_order_of_figures_does_not_matter(truth: Truth, month: int, chance: object) -> None:
    statements = [*_statements(truth, month, 1, 1), *_statements(truth, max(month - 1, 2), 1, 2)]
    mixed = list(statements)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    first, second = (derive(own, RELATIONS, {}, UNITS) for own in (statements, mixed))
    assert [(d.implied_id, d.bounds) for d in first] == [(d.implied_id, d.bounds) for d in second]


@given(
    level=st.integers(0, 10**9),
    rate=st.integers(-99, 999),
    unit=st.sampled_from(["count", "VND_bn"]),
)
def test_a_base_is_never_negative_and_counts_stay_whole(level: int, rate: int, unit: str) -> None:
    growth: dict[str, Any] = {
        "measure": "growth_pct",
        "basis": "same_period",
        "unit": "pct",
        "at": 1,
    }
    told = [figure(Decimal(level), unit=unit), figure(Decimal(rate), **growth)]
    for derivation in derive(told, RELATIONS, {}, UNITS):
        low, high, *_ = derivation.bounds
        assert low >= 0
        assert unit != "count" or (low % SCALE, high % SCALE) == (0, 0)


@settings(max_examples=60)
@given(
    base=st.integers(1, 10**8), years=st.integers(2, 9), rate=st.integers(-30, 60), digits=places
)
def test_an_average_leads_back_to_its_base(base: int, years: int, rate: int, digits: int) -> None:
    level = Fraction(base) * (1 + Fraction(rate, 100)) ** years
    average: dict[str, Any] = {
        "measure": "growth_pct", "basis": "avg_annual", "unit": "pct", "at": 1,
        "period": f"{2021 - years}/2020",
    }  # fmt: skip
    told = [
        figure(_decimal(level, digits), places=digits, period="2020"),
        figure(Decimal(rate), **average),
    ]
    (found,) = derive(told, RELATIONS, {}, UNITS)
    assert found.point.period == f"{2020 - years}"
    assert found.bounds.low <= base * SCALE <= found.bounds.high


@pytest.mark.parametrize("places_", [0, 1])
def test_exact_ends_are_told(places_: int) -> None:
    told = [
        figure(Decimal(700), places=places_, period="2020-01/2020-07"),
        figure(Decimal(100), places=places_, at=1),
    ]
    (found,) = derive(told, RELATIONS, {}, UNITS)
    assert found.formula == "cumulative_before"
    assert found.bounds.is_low_exact
    assert found.bounds.is_high_exact
