"""Stretches within stretches, and what rates imply together: cumulative figures, implied plans and bases, hulls."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from normalize.relations import Partition, Relations
from queries.checks.calendar import lies_within, single_month, year_to_date
from queries.checks.figures import Figure
from queries.checks.index import Key, is_told, key_of, levels, nearest
from queries.checks.ratios import Levels, current_of, is_of_year, is_ratio
from queries.checks.relations import Kind, Operand, Relation, Strength
from queries.checks.sums import bound_of
from queries.checks.texts import ReportText

_NEAR: Final = 1500


def find_cumulative(report: ReportText) -> Iterator[Relation]:
    """A month or a quarter is not more than the cumulative figure that holds it."""
    by_series: dict[Key, list[Figure]] = {}
    for figure in report.figures:
        if figure.is_level and figure.nature == "flow" and is_told(figure) and not figure.is_subset:
            by_series.setdefault(key_of(figure)._replace(period=""), []).append(figure)
    for figures in by_series.values():
        for whole in _once(f for f in figures if year_to_date(f.period)):
            parts = _once(f for f in figures if lies_within(f.period, whole.period))
            for part in parts:
                near = abs(part.place_from - whole.place_from) <= _NEAR
                strength: Strength = "direct" if near else "hypothesis"
                yield bound_of("part_of_the_span", strength, whole, [part], kind="cumulative")
                yield from _months(report, whole, part)


def _months(report: ReportText, whole: Figure, month: Figure) -> Iterator[Relation]:
    """The month, the month before as its growth implies it, and the year to date."""
    own = single_month(month.period)
    span = year_to_date(whole.period)
    if own is None or span is None or span[1] != own[1] or own[1] < 2:
        return
    rate = nearest((f for f in report.figures if _compares_month(f, month)), month)
    if rate is not None:
        yield Relation(
            kind="cumulative",
            rule="month_and_month_before",
            shape="months",
            strength="hypothesis",
            operands=(
                Operand(role="total", figure=whole),
                Operand(role="part", figure=month),
                Operand(role="rate", figure=rate),
            ),
            constant=int(own[1] == 2),
        )


def _compares_month(rate: Figure, month: Figure) -> bool:
    if rate.measure != "growth_pct" or rate.basis != "prev_month" or not is_told(rate):
        return False
    return (rate.indicator, rate.product, rate.period, rate.territory, rate.price_base) == (
        month.indicator,
        month.product,
        month.period,
        month.territory,
        month.price_base,
    )


def _once(figures: Iterable[Figure]) -> list[Figure]:
    """Return the first figure of each period."""
    found: dict[str, Figure] = {}
    for figure in figures:
        found.setdefault(figure.period, figure)
    return list(found.values())


def find_implied_in_report(report: ReportText, relations: Relations) -> Iterator[Relation]:
    """Within a report: plans implied for one year agree, plans and bases of parts add up to the whole's."""
    known = levels(report.figures)
    plans, bases = plan_pairs(report.figures, known), base_pairs(report.figures, known)
    yield from agreeing_plans(plans, "hypothesis")
    given = {level.indicator for level, _ in (*plans, *bases)}
    for partition in relations.partitions:
        if partition.indicator in given:
            yield from _parts_of_implied("implied_plan", plans, partition)
            yield from _parts_of_implied("implied_base", bases, partition)


Pair = tuple[Figure, Figure]
"""A level and its rate."""


def plan_pairs(figures: Iterable[Figure], known: Levels) -> list[Pair]:
    """Return the levels with rates of the year's plan."""
    return [
        (current, rate)
        for rate in figures
        if rate.measure == "plan_pct"
        and is_of_year(rate)
        and rate.number > 0
        and (current := current_of(rate, known)) is not None
    ]


def base_pairs(figures: Iterable[Figure], known: Levels) -> list[Pair]:
    """Return the levels with growth rates that imply a base."""
    return [
        (current, rate)
        for rate in figures
        if rate.measure in {"growth_pct", "growth_times"}
        and is_ratio(rate)
        and (current := current_of(rate, known)) is not None
    ]


def agreeing_plans(pairs: Iterable[Pair], strength: Strength) -> Iterator[Relation]:
    """Yield, for each plan that more than one pair implies, that they imply the same."""
    by_plan: dict[tuple[str, ...], list[Pair]] = {}
    for level, rate in pairs:
        span = year_to_date(rate.period)
        if span is None:
            continue
        key = (level.province, *key_of(level)._replace(period=str(span[0])), rate.basis)
        by_plan.setdefault(key, []).append((level, rate))
    for own in by_plan.values():
        distinct = {(level.document_id, level.period): (level, rate) for level, rate in own}
        if len(distinct) > 1:
            yield of_pairs(
                "implied_plan", "one_plan", "agreement", strength, list(distinct.values())
            )


def of_pairs(
    kind: Kind, rule: str, shape: str, strength: Strength, pairs: Sequence[Pair]
) -> Relation:
    """Return a relation over levels with their rates."""
    operands = [
        Operand(role=role, figure=figure)
        for level, rate in pairs
        for role, figure in (("level", level), ("rate", rate))
    ]
    return Relation(
        kind=kind,
        rule=rule,
        shape=shape,  # type: ignore[arg-type]
        strength=strength,
        operands=tuple(operands),
        pairs=tuple((2 * n, 2 * n + 1) for n in range(len(pairs))),
    )


def _parts_of_implied(
    kind: Kind, pairs: Sequence[Pair], partition: Partition
) -> Iterator[Relation]:
    ordered = sorted((p for p in pairs if p[0].indicator == partition.indicator), key=_stretch)
    for _, own in groupby(ordered, key=_stretch):
        by_product = {level.product: (level, rate) for level, rate in own}
        whole = by_product.get(partition.whole)
        parts = [by_product[part] for part in partition.parts if part in by_product]
        if whole is None or any(part not in by_product for part in partition.required):
            continue
        yield of_pairs(
            kind, f"partition:{partition.name}", "implied_sum", "hypothesis", [whole, *parts]
        )


def _stretch(pair: Pair) -> tuple[str, ...]:
    level, rate = pair
    return (*key_of(level)._replace(product=""), rate.basis)


def find_hulls(report: ReportText, relations: Relations) -> Iterator[Relation]:
    """The growth of a whole lies between those of its parts, if the parts leave nothing out."""
    rates: dict[Key, dict[str, list[Figure]]] = {}
    for figure in report.figures:
        is_growth = figure.measure in {"growth_pct", "growth_times"} and is_told(figure)
        if is_growth and figure.basis != "unknown" and not figure.is_subset:
            key = key_of(figure)._replace(product="", measure="", base="")
            rates.setdefault(key, {}).setdefault(figure.product, []).append(figure)
    for key, products in rates.items():
        for partition in relations.partitions:
            if partition.indicator == key.indicator:
                yield from _hull(partition, products)


def _hull(partition: Partition, products: dict[str, list[Figure]]) -> Iterator[Relation]:
    parts = [products[part][0] for part in partition.parts if part in products]
    totals = products.get(partition.whole)
    if not totals or any(part not in products for part in partition.required):
        return
    yield Relation(
        kind="mixture",
        rule=f"partition:{partition.name}",
        shape="hull",
        strength="known",
        operands=(
            Operand(role="total", figure=totals[0]),
            *(Operand(role="part", figure=part) for part in parts),
        ),
    )
