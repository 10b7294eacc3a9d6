"""Pieces of a picture set one below the other on a white sheet, so that one call of the recogniser reads them all."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from PIL import Image

from extract.scans.picture import WHITE, Grey
from extract.scans.tesseract import Glyph, GlyphLine, read_picture

_MARGIN: Final = 40
_HIGHEST: Final = 30_000
"""Tesseract takes no picture that is higher than 32,767 pixels."""
_BLOCK: Final = 6
"""Its mode for one block of lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of a page's picture and where its upper left corner lies on the page."""

    grey: Grey
    left: int
    top: int


def read_pieces(pieces: Sequence[Piece], dpi: int) -> list[list[GlyphLine]]:
    """Return the lines of each piece, in pixels of the page."""
    found: list[list[GlyphLine]] = []
    batch: list[Piece] = []
    height = _MARGIN
    for piece in pieces:
        if batch and height + piece.grey.shape[0] + _MARGIN > _HIGHEST:
            found += _read_sheet(batch, dpi)
            batch, height = [], _MARGIN
        batch.append(piece)
        height += piece.grey.shape[0] + _MARGIN
    return found + (_read_sheet(batch, dpi) if batch else [])


def _read_sheet(pieces: Sequence[Piece], dpi: int) -> list[list[GlyphLine]]:
    heights = [piece.grey.shape[0] + _MARGIN for piece in pieces]
    tops = [_MARGIN + sum(heights[:n]) for n in range(len(pieces))]
    width = max(piece.grey.shape[1] for piece in pieces) + 2 * _MARGIN
    sheet = np.full((sum(heights) + _MARGIN, width), WHITE, dtype=np.uint8)
    for piece, top in zip(pieces, tops, strict=True):
        rows, columns = piece.grey.shape
        sheet[top : top + rows, _MARGIN : _MARGIN + columns] = piece.grey
    lines: list[list[GlyphLine]] = [[] for _ in pieces]
    borders = [top - _MARGIN // 2 for top in tops]
    for line in read_picture(Image.fromarray(sheet), dpi, _BLOCK):
        n = max(bisect_right(borders, (line.top + line.bottom) / 2) - 1, 0)
        lines[n].append(_moved(line, pieces[n].left - _MARGIN, pieces[n].top - tops[n]))
    return lines


def _moved(line: GlyphLine, right: int, down: int) -> GlyphLine:
    return replace(
        line,
        left=line.left + right,
        right=line.right + right,
        top=line.top + down,
        bottom=line.bottom + down,
        words=tuple(tuple(_moved_glyph(g, right, down) for g in word) for word in line.words),
    )


def _moved_glyph(glyph: Glyph, right: int, down: int) -> Glyph:
    return replace(
        glyph,
        left=glyph.left + right,
        right=glyph.right + right,
        top=glyph.top + down,
        bottom=glyph.bottom + down,
    )
