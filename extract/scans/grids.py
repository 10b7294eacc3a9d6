"""Tables of a scanned page: the cells that its ruling lines make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from statistics import median
from typing import Final

from extract.pages.printed import Grid, GridCell
from extract.scans.ruling import Ruling, Segment

_TOUCH: Final = 0.08
"""Inches between the ends of lines that are meant to meet, and between lines that are meant to be one."""
_COVERED: Final = 0.6
"""Share of a cell's side along which a line is drawn, where the side is a border."""
_LONG: Final = 2.0
"""Inches of a line that shows how it is inclined."""


def find_grids(ruling: Ruling, dpi: float) -> tuple[Grid, ...]:
    """Return the tables that the lines of `ruling` make, from the top, in pixels; two rows and two columns at least."""
    touch = _TOUCH * dpi
    grids = [
        grid
        for flat, upright in _meeting(ruling.flat, ruling.upright, touch)
        if (grid := _grid(flat, upright, dpi)) is not None
    ]
    return tuple(sorted(grids, key=lambda grid: (grid.top, grid.left)))


def _meeting(
    flat: Sequence[Segment], upright: Sequence[Segment], touch: float
) -> Iterator[tuple[list[Segment], list[Segment]]]:
    """The lines by tables: those that meet, directly or by others."""
    rest_flat, rest_upright = list(flat), list(upright)
    while rest_flat:
        table: tuple[list[Segment], list[Segment]] = ([rest_flat.pop()], [])
        fresh = list(table[0])
        while fresh:
            line = fresh.pop()
            is_flat = line in table[0]
            rest, into = (rest_upright, table[1]) if is_flat else (rest_flat, table[0])
            met = [other for other in rest if _meet(line, other, touch)]
            for other in met:
                rest.remove(other)
            into += met
            fresh += met
        yield table


def _meet(one: Segment, other: Segment, touch: float) -> bool:
    across, along = other.at_point(one.at), one.at_point(other.at)
    return (
        one.start - touch <= across <= one.end + touch
        and other.start - touch <= along <= other.end + touch
    )


def _grid(flat: Sequence[Segment], upright: Sequence[Segment], dpi: float) -> Grid | None:
    if not upright:
        return None
    middle_x = (min(s.start for s in flat) + max(s.end for s in flat)) / 2
    middle_y = (min(s.start for s in upright) + max(s.end for s in upright)) / 2
    rows = _levels(flat, middle_x, dpi)
    columns = _levels(upright, middle_y, dpi)
    if len(rows) < 3 or len(columns) < 3:
        return None
    tops = [median(s.at for s in level) for level in rows]
    lefts = [median(s.at for s in level) for level in columns]
    return Grid(
        left=lefts[0],
        top=tops[0],
        right=lefts[-1],
        bottom=tops[-1],
        cells=tuple(_cells(rows, columns, tops, lefts)),
    )


def _levels(lines: Sequence[Segment], middle: float, dpi: float) -> list[list[Segment]]:
    """Lines in order across, those that are drawn on one level together."""
    long = [line.slope for line in lines if line.end - line.start > _LONG * dpi]
    slope = median(long) if long else 0.0
    placed = sorted(
        (line.at + slope * (middle - (line.start + line.end) / 2), n)
        for n, line in enumerate(lines)
    )
    levels: list[list[Segment]] = []
    last = float("-inf")
    for at, n in placed:
        if at - last > _TOUCH * dpi:
            levels.append([])
        levels[-1].append(lines[n])
        last = at
    return levels


def _cells(
    rows: Sequence[Sequence[Segment]],
    columns: Sequence[Sequence[Segment]],
    tops: Sequence[float],
    lefts: Sequence[float],
) -> Iterator[GridCell]:
    """Cells with what they cover: boxes of the lattice are one cell where no border parts them."""
    boxes = [(r, c) for r in range(len(rows) - 1) for c in range(len(columns) - 1)]
    cell_of = {box: {box} for box in boxes}
    for r, c in boxes:
        below, beside = (r + 1, c), (r, c + 1)
        if below in cell_of and not _is_drawn(rows[r + 1], lefts[c], lefts[c + 1]):
            _unite(cell_of, (r, c), below)
        if beside in cell_of and not _is_drawn(columns[c + 1], tops[r], tops[r + 1]):
            _unite(cell_of, (r, c), beside)
    done = set[tuple[int, int]]()
    for box in boxes:
        if box in done:
            continue
        for part in _rectangles(cell_of[box]):
            done |= part
            yield _cell(part, tops, lefts)


def _unite(
    cell_of: dict[tuple[int, int], set[tuple[int, int]]],
    one: tuple[int, int],
    other: tuple[int, int],
) -> None:
    if cell_of[one] is not cell_of[other]:
        united = cell_of[one] | cell_of[other]
        for box in united:
            cell_of[box] = united


def _rectangles(boxes: set[tuple[int, int]]) -> Iterable[set[tuple[int, int]]]:
    """The boxes as one cell if they fill a rectangle, else row by row: a border was missed."""
    rows, columns = [r for r, _ in boxes], [c for _, c in boxes]
    if len(boxes) == (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1):
        return [boxes]
    return [{box} for box in sorted(boxes)]


def _is_drawn(level: Sequence[Segment], start: float, end: float) -> bool:
    """Whether lines of `level` cover most of the way from `start` to `end`."""
    points = sorted(
        (max(line.start, start), min(line.end, end))
        for line in level
        if line.end > start and line.start < end
    )
    covered, reached = 0.0, start
    for left, right in points:
        covered += max(right - max(left, reached), 0.0)
        reached = max(reached, right)
    return covered > _COVERED * (end - start)


def _cell(boxes: set[tuple[int, int]], tops: Sequence[float], lefts: Sequence[float]) -> GridCell:
    rows, columns = sorted({r for r, _ in boxes}), sorted({c for _, c in boxes})
    return GridCell(
        row=rows[0],
        column=columns[0],
        rows=len(rows),
        columns=len(columns),
        left=lefts[columns[0]],
        top=tops[rows[0]],
        right=lefts[columns[-1] + 1],
        bottom=tops[rows[-1] + 1],
    )
