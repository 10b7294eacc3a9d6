"""Tables are read cell by cell: on the whole page a recogniser joins rows that lie askew and drops single digits."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np

from extract.pages.printed import Grid, GridCell
from extract.scans.picture import WHITE, Bits, Grey, dark_pixels
from extract.scans.sheets import Piece, read_pieces
from extract.scans.tesseract import GlyphLine

_LEAST_INK: Final = 20
"""Pixels at 300 dpi: a comma has some forty."""
_AROUND: Final = 5


def read_cells(clean: Grey, grids: Iterable[Grid], dpi: int) -> list[GlyphLine]:
    """Return the lines in the cells of `grids`, which are in pixels, of the picture `clean`, which has no rules."""
    ink = dark_pixels(clean)
    pieces = [
        piece
        for grid in grids
        for cell in grid.cells
        if (piece := _piece(clean, ink, cell)) is not None
    ]
    return [line for lines in read_pieces(pieces, dpi) for line in lines]


def without_grids(clean: Grey, grids: Iterable[Grid]) -> Grey:
    """Return the picture with its tables made white."""
    rest = clean.copy()
    for grid in grids:
        top, bottom = round(grid.top), round(grid.bottom)
        rest[max(top, 0) : bottom, max(round(grid.left), 0) : round(grid.right)] = WHITE
    return rest


def _piece(clean: Grey, ink: Bits, cell: GridCell) -> Piece | None:
    left, right = round(cell.left), round(cell.right)
    top, bottom = round(cell.top), round(cell.bottom)
    found = _bounds(ink[max(top, 0) : bottom, max(left, 0) : right])
    if found is None:
        return None
    first, last, start, end = found
    top, left = max(top, 0) + first - _AROUND, max(left, 0) + start - _AROUND
    bottom, right = top + last - first + 2 * _AROUND, left + end - start + 2 * _AROUND
    top, left = max(top, 0), max(left, 0)
    return Piece(grey=clean[top:bottom, left:right], left=left, top=top)


def _bounds(ink: Bits) -> tuple[int, int, int, int] | None:
    if np.count_nonzero(ink) < _LEAST_INK:
        return None
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    return int(rows[0]), int(rows[-1]) + 1, int(columns[0]), int(columns[-1]) + 1
