"""Where each character of a transcription stands on its page, kept compactly.

A thousand pages have three million characters, so boxes are kept as tenths of a point in arrays of two-byte numbers:
some seven bytes a character in all.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from decimal import Decimal

from extract.model import NOWHERE, Box, Place
from extract.pages.printed import Word, edges_of

_TENTHS = 10
_LARGEST = 0xFFFF
_UNKNOWN = 0xFFFF


class PagePlaces:
    """The way from a transcription back to page, box and confidence: a `SourceMap` that grows at its end only."""

    __slots__ = ("_bottoms", "_confidences", "_edges", "_firsts", "_pages", "_starts", "_tops")

    def __init__(self) -> None:
        self._starts = array("L")
        self._firsts = array("L")
        self._pages = array("L")
        self._tops = array("H")
        self._bottoms = array("H")
        self._confidences = array("H")
        self._edges = array("H")

    def add(self, start: int, page: int, word: Word) -> None:
        """Keep that the text of `word` begins at offset `start`; words are added in the order of their offsets."""
        self._starts.append(start)
        self._firsts.append(len(self._edges))
        self._pages.append(page)
        self._tops.append(_tenths(word.top))
        self._bottoms.append(_tenths(word.bottom))
        self._confidences.append(_UNKNOWN if word.confidence is None else _tenths(word.confidence))
        self._edges.extend([_tenths(edge) for edge in edges_of(word)])

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
            left=_points(min(lefts)),
            top=_points(min(self._tops[n] for n in words)),
            right=_points(max(rights)),
            bottom=_points(max(self._bottoms[n] for n in words)),
        )

    def _sides(self, n: int, start: int, end: int) -> tuple[int, int]:
        length, base = self._length(n), self._firsts[n]
        first = min(max(start - self._starts[n], 0), max(length - 1, 0))
        last = min(max(end - self._starts[n], first + 1), length)
        return self._edges[base + first], self._edges[base + last]

    def _lowest(self, words: list[int]) -> Decimal | None:
        known = [c for n in words if (c := self._confidences[n]) != _UNKNOWN]
        return _points(min(known)) if known else None


def _tenths(points: float) -> int:
    return min(max(round(points * _TENTHS), 0), _LARGEST)


def _points(tenths: int) -> Decimal:
    return Decimal(tenths) / _TENTHS
