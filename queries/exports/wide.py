"""Wide CSV: a row a series, a column a period."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from queries.exports.delimited import Dialect, in_dialect, write_lines
from queries.exports.rows import Kind, Rows

CONTENTS: Final = ("value", "low", "high", "obs_status")
"""What of a point is put under its period, a file each."""
_MOMENT: Final = "@"


@dataclass(frozen=True, slots=True, kw_only=True)
class WideTable:
    """Series by period: the columns that tell the series apart, their values, and a field for each period.

    `fields[series][period]` is the text of the wanted column; where there is no point, there is no entry.
    """

    keys: tuple[str, ...]
    periods: tuple[str, ...]
    fields: dict[tuple[str, ...], dict[str, str]]


def key_columns(rows: Rows) -> tuple[str, ...]:
    """Return the columns that tell a series from others: those before its period, and its key."""
    names = rows.names()
    return (*names[: names.index("period")], "series_key")


def widen(rows: Rows, content: str) -> WideTable:
    """Put the column `content` of `rows` under its periods; a moment within a month stands under the month.

    Raises ValueError if a series has two points in a period, which no series view has.
    """
    keys = key_columns(rows)
    places: dict[str, tuple[str, str]] = {}
    fields: dict[tuple[str, ...], dict[str, str]] = {}
    for last_day, first_day, period, text, *key in rows.texts(
        "period_to", "period_from", "period", content, *keys
    ):
        name = period.removeprefix(_MOMENT)
        places[name] = (last_day, first_day)
        points = fields.setdefault(tuple(key), {})
        if name in points:
            raise ValueError(f"{rows.name}: two points of {key} in {name}")
        points[name] = text
    return WideTable(
        keys=keys, periods=tuple(sorted(places, key=lambda p: (places[p], p))), fields=fields
    )


def write_wide(rows: Rows, content: str, path: Path, dialect: Dialect) -> int:
    """Write the column `content` of `rows` under its periods and return the number of series."""
    table = widen(rows, content)
    kinds = [Kind.TEXT] * len(table.keys) + [rows.column(content).kind] * len(table.periods)
    lines = in_dialect(_lines(table), kinds, dialect)
    return write_lines(path, (*table.keys, *table.periods), lines, dialect)


def _lines(table: WideTable) -> Iterator[Sequence[str]]:
    for key, points in sorted(table.fields.items()):
        yield (*key, *(points.get(period, "") for period in table.periods))
