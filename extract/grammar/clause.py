"""The ground of the statement grammar: a passage, its events, its scope, and what is named in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Protocol, TypeVar

from extract.cues import BasisCue, PeriodCue, find_bases, find_periods
from extract.figures import Figure, find_figures
from extract.grammar.reading import Reading
from extract.grammar.scope import Scope, Window
from extract.healing import Passage
from extract.lexicon import Lexicon, Match, Meaning, longest
from extract.sections import Section
from extract.spelling import fold, fold_pattern

_TOTAL = fold("tổng")
_TRADE = ("exports", "imports", "retail", "trade_total")
_OF_ITEMS = ("item", "no_item")
_AND_ALSO = re.compile(fold_pattern(r"\s?(?:,|-|–|/|và|cùng)\s?(?:tổng\s)?"))


class Clause:
    """The ground of the statement grammar: a passage, its events, its scope, and what is named in it."""

    def __init__(
        self,
        passage: Passage,
        found: list[Match],
        section: Section,
        start: Scope,
        lexicon: Lexicon,
        *,
        has_notes: bool,
    ) -> None:
        self.has_notes = has_notes
        self.passage = passage
        self.text = passage.folded
        self.lexicon = lexicon
        self.section = section
        self.scope = start
        self.stack: list[Scope] = []
        self.opened: list[int] = []
        self.opened_at: list[int] = []
        self.named_before: list[int] = []
        self.zeros: list[Reading] = []
        self.window = Window()
        self.snapshots: list[tuple[int, Scope]] = []
        self.by_start: defaultdict[int, list[Match]] = defaultdict(list)
        for match in found:
            self.by_start[match.start].append(match)
        self.bases = find_bases(self.text)
        self.periods = [
            p
            for p in find_periods(self.text)
            if not any(b.start <= p.start < b.end for b in self.bases)
        ]
        self.cues: list[BasisCue | PeriodCue] = sorted(
            [*self.bases, *self.periods], key=lambda cue: cue.start
        )
        self.figures = find_figures(
            passage.text, self.text, self.by_start, self.periods, self.bases
        )
        self.found = found
        plain = longest(m for m in found if any(t.kind not in _OF_ITEMS for t in m.terms))
        items = longest(m for m in found if m.key("item") or m.key("no_item") is not None)
        self.plain = _outside(plain, items, "concept")
        apart = _outside(items, [m for m in plain if m.key("concept")], "item")
        self.item_matches = [m for m in apart if m.key("item") and not self._completes_a_total(m)]
        self.out: list[Reading] = []
        self.sentence_start = 0
        self.remembered: dict[str, Meaning] = {}
        self.has_concept = {concept for m in found if (concept := m.key("concept"))}
        self.last: Reading | None = None
        self.past_bracket: tuple[int, Reading | None] = (-1, None)

    def _completes_a_total(self, item: Match) -> bool:
        """`Tổng mức bán lẻ hàng hóa, doanh thu dịch vụ tiêu dùng`: the part is the second half of the total's name."""
        before = [m for m in self.plain if m.start < item.start and m.key("concept")][-1:]
        return any(
            self.text.startswith(_TOTAL, m.start)
            and (item.start < m.end or _AND_ALSO.fullmatch(self.text[m.end : item.start]))
            for m in before
        )

    def plain_behind(self, at: int) -> Iterator[Match]:
        """Phrases of the vocabulary that begin at or behind a place."""
        return _behind(self.plain, at)

    def figures_behind(self, at: int) -> Iterator[Figure]:
        """Figures that begin at or behind a place."""
        return _behind(self.figures, at)

    def found_behind(self, at: int) -> Iterator[Match]:
        """All matches at or behind a place, those inside longer ones too."""
        return _behind(self.found, at)

    def items_behind(self, at: int) -> Iterator[Match]:
        """Parts and products named at or behind a place."""
        return _behind(self.item_matches, at)

    def bases_behind(self, at: int) -> Iterator[BasisCue]:
        """Bases of comparison named at or behind a place."""
        return _behind(self.bases, at)

    def cues_behind(self, at: int) -> Iterator[BasisCue | PeriodCue]:
        """Bases and periods named at or behind a place."""
        return _behind(self.cues, at)

    def _before_bracket(self) -> Reading | None:
        """The last reading; behind a closed bracket the one before it: the clause goes on where the bracket began."""
        count, outer = self.past_bracket
        return outer if count == len(self.out) else self.last

    def said(self) -> Iterator[Reading]:
        """The readings of the sentence so far, the last one first."""
        return takewhile(lambda r: r.figure.start >= self.sentence_start, reversed(self.out))

    def _at_clause_head(self) -> bool:
        return next(self.said(), None) is None

    def _default_of(self, match: Match) -> str:
        concept = match.key("concept") or ""
        meaning = self.lexicon.defaults.get(concept)
        if (
            meaning
            and self.lexicon.natures.get(meaning.indicator) in ("flow", "index", "rate")
            and concept in self.lexicon.series
        ):
            return concept
        return ""

    def _items(self, matches: Iterable[Match], meaning: Meaning | None) -> list[str]:
        out: list[str] = []
        for match in matches:
            concept = match.key("concept") or ""
            own = self.lexicon.defaults.get(concept) if concept in self.lexicon.series else None
            if own and meaning and own.indicator == meaning.indicator and not self.scope.in_parts:
                continue
            for term in match.terms:
                if (
                    term.kind == "item"
                    and meaning
                    and meaning.indicator in self.lexicon.item_of.get(term.key, ())
                ) and term.key not in out:
                    out.append(term.key)
        return out

    def _keep_subject(self) -> None:
        """A series named without a figure yet is what the next figures are about."""
        window, scope = self.window, self.scope
        for match in window.concepts:
            concept = self._default_of(match)
            if concept:
                scope.concept, scope.meaning, scope.activity = (
                    concept,
                    self.lexicon.defaults[concept],
                    False,
                )
                scope.item = ""
                scope.label = self.passage.text[match.start : match.end]
                if not scope.in_parts:
                    scope.main = concept
        items = self._items(window.items, scope.meaning)
        if items:
            scope.item = items[-1]
        elif (
            energy := [k for m in window.items if (k := m.key("item")) in self.lexicon.plants]
        ) and not scope.meaning:
            scope.item = energy[-1] or ""
        elif window.items and not self._in_trade() and (product := self._product_of_rate()):
            scope.concept, scope.meaning, scope.item = (
                "product",
                self.lexicon.defaults["product"],
                product,
            )
        if window.basis:
            scope.list_basis = window.basis
        if window.aspect and window.aspect != "inherit":
            scope.aspect = window.aspect
        if window.shift:
            scope.shift = window.shift

    def _in_trade(self) -> bool:
        """What is named behind a value of trade in its sentence (`chủ yếu là giày da (…)`) is traded, not produced."""
        concepts = {r.concept for r in self.said()}
        return self.scope.concept in _TRADE and self.scope.concept in concepts

    def _new_window(self, at: int, *, keep_items: bool = False) -> None:
        old = self.window
        self.window = Window(start=at)
        if keep_items and not self.out:
            self.window.basis = old.basis

    def _snap(self, at: int) -> None:
        """Remember what a note would take over whose mark stood here, the words since the last mark included."""
        if not self.has_notes:
            return
        kept = self.scope
        self.scope = replace(kept)
        self._keep_subject()
        energy = [
            key for m in self.window.items if (key := m.key("item")) in self.lexicon.plants and key
        ]
        if energy:
            self.scope.item = energy[-1]
        self.snapshots.append((at, self.scope))
        self.scope = kept

    def _bound_sentences(self, end: int) -> None:
        for k in range(len(self.out) - 1, -1, -1):
            if self.out[k].sentence[1]:
                break
            self.out[k] = replace(self.out[k], sentence=(self.sentence_start, end))
        self.sentence_start = end

    def _amend(self, reading: Reading, **changes: object) -> None:
        changed = replace(reading, **changes)  # type: ignore[arg-type]
        at = next(k for k in range(len(self.out) - 1, -1, -1) if self.out[k] is reading)
        self.out[at] = changed
        if self.last is reading:
            self.last = changed

    def _product_of_rate(self) -> str:
        scope = self.scope
        for match in reversed(self.window.items):
            key = match.key("item") or ""
            of = self.lexicon.item_of.get(key, frozenset())
            named = [t.key for t in match.terms if t.kind == "item"]
            parts = scope.parts_meaning if scope.in_parts else None
            if parts and any(parts.indicator in self.lexicon.item_of.get(k, ()) for k in named):
                return "" if parts.indicator != "product_output" else key
            if (
                scope.meaning
                and any(scope.meaning.indicator in self.lexicon.item_of.get(k, ()) for k in named)
                and scope.meaning.indicator != "product_output"
            ):
                return ""
            if "product_output" in of:
                return key
        return ""

    def _is_rate(self, meaning: Meaning | None) -> bool:
        return bool(meaning and self.lexicon.natures.get(meaning.indicator) in ("rate",))


class _Placed(Protocol):
    @property
    def start(self) -> int: ...


_T = TypeVar("_T", bound=_Placed)


def _behind(things: Sequence[_T], at: int) -> Iterator[_T]:
    """Things in order of place that begin at or behind `at`."""
    for k in range(bisect_left(things, at, key=lambda t: t.start), len(things)):
        yield things[k]


def _outside(matches: Sequence[Match], others: Sequence[Match], kind: str) -> list[Match]:
    """Drop matches of `kind` that are only part of a longer phrase of the other sort."""
    spans = [(o.start, o.end) for o in others]
    starts = [s for s, _ in spans]
    kept = []
    for match in matches:
        k = bisect_left(starts, match.start + 1) - 1
        inside = k >= 0 and spans[k][1] >= match.end and spans[k] != (match.start, match.end)
        if not (inside and match.key(kind)):
            kept.append(match)
    return kept
