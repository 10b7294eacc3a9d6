"""Series: which one a figure is a point of, in which unit, and which of several statements speaks for a document.

A series has one unit: the one that the vocabulary prefers for its indicator and dimension, else the base unit of the
dimension. The conversion is exact; a figure that DECIMAL(38, 9) would not hold in that unit stays in its own, and so
makes a series of its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Context, Decimal
from hashlib import sha256
from typing import Final

import pyarrow as pa
from duckdb import DuckDBPyConnection

from store.rows import Row, is_storable

_WIDE: Final = Context(prec=90)
_SLUG: Final = re.compile(r"[A-Za-z0-9_]+")
_NO_SLUG: Final = re.compile(r"[^a-z0-9]+")
_HASH_DIGITS: Final = 6
_ONE: Final = Decimal(1)
_NEEDED: Final = ("province", "indicator", "period", "unit", "measure", "basis", "status")
_OUTSIDE: Final[Row] = {
    "series_key": "",
    "series_value": None,
    "series_ulp": None,
    "is_vintage": False,
    "n_statements": 0,
    "n_values": 0,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """What tells a series apart, as the columns of dim_series; `from_base` follows from `unit`."""

    province: str
    territory: str
    indicator: str
    product: str
    is_subset: bool
    series_label: str
    measure: str
    basis: str
    unit: str
    other_unit: str
    from_base: Decimal | None
    price_base: str
    scenario: str
    is_stock: bool

    @property
    def key(self) -> str:
        """The series' key: its parts in order, joined by dots, each a slug, so that a person can read it."""
        where = "" if self.territory == "own" else f"@{_slug(self.territory)}"
        part = f"~{_slug(self.series_label)}" if self.is_subset else ""
        printed = f"-{_slug(self.other_unit)}" if self.unit == "other" else ""
        return ".".join(
            (
                self.province + where,
                self.indicator,
                self.product + part,
                self.measure,
                self.basis,
                self.unit + printed,
                self.price_base,
                self.scenario,
                "stock" if self.is_stock else "flow",
            )
        )

    def row(self) -> Row:
        """The series as a row of dim_series."""
        return {"series_key": self.key, **asdict(self)}


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesRules:
    """What the dimensions say of units and statuses.

    `units` gives of a unit its dimension, its base unit and the factor to it; `preferred` the unit of the series of
    an indicator (empty for any) and a dimension; `scenarios` the scenario of a status.
    """

    units: Mapping[str, tuple[str, str, Decimal]]
    preferred: Mapping[tuple[str, str], str]
    scenarios: Mapping[str, str]

    def unit_of(self, indicator: str, unit: str) -> tuple[str, Decimal, Decimal]:
        """Return the unit of a series of `indicator` in the dimension of `unit`, and two factors to it.

        The first factor is that from `unit`, the second that from the base unit. A unit without a base is its own.
        """
        dimension, base, to_base = self.units.get(unit, ("unknown", "", _ONE))
        if not base:
            return unit, _ONE, _ONE
        chosen = self.preferred.get((indicator, dimension)) or self.preferred.get(("", dimension))
        if chosen is None or chosen not in self.units:
            return base, to_base, _ONE
        from_base = _WIDE.divide(_ONE, self.units[chosen][2])
        return chosen, _WIDE.multiply(to_base, from_base), from_base

    def series_of(self, row: Row, *, scenario: str = "") -> tuple[Series, Decimal]:
        """Return the series of a figure with the columns of a fact, and the factor from its unit.

        `scenario` stands in where the row has no status.
        """
        indicator, unit = str(row["indicator"]), str(row["unit"])
        series_unit, factor, from_base = self.unit_of(indicator, unit)
        if not _converts(row, factor):
            series_unit, factor = unit, _ONE
            from_base = _WIDE.divide(_ONE, self.units[unit][2])
        series = Series(
            province=str(row["province"]),
            territory=str(row["territory"]),
            indicator=indicator,
            product=str(row["product"]),
            is_subset=bool(row["is_subset"]),
            series_label=str(row["series_label"]),
            measure=str(row["measure"]),
            basis=str(row["basis"]),
            unit=series_unit,
            other_unit=str(row["unit_text"]).lower() if unit == "other" else "",
            from_base=from_base if is_storable(from_base) else None,
            price_base=str(row["price_base"]),
            scenario=scenario or self.scenarios.get(str(row["status"]), "unknown"),
            is_stock=str(row["period"]).startswith("@"),
        )
        return series, factor


def read_series_rules(connection: DuckDBPyConnection) -> SeriesRules:
    """Return what the dimensions of the database say."""
    units = connection.execute(
        "select unit, dimension, base_unit, to_base from dim_unit where to_base is not null"
    ).fetchall()
    preferred = connection.execute("select indicator, dimension, unit from series_unit").fetchall()
    statuses = connection.execute("select status, scenario from dim_status").fetchall()
    return SeriesRules(
        units={unit: (dimension, base, to_base) for unit, dimension, base, to_base in units},
        preferred={(indicator, dimension): unit for indicator, dimension, unit in preferred},
        scenarios=dict(statuses),
    )


def add_series(connection: DuckDBPyConnection, series: Sequence[Row]) -> None:
    """Add those of `series`, rows of dim_series, that are not there yet."""
    if not series:
        return
    schema = connection.table("dim_series").limit(0).to_arrow_table().schema
    connection.register("incoming", pa.Table.from_pylist(series, schema=schema))
    try:
        connection.execute("insert or ignore into dim_series by name from incoming")
    finally:
        connection.unregister("incoming")


def in_series(facts: Iterable[Row], rules: SeriesRules) -> tuple[list[Row], list[Row]]:
    """Return `facts`, all those of one document, with the columns that put them into series, and the series' rows."""
    placed: list[dict[str, object]] = []
    points: dict[tuple[str, object], list[dict[str, object]]] = {}
    series_rows: dict[str, Row] = {}
    for fact in facts:
        row = {**fact, **_OUTSIDE}
        placed.append(row)
        if any(fact[column] == "unknown" for column in _NEEDED):
            continue
        series, factor = rules.series_of(fact)
        key = series.key
        series_rows.setdefault(key, series.row())
        row |= {
            "series_key": key,
            "series_value": _WIDE.multiply(_decimal(fact["value"]), factor),
            "series_ulp": _WIDE.multiply(_decimal(fact["ulp"]), factor),
        }
        points.setdefault((key, fact["period"]), []).append(row)
    for statements in points.values():
        _let_one_speak(statements)
    return list(placed), [series_rows[key] for key in sorted(series_rows)]


def _let_one_speak(statements: list[dict[str, object]]) -> None:
    values = {_decimal(row["series_value"]) for row in statements}
    for row in statements:
        row |= {"n_statements": len(statements), "n_values": len(values)}
    chosen = min(
        statements, key=lambda row: (_decimal(row["series_ulp"]), int(str(row["place_from"])))
    )
    chosen["is_vintage"] = True


def _converts(row: Row, factor: Decimal) -> bool:
    figures = (row.get("value"), row.get("ulp"))
    return all(
        is_storable(_WIDE.multiply(figure, factor))
        for figure in figures
        if isinstance(figure, Decimal)
    )


def _decimal(value: object) -> Decimal:
    if not isinstance(value, Decimal):
        raise TypeError(f"not a figure: {value!r}")
    return value


def _slug(text: str) -> str:
    """Return `text` where it is a slug already, else its letters without marks and a hash that tells it from others."""
    if _SLUG.fullmatch(text):
        return text
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    letters = _NO_SLUG.sub("_", "".join(c for c in plain if not unicodedata.combining(c)))
    digest = sha256(text.encode()).hexdigest()[:_HASH_DIGITS]
    return f"{letters.strip('_')[:40].strip('_')}-{digest}"
