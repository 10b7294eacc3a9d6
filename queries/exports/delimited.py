"""CSV: a tidy file a relation, and one that says what the columns mean.

Two dialects: for programs (comma, decimal dot, UTF-8) and for a spreadsheet that is set up in Vietnamese (semicolon,
decimal comma, byte order mark). In the second a text that a spreadsheet would take for a formula has an apostrophe
before it (OWASP, CSV injection); figures are never touched.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TextIO

from queries.exports.rows import Column, Kind, Rows

_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
_ENDS: Final = "\r\n"
COLUMN_HEADS: Final = ("relation", "column", "type", "meaning")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How a CSV file is written; `encoding` says whether with a byte order mark."""

    delimiter: str
    decimal_mark: str
    encoding: str
    is_for_spreadsheets: bool


TIDY: Final = Dialect(delimiter=",", decimal_mark=".", encoding="utf-8", is_for_spreadsheets=False)
EXCEL: Final = Dialect(
    delimiter=";", decimal_mark=",", encoding="utf-8-sig", is_for_spreadsheets=True
)


def write_tidy(rows: Rows, path: Path, dialect: Dialect = TIDY) -> int:
    """Write `rows` with their columns as head and return their number."""
    kinds = [column.kind for column in rows.columns]
    return write_lines(path, rows.names(), in_dialect(rows.texts(), kinds, dialect), dialect)


def write_columns(
    columns: Iterable[tuple[str, Column]], path: Path, dialect: Dialect = TIDY
) -> int:
    """Write what each column, given with its relation, holds and means."""
    documented = (
        (relation, column.name, column.kind.value, column.meaning) for relation, column in columns
    )
    kinds = [Kind.TEXT] * len(COLUMN_HEADS)
    return write_lines(path, COLUMN_HEADS, in_dialect(documented, kinds, dialect), dialect)


def write_lines(
    path: Path, heads: Sequence[str], lines: Iterable[Sequence[str]], dialect: Dialect = TIDY
) -> int:
    """Write `lines` of finished fields under `heads` and return their number without the head."""
    count = 0
    with path.open("w", encoding=dialect.encoding, newline="") as file:
        writer = csv.writer(_Unix(file), delimiter=dialect.delimiter, lineterminator=_ENDS)
        writer.writerow(heads)
        for line in lines:
            writer.writerow(line)
            count += 1
    return count


@dataclass(frozen=True, slots=True)
class _Unix:
    """What a CSV writer writes to: Python 3.11 quotes a carriage return only if lines end with one, and ours do not."""

    file: TextIO

    def write(self, line: str) -> int:
        return self.file.write(line.removesuffix(_ENDS) + "\n")


def in_dialect(
    lines: Iterable[Sequence[str]], kinds: Sequence[Kind], dialect: Dialect
) -> Iterator[Sequence[str]]:
    """Yield `lines` of fields of those `kinds` as `dialect` wants them."""
    if not dialect.is_for_spreadsheets:
        yield from lines
        return
    for line in lines:
        yield [_for_a_spreadsheet(*field, dialect) for field in zip(line, kinds, strict=True)]


def _for_a_spreadsheet(text: str, kind: Kind, dialect: Dialect) -> str:
    if kind is Kind.DECIMAL:
        return text.replace(".", dialect.decimal_mark)
    if kind is Kind.TEXT and text.startswith(_FORMULA_STARTS):
        return f"'{text}"
    return text
