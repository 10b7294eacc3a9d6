"""Totals and their parts, balances, stocks with their flows, parts that grow apart.

Only what the reference files declare to leave nothing out is added up. A part that may be unsaid keeps a total from
being derived: with it the sum would only be a bound.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from normalize.relations import BalanceTerm, Partition, Relations
from queries.checks.calendar import base_period, month_notation, period_of
from queries.checks.figures import Figure
from queries.checks.ratios import is_ratio
from queries.implied.known import Known
from queries.implied.model import Point, Proposal, Term, Value, point_of
from queries.implied.rates import Scope
from queries.implied.spans import span_of

_CARRIED = "carried_over"


def find_from_parts(scope: Scope) -> Iterator[Proposal]:
    """Yield what follows from partitions, balances and stocks."""
    relations = scope.relations
    by_product: dict[Point, dict[str, Value]] = {}
    for value in scope.known.values():
        point = value.point
        by_product.setdefault(point._replace(product=""), {})[point.product] = value
    partitions = _by_indicator(relations)
    for key, values in by_product.items():
        for partition in partitions.get(key.indicator, ()):
            yield from _partition(key, partition, values)
    yield from _balances(scope.known, relations)
    yield from _stocks(scope.known, relations)
    yield from _parts_that_grow(scope, partitions)


def _by_indicator(relations: Relations) -> Mapping[str, list[Partition]]:
    found: dict[str, list[Partition]] = {}
    for partition in relations.partitions:
        if partition.indicator not in relations.several:
            found.setdefault(partition.indicator, []).append(partition)
    return found


def _partition(key: Point, partition: Partition, values: Mapping[str, Value]) -> Iterator[Proposal]:
    parts = [part for part in partition.parts if part in values]
    lacking = [part for part in partition.parts if part not in values]
    is_open = bool(partition.optional) and not any(
        part.startswith("other") for part in partition.required
    )
    if is_open and any(part in partition.optional for part in lacking):
        return
    lacking = [part for part in lacking if part in partition.required]
    whole = values.get(partition.whole)
    if not lacking:
        terms = tuple(Term("part", values[part]) for part in parts)
        yield Proposal("total_of_parts", key._replace(product=partition.whole), terms)
    elif len(lacking) == 1 and whole is not None:
        rest = tuple(Term("part", values[part], -1) for part in parts)
        point = key._replace(product=lacking[0])
        yield Proposal("part_of_total", point, (Term("total", whole), *rest), is_natural=False)


def _balances(known: Known, relations: Relations) -> Iterator[Proposal]:
    for terms in relations.balances.values():
        anchor = terms[0]
        for value in list(known.values()):
            if value.point.indicator in {term.indicator for term in terms[1:]}:
                yield from _balance(known, relations, terms, anchor, value)


def _balance(
    known: Known,
    relations: Relations,
    terms: Sequence[BalanceTerm],
    anchor: BalanceTerm,
    value: Value,
) -> Iterator[Proposal]:
    """What is left at the end of a span: signed, the terms of a balance are nought."""
    first = terms[1]
    point = value.point
    if (point.indicator, point.product) != (first.indicator, first.product):
        return
    others = [
        known.get(point._replace(indicator=term.indicator, product=term.product))
        for term in terms[1:]
    ]
    moment = _end_of(point.period)
    if (
        any(other is None for other in others)
        or not moment
        or not _holds_all(known, relations, value)
    ):
        return
    target = point._replace(indicator=anchor.indicator, product=anchor.product, period=moment)
    made = tuple(
        Term("term", other, -anchor.sign * term.sign)
        for term, other in zip(terms[1:], others, strict=True)
        if other is not None
    )
    yield Proposal("term_of_balance", target, made)


def _end_of(notation: str) -> str:
    period = period_of(notation)
    if period is None or period.end is None or notation.startswith("@"):
        return ""
    return f"@{period.end.year:04}-{period.end.month:02}"


def _holds_all(known: Known, relations: Relations, received: Value) -> bool:
    """Tell whether what was carried over is none, or known to be counted in what was received."""
    point = received.point
    carried = known.get(point._replace(product=_CARRIED))
    if carried is None:
        return True
    for partition in relations.partitions:
        if partition.indicator != point.indicator or _CARRIED not in partition.parts:
            continue
        parts = [known.get(point._replace(product=part)) for part in partition.parts]
        told = [part.bounds for part in parts if part is not None]
        is_whole = len(told) == len(partition.parts)
        low, high = sum(own.low for own in told), sum(own.high for own in told)
        if is_whole and low <= received.bounds.high and received.bounds.low <= high:
            return True
    return False


def _stocks(known: Known, relations: Relations) -> Iterator[Proposal]:
    """A stock at the end of a span is the one before it and what was added in between."""
    flows = {flow: stock for stock, flow in relations.stocks.items()}
    for value in list(known.values()):
        stock = flows.get(value.point.indicator)
        span = span_of(value.point.period)
        if stock is None or span is None:
            continue
        point = value.point._replace(indicator=stock)
        after = point._replace(period=f"@{month_notation(span.year, span.last)}")
        year, month = divmod(span.year * 12 + span.first - 1, 12)
        before = point._replace(period=f"@{month_notation(year, month + 1)}")
        new, old = known.get(after), known.get(before)
        if new is not None:
            terms = (Term("stock", new), Term("flow", value, -1))
            yield Proposal(
                "stock_before", before, terms, is_natural=old is None or new.figure is not None
            )
        if old is not None:
            terms = (Term("stock", old), Term("flow", value))
            yield Proposal("stock_after", after, terms, is_natural=False)


def _parts_that_grow(scope: Scope, partitions: Mapping[str, list[Partition]]) -> Iterator[Proposal]:
    """Growth of a whole and of its two parts says how the whole is divided."""
    rates: dict[Point, dict[str, Figure]] = {}
    for figure in scope.rates:
        if is_ratio(figure) and figure.measure == "growth_pct":
            key = point_of(figure)._replace(product="", base=figure.basis)
            rates.setdefault(key, {}).setdefault(figure.product, figure)
    for key, own in rates.items():
        for partition in partitions.get(key.indicator, ()):
            if len(partition.parts) == 2 and {partition.whole, *partition.parts} <= own.keys():
                level = scope.level_of(own[partition.whole])
                if level is not None:
                    yield from _divided(level, own, partition)


def _divided(level: Value, rates: Mapping[str, Figure], partition: Partition) -> Iterator[Proposal]:
    whole = rates[partition.whole]
    base = base_period(level.point.period, whole.basis)
    for part, other in (partition.parts, partition.parts[::-1]):
        terms = (
            Term("level", level),
            Term("rate", whole),
            Term("part_rate", rates[part]),
            Term("other_rate", rates[other]),
        )
        point = level.point._replace(product=part)
        yield Proposal("part_of_growth_rates", point, terms)
        if base:
            yield Proposal("base_part_of_growth_rates", point._replace(period=base), terms)
