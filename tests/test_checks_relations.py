"""Relations: each with a case that holds, that fails, that is cut off, that is blocked, and that is not there."""

import csv
from pathlib import Path

import pytest

from tests.checking import Found, checked, of_text
from tests.reading import CASES, cases

ROWS = list(csv.DictReader((CASES / "checks.csv").open(encoding="utf-8", newline="")))


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Found]]:
    """What the checks find in each case, by its sentences."""
    reports = [of_text(row["input"], row["case"]) for row in ROWS]
    by_name = checked(tmp_path_factory.mktemp("checks") / "cases.duckdb", *reports)
    return {row["input"]: by_name[row["case"]] for row in ROWS}


@pytest.mark.parametrize(("text", "expected"), cases("checks"))
def test_a_relation_comes_out_so(found: dict[str, list[Found]], text: str, expected: str) -> None:
    kind, outcome, *severity = expected.split()
    own = [f"{outcome} {severity}" for k, outcome, severity in found[text] if k == kind]
    if outcome == "none":
        assert own == []
    else:
        assert f"{outcome} {severity[0]}" in own


@pytest.mark.parametrize(("text", "expected"), cases("checks"))
def test_only_what_fails_is_an_error(
    found: dict[str, list[Found]], text: str, expected: str
) -> None:
    if not expected.endswith(("error", "critical")):
        assert not {"error", "critical"} & {severity for _, _, severity in found[text]}


def test_every_kind_has_its_cases(found: dict[str, list[Found]]) -> None:
    kinds = {row["expected"].split()[0] for row in ROWS}
    assert kinds == {
        "sum", "of_which", "balance", "growth", "plan_rate", "share", "change", "average_growth",
        "mixture", "list_count", "cumulative", "implied_plan", "implied_base", "same_twice",
    }  # fmt: skip


def test_a_case_is_there_once() -> None:
    assert len({row["input"] for row in ROWS}) == len({row["case"] for row in ROWS}) == len(ROWS)
    assert Path(CASES / "checks.csv").read_text(encoding="utf-8").endswith("\n")
