"""Rows on standard output: a table for people, CSV and JSON for programs."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Sequence
from decimal import Decimal
from enum import StrEnum

from queries.plain import plain, to_json

Record = Sequence[object]


class Format(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def print_rows(columns: Sequence[str], rows: Iterable[Record], form: Format) -> None:
    """Print `rows` on standard output; a table is cut to the width of a terminal, never in a pipe."""
    match form:
        case Format.TABLE:
            print_table(columns, list(rows))
        case Format.CSV:
            writer = csv.writer(sys.stdout, lineterminator="\n")
            writer.writerow(columns)
            writer.writerows([plain(value) for value in row] for row in rows)
        case Format.JSON:
            _print_json(columns, rows)


def print_table(columns: Sequence[str], rows: Sequence[Record], title: str = "") -> None:
    """Print a table, numbers to the right, under a line `title`."""
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for position, column in enumerate(columns):
        is_number = any(_is_number(row[position]) for row in rows)
        table.add_column(column, justify="right" if is_number else "left", overflow="fold")
    for row in rows:
        table.add_row(*(plain(value) for value in row))
    console = Console(file=sys.stdout, markup=False, highlight=False)
    if not console.is_terminal:
        console.width = console.measure(table).maximum if rows else console.width
    if title:
        console.print(title, style="bold", soft_wrap=True)
    console.print(table)


def without_constants(
    columns: Sequence[str], rows: Sequence[Record]
) -> tuple[str, list[str], list[list[object]]]:
    """Return the columns that tell rows apart, and a line that names what all rows share."""
    values = {column: {plain(row[i]) for row in rows} for i, column in enumerate(columns)}
    shared = {column: found for column, found in values.items() if len(found) == 1}
    title = " · ".join(f"{column}: {value}" for column, (value,) in shared.items() if value)
    kept = [i for i, column in enumerate(columns) if column not in shared]
    return title, [columns[i] for i in kept], [[row[i] for i in kept] for row in rows]


def _print_json(columns: Sequence[str], rows: Iterable[Record]) -> None:
    separator = "["
    for row in rows:
        record = to_json(dict(zip(columns, row, strict=True)))
        sys.stdout.write(f"{separator}\n  {record}")
        separator = ","
    sys.stdout.write("[]\n" if separator == "[" else "\n]\n")


def _is_number(value: object) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)
