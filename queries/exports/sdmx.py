"""SDMX-CSV 2.0 (field guide of the SDMX Technical Working Group, aligned with SDMX 3.0): a row an observation.

Beside the data stand the structure that they follow, component by component, and its code lists, both as CSV, since
SDMX-CSV has no form for structures. A stretch of time without a reporting period of its own, such as January to July,
is a time range: 2020-01-01/P7M. A gap has OBS_VALUE NaN and its reason in OBS_STATUS.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from queries.exports.codelists import codes, unit_measure
from queries.exports.delimited import write_lines
from queries.exports.rows import Rows
from queries.exports.source import Source
from queries.plain import plain

STRUCTURE: Final = "datastructure"
STRUCTURE_ID: Final = "SOLIEU:SERIES(1.0.0)"
_INFORMATION: Final = "I"
_NOT_APPLICABLE: Final = "_Z"
_UNKNOWN: Final = "_U"

DATA_FILE: Final = "sdmx_data.csv"
STRUCTURE_FILE: Final = "sdmx_structure.csv"
CODES_FILE: Final = "sdmx_codes.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """A component of the structure: its role, and a code list or else a data type."""

    name: str
    role: str
    representation: str
    is_required: bool
    meaning: str


def _dimension(name: str, representation: str, meaning: str) -> Component:
    return Component(
        name=name,
        role="dimension",
        representation=representation,
        is_required=True,
        meaning=meaning,
    )


def _attribute(
    name: str, representation: str, meaning: str, *, is_required: bool = False
) -> Component:
    return Component(
        name=name,
        role="attribute",
        representation=representation,
        is_required=is_required,
        meaning=meaning,
    )


COMPONENTS: Final = (
    _dimension("FREQ", "CL_FREQ", "Frequency; cumulated figures are monthly, spans that recur in no calendar other."),
    _dimension("REF_AREA", "CL_AREA", "Province that reports."),
    _dimension("TERRITORY", "String", "Territory that the figure is about; own for the reporting province."),
    _dimension("INDICATOR", "CL_INDICATOR", "What is measured."),
    _dimension("PRODUCT", "CL_PRODUCT", "Product, sector or other breakdown; total for none."),
    _dimension("SUBSET", "String", "Counted thing as printed, of a stage or part; _Z for a total."),
    _dimension("MEASURE", "CL_MEASURE", "Level, growth, rate of plan or share."),
    _dimension("BASIS", "CL_BASIS", "What a change, a rate or a share is measured against."),
    _dimension("UNIT_MEASURE", "CL_UNIT", "Unit; UNIT_MULT gives its power of ten."),
    _dimension("OTHER_UNIT", "String", "Unit as printed where no list has it; else _Z."),
    _dimension("PRICE_BASE", "CL_PRICE_BASE", "Prices of a money value."),
    _dimension("SCENARIO", "CL_SCENARIO", "Outturn, plan or target."),
    _dimension("ACCUMULATION", "CL_ACCUMULATION", "How the figure fills its period."),
    _dimension("TIME_PERIOD", "ObservationalTimePeriod", "Period of the figure."),
    Component(name="OBS_VALUE", role="measure", representation="Decimal", is_required=True,
              meaning="Value; of an imputed one the middle of its bounds; NaN where it is missing."),
    _attribute("OBS_STATUS", "CL_OBS_STATUS", "Standing of the value.", is_required=True),
    _attribute("UNIT_MULT", "Integer", "Power of ten of the unit: 9 for billions.", is_required=True),
    _attribute("DECIMALS", "Integer", "Decimal places that are printed."),
    _attribute("LOWER_BOUND", "Decimal", "Least that the value can be, by its printed digits or by what implies it."),
    _attribute("UPPER_BOUND", "Decimal", "Greatest that the value can be."),
    _attribute("QUALIFIER", "String", "Words around it: > more than, < less than, ~ about, >= and <= ends of a range."),
    _attribute("PRINTED_VALUE", "String", "Value as printed."),
    _attribute("SOURCE_DOCUMENT", "String", "Report that gives the value."),
    _attribute("ISSUED", "GregorianDay", "Day of issue of the report."),
    _attribute("N_VINTAGES", "Integer", "Number of reports that give the point."),
    _attribute("OBSERVATION_ID", "String", "Statement behind the value; solieu trace shows its sentence."),
)  # fmt: skip

_FREQUENCIES: Final = {"monthly": "M", "quarterly": "Q", "yearly": "A", "cumulative": "M"}
_GRANULARITIES: Final = {"day": "D", "half": "S", "month": "M", "quarter": "Q", "year": "A"}


def write_sdmx(source: Source, stage: Path) -> Mapping[str, int]:
    """Write data, structure and code lists into `stage` and return the numbers of their rows."""
    heads = ("STRUCTURE", "STRUCTURE_ID", "ACTION", *(component.name for component in COMPONENTS))
    structure = (
        (str(n), c.name, c.role, c.representation, "true" if c.is_required else "false", c.meaning)
        for n, c in enumerate(COMPONENTS, start=1)
    )
    listed = ((c.codelist, _code(c.code), c.label_vi, c.label_en) for c in codes(source.connection))
    return {
        DATA_FILE: write_lines(stage / DATA_FILE, heads, sorted(_lines(source.points()))),
        STRUCTURE_FILE: write_lines(
            stage / STRUCTURE_FILE,
            ("position", "component", "role", "representation", "is_required", "meaning"),
            structure,
        ),
        CODES_FILE: write_lines(
            stage / CODES_FILE, ("codelist", "code", "label_vi", "label_en"), listed
        ),
    }


def time_period(point: Mapping[str, Any]) -> str:
    """Return the period of `point` in the forms of SDMX.

    Calendar months and years are Gregorian periods (2020-07, 2020), quarters and halves reporting periods (2020-Q3,
    2020-S2), days dates, and any other stretch a time range of months or days (2020-01-01/P7M).
    """
    first, last = point["period_from"], point["period_to"]
    months = point["months"]
    is_range = point["frequency"] in {"cumulative", "other"}
    match point["granularity"]:
        case "day":
            return str(first.isoformat())
        case "month":
            return f"{first:%Y-%m}"
        case "year":
            return f"{first:%Y}"
        case "quarter" if not is_range or point["accumulation"] != "year_to_date":
            return f"{first:%Y}-Q{(first.month + 2) // 3}"
        case "half" if is_range and point["accumulation"] != "year_to_date":
            return f"{first:%Y}-S{(first.month + 5) // 6}"
    if months is None:
        return f"{first.isoformat()}/P{(last - first).days + 1}D"
    return (
        f"{first.isoformat()}/P{months // 12}Y"
        if months % 12 == 0
        else f"{first.isoformat()}/P{months}M"
    )


def _lines(rows: Rows) -> Iterator[tuple[str, ...]]:
    for point in rows.records():
        yield (STRUCTURE, STRUCTURE_ID, _INFORMATION, *_key(point), *_observation(point))


def _key(point: Mapping[str, Any]) -> tuple[str, ...]:
    subset = point["series_label"]
    if not subset and not point["is_total"] and point["territory"] == "own":
        subset = _UNKNOWN
    return (
        _frequency(point),
        _code(point["province"]),
        point["territory"] or _UNKNOWN,
        _code(point["indicator"]),
        _code(point["product"]),
        subset or _NOT_APPLICABLE,
        _code(point["measure"]),
        _code(point["basis"]),
        _code(unit_measure(point["unit"]).measure),
        point["other_unit"] or _NOT_APPLICABLE,
        _code(point["price_base"]),
        _code(point["scenario"]),
        _accumulation(point),
        time_period(point),
    )


def _observation(point: Mapping[str, Any]) -> tuple[str, ...]:
    value = point["value"]
    return (
        "NaN" if value is None else plain(value),
        point["obs_status"],
        str(unit_measure(point["unit"]).multiplier),
        _decimals(point["ulp"]),
        plain(point["low"]),
        plain(point["high"]),
        point["qualifier"] or "",
        point["value_text"] or "",
        point["document"] or "",
        plain(point["issued_on"]),
        str(point["n_vintages"]),
        point["observation_id"] or "",
    )


def _frequency(point: Mapping[str, Any]) -> str:
    listed = _FREQUENCIES.get(point["frequency"])
    return listed or _GRANULARITIES.get(point["granularity"], "_O")


def _accumulation(point: Mapping[str, Any]) -> str:
    """Return how the point fills its period: a first quarter is one among quarters, and one among cumulated months."""
    if point["frequency"] == "quarterly" and point["accumulation"] == "year_to_date":
        return "flow"
    return str(point["accumulation"])


def _decimals(ulp: Decimal | None) -> str:
    if ulp is None:
        return ""
    exponent = ulp.normalize().as_tuple().exponent
    return str(max(0, -exponent)) if isinstance(exponent, int) else ""


def _code(slug: str) -> str:
    """Return `slug` as an SDMX identifier; a character that one can't have becomes $ and its hexadecimal number."""
    return re.sub(r"[^A-Za-z0-9_@-]", lambda match: f"${ord(match[0]):x}", slug)
