"""Which lines around the rows of a table without rules are its head, and which are titles, sentences or labels."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import regex

from extract.pages.columns import Column
from extract.pages.lines import PrintedLine
from extract.pages.paragraphs import TITLE
from extract.pages.pieces import Piece, pieces_of
from extract.pages.rows import Line

_HEAD_GAP = 0.55
"""Sizes of the type from which a gap parts two pieces of a head, whose words fill their columns."""
_MARK = regex.compile(r"^\(?(?:(?P<n>\d{1,2})|\p{L})\)?(?:\s?=.*)?$")
_HIGHEST = 14.0
"""Sizes of the type that a head is high at most."""
_WIDE = 0.6
"""Share of a table's width that a sentence covers, and a head's cell does not."""
_NEAR = 2.6
"""Lines of a table stand within this many heights of each other."""
_BESIDE = 1.05
"""Sizes of the type below which a line stands beside another, as lines of high cells do."""
_SAME = 0.3
"""Sizes of the type by which the middles of a cell's lines differ at most."""
_CLOSE = 1.5
"""Sizes of the type by which lines of one cell follow each other at most."""
_NEAR_LEVEL = 4.0
"""The same for lines of a head with several pieces."""
_NEAR_HEAD = 8.0
"""The same for the lowest line of a head whose cells are high."""
_OUT = 6
"""Sizes of the type by which a head of several pieces may begin before the numbers of the rows."""
_OFF = 0.05
"""Share of a table's width by which a title over the whole of it stands off its middle at most (twice over)."""
_UNIT_LINE = regex.compile(r"^\(?(?:đơn\s+vị|đvt|unit)", regex.IGNORECASE)


def head_start(lines: Sequence[PrintedLine], first: int, columns: Sequence[Column]) -> int:
    """Where the head begins: the lines above whose pieces stand over the columns, not a title or a sentence."""
    start = at = first
    while at and lines[first - 1].middle - lines[at - 1].middle < _HIGHEST * lines[first].size:
        line = lines[at - 1]
        pieces = pieces_of(line, _HEAD_GAP)
        is_lowest = at == first and _is_under_columns(lines, at - 1)
        if not _may_be_head(line, pieces, lines[at], columns, is_lowest=is_lowest):
            break
        at -= 1
        if len(pieces) > 1 or not pieces[0].is_over(columns[0].stretch):
            start = at
    return start


def head_end(head: Sequence[PrintedLine], columns: Sequence[Column]) -> int:
    """How many of the lines above the first row of figures are the head; the others are rows without figures.

    A line that numbers the columns and what follows it are rows; so are labels under the lowest words that stand over
    figures, but for the last line of a label's head, which is set closely under the line before.
    """
    for n, line in enumerate(head):
        if numbers_columns(pieces_of(line, _HEAD_GAP)):
            return n
    rightmost = max(column.left for column in columns if column.has_figures)
    labels = max(
        (c.right for c in columns if not c.has_figures and c.right < rightmost), default=0.0
    )
    end = max((n + 1 for n, line in enumerate(head) if line.right > labels), default=0)
    while 0 < end < len(head) and is_close(head[end - 1], head[end]):
        end += 1
    return end


def label_start(lines: Sequence[Line], first: int) -> int:
    """Where the label of the first row of a table without a head begins."""
    while first:
        line, above = lines[first], lines[first - 1]
        labels = [piece for piece in line.pieces if not piece.is_filled]
        is_beside = is_close(above.printed, line.printed)
        if (
            len(above.pieces) > 1
            or line.printed.middle - above.printed.middle > _CLOSE * line.printed.size
            or not (is_beside or (labels and labels[0].text[:1].islower()))
            or (labels and abs(labels[0].left - above.printed.left) > line.printed.size)
            or above.printed.text[-1:] in ".;:"
        ):
            break
        first -= 1
    return first


def _is_under_columns(lines: Sequence[PrintedLine], at: int) -> bool:
    """Whether a line, or one of those closely above it, has several pieces, as heads of columns have."""
    while len(pieces_of(lines[at], _HEAD_GAP)) < 2:
        if not at or lines[at].middle - lines[at - 1].middle > _CLOSE * lines[at].size:
            return False
        at -= 1
    return True


def _may_be_head(
    line: PrintedLine,
    pieces: Sequence[Piece],
    below: PrintedLine,
    columns: Sequence[Column],
    *,
    is_lowest: bool,
) -> bool:
    left, right = columns[0].left, columns[-1].right
    width, is_single = right - left, len(pieces) == 1
    near = _NEAR_HEAD if is_lowest else _NEAR if is_single else _NEAR_LEVEL
    if below.middle - line.middle > near * (line.bottom - line.top):
        return False
    if pieces[0].left < columns[0].right and pieces[0].right - pieces[0].left > _WIDE * width:
        return False
    if is_single and (TITLE.match(line.text) or _UNIT_LINE.match(line.text)):
        return False
    middle = (pieces[0].left + pieces[-1].right) / 2
    is_title = is_single and not is_lowest and not _goes_on(line, below)
    if is_title and abs(2 * middle - left - right) < _OFF * width:
        return False
    out = _OUT if not is_single else 1
    return line.left >= left - out * line.size and line.right <= right + 2 * _OUT * line.size


def _goes_on(line: PrintedLine, below: PrintedLine) -> bool:
    """Whether the next line is one of the same head: beside a line of one piece, or with words in the same type that
    are set around the same middle.
    """
    if is_close(line, below):
        return True
    same = _SAME * line.size
    return (
        below.middle - line.middle <= _CLOSE * line.size
        and (line.size, line.is_bold) == (below.size, below.is_bold)
        and any(
            abs(line.left + line.right - 2 * piece.middle) <= 2 * same
            for piece in pieces_of(below, _HEAD_GAP)
        )
    )


def is_close(line: PrintedLine, below: PrintedLine) -> bool:
    """Whether a line stands less than a line under another: beside it, as lines of high cells do."""
    return below.middle - line.middle < _BESIDE * line.size


def numbers_columns(pieces: Sequence[Piece]) -> bool:
    """Whether a line numbers the columns below a head: `(1) (2) (3)`, `A B 1 2 3=2/1`."""
    marks = [_MARK.match(piece.text) for piece in pieces]
    numbers = [int(mark["n"]) for mark in marks if mark and mark["n"]]
    return all(marks) and len(numbers) > 1 and all(b - a == 1 for a, b in pairwise(numbers))


def head_pieces(head: Sequence[PrintedLine], columns: Sequence[Column]) -> list[Piece]:
    """The pieces of a head's lines, parted at narrower gaps where `columns` part."""
    gutters = [(a.right, b.left) for a, b in pairwise(columns)]
    return [piece for line in head for piece in pieces_of(line, _HEAD_GAP, gutters)]
