"""The vocabulary as the finder sees it: phrases, what kind each one is, and one fast look for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

import ahocorasick

from extract.errors import VocabularyError
from extract.spelling import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One meaning of a phrase: its `kind` (concept, item, unit, growth, ...) and its `key` within the kind."""

    kind: str
    key: str
    factor: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found in a folded text, from `start` to `end`, with all its meanings."""

    start: int
    end: int
    terms: tuple[Term, ...]

    def key(self, kind: str) -> str | None:
        """Return the key of the phrase's meaning of this kind, or None."""
        for term in self.terms:
            if term.kind == kind:
                return term.key
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a concept is in the vocabulary, given an aspect and the dimension of the unit."""

    concept: str
    aspect: str
    dimension: str
    indicator: str
    item: str
    nature: str


class Lexicon:
    """All phrases in one automaton, and the tables that say which concepts go with which units.

    `dimensions` gives the dimension of each unit slug; `meanings` what (concept, aspect, dimension) stands for;
    `defaults` the meaning of a concept of which only a rate is given; `item_of` the indicators an item breaks down;
    `names` all folded phrases with their terms, `labels` the same and those that are only looked for as the whole label
    of a row, column or table; `series` the concepts that a heading or a lead makes the subject of
    what follows; `plants` the kinds of power; `parts` the kind of each item and the item that it is part of.
    Immutable after construction.
    """

    def __init__(
        self,
        phrases: Iterable[tuple[str, Term]],
        *,
        dimensions: Mapping[str, str],
        meanings: Iterable[Meaning],
        defaults: Mapping[str, Meaning],
        item_of: Mapping[str, frozenset[str]],
        natures: Mapping[str, str],
        series: frozenset[str],
        labels: Iterable[tuple[str, Term]] = (),
        parts: Mapping[str, tuple[str, str]] | None = None,
    ) -> None:
        self.dimensions = dict(dimensions)
        self.defaults = dict(defaults)
        self.item_of = dict(item_of)
        self.natures = dict(natures)
        self.series = series
        self.parts = dict(parts or {})
        self.plants = frozenset(item for item, of in item_of.items() if "power_projects" in of)
        self._meanings = {(m.concept, m.aspect, m.dimension): m for m in meanings}
        self.concepts = frozenset(m.concept for m in self._meanings.values())
        self.names = _by_phrase(phrases)
        self.labels = {**self.names, **_merged(self.names, _by_phrase(labels))}
        self._automaton = _automaton(self.names)

    def meaning(self, concept: str, aspect: str, dimension: str) -> Meaning | None:
        """Return what `concept` stands for under `aspect` in a unit of `dimension`, or None."""
        get = self._meanings.get
        return get((concept, aspect, dimension)) or get((concept, aspect, "any"))

    def meanings_of(self, concept: str) -> list[Meaning]:
        """Return all that `concept` can stand for."""
        return [m for m in self._meanings.values() if m.concept == concept]

    def find(self, folded: str) -> list[Match]:
        """Return every phrase that stands in `folded` as whole words, by start, longer ones first."""
        found: list[Match] = []
        size = len(folded)
        for last, (length, terms) in self._automaton.iter(folded):
            start, end = last - length + 1, last + 1
            if (start and _joined(folded[start - 1], folded[start])) or (
                end < size and _joined(folded[last], folded[end])
            ):
                continue
            found.append(Match(start, end, terms))
        found.sort(key=lambda m: (m.start, -m.end))
        return found


def _joined(a: str, b: str) -> bool:
    """Whether two neighbouring characters belong to one word; a number glued to a word is no part of it."""
    return (a.isalpha() and b.isalpha()) or (a.isdigit() and b.isdigit())


def longest(matches: Iterable[Match]) -> list[Match]:
    """Keep the leftmost longest of overlapping matches; `matches` must be sorted as `Lexicon.find` returns them."""
    kept: list[Match] = []
    done = 0
    for match in matches:
        if match.start >= done:
            kept.append(match)
            done = match.end
    return kept


def _by_phrase(phrases: Iterable[tuple[str, Term]]) -> dict[str, tuple[Term, ...]]:
    terms: dict[str, list[Term]] = {}
    for phrase, term in phrases:
        folded = fold(phrase)
        if not folded.strip():
            raise VocabularyError(
                f"an empty phrase of kind {term.kind!r} ({term.key}); remove the row"
            )
        entry = terms.setdefault(folded, [])
        if term not in entry:
            entry.append(term)
    return {folded: tuple(entry) for folded, entry in terms.items()}


def _merged(
    names: Mapping[str, tuple[Term, ...]], own: Mapping[str, tuple[Term, ...]]
) -> dict[str, tuple[Term, ...]]:
    """What labels of tables mean comes before what the same words mean in prose."""
    return {
        phrase: (*terms, *(t for t in names.get(phrase, ()) if t not in terms))
        for phrase, terms in own.items()
    }


def _automaton(names: Mapping[str, tuple[Term, ...]]) -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for folded, terms in names.items():
        automaton.add_word(folded, (len(folded), terms))
    automaton.make_automaton()
    return automaton
