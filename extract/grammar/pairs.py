"""Pairs of rates whose bases are said once: `IIP tăng 1,9% so với tháng trước và 15% so với cùng kỳ, trong đó chế biến
tăng 2% và tăng 15,6%`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from extract.cues import BasisCue
from extract.grammar.clause import Clause
from extract.grammar.reading import Reading
from extract.grammar.wording import RATE_UNITS
from extract.spelling import fold_pattern

_UNSAID = frozenset(("", "base_of_the_list", "base_of_the_sentence", "carried"))
_JOINED = re.compile(
    fold_pattern(
        r"\s?(?:,|;|và|,\s?và|,?\snhưng|,?\ssong)\s(?:cũng\s|lại\s)?(?:(?:tăng|giảm)\s(?:nhẹ\s|mạnh\s)?)?"
        r"(?:khoảng\s|gần\s|hơn\s|trên\s)?"
    )
)


class Pairs(Clause):
    """Gives two rates of one thing that name no base those of the last pair of rates of the same series that did."""

    def _repeat_bases(self) -> None:
        said = self.scope.two_bases
        for first, second in list(self._pairs()):
            bases = _said(first, second)
            if bases:
                said = (first.concept, *bases)
            elif said and said[0] == first.concept and _is_unsaid(first) and _is_unsaid(second):
                for reading, basis in ((first, said[1]), (second, said[2])):
                    rules = (*reading.rules, ("basis", "bases_of_the_pair_before"))
                    self._amend_pair(reading, replace(reading, basis=basis, rules=rules))
        self.scope.two_bases = said

    def _pairs(self) -> Iterator[tuple[Reading, Reading]]:
        """Rates of one thing and time behind one another, two and no more."""
        rates = [r.figure.unit in RATE_UNITS and r.measure == "growth_pct" for r in self.out]
        alike = [
            rates[k] and rates[k + 1] and self._are_alike(a, b)
            for k, (a, b) in enumerate(pairwise(self.out))
        ]
        for k, are_alike in enumerate(alike):
            if are_alike and not any(alike[n] for n in (k - 1, k + 1) if 0 <= n < len(alike)):
                yield self.out[k], self.out[k + 1]

    def _are_alike(self, first: Reading, second: Reading) -> bool:
        if (first.concept, first.item, first.period) != (
            second.concept,
            second.item,
            second.period,
        ):
            return False
        if not first.meaning or first.meaning != second.meaning:
            return False
        if not (_is_unsaid(first) and _is_unsaid(second)):
            return first.sentence == second.sentence
        between = self.text[first.figure.tail : second.figure.start]
        return _JOINED.fullmatch(between) is not None

    def _amend_pair(self, old: Reading, new: Reading) -> None:
        at = next(k for k, reading in enumerate(self.out) if reading is old)
        self.out[at] = new
        if self.last is old:
            self.last = new


def _is_unsaid(reading: Reading) -> bool:
    return reading.basis is None or reading.basis_rule in _UNSAID


def _said(first: Reading, second: Reading) -> tuple[BasisCue, BasisCue] | None:
    """The bases of two rates that both name one, where they differ."""
    if _is_unsaid(first) or _is_unsaid(second) or not first.basis or not second.basis:
        return None
    if first.basis.basis == second.basis.basis:
        return None
    return first.basis, second.basis
