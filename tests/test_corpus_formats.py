"""The corpus' PDF, Word file and scan: each figure as its reference says, and made again by their script."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from extract.formats.debian import missing
from normalize.model import LEDGER_COLUMNS, Report
from normalize.report import read_report
from solieu.ledger import ledger_record, read_ledger
from tests.making import corpus as making
from tests.program import CORPUS
from tests.reading import vocabulary

FILES = sorted(path.name for path in (CORPUS / "formats").iterdir())
SCAN = CORPUS / "scans" / making.SCAN
MEANING = [column for column in LEDGER_COLUMNS if column not in ("n", "start", "label", "note")]


def figures(report: Report, columns: Sequence[str] = MEANING) -> list[tuple[str, ...]]:
    return [tuple(ledger_record(row)[c] for c in columns) for row in report.ledger]


@pytest.mark.parametrize("name", FILES)
def test_each_figure_is_read_as_the_reference_says(name: str) -> None:
    gold = read_ledger(CORPUS / "gold" / f"{Path(name).stem}.csv")
    read = read_report(CORPUS / "formats" / name, vocabulary())
    assert figures(read) == [tuple(row[c] for c in MEANING) for row in gold]


@pytest.mark.parametrize("name", FILES)
def test_each_figure_leads_back_to_its_print(name: str) -> None:
    read = read_report(CORPUS / "formats" / name, vocabulary())
    assert all(read.document.text[row.start : row.end] == row.digits for row in read.ledger)
    if name.endswith(".pdf"):
        assert all(row.place.box for row in read.ledger)
        assert {row.page for row in read.ledger} == {1, 2}
    assert any(row.table for row in read.ledger)


@pytest.mark.parametrize(
    ("name", "make"), [(making.ANNEX, making.annex_pdf), (making.SUMMARY, making.summary_docx)]
)
def test_the_script_makes_the_same_facts(name: str, make: object, tmp_path: Path) -> None:
    assert callable(make)
    (tmp_path / name).write_bytes(make())
    shipped = read_report(CORPUS / "formats" / name, vocabulary())
    assert figures(read_report(tmp_path / name, vocabulary())) == figures(shipped)


def test_the_scan_says_what_its_text_says() -> None:
    lacking = missing("tesseract-ocr", "tesseract-ocr-vie")
    if lacking:
        pytest.skip(f"{lacking} not installed")
    text = figures(read_report(CORPUS / "reports" / "soctrang-2020-09.txt", vocabulary()))
    scan = read_report(SCAN, vocabulary())
    assert len(scan.ledger) > 60
    assert figures(scan) == text[: len(scan.ledger)]
    assert all(row.place.confidence is not None for row in scan.ledger)
    assert {record.method for record in scan.document.page_records} == {"ocr"}
