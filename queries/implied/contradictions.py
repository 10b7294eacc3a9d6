"""Derived points that a report contradicts, and derivations that contradict each other, as relations for the checks.

One contradiction is one finding: what rests on the operands of a relation that fails already, or of a smaller
contradiction, follows from it and is not told again. Within one report a contradiction is inconsistent; between reports
it is a revision, for a report may correct what an earlier one said. As everywhere, cutting off is tried before that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from duckdb import DuckDBPyConnection

from normalize.relations import Relations
from queries.asking import ask
from queries.checks.figures import Figure, read_members
from queries.checks.intervals import Interval
from queries.checks.relations import Judgement, Operand, Outcome, Relation
from queries.checks.repairs import Judged
from queries.checks.wording import Language, number, places_of, shown, unit_of
from queries.implied.bounds import Bounds
from queries.implied.formulas import compute
from queries.implied.model import Derivation, Point
from queries.implied.running import (
    derive_by_province,
    families_of,
    read_touched,
    touched_table,
    units_of,
)
from queries.implied.telling import Units, tell

Failing = Iterable[frozenset[str]]
"""For each relation that fails, the statements it is between."""

_BUT: Final[Mapping[Language, str]] = {
    "en": "{said}, but {printed} is printed, {gap} {sense}",
    "vi": "{said}, nhưng số in là {printed}, {sense} {gap}",
}
_SENSE: Final[Mapping[Language, tuple[str, str]]] = {
    "en": ("less", "more"),
    "vi": ("ít hơn", "nhiều hơn"),
}
_APART: Final[Mapping[Language, str]] = {
    "en": "{one}; {other}: these do not agree",
    "vi": "{one}; {other}: các số này không khớp nhau",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Derivations of one point that do not meet a print, or not each other: one of these, or two and no print."""

    point: Point
    reported: Figure | None
    derivations: tuple[Derivation, ...]

    @property
    def statements(self) -> frozenset[str]:
        """The statements that contradict each other."""
        own = (self.reported.observation_id,) if self.reported is not None else ()
        return frozenset(own).union(*(derivation.leaves for derivation in self.derivations))


def find_contradictions(
    connection: DuckDBPyConnection, relations: Relations, failing: Failing
) -> list[Judged]:
    """Return contradictions that none of the `failing` relations tells already, each judged."""
    told = {
        Point(*map(str, row[:-2])): str(row[-1])
        for row in ask(connection, "implied_contradictions").rows
    }
    if not told:
        return []
    members = read_members(connection)
    units = units_of(members)
    families = families_of(relations)
    keys = {
        (point.province, member)
        for point in told
        for member in families.get(point.indicator, (point.indicator,))
    }
    figures, words = read_touched(connection, touched_table(keys), members)
    by_id = {figure.observation_id: figure for figure in figures}
    by_point: dict[Point, list[Derivation]] = {}
    for derivation in derive_by_province(figures, relations, words, units):
        by_point.setdefault(derivation.point, []).append(derivation)
    found = [
        contradiction
        for point, reported in told.items()
        for contradiction in _contradictions(point, by_id.get(reported), by_point.get(point, ()))
    ]
    return [_judged(own, units) for own in _distinct(found, failing)]


def _contradictions(
    point: Point, reported: Figure | None, derivations: Sequence[Derivation]
) -> Iterator[Contradiction]:
    for derivation in derivations:
        if derivation.bounds.is_empty:
            yield Contradiction(point=point, reported=None, derivations=(derivation,))
        elif reported is not None and not _interval(derivation.bounds).meets(reported.rounded):
            yield Contradiction(point=point, reported=reported, derivations=(derivation,))
    sound = [derivation for derivation in derivations if not derivation.bounds.is_empty]
    if not sound:
        return
    highest = max(sound, key=lambda d: (d.bounds.low, d.implied_id))
    lowest = min(sound, key=lambda d: (d.bounds.high, d.implied_id))
    if highest.bounds.low > lowest.bounds.high:
        yield Contradiction(point=point, reported=None, derivations=(lowest, highest))


def _interval(bounds: Bounds) -> Interval:
    return Interval(bounds.low, bounds.high)


def _distinct(found: Iterable[Contradiction], failing: Failing) -> Iterator[Contradiction]:
    """Yield contradictions of which none contains another, nor the operands of a failing relation, nor is contained."""
    known = [own for own in failing if own]
    by_statement: dict[str, list[frozenset[str]]] = {}
    for own in known:
        for statement in own:
            by_statement.setdefault(statement, []).append(own)
    for contradiction in sorted(found, key=_rank):
        statements = contradiction.statements
        near = [own for statement in statements for own in by_statement.get(statement, ())]
        if any(own <= statements or statements <= own for own in near):
            continue
        for statement in statements:
            by_statement.setdefault(statement, []).append(statements)
        yield contradiction


def _rank(own: Contradiction) -> tuple[int, int, tuple[str, ...]]:
    depth = max(derivation.depth for derivation in own.derivations)
    return len(own.statements), depth, tuple(d.implied_id for d in own.derivations)


def _judged(own: Contradiction, units: Units) -> Judged:
    leaves = _leaves(own)
    documents = {figure.document_id for _, figure in leaves}
    documents |= {own.reported.document_id} if own.reported is not None else set()
    is_across = len(documents) > 1
    relation = Relation(
        kind="implied_value",
        rule=own.derivations[0].formula,
        shape="implied",
        strength="across" if is_across else "hypothesis",
        operands=tuple(Operand(role=role, figure=figure) for role, figure in leaves),
        told=(_told(own, units, "en"), _told(own, units, "vi")),
    )
    low, high, gap = _ends(own)
    holds = _holds_if_cut_off(own, units)
    outcome: Outcome = (
        "consistent_if_truncated" if holds else "revision" if is_across else "inconsistent"
    )
    return relation, Judgement(
        outcome=outcome,
        reported=own.reported,
        low=low,
        high=high,
        gap=gap,
        excess=abs(gap),
        step=own.reported.step if own.reported is not None else 0,
    )


def _leaves(own: Contradiction) -> list[tuple[str, Figure]]:
    """Return the print and the statements it is held against with their roles, levels first."""
    found: dict[str, tuple[str, Figure]] = {}
    if own.reported is not None:
        found[own.reported.observation_id] = ("stated", own.reported)
    ordered = sorted(
        (pair for derivation in own.derivations for pair in _leaves_of(derivation)),
        key=lambda pair: pair[1].dimension in {"ratio", "times"},
    )
    for role, figure in ordered:
        found.setdefault(figure.observation_id, (role, figure))
    return list(found.values())


def _leaves_of(derivation: Derivation) -> Iterator[tuple[str, Figure]]:
    for term in derivation.terms:
        source = term.source
        if isinstance(source, Figure):
            yield term.role, source
        elif source.figure is not None:
            yield term.role, source.figure
        elif source.derivation is not None:
            yield from _leaves_of(source.derivation)


def _ends(own: Contradiction) -> tuple[int, int, int]:
    """Return what the derivations allow, the larger end last, and how far the print is from it or they are apart."""
    first, last = own.derivations[0].bounds, own.derivations[-1].bounds
    if own.reported is None:
        low, high = sorted((first.high, last.low))
        return low, high, high - low
    middle = own.reported.number
    nearest = first.low if middle < first.low else first.high
    return first.low, first.high, middle - nearest


def _holds_if_cut_off(own: Contradiction, units: Units) -> bool:
    """Tell whether the contradiction goes if digits were cut off instead of rounded."""
    base = own.point.base
    dimension = units[base].dimension if base in units else "other"
    found = [compute(d.formula, own.point, d.terms, dimension, "cut_off") for d in own.derivations]
    bounds = [own_bounds for own_bounds in found if own_bounds is not None]
    if len(bounds) < len(found):
        return False
    ends = [(b.low, b.high) for b in bounds]
    if own.reported is not None:
        ends.append((own.reported.cut_off.low, own.reported.cut_off.high))
    return max(low for low, _ in ends) <= min(high for _, high in ends)


def _told(own: Contradiction, units: Units, language: Language) -> str:
    at = ("en", "vi").index(language)
    said = [
        tell(d.formula, d.point, d.terms, d.bounds[:2], d.assumptions, units)[at].rstrip(".")
        for d in own.derivations
    ]
    if own.reported is not None:
        gap = _ends(own)[2]
        return _BUT[language].format(
            said=said[0],
            printed=shown(own.reported, language),
            gap=_gap_text(gap, own.reported, language),
            sense=_SENSE[language][gap > 0],
        )
    return _APART[language].format(one=said[0], other=said[1]) if len(said) > 1 else said[0]


def _gap_text(gap: int, figure: Figure, language: Language) -> str:
    places = places_of(figure.step, figure.unit_scale) + 2
    text = number(abs(gap), figure.unit_scale, places, language)
    mark = "," if language == "vi" else "."
    return (text.rstrip("0").rstrip(mark) if mark in text else text) + unit_of(figure, language)
