"""An invented annex table typed with characters of one width: columns aligned by blanks, or drawn with bars."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from tests.making.tables import Cells, is_figure, size_of

_LABELS = 40
"""Characters that a column of labels is wide at most."""
_LEAST = 6
_BETWEEN = 2
"""Blanks between two columns."""


def aligned_text(lines: Sequence[str], cells: Cells, *, heads: int, stands: str) -> str:
    """Columns two blanks apart, heads broken into lines and centred; `stands` is as in `as_pdf`, `TOP` or `MIDDLE`."""
    rows, columns = size_of(cells)
    widths = _widths(cells, heads, columns)
    wrapped = {c[:2]: textwrap.wrap(c[4], _width(widths, c[1], c[3])) for c in cells}
    heights = _heights(cells, wrapped, rows)
    lefts = [sum(widths[:k]) + _BETWEEN * k for k in range(columns)]
    page = [[" "] * (lefts[-1] + widths[-1]) for _ in range(sum(heights))]
    for row, column, down, right, text in cells:
        texts = wrapped[row, column]
        free = sum(heights[row : row + down]) - len(texts)
        top = sum(heights[:row]) + (free // 2 if stands == "MIDDLE" else 0)
        for n, line in enumerate(texts):
            spare = _width(widths, column, right) - len(line)
            left = lefts[column] + (spare // 2 if row < heads else spare if is_figure(text) else 0)
            page[top + n][left : left + len(line)] = line
    return "\n".join([*lines, "", *("".join(line).rstrip() for line in page), ""])


def _widths(cells: Cells, heads: int, columns: int) -> list[int]:
    """Each column as wide as its longest figure, the longest word of its head, or a label of some length."""
    widths = [_LEAST] * columns
    for row, column, _, right, text in cells:
        if right == 1:
            longest = max(map(len, text.split())) if row < heads else len(text)
            widths[column] = max(widths[column], min(longest, _LABELS))
    return widths


def _width(widths: Sequence[int], column: int, columns: int) -> int:
    return sum(widths[column : column + columns]) + _BETWEEN * (columns - 1)


def _heights(cells: Cells, wrapped: dict[tuple[int, int], list[str]], rows: int) -> list[int]:
    """Lines of each row; a cell over several rows makes the last one higher."""
    heights = [1] * rows
    for row, column, down, _, _ in sorted(cells, key=lambda cell: cell[2]):
        lacking = len(wrapped[row, column]) - sum(heights[row : row + down])
        heights[row + down - 1] += max(lacking, 0)
    return heights


def boxed_text(lines: Sequence[str], cells: Cells, *, heads: int, bar: str, rule: str) -> str:
    """A row on a line between bars, with drawn lines around the head and between rows; no cell covers others."""
    rows, columns = size_of(cells)
    texts = {(row, column): text for row, column, _, _, text in cells}
    widths = [
        max(len(texts.get((row, column), "")) for row in range(rows)) for column in range(columns)
    ]
    drawn = rule[1] + rule[2].join(rule[0] * (width + 2) for width in widths) + rule[3]
    made = [*lines, "", drawn]
    for row in range(rows):
        printed = [texts.get((row, column), "") for column in range(columns)]
        inner = bar.join(
            f" {text:>{width}} " if text and is_figure(text) else f" {text:<{width}} "
            for text, width in zip(printed, widths, strict=True)
        )
        made.append(f"{bar}{inner}{bar}")
        made.extend([drawn] if row >= heads - 1 else [])
    return "\n".join([*made, ""])
