"""One text, one result: reports printed to PDF give the ledger of their text, and a signed letter its facts."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from normalize.model import LedgerRow, Report
from normalize.report import read_report
from tests.making.pdf import FONTS, plainly_typed, printed, richly_typed
from tests.program import CORPUS
from tests.reading import vocabulary

SHARED = Path(__file__).parents[2] / "shared"
FOLDERS = {"corpus": CORPUS / "reports", "real": SHARED / "reports"}
SIGNED = SHARED / "archive" / "binhdinh_791_2020_signed.pdf"

Row = tuple[object, ...]


def texts(folder: str) -> list[Path]:
    found = sorted(p for p in FOLDERS[folder].glob("*") if p.suffix in (".txt", ".md"))
    if not found:
        pytest.skip("the real reports are not beside the repository")
    return found


def rows(report: Report) -> list[Row]:
    """What the ledger says of each digit run that is the report's, without its offsets."""
    spans = report.document.furniture
    return [
        _row(row)
        for row in report.ledger
        if not any(span.start <= row.start < span.end for span in spans)
    ]


def _row(row: LedgerRow) -> Row:
    return (
        row.role, row.digits, row.value, row.unit, row.indicator, row.item, row.measure, row.basis, row.period,
        row.status, row.qualifier,
    )  # fmt: skip


def without_marks(found: list[Row]) -> Counter[Row]:
    """Rows in any order: a note stands where its page ends, and a mark may be printed in characters of its own."""
    return Counter(row for row in found if row[0] != "footnote")


@pytest.mark.parametrize("font", FONTS)
@pytest.mark.parametrize("folder", FOLDERS)
def test_a_line_a_paragraph_gives_the_same_ledger(tmp_path: Path, folder: str, font: str) -> None:
    paths = texts(folder)
    made = printed({p.stem: plainly_typed(p.read_text("utf-8-sig"), font) for p in paths})
    for path in paths:
        pdf = tmp_path / f"{path.stem}.pdf"
        pdf.write_bytes(made[path.stem])
        of_text = rows(read_report(path, vocabulary()))
        assert rows(read_report(pdf, vocabulary())) == of_text, path.stem
        assert len(of_text) > 100


@pytest.mark.parametrize("font", FONTS)
@pytest.mark.parametrize("folder", FOLDERS)
def test_as_an_office_types_it_gives_the_same_facts(tmp_path: Path, folder: str, font: str) -> None:
    paths = texts(folder)
    made = printed({p.stem: richly_typed(p.read_text("utf-8-sig"), font) for p in paths})
    for path in paths:
        pdf = tmp_path / f"{path.stem}.pdf"
        pdf.write_bytes(made[path.stem])
        of_pdf, of_text = (rows(read_report(p, vocabulary())) for p in (pdf, path))
        assert without_marks(of_pdf) == without_marks(of_text), path.stem


@pytest.mark.skipif(not SIGNED.exists(), reason="the real files are not beside the repository")
def test_the_areas_of_a_signed_letter_add_up() -> None:
    report = read_report(SIGNED, vocabulary())
    areas = [row.value for row in report.ledger if row.value is not None and "," in row.digits]
    asked, granted, again, more, last = areas
    assert asked == again == last == Decimal("43527.30")
    assert more is not None
    assert granted is not None
    assert granted + more == asked
    values = Counter(row.digits for row in report.ledger if row.role == "value")
    assert set(values) == {"43.527,30", "30.000,0", "13.527,30", "46", "10", "20", "15"}


@pytest.mark.skipif(not SIGNED.exists(), reason="the real files are not beside the repository")
def test_what_a_signature_fills_in_is_text_and_its_stamp_is_furniture() -> None:
    document = read_report(SIGNED, vocabulary()).document
    assert "Số: 791 /CCQLĐĐ-ĐĐBĐ" in document.text
    assert "ngày 07 tháng 07 năm 2020" in document.text.replace("07năm", "07 năm")
    assert [document.text[s.start : s.end] for s in document.furniture] == [
        "Chi cục Quản lý đất đai",
        "07-07-2020 13:44:03 +07:00",
    ]
