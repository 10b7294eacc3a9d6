"""From the words that date a figure to its reference period, given what the report is about.

Notation of the result: see `normalize.periods`. A flow without words of its own has the report's period, a stock is
as of the report's last month, marked with `@`.
"""

from __future__ import annotations

from dataclasses import dataclass

from extract.cues import PeriodCue
from extract.grammar.reading import Reading
from normalize.model import ReportProfile


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The report's own times: its `year` and last `month`, the period of a flow and of a month that name no other."""

    year: int
    month: int
    flow: str
    month_period: str
    cumulative: str
    covers_month: bool

    @property
    def as_of(self) -> str:
        """The report's last month, as a time at which something stood."""
        return f"@{self.year}-{self.month:02}"


def calendar_of(profile: ReportProfile) -> Calendar | None:
    """Return the times of a report, or None where neither title nor letterhead gives a year."""
    anchor = profile.period or profile.issued_period
    if not anchor:
        return None
    last = anchor.split("/")[-1]
    year = int(last[:4])
    month = int(last[5:7]) if len(last) >= 7 else 12
    issued = profile.issued_period
    if len(last) == 4 and issued and issued[:4] == last[:4]:
        month = int(issued[5:7])
    cumulative = f"{year}-01/{year}-{month:02}"
    return Calendar(
        year=year,
        month=month,
        flow=profile.cumulative or profile.period or anchor,
        month_period=f"{year}-{month:02}",
        cumulative=profile.cumulative or cumulative,
        covers_month=profile.kind == "month" and bool(profile.cumulative),
    )


def calendar_of_words(cue: PeriodCue | None) -> Calendar | None:
    """Return a calendar by which words that name their own year can be dated in a report that gives none."""
    if cue is None or cue.year is None or cue.kind not in ("year", "quarter", "months", "month"):
        return None
    year = str(cue.year)
    return Calendar(
        year=cue.year,
        month=12,
        flow=year,
        month_period=f"{year}-12",
        cumulative=f"{year}-01/{year}-12",
        covers_month=False,
    )


def period_of(reading: Reading, nature: str, calendar: Calendar) -> tuple[str, str]:
    """Return the reference period of a reading and the rule that decided it."""
    stock = _is_stock(reading, nature)
    cue, rule = reading.period, "period_of_the_clause"
    section = reading.section
    if cue is None and section.status in ("target", "forecast") and not reading.is_standing:
        cue, rule = section.period, "period_of_the_section"
    if stock and cue is not None and cue.kind in ("report_month", "this_year") and not cue.horizon:
        cue = None
    named = cue is not None and (
        cue.kind in ("year", "years", "last_months")
        or (cue.kind == "quarter" and not cue.cumulative)
    )
    if reading.is_planned and not named:
        return str(calendar.year), "year_of_the_plan"
    if cue is None:
        text, rule = (
            (calendar.as_of, "as_of_the_report")
            if stock
            else (calendar.flow, "period_of_the_report")
        )
    elif stock:
        text = _stock(cue, reading, calendar)
    else:
        text = _flow(cue, calendar)
    return _shifted(text, reading.shift, calendar), rule


def _is_stock(reading: Reading, nature: str) -> bool:
    """Stocks, rates and standing counts are as of a time; what is newly made or acted on in a span is a flow of it."""
    stock = nature in ("stock", "rate", "count") or (nature == "" and reading.is_stock)
    meaning = reading.meaning
    if not meaning or reading.figure.unit not in ("count", "commune", "ha", "kWp", "MWp"):
        return stock or (reading.figure.unit == "day" and reading.measure == "level")
    acted = (
        stock
        and reading.aspect == "other"
        and not reading.is_standing
        and meaning.concept != "power_project"
    )
    to_date = (
        reading.period is not None
        and reading.period.kind == "to_date"
        and not reading.period.cumulative
    )
    if acted or meaning.nature == "flow":
        return to_date
    return stock


def _year(cue: PeriodCue, calendar: Calendar) -> int:
    return cue.year or calendar.year


def _stock(cue: PeriodCue, reading: Reading, calendar: Calendar) -> str:
    year = _year(cue, calendar)
    if cue.kind == "day" and cue.day:
        return f"@{cue.day}"
    if cue.kind == "day" and cue.first:
        return f"@{year}-{cue.first:02}-{cue.last:02}"
    if cue.kind == "year":
        return str(year)
    if cue.kind == "years":
        changed = reading.measure in ("change_abs", "growth_pct")
        targeted = reading.section.status == "target" and reading.period is None
        if targeted and not changed:
            return str(cue.last)
        planned = changed or (reading.status or reading.section.status) in ("plan", "target")
        return f"{cue.first}/{cue.last}" if planned else calendar.as_of
    if cue.kind == "this_year":
        return str(calendar.year)
    if cue.kind == "last_year":
        return str(calendar.year - 1)
    if cue.kind == "month":
        return f"@{year}-{cue.first:02}"
    if cue.kind == "months":
        return f"@{year}-{cue.first:02}"
    if cue.kind == "quarter":
        return f"@{year}-{3 * cue.first:02}"
    if cue.kind == "last_months":
        return f"@{year}-12"
    return calendar.as_of


def _flow(cue: PeriodCue, calendar: Calendar) -> str:
    year = _year(cue, calendar)
    if cue.kind == "month":
        if cue.cumulative or cue.horizon:
            return f"{year}-01/{year}-{cue.first:02}"
        return f"{year}-{cue.first:02}"
    if cue.kind == "months":
        return str(year) if cue.first == 12 else f"{year}-01/{year}-{cue.first:02}"
    if cue.kind == "last_months":
        return f"{year}-{13 - cue.first:02}/{year}-12"
    if cue.kind == "quarter":
        first = 1 if cue.cumulative else 3 * cue.first - 2
        return f"{year}-{first:02}/{year}-{3 * cue.first:02}"
    if cue.kind == "year":
        return str(year)
    if cue.kind == "years":
        return f"{cue.first}/{cue.last}"
    if cue.kind == "days":
        return cue.day
    if cue.kind == "day" and cue.day:
        return f"@{cue.day}"
    if cue.kind == "year_to_date":
        return f"{year}-01/{year}-{calendar.month:02}" if year == calendar.year else str(year)
    if cue.kind == "report_month":
        return calendar.month_period
    if cue.kind == "to_date":
        return calendar.cumulative if cue.cumulative else calendar.flow
    if cue.kind == "this_year":
        return str(calendar.year)
    if cue.kind == "last_year":
        return str(calendar.year - 1)
    return calendar.flow


def _shifted(text: str, months: int, calendar: Calendar) -> str:
    """Move a period by twelve months back, or by one; spans move as a whole."""
    if not months or not text:
        return text
    mark = "@" if text.startswith("@") else ""
    return mark + "/".join(_moved(part, months) for part in text.removeprefix("@").split("/"))


def _moved(part: str, months: int) -> str:
    if months == -12 or len(part) == 4:
        return f"{int(part[:4]) - 1}{part[4:]}"
    total = int(part[:4]) * 12 + int(part[5:7]) - 1 + months
    return f"{total // 12}-{total % 12 + 1:02}"
