"""Raised note marks of a scanned page: a recogniser drops them or takes them for quotes.

They are looked for as ink of a digit's size that stands high above the baseline, and read once more, set beside a word
of their line as a digit of full size on the baseline.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from extract.scans.picture import WHITE, Bits, Grey
from extract.scans.tesseract import Glyph, GlyphLine, read_picture
from extract.scans.type import baseline_at

_LIFTED: Final = (0.12, 0.75)
"""How far a mark's foot is above the baseline, in sizes of the type."""
_HEIGHT: Final = (0.26, 0.6)
"""How high a mark is, in sizes of the type: quotes and degree signs are lower, letters higher."""
_WIDEST: Final = 0.5
"""A digit's width, in sizes of the type."""
_JOINED: Final = 0.17
"""Digits that are closer are one mark."""
_BEFORE, _AFTER = 1.5, 0.8
"""How far before and after its line a mark may stand."""
_DIGIT: Final = 0.68
"""Height of a digit on the line, in sizes of the type."""
_SURE: Final = 90.0
"""Confidence from which on a letter or sign that stands where a mark may be is what it is read as."""
_BLOCK: Final = 6
"""Tesseract's mode for one block of lines."""
SIGNS: Final = "\"'*\u00b0\u2018\u2019\u201c\u201d\u2020\u2021\u02c6^?!\u00b9\u00b2\u00b3"
"""What a recogniser makes of raised digits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A raised number beside or before line `line` (its position in the page's lines), as a glyph for each digit."""

    line: int
    digits: tuple[Glyph, ...]

    @property
    def left(self) -> int:
        return self.digits[0].left

    @property
    def right(self) -> int:
        return self.digits[-1].right


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spot:
    line: int
    left: int
    top: int
    right: int
    bottom: int


def find_marks(
    grey: Grey, dark: Bits, lines: Sequence[GlyphLine], sizes: Sequence[float], dpi: int
) -> tuple[list[Mark], int]:
    """Return the raised numbers of a page, and how many raised signs were not read as numbers.

    Given are its picture, its ink, its lines and the sizes of their type in pixels.
    """
    spots = [
        spot
        for n, line in enumerate(lines)
        for spot in _spots(dark, lines, n, sizes[n])
        if not _is_read(spot, line)
    ]
    marks = list(_read(grey, spots, lines, sizes, dpi)) if spots else []
    return marks, len(spots) - len(marks)


def _spots(dark: Bits, lines: Sequence[GlyphLine], n: int, size: float) -> Iterator[_Spot]:
    """Ink of a raised digit's size and height in the neighbourhood of line `n`; neighbours joined."""
    line = lines[n]
    start, end = _reach(lines, n, size, dark.shape[1])
    top = max(int(baseline_at(line, line.left) - 1.1 * size), 0)
    strip = dark[top : int(line.bottom + 0.1 * size), start:end]
    found: list[_Spot] = []
    for left, right in _runs(np.any(strip, axis=0)):
        rows = np.flatnonzero(strip[:, left:right].any(axis=1))
        spot = _Spot(
            line=n,
            left=start + left,
            top=top + int(rows[0]),
            right=start + right,
            bottom=top + int(rows[-1]) + 1,
        )
        if not _is_raised(spot, line, size):
            continue
        if found and spot.left - found[-1].right < _JOINED * size:
            spot = _joined(found.pop(), spot)
        found.append(spot)
    yield from found


def _reach(lines: Sequence[GlyphLine], n: int, size: float, width: int) -> tuple[int, int]:
    """From where to where marks of line `n` can stand: short of its neighbours on the same height."""
    line = lines[n]
    beside = [o for o in lines if o is not line and o.top < line.bottom and line.top < o.bottom]
    start = max([0, *(o.right + 1 for o in beside if o.right <= line.left)])
    end = min([width, *(o.left for o in beside if o.left >= line.right)])
    return max(start, round(line.left - _BEFORE * size)), min(
        end, round(line.right + _AFTER * size)
    )


def _runs(columns: NDArray[np.bool_] | np.bool_) -> Iterator[tuple[int, int]]:
    steps = np.flatnonzero(np.diff(np.concatenate(([0], np.asarray(columns, dtype=np.int8), [0]))))
    yield from zip(steps[::2].tolist(), steps[1::2].tolist(), strict=True)


def _is_raised(spot: _Spot, line: GlyphLine, size: float) -> bool:
    foot = (baseline_at(line, (spot.left + spot.right) / 2) - spot.bottom) / size
    height, width = (spot.bottom - spot.top) / size, (spot.right - spot.left) / size
    return (
        _LIFTED[0] <= foot <= _LIFTED[1]
        and _HEIGHT[0] <= height <= _HEIGHT[1]
        and width <= 2 * _WIDEST
    )


def _joined(one: _Spot, other: _Spot) -> _Spot:
    return _Spot(
        line=one.line,
        left=one.left,
        top=min(one.top, other.top),
        right=other.right,
        bottom=max(one.bottom, other.bottom),
    )


def _is_read(spot: _Spot, line: GlyphLine) -> bool:
    """Whether the line has a sure reading there that is no mark's: an asterisk, a letter with a hook."""
    return any(
        glyph.confidence >= _SURE and not glyph.text.isdigit() and glyph.text not in SIGNS[3:]
        for word in line.words
        for glyph in word
        if _covers(glyph, spot)
    )


def _covers(glyph: Glyph, spot: _Spot) -> bool:
    across = min(glyph.right, spot.right) - max(glyph.left, spot.left)
    along = min(glyph.bottom, spot.bottom) - max(glyph.top, spot.top)
    return (
        across > 0.5 * (spot.right - spot.left)
        and along > 0.5 * (spot.bottom - spot.top)
        and glyph.bottom - spot.bottom < 0.5 * (spot.bottom - spot.top)
    )


def _read(
    grey: Grey,
    spots: Sequence[_Spot],
    lines: Sequence[GlyphLine],
    sizes: Sequence[float],
    dpi: int,
) -> Iterator[Mark]:
    rows = [_set_on_line(grey, spot, lines[spot.line], sizes[spot.line]) for spot in spots]
    sheet, tops, starts = _sheet(rows)
    read = read_picture(sheet, dpi, _BLOCK)
    for spot, top, (row, digit_from, digit_to) in zip(spots, tops, rows, strict=True):
        glyphs = [
            glyph
            for line in read
            if top <= (line.top + line.bottom) / 2 < top + row.shape[0]
            for word in line.words
            for glyph in word
            if digit_from <= (glyph.left + glyph.right) / 2 - starts < digit_to
        ]
        if glyphs and all(glyph.text.isdigit() for glyph in glyphs):
            yield Mark(line=spot.line, digits=tuple(_placed(glyphs, spot)))


def _set_on_line(grey: Grey, spot: _Spot, line: GlyphLine, size: float) -> tuple[Grey, int, int]:
    """A strip with a word of the line and the mark as large as its digits, and where in it the mark is."""
    before = [word for word in line.words if word[-1].right <= spot.left + 0.2 * size]
    word = before[-1] if before else line.words[0]
    left, right = word[0].left, min(word[-1].right, spot.left) if before else word[-1].right
    left = max(left, right - round(6 * size)) if before else left
    base = round(baseline_at(line, spot.left))
    top, foot = base - round(1.15 * size), base + round(0.35 * size)
    beside = _cut(grey, left, top, right, foot, but=None if before else spot)
    digit = _enlarged(grey, spot, _DIGIT * size)
    gap, height = round(0.3 * size), foot - top
    wide = np.full((height, digit.shape[1]), WHITE, dtype=np.uint8)
    at = base - top - digit.shape[0]
    wide[max(at, 0) : base - top] = digit[max(-at, 0) :]
    blank = np.full((height, gap), WHITE, dtype=np.uint8)
    parts = [beside, blank, wide] if before else [wide, blank, beside]
    start = beside.shape[1] + gap // 2 if before else 0
    return np.hstack(parts), start, start + digit.shape[1] + gap // 2


def _cut(grey: Grey, left: int, top: int, right: int, foot: int, but: _Spot | None) -> Grey:
    """The part of the picture within the box, white where the box goes beyond it."""
    height, width = grey.shape
    cut = np.full((foot - top, max(right - left, 1)), WHITE, dtype=np.uint8)
    part = grey[max(top, 0) : min(foot, height), max(left, 0) : min(right, width)]
    cut[max(-top, 0) : max(-top, 0) + part.shape[0], : part.shape[1]] = part
    if but is not None and but.right > left:
        cut[:, : but.right - left] = WHITE
    return cut


def _enlarged(grey: Grey, spot: _Spot, height: float) -> Grey:
    cut = grey[spot.top : spot.bottom, spot.left : spot.right]
    scale = height / cut.shape[0]
    size = (max(round(cut.shape[1] * scale), 1), max(round(height), 1))
    return np.asarray(Image.fromarray(cut).resize(size, Image.Resampling.BICUBIC))


def _sheet(rows: Sequence[tuple[Grey, int, int]]) -> tuple[Image.Image, list[int], int]:
    """The strips one below the other on a white sheet, where each begins, and how far they are set in."""
    margin = 40
    height = sum(row.shape[0] + margin for row, _, _ in rows) + margin
    width = max(row.shape[1] for row, _, _ in rows) + 2 * margin
    sheet = np.full((height, width), WHITE, dtype=np.uint8)
    tops, at = [], margin
    for row, _, _ in rows:
        sheet[at : at + row.shape[0], margin : margin + row.shape[1]] = row
        tops.append(at)
        at += row.shape[0] + margin
    return Image.fromarray(sheet), tops, margin


def _placed(glyphs: Sequence[Glyph], spot: _Spot) -> Iterator[Glyph]:
    edges: NDArray[np.float64] = np.linspace(spot.left, spot.right, len(glyphs) + 1)
    for n, glyph in enumerate(glyphs):
        yield Glyph(
            text=glyph.text,
            left=round(edges[n]),
            top=spot.top,
            right=round(edges[n + 1]),
            bottom=spot.bottom,
            confidence=glyph.confidence,
        )
