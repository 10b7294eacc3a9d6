"""Tables as they are written down: a row on one line with bars between its cells, joined over pages."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import regex

from extract.model import Cell
from extract.pages.lines import PrintedLine, set_lines
from extract.pages.paragraphs import glue
from extract.pages.printed import Grid, GridCell, Word
from extract.pages.writing import Writer

BAR = " | "
_SAME_COLUMN = 4.0
"""Points by which a column's edge may move from page to page."""
_STEP_IN = 6.0
"""Points by which a cell's text is set in for each step."""
_FIGURE = regex.compile(r"^[(+-]?\d[\d., ]*%?\)?$")
_WORD = regex.compile(r"\p{L}{2,}")
_OPENS = regex.compile(r":$|^(?:trong\s+đó|chia\s+ra|gồm|bao\s+gồm)\b", regex.IGNORECASE)
_CLOSED = regex.compile(r"[.:;]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class SetCell:
    """A cell with the lines printed in it."""

    cell: GridCell
    lines: tuple[PrintedLine, ...]

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)


@dataclass(slots=True, kw_only=True)
class OpenTable:
    """A table that may go on on the next page: its cells, those of a head printed again apart."""

    columns: int
    edges: tuple[float, ...]
    cells: list[SetCell]
    rows: int
    is_ruled: bool = True
    again: list[list[SetCell]] = field(default_factory=list)
    parts: list[tuple[int, list[SetCell], bool]] = field(default_factory=list)


def set_cells(grid: Grid, words: Sequence[Word], page: int) -> list[SetCell]:
    """Return the cells of `grid` with their lines; `words` are those within the grid.

    A word that stands on a cell's edge belongs to the cell that holds its middle, one outside of all to the nearest.
    """
    finder = _Finder(grid)
    inside: dict[int, list[Word]] = {}
    for word in words:
        inside.setdefault(finder.cell_of(word), []).append(word)
    return [
        SetCell(cell=cell, lines=tuple(set_lines(inside.get(n, ()), page)))
        for n, cell in enumerate(grid.cells)
    ]


class _Finder:
    """Tells in which cell of a grid a word stands, by the row and the column of its middle."""

    def __init__(self, grid: Grid) -> None:
        self.lefts = sorted({cell.left for cell in grid.cells})
        self.tops = sorted({cell.top for cell in grid.cells})
        self.grid = grid
        self.known = {
            (row, column): n
            for n, cell in reversed(list(enumerate(grid.cells)))
            for row in _between(self.tops, cell.top, cell.bottom)
            for column in _between(self.lefts, cell.left, cell.right)
        }

    def cell_of(self, word: Word) -> int:
        x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
        at = bisect_right(self.tops, y), bisect_right(self.lefts, x)
        if at not in self.known:
            self.known[at] = _cell_at(self.grid, x, y)
        return self.known[at]


def _between(edges: Sequence[float], first: float, last: float) -> range:
    """The stretches between `edges` that lie from `first` to `last`, each by the number of edges up to it."""
    return range(bisect_right(edges, first), bisect_left(edges, last) + 1)


def _cell_at(grid: Grid, x: float, y: float) -> int:
    """The cell that holds a point, or the nearest one."""
    best, nearest = 0, float("inf")
    for n, cell in enumerate(grid.cells):
        away = max(cell.left - x, 0, x - cell.right) + max(cell.top - y, 0, y - cell.bottom)
        if away == 0:
            return n
        if away < nearest:
            best, nearest = n, away
    return best


def open_table(grid: Grid, cells: list[SetCell]) -> OpenTable:
    """Begin a table with the part that stands on one page."""
    table = OpenTable(
        columns=max(c.column + c.columns for c in grid.cells),
        edges=_column_edges(grid),
        cells=[],
        rows=0,
        is_ruled=grid.is_ruled,
    )
    _append(table, cells, skipped=0)
    return table


def goes_on_with(table: OpenTable, grid: Grid, cells: Sequence[SetCell]) -> bool:
    """Whether `grid` with its `cells`, the first thing on the next page, has the columns of `table`.

    Without rules a column is as broad as what stands in it, so there it is enough that each covers half of the other,
    and that no other head stands over them.
    """
    edges = _column_edges(grid)
    if len(edges) != len(table.edges) or grid.is_ruled != table.is_ruled:
        return False
    if grid.is_ruled:
        return all(abs(a - b) <= _SAME_COLUMN for a, b in zip(edges, table.edges, strict=True))
    if grid.heads and not _repeated_head(table.cells, cells):
        return False
    return all(
        min(b[1], d[1]) - max(b[0], d[0]) > 0.5 * min(b[1] - b[0], d[1] - d[0])
        for b, d in zip(pairwise(edges), pairwise(table.edges), strict=True)
    )


def join_table(table: OpenTable, cells: list[SetCell]) -> None:
    """Add the part of the next page; rows that repeat the table's head are written, but are no cells of it.

    What the page's end cut off from the last row's cells goes back to them.
    """
    skipped = _repeated_head(table.cells, cells)
    _append(table, _without_rest(table, cells, skipped), skipped=skipped)


def _without_rest(table: OpenTable, cells: list[SetCell], skipped: int) -> list[SetCell]:
    """The cells of a page without a first row that is the rest of the row before; its lines are put there."""
    _, before, is_again = table.parts[-1]
    last = max(c.cell.row + c.cell.rows - 1 for c in before)
    above = {c.cell.column: n for n, c in enumerate(before) if c.cell.row == last}
    first = [c for c in cells if c.cell.row == skipped]
    rest = [c for c in first if c.lines]
    is_whole = all(c.cell.rows == 1 for c in first) and any(c.cell.row > skipped for c in cells)
    if (
        is_again
        or not is_whole
        or not _is_rest(rest, {k: before[n].text for k, n in above.items()})
    ):
        return cells
    for c in rest:
        n = above[c.cell.column]
        before[n] = replace(before[n], lines=(*before[n].lines, *c.lines))
    return [
        replace(c, cell=replace(c.cell, row=c.cell.row - 1)) if c.cell.row > skipped else c
        for c in cells
        if c.cell.row != skipped
    ]


def _is_rest(row: Sequence[SetCell], above: Mapping[int, str]) -> bool:
    """Whether a row holds but words in small letters under words (`tiêu dùng`), and opens no list (`trong đó:`)."""
    return bool(row) and all(
        c.cell.rows == 1
        and c.text[:1].islower()
        and not _FIGURE.search(c.text)
        and not _OPENS.search(c.text)
        and bool(_WORD.search(above.get(c.cell.column, "")))
        and not _CLOSED.search(above[c.cell.column])
        for c in row
    )


def _append(table: OpenTable, cells: list[SetCell], *, skipped: int) -> None:
    base = table.rows
    for first, last, is_again in ((0, skipped, True), (skipped, None, False)):
        part = [c for c in cells if c.cell.row >= first and (last is None or c.cell.row < last)]
        if part:
            table.parts.append((base - first if not is_again else 0, part, is_again))
    kept = [c for c in cells if c.cell.row >= skipped]
    table.cells.extend(kept if not base else ())
    table.rows = base + max((c.cell.row + c.cell.rows - skipped for c in kept), default=0)


def _repeated_head(head: Sequence[SetCell], cells: Sequence[SetCell]) -> int:
    """How many of the first rows say what the table's first rows say; a head has words in it."""
    ours, theirs = _rows(head), _rows(cells)
    count = 0
    while count < min(len(ours), len(theirs)) and ours[count] == theirs[count]:
        count += 1
    while count and not any(any(map(str.isalpha, text)) for _, text in ours[count - 1]):
        if _is_numbering(ours[count - 1]):
            break
        count -= 1
    # A merged cell must not be cut in two.
    while count and any(c.cell.row < count < c.cell.row + c.cell.rows for c in cells):
        count -= 1
    return count


def _is_numbering(row: Sequence[tuple[int, str]]) -> bool:
    """Whether a row numbers the columns (`1 2 3`, `(1) (2)`, `A B 1 2=3/4`)."""
    return all(len(text) <= 8 for _, text in row) and any(
        text.strip("()").isdigit() for _, text in row
    )


def _rows(cells: Sequence[SetCell]) -> list[list[tuple[int, str]]]:
    rows: dict[int, list[tuple[int, str]]] = {}
    for set_cell in cells:
        rows.setdefault(set_cell.cell.row, []).append((set_cell.cell.column, set_cell.text))
    return [sorted(rows[row]) for row in sorted(rows)]


def _column_edges(grid: Grid) -> tuple[float, ...]:
    lefts: dict[int, float] = {}
    for cell in grid.cells:
        lefts[cell.column] = cell.left
    return (*(lefts[column] for column in sorted(lefts)), grid.right)


def write_table(table: OpenTable, writer: Writer) -> None:
    """Write the table's rows and keep it with its cells."""
    start = writer.length
    kept: list[Cell] = []
    for base, cells, is_again in table.parts:
        if writer.length > start:
            writer.put("\n")
        written = _write_rows(cells, table.columns, base, writer)
        if not is_again:
            kept.extend(written)
    in_order = sorted(kept, key=lambda cell: (cell.row, cell.column))
    writer.table(start, in_order, is_ruled=table.is_ruled)


def _write_rows(cells: Sequence[SetCell], columns: int, base: int, writer: Writer) -> list[Cell]:
    slots = {(c.cell.row, c.cell.column): c for c in cells}
    written: list[Cell] = []
    rows = sorted({row for row, _ in slots})
    for row in range(rows[0], max(c.cell.row + c.cell.rows for c in cells)):
        if row != rows[0]:
            writer.put("\n")
        for column in range(columns):
            if column:
                writer.put(BAR)
            set_cell = slots.get((row, column))
            if set_cell:
                written.append(_write_cell(set_cell, base, writer))
    return written


def _write_cell(set_cell: SetCell, base: int, writer: Writer) -> Cell:
    start = writer.length
    cell = set_cell.cell
    for n, line in enumerate(set_cell.lines):
        if n:
            writer.put(glue(set_cell.lines[n - 1]))
        writer.words(line)
    return Cell(
        row=base + cell.row,
        column=cell.column,
        start=start,
        end=writer.length,
        rows=cell.rows,
        columns=cell.columns,
        is_bold=bool(set_cell.lines) and all(line.is_bold for line in set_cell.lines),
        indent=_indent(set_cell),
    )


def _indent(set_cell: SetCell) -> int:
    if not set_cell.lines or set_cell.cell.column > 1:
        return 0
    inset = set_cell.lines[0].left - set_cell.cell.left
    right = set_cell.cell.right - set_cell.lines[0].right
    if abs(inset - right) < 3:
        return 0
    return max(round((inset - _STEP_IN) / _STEP_IN), 0)
