"""Words to printed lines: what stands on one height, with raised characters told from the others."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median

from extract.pages.printed import Word

_SAME_HEIGHT = 0.3
"""Words of one size are on one line where their middles differ by less than this share of their height."""
_SMALLER = 0.86
"""A word whose type is smaller than this share of its neighbours' may be raised or lowered."""
_LIFT = 0.08
"""A smaller word is raised where its lower edge is this share of the line's height above the line's."""
BLANK = 0.12
"""Share of the type's size from which a gap between words is a blank."""


@dataclass(frozen=True, kw_only=True)
class PrintedLine:
    """Words on one height, from left to right; `raised` are the positions of those set as superscripts.

    `size` is that of most of its characters, `top` and `bottom` are those of the words of that size.
    """

    page: int
    words: tuple[Word, ...]
    raised: frozenset[int]
    size: float
    top: float
    bottom: float

    @property
    def left(self) -> float:
        return self.words[0].left

    @cached_property
    def right(self) -> float:
        return max(word.right for word in self.words)

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @cached_property
    def widest_gap(self) -> float:
        """The widest space between two of its words, in points; none is below 0."""
        return max([b.left - a.right for a, b in pairwise(self.words)], default=0.0)

    @cached_property
    def is_bold(self) -> bool:
        """Whether all its letters are bold."""
        return all(w.is_bold for w in self.words if any(map(str.isalpha, w.text)))

    @cached_property
    def text(self) -> str:
        """The words as printed, with blanks between them and without tags."""
        return "".join(
            f" {word.text}" if n and self.has_blank(n) else word.text
            for n, word in enumerate(self.words)
        )

    def has_blank(self, n: int) -> bool:
        """Whether a blank stands before word `n`."""
        return self.words[n].left - self.words[n - 1].right > BLANK * (self.size or 10.0)


def set_lines(words: Iterable[Word], page: int) -> list[PrintedLine]:
    """Return the lines that `words` form, from the top down; columns side by side share a line."""
    level: dict[tuple[float, float], list[Word]] = {}
    for word in words:
        level.setdefault((word.top, word.bottom), []).append(word)
    rows = _Rows()
    for top, bottom in sorted(level, key=lambda height: (height[0] - height[1], height[0])):
        rows.add(level[top, bottom], top, bottom)
    lines = [line_of(_without_blanks(row), page) for row in rows.rows]
    return sorted(lines, key=lambda line: (line.middle, line.left))


def _without_blanks(words: Sequence[Word]) -> Sequence[Word]:
    """The words of a line; blanks stand for a rule only where nothing else is on it."""
    return [word for word in words if not word.text.isspace()] or words[:1]


class _Rows:
    """Sorts words by height; the tallest come first, so that small ones find the line they belong to."""

    def __init__(self) -> None:
        self.rows: list[list[Word]] = []
        self.middles: list[tuple[float, int]] = []

    def add(self, words: list[Word], top: float, bottom: float) -> None:
        """Add words that all reach from `top` to `bottom`."""
        middle = (top + bottom) / 2
        at = bisect_left(self.middles, (middle, 0))
        near = self.middles[max(at - 2, 0) : at + 2]
        for _, row in sorted(near, key=lambda m: abs(m[0] - middle)):
            if _belongs(top, bottom, self.rows[row][0]):
                self.rows[row].extend(words)
                return
        insort(self.middles, (middle, len(self.rows)))
        self.rows.append(words)


def _belongs(top: float, bottom: float, first: Word) -> bool:
    height = first.bottom - first.top
    away = abs(top + bottom - first.top - first.bottom) / 2
    if bottom - top >= _SMALLER * height:
        return away <= _SAME_HEIGHT * height
    overlap = min(bottom, first.bottom) - max(top, first.top)
    return away <= 0.6 * height and overlap >= 0.5 * (bottom - top)


def line_of(words: Sequence[Word], page: int) -> PrintedLine:
    """Return the line that `words`, given in any order, form."""
    ordered = tuple(sorted(words, key=_left))
    size = _size(ordered)
    plain = [w for w in ordered if not size or w.size >= _SMALLER * size] or ordered
    first = plain[0]
    top, bottom = first.top, first.bottom
    if any(w.top != top or w.bottom != bottom for w in plain):
        top, bottom = median(w.top for w in plain), median(w.bottom for w in plain)
    raised = frozenset(
        n
        for n, word in enumerate(ordered)
        if word.is_raised or (word.size != size and _is_raised(word, size, bottom, bottom - top))
    )
    return PrintedLine(page=page, words=ordered, raised=raised, size=size, top=top, bottom=bottom)


def _left(word: Word) -> float:
    return word.left


def _size(words: Sequence[Word]) -> float:
    """The size of most characters."""
    first = words[0].size
    if all(word.size == first for word in words):
        return first
    shares: dict[float, int] = {}
    for word in words:
        shares[word.size] = shares.get(word.size, 0) + len(word.text)
    return max(shares, key=lambda size: (shares[size], size))


def _is_raised(word: Word, size: float, bottom: float, height: float) -> bool:
    return bool(size) and word.size < _SMALLER * size and word.bottom < bottom - _LIFT * height


def body_size(lines: Sequence[PrintedLine]) -> float:
    """The size of the type in which most of a page is set."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += sum(len(word.text) for word in line.words)
    return max(sizes, key=lambda size: (sizes[size], size))
