"""Spans of one year that add up: the cumulative figure before, the month, the quarter, what is left of the year.

A year's months have thirteen bounds, from 0 to 12, and a flow over a span lies between two of them. Spans that share a
bound add up or differ to a third. Only spans that reports give are derived: months, quarters, halves, nine months,
years, cumulative spans, and what is left of a year after a cumulative span that is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from queries.checks.calendar import month_notation, period_of
from queries.implied.known import Known
from queries.implied.model import Formula, Point, Proposal, Term, Value

_UNITS: Final = (1, 3)
_MONTHS: Final = 12


class Span(NamedTuple):
    """From bound to bound of a year's months."""

    year: int
    first: int
    last: int


@lru_cache(maxsize=4096)
def span_of(notation: str) -> Span | None:
    """Return the span of months within one year that a period writes, None for moments and all else."""
    period = period_of(notation)
    if period is None or period.start is None or period.end is None or period.months is None:
        return None
    if notation.startswith("@") or period.start.year != period.end.year:
        return None
    return Span(period.start.year, period.start.month - 1, period.end.month)


@lru_cache(maxsize=4096)
def notation_of(span: Span) -> str:
    """Return a span as the ledger writes it."""
    if span.first == 0 and span.last == _MONTHS:
        return str(span.year)
    first, last = (month_notation(span.year, month) for month in (span.first + 1, span.last))
    return first if first == last else f"{first}/{last}"


@lru_cache(maxsize=256)
def is_reported(first: int, last: int) -> bool:
    """Tell whether reports give figures over such a span."""
    length = last - first
    is_unit = length in {1, 3, 6} and first % length == 0
    return is_unit or first == 0


def find_from_spans(known: Known, deepest: int) -> Iterator[Proposal]:
    """Yield what follows from spans of each flow; one of the terms is `deepest` steps from print."""
    for key, values in known.series():
        if key.scenario != "outturn" or not _is_flow(values):
            continue
        by_year: dict[int, dict[Span, Value]] = {}
        for value in values:
            span = span_of(value.point.period)
            if span is not None:
                by_year.setdefault(span.year, {})[span] = value
        for spans in by_year.values():
            if len(spans) > 1 and any(value.depth == deepest for value in spans.values()):
                yield from _of_year(key, spans, deepest)


def _is_flow(values: Sequence[Value]) -> bool:
    """Tell whether the printed values, on which the others rest, add up over time."""
    return any(is_flow_value(value) for value in values)


def is_flow_value(value: Value) -> bool:
    """Tell whether a value adds up over time."""
    if value.figure is not None:
        return value.figure.nature == "flow"
    derivation = value.derivation
    sources = [term.source for term in derivation.terms] if derivation is not None else []
    natures = [
        is_flow_value(source) if isinstance(source, Value) else source.nature == "flow"
        for source in sources
    ]
    return bool(natures) and all(natures)


_Spans = Mapping[Span, Value]


def _of_year(key: Point, spans: _Spans, deepest: int) -> Iterator[Proposal]:
    for one, first in spans.items():
        for other, second in spans.items():
            if max(first.depth, second.depth) == deepest:
                yield from _of_two(key, one, first, other, second)
    for unit in _UNITS:
        yield from _of_units(key, spans, unit)


def _of_two(key: Point, one: Span, first: Value, other: Span, second: Value) -> Iterator[Proposal]:
    if one.last == other.first:
        whole = Span(one.year, one.first, other.last)
        formula: Formula = (
            "cumulative_of_month" if one.first == 0 and _is_month(other) else "sum_of_spans"
        )
        yield from _proposal(formula, key, whole, (first, 1), (second, 1))
    if one.first == other.first and other.last < one.last:
        rest = Span(one.year, other.last, one.last)
        formula = "month_of_cumulative" if one.first == 0 and _is_month(rest) else _DIFFERENCE
        is_left = one == (one.year, 0, _MONTHS) and other.last > 1 and second.depth <= 1
        yield from _proposal(
            formula, key, rest, (first, 1), (second, -1), is_natural=False, is_left=is_left
        )
    if one.last == other.last and one.first < other.first:
        rest = Span(one.year, one.first, other.first)
        formula = "cumulative_before" if one.first == 0 and _is_month(other) else _DIFFERENCE
        yield from _proposal(formula, key, rest, (first, 1), (second, -1), is_natural=False)


_DIFFERENCE: Final = "difference_of_spans"


def _is_month(span: Span) -> bool:
    return span.last - span.first == 1


def _proposal(
    formula: Formula,
    key: Point,
    span: Span,
    *terms: tuple[Value, int],
    is_natural: bool = True,
    is_left: bool = False,
) -> Iterator[Proposal]:
    if is_left or is_reported(span.first, span.last):
        yield Proposal(
            formula,
            key._replace(period=notation_of(span)),
            tuple(Term("span", value, sign) for value, sign in terms),
            is_natural,
        )


def _of_units(key: Point, spans: _Spans, unit: int) -> Iterator[Proposal]:
    """Three months and more, or three quarters and more, make a span; a quarter less two months is the third."""
    own = {s.first: v for s, v in spans.items() if s.last - s.first == unit and s.first % unit == 0}
    if len(own) < 2:
        return
    year = next(iter(spans)).year
    for first in own:
        terms: list[tuple[Value, int]] = []
        at = first
        while at in own:
            terms.append((own[at], 1))
            at += unit
            if len(terms) > 2:
                yield from _proposal("sum_of_spans", key, Span(year, first, at), *terms)
    if unit == 1:
        yield from _third_months(key, spans, own)


def _third_months(key: Point, spans: _Spans, months: Mapping[int, Value]) -> Iterator[Proposal]:
    for span, whole in spans.items():
        if span.last - span.first != 3 or span.first % 3:
            continue
        known = [at for at in range(span.first, span.last) if at in months]
        if len(known) == 2:
            (lacking,) = set(range(span.first, span.last)) - set(known)
            terms = [(whole, 1), *((months[at], -1) for at in known)]
            rest = Span(span.year, lacking, lacking + 1)
            yield from _proposal(_DIFFERENCE, key, rest, *terms, is_natural=False)
