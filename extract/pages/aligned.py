"""Tables without rules, told by figures that stand under each other in columns.

A line is a row of figures where at least three of its pieces, parted by wide gaps, are figures or strokes. Rows of
figures that follow each other with only labels between them are a table if at least three columns of theirs hold
figures. The lines above whose pieces stand over the columns are its head.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import regex

from extract.pages.columns import Column, find_columns, stand_in
from extract.pages.head_lines import (
    head_end,
    head_pieces,
    head_start,
    is_close,
    label_start,
    numbers_columns,
)
from extract.pages.heads import Head, HeadCell, read_head
from extract.pages.lines import PrintedLine
from extract.pages.pieces import Piece, gutters_of, pieces_of
from extract.pages.printed import Grid, GridCell
from extract.pages.rows import Line, group_rows

_GAP = 0.9
"""Sizes of the type from which a gap parts two pieces of a row."""
_LEAST_GAP = 0.05
"""The same where a column of numbers ends close to a column of words."""
_YEAR = regex.compile(r"^(?:19|20)\d\d$")
_NUMBER = regex.compile(r"\d\S*(?:\s|$)")
_LEAST_FIGURES = 3
_LEAST_ROWS = 2
_LEAST_NARROW = 3
"""Rows that a table with but two columns of figures has at least."""
_MOST_LABELS = 4
"""Lines without figures that may follow each other inside a table."""
_NEAR = 2.6
"""Lines of a table stand within this many heights of each other."""
_NEAR_ROW = 6.0
"""Rows with figures in the same columns stand within this many heights of each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aligned:
    """A table without rules, and the columns of its body, by which it is known again on the next page."""

    grid: Grid
    columns: tuple[Column, ...]


def find_aligned(
    lines: Sequence[PrintedLine],
    ruled: Sequence[Grid],
    *,
    before: Sequence[Column] = (),
    after: Sequence[Column] = (),
) -> tuple[Aligned, ...]:
    """Return the tables that `lines`, given from the top down, form outside of the `ruled` ones.

    `before` are the columns of the table that ends the page before, `after` those of the one that begins the next: the
    first and the last rows of a page that stand in them are read as part of it, if there is but one, and so that a
    column that is empty on this page counts.
    """
    outside = [line for line in lines if not any(_is_in(line, grid) for grid in ruled)]
    figured = [line for line in outside if _is_row(line)]
    if len(figured) < (1 if before or after else _LEAST_ROWS):
        return ()
    free = _split(outside, figured)
    runs = list(_runs(free))
    found: list[Aligned] = []
    for n, (first, last) in enumerate(runs):
        rows = [line.pieces for line in free[first : last + 1] if line.is_row]
        near = (before if not n else (), after if n == len(runs) - 1 else ())
        known = max((k for k in near if all(stand_in(row, k) for row in rows)), key=len, default=())
        if last > first or known:
            made = _grid(free, first, last, known, is_open=bool(known and near[1]))
            found.extend([made] if made else ())
    return tuple(found)


def _is_in(line: PrintedLine, grid: Grid) -> bool:
    return (
        grid.top <= line.middle <= grid.bottom and line.left < grid.right and line.right > grid.left
    )


def _split(lines: Sequence[PrintedLine], rows: Sequence[PrintedLine]) -> list[Line]:
    """The lines with their pieces; `rows` are those of figures."""
    gutters = gutters_of(rows, lines, _GAP)
    figured = set(map(id, rows))
    return [
        Line(
            printed=line,
            pieces=tuple(pieces_of(line, _GAP, gutters, _LEAST_GAP)),
            is_row=id(line) in figured,
        )
        for line in lines
    ]


def _is_row(line: PrintedLine) -> bool:
    if line.widest_gap < _GAP * line.size or len(_NUMBER.findall(line.text)) < 2:
        return False
    pieces = pieces_of(line, _GAP)
    if numbers_columns(pieces):
        return False
    figures = sum(piece.is_figure for piece in pieces)
    if _names_periods(pieces):
        return False
    filled = sum(piece.is_filled for piece in pieces)
    is_narrow = filled == len(pieces) - 1 and not pieces[0].is_filled
    return figures >= 2 and (filled >= _LEAST_FIGURES or is_narrow or _has_unit(pieces))


def _names_periods(pieces: Sequence[Piece]) -> bool:
    """Whether the figures of a line are years, and other numbers such as months have: the last line of a head."""
    others = [p.text for p in pieces if p.is_figure and not _YEAR.match(p.text)]
    years = sum(bool(_YEAR.match(piece.text)) for piece in pieces)
    return years > 0 and all(text.isdecimal() and len(text) <= 2 for text in others)


def _has_unit(pieces: Sequence[Piece]) -> bool:
    """Whether the figures stand behind two pieces of words, a name and its unit, and nothing else between them."""
    words = [k for k, piece in enumerate(pieces) if not piece.is_filled]
    return len(words) == 2 and words[1] - words[0] == 1 and words[1] < len(pieces) - 2


def _runs(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """First and last row of figures (included) of each stretch that may be a table."""
    first = last = -1
    for n, line in enumerate(lines):
        if not line.is_row:
            continue
        if first >= 0 and _is_stretch(lines[last : n + 1]):
            last = n
            continue
        if first >= 0:
            yield first, last
        first = last = n
    if first >= 0:
        yield first, last


def _is_stretch(lines: Sequence[Line]) -> bool:
    """Whether only labels stand between two rows of figures, and no line stands far off."""
    if len(lines) - 2 > _MOST_LABELS:
        return False
    most = _NEAR_ROW if len(lines) == 2 and _are_alike(*lines) else _NEAR
    printed = [line.printed for line in lines]
    near = all(b.middle - a.middle < most * (b.bottom - b.top) for a, b in pairwise(printed))
    right = max(piece.left for piece in lines[0].pieces if piece.is_filled)
    return near and all(
        line.printed.right < right or (len(line.pieces) > 1 and line.is_filled)
        for line in lines[1:-1]
    )


def _are_alike(line: Line, below: Line) -> bool:
    """Whether two rows have figures and strokes in the same columns."""
    upper = [piece for piece in line.pieces if piece.is_filled]
    lower = [piece for piece in below.pieces if piece.is_filled]
    return len(upper) == len(lower) and all(
        b.is_over((a.left, a.right)) for a, b in zip(upper, lower, strict=True)
    )


def _grid(
    lines: Sequence[Line],
    first: int,
    last: int,
    before: Sequence[Column],
    *,
    is_open: bool,
) -> Aligned | None:
    body = lines[first : last + 1]
    rows = [line.pieces for line in body if line.is_row]
    columns = find_columns(rows, before)
    if not _are_enough(rows, columns, before):
        return None
    pitch = median([b.printed.middle - a.printed.middle for a, b in pairwise(body)] or [0.0])
    while last + 1 < len(lines) and _trails(lines, last, columns, pitch, is_open=is_open):
        last += 1
    start = head_start([line.printed for line in lines], first, columns)
    head = [line.printed for line in lines[start:first]]
    end = head_end(head, columns)
    size = median(line.printed.size for line in body)
    made = read_head(head_pieces(head[:end], columns), columns, size)
    begin = start + end if end else label_start(lines, start)
    grouped = group_rows(lines[begin : last + 1])
    return Aligned(grid=_made(made, grouped), columns=made.columns)


def _are_enough(
    rows: Sequence[Sequence[Piece]], columns: Sequence[Column], before: Sequence[Column]
) -> bool:
    """Whether rows and columns are a table: three columns of figures, or two of some more rows."""
    if before and len(columns) == len(before):
        return True
    figures = [
        sum(p.is_filled and p.is_over(column.stretch) for row in rows for p in row)
        for column in columns
    ]
    count = sum(n >= _LEAST_ROWS for n in figures)
    return count >= _LEAST_FIGURES or (count == _LEAST_FIGURES - 1 and len(rows) >= _LEAST_NARROW)


def _trails(
    lines: Sequence[Line], last: int, columns: Sequence[Column], pitch: float, *, is_open: bool
) -> bool:
    """Whether the line behind the last row still belongs to it: a row with fewer figures, the rest of its label, or a
    label alone where the table goes on on the next page (`is_open`).
    """
    line, before = lines[last + 1].printed, lines[last].printed
    pieces = lines[last + 1].pieces
    near = max(_NEAR / (1 if is_open else 1.5) * (line.bottom - line.top), 1.2 * pitch)
    if line.middle - before.middle >= near:
        return False
    if len(pieces) == 1 and is_close(before, line):
        return True
    if len(pieces) > 1 and any(piece.is_figure for piece in pieces):
        return all(sum(p.is_over(c.stretch) for c in columns) == 1 for p in pieces if p.is_filled)
    starts = [piece for piece in lines[last].pieces if not piece.is_filled][:1]
    return (
        len(pieces) == 1
        and bool(starts)
        and (is_open or line.text[:1].islower())
        and abs(line.left - starts[0].left) < line.size
        and sum(pieces[0].is_over(column.stretch) for column in columns) == 1
    )


def _made(head: Head, rows: Sequence[Sequence[Line]]) -> Grid:
    lines = [line.printed for row in rows for line in row]
    words = [piece for cell in head.cells for piece in cell.block.pieces]
    left = min([line.left for line in lines] + [p.left for p in words] + [head.edges[0]]) - 1
    right = max([line.right for line in lines] + [piece.right for piece in words]) + 1
    between = ((a[-1].printed.bottom + b[0].printed.top) / 2 for a, b in pairwise(rows))
    heights = [lines[0].top - 1, *between, lines[-1].bottom + 1]
    depth = max((cell.row + cell.rows for cell in head.cells), default=0)
    edges = [left, *head.edges[1:-1], right]
    cells = [_head_cell(cell) for cell in head.cells]
    cells.extend(_empty_cells(head.cells, depth, edges, heights[0]))
    for n, row in enumerate(rows):
        cells.extend(_cells(depth + n, row, (heights[n], heights[n + 1]), edges, head.columns))
    return Grid(
        left=left,
        top=min(heights[0], *(cell.top for cell in cells)),
        right=right,
        bottom=heights[-1],
        cells=tuple(cells),
        is_ruled=False,
        heads=depth,
    )


def _empty_cells(
    cells: Sequence[HeadCell], depth: int, edges: Sequence[float], bottom: float
) -> Iterator[GridCell]:
    """The cells of a head that hold nothing, one under the other as one."""
    for k, (left, right) in enumerate(pairwise(edges)):
        taken = {
            row
            for cell in cells
            if cell.columns[0] <= k <= cell.columns[1]
            for row in range(cell.row, cell.row + cell.rows)
        }
        first = next((row for row in range(depth) if row not in taken), depth)
        end = next((row for row in range(first, depth) if row in taken), depth)
        if first < depth:
            yield GridCell(
                row=first, column=k, left=left, top=bottom, right=right, bottom=bottom,
                rows=end - first,
            )  # fmt: skip


def _head_cell(cell: HeadCell) -> GridCell:
    return GridCell(
        row=cell.row,
        column=cell.columns[0],
        left=cell.block.left - 0.2,
        top=cell.block.top - 0.2,
        right=cell.block.right + 0.2,
        bottom=cell.block.bottom + 0.2,
        rows=cell.rows,
        columns=cell.columns[1] - cell.columns[0] + 1,
    )


def _cells(
    n: int,
    row: Sequence[Line],
    heights: tuple[float, float],
    edges: Sequence[float],
    columns: Sequence[Column],
) -> Iterator[GridCell]:
    """The cells of a row; a piece that stands over several columns covers them, and no edge cuts a piece."""
    spans: dict[int, int] = {}
    own = list(edges)
    for line in row:
        for piece in line.pieces:
            first, last = _span(piece, columns, edges)
            spans[first] = max(last, spans.get(first, first))
            own[first] = min(own[first], piece.left - 0.2)
            own[last + 1] = max(own[last + 1], piece.right + 0.2)
    at = 0
    while at < len(columns):
        to = spans.get(at, at)
        yield GridCell(
            row=n,
            column=at,
            left=own[at],
            top=heights[0],
            right=own[to + 1],
            bottom=heights[1],
            columns=to + 1 - at,
        )
        at = to + 1


def _span(piece: Piece, columns: Sequence[Column], edges: Sequence[float]) -> tuple[int, int]:
    """First and last column that a piece stands over: those it covers, else the one whose edges hold its middle."""
    over = [k for k, column in enumerate(columns) if piece.is_over(column.stretch)]
    if over:
        return over[0], over[-1]
    at = min(max(bisect_right(edges, piece.middle) - 1, 0), len(columns) - 1)
    return at, at
