"""Periods in the ledger's notation: the one a year or a month earlier, what lies within what."""

from __future__ import annotations

from functools import lru_cache

from normalize.periods import Period, parse_period


@lru_cache(maxsize=4096)
def period_of(notation: str) -> Period | None:
    """Return the period, None for the unknown one."""
    found = parse_period(notation)
    return found if found is not None and found.start is not None else None


@lru_cache(maxsize=4096)
def earlier(notation: str, months: int) -> str:
    """Return the period `months` earlier, empty where it is unknown or such a step makes no sense for it."""
    if period_of(notation) is None:
        return ""
    mark = "@" if notation.startswith("@") else ""
    parts = [_part(part, months) for part in notation.removeprefix("@").split("/")]
    return "" if "" in parts else mark + "/".join(parts)


def _part(part: str, months: int) -> str:
    if months % 12 == 0:
        return f"{int(part[:4]) - months // 12:04}{part[4:]}"
    if len(part) != 7:
        return ""
    number = int(part[:4]) * 12 + int(part[5:7]) - 1 - months
    return f"{number // 12:04}-{number % 12 + 1:02}"


def base_period(notation: str, basis: str) -> str:
    """Return the period that a change is measured against, empty where the basis is no period."""
    if basis == "same_period":
        return earlier(notation, 12)
    if basis == "prev_month":
        period = period_of(notation)
        return earlier(notation, 1) if period and period.months == 1 else ""
    if basis == "prev_quarter":
        period = period_of(notation)
        return earlier(notation, 3) if period and period.months == 3 else ""
    if basis == "prev_december":
        month = single_month(notation)
        return f"{month[0] - 1:04}-12" if month else ""
    return ""


@lru_cache(maxsize=4096)
def year_to_date(notation: str) -> tuple[int, int] | None:
    """Return year and last month of a stretch that begins in January and stays in its year, else None."""
    period = period_of(notation)
    if period is None or period.start is None or period.end is None or period.months is None:
        return None
    if notation.startswith("@") or period.start.month != 1 or period.start.year != period.end.year:
        return None
    return period.end.year, period.end.month


@lru_cache(maxsize=4096)
def single_month(notation: str) -> tuple[int, int] | None:
    """Return year and month of a month, also of a moment within one, else None."""
    period = period_of(notation)
    if period is None or period.start is None or period.months != 1:
        return None
    return period.start.year, period.start.month


@lru_cache(maxsize=4096)
def lies_within(inner: str, outer: str) -> bool:
    """Tell whether the first stretch is a smaller part of the second."""
    one, other = period_of(inner), period_of(outer)
    if one is None or other is None or inner == outer or "@" in inner + outer:
        return False
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return False
    return other.start <= one.start and one.end <= other.end


def month_notation(year: int, month: int) -> str:
    """Return the notation of a month."""
    return f"{year:04}-{month:02}"
