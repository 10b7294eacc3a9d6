"""All derivations of one province's figures, in rounds from print outward.

First within each report, whose figures are of one vintage; then across reports, from the latest print of each point
and, where none is printed, the best derivation. A round takes what the rounds before made known, three rounds at most.
A point never enters its own derivation, however far back, so nothing is lifted by its own bootstraps.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import chain
from typing import Final

from normalize.relations import Relations
from queries.checks.figures import Figure
from queries.implied.formulas import compute
from queries.implied.known import Known, is_usable, value_of, value_of_derivation
from queries.implied.model import (
    DEEPEST,
    Derivation,
    Point,
    Proposal,
    Value,
)
from queries.implied.parts import find_from_parts
from queries.implied.rates import Scope, find_from_rates, is_rate
from queries.implied.spans import find_from_spans
from queries.implied.telling import Units

_KEY_DIGITS: Final = 16
_OTHER: Final = "other"


def derive(
    figures: Iterable[Figure], relations: Relations, words: Mapping[str, str], units: Units
) -> list[Derivation]:
    """Return what follows from `figures`, which are those of one province, each derivation once, ordered by key.

    `words` maps plan rates to the folded words behind them; `units` says what the base units measure.
    """
    by_document: dict[str, list[Figure]] = {}
    for figure in figures:
        by_document.setdefault(figure.document_id, []).append(figure)
    found: dict[str, Derivation] = {}
    values: list[Value] = []
    orphans: list[Figure] = []
    for own in by_document.values():
        scope = _scope(own, relations, words)
        values += scope.known.values()
        derived = _rounds(scope, units, (), is_across=False)
        found.update(derived)
        used = {
            term.source.observation_id
            for derivation in derived.values()
            for term in derivation.terms
            if isinstance(term.source, Figure)
        }
        orphans += [rate for rate in scope.rates if rate.observation_id not in used]
    if len(by_document) > 1:
        known = Known(chain(_latest(values), _best(found.values())))
        scope = Scope(known, orphans, (), relations, words)
        found.update(_rounds(scope, units, list(found.values()), is_across=True))
    return [found[key] for key in sorted(found)]


def _scope(figures: Sequence[Figure], relations: Relations, words: Mapping[str, str]) -> Scope:
    """Return the scope of one report; a point that it gives contradictory prints of is not known."""
    levels = [value_of(figure) for figure in figures if is_usable(figure)]
    by_point: dict[Point, list[Value]] = {}
    for value in levels:
        if value.point.indicator not in relations.several:
            by_point.setdefault(value.point, []).append(value)
    known = Known(_finest(values) for values in by_point.values() if _agree(values))
    rates = [figure for figure in figures if is_rate(figure)]
    return Scope(known, rates, levels, relations, words)


def _agree(values: Sequence[Value]) -> bool:
    low, high = max(v.bounds.low for v in values), min(v.bounds.high for v in values)
    return low <= high


def _finest(values: Sequence[Value]) -> Value:
    return min(values, key=lambda v: (v.figure.step, v.figure.place_from) if v.figure else (0, 0))


def _latest(values: Iterable[Value]) -> Iterator[Value]:
    """Yield the latest print of each point."""
    yield from sorted(values, key=lambda value: (-value.order, value.key))


def _best(derivations: Iterable[Derivation]) -> Iterator[Value]:
    """Yield derivations as values, of each point the best first: nearest to print, latest, narrowest."""
    for derivation in sorted(derivations, key=_rank):
        if not derivation.bounds.is_empty:
            yield value_of_derivation(derivation)


def _rank(derivation: Derivation) -> tuple[int, int, int, str]:
    bounds = derivation.bounds
    return (
        derivation.depth,
        -derivation.order,
        bounds.high - bounds.low,
        derivation.implied_id,
    )


Told = Mapping[Point, Sequence[frozenset[str]]]
"""For each point, the statements that each of its derivations so far rests on."""


def _rounds(
    scope: Scope, units: Units, earlier: Iterable[Derivation], *, is_across: bool
) -> dict[str, Derivation]:
    """Return what follows in a scope beside the `earlier` derivations."""
    found: dict[str, Derivation] = {}
    told: dict[Point, list[frozenset[str]]] = {}
    for derivation in earlier:
        told.setdefault(derivation.point, []).append(derivation.leaves)
    for depth in range(1, DEEPEST + 1):
        proposals = chain(
            find_from_rates(scope), find_from_spans(scope.known, depth - 1), find_from_parts(scope)
        )
        new = {
            derived.implied_id: derived
            for proposal in list(proposals)
            if (derived := _derived(proposal, scope, units, depth, told, is_across=is_across))
        }
        for derivation in new.values():
            told.setdefault(derivation.point, []).append(derivation.leaves)
        for value in _best(new.values()):
            scope.known.add(value)
        found.update(new)
        if not new and not is_across:
            break
    return found


def _derived(
    proposal: Proposal, scope: Scope, units: Units, depth: int, told: Told, *, is_across: bool
) -> Derivation | None:
    """Return what comes of a proposal; None where it is none of this round's, goes in a circle or bounds nothing.

    Nor is it derived again by a detour: where it rests on all the statements that a derivation in `told` rests on.
    """
    point = proposal.point
    values = [term.source for term in proposal.terms if isinstance(term.source, Value)]
    if 1 + max((value.depth for value in values), default=0) != depth:
        return None
    if not proposal.is_natural and scope.known.is_printed(point):
        return None
    if any(point in value.ancestors for value in values):
        return None
    figures = [term.source for term in proposal.terms if isinstance(term.source, Figure)]
    documents = frozenset(figure.document_id for figure in figures).union(
        *(value.documents for value in values)
    )
    if is_across and len(documents) < 2:
        return None
    leaves = frozenset(figure.observation_id for figure in figures).union(
        *(value.leaves for value in values)
    )
    if any(own <= leaves for own in told.get(point, ())):
        return None
    dimension = units[point.base].dimension if point.base in units else _OTHER
    bounds = compute(proposal.formula, point, proposal.terms, dimension)
    if bounds is None:
        return None
    order, latest = _latest_of(values, figures)
    return Derivation(
        implied_id=implied_id(proposal),
        formula=proposal.formula,
        point=point,
        bounds=bounds,
        terms=proposal.terms,
        depth=depth,
        documents=documents,
        leaves=leaves,
        ancestors=frozenset((point,)).union(*(value.ancestors for value in values)),
        latest_document=latest,
        order=order,
        is_approximate=any(figure.is_approximate for figure in figures)
        or any(value.is_approximate for value in values),
        assumptions=proposal.assumptions.union(*(value.assumptions for value in values)),
    )


def implied_id(proposal: Proposal) -> str:
    """Return the key of a derivation: its formula, its point and its operands."""
    parts = [proposal.formula, *proposal.point]
    for term in proposal.terms:
        source = term.source
        key = source.observation_id if isinstance(source, Figure) else source.key
        parts.append(f"{term.role}:{term.sign}:{key}")
    return sha256("|".join(parts).encode()).hexdigest()[:_KEY_DIGITS]


def _latest_of(values: Sequence[Value], figures: Sequence[Figure]) -> tuple[int, str]:
    told = [(figure.vintage_order, figure.document_id) for figure in figures]
    told += [(value.order, _document_of(value)) for value in values]
    return max(told)


def _document_of(value: Value) -> str:
    if value.figure is not None:
        return value.figure.document_id
    return value.derivation.latest_document if value.derivation is not None else ""
