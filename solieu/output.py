"""Rows on standard output: a table for people, CSV and JSON for programs."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from enum import StrEnum
from itertools import groupby
from typing import Any

from extract.naming import printable_text
from queries.plain import plain, to_json

Record = Sequence[object]

_SERIES_KEY = (
    "province", "indicator", "product", "measure", "basis", "unit", "other_unit", "price_base", "scenario",
    "series_key",
)  # fmt: skip
_UNSAID = frozenset({"", "none", "unstated", "outturn"})
_POINT_HEADS = ("period", "value", "status", "vintages", "report", "observation_id")

# A pipe has no width: nothing is folded.
_PIPE_WIDTH = 100_000


class Format(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def print_rows(
    columns: Sequence[str],
    rows: Iterable[Record],
    form: Format,
    heads: Mapping[str, str] | None = None,
) -> None:
    """Print `rows` on standard output; of a table only the columns of `heads`, under the heads that it gives them."""
    match form:
        case Format.TABLE:
            shown = heads or {column: column for column in columns}
            places = [columns.index(column) for column in shown]
            print_table(list(shown.values()), [[row[i] for i in places] for row in rows])
        case Format.CSV:
            writer = csv.writer(sys.stdout, lineterminator="\n")
            writer.writerow(columns)
            writer.writerows([plain(value) for value in row] for row in rows)
        case Format.JSON:
            _print_json(columns, rows)


def print_table(heads: Sequence[str], rows: Sequence[Record], title: str = "") -> None:
    """Print a table under a line `title`, numbers to the right; it is folded on a terminal and never in a pipe."""
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for position, head in enumerate(heads):
        is_number = any(_is_number(row[position]) for row in rows)
        table.add_column(
            head,
            justify="right" if is_number else "left",
            overflow="fold",
            no_wrap=is_number or head.endswith("_id"),
        )
    for row in rows:
        table.add_row(*(printable_text(plain(value)) for value in row))
    console = Console(file=sys.stdout, markup=False, highlight=False)
    if not console.is_terminal:
        console.width = _PIPE_WIDTH
    if title:
        console.print(title, style="bold", soft_wrap=True)
    console.print(table)


def print_series(points: Iterable[Mapping[str, Any]], *, with_sparklines: bool) -> None:
    """Print points of series, already in order, as one table a series under a line that says which.

    Gaps that follow each other share a row. Where asked for, a line of blocks follows for each frequency.
    """
    blocks = groupby(points, key=lambda point: [plain(point[column]) for column in _SERIES_KEY])
    for key, block in blocks:
        title = " · ".join(part for part in key[:-1] if part not in _UNSAID)
        series = list(block)
        print_table(_POINT_HEADS, list(_point_rows(series)), title)
        if with_sparklines:
            for line in _sparklines(series):
                sys.stdout.write(f"{line}\n")
        sys.stdout.write("\n")


def _point_rows(points: Sequence[Mapping[str, Any]]) -> Iterator[tuple[object, ...]]:
    """Yield the rows of a series: each period once, though a first quarter is among quarters and cumulated months."""
    shown: set[object] = set()
    for origin, group in groupby(points, key=lambda p: (p["frequency"], p["origin"] == "missing")):
        fresh = [point for point in group if point["period"] not in shown]
        shown |= {point["period"] for point in fresh}
        if origin[1] and fresh:
            first, last = fresh[0]["period"], fresh[-1]["period"]
            yield (first if len(fresh) == 1 else f"{first} … {last}", "", "missing", *[""] * 3)
        else:
            yield from map(_point_row, fresh)


def _point_row(point: Mapping[str, Any]) -> tuple[object, ...]:
    if point["origin"] == "implied":
        value = interval_text(point["low"], point["high"])
        return (point["period"], value, "implied", "", "", "")
    vintages = f"{point['n_vintages']}" + ("?" if point["n_values"] != 1 else "")
    value = f"{point['qualifier']}{plain(point['value'])}" if point["qualifier"] else point["value"]
    return (
        point["period"],
        value,
        point["status"],
        vintages,
        point["document"],
        point["observation_id"],
    )


def interval_text(low: Decimal, high: Decimal) -> str:
    """Return the interval with two digits of its width, rounded outwards; a point as it is."""
    if low == high:
        return plain(low)
    exponent = min((high - low).adjusted() - 1, 0)
    place = Decimal(1).scaleb(exponent)
    least, most = low.quantize(place, ROUND_FLOOR), high.quantize(place, ROUND_CEILING)
    return f"{plain(least)} to {plain(most)}"


def _sparklines(points: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    from solieu.drawing.sparkline import sparkline  # noqa: PLC0415

    for frequency, group in groupby(points, key=lambda point: str(point["frequency"])):
        run = list(group)
        if frequency != "other" and sum(point["value"] is not None for point in run) > 1:
            blocks = sparkline([point["value"] for point in run])
            yield f"{frequency:<10} {run[0]['period']} {blocks} {run[-1]['period']}"


def _print_json(columns: Sequence[str], rows: Iterable[Record]) -> None:
    separator = "["
    for row in rows:
        record = to_json(dict(zip(columns, row, strict=True)))
        sys.stdout.write(f"{separator}\n  {record}")
        separator = ","
    sys.stdout.write("[]\n" if separator == "[" else "\n]\n")


def _is_number(value: object) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)
