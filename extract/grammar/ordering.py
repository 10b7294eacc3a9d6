"""Names and figures in order: `xuất khẩu và nhập khẩu lần lượt đạt 548,3 và 612,9 triệu USD`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from extract.cues import PeriodCue
from extract.grammar.clause import Clause
from extract.grammar.reading import Reading
from extract.grammar.wording import RATE_UNITS
from extract.lexicon import Match
from extract.spelling import fold_pattern

_T = TypeVar("_T", Match, PeriodCue)

_IN_ORDER = re.compile(fold_pattern(r"(?<!\w)(?:lần lượt|tương ứng|theo thứ tự)(?!\w)"))
_SENTENCE_END = re.compile(r"[.;](?=\s|$)")
_GOES_ON = re.compile(
    fold_pattern(
        r"\s?(?:[,;]\s(?:(?:khoảng|gần|hơn|trên)\s)?|"
        r",?\s?và\s(?:(?:tăng|giảm|đạt|là|ước|khoảng|gần|hơn|trên|bằng)\s)*)"
    )
)
_BETWEEN_NAMES = re.compile(fold_pattern(r"\s?(?:,|;|và|,\svà)\s(?:của\s|về\s)?"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One of the things or times named in order: a series, a part of the series spoken of, or a period."""

    concept: str = ""
    item: str = ""
    period: PeriodCue | None = None


class Ordering(Clause):
    """Gives figures said `lần lượt` their names in order; what cannot be paired is about nothing known."""

    def _put_in_order(self) -> None:
        for mark in _IN_ORDER.finditer(self.text):
            stop = _SENTENCE_END.search(self.text, mark.end())
            end = stop.start() if stop else len(self.text)
            groups = list(self._groups(mark.end(), end))
            names = self._names_before(mark.start(), groups[0][0]) if groups else []
            if len(names) < 2:
                continue
            for group in _filled(groups, len(names)):
                if len(group) == len(names):
                    self._pair(group, names)
                elif group[0] is groups[0][0]:
                    self._unpair(group, names)

    def _groups(self, start: int, end: int) -> Iterator[list[Reading]]:
        """Runs of figures with nothing but `và` and a verb between them; a new name ends the order."""
        group: list[Reading] = []
        for reading in [r for r in self.out if start <= r.figure.start < end]:
            goes_on = group and _GOES_ON.fullmatch(
                self.text[_end_of(group[-1]) : reading.figure.start]
            )
            if group and not goes_on:
                yield group
                if self._names_anew(_end_of(group[-1]), reading.figure.start):
                    return
                group = []
            group.append(reading)
        if group:
            yield group

    def _names_anew(self, start: int, end: int) -> bool:
        return any(self._default_of(m) for m in self.plain if start <= m.start < end) or any(
            start <= m.start < end for m in self.item_matches
        )

    def _names_before(self, at: int, first: Reading) -> list[Name]:
        """The names that end before the mark; those of an earlier mark of the sentence hold where there are none."""
        stops = [m.end() for m in _SENTENCE_END.finditer(self.text, 0, at)]
        start = stops[-1] if stops else 0
        earlier = [_end_of(r) for r in self.out if start <= r.figure.start < at]
        near = self._names(max([start, *earlier]), at, first)
        if near or not earlier:
            return near
        return self._names(start, at, first, joined=True) or self._names_read(start, at, first)

    def _names_read(self, start: int, at: int, first: Reading) -> list[Name]:
        """`xuất khẩu đạt 41, nhập khẩu đạt 9 triệu USD, tăng tương ứng 3,1% và 2,4%`: those of the figures before."""
        before = [r for r in self.out if start <= r.figure.start < at]
        levels = [r for r in before if r.measure == "level" and r.meaning and not r.item]
        series = list(dict.fromkeys(r.concept for r in levels if r.concept in self.lexicon.series))
        if first.figure.unit not in RATE_UNITS or first.basis_rule == "bases_in_order":
            return []
        return [Name(concept=c) for c in series] if len(levels) == len(before) else []

    def _names(self, start: int, end: int, first: Reading, *, joined: bool = False) -> list[Name]:
        series = [m for m in self.plain if start <= m.start < end and self._default_of(m)]
        listed = self._enumerated(series)
        if len({self._default_of(m) for m in listed}) > 1:
            return [Name(concept=self._default_of(m)) for m in listed]
        parts = [m for m in self.item_matches if start <= m.start < end]
        items = [n for m in self._enumerated(parts) for n in self._items([m], first.meaning)[:1]]
        if len(items) > 1 and not joined:
            return [Name(item=item) for item in items]
        times = [p for p in self.periods if start <= p.start < end]
        told = self._enumerated(times)
        return [Name(period=p) for p in told] if len(told) > 1 and not joined else []

    def _enumerated(self, named: Sequence[_T]) -> list[_T]:
        """The last run of names with nothing but `và` between them."""
        run: list[_T] = []
        for one in named:
            if run and not _BETWEEN_NAMES.fullmatch(self.text[run[-1].end : one.start]):
                run = []
            run.append(one)
        return run

    def _pair(self, group: Sequence[Reading], names: Sequence[Name]) -> None:
        last = group[-1]
        for reading, name in zip(group, names, strict=True):
            changed = self._named(reading, name)
            if reading.figure.unit in RATE_UNITS and last.basis and not reading.basis:
                changed = replace(
                    changed,
                    measure=last.measure,
                    basis=last.basis,
                    basis_rule=last.basis_rule,
                )
            self._amend_as(reading, changed)

    def _unpair(self, group: Sequence[Reading], names: Sequence[Name]) -> None:
        if names[0].period:
            return
        for reading in group:
            self._amend_as(reading, replace(reading, meaning=None, item="", is_doubtful=True))

    def _named(self, reading: Reading, name: Name) -> Reading:
        rules = (*reading.rules, ("indicator", "names_in_order"))
        if name.period:
            return replace(reading, period=name.period, rules=rules)
        if name.item:
            return replace(reading, item=name.item, is_subset=False, rules=rules)
        dimension = self.lexicon.dimensions.get(reading.figure.unit, "other")
        meaning = self.lexicon.meaning(name.concept, "", dimension)
        if reading.figure.unit in RATE_UNITS:
            meaning = self.lexicon.defaults[name.concept]
        return replace(
            reading, concept=name.concept, meaning=meaning, item="", is_subset=False, rules=rules
        )

    def _amend_as(self, old: Reading, new: Reading) -> None:
        at = next(k for k, reading in enumerate(self.out) if reading is old)
        self.out[at] = new
        if self.last is old:
            self.last = new


def _filled(groups: Sequence[list[Reading]], size: int) -> list[list[Reading]]:
    """`lần lượt tăng 5%, giảm 3%`: single figures behind one another are one group where they make up its size."""
    singles = [g[0] for g in groups[:size] if len(g) == 1]
    alike = len({r.figure.unit for r in singles}) == 1
    return [singles, *groups[size:]] if len(singles) == size and alike else list(groups)


def _end_of(reading: Reading) -> int:
    return max(reading.figure.tail, reading.figure.noun_end)
