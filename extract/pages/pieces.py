"""The parts of a printed line between wide gaps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from extract.pages.lines import PrintedLine
from extract.pages.printed import Word

_FIGURE = regex.compile(
    r"^[(+\-–−]?\s?(?:\d{1,3}(?: \d{3})+(?:,\d+)?|\d[\d.,]*)\s?%?\)?(?:\(\*+\)|\*+)?$"
)
_STROKE = regex.compile(r"^[-–—…x]$|^\.{2,}$")
_SHORT = regex.compile(r"^(?:[(+\-–−]?\d[\d.,]*%?\)?|[-–—+]|[IVX]+|\p{L})[.)]?$")
_GUTTER_GAP = 0.4
"""Sizes of the type from which a gap parts two pieces where columns part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words of one line that stand together, and their box in points; `line`, `begin` and `end` say which words."""

    left: float
    right: float
    top: float
    bottom: float
    size: float
    text: str
    line: PrintedLine
    begin: int
    end: int

    @property
    def middle(self) -> float:
        """Half-way between its left and its right edge."""
        return (self.left + self.right) / 2

    @property
    def height(self) -> float:
        """Half-way between its upper and its lower edge."""
        return (self.top + self.bottom) / 2

    @property
    def is_figure(self) -> bool:
        return bool(_FIGURE.match(self.text))

    @property
    def is_stroke(self) -> bool:
        """Whether it stands for a figure that there is not: `-`, `…`, `x`."""
        return bool(_STROKE.match(self.text))

    @property
    def is_filled(self) -> bool:
        """Whether it stands in a column of figures."""
        return self.is_figure or self.is_stroke

    def is_over(self, column: tuple[float, float]) -> bool:
        """Whether it covers some of a stretch of the page's width."""
        return self.left < column[1] and self.right > column[0]


def pieces_of(
    line: PrintedLine,
    gap: float,
    gutters: Sequence[tuple[float, float]] = (),
    least_gap: float = _GUTTER_GAP,
) -> list[Piece]:
    """The parts of a line between gaps of `gap` sizes of its type and more, or of `least_gap` across `gutters`."""
    pieces: list[Piece] = []
    begin = 0
    for n in range(1, len(line.words) + 1):
        if n < len(line.words):
            left, right = line.words[n - 1].right, line.words[n].left
            least = gap
            if any(left < to and right > at for at, to in gutters):
                least = min(gap, least_gap)
            if right - left < least * line.size:
                continue
        pieces.append(piece_of(line, begin, n))
        begin = n
    return pieces


def piece_of(line: PrintedLine, begin: int, end: int) -> Piece:
    """The words of a line from number `begin` to before number `end`."""
    words = line.words[begin:end]
    text = "".join(
        f" {word.text}" if n > begin and line.has_blank(n) else word.text
        for n, word in enumerate(words, start=begin)
    )
    return Piece(
        left=words[0].left,
        right=words[-1].right,
        top=min(word.top for word in words),
        bottom=max(word.bottom for word in words),
        size=line.size or words[0].bottom - words[0].top,
        text=text,
        line=line,
        begin=begin,
        end=end,
    )


def parted(piece: Piece, gutters: Sequence[tuple[float, float]]) -> list[Piece]:
    """The parts of a piece that begin with a capital or a number behind one of `gutters`, however close they stand."""
    words = piece.line.words
    cuts = [
        n
        for n in range(piece.begin + 1, piece.end)
        if (words[n].text[:1].isupper() or words[n].text[:1].isdecimal())
        and any(words[n - 1].right < to and words[n].left > at for at, to in gutters)
    ]
    return [piece_of(piece.line, a, b) for a, b in pairwise((piece.begin, *cuts, piece.end))]


def gutters_of(
    rows: Sequence[PrintedLine], lines: Sequence[PrintedLine], gap: float
) -> list[tuple[float, float]]:
    """Where a column of numbers or marks, set to the right, ends close to a column of words or strokes.

    In points, from where the numbers of two of `rows` at least end to where a word of one of `lines` begins. A number
    stands first, or behind `gap` sizes of the type.
    """
    rights = Counter(round(word.right) for row in rows for word in row.words if _is_number(word))
    begins: dict[int, float] = {}
    for line in lines:
        for n in range(len(line.words) - 1):
            right = round(line.words[n].right)
            if rights[right] > 1 and _ends_column(line, n, gap):
                begins[right] = max(line.words[n + 1].left, begins.get(right, 0.0))
    return [(right - 1.0, left + 1.0) for right, left in sorted(begins.items())]


def _ends_column(line: PrintedLine, n: int, gap: float) -> bool:
    word, following = line.words[n], line.words[n + 1]
    is_first = not n or word.left - line.words[n - 1].right >= gap * line.size
    is_near = following.left - word.right < gap * line.size
    is_other = following.text[:1].isalpha() or bool(_STROKE.match(following.text))
    return is_first and is_near and _is_number(word) and is_other


def _is_number(word: Word) -> bool:
    return bool(_SHORT.match(word.text))
