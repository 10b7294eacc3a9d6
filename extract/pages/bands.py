"""Rows of ruled tables between which no lines are drawn: lines part the columns, and only the head's rows.

A band between two flat lines holds several rows where figures stand under each other in its cells, on the same heights
in two of them at least, or where a line that opens a list (`Trong đó:`) stands under a row. Lines of labels then go to
their figures as in a table without any lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extract.pages.grids import SetCell
from extract.pages.lines import PrintedLine, set_lines
from extract.pages.pieces import Piece, piece_of
from extract.pages.printed import Grid, GridCell, Word
from extract.pages.rows import Line, group_rows

_LEAST_CELLS = 2
"""Cells of a band in which figures stand under each other at least."""
_LEAST_ROWS = 2
_REST = 3
"""Digits that may go on from the line before at most."""
_FULL = 0.8
"""Share of a cell's width that a figure takes at least which did not find place on one line."""
_WRAPPED = (",", ".")
"""How a line ends whose figure goes on on the next."""


def split_bands(grid: Grid, cells: Sequence[SetCell], page: int) -> Grid:
    """Return `grid` with the bands cut that hold several rows; `cells` are its cells with their lines."""
    bands: dict[int, list[SetCell]] = {}
    for cell in cells:
        bands.setdefault(cell.cell.row, []).append(cell)
    cut = {
        row: rows
        for row, own in bands.items()
        if _may_be_cut(own) and _is_alone(row, grid) and (rows := _rows(own, page))
    }
    if not cut:
        return grid
    made: list[GridCell] = []
    added = 0
    for row in sorted(bands):
        rows = cut.get(row, [])
        made.extend(_cut([cell.cell for cell in bands[row]], rows, added))
        added += max(len(rows) - 1, 0)
    return replace(grid, cells=tuple(made))


def _may_be_cut(cells: Sequence[SetCell]) -> bool:
    """Whether some cells of a band hold several lines, and there are enough of them."""
    return len(cells) > _LEAST_CELLS and any(len(cell.lines) > 1 for cell in cells)


def _is_alone(row: int, grid: Grid) -> bool:
    """Whether no cell reaches from a band into another."""
    return not any(cell.rows > 1 and cell.row <= row < cell.row + cell.rows for cell in grid.cells)


def _rows(cells: Sequence[SetCell], page: int) -> list[Sequence[Line]]:
    """The rows that a band holds, none where it is but one."""
    words = [word for cell in cells for line in cell.lines for word in line.words]
    bare = [cell.cell for cell in cells]
    lines = [_line(line, bare) for line in set_lines(words, page)]
    stacks = [_stack(lines, cell) for cell in bare]
    heights = [
        line.printed.middle
        for line in lines
        if sum(line in stack for stack in stacks) >= _LEAST_CELLS
    ]
    opens_list = any(line.printed.text.endswith(":") for line in lines[1:])
    return group_rows(lines) if len(heights) >= _LEAST_ROWS or (heights and opens_list) else []


def _is_in(word: Word, cell: GridCell) -> bool:
    return cell.left <= (word.left + word.right) / 2 < cell.right


def _line(line: PrintedLine, cells: Sequence[GridCell]) -> Line:
    """A line of a band, one piece for each of its cells."""
    pieces = []
    begin = 0
    for n in range(1, len(line.words) + 1):
        if n == len(line.words) or _cell_at(line.words[n], cells) != _cell_at(
            line.words[n - 1], cells
        ):
            pieces.append(piece_of(line, begin, n))
            begin = n
    return Line(printed=line, pieces=tuple(pieces))


def _cell_at(word: Word, cells: Sequence[GridCell]) -> int:
    return next((n for n, cell in enumerate(cells) if _is_in(word, cell)), -1)


def _stack(lines: Sequence[Line], cell: GridCell) -> list[Line]:
    """The lines of a cell if they are figures under each other, none of which is the rest of the one above."""
    held = [(line, piece) for line in lines for piece in line.pieces if _holds(cell, piece)]
    figures = [piece for _, piece in held if piece.is_figure]
    if not all(piece.is_filled for _, piece in held):
        return []
    if any(_goes_on(upper, lower, cell) for upper, lower in pairwise(figures)):
        return []
    return [line for line, _ in held]


def _goes_on(upper: Piece, lower: Piece, cell: GridCell) -> bool:
    """Whether a figure is too long for its cell and goes on on the next line."""
    if upper.text.endswith(_WRAPPED):
        return True
    wide = upper.right - upper.left + lower.right - lower.left
    return (
        lower.text.isdecimal()
        and len(lower.text) <= _REST
        and wide > _FULL * (cell.right - cell.left)
    )


def _holds(cell: GridCell, piece: Piece) -> bool:
    return cell.left <= piece.middle < cell.right


def _cut(
    cells: Sequence[GridCell], rows: Sequence[Sequence[Line]], added: int
) -> Iterator[GridCell]:
    """The cells of a band, `added` rows further down, for each of its rows."""
    if not rows:
        yield from (replace(cell, row=cell.row + added) for cell in cells)
        return
    between = [(a[-1].printed.bottom + b[0].printed.top) / 2 for a, b in pairwise(rows)]
    heights = [cells[0].top, *between, cells[0].bottom]
    for n, (top, bottom) in enumerate(pairwise(heights)):
        for cell in cells:
            yield replace(cell, row=cell.row + added + n, top=top, bottom=bottom)
