"""Numbers of cells as their formats show them."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.formats.numbers import is_date_format, shown
from extract.numerals import parse_numeral

CASES = Path(__file__).parent / "cases" / "number_formats.csv"


def cases() -> list[object]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return [pytest.param(row, id=row["case"]) for row in csv.DictReader(file)]


@pytest.mark.parametrize("row", cases())
def test_shown(row: dict[str, str]) -> None:
    stored = float(row["stored"]) if "." in row["stored"] else int(row["stored"])
    assert shown(stored, row["format"]) == row["shown"]


@given(st.integers(-(10**12), 10**12), st.integers(0, 4))
def test_what_is_shown_is_read_back(number: int, places: int) -> None:
    value = Decimal(number).scaleb(-places)
    if len(str(abs(number))) > 15:
        return
    printed = shown(float(value), "#,##0" + ("." + "0" * places if places else ""))
    read = parse_numeral(printed.lstrip("-")).value
    assert read is not None
    assert (-read if printed.startswith("-") else read) == value


@pytest.mark.parametrize("code", ["dd/mm/yyyy", "mm-dd-yy", "[$-409]d-mmm-yy;@", "h:mm"])
def test_dates(code: str) -> None:
    assert is_date_format(code)


@pytest.mark.parametrize("code", ["General", "#,##0", '[Red]0.0 "ngày"', "0%", "@"])
def test_no_dates(code: str) -> None:
    assert not is_date_format(code)


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_what_is_no_number_is_not_shown(number: float) -> None:
    assert shown(number, "0.0") == ""
