"""Which way each page of a PDF is read, why, and that both ways lead to the same text and places."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pdfplumber
import pypdfium2
import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

from extract.formats.pdf_careful import read_carefully
from extract.formats.pdf_quick import read_quickly
from extract.model import PageRecord
from extract.pages.assembling import assemble
from tests.making.pdf import Sheets
from tests.pages import SENTENCES, read


def ways(document: object) -> list[str]:
    return [record.method for record in document.pages]  # type: ignore[attr-defined]


def pages(count: int) -> Sheets:
    sheets = Sheets()
    for page in range(count):
        if page:
            sheets.turn()
        sheets.paragraph(80, f"Trang thứ {page + 1}: {SENTENCES}")
    return sheets


def test_new_fonts_are_read_both_ways_and_then_quickly(tmp_path: Path) -> None:
    document = read(tmp_path, pages(4))
    assert ways(document) == ["pdfplumber", "pdfium", "pdfium", "pdfium"]
    assert document.pages[0].reason == "read both ways, for its fonts were new"
    assert document.pages[1].reason == "all its fonts are proven to read alike"


def test_both_ways_give_the_same_text_and_places() -> None:
    content = pages(1).finish()
    record = PageRecord(page=1, method="pdfium")
    quick = assemble([read_quickly(pypdfium2.PdfDocument(content)[0], record).printed])
    with pdfplumber.open(BytesIO(content)) as opened:
        careful = assemble([read_carefully(opened.pages[0], record)])
    assert quick.text == careful.text
    for at in range(0, len(quick.text), 7):
        one, other = quick.source.place_of(at, at + 3).box, careful.source.place_of(at, at + 3).box
        assert one is not None
        assert other is not None
        assert abs(one.left - other.left) <= 1
        assert abs(one.right - other.right) <= 1
        assert abs(one.top - other.top) <= 4
        assert abs(one.bottom - other.bottom) <= 4


@pytest.mark.parametrize(
    ("what", "reason"),
    [
        ("line", "drawn lines"),
        ("mark", "raised or small type"),
        ("turned", "turned or slanted text"),
    ],
)
def test_what_pdfium_leaves_out_is_read_carefully(tmp_path: Path, what: str, reason: str) -> None:
    sheets = pages(2)
    if what == "line":
        sheets.line(85, 500, 200)
    elif what == "mark":
        sheets.text(sheets.text(85, 500, "tháng trước"), 495, "1", size=7)
    else:
        sheets.canvas.rotate(90)
        sheets.text(100, 1000, "Ghi chú")
    document = read(tmp_path, sheets)
    assert ways(document) == ["pdfplumber", "pdfplumber"]
    assert document.pages[1].reason == reason


def test_a_turned_page_is_read_as_it_is_shown(tmp_path: Path) -> None:
    reader = PdfReader(BytesIO(pages(1).finish()))
    writer = PdfWriter()
    writer.add_page(reader.pages[0].rotate(90))
    out = BytesIO()
    writer.write(out)
    document = read(tmp_path, out.getvalue())
    assert document.pages[0].method == "pdfplumber"
    assert "tháng" in document.text


def test_a_font_without_vietnamese_letters_keeps_what_it_says(tmp_path: Path) -> None:
    """Helvetica as every viewer has it: what it can't show, the program that made the file has lost already."""
    out = BytesIO()
    canvas = Canvas(out)
    canvas.setFont("Helvetica", 12)
    canvas.drawString(85, 700, "San luong dat 1.234,5 tan, tang 5,6% so cung ky")
    canvas.save()
    assert read(tmp_path, out.getvalue()).text == "San luong dat 1.234,5 tan, tang 5,6% so cung ky"


def test_a_page_without_print_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    sheets = pages(1)
    sheets.turn()
    sheets.turn()
    sheets.paragraph(80, SENTENCES)
    document = read(tmp_path, sheets)
    assert [record.reason for record in document.pages][1] == "no text"
    assert document.page_of(len(document.text) - 1) == 3


def test_every_character_has_a_page_and_a_box(tmp_path: Path) -> None:
    document = read(tmp_path, pages(3))
    for at, char in enumerate(document.text):
        place = document.place_of(at, at + 1)
        assert place.box is not None
        if not char.isspace():
            assert place.box.right > place.box.left
            assert place.box.bottom > place.box.top
            assert place.page in (1, 2, 3)
