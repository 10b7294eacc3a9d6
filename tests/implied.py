"""Derived values of reports made by hand, for what is tested of them.

`derived` loads marked sentences (see tests.checking) and returns what follows; `figure` makes a figure without a
database, for properties.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from normalize.model import Report
from normalize.relations import load_relations
from queries.checks.figures import COUNTED, Figure
from queries.checks.intervals import SCALE, scaled
from queries.implied.running import derive_pending
from queries.implied.telling import UnitFacts, Units
from store.database import reading, writing
from store.loading import load_report
from tests.beginning import begun
from tests.checking import shipped

RELATIONS = load_relations()
UNITS: Units = {
    unit.unit: UnitFacts(unit.dimension, unit.label_vi, unit.label_en) for unit in shipped().units
}


class Derived(NamedTuple):
    """A row of implied_value, what it is of as `indicator/product@period`, `:plan` behind it for a plan."""

    formula: str
    about: str
    unit: str
    low: Decimal
    high: Decimal
    assumption: str
    depth: int


def ingest_reports(path: Path, *reports: Report, derive: bool = True) -> Path:
    """Load reports into a database at `path` and derive what follows."""
    with writing(begun(path, shipped)) as connection:
        for made in reports:
            load_report(connection, made)
        if derive:
            derive_pending(connection)
    return path


def derivations(path: Path, province: str | None = None) -> list[Derived]:
    """Return the derivations of a database, as a rule of all provinces."""
    with reading(path) as connection:
        rows = connection.execute(
            "select formula, concat(indicator, '/', product, '@', period,"
            " case scenario when 'outturn' then '' else ':' || scenario end),"
            " unit, low, high, assumption, depth from implied_value"
            " where province = coalesce(?, province) order by all",
            [province],
        ).fetchall()
    return [Derived(*row) for row in rows]


def derived(path: Path, *reports: Report) -> list[Derived]:
    """Load reports and return what follows."""
    return derivations(ingest_reports(path, *reports))


def figure(
    value: Decimal,
    *,
    unit: str = "VND_bn",
    places: int = 0,
    document: int = 1,
    at: int = 0,
    **columns: object,
) -> Figure:
    """Return a figure of retail sales of July 2020 that is printed with `places` decimals."""
    facts = next(own for own in shipped().units if own.unit == unit)
    unit_scale = scaled(facts.to_base)
    step = unit_scale // 10**places
    is_exact = facts.dimension in COUNTED and places == 0
    told: dict[str, object] = {
        "observation_id": f"{document:04}{at:012}", "document_id": f"{document:016}",
        "territory": "own", "indicator": "retail_sales", "product": "total", "unit": unit,
        "unit_text": unit, "period": "2020-07", "measure": "level", "basis": "none",
        "status": "actual", "scenario": "outturn", "price_base": "unstated", "is_subset": False,
        "is_doubtful": False, "qualifier": "", "label": "", "value_text": str(value),
        "decimals": places, "place_from": at, "place_to": at + 1, "line": 1, "page": 1,
        "footnote": None, "sentence_id": f"{document}:{at // 10}", "figure_from": at % 10,
        "figure_to": at % 10 + 1, "value": value, "ulp": Decimal(1).scaleb(-places),
        "province": "tra_vinh", "vintage_order": document, "nature": "flow", "product_kind": "",
        "parent_product": "", "base": facts.base_unit or unit, "dimension": facts.dimension,
        "unit_label_vi": facts.label_vi, "unit_label_en": facts.label_en, "unit_scale": unit_scale,
        "number": scaled(value) * unit_scale // SCALE, "half": 0 if is_exact else step // 2, "step": step,
    }  # fmt: skip
    assert set(columns) <= told.keys()
    return Figure(**{**told, **columns})  # type: ignore[arg-type]


def printed(value: Decimal, places: int) -> Decimal:
    """Return a value as it would be printed, rounded to the nearest."""
    return value.quantize(Decimal(1).scaleb(-places))
