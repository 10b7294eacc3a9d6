"""The same figure twice: within a report it must agree, in a later report it may have been revised.

Two prints of one key within a report are taken for one figure if they agree, or differ by a slip of one digit; where
they differ by more, they may be about two things that the reading does not tell apart, and that is only noted.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import Final

from queries.checks.edits import is_slip
from queries.checks.figures import Figure
from queries.checks.index import Key, is_told, key_of
from queries.checks.relations import Kind, Operand, Relation, Strength

_MANY: Final = frozenset({"count"})
_SMALL: Final = 100
_NEAR: Final = 10
_LONG: Final = 4


def find_same_twice(figures: Iterable[Figure], several: frozenset[str]) -> Iterator[Relation]:
    """Yield pairs of prints of one quantity in one report, in different sentences."""
    by_key: dict[Key, list[Figure]] = {}
    for figure in figures:
        if _may_repeat(figure) and figure.indicator not in several:
            by_key.setdefault(key_of(figure), []).append(figure)
    for own in by_key.values():
        first = own[0]
        for later in own[1:]:
            is_apart = later.sentence_id != first.sentence_id and later.measure != "of_total"
            if is_apart and _may_be_same(first, later):
                yield _same(first, later)


def _may_repeat(figure: Figure) -> bool:
    if not is_told(figure) or figure.is_subset or figure.nature in _MANY:
        return False
    return figure.base != "count" or (figure.value or 0) >= _SMALL


def _may_be_same(first: Figure, later: Figure) -> bool:
    apart = abs(first.number - later.number)
    is_close = apart * _NEAR <= abs(first.number) or first.rounded.meets(later.rounded)
    return is_close or is_slip(first.value_text, later.value_text)


def _same(first: Figure, later: Figure) -> Relation:
    is_long = min(_digits(first), _digits(later)) >= _LONG
    is_certain = is_long and is_slip(first.value_text, later.value_text)
    strength: Strength = "direct" if is_certain else "hypothesis"
    return _equal("same_twice", "same_key", strength, first, later)


def _digits(figure: Figure) -> int:
    return sum(letter.isdigit() for letter in figure.value_text)


def _equal(kind: Kind, rule: str, strength: Strength, first: Figure, later: Figure) -> Relation:
    return Relation(
        kind=kind,
        rule=rule,
        shape="linear",
        strength=strength,
        operands=(
            Operand(role="first", figure=first, sign=-1),
            Operand(role="later", figure=later),
        ),
    )


def find_revisions(figures: Iterable[Figure], several: frozenset[str]) -> Iterator[Relation]:
    """Yield, for each quantity that several reports give, the later print beside the one before it."""
    by_key: dict[tuple[str, Key], list[Figure]] = {}
    for figure in figures:
        if _may_be_revised(figure) and figure.indicator not in several:
            by_key.setdefault((figure.province, key_of(figure)), []).append(figure)
    for own in by_key.values():
        vintages = {figure.document_id: figure for figure in reversed(own)}
        ordered = sorted(vintages.values(), key=lambda figure: figure.vintage_order)
        for first, later in itertools.pairwise(ordered):
            yield _equal("revision", "later_report", "across", first, later)


def _may_be_revised(figure: Figure) -> bool:
    if not _may_repeat(figure) or figure.measure == "of_total":
        return False
    return figure.territory == "own" and figure.province != "unknown"
