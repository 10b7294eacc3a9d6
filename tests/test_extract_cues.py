"""The words that say when and against what, as they are printed."""

import pytest

from extract.cues import BasisCue, PeriodCue, find_bases, find_periods
from extract.spelling import fold
from tests.reading import cases


def period(cue: PeriodCue) -> str:
    numbers = [str(n) for n in (cue.first, cue.last) if n]
    if cue.day:
        numbers = [cue.day]
    year = str(cue.year) if cue.year and not cue.day else "-"
    flags = ["cumulative"] * cue.cumulative + ["horizon"] * cue.horizon
    return " ".join([cue.kind, year, *numbers, *flags])


def basis(cue: BasisCue) -> str:
    numbers = [str(n) for n in (cue.year, cue.month) if n]
    if cue.basis in ("month", "quarter"):
        numbers = [str(cue.year or -cue.years_back or "-"), str(cue.month or cue.quarter)]
    return " ".join([cue.basis, *numbers, *([] if cue.is_explicit else ["bare"])])


@pytest.mark.parametrize(("text", "expected"), cases("periods_printed"))
def test_period(text: str, expected: str) -> None:
    assert " | ".join(map(period, find_periods(fold(text)))) == expected


@pytest.mark.parametrize(("text", "expected"), cases("bases"))
def test_basis(text: str, expected: str) -> None:
    assert " | ".join(map(basis, find_bases(fold(text)))) == expected
