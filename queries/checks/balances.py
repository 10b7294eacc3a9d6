"""Balances: signed sums that are nought, as the reference files know them, and two counts of the same things."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Final

from normalize.relations import BalanceTerm, Relations
from queries.checks.figures import Figure
from queries.checks.judging import judge
from queries.checks.relations import Operand, Relation, Strength
from queries.checks.texts import ReportText

_NEAR: Final = 900
_CARRIED: Final = "carried_over"
_REST: Final = "dossiers_pending"


def find_balances(report: ReportText, relations: Relations) -> Iterator[Relation]:
    """Yield each balance that the report gives terms of, anchored at its least known term."""
    for name, terms in relations.balances.items():
        figures = _terms(report, terms)
        anchors = figures.get(terms[0].indicator, [])
        used: set[tuple[str, ...]] = set()
        for anchor in anchors or _middle(figures, terms):
            found = _balance(report, name, terms, figures, anchor)
            ids = tuple(figure.observation_id for figure in found.figures) if found else ()
            if found is not None and ids not in used:
                used.add(ids)
                yield found
    yield from _same_count(report)


_Terms = Mapping[str, list[Figure]]


def _terms(report: ReportText, terms: Sequence[BalanceTerm]) -> _Terms:
    names = {term.indicator for term in terms}
    found: dict[str, list[Figure]] = {}
    for figure in report.figures:
        is_term = figure.indicator in names and figure.measure == "level" and figure.base != "pct"
        if is_term and figure.territory == "own" and figure.scenario == "outturn":
            found.setdefault(figure.indicator, []).append(figure)
    return found


def _middle(figures: _Terms, terms: Sequence[BalanceTerm]) -> list[Figure]:
    """Return the anchors of a balance without its first term: the next one that is there, with another beside it."""
    present = [term for term in terms if term.indicator in figures]
    return figures[present[0].indicator][:1] if len(present) > 1 else []


def _balance(
    report: ReportText,
    name: str,
    terms: Sequence[BalanceTerm],
    figures: _Terms,
    anchor: Figure,
) -> Relation | None:
    """Return the balance around an anchor; where its flows are told for several periods, the one that fits."""
    near = {indicator: _near(own, anchor) for indicator, own in figures.items()}
    found = [
        relation
        for own in _by_period(near)
        if (relation := _of_terms(report, name, terms, own, anchor)) is not None
    ]
    held = [r for r in found if judge(r).outcome.startswith("consistent")]
    complete = [r for r in found if not r.missing]
    return next(iter((*held, *complete, *found)), None)


def _by_period(near: _Terms) -> Iterator[_Terms]:
    """Yield the figures as they stand, and where flows have several periods, those of each."""
    periods = dict.fromkeys(
        figure.period for own in near.values() for figure in own if figure.nature == "flow"
    )
    if len(periods) < 2:
        yield near
        return
    for period in periods:
        yield {
            indicator: [f for f in own if f.nature != "flow" or f.period == period]
            for indicator, own in near.items()
        }


def _of_terms(
    report: ReportText,
    name: str,
    terms: Sequence[BalanceTerm],
    figures: _Terms,
    anchor: Figure,
) -> Relation | None:
    operands: list[Operand] = []
    lacking: list[str] = []
    for term in terms:
        found = _term(term, figures.get(term.indicator, []), anchor)
        if not found and term.is_required:
            lacking.append(term.indicator)
        operands += [Operand(role=_role(term), figure=figure, sign=term.sign) for figure in found]
    if len(operands) < 2:
        return None
    if lacking:
        unread = _unread_near(report, anchor)
        if lacking == [_REST] and not unread:
            return _rest(name, operands)
        operands += [Operand(role=lacking[0], figure=figure) for figure in unread]
        return _relation(name, operands, missing=" ".join(lacking))
    is_sure = len({operand.figure.indicator for operand in operands}) == len(terms)
    received = figures.get("dossiers_received", [])
    return _fitting(name, operands, received, "known" if is_sure else "hypothesis")


def _near(figures: Sequence[Figure], anchor: Figure) -> list[Figure]:
    return [
        figure
        for figure in figures
        if abs(figure.place_from - anchor.place_from) <= _NEAR
        and figure.basis in {"none", anchor.basis}
        and (figure.basis == "none" or figure.period == anchor.period)
    ]


def _term(term: BalanceTerm, figures: Sequence[Figure], anchor: Figure) -> list[Figure]:
    """Return the term's total, the last before the anchor; where none is printed, its parts."""
    totals = [figure for figure in figures if figure.product == term.product]
    before = [figure for figure in totals if figure.place_from <= anchor.place_from]
    if totals:
        largest = max(before or totals, key=lambda figure: figure.number)
        return [anchor] if anchor in totals else [largest]
    parts = {figure.product: figure for figure in figures if figure.product != _CARRIED}
    ways = {"online", "in_person"}
    by_time = [figure for product, figure in parts.items() if product not in ways]
    return by_time or list(parts.values())


def _role(term: BalanceTerm) -> str:
    return {"dossiers_pending": "pending", "products_tracked": "total"}.get(
        term.indicator, term.indicator.rpartition("_")[2]
    )


def _relation(
    name: str, operands: Sequence[Operand], missing: str = "", strength: Strength = "known"
) -> Relation:
    return Relation(
        kind="balance",
        rule=f"balance:{name}",
        shape="incomplete" if missing else "linear",
        strength=strength,
        operands=tuple(operands),
        missing=missing,
    )


def _fitting(
    name: str, operands: Sequence[Operand], received: Sequence[Figure], strength: Strength
) -> Relation:
    """What was carried over may be counted among what was received, or beside it."""
    plain = _relation(name, operands, strength=strength)
    carried = [figure for figure in received if figure.product == _CARRIED]
    if judge(plain).outcome.startswith("consistent") or not carried:
        return plain
    beside = _relation(name, [*operands, Operand(role="carried over", figure=carried[0])])
    return beside if judge(beside).outcome.startswith("consistent") else plain


def _rest(name: str, operands: Sequence[Operand]) -> Relation:
    """What is left is not printed: then what was resolved is not more than what was received."""
    return Relation(
        kind="balance",
        rule=f"rest:{name}",
        shape="bound",
        strength="known",
        operands=tuple(
            replace(operand, role="total" if operand.sign > 0 else "part", sign=1)
            for operand in operands
        ),
    )


def _unread_near(report: ReportText, anchor: Figure) -> list[Figure]:
    return [
        figure
        for figure in report.figures
        if figure.value is None and figure.sentence_id == anchor.sentence_id
    ][:1]


# Products that rise, fall and rest: as many in one comparison as in the other.


def _same_count(report: ReportText) -> Iterator[Relation]:
    groups: dict[tuple[str, str], list[Figure]] = {}
    for figure in report.figures:
        if figure.indicator in _COUNTS and figure.measure == "level" and figure.basis != "none":
            groups.setdefault((figure.basis, figure.period), []).append(figure)
    complete = [
        group
        for group in groups.values()
        if {"products_rising", "products_falling"} <= {figure.indicator for figure in group}
        or len(group) > 1
    ]
    for one, other in combinations(complete, 2):
        yield Relation(
            kind="balance",
            rule="same_products",
            shape="linear",
            strength="hypothesis",
            operands=(
                *(Operand(role="one comparison", figure=figure) for figure in _each(one)),
                *(Operand(role="the other", figure=figure, sign=-1) for figure in _each(other)),
            ),
        )


_COUNTS: Final = ("products_rising", "products_falling", "products_idle")


def _each(figures: Sequence[Figure]) -> list[Figure]:
    first: dict[str, Figure] = {}
    for figure in figures:
        first.setdefault(figure.indicator, figure)
    return list(first.values())
