"""The vocabulary: CSV files read into records, and the lexicon that finding works with.

A folder of the user's own may hold files of the same names; its rows are added, and a row with the key of a shipped
one (its first column, or the phrase and kind of an alias) takes its place.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from importlib.resources import files
from io import StringIO
from pathlib import Path

from extract.errors import VocabularyError
from extract.lexicon import Lexicon, Meaning, Term
from extract.spelling import fold

TABLES: Mapping[str, tuple[str, ...]] = {
    "indicators": ("indicator",),
    "items": ("item",),
    "units": ("unit",),
    "provinces": ("province",),
    "indicator_aliases": ("phrase", "concept"),
    "item_aliases": ("phrase", "item"),
    "unit_aliases": ("phrase",),
    "province_aliases": ("phrase",),
    "meanings": ("concept", "aspect", "dimension"),
    "phrases": ("phrase", "kind", "value"),
    "counted": ("phrase",),
    "designators": ("phrase", "side"),
    "table_labels": ("phrase", "kind", "value"),
    "series_units": ("indicator", "dimension"),
    "obs_status": ("reason",),
}
"""The files of the vocabulary and the columns that make a row of each unique."""

Row = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """An indicator; `nature` is flow, stock, rate, index or count, `additivity` says over what it may be summed."""

    indicator: str
    label_vi: str
    label_en: str
    nature: str
    additivity: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A product, sector or other breakdown; `of` names the indicators it breaks down."""

    item: str
    label_vi: str
    label_en: str
    kind: str
    parent: str
    of: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit of measure; one of it is `to_base` of `base_unit`, exactly."""

    unit: str
    label_vi: str
    label_en: str
    dimension: str
    base_unit: str
    to_base: Decimal
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesUnit:
    """The unit of the series of an indicator (empty for any) in a dimension; no larger than its base unit."""

    indicator: str
    dimension: str
    unit: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservationStatus:
    """What a point of a series is, and its code in SDMX's CL_OBS_STATUS; `weakness` is 0 for the strongest."""

    reason: str
    obs_status: str
    weakness: int
    label_vi: str
    label_en: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Province:
    """A province over the time it existed with one territory; dates are ISO, empty where open."""

    province: str
    label_vi: str
    label_en: str
    gso_code: str
    valid_from: str
    valid_to: str
    successor: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Everything the reference files say, as records, and the lexicon made of them."""

    indicators: tuple[Indicator, ...]
    items: tuple[Item, ...]
    units: tuple[Unit, ...]
    series_units: tuple[SeriesUnit, ...]
    obs_status: tuple[ObservationStatus, ...]
    provinces: tuple[Province, ...]
    province_aliases: tuple[tuple[str, str], ...]
    lexicon: Lexicon


def load_vocabulary(overrides: Path | None = None) -> Vocabulary:
    """Read the shipped vocabulary and, where given, the rows of the folder `overrides`.

    Raises:
        VocabularyError: a file lacks a column, a number is none, or a row points to a slug that does not exist.
    """
    rows = {name: _read_table(name, overrides) for name in TABLES}
    vocabulary = Vocabulary(
        indicators=tuple(Indicator(**row) for row in rows["indicators"]),
        items=tuple(_item(row) for row in rows["items"]),
        units=tuple(_unit(row) for row in rows["units"]),
        series_units=tuple(SeriesUnit(**row) for row in rows["series_units"]),
        obs_status=tuple(_obs_status(row) for row in rows["obs_status"]),
        provinces=tuple(Province(**row) for row in rows["provinces"]),
        province_aliases=tuple(
            (fold(row["phrase"]), row["province"]) for row in rows["province_aliases"]
        ),
        lexicon=_lexicon(rows),
    )
    _check(vocabulary, rows)
    return vocabulary


def _item(row: Row) -> Item:
    plain = {column: value for column, value in row.items() if column != "of"}
    return Item(**plain, of=tuple(row["of"].split()))


def _unit(row: Row) -> Unit:
    plain = {column: value for column, value in row.items() if column != "to_base"}
    return Unit(**plain, to_base=_number(row["to_base"], "units.csv"))


def _obs_status(row: Row) -> ObservationStatus:
    plain = {column: value for column, value in row.items() if column != "weakness"}
    return ObservationStatus(**plain, weakness=int(_number(row["weakness"], "obs_status.csv")))


def _read_table(name: str, overrides: Path | None) -> list[Row]:
    shipped = files("normalize.reference").joinpath(f"{name}.csv").read_text(encoding="utf-8")
    table = {_key(name, row): row for row in _parse(shipped, f"{name}.csv")}
    own = overrides / f"{name}.csv" if overrides else None
    if own and own.exists():
        columns = next(iter(table.values())).keys()
        for row in _parse(_text_of(own), str(own)):
            if set(row) != set(columns):
                raise VocabularyError(
                    f"{own}: the columns must be {','.join(columns)}; correct the first line"
                )
            table[_key(name, row)] = row
    return list(table.values())


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise VocabularyError(f"{path}: cannot be read as UTF-8; save it as CSV UTF-8") from error


def _parse(text: str, where: str) -> Iterator[Row]:
    reader = csv.DictReader(StringIO(text))
    for row in reader:
        if None in row or None in row.values():
            raise VocabularyError(
                f"{where}, line {reader.line_num}: the number of columns differs from the first line"
            )
        yield {column: value.strip() for column, value in row.items()}


def _key(name: str, row: Row) -> tuple[str, ...]:
    try:
        return tuple(fold(row[c]) if c == "phrase" else row[c] for c in TABLES[name])
    except KeyError as error:
        raise VocabularyError(
            f"{name}.csv: the column {error} is missing; add it to the first line"
        ) from error


def _number(text: str, where: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation as error:
        raise VocabularyError(f"{where}: {text!r} is not a number; write it with a dot") from error


def _lexicon(rows: Mapping[str, list[Row]]) -> Lexicon:
    meanings = {
        (row["concept"], row["aspect"], row["dimension"]): Meaning(
            concept=row["concept"],
            aspect=row["aspect"],
            dimension=row["dimension"],
            indicator=row["indicator"],
            item=row["item"],
            nature=row["nature"],
        )
        for row in rows["meanings"]
    }
    return Lexicon(
        _phrases(rows),
        dimensions={row["unit"]: row["dimension"] for row in rows["units"]},
        meanings=meanings.values(),
        defaults={
            row["concept"]: meanings[(row["concept"], row["aspect"], row["dimension"])]
            for row in rows["meanings"]
            if row["is_default"]
        },
        item_of={row["item"]: frozenset(row["of"].split()) for row in rows["items"]},
        natures={row["indicator"]: row["nature"] for row in rows["indicators"]},
        series=frozenset(row["concept"] for row in rows["meanings"] if row["is_series"]),
        labels=_labels(rows),
        parts={row["item"]: (row["kind"], row["parent"]) for row in rows["items"]},
    )


def _labels(rows: Mapping[str, list[Row]]) -> Iterator[tuple[str, Term]]:
    for row in rows["table_labels"]:
        factor = _number(row["factor"] or "1", "table_labels.csv")
        yield row["phrase"], Term(kind=row["kind"], key=row["value"], factor=factor)


def _phrases(rows: Mapping[str, list[Row]]) -> Iterator[tuple[str, Term]]:
    for row in rows["indicator_aliases"]:
        yield row["phrase"], Term(kind="concept", key=row["concept"])
    for row in rows["item_aliases"]:
        yield row["phrase"], Term(kind="item", key=row["item"])
    for row in rows["unit_aliases"]:
        yield (
            row["phrase"],
            Term(kind="unit", key=row["unit"], factor=_number(row["factor"], "unit_aliases.csv")),
        )
    for row in rows["counted"]:
        yield row["phrase"], Term(kind="counted", key=row["unit"])
    for row in rows["phrases"]:
        yield row["phrase"], Term(kind=row["kind"], key=row["value"])
    for row in rows["designators"]:
        yield row["phrase"], Term(kind=f"designator_{row['side']}", key=row["phrase"])


def _check(vocabulary: Vocabulary, rows: Mapping[str, list[Row]]) -> None:
    indicators = {i.indicator for i in vocabulary.indicators}
    items = {i.item for i in vocabulary.items}
    units = {u.unit for u in vocabulary.units}
    provinces = {p.province for p in vocabulary.provinces}
    concepts = {row["concept"] for row in rows["meanings"]}
    shipped = _read_table("indicator_aliases", None)
    known = concepts | {row["concept"] for row in shipped}
    links = (
        ("meanings.csv", {row["indicator"] for row in rows["meanings"]} - indicators),
        ("meanings.csv", {row["item"] for row in rows["meanings"] if row["item"]} - items),
        ("indicator_aliases.csv", {row["concept"] for row in rows["indicator_aliases"]} - known),
        ("item_aliases.csv", {row["item"] for row in rows["item_aliases"]} - items),
        ("unit_aliases.csv", {row["unit"] for row in rows["unit_aliases"]} - units),
        ("province_aliases.csv", {row["province"] for row in rows["province_aliases"]} - provinces),
        ("provinces.csv", {p.successor for p in vocabulary.provinces if p.successor} - provinces),
        ("table_labels.csv", _unknown_labels(rows, items, known)),
        ("items.csv", {i.parent for i in vocabulary.items if i.parent} - items),
        ("series_units.csv", {row["unit"] for row in rows["series_units"]} - units),
        (
            "series_units.csv",
            {row["indicator"] for row in rows["series_units"] if row["indicator"]} - indicators,
        ),
    )
    for where, unknown in links:
        if unknown:
            raise VocabularyError(
                f"{where}: unknown {', '.join(sorted(unknown))}; add the row that defines it first"
            )
    if not concepts:
        raise VocabularyError("meanings.csv is empty; restore the shipped file")
    _check_series_units(vocabulary)


def _check_series_units(vocabulary: Vocabulary) -> None:
    units = {unit.unit: unit for unit in vocabulary.units}
    for choice in vocabulary.series_units:
        unit = units[choice.unit]
        if unit.dimension != choice.dimension:
            raise VocabularyError(
                f"series_units.csv: {choice.unit} measures {unit.dimension}, not {choice.dimension}; "
                "name a unit of that dimension"
            )
        if not unit.to_base or Fraction(1) / Fraction(unit.to_base) % 1:
            raise VocabularyError(
                f"series_units.csv: a {unit.base_unit} is no whole number of {choice.unit}; name the base unit "
                "or one that divides it"
            )


def _unknown_labels(rows: Mapping[str, list[Row]], items: set[str], concepts: set[str]) -> set[str]:
    """Return what labels of tables point to that is not there."""
    units = {row["unit"] for row in rows["units"]}
    known = {"concept": concepts, "item": items, "unit": units, "generic": {""}}
    return {
        row["value"] or row["phrase"]
        for row in rows["table_labels"]
        if row["value"] not in known.get(row["kind"], set())
    }
