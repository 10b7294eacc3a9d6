"""Where each character of a transcription stands on its page, kept compactly.

A thousand pages have three million characters, so boxes are kept in arrays of four-byte numbers: the edges of each
character, and the rest by the word, some ten bytes a character in all.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from decimal import Decimal

from extract.model import NOWHERE, Box, Place
from extract.pages.printed import Word, edges_of

_TENTHS = 10
_UNKNOWN = -1.0


class PagePlaces:
    """The way from a transcription back to page, box and confidence: a `SourceMap` that grows at its end only."""

    __slots__ = ("_bottoms", "_confidences", "_edges", "_firsts", "_pages", "_starts", "_tops")

    def __init__(self) -> None:
        self._starts = array("I")
        self._firsts = array("I")
        self._pages = array("I")
        self._tops = array("f")
        self._bottoms = array("f")
        self._confidences = array("f")
        self._edges = array("f")

    def add_line(self, starts: Sequence[int], page: int, words: Sequence[Word]) -> None:
        """Keep that the texts of `words` begin at the offsets `starts`; both in the order of the text."""
        firsts, edges = self._firsts, self._edges
        for word in words:
            firsts.append(len(edges))
            own = word.edges
            edges.extend(own if len(own) == len(word.text) + 1 else edges_of(word))
        self._starts.extend(starts)
        self._pages.extend([page] * len(words))
        self._tops.extend([word.top for word in words])
        self._bottoms.extend([word.bottom for word in words])
        if any(word.confidence is not None for word in words):
            lacking = len(self._starts) - len(words) - len(self._confidences)
            self._confidences.extend([_UNKNOWN] * lacking)
            self._confidences.extend(
                [_UNKNOWN if word.confidence is None else word.confidence for word in words]
            )

    def place_of(self, start: int, end: int) -> Place:
        """Page, box and lowest confidence of the code points `start` to `end` (excluded).

        The box is that of the part on the page where the stretch begins; characters that are not printed (blanks, the
        tags of raised marks) have the place of the word before them.
        """
        first = bisect_right(self._starts, start) - 1
        last = max(bisect_left(self._starts, end) - 1, first)
        if last < 0:
            return NOWHERE
        if first < 0 or (first < last and start >= self._end(first)):
            first += 1
        page = self._pages[first]
        words = [n for n in range(first, last + 1) if self._pages[n] == page]
        return Place(page=page, box=self._box(words, start, end), confidence=self._lowest(words))

    def _end(self, n: int) -> int:
        return self._starts[n] + self._length(n)

    def _length(self, n: int) -> int:
        after = self._firsts[n + 1] if n + 1 < len(self._firsts) else len(self._edges)
        return after - self._firsts[n] - 1

    def _box(self, words: list[int], start: int, end: int) -> Box:
        lefts, rights = zip(*(self._sides(n, start, end) for n in words), strict=True)
        return Box(
            left=_tenths(min(lefts)),
            top=_tenths(min(self._tops[n] for n in words)),
            right=_tenths(max(rights)),
            bottom=_tenths(max(self._bottoms[n] for n in words)),
        )

    def _sides(self, n: int, start: int, end: int) -> tuple[float, float]:
        length, base = self._length(n), self._firsts[n]
        first = min(max(start - self._starts[n], 0), max(length - 1, 0))
        last = min(max(end - self._starts[n], first + 1), length)
        return self._edges[base + first], self._edges[base + last]

    def _lowest(self, words: list[int]) -> Decimal | None:
        kept = self._confidences
        known = [kept[n] for n in words if n < len(kept) and kept[n] != _UNKNOWN]
        return _tenths(min(known)) if known else None


def _tenths(value: float) -> Decimal:
    """A length or a confidence to a tenth; what lies off the page at the left or above is at its edge."""
    return Decimal(max(round(value * _TENTHS), 0)) / _TENTHS
