"""A vocabulary folder of one's own: it adds rows to the shipped ones, in the three commands that read."""

import csv
from pathlib import Path

import pytest

from tests.program import solieu

REPORT = """Trà Vinh, ngày 20 tháng 7 năm 2020

BÁO CÁO
Tình hình sản xuất công nghiệp, hoạt động thương mại tháng 7 năm 2020

- Doanh số giao dịch: Ước tháng 7 đạt 2.895,07 tỷ đồng, tăng 7,16% so tháng trước.
"""
ALIAS = "phrase,concept,source\ndoanh số giao dịch,retail,reports of one office\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "july.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "indicator_aliases.csv").write_text(ALIAS, encoding="utf-8")
    (tmp_path / "hollow").mkdir()
    return tmp_path


def indicators(ledger: str) -> list[str]:
    rows = csv.DictReader(ledger.splitlines())
    return [row["indicator"] for row in rows if row["role"] == "value"]


def test_a_ledger_reads_a_phrase_of_ones_own(folder: Path) -> None:
    assert indicators(solieu(folder, "ledger", "july.txt").stdout) == ["", ""]
    own = solieu(folder, "ledger", "july.txt", "--vocabulary", "words").stdout
    assert indicators(own) == ["retail_sales", "retail_sales"]


def test_ingest_and_score_read_it_too(folder: Path) -> None:
    words = ["--vocabulary", "words"]
    assert solieu(folder, "ingest", "july.txt", *words).returncode == 0
    series = solieu(folder, "series", "retail_sales", "--measure", "level", "--format", "csv")
    rows = csv.DictReader(series.stdout.splitlines())
    assert [row["value"] for row in rows if row["origin"] == "reported"] == ["2895.07"]
    solieu(folder, "ledger", "july.txt", *words, "-o", "gold.csv")
    scores = solieu(folder, "score", "gold.csv", "july.txt", *words, "--format", "csv")
    core = next(r for r in csv.DictReader(scores.stdout.splitlines()) if r["score"] == "core")
    assert core["f1"] == "1.000"


@pytest.mark.parametrize(
    ("command", "named"),
    [
        (["ingest", "july.txt"], "nowhere"),
        (["ledger", "july.txt"], "hollow"),
        (["score", "july.csv", "july.txt"], "july.txt"),
    ],
)
def test_a_folder_without_vocabulary_is_refused(
    folder: Path, command: list[str], named: str
) -> None:
    solieu(folder, "ledger", "july.txt", "-o", "july.csv")
    ended = solieu(folder, *command, "--vocabulary", named)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith(f"solieu: {named}: no vocabulary file in it; ")
    assert len(ended.stderr.splitlines()) == 1
    assert not (folder / "solieu.duckdb").exists()


def test_a_row_that_points_nowhere_is_said(folder: Path) -> None:
    wrong = "phrase,item,source\nrau củ,no_such_item,reports of one office\n"
    (folder / "words" / "item_aliases.csv").write_text(wrong, encoding="utf-8")
    ended = solieu(folder, "ledger", "july.txt", "--vocabulary", "words")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "item_aliases.csv: unknown no_such_item" in ended.stderr
