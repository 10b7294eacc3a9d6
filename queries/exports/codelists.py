"""Code lists: the members of the dimensions, and short lists that are kept as CSV beside this module."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from duckdb import DuckDBPyConnection

from queries.asking import ask

_DIMENSIONS: Final = {
    "province": "CL_AREA",
    "indicator": "CL_INDICATOR",
    "product": "CL_PRODUCT",
    "measure": "CL_MEASURE",
    "basis": "CL_BASIS",
}


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Code:
    """A code of a code list, with its names."""

    codelist: str
    code: str
    label_vi: str
    label_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitMeasure:
    """A unit as SDMX has it: what is counted, and the power of ten in which it is."""

    measure: str
    multiplier: int


def codes(connection: DuckDBPyConnection) -> tuple[Code, ...]:
    """Return all code lists, in order."""
    found = {*_short_lists(), *_unit_codes(connection)}
    for dimension, codelist in _DIMENSIONS.items():
        for slug, label_vi, label_en in ask(connection, "members", {"dimension": dimension}).rows:
            found.add(
                Code(
                    codelist=codelist,
                    code=str(slug),
                    label_vi=str(label_vi),
                    label_en=str(label_en),
                )
            )
    return tuple(sorted(found))


@cache
def _listed_units() -> dict[str, tuple[UnitMeasure, str, str]]:
    return {
        row["unit"]: (
            UnitMeasure(measure=row["unit_measure"], multiplier=int(row["unit_mult"])),
            row["label_vi"],
            row["label_en"],
        )
        for row in _table("unit_measures")
    }


def unit_measure(unit: str) -> UnitMeasure:
    """Return what the unit `unit` counts; one that isn't listed counts itself, one by one."""
    listed = _listed_units().get(unit)
    return listed[0] if listed else UnitMeasure(measure=unit, multiplier=0)


def _unit_codes(connection: DuckDBPyConnection) -> Iterator[Code]:
    listed = _listed_units()
    for slug, label_vi, label_en in ask(connection, "members", {"dimension": "unit"}).rows:
        known = listed.get(str(slug))
        yield Code(
            codelist="CL_UNIT",
            code=unit_measure(str(slug)).measure,
            label_vi=known[1] if known else str(label_vi),
            label_en=known[2] if known else str(label_en),
        )


def _short_lists() -> Iterator[Code]:
    for row in _table("codes"):
        yield Code(**row)


def _table(name: str) -> list[dict[str, str]]:
    text = files("queries.exports").joinpath(f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
