"""The columns of a table as a whole: what each one leaves unsaid is taken from those beside it.

A growth rate and an index look alike. Which one a column holds is told, in this order, by its words, by the formula
under its head (`5=4/3`), by the levels in the same rows (what they give when divided), and by all its values together;
where these leave it open the column is in doubt.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

import regex

from extract.cues import BasisCue, PeriodCue
from extract.tables.heads import Sense

_FORMULA: Final = regex.compile(r"\(?(?P<own>\d{1,2})\)?\s?=\s?(?P<right>.+?)\)?\s*$")
_OPERAND: Final = regex.compile(r"\d{1,3}")
_INDEX_LOW, _INDEX_HIGH = Decimal(40), Decimal(250)
_NEAR_NOUGHT: Final = Decimal(35)
_MIDDLE_LOW, _MIDDLE_HIGH = Decimal(70), Decimal(160)
_ENOUGH: Final = 4
_HABIT: Final = 4
"""Columns told for certain that make a habit."""
_TOLERANCE: Final = Decimal("0.15")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of figures: its place, head and mark (`5=4/3`), what they say, and its values by row."""

    column: int
    head: str
    levels: tuple[str, ...]
    mark: str
    sense: Sense
    values: Mapping[int, Decimal]


def settled(
    columns: Sequence[Column], *, is_index: bool, grows: bool, habit: str = ""
) -> list[Column]:
    """Return the columns with what their heads left open; the title may say that all are indices, or growth rates.

    `habit` is what the document's other tables give such columns, `index` or `growth_pct`, where they are of one mind.
    """
    out = [_with_formula(column, columns) for column in columns]
    out = [_covering(column, out) for column in out]
    out = [_beside(column, out) for column in out]
    out = [_dated(column, out) for column in out]
    out = [_told(column, out, is_index=is_index, grows=grows, habit=habit) for column in out]
    return [_with_status(column, out) for column in out]


def _with_formula(column: Column, columns: Sequence[Column]) -> Column:
    found = _FORMULA.match(column.mark)
    if not found:
        return column
    right = found["right"]
    numbered = {_number(c.mark): c for c in columns if _number(c.mark)}
    operands = [numbered[n] for n in _OPERAND.findall(right) if n in numbered]
    sense = column.sense
    if len(operands) < 2:
        return column
    first, second = operands[0], operands[1]
    if "/" not in right and "-" in right and sense.measure in ("level", "ratio", "change", "open"):
        sense = replace(sense, measure="change_abs", basis=sense.basis or _base_of(first, second))
    elif ("/" in right or ":" in right) and sense.measure in (
        "level",
        "ratio",
        "open",
        "change",
        "index",
    ):
        is_change = "-" in right
        basis = sense.basis or _base_of(first, second)
        is_plan = bool(basis) and basis is not None and basis.basis == "plan"
        measure = "plan_pct" if is_plan else "growth_pct" if is_change else "index"
        sense = replace(sense, measure=measure, basis=basis)
    if sense.period is None and first.sense.period is not None and first.sense.measure == "level":
        sense = replace(sense, period=first.sense.period)
    rules = (*sense.rules, ("measure", "formula_under_the_head"))
    return replace(column, sense=replace(sense, rules=rules))


def _number(mark: str) -> str:
    found = regex.match(r"\(?(\d{1,2})\)?", mark.strip())
    return found[1] if found else ""


def _base_of(own: Column, base: Column) -> BasisCue | None:
    """What `base` is to `own`: its plan, the same time a year or a month before."""
    if base.sense.status in ("plan", "target"):
        return BasisCue(start=0, end=0, basis="plan")
    if base.sense.shift == -12:
        return BasisCue(start=0, end=0, basis="same_period")
    a, b = own.sense.period, base.sense.period
    if a is None or b is None:
        return None
    if (
        a.kind == b.kind
        and a.first == b.first
        and (a.year or 0) - (b.year or 0) == 1
        and a.year
        and b.year
    ):
        return BasisCue(start=0, end=0, basis="same_period")
    if (
        a.kind == b.kind == "month"
        and (a.year or b.year) == (b.year or a.year)
        and a.first - b.first == 1
    ):
        return BasisCue(start=0, end=0, basis="prev_month")
    return None


def _beside(column: Column, columns: Sequence[Column]) -> Column:
    """`Cùng kỳ 2019` without a time of its own has that of the level it stands beside, a year before."""
    sense = column.sense
    if not sense.is_beside:
        return column
    others = [
        c
        for c in columns
        if c.sense.measure == "level"
        and c.sense.period
        and not c.sense.shift
        and c is not column
        and c.sense.status != "plan"
    ]
    periods = {_signature(c.sense.period) for c in others}
    if not others:
        return column
    nearest = min(others, key=lambda c: (abs(c.column - column.column), c.column > column.column))
    in_doubt = len(periods) > 1
    return replace(
        column,
        sense=replace(
            sense,
            period=nearest.sense.period,
            is_beside=False,
            is_doubtful=sense.is_doubtful or in_doubt,
            rules=(*sense.rules, ("period", "year_before_the_column_beside")),
        ),
    )


def _covering(column: Column, columns: Sequence[Column]) -> Column:
    """A level of which nothing is said is an estimate where the time that it ends with is one: `Cộng dồn 6 tháng`."""
    sense = column.sense
    if sense.status or sense.measure != "level" or sense.shift or sense.period is None:
        return column
    end = _end_of(sense.period)
    if sense.period.kind == "year_to_date":
        end = max((e for c in columns if (e := _end_of_month(c))), default=None)
    for other in columns:
        own = other.sense
        is_last = own.period and own.period.kind in ("month", "quarter")
        if own.status != "estimate" or own.measure != "level" or not own.period or not is_last:
            continue
        if end and _end_of(own.period) == end:
            rules = (*sense.rules, ("status", "covers_an_estimate"))
            return replace(column, sense=replace(sense, status="estimate", rules=rules))
    return column


def _end_of(period: PeriodCue) -> tuple[int, int] | None:
    """Year (0 where none is printed) and month in which a period ends, None where the words leave the month open."""
    months = {
        "month": period.first,
        "months": period.first,
        "quarter": 3 * period.first,
        "year": 12,
    }
    month = months.get(period.kind)
    return (period.year or 0, month) if month else None


def _end_of_month(column: Column) -> tuple[int, int] | None:
    """Where the month of a level ends; the latest of them is that of the report, up to which `từ đầu năm` counts."""
    sense = column.sense
    is_month = sense.measure == "level" and sense.period and sense.period.kind == "month"
    return _end_of(sense.period) if is_month and sense.period and sense.status != "plan" else None


def _signature(period: PeriodCue | None) -> tuple[object, ...]:
    if period is None:
        return ()
    is_wide = period.kind == "month" and (period.cumulative or period.horizon)
    return (period.kind, period.year, period.first, period.last, is_wide)


def _dated(column: Column, columns: Sequence[Column]) -> Column:
    """A rate without a time of its own has that of the level it can only belong to."""
    sense = column.sense
    if sense.period is not None or sense.measure in ("level",) or sense.is_beside:
        return column
    basis = sense.basis.basis if sense.basis else ""
    levels = [
        c
        for c in columns
        if c.sense.measure == "level"
        and c.sense.period
        and not c.sense.shift
        and c.sense.status not in ("plan", "target")
    ]
    if basis == "prev_month":
        levels = [c for c in levels if c.sense.period and c.sense.period.kind == "month"]
    if basis in ("plan", "resolution") and len(levels) > 1:
        wide = [c for c in levels if c.sense.period and c.sense.period.kind != "month"]
        levels = wide or levels
    periods = {_signature(c.sense.period) for c in levels}
    if not levels:
        return column
    before = [c for c in levels if c.column < column.column] or levels
    nearest = max(before, key=lambda c: c.column)
    latest = _latest(levels) if basis == "prev_month" else nearest
    in_doubt = len(periods) > 1 and basis not in ("prev_month", "plan")
    return replace(
        column,
        sense=replace(
            sense,
            period=latest.sense.period,
            is_doubtful=sense.is_doubtful or in_doubt,
            rules=(*sense.rules, ("period", "period_of_the_level_beside")),
        ),
    )


def _latest(columns: Sequence[Column]) -> Column:
    def order(column: Column) -> tuple[int, int]:
        period = column.sense.period
        return ((period.year or 0), period.first) if period else (0, 0)

    return max(columns, key=order)


def _told(
    column: Column, columns: Sequence[Column], *, is_index: bool, grows: bool, habit: str
) -> Column:
    """Decide between an index (100 is no change), a growth rate and an absolute change."""
    sense = column.sense
    values = list(column.values.values())
    if sense.measure == "change":
        recomputed = _recomputed(column, columns)
        if recomputed in ("growth_pct", "index"):
            return _decided(column, "growth_pct", "recomputed_from_the_levels")
        if recomputed == "change_abs":
            return _decided(column, "change_abs", "recomputed_from_the_levels")
        if sense.unit and sense.unit.unit not in ("pct", "times"):
            return _decided(column, "change_abs", "unit_of_the_head")
        rest = _by_values(values)
        if rest and len(values) >= _ENOUGH and all(abs(v) < 1000 for v in values):
            return _decided(column, "growth_pct", "words_of_the_head", doubt=True)
        return _decided(column, "change_abs", "words_of_the_head", doubt=True)
    if sense.measure == "open":
        return _against_a_level(column, columns)
    if sense.measure != "ratio":
        return column
    if is_index and not grows:
        return _decided(column, "index", "words_of_the_title")
    recomputed = _recomputed(column, columns)
    if recomputed in ("index", "growth_pct"):
        return _decided(column, recomputed, "recomputed_from_the_levels")
    if grows:
        return _decided(column, "growth_pct", "words_of_the_title")
    told = _by_values(values)
    if told:
        is_sure = len(values) >= _ENOUGH or any(value < 0 for value in values)
        in_doubt = not is_sure and told != habit
        return _decided(column, told, "values_of_the_column", doubt=in_doubt)
    if habit:
        return _decided(column, habit, "as_in_the_other_tables", doubt=True)
    near = sum(value <= _NEAR_NOUGHT for value in values) * 2 > len(values)
    return _decided(column, "growth_pct" if near else "index", "index_or_growth", doubt=True)


def _against_a_level(column: Column, columns: Sequence[Column]) -> Column:
    """A per cent of which nothing is said is told by the levels: against the plan or the year before."""
    levels = [
        c for c in columns if c.sense.measure == "level" and c.sense.rest == column.sense.rest
    ]
    for own in (c for c in levels if _is_of(c, column.sense.period)):
        for base in levels:
            found = _base_of(own, base) if base is not own else None
            measure = _votes(column, own, base) if found else ""
            if found and measure in ("index", "growth_pct"):
                is_plan = found.basis == "plan" and measure == "index"
                sense = replace(column.sense, basis=found)
                told = replace(column, sense=sense)
                return _decided(
                    told, "plan_pct" if is_plan else measure, "recomputed_from_the_levels"
                )
    return column


def _decided(column: Column, measure: str, rule: str, *, doubt: bool = False) -> Column:
    sense = column.sense
    return replace(
        column,
        sense=replace(
            sense,
            measure=measure,
            is_doubtful=sense.is_doubtful or doubt,
            rules=(*sense.rules, ("measure", rule)),
        ),
    )


def _by_values(values: Sequence[Decimal]) -> str:
    """Indices lie about 100 and are never negative, of growth rates many are; small numbers alone tell nothing."""
    if not values:
        return ""
    if any(value < 0 for value in values):
        return "growth_pct"
    within = sum(_INDEX_LOW <= value <= _INDEX_HIGH for value in values)
    middle = sorted(values)[len(values) // 2]
    is_index = within * 4 >= len(values) * 3 and _MIDDLE_LOW <= middle <= _MIDDLE_HIGH
    return "index" if is_index else ""


def habit_of(tables: Sequence[Sequence[Column]]) -> str:
    """What rates against a base are in most tables of a document: `index` or `growth_pct`, empty where it is mixed."""
    told = [
        column.sense.measure
        for columns in tables
        for column in columns
        if column.sense.basis
        and column.sense.measure in ("index", "growth_pct")
        and not column.sense.is_doubtful
    ]
    index = told.count("index")
    if len(told) < _HABIT or index * 10 not in range(len(told), 9 * len(told) + 1):
        most = "index" if index * 2 > len(told) else "growth_pct"
        return most if len(told) >= _HABIT else ""
    return ""


def _recomputed(column: Column, columns: Sequence[Column]) -> str:
    """What the levels of the same rows give: `index`, `growth_pct` or `change_abs`, empty where nothing follows."""
    pair = _levels_for(column, columns)
    return _votes(column, *pair) if pair else ""


def _votes(column: Column, level: Column, against: Column) -> str:
    votes = {"index": 0, "growth_pct": 0, "change_abs": 0}
    for row, value in column.values.items():
        own, base = level.values.get(row), against.values.get(row)
        if own is None or base is None or base == 0:
            continue
        ratio = own / base * 100
        if abs(ratio - value) <= _TOLERANCE:
            votes["index"] += 1
        elif abs(ratio - 100 - value) <= _TOLERANCE:
            votes["growth_pct"] += 1
        elif abs(own - base - value) <= _TOLERANCE * max(Decimal(1), abs(value) / 1000):
            votes["change_abs"] += 1
    best = max(votes, key=lambda k: votes[k])
    return best if votes[best] and votes[best] * 2 > sum(votes.values()) else ""


def _levels_for(column: Column, columns: Sequence[Column]) -> tuple[Column, Column] | None:
    """The level that a rate is of and the one that it is against, where the table gives both."""
    sense = column.sense
    basis = sense.basis.basis if sense.basis else ""
    levels = [c for c in columns if c.sense.measure == "level" and c.sense.rest == sense.rest]
    owns = [c for c in levels if _is_of(c, sense.period)]
    for own in owns:
        for base in levels:
            found = _base_of(own, base)
            if base is not own and found and found.basis == basis:
                return own, base
    return None


def _is_of(column: Column, period: PeriodCue | None) -> bool:
    own = column.sense
    return not own.shift and own.status != "plan" and _is_same_time(own.period, period)


def _is_same_time(one: PeriodCue | None, other: PeriodCue | None) -> bool:
    """Whether two heads name one time; where only one prints the year, the other is of that year."""
    if one is None or other is None:
        return one is other
    if {one.kind, other.kind} == {"months", "year_to_date"}:
        return one.year == other.year or None in (one.year, other.year)
    if one.year is None or other.year is None:
        one, other = replace(one, year=None), replace(other, year=None)
    return _signature(one) == _signature(other)


def _with_status(column: Column, columns: Sequence[Column]) -> Column:
    """A rate is as sure as the level of the same time."""
    sense = column.sense
    if sense.status or sense.measure == "level":
        return column
    for other in columns:
        if (
            other.sense.measure == "level"
            and other.sense.status in ("estimate", "forecast")
            and (_is_of(other, sense.period))
        ):
            rules = (*sense.rules, ("status", "status_of_the_level_beside"))
            return replace(column, sense=replace(sense, status=other.sense.status, rules=rules))
    return column
