"""Each formula: what follows, and what does not."""

import csv
from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest

from queries.implied.model import Formula
from tests.checking import of_text
from tests.implied import Derived, derivations, ingest_reports

with (Path(__file__).parent / "cases" / "implied.csv").open(encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file))
_SHOWN = Decimal("0.000001")
_ONLY_ACROSS = {
    "level_of_growth", "level_of_change", "level_of_plan_rate", "numerator_of_rate",
    "base_part_of_growth_rates", "stock_after",
}  # fmt: skip
"""Formulas that other tests have cases for."""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Derived]]:
    """What follows in each case; each has a province of its own, so that they do not meet."""
    reports = [
        of_text(case["text"], f"{n}.txt", province=f"case_{n:03}", period="2020-07", cumulative="")
        for n, case in enumerate(CASES)
    ]
    path = ingest_reports(tmp_path_factory.mktemp("implied") / "cases.duckdb", *reports)
    return {case["case"]: derivations(path, f"case_{n:03}") for n, case in enumerate(CASES)}


def _cut(end: Decimal) -> Decimal:
    return end.quantize(_SHOWN, "ROUND_FLOOR")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_what_follows(found: dict[str, list[Derived]], case: dict[str, str]) -> None:
    rows = [row for row in found[case["case"]] if row.formula == case["formula"]]
    if not case["expected"]:
        assert rows == []
        return
    ends = [[_cut(row.low), _cut(row.high)] for row in rows if row.about == case["about"]]
    assert ends == [[_cut(Decimal(end)) for end in case["expected"].split()]]


def test_every_formula_has_a_case() -> None:
    told = {case["formula"] for case in CASES if case["expected"]}
    assert told | _ONLY_ACROSS == set(get_args(Formula))
