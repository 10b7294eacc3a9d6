"""What is drawn: points on lines in panels, apart from where they come from and how they are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Rhythm(StrEnum):
    """How the periods of a panel follow each other; points of different rhythms never share a panel."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    YEAR_TO_DATE = "year_to_date"
    AS_OF = "as_of"
    OTHER = "other"


class Origin(StrEnum):
    """Where a point comes from: a report gives it, it follows from what reports give, or nothing is known of it."""

    REPORTED = "reported"
    IMPLIED = "implied"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A point of a line, from the first to the last day of its period.

    A reported point has a `value` and all `vintages` that reports gave, the latest last; an implied one lies between
    `low` and `high`, of which one may be missing; a missing one has neither.
    """

    period: str
    first_day: date
    last_day: date
    origin: Origin
    status: str
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    vintages: tuple[Decimal, ...] = ()
    is_break: bool = False
    is_doubtful: bool = False

    @property
    def middle(self) -> Decimal | None:
        """The value, or the middle of the interval; None where nothing or only one end is known."""
        if self.value is not None:
            return self.value
        if self.low is None or self.high is None:
            return None
        return (self.low + self.high) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The points of one series in one rhythm, in order; the label tells it from the others of its panel."""

    label: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """Lines in one rhythm and unit, which may share an axis."""

    title: str
    axis_label: str
    rhythm: Rhythm
    is_change: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """All panels under one title, and the line below them that says where the figures come from."""

    title: str
    source: str
    panels: tuple[Panel, ...]
