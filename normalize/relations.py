"""What must hold between figures, as data: partitions, balances, rates of two stocks, stocks with their flows, cues.

A partition names parts that together are the whole; a part that is not required may be missing. A balance is a signed
sum that is nought. A rate is its numerator as a percentage of its denominator. A flow adds to its stock. Cues are the
words by which a sentence itself says that parts make a whole.

A folder of the user's own may hold files of the same names; its rows are added, and a partition, balance, rate, stock
or phrase that is in it takes the place of the shipped one.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from io import StringIO
from pathlib import Path
from typing import Final, Literal, get_args

from extract.errors import VocabularyError
from extract.spelling import fold

CueKind = Literal["declares", "includes", "remainder", "such_as", "ends"]

TABLES: Final[Mapping[str, tuple[str, ...]]] = {
    "partitions": ("partition", "indicator", "whole", "part", "is_required", "source"),
    "balances": ("balance", "indicator", "product", "sign", "is_required", "source"),
    "rates": ("rate", "numerator", "denominator", "source"),
    "stocks": ("stock", "flow", "source"),
    "several": ("indicator", "source"),
    "relation_cues": ("phrase", "kind", "source"),
}
"""The files and their columns; the first column names the relation that a row belongs to."""

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Partition:
    """Parts of `whole` (a breakdown, or `total`) of an indicator that leave nothing out."""

    name: str
    indicator: str
    whole: str
    required: tuple[str, ...]
    optional: tuple[str, ...]

    @property
    def parts(self) -> tuple[str, ...]:
        """All parts, the required ones first."""
        return self.required + self.optional


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceTerm:
    """One term of a balance."""

    indicator: str
    product: str
    sign: int
    is_required: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Relations:
    """Everything that the reference files say of relations.

    `rates` maps a rate to its numerator and denominator, `stocks` a stock to its flow; `several` names indicators of
    which a report gives figures of several groups that nothing but its words tells apart; `cues` holds the folded
    phrases by kind, the longest first.
    """

    partitions: tuple[Partition, ...]
    balances: Mapping[str, tuple[BalanceTerm, ...]]
    rates: Mapping[str, tuple[str, str]]
    stocks: Mapping[str, str]
    several: frozenset[str]
    cues: Mapping[CueKind, tuple[str, ...]]


def load_relations(overrides: Path | None = None) -> Relations:
    """Read the shipped relations and, where given, those of the folder `overrides`.

    Raises:
        VocabularyError: a file has other columns than it should, or a sign or a kind of cue that there is not.
    """
    rows = {name: _read_table(name, overrides) for name in TABLES}
    return Relations(
        partitions=tuple(_partition(name, own) for name, own in _grouped("partitions", rows)),
        balances={
            name: tuple(_term(row) for row in own) for name, own in _grouped("balances", rows)
        },
        rates={row["rate"]: (row["numerator"], row["denominator"]) for row in rows["rates"]},
        stocks={row["stock"]: row["flow"] for row in rows["stocks"]},
        several=frozenset(row["indicator"] for row in rows["several"]),
        cues=_cues(rows["relation_cues"]),
    )


def _read_table(name: str, overrides: Path | None) -> list[Row]:
    shipped = files("normalize.reference").joinpath(f"{name}.csv").read_text(encoding="utf-8")
    table = list(_parse(shipped, name, f"{name}.csv"))
    own = overrides / f"{name}.csv" if overrides else None
    if own is None or not own.exists():
        return table
    added = list(_parse(own.read_text(encoding="utf-8-sig"), name, str(own)))
    key = TABLES[name][0]
    replaced = {fold(row[key]) for row in added}
    return [row for row in table if fold(row[key]) not in replaced] + added


def _parse(text: str, name: str, where: str) -> Iterator[Row]:
    reader = csv.DictReader(StringIO(text))
    if tuple(reader.fieldnames or ()) != TABLES[name]:
        columns = ",".join(TABLES[name])
        raise VocabularyError(f"{where}: the columns must be {columns}; correct the first line")
    for row in reader:
        if None in row or None in row.values():
            raise VocabularyError(
                f"{where}, line {reader.line_num}: the number of columns differs from the first line"
            )
        yield {column: value.strip() for column, value in row.items()}


def _grouped(name: str, rows: Mapping[str, list[Row]]) -> Iterator[tuple[str, list[Row]]]:
    groups: dict[str, list[Row]] = {}
    for row in rows[name]:
        groups.setdefault(row[TABLES[name][0]], []).append(row)
    yield from groups.items()


def _partition(name: str, rows: list[Row]) -> Partition:
    return Partition(
        name=name,
        indicator=rows[0]["indicator"],
        whole=rows[0]["whole"],
        required=tuple(row["part"] for row in rows if row["is_required"] == "true"),
        optional=tuple(row["part"] for row in rows if row["is_required"] != "true"),
    )


def _term(row: Row) -> BalanceTerm:
    if row["sign"] not in {"1", "-1"}:
        raise VocabularyError(f"balances.csv: {row['sign']!r} is no sign; write 1 or -1")
    return BalanceTerm(
        indicator=row["indicator"],
        product=row["product"],
        sign=int(row["sign"]),
        is_required=row["is_required"] == "true",
    )


def _cues(rows: list[Row]) -> dict[CueKind, tuple[str, ...]]:
    cues: dict[CueKind, list[str]] = {kind: [] for kind in get_args(CueKind)}
    for row in rows:
        if row["kind"] not in cues:
            raise VocabularyError(
                f"relation_cues.csv: there is no kind {row['kind']!r}; write one of {', '.join(cues)}"
            )
        cues[row["kind"]].append(fold(row["phrase"]))
    return {kind: tuple(sorted(found, key=len, reverse=True)) for kind, found in cues.items()}
