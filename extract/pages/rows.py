"""The rows of a table without rules: which lines of labels belong to which line of figures.

A label of several lines stands so that its figures are at its first line, its last, or half-way, the same in the whole
table. Lines are put together in the manner, and in the groups, that break the fewest of these habits: a row stands as
the others do, a line that goes on begins with a small letter, and lines of a label follow each other closely.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.pages.lines import PrintedLine
from extract.pages.pieces import Piece

_PITCH = 1.5
"""Sizes of the type by which lines of one label follow each other at most."""
_ACRONYM = 4
"""Letters of an acronym at most, which may go on with a cell though it is set in capitals."""
_MOST = 8
"""Lines of a row at most."""
_ALONE = 0.6
"""What a label without figures costs."""
_BARE = 1.5
"""What figures without a label cost."""
_NEW = 0.8
"""What a line costs that goes on with a capital."""
_SMALL = 1.5
"""What a label costs that begins with a small letter."""
_ENDED = 3.0
"""What a line costs that goes on behind a colon."""
_OFF = 3.0
"""What a size of the type costs by which figures stand off where those of the table stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A printed line with its pieces; `is_row` says that it is surely a row of figures."""

    printed: PrintedLine
    pieces: tuple[Piece, ...]
    is_row: bool = False

    @property
    def is_filled(self) -> bool:
        """Whether a figure or a stroke stands in it."""
        return any(piece.is_filled for piece in self.pieces)


def group_rows(lines: Sequence[Line]) -> list[Sequence[Line]]:
    """Return the lines of each row, from the top down; each holds one line of figures at most."""
    if not lines:
        return []
    ways = (_grouped(lines, stands) for stands in (0.5, 0.0, 1.0))
    _, ends = min(ways, key=lambda way: way[0])
    return [lines[start:end] for start, end in pairwise((0, *ends))]


def _grouped(lines: Sequence[Line], stands: float) -> tuple[float, tuple[int, ...]]:
    """The cost of the best groups, and where each ends; `stands` is where figures are in a row: 0 at its first line,
    0.5 half-way, 1 at its last.
    """
    best: list[tuple[float, tuple[int, ...]]] = [(0.0, ())]
    for end in range(1, len(lines) + 1):
        ways = []
        for start in range(end - 1, max(end - 1 - _MOST, -1), -1):
            group = lines[start:end]
            if sum(line.is_filled for line in group) > 1 or not _is_close(group):
                break
            cost, ends = best[start]
            ways.append((cost + _cost(group, stands), (*ends, end)))
        best.append(min(ways, key=lambda way: way[0]))
    return best[-1]


def _is_close(group: Sequence[Line]) -> bool:
    if len(group) < 2:
        return True
    first, second = group[0].printed, group[1].printed
    return second.middle - first.middle <= _PITCH * max(first.size, second.size)


def _cost(group: Sequence[Line], stands: float) -> float:
    row = next((line for line in group if line.is_filled), None)
    cost = _words(group)
    if row is None:
        return cost + _ALONE
    size = row.printed.size or 10.0
    first, last = group[0].printed.middle, group[-1].printed.middle
    return cost + _OFF * abs(first + stands * (last - first) - row.printed.middle) / size


def _words(group: Sequence[Line]) -> float:
    """What the words of a group cost as the lines of its cells."""
    words = [piece for line in group for piece in line.pieces if not piece.is_filled]
    if not words:
        return _BARE
    label = min(words, key=lambda piece: piece.left)
    first = next((p for p in words if p.is_over((label.left, label.right))), label)
    cost = _SMALL if first.text[:1].islower() else 0.0
    columns: list[Piece] = []
    for piece in words:
        above = next((n for n, p in enumerate(columns) if piece.is_over((p.left, p.right))), None)
        if above is None:
            columns.append(piece)
        else:
            cost += _following(columns[above], piece)
            columns[above] = piece
    return cost


def _following(upper: Piece, lower: Piece) -> float:
    """What it costs that a piece is the next line of another's cell."""
    cost = _ENDED if upper.text.endswith(":") else 0.0
    if lower.text[:1].isupper():
        is_short = lower.text.isupper() and len(lower.text) <= _ACRONYM
        cost += _NEW / 2 if is_short else _NEW
    return cost
