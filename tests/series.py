"""Databases of reports made by hand, with the whole vocabulary: for what series show of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from normalize.model import LedgerRow, Report
from normalize.vocabulary import Vocabulary, load_vocabulary
from queries.asking import ask_in_sql
from queries.implied.running import derive_pending
from store.database import reading, writing
from store.loading import load_report
from tests.beginning import begun
from tests.builders import report

Rows = list[tuple[object, ...]]


@cache
def whole_vocabulary() -> Vocabulary:
    """The shipped vocabulary."""
    return load_vocabulary()


def build(path: Path, *reports: Report, is_derived: bool = False) -> Path:
    """Make a database of `reports`, loaded in this order, with what follows from them if `is_derived`."""
    with writing(begun(path, whole_vocabulary)) as connection:
        for made in reports:
            load_report(connection, made)
        if is_derived:
            derive_pending(connection)
    return path


def rows_of(path: Path, statement: str) -> Rows:
    """Return the answer to `statement`."""
    with reading(path) as connection:
        return list(ask_in_sql(connection, statement).rows)


def issued(day: date | None, *figures: LedgerRow, province: str = "tra_vinh") -> Report:
    """A report of `day` with `figures`, each put at a place of its own; without a day it is about no known time."""
    placed = (
        replace(row, start=20 * n, end=20 * n + len(row.digits))
        for n, row in enumerate(figures, start=1)
    )
    period, cumulative = ("2020-07", "2020-01/2020-07") if day else ("", "")
    return report(
        *placed,
        name=f"{province}-{day}.txt",
        province=province,
        issued_on=day,
        period=period,
        cumulative=cumulative,
    )
