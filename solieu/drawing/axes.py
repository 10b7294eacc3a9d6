"""The axes of a panel: periods in their places, numbers in the Vietnamese manner."""
# ruff: noqa: PLC0415

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from solieu.drawing import wording
from solieu.drawing.model import Panel, Point, Rhythm

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_MOST_TICKS: Final = 12
_LENGTHS: Final = {Rhythm.MONTH: 1, Rhythm.QUARTER: 3, Rhythm.YEAR: 12}
_MONTH_STEPS: Final = (1, 2, 3, 6, 12, 24, 60, 120)


def month_of(point: Point) -> int:
    """Return the month in which the point's period ends, counted from January of the year 0."""
    return point.last_day.year * 12 + point.last_day.month - 1


def place(rhythm: Rhythm, point: Point) -> float:
    """Return where the point stands on the axis of months: in the month in which its period ends.

    A moment or a stretch of another length stands at its day.
    """
    if rhythm in (Rhythm.AS_OF, Rhythm.OTHER):
        return month_of(point) + (point.last_day.day - 16) / 31
    return float(month_of(point))


def period_step(rhythm: Rhythm) -> Callable[[Point, Point], bool]:
    """Return what says whether two points are of periods that follow each other without a gap."""
    length = _LENGTHS.get(rhythm, 1)

    def follows(before: Point, after: Point) -> bool:
        if rhythm is Rhythm.OTHER:
            return False
        if rhythm is Rhythm.YEAR_TO_DATE and before.last_day.year != after.last_day.year:
            return False
        return month_of(after) - month_of(before) == length

    return follows


def set_time_axis(axes: Axes, panel: Panel) -> None:
    """Put ticks at ends of periods, no more than can be read, and name them."""
    months = [month_of(point) for line in panel.lines for point in line.points]
    first, last = min(months), max(months)
    length = _LENGTHS.get(panel.rhythm, 1)
    steps = [step for step in _MONTH_STEPS if step % length == 0]
    step = next((s for s in steps if (last - first) / s < _MOST_TICKS), steps[-1])
    # Years are counted from their ends, months from their beginnings.
    phase = 0 if length == 1 else length - 1
    ticks = [month for month in range(first, last + 1) if (month - phase) % step == 0]
    ticks = ticks or [first]
    axes.set_xticks(ticks, [wording.month_label(panel.rhythm, month) for month in ticks])
    margin = max(0.6 * length, 0.04 * (last - first))
    axes.set_xlim(first - margin, last + margin)


def set_value_axis(axes: Axes, panel: Panel) -> None:
    """Name the unit, write numbers with decimal commas, begin at zero where that flattens nothing."""
    from matplotlib.ticker import FuncFormatter

    axes.set_ylabel(panel.axis_label)
    axes.margins(y=0.15)
    low, high = axes.get_ylim()
    if panel.is_change and low < 0 < high:
        axes.axhline(0, color="#444444", linewidth=0.8)
    least = min((value for value in _values(panel)), default=Decimal(0))
    most = max((value for value in _values(panel)), default=Decimal(0))
    if not panel.is_change and (0 <= least <= most / 2 or least == most > 0):
        axes.set_ylim(bottom=0)
    axes.yaxis.set_major_formatter(FuncFormatter(_tick))


def _values(panel: Panel) -> list[Decimal]:
    points = (point for line in panel.lines for point in line.points)
    ends = (end for point in points for end in (point.value, point.low, point.high))
    return [end for end in ends if end is not None]


def _tick(value: float, _position: int | None) -> str:
    return wording.number(Decimal(f"{value:.10g}"))
