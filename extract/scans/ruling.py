"""Ruling lines of a scanned page: found as long dark runs, told as segments, and taken out before reading.

A recogniser takes a line beside a figure for a digit or drops the marks next to it (`7.412,13` became `7.41213`), so
lines are removed from the picture; the table that they make is kept as a grid of cells.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

Bits = NDArray[np.bool_]

SHORTEST: Final = 0.5
"""Inches. A stroke of a letter of 30 points is shorter."""
THICKEST: Final = 0.05
"""Inches. What is thicker is a bar or a picture."""
_GAP: Final = 0.008
"""Inches of white that a worn line may have."""

_RAGGED: Final = 0.01
"""Inches by which the edge of a line may swerve."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A straight line in pixels: from `start` to `end` along it; across it its middle is at `at` and moves by `slope`
    a pixel along it.
    """

    start: int
    end: int
    at: float
    slope: float

    def at_point(self, along: float) -> float:
        """Where across it the line is at `along`, drawn out beyond its ends if need be."""
        return self.at + self.slope * (along - (self.start + self.end) / 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """The lines of a page, and the picture's dark pixels without them."""

    flat: tuple[Segment, ...]
    upright: tuple[Segment, ...]
    removed: Bits


def find_ruling(dark: Bits, dpi: float) -> Ruling:
    """Find the ruling lines in `dark`, whose rows are the page's from the top, at `dpi` pixels an inch.

    `removed` of the result marks the pixels that belong to lines and to no letter that touches one.
    """
    flat_bits, flat = _lines(dark, dpi)
    upright_bits, upright = _lines(dark.T, dpi)
    upright_bits = upright_bits.T
    return Ruling(
        flat=flat,
        upright=upright,
        removed=_without_letters(dark, flat_bits, upright_bits, dpi),
    )


def _without_letters(dark: Bits, flat: Bits, upright: Bits, dpi: float) -> Bits:
    """The ink of lines and of their ragged edges, less that of strokes that go through them or end in them.

    A stroke is a run across the line that is longer than a line is thick.
    """
    across = round(THICKEST * dpi) + 1
    wide_flat, wide_upright = _grown(flat, dpi) & dark, _grown(upright, dpi) & dark
    through_flat = _long_runs((dark & ~wide_upright).T, across).T
    through_upright = _long_runs(dark & ~wide_flat, across)
    crossing = wide_flat & wide_upright
    return (wide_flat & ~through_flat) | (wide_upright & ~through_upright) | crossing


def _grown(bits: Bits, dpi: float) -> Bits:
    """The pixels and those around them."""
    size = 2 * round(_RAGGED * dpi) + 1
    picture = Image.fromarray(bits.astype(np.uint8) * 255)
    return np.asarray(picture.filter(ImageFilter.MaxFilter(size))) > 0


def _lines(dark: Bits, dpi: float) -> tuple[Bits, tuple[Segment, ...]]:
    """The pixels of flat lines, and the lines."""
    bridged = _bridged(dark, round(_GAP * dpi))
    bits = np.zeros_like(dark)
    lines = []
    for group in _grouped(_runs(bridged, round(SHORTEST * dpi))):
        line, thickness = _fitted(group)
        if thickness <= THICKEST * dpi:
            lines.append(line)
            for row, start, end in group:
                bits[row, start:end] = True
    return bits & dark, tuple(lines)


def _fitted(runs: NDArray[np.int64]) -> tuple[Segment, float]:
    """The straight line through runs, each at its middle, and its thickness."""
    rows, starts, ends = runs[:, 0], runs[:, 1], runs[:, 2]
    start, end, weights = int(starts.min()), int(ends.max()), ends - starts
    along = (starts + ends) / 2 - (start + end) / 2
    at = float(np.average(rows, weights=weights))
    spread = float(np.average((along - np.average(along, weights=weights)) ** 2, weights=weights))
    moved = float(np.average((rows - at) * along, weights=weights))
    slope = moved / spread if spread > ((end - start) / 20) ** 2 else 0.0
    line = Segment(start=start, end=end, at=at, slope=slope)
    return line, float(weights.sum()) / (end - start)


def _bridged(dark: Bits, gap: int) -> Bits:
    """`dark` with steps of a row and gaps along the rows closed."""
    thick = dark.copy()
    thick[1:] |= dark[:-1]
    thick[:-1] |= dark[1:]
    return thick | (~thick & ~_long_runs(~thick, gap + 1))


def _long_runs(bits: Bits, shortest: int) -> Bits:
    """The pixels of `bits` in runs along the rows of `shortest` pixels or more."""
    padded = np.zeros((bits.shape[0], bits.shape[1] + 1), dtype=np.int32)
    runs = _runs(bits, shortest)
    np.add.at(padded, (runs[:, 0], runs[:, 1]), 1)
    np.add.at(padded, (runs[:, 0], runs[:, 2]), -1)
    return padded.cumsum(axis=1)[:, :-1] > 0


def _runs(bits: Bits, shortest: int) -> NDArray[np.int64]:
    """Runs of true along the rows as (row, start, end), `shortest` pixels or more, in order."""
    rows, columns = bits.shape
    padded = np.zeros((rows, columns + 2), dtype=np.int8)
    padded[:, 1:-1] = bits
    steps = np.diff(padded.ravel())
    starts, ends = np.flatnonzero(steps == 1), np.flatnonzero(steps == -1)
    long = ends - starts >= shortest
    starts, ends = starts[long], ends[long]
    row = starts // (columns + 2)
    return np.stack([row, starts - row * (columns + 2), ends - row * (columns + 2)], axis=1)


def _grouped(runs: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """Runs that touch, from one row to the next, as one group each."""
    groups: list[list[int]] = []
    group_of: dict[int, int] = {}
    by_row: dict[int, list[int]] = {}
    for n, (row, start, end) in enumerate(runs.tolist()):
        near = [m for m in by_row.get(row - 1, ()) if runs[m, 1] < end and start < runs[m, 2]]
        into = group_of[near[0]] if near else len(groups)
        if not near:
            groups.append([])
        groups[into].append(n)
        group_of[n] = into
        for other in {group_of[m] for m in near[1:]} - {into}:
            for member in groups[other]:
                group_of[member] = into
            groups[into] += groups[other]
            groups[other] = []
        by_row.setdefault(row, []).append(n)
    return [runs[members] for members in groups if members]
