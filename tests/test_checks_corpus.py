"""The corpus: what a careful reader with a calculator finds, and nothing at error or above that is right."""

import csv
from pathlib import Path

import pytest

from store.database import reading
from tests.golden_findings import GOLDEN, corpus_database, findings


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return corpus_database(tmp_path_factory.mktemp("corpus") / "corpus.duckdb")


def test_the_findings_are_these(corpus: Path) -> None:
    assert findings(corpus) == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("document", "severity", "printed"),
    [
        ("travinh-2016-2020", "error", "49,91 16,02 32,23 1,59"),
        ("travinh-2016-2020", "error", "13,04 34.135 31.302,66"),
        ("travinh-2016-2020", "warning", "24,1 45.266 18.705,52"),
        ("travinh-2023-03", "error", "748 5.542 5.468"),
        ("travinh-2023-03", "error", "10.978 10.419 517 08"),
        ("travinh-2021-01", "warning", "10.713 353 08 10.353"),
        ("travinh-2020-07", "info", "66,6 05 15"),
        ("travinh-2020-07", "warning", "02 10 01 04 08"),
        ("soctrang-2020-09", "warning", "20 10 09"),
    ],
)
def test_what_a_careful_reader_finds(document: str, severity: str, printed: str) -> None:
    with GOLDEN.open(encoding="utf-8", newline="") as file:
        told = [(r["document"], r["severity"], r["printed"]) for r in csv.DictReader(file)]
    assert any(
        name.startswith(document) and how == severity and set(what.split()) == set(printed.split())
        for name, how, what in told
    )


@pytest.mark.parametrize(
    ("document", "kind", "value_text", "outcome"),
    [
        ("travinh-2023-03", "sum", "14.184,14", "consistent_rounding"),
        ("soctrang-2020-09", "sum", "13", "consistent_exact"),
        ("soctrang-2020-09", "of_which", "5.906,05", "consistent_exact"),
        ("travinh-2023-03", "of_which", "1,2", "consistent_exact"),
        ("travinh-2016-2020", "sum", "116", "consistent_exact"),
        ("travinh-2016-2020", "change", "401", "consistent_exact"),
    ],
)
def test_what_is_right_and_often_taken_for_wrong(
    corpus: Path, document: str, kind: str, value_text: str, outcome: str
) -> None:
    with reading(corpus) as connection:
        found = connection.execute(
            "select distinct outcome from reported_against_recomputed"
            " where starts_with(document, ?) and kind = ? and value_text = ?",
            [document, kind, value_text],
        ).fetchall()
    assert found == [(outcome,)]
