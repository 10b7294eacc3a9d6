"""The picture of a page made fit for reading: evenly lit, without specks, level.

Pictures are arrays of grey values, 0 black to 255 white, rows from the top of the page.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

Grey = NDArray[np.uint8]
Bits = NDArray[np.bool_]

WHITE: Final = 255
STEEPEST: Final = 7.0
"""Degrees. A page that lies more askew than this was not scanned but photographed."""

_ROUGH_DPI: Final = 150
_STEPS: Final = (1.0, 0.2, 0.05)
"""Degrees: how finely the skew is looked for, one pass after the other."""
_LEVEL: Final = 0.05
"""Degrees of skew that harm nothing."""
_MOST_POINTS: Final = 60_000

_LIGHTING: Final = 16
"""Pixels of the picture to one of its background."""
_SPECKLED: Final = 0.02
"""Share of the dark pixels that stand alone, from which on the picture is freed of specks."""


def evenly_lit(grey: Grey) -> Grey:
    """Return the picture with its paper white all over: grey values as shares of those of the paper around them."""
    height, width = grey.shape
    small = Image.fromarray(grey).resize(
        (max(width // _LIGHTING, 1), max(height // _LIGHTING, 1)), Image.Resampling.BOX
    )
    paper = small.filter(ImageFilter.MaxFilter(9)).filter(ImageFilter.GaussianBlur(4))
    light = np.asarray(paper.resize((width, height), Image.Resampling.BILINEAR), dtype=np.float32)
    even = grey.astype(np.float32) * (WHITE / np.maximum(light, 64))
    return np.clip(even, 0, WHITE).astype(np.uint8)


def without_specks(grey: Grey) -> Grey:
    """Return the picture with single dark and light pixels taken out, where it has many; else as it is."""
    dark = dark_pixels(grey)
    neighbours = np.zeros(dark.shape, dtype=np.uint8)
    for axis, step in ((0, 1), (0, -1), (1, 1), (1, -1)):
        neighbours += np.roll(dark, step, axis)
    alone = int(np.count_nonzero(dark & (neighbours == 0)))
    if alone <= _SPECKLED * max(int(np.count_nonzero(dark)), 1):
        return grey
    return np.asarray(Image.fromarray(grey).filter(ImageFilter.MedianFilter(3)))


def dark_pixels(grey: Grey) -> Bits:
    """Return which pixels are ink, by the threshold that parts the grey values best.

    Source: N. Otsu, A threshold selection method from gray-level histograms, 1979.
    """
    counts = np.bincount(grey.ravel(), minlength=256).astype(np.float64)
    below = np.cumsum(counts)
    total, mass = below[-1], np.cumsum(counts * np.arange(256))
    above = total - below
    with np.errstate(divide="ignore", invalid="ignore"):
        between = (mass * total - mass[-1] * below) ** 2 / (below * above)
    between[~np.isfinite(between)] = 0
    return grey <= int(np.argmax(between))


def skew_of(dark: Bits, dpi: float) -> float:
    """Return by how many degrees clockwise the lines of text are inclined, at most `STEEPEST` either way.

    At the right angle the profile of the rows is sharpest. Source: H. Baird, The skew angle of printed documents, 1987.
    """
    rows, columns = _points(dark, max(round(dpi / _ROUGH_DPI), 1))
    if not rows.size:
        return 0.0
    best, width = 0.0, STEEPEST
    for step in _STEPS:
        count = round(width / step)
        angles = [best + step * n for n in range(-count, count + 1)]
        best = max(
            angles, key=lambda angle: (_sharpness(_profile(rows, columns, angle)), -abs(angle))
        )
        width = step
    return 0.0 if abs(best) < _LEVEL else round(best, 2)


def turned(grey: Grey, degrees: float) -> Grey:
    """Return the picture turned counter-clockwise about its middle, its size kept, white where nothing was."""
    if not degrees:
        return grey
    picture = Image.fromarray(grey)
    return np.asarray(picture.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=WHITE))


def _points(dark: Bits, every: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The middles of small squares that hold ink, at most `_MOST_POINTS` of them, chosen evenly."""
    height, width = (side // every * every for side in dark.shape)
    squares = dark[:height, :width].reshape(height // every, every, width // every, every)
    rows, columns = np.nonzero(squares.mean(axis=(1, 3)) > 1 / 3)
    stride = len(rows) // _MOST_POINTS + 1
    return rows[::stride].astype(np.float64), columns[::stride].astype(np.float64)


def _profile(
    rows: NDArray[np.float64], columns: NDArray[np.float64], angle: float
) -> NDArray[np.int64]:
    levels = rows - columns * np.tan(np.radians(angle))
    return np.bincount(np.rint(levels - levels.min()).astype(np.int64))


def _sharpness(profile: NDArray[np.int64]) -> float:
    return float((np.diff(profile.astype(np.float64)) ** 2).sum())
