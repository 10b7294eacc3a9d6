"""Whole reports: complete, without a crash, and as right as the reference facts ask."""

import csv
from collections import Counter
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from extract.healing import DIGIT_RUN
from normalize.model import Report
from normalize.report import read_report
from solieu.ledger import ledger_record, read_ledger
from solieu.scoring import Rate, Score, score_ledger
from tests.reading import vocabulary

HERE = Path(__file__).parent
SHARED = HERE.parent.parent / "shared"
FLOORS = HERE / "cases" / "report_floors.csv"
SUFFIXES = (".txt", ".md")
OURS = sorted(p for p in (HERE / "reports").glob("*") if p.suffix in SUFFIXES)
REAL = sorted(p for p in (SHARED / "reports").glob("*") if p.suffix in SUFFIXES)

needs_real_reports = pytest.mark.skipif(
    not REAL, reason="the real reports are not beside the repository"
)


def floors() -> list[object]:
    with FLOORS.open(encoding="utf-8", newline="") as file:
        return [
            pytest.param(row, id=f"{row['report']}-{row['measure']}")
            for row in csv.DictReader(file)
        ]


def places(folder: str) -> tuple[Path, Path]:
    root = HERE if folder == "tests" else SHARED
    return root / "reports", root / "gold"


@cache
def report_of(path: Path) -> Report:
    return read_report(path, vocabulary())


@cache
def score_of(folder: str, name: str) -> Score:
    reports, gold = places(folder)
    path = next(p for p in reports.glob(f"{name}.*") if p.suffix in SUFFIXES)
    ledger = [ledger_record(row) for row in report_of(path).ledger]
    return score_ledger(read_ledger(gold / f"{name}.csv"), ledger)


def value_of(score: Score, measure: str) -> Fraction:
    if measure == "alarms":
        return Fraction(score.alarms)
    rate: Rate = getattr(score, measure)
    return rate.recall if measure in ("covered", "role") else rate.f1


@pytest.mark.parametrize("row", floors())
def test_score(row: dict[str, str]) -> None:
    gold = places(row["folder"])[1] / f"{row['report']}.csv"
    if not gold.exists():
        pytest.skip(f"no reference facts of {row['report']} beside the repository")
    reached = value_of(score_of(row["folder"], row["report"]), row["measure"])
    if row["measure"] == "alarms":
        assert reached <= Fraction(row["floor"])
    else:
        assert reached >= Fraction(row["floor"]), f"{float(reached):.4f}"


def test_every_report_with_reference_facts_has_floors() -> None:
    with FLOORS.open(encoding="utf-8", newline="") as file:
        named = {row["report"] for row in csv.DictReader(file) if row["folder"] == "tests"}
    assert {path.stem for path in (HERE / "gold").glob("*.csv")} <= named


@pytest.mark.parametrize("path", [pytest.param(p, id=p.stem) for p in OURS])
def test_our_report_is_covered(path: Path) -> None:
    check_covered(report_of(path))


@needs_real_reports
@pytest.mark.parametrize("path", [pytest.param(p, id=p.stem) for p in REAL])
def test_real_report_is_covered(path: Path) -> None:
    check_covered(report_of(path))


def check_covered(report: Report) -> None:
    text = report.document.text
    runs = Counter(m.start() for m in DIGIT_RUN.finditer(text))
    assert Counter(row.start for row in report.ledger) == runs
    assert all(text[row.start : row.end] == row.digits for row in report.ledger)
    assert all((row.value is not None) == (row.role == "value") for row in report.ledger)
    assert all(
        row.period and row.status and row.measure and row.unit
        for row in report.ledger
        if row.role == "value"
    )
    assert report.profile.province
    assert report.profile.period


@pytest.mark.parametrize("path", [pytest.param(p, id=p.stem) for p in OURS])
def test_order_of_reading_changes_nothing(path: Path) -> None:
    alone = report_of(path)
    for other in OURS:
        report_of(other)
    again = read_report(path, vocabulary())
    assert again.ledger == alone.ledger
    assert again.issues == alone.issues
