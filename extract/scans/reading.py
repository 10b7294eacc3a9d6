"""A picture of a page to a printed page: upright, level, clean, without its ruling lines, read, its marks found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

import numpy as np
from PIL import Image, ImageFilter

from extract.model import Notice, PageRecord
from extract.pages.printed import Grid, PrintedPage, Rule
from extract.scans.cells import read_cells, without_grids
from extract.scans.grids import find_grids
from extract.scans.marks import find_marks
from extract.scans.picture import (
    WHITE,
    Bits,
    Grey,
    dark_pixels,
    evenly_lit,
    skew_of,
    turned,
    without_specks,
)
from extract.scans.ruling import Ruling, find_ruling
from extract.scans.tesseract import GlyphLine, read_picture, turn_of
from extract.scans.type import sizes_of
from extract.scans.words import words_of
from extract.syllables import count_words

DPI: Final = 300
"""Pixels an inch at which pages are read; tesseract was trained on such."""

_PAGE: Final = 3
"""Tesseract's mode that finds the blocks of a page itself."""
_LEGIBLE: Final = 0.6
"""Share of syllables among the words of a page that was read the right way up."""
_SURE: Final = 85.0
"""Mean confidence of such a page; it decides where there are few words."""
_FEW: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class _Level:
    """A picture fit for reading, its ink, its ruling lines and tables, and by how much it was turned."""

    grey: Grey
    dark: Bits
    ruling: Ruling
    grids: tuple[Grid, ...]
    rotation: int
    skew: float


def read_scan(grey: Grey, scale: float, number: int, reason: str) -> PrintedPage:
    """Return what is printed on the picture `grey` of page `number`, in which a pixel is `scale` points wide.

    The picture should have the type as large as at `DPI` pixels an inch. The places of the result are those on the page
    once it is upright and level. `reason` goes into its record.

    Raises:
        RecognitionFailed: the recogniser gave the page up.
    """
    clean = without_specks(evenly_lit(grey))
    level = _levelled(clean, rotation=0)
    lines = _lines_of(level)
    if not is_legible(lines) and level.dark.any():
        level, lines = _other_way_up(clean, level, lines)
    sizes = sizes_of(lines)
    marks, unread = find_marks(level.grey, level.dark, lines, sizes, DPI)
    height, width = level.grey.shape
    return PrintedPage(
        record=PageRecord(
            page=number,
            method="ocr",
            reason=reason,
            rotation=level.rotation,
            skew=Decimal(str(level.skew)),
        ),
        width=width * scale,
        height=height * scale,
        words=tuple(words_of(lines, sizes, marks, scale)),
        rules=tuple(_rules(level.ruling, scale)),
        grids=tuple(_scaled(grid, scale) for grid in level.grids),
        notices=(_unread_marks(number, unread),) if unread else (),
    )


def is_legible(lines: Sequence[GlyphLine]) -> bool:
    """Whether lines look like Vietnamese read the right way up."""
    words = [word for line in lines for word in line.words]
    if 2 * sum(len(line.words) for line in lines if line.is_turned) > len(words):
        return False
    count = count_words(" ".join("".join(glyph.text for glyph in word) for word in words))
    if count.words < _FEW:
        return _mean_confidence(lines) >= _SURE
    return count.syllables >= _LEGIBLE * count.words


def _levelled(clean: Grey, *, rotation: int) -> _Level:
    """The picture made upright, if it lies turned clockwise by `rotation`, and level."""
    upright: Grey = np.ascontiguousarray(np.rot90(clean, rotation // 90))
    skew = skew_of(dark_pixels(upright), DPI)
    grey = turned(upright, skew)
    dark = dark_pixels(grey)
    ruling = find_ruling(dark, DPI)
    return _Level(
        grey=grey,
        dark=dark,
        ruling=ruling,
        grids=find_grids(ruling, DPI),
        rotation=rotation,
        skew=skew,
    )


def _lines_of(level: _Level) -> tuple[GlyphLine, ...]:
    """The lines of text beside the tables, then those of the tables' cells."""
    clean = _without_rules(level)
    rest = without_grids(clean, level.grids)
    lines = read_picture(Image.fromarray(rest), DPI, _PAGE)
    return (*lines, *read_cells(clean, level.grids, DPI))


def _without_rules(level: _Level) -> Grey:
    """The picture with its ruling lines and their grey edges made white."""
    removed = level.ruling.removed
    if not removed.any():
        return level.grey
    edges = Image.fromarray(removed.astype(np.uint8) * WHITE).filter(ImageFilter.MaxFilter(5))
    kept = level.dark & ~removed
    grey = level.grey.copy()
    grey[(np.asarray(edges) > 0) & ~kept] = WHITE
    return grey


def _other_way_up(
    clean: Grey, level: _Level, lines: tuple[GlyphLine, ...]
) -> tuple[_Level, tuple[GlyphLine, ...]]:
    """The page turned as its letters stand, where that makes it more legible; else as it was."""
    rotation = turn_of(Image.fromarray(clean), DPI)
    if rotation is None:
        rotation = 180 if lines else 0
    if not rotation:
        return level, lines
    other = _levelled(clean, rotation=rotation)
    other_lines = _lines_of(other)
    better = is_legible(other_lines), _mean_confidence(other_lines)
    return (other, other_lines) if better > (False, _mean_confidence(lines)) else (level, lines)


def _mean_confidence(lines: Sequence[GlyphLine]) -> float:
    each = [glyph.confidence for line in lines for word in line.words for glyph in word]
    return sum(each) / len(each) if each else 0.0


def _scaled(grid: Grid, scale: float) -> Grid:
    """The grid, which is in pixels, in points."""
    cells = tuple(
        replace(
            cell,
            left=cell.left * scale,
            top=cell.top * scale,
            right=cell.right * scale,
            bottom=cell.bottom * scale,
        )
        for cell in grid.cells
    )
    return Grid(
        left=grid.left * scale,
        top=grid.top * scale,
        right=grid.right * scale,
        bottom=grid.bottom * scale,
        cells=cells,
    )


def _rules(ruling: Ruling, scale: float) -> list[Rule]:
    return [
        *(_rule(line.start, line.at, line.end, line.at, scale) for line in ruling.flat),
        *(_rule(line.at, line.start, line.at, line.end, scale) for line in ruling.upright),
    ]


def _rule(left: float, top: float, right: float, bottom: float, scale: float) -> Rule:
    return Rule(left=left * scale, top=top * scale, right=right * scale, bottom=bottom * scale)


def _unread_marks(number: int, unread: int) -> Notice:
    return Notice(
        code="unread_mark",
        severity="info",
        message=f"page {number}: {unread} raised signs could not be read; look whether they are marks of notes",
    )
