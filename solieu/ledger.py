"""The ledger of a report as CSV, in the columns and the order of the annotation guide."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TextIO

from extract.errors import UnreadableDocument
from normalize.model import LEDGER_COLUMNS, LedgerRow
from queries.plain import plain


def write_ledger(rows: Iterable[LedgerRow], file: TextIO) -> None:
    """Write `rows` with a head line to `file`; lines end with a line feed."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(LEDGER_COLUMNS)
    for row in rows:
        writer.writerow(ledger_record(row).values())


def write_doubtful(rows: Iterable[LedgerRow], file: TextIO) -> None:
    """Write the rows of which another reading was nearly as good, and the malformed ones.

    Behind the ledger's columns stand the line in the file, the rules that decided (`column=rule`, by blanks) and the
    sentence as healed.
    """
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow((*LEDGER_COLUMNS, "line", "rules", "sentence"))
    for row in rows:
        if row.is_doubtful or row.role == "malformed":
            rules = " ".join(f"{column}={rule}" for column, rule in row.rules)
            writer.writerow((*ledger_record(row).values(), row.line, rules, row.context))


def ledger_record(row: LedgerRow) -> dict[str, str]:
    """Return `row` as text by column."""
    return {column: plain(getattr(row, column)) for column in LEDGER_COLUMNS}


def read_ledger(path: Path) -> list[Mapping[str, str]]:
    """Read a ledger that `write_ledger` or an annotator wrote.

    Raises UnreadableDocument if the file cannot be read or is no ledger.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows: list[Mapping[str, str]] = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UnreadableDocument(f"{path}: cannot be read as a CSV file ({error})") from error
    if not rows or not set(LEDGER_COLUMNS) <= rows[0].keys():
        raise UnreadableDocument(f"{path}: no ledger; its columns are {','.join(LEDGER_COLUMNS)}")
    for line, row in enumerate(rows, start=2):
        if not row["start"].isdecimal():
            raise UnreadableDocument(f"{path}, row {line}: start is no offset; correct it")
    return rows
