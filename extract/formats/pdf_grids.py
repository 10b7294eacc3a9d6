"""Ruled tables: pdfplumber's way from ruling lines to cells, and cells to rows, columns and spans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from extract.pages.printed import Grid, GridCell, Rule, Word

_SNAP = 3.0
"""Points within which ruling lines are taken for one, as pdfplumber does."""
_LEAST = 6.0
"""Points that a cell is high and wide at least."""
_LEAST_UPRIGHT = 3
"""Upright lines that end together at least where a table is open."""
MOST_RULES = 6000
"""A page with more ruling lines is a drawing; finding cells takes time with their square."""


def find_grids(rules: Sequence[Rule], words: Sequence[Word]) -> tuple[Grid, ...]:
    """Return the tables that the ruling lines of a page form, from the top down; frames of one cell are none."""
    if len(rules) < 4 or len(rules) > MOST_RULES:
        return ()
    if all(rule.is_flat for rule in rules):
        return ()
    from pdfplumber.table import (  # noqa: PLC0415
        cells_to_tables,
        edges_to_intersections,
        intersections_to_cells,
        merge_edges,
    )

    edges = merge_edges([_edge(rule) for rule in rules], _SNAP, _SNAP, _SNAP, _SNAP)
    if ends := [_edge(rule) for rule in _ends(edges)]:
        edges = merge_edges([*edges, *ends], _SNAP, _SNAP, _SNAP, _SNAP)
    cells = intersections_to_cells(edges_to_intersections(edges, _SNAP, _SNAP))
    kept = [c for c in cells if c[2] - c[0] >= _LEAST and c[3] - c[1] >= _LEAST]
    grids = [_grid(boxes) for boxes in cells_to_tables(kept)]
    return tuple(grid for grid in grids if _is_table(grid, words))


def _ends(edges: Sequence[dict[str, Any]]) -> Iterator[Rule]:
    """Flat lines where upright ones end together and none is drawn: a table that goes on on the next page is open."""
    upright = [edge for edge in edges if edge["orientation"] == "v"]
    flat = [edge for edge in edges if edge["orientation"] == "h"]
    for side in ("top", "bottom"):
        for group in _together(upright, side):
            left, right = min(e["x0"] for e in group), max(e["x0"] for e in group)
            at = group[0][side]
            if len(group) >= _LEAST_UPRIGHT and not any(
                abs(edge["top"] - at) <= _SNAP and edge["x0"] < right and edge["x1"] > left
                for edge in flat
            ):
                yield Rule(left=left, top=at, right=right, bottom=at)


def _together(edges: Sequence[dict[str, Any]], side: str) -> Iterator[list[dict[str, Any]]]:
    """The edges in groups that end (or begin) on one height."""
    group: list[dict[str, Any]] = []
    for edge in sorted(edges, key=lambda edge: (edge[side], edge["x0"])):
        if group and edge[side] - group[0][side] > _SNAP:
            yield group
            group = []
        group.append(edge)
    if group:
        yield group


def _edge(rule: Rule) -> dict[str, Any]:
    """A ruling line as pdfplumber has it."""
    x0, x1, top, bottom = rule.left, rule.right, rule.top, rule.bottom
    if rule.is_flat:
        top = bottom = (top + bottom) / 2
    else:
        x0 = x1 = (x0 + x1) / 2
    return {
        "x0": x0, "x1": x1, "top": top, "bottom": bottom, "width": x1 - x0, "height": bottom - top,
        "orientation": "h" if rule.is_flat else "v", "object_type": "line",
    }  # fmt: skip


def _grid(boxes: Sequence[tuple[float, float, float, float]]) -> Grid:
    """The cells of a table by row and column; a cell covers those between whose edges it has none of its own."""
    lefts = _levels([box[0] for box in boxes] + [box[2] for box in boxes])
    tops = _levels([box[1] for box in boxes] + [box[3] for box in boxes])
    cells = []
    for x0, top, x1, bottom in sorted(boxes, key=lambda b: (b[1], b[0])):
        column, row = _at(lefts, x0), _at(tops, top)
        cells.append(
            GridCell(
                row=row,
                column=column,
                left=x0,
                top=top,
                right=x1,
                bottom=bottom,
                rows=max(_at(tops, bottom) - row, 1),
                columns=max(_at(lefts, x1) - column, 1),
            )
        )
    return Grid(left=lefts[0], top=tops[0], right=lefts[-1], bottom=tops[-1], cells=tuple(cells))


def _levels(values: Sequence[float]) -> list[float]:
    levels: list[float] = []
    for value in sorted(values):
        if not levels or value - levels[-1] > 1.0:
            levels.append(value)
    return levels


def _at(levels: Sequence[float], value: float) -> int:
    return min(range(len(levels)), key=lambda n: abs(levels[n] - value))


def _is_table(grid: Grid, words: Sequence[Word]) -> bool:
    """Whether a grid has several rows and columns, and words in at least two of its cells."""
    rows = {cell.row for cell in grid.cells}
    columns = {cell.column for cell in grid.cells}
    if len(rows) < 2 or len(columns) < 2:
        return False
    filled: set[tuple[float, float]] = set()
    for word in words:
        x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
        for cell in grid.cells:
            if cell.left <= x <= cell.right and cell.top <= y <= cell.bottom:
                filled.add((cell.left, cell.top))
                break
        if len(filled) > 1:
            return True
    return False
