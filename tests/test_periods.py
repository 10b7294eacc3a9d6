"""The notation of periods: what it spans, what it is called, what it refuses."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.periods import parse_period

CASES = Path(__file__).parent / "cases" / "periods.csv"


def cases() -> list[object]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return [pytest.param(r["input"], r["expected"], id=r["case"]) for r in csv.DictReader(file)]


def described(text: str) -> str:
    period = parse_period(text)
    if period is None:
        return ""
    parts = (
        period.notation,
        period.start.isoformat() if period.start else "",
        period.end.isoformat() if period.end else "",
        period.granularity,
        period.accumulation,
        period.label_vi,
        period.label_en,
    )
    return "|".join(parts)


@pytest.mark.parametrize(("text", "expected"), cases())
def test_period(text: str, expected: str) -> None:
    assert described(text) == expected


days = st.dates(min_value=date(1950, 1, 1), max_value=date(2100, 12, 31))


@given(first=days, length=st.integers(0, 4000), precision=st.sampled_from([4, 7, 10]))
def test_notation_is_read_back(first: date, length: int, precision: int) -> None:
    last = first + timedelta(days=length)
    period = parse_period(f"{first.isoformat()[:precision]}/{last.isoformat()[:precision]}")
    assert period is not None
    assert parse_period(period.notation) == period
    assert period.start is not None
    assert period.end is not None
    assert period.start <= first <= last <= period.end


@given(st.text(alphabet="0123456789-/@", max_size=22))
def test_anything_else_is_no_period(text: str) -> None:
    period = parse_period(text)
    assert period is None or parse_period(period.notation) == period
