"""The corpus: its manifest, its reference facts, and how well its reports are read."""

import csv
import re
from collections import Counter
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from normalize.model import LEDGER_COLUMNS, Report
from normalize.report import read_report
from normalize.vocabulary import load_vocabulary
from queries.asking import ask_in_sql
from solieu.ingest import find_reports, ingest
from solieu.ledger import ledger_record, read_ledger
from solieu.scoring import Score, score_ledger
from store.database import reading
from tests.program import CORPUS, ROOT

REPORTS = sorted(path.name for path in (CORPUS / "reports").iterdir())
REFERENCE = ROOT.parent / "shared" / "gold"
ANNOTATED = ("soctrang-2020-09", "travinh-2016-2020", "travinh-2020-07")
FACT = (
    "value", "unit", "indicator", "item", "measure", "basis", "period", "status", "qualifier",
)  # fmt: skip

# The least that each report must reach. A change that reads better raises its row, none lowers it.
FLOORS = {
    # report: (role, quantity F1, core F1)
    "soctrang-2020-09.txt": ("0.99", "0.99", "0.85"),
    "travinh-2016-2020.txt": ("0.99", "0.99", "0.85"),
    "travinh-2020-07.md": ("0.99", "0.99", "0.85"),
    "travinh-2021-01.txt": ("0.99", "0.99", "0.85"),
    "travinh-2023-03.txt": ("0.99", "0.99", "0.85"),
}


def manifest() -> dict[str, dict[str, str]]:
    with (CORPUS / "manifest.csv").open(encoding="utf-8", newline="") as file:
        return {row["file"]: row for row in csv.DictReader(file)}


@cache
def read(name: str) -> Report:
    return read_report(CORPUS / "reports" / name, load_vocabulary())


@cache
def score(name: str) -> Score:
    ledger = [ledger_record(row) for row in read(name).ledger]
    return score_ledger(read_ledger(gold_of(name)), ledger)


def gold_of(name: str) -> Path:
    return CORPUS / "gold" / f"{Path(name).stem}.csv"


def core_facts(path: Path) -> Counter[tuple[object, ...]]:
    rows = (row for row in read_ledger(path) if row["indicator"])
    return Counter((Decimal(row["value"]), *(row[c] for c in FACT[1:])) for row in rows)


def test_the_manifest_lists_every_report_and_each_has_its_reference() -> None:
    files = {path.name: path.parent.name for path in CORPUS.glob("*/*") if path.suffix != ".csv"}
    assert {name: row["folder"] for name, row in manifest().items()} == files
    stems = {Path(name).stem for name, folder in files.items() if folder != "scans"}
    assert {path.stem for path in (CORPUS / "gold").iterdir()} == stems
    assert set(FLOORS) == set(REPORTS)


@pytest.mark.parametrize("name", REPORTS)
def test_the_letterhead_is_read_as_the_manifest_says(name: str) -> None:
    told, profile = manifest()[name], read(name).profile
    kind, period = profile.kind, profile.period
    if told["kind"] == "month_and_quarter":
        assert kind == "month"
        assert told["period"].endswith(f"/{period}")
        kind, period = "month_and_quarter", profile.cumulative
    assert (profile.province, kind, period, profile.agency) == (
        told["province"],
        told["kind"],
        told["period"],
        told["agency"],
    )


@pytest.mark.parametrize("name", REPORTS)
def test_reference_facts_hold_every_run_of_digits_in_its_place(name: str) -> None:
    text = (CORPUS / "reports" / name).read_bytes().decode("utf-8")
    gold = read_ledger(gold_of(name))
    assert tuple(gold[0]) == LEDGER_COLUMNS
    found = [(str(m.start()), m[0]) for m in re.finditer(r"\d+(?:[.,]\d+)*", text)]
    assert [(row["start"], row["digits"]) for row in gold] == found
    assert [row["n"] for row in gold] == [str(n) for n in range(1, len(gold) + 1)]


@pytest.mark.parametrize("stem", ANNOTATED)
def test_every_core_fact_of_the_reports_retold_is_in_the_corpus(stem: str) -> None:
    reference = REFERENCE / f"{stem}.csv"
    if not reference.exists():
        pytest.skip("the reference facts of the public reports are no part of the checkout")
    lost = core_facts(reference) - core_facts(CORPUS / "gold" / f"{stem}.csv")
    assert not lost


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_is_read_at_least_as_well_as_before(name: str) -> None:
    reached = score(name)
    assert reached.covered.f1 == 1
    assert reached.alarms == 0
    role, quantity, core = map(Fraction, FLOORS[name])
    assert reached.role.f1 >= role
    assert reached.quantity.f1 >= quantity
    assert reached.core.f1 >= core


def test_no_key_is_double_and_none_is_orphaned(tmp_path: Path) -> None:
    database = tmp_path / "corpus.duckdb"
    outcomes = list(ingest(find_reports([CORPUS / "reports"]), database))
    assert [outcome.path.name for outcome in outcomes if outcome.result] == REPORTS
    with reading(database) as connection:
        for statement in (
            "select observation_id from fact_observation group by all having count(*) > 1",
            "select document_id, n from ledger group by all having count(*) > 1",
            "select sentence_id from sentence group by all having count(*) > 1",
            "from fact_observation anti join dim_document using (document_id)",
            "from ledger anti join dim_document using (document_id)",
            "from ledger anti join fact_observation using (observation_id) where role = 'value'",
            "from fact_observation anti join sentence using (sentence_id)",
            "from footnote anti join dim_document using (document_id)",
            "from issue anti join dim_document using (document_id)",
        ):
            assert list(ask_in_sql(connection, statement).rows) == [], statement


@pytest.mark.parametrize("name", REPORTS)
def test_a_slice_at_the_place_of_a_figure_is_the_figure(name: str) -> None:
    report = read(name)
    for row in report.ledger:
        assert report.document.text[row.start : row.end] == row.digits
