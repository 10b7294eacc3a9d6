"""A worksheet taken apart: titles and notes as lines of text, the tables that stand below and beside each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import regex

from extract.spelling import fold_pattern
from extract.tables.grid import GridCell, is_marks_row, is_number, is_year

_LETTERHEAD: Final = regex.compile(
    fold_pattern(r"cộng hòa xã hội|độc lập\s*-\s*tự do|^(?:sở|cục|tổng cục|ubnd|ủy ban|bộ)\s")
)
_LOOK_AHEAD: Final = 12
"""Rows below a title within which its table's head begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A part of a sheet: the cells of one table, or of rows of text around the tables."""

    is_table: bool
    cells: tuple[GridCell, ...]


def blocks_of(cells: Sequence[GridCell]) -> Iterator[Block]:
    """Yield the parts of a sheet in reading order; cells that hold no text are left out.

    Tables under each other are told by a title and a head of their own, tables side by side by a blank column and
    labels of their own.
    """
    filled = [cell for cell in cells if cell.text]
    rows = _by_row(filled)
    starts = [*_table_starts(rows), None]
    first = 0
    for start in starts:
        last = start if start is not None else max(rows, default=0) + 1
        group = [cell for cell in filled if first <= cell.row < last]
        for part in _side_by_side(group):
            yield from _split(part)
        first = last


def _by_row(cells: Sequence[GridCell]) -> dict[int, list[GridCell]]:
    rows: dict[int, list[GridCell]] = {}
    for cell in sorted(cells, key=lambda c: (c.row, c.column)):
        rows.setdefault(cell.row, []).append(cell)
    return rows


def _has_figures(cells: Sequence[GridCell]) -> bool:
    numbers = [c for c in cells if is_number(c.text)]
    values = [c for c in numbers if c.column > cells[0].column]
    if not values or is_marks_row([c.text for c in cells]):
        return False
    return not all(is_year(c.text) for c in values)


def _is_text(cells: Sequence[GridCell]) -> bool:
    return len(cells) == 1 and not is_number(cells[0].text)


def _table_starts(rows: dict[int, list[GridCell]]) -> Iterator[int]:
    """Yield the rows at which a title opens another table below one that has figures."""
    order = sorted(rows)
    valued: set[int] = set()
    done = -1
    for k, row in enumerate(order):
        cells = rows[row]
        if _has_figures(cells):
            valued |= {c.column for c in cells[1:] if is_number(c.text)}
        elif valued and row > done and _is_text(cells) and _opens_table(rows, order, k, valued):
            yield row
            valued = set()
            done = row


def _opens_table(
    rows: dict[int, list[GridCell]], order: Sequence[int], k: int, valued: set[int]
) -> bool:
    """Whether below the lone text in the k-th row a head comes before any figures."""
    for row in order[k + 1 : k + 1 + _LOOK_AHEAD]:
        cells = rows[row]
        if _has_figures(cells):
            return False
        over = [c for c in cells if {*range(c.column, c.last_column + 1)} & valued]
        if len(over) >= 2 or (over and len(cells) >= 2):
            return not _LETTERHEAD.search(cells[0].text.lower()) and _leads_to_figures(
                rows, order, row
            )
    return False


def _leads_to_figures(rows: dict[int, list[GridCell]], order: Sequence[int], head: int) -> bool:
    after = [row for row in order if head < row <= head + _LOOK_AHEAD]
    return any(_has_figures(rows[row]) for row in after)


def _side_by_side(cells: list[GridCell]) -> Iterator[list[GridCell]]:
    if not cells:
        return
    rows = _by_row(cells)
    figures = [row for row, own in rows.items() if _has_figures(own)]
    if not figures:
        yield cells
        return
    top = figures[0]
    taken = {
        column
        for cell in cells
        if cell.last_row >= top or cell.columns > 1 or cell.row >= top - 3
        for column in range(cell.column, cell.last_column + 1)
    }
    left = min(taken)
    gaps = [column for column in range(left, max(taken)) if column not in taken]
    cuts = [gap for gap in gaps if gap - 1 in taken and _has_own_labels(rows, figures, gap)]
    bounds = [0, *cuts, max(taken) + 1]
    for start, end in pairwise(bounds):
        part = [c for c in cells if start <= c.column < end]
        if part:
            yield part


def _has_own_labels(rows: dict[int, list[GridCell]], figures: Sequence[int], gap: int) -> bool:
    """Whether what stands right of a blank column has labels of its own before its figures."""
    labelled = bare = 0
    for row in figures:
        right = [c for c in rows[row] if c.column > gap]
        if any(is_number(c.text) for c in right):
            labelled += not is_number(right[0].text)
            bare += is_number(right[0].text)
    return labelled >= 2 and labelled > 2 * bare


def _split(cells: list[GridCell]) -> Iterator[Block]:
    """Yield what stands above a table, the table, and what stands below it."""
    rows = _by_row(cells)
    figures = [row for row, own in rows.items() if _has_figures(own)]
    if not figures:
        yield Block(is_table=False, cells=tuple(cells))
        return
    top, bottom = _top(rows, figures[0]), _bottom(rows, figures[-1])
    above = tuple(c for c in cells if c.row < top)
    below = tuple(c for c in cells if c.row > bottom)
    if above:
        yield Block(is_table=False, cells=above)
    yield Block(is_table=True, cells=tuple(c for c in cells if top <= c.row <= bottom))
    if below:
        yield Block(is_table=False, cells=below)


def _top(rows: dict[int, list[GridCell]], body: int) -> int:
    """The first row of the head of which `body` is the first row of figures."""
    values = _first_value_column(rows)
    top, seen_head = body, False
    for row in range(body - 1, min(rows) - 1, -1):
        own = rows.get(row, [])
        if not own:
            if seen_head and not _is_covered(rows, row) and not _goes_on(rows, row, values):
                break
            continue
        if all(c.column < values for c in own) and own[0].rows == 1:
            if seen_head:
                break
            top = row
            continue
        if any(_LETTERHEAD.search(c.text.lower()) for c in own) and len(own) <= 3:
            break
        seen_head, top = True, row
    return top if seen_head else body


def _first_value_column(rows: dict[int, list[GridCell]]) -> int:
    """The column of the leftmost figures that stand right of a row's first cell, strays left out."""
    counted: dict[int, int] = {}
    for own in rows.values():
        if _has_figures(own):
            first = next(c.column for c in own[1:] if is_number(c.text))
            counted[first] = counted.get(first, 0) + 1
    enough = max(counted.values()) // 4
    return min(column for column, n in counted.items() if n > enough)


def _goes_on(rows: dict[int, list[GridCell]], blank: int, values: int) -> bool:
    """Whether a head goes on above a blank row: two cells or more stand over the figures there."""
    above = max((row for row in rows if row < blank), default=None)
    if above is None or blank - above > 2:
        return False
    own = [c for c in rows[above] if c.last_column >= values]
    return len(own) >= 2 and not any(_LETTERHEAD.search(c.text.lower()) for c in rows[above])


def _is_covered(rows: dict[int, list[GridCell]], row: int) -> bool:
    return any(c.row < row <= c.last_row for own in rows.values() for c in own)


def _bottom(rows: dict[int, list[GridCell]], last: int) -> int:
    """The last row of a table: below the last figures only rows of several cells that follow without a blank row."""
    row = last
    while len(rows.get(row + 1, [])) > 1:
        row += 1
    return row
