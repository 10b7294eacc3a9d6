"""How large the type of a recognised line is, measured by its letters: boxes of lines say little, as few letters
have both a stem and a tail.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from statistics import median
from typing import Final

from extract.scans.tesseract import Glyph, GlyphLine

_HEIGHTS: Final = {
    **dict.fromkeys("acemnorsuvxz", 0.46),
    **dict.fromkeys("bdhkl", 0.69),
    **dict.fromkeys("ABCDEFGHIKLMNOPRSTUVXY", 0.67),
    **dict.fromkeys("0123456789", 0.68),
}
"""Heights of letters as shares of the type's size; Times and Arial differ by less than a tenth."""

_SAME: Final = 0.1
"""Lines are set in one size where they differ by less than this share."""

_TELLING: Final = 5
"""Letters from which on a line's size is its own; a shorter one is taken to be set like most."""


def sizes_of(lines: Sequence[GlyphLine]) -> list[float]:
    """Return the size of each line's type in pixels; those close to a more frequent one are it."""
    measured = [_size(line) for line in lines]
    weights = Counter[float]()
    for line, size in zip(lines, measured, strict=True):
        weights[size] += _letters(line)
    frequent: list[float] = []
    for size, _ in sorted(weights.items(), key=lambda item: (-item[1], item[0])):
        if not any(abs(size - other) < _SAME * other for other in frequent):
            frequent.append(size)
    return [
        _nearest(size, frequent) if _letters(line) >= _TELLING else frequent[0]
        for line, size in zip(lines, measured, strict=True)
    ]


def _letters(line: GlyphLine) -> int:
    return sum(glyph.text in _HEIGHTS for word in line.words for glyph in word)


def baseline_at(line: GlyphLine, x: float) -> float:
    """Return the height of the line's baseline at `x`, in pixels from the top."""
    return line.bottom + line.rise + line.slope * (x - line.left)


def _size(line: GlyphLine) -> float:
    told = [_size_by(glyph) for word in line.words for glyph in word if glyph.text in _HEIGHTS]
    return max(round(median(told), 1) if told else line.size, 1.0)


def _size_by(glyph: Glyph) -> float:
    return (glyph.bottom - glyph.top) / _HEIGHTS[glyph.text]


def _nearest(size: float, frequent: Sequence[float]) -> float:
    return next(other for other in frequent if abs(size - other) < _SAME * other)
