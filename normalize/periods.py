"""Periods: the notation of the ledger, what it spans, and how a person would say it.

A period is a stretch of calendar time, both ends included. Its notation is its identity: `parse_period` and `notation`
are inverse up to one spelling for one stretch (`2020-01/2020-12` is `2020`).
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

Granularity = Literal[
    "day", "days", "month", "quarter", "half", "nine_months", "months", "year", "years", "unknown"
]
Accumulation = Literal["flow", "year_to_date", "span", "as_of", "unknown"]
_Precision = Literal["day", "month", "year"]

UNKNOWN_NOTATION: Final = "unknown"

_PRECISION_BY_LENGTH: Final[dict[int, _Precision]] = {4: "year", 7: "month", 10: "day"}
_PART: Final = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_UNITS: Final[dict[int, Granularity]] = {1: "month", 3: "quarter", 6: "half"}
_ROMAN: Final = ("I", "II", "III", "IV")
_MONTHS_EN: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A stretch of calendar time, or (`accumulation` as_of) a moment known to lie within it.

    `start` and `end` are its first and last day, None only for the unknown period. `granularity` says how long it is
    and whether it is a unit of the calendar: `months`, `days` and `years` are stretches that are none. `accumulation`
    says how a figure fills it: `flow` over one unit of the calendar, `year_to_date` from 1 January over two to eleven
    months, `span` over anything else, `as_of` a stock or a count to date.
    """

    start: date | None
    end: date | None
    granularity: Granularity
    accumulation: Accumulation

    @property
    def notation(self) -> str:
        """The period as the ledger writes it, `unknown` for the unknown one."""
        if self.start is None or self.end is None:
            return UNKNOWN_NOTATION
        precision = _precision(self.granularity)
        first, last = _written(self.start, precision), _written(self.end, precision)
        mark = "@" if self.accumulation == "as_of" else ""
        return mark + (first if first == last else f"{first}/{last}")

    @property
    def months(self) -> int | None:
        """Length in whole months, None for days and the unknown period."""
        if self.start is None or self.end is None or _precision(self.granularity) == "day":
            return None
        return _months_between(self.start, self.end)

    @property
    def label_vi(self) -> str:
        """The period in Vietnamese words, as a report would name it."""
        if self.start is None or self.end is None:
            return "không rõ kỳ"
        stretch = _stretch_vi(self.start, self.end, self.granularity, self.accumulation)
        return f"đến {stretch}" if self.accumulation == "as_of" else stretch

    @property
    def label_en(self) -> str:
        """The period in English words."""
        if self.start is None or self.end is None:
            return "unknown period"
        stretch = _stretch_en(self.start, self.end, self.granularity)
        return f"as of {stretch}" if self.accumulation == "as_of" else stretch


UNKNOWN_PERIOD: Final = Period(start=None, end=None, granularity="unknown", accumulation="unknown")


def parse_period(text: str) -> Period | None:
    """Return the period that `text` writes, the unknown one if it is empty, None if it writes none.

    Both parts of a stretch have the same precision, and the first is not after the last; a moment (`@`) has one part.
    """
    if text in {"", UNKNOWN_NOTATION}:
        return UNKNOWN_PERIOD
    is_moment = text.startswith("@")
    parts = text.removeprefix("@").split("/")
    if len(parts) > 2 or (is_moment and len(parts) > 1):
        return None
    if len(parts[0]) != len(parts[-1]):
        return None
    precision = _PRECISION_BY_LENGTH.get(len(parts[0]))
    start, end = _first_day(parts[0]), _last_day(parts[-1])
    if precision is None or start is None or end is None or start > end:
        return None
    granularity = _granularity(start, end, precision)
    return Period(
        start=start,
        end=end,
        granularity=granularity,
        accumulation="as_of" if is_moment else _accumulation(start, end, granularity),
    )


def _first_day(part: str) -> date | None:
    if not _PART.fullmatch(part):
        return None
    year, month, day = int(part[:4]), int(part[5:7] or 1), int(part[8:] or 1)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _last_day(part: str) -> date | None:
    first = _first_day(part)
    if first is None or len(part) == 10:
        return first
    month = first.month if len(part) == 7 else 12
    return date(first.year, month, monthrange(first.year, month)[1])


def _months_between(start: date, end: date) -> int:
    return (end.year - start.year) * 12 + end.month - start.month + 1


def _granularity(start: date, end: date, precision: _Precision) -> Granularity:
    if precision == "day":
        return "day" if start == end else "days"
    months = _months_between(start, end)
    if start.month == 1 and months % 12 == 0:
        return "year" if months == 12 else "years"
    if start.month == 1 and months == 9:
        return "nine_months"
    is_aligned = (start.month - 1) % months == 0
    return _UNITS.get(months, "months") if is_aligned else "months"


def _accumulation(start: date, end: date, granularity: Granularity) -> Accumulation:
    starts_the_year = (start.month, start.day) == (1, 1) and start.year == end.year
    if starts_the_year and granularity in {"quarter", "half", "nine_months", "months"}:
        return "year_to_date"
    return "flow" if granularity in {"day", "month", "quarter", "half", "year"} else "span"


def _precision(granularity: Granularity) -> _Precision:
    if granularity in {"year", "years"}:
        return "year"
    return "day" if granularity in {"day", "days"} else "month"


def _written(day: date, precision: _Precision) -> str:
    return day.isoformat()[: {"year": 4, "month": 7, "day": 10}[precision]]


def _stretch_vi(
    start: date, end: date, granularity: Granularity, accumulation: Accumulation
) -> str:
    match granularity:
        case "day":
            return f"ngày {_day_vi(end)}"
        case "days":
            return f"từ ngày {_day_vi(start)} đến ngày {_day_vi(end)}"
        case "month":
            return f"tháng {end.month}/{end.year}"
        case "quarter":
            return f"quý {_ROMAN[(end.month - 1) // 3]}/{end.year}"
        case "half":
            return f"6 tháng {'đầu' if end.month == 6 else 'cuối'} năm {end.year}"
        case "year":
            return f"năm {end.year}"
        case "years":
            return f"giai đoạn {start.year}-{end.year}"
    if accumulation == "year_to_date":
        return f"{end.month} tháng đầu năm {end.year}"
    return f"từ tháng {start.month}/{start.year} đến tháng {end.month}/{end.year}"


def _stretch_en(start: date, end: date, granularity: Granularity) -> str:
    match granularity:
        case "day":
            return _day_en(end)
        case "days":
            return f"{_day_en(start)} to {_day_en(end)}"
        case "month":
            return _month_en(end)
        case "quarter":
            return f"Q{(end.month - 1) // 3 + 1} {end.year}"
        case "half":
            return f"H{1 if end.month == 6 else 2} {end.year}"
        case "year":
            return f"{end.year}"
        case "years":
            return f"{start.year} to {end.year}"
    first = _month_en(start) if start.year != end.year else _MONTHS_EN[start.month - 1]
    return f"{first} to {_month_en(end)}"


def _month_en(day: date) -> str:
    return f"{_MONTHS_EN[day.month - 1]} {day.year}"


def _day_vi(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


def _day_en(day: date) -> str:
    return f"{day.day} {_month_en(day)}"
