"""Workbooks as offices send them: sheets of several tables, what is hidden, what was never computed, old fonts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import openpyxl
import pytest
import xlwt
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from extract.document import read_document
from extract.healing import DIGIT_RUN
from extract.model import Document
from normalize.model import Report
from normalize.report import interpret
from tests.reading import vocabulary

SHARED = Path(__file__).parent.parent.parent / "shared" / "archive"


def sheet_of(*rows: tuple[object, ...]) -> Callable[[Worksheet], None]:
    def fill(sheet: Worksheet) -> None:
        for r, row in enumerate(rows, start=1):
            for c, value in enumerate(row, start=1):
                if value is not None:
                    sheet.cell(r, c, value)  # type: ignore[call-overload]

    return fill


RETAIL = (
    ("1. Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ tiêu dùng tháng 7 năm 2022",),
    (None, None, "Tỷ đồng"),
    (None, "Tháng 6 năm 2022", "Tháng 7 năm 2022"),
    ("TỔNG SỐ", 4301.2, 4377.8),
    ("Bán lẻ hàng hóa", 3240.0, 3301.5),
)
EXPORTS = (
    ("2. Xuất khẩu hàng hóa tháng 7 năm 2022",),
    (None, None, "Triệu USD"),
    (None, "Tháng 6 năm 2022", "Tháng 7 năm 2022"),
    ("TỔNG TRỊ GIÁ", 131.5, 128.2),
    ("Thủy sản", 22.4, 21.9),
)


def book_of(folder: Path, *fills: Callable[[Worksheet], None]) -> Path:
    book = openpyxl.Workbook()
    for number, fill in enumerate(fills):
        sheet = book.active if number == 0 else book.create_sheet()
        assert isinstance(sheet, Worksheet)
        fill(sheet)
    book.save(folder / "annex.xlsx")
    return folder / "annex.xlsx"


@cache
def real(name: str) -> tuple[Document, Report]:
    return told(SHARED / name)


def told(path: Path) -> tuple[Document, Report]:
    document = read_document(path)
    return document, interpret(document, vocabulary())


def values(read: Report) -> dict[str, tuple[str, str, str]]:
    return {
        row.place.cell: (str(row.value), row.unit, row.indicator)
        for row in read.ledger
        if row.role == "value"
    }


def test_tables_under_each_other(tmp_path: Path) -> None:
    document, read = told(book_of(tmp_path, sheet_of(*RETAIL, (), *EXPORTS)))
    assert len(document.tables) == 2
    found = values(read)
    assert found["C4"] == ("4377.8", "VND_bn", "retail_sales")
    assert found["C10"] == ("128.2", "USD_mn", "exports")
    assert len(found) == 8


def test_tables_beside_each_other(tmp_path: Path) -> None:
    rows = [(*a, *[None] * (4 - len(a)), *b) for a, b in zip(RETAIL, EXPORTS, strict=True)]
    document, read = told(book_of(tmp_path, sheet_of(*rows)))
    assert len(document.tables) == 2
    found = values(read)
    assert found["C4"] == ("4377.8", "VND_bn", "retail_sales")
    assert found["G4"] == ("128.2", "USD_mn", "exports")


def test_the_way_back_to_each_cell(tmp_path: Path) -> None:
    document, read = told(book_of(tmp_path, sheet_of(*RETAIL), sheet_of(*EXPORTS)))
    for row in read.ledger:
        shown = document.text[row.start : row.end]
        assert shown == row.digits
    assert {r.place.sheet for r in read.ledger if r.indicator == "exports"} == {"Sheet1"}
    assert {r.page for r in read.ledger if r.indicator == "exports"} == {2}


def test_hidden_parts_are_read_and_named(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet_of(*RETAIL)(sheet)
        sheet.column_dimensions["B"].hidden = True
        sheet.row_dimensions[5].hidden = True

    def aside(sheet: Worksheet) -> None:
        sheet_of(*EXPORTS)(sheet)
        sheet.sheet_state = "hidden"

    document, read = told(book_of(tmp_path, fill, aside))
    assert len([row for row in read.ledger if row.role == "value"]) == 8
    told_of = [n.message for n in document.notices if n.code == "hidden_cells"]
    assert [message.split(": ")[1].split(" read")[0] for message in told_of] == [
        "hidden columns B", "hidden rows 5", "hidden sheet Sheet1",
    ]  # fmt: skip


def test_formulas_dates_and_errors(tmp_path: Path) -> None:
    rows = (
        *RETAIL[:3],
        ("TỔNG SỐ", "=B5+B6", 4377.8),
        ("Bán lẻ hàng hóa", "#DIV/0!", 3301.5),
        ("Ngày báo cáo", date(2022, 7, 20), None),
    )
    document, read = told(book_of(tmp_path, sheet_of(*rows)))
    assert {n.code for n in document.notices} == {"formula_without_value", "error_cell"}
    assert "20/07/2022" in document.text
    assert [r.role for r in read.ledger if r.place.cell == "B5"] == ["malformed"]
    assert set(values(read)) == {"C4", "C5"}


def test_a_head_centred_across_columns_covers_them(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet_of(
            ("1. Xuất khẩu hàng hóa năm 2022",),
            (None, "Năm 2022 (Triệu USD)", None, None),
            (None, "Quý I", "Quý II", "Quý III"),
            ("Thủy sản", 22.4, 21.9, 30.1),
            ("Gạo", 2.4, 1.9, 3.1),
        )(sheet)
        for column in "BCD":
            sheet[f"{column}2"].alignment = Alignment(horizontal="centerContinuous")

    _, read = told(book_of(tmp_path, fill))
    assert values(read)["D4"] == ("30.1", "USD_mn", "exports")
    assert {r.period for r in read.ledger if r.role == "value"} == {
        "2022-01/2022-03", "2022-04/2022-06", "2022-07/2022-09",
    }  # fmt: skip


def test_old_fonts_go_with_their_cells(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet_of(*RETAIL)(sheet)
        sheet["A5"] = "B¸n lÎ hµng hãa"
        sheet["A5"].font = Font(name=".VnArial")

    document, read = told(book_of(tmp_path, fill))
    assert "Bán lẻ hàng hóa" in document.text
    assert [r.item for r in read.ledger if r.place.cell == "C5"] == ["goods"]


def test_old_fonts_in_old_workbooks(tmp_path: Path) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Bieu")
    old = xlwt.easyxf("font: name .VnTimeH")
    for r, row in enumerate(RETAIL):
        for c, value in enumerate(row):
            if value is not None:
                sheet.write(r, c, value)
    sheet.write(5, 0, "dÞch vô kh¸c", old)
    sheet.write(5, 2, 12.5)
    book.save(str(tmp_path / "annex.xls"))
    document, read = told(tmp_path / "annex.xls")
    assert "DỊCH VỤ KHÁC" in document.text
    assert [r.item for r in read.ledger if r.place.cell == "C6"] == ["other_services"]


def test_a_note_gives_the_unit_of_its_rows(tmp_path: Path) -> None:
    rows = (
        ("3. Nhập khẩu hàng hóa tháng 7 năm 2022",),
        (None, None, "Nghìn tấn, triệu USD"),
        (None, "Tháng 7 năm 2022", None),
        (None, "Lượng", "Trị giá"),
        ("Phân bón", 12.5, 4.1),
        ("Ô tô(*)", 120, 3.3),
        ("(*) Chiếc, triệu USD",),
    )

    def fill(sheet: Worksheet) -> None:
        sheet_of(*rows)(sheet)
        sheet.merge_cells("B3:C3")

    _, read = told(book_of(tmp_path, fill))
    units = {r.place.cell: (r.unit, r.unit_text) for r in read.ledger if r.role == "value"}
    assert units == {
        "B5": ("t", "Nghìn tấn"),
        "C5": ("USD_mn", "triệu USD"),
        "B6": ("other", "Chiếc"),
        "C6": ("USD_mn", "triệu USD"),
    }


def test_an_empty_workbook_is_refused(tmp_path: Path) -> None:
    from extract.errors import UnreadableDocument

    with pytest.raises(UnreadableDocument, match="no sheet of the workbook holds anything"):
        read_document(book_of(tmp_path, sheet_of()))


@pytest.mark.parametrize(
    ("name", "province", "period", "core"),
    [
        ("gso_bieu_2020_12.xlsx", "viet_nam", "2020-12", 1200),
        ("gso_bieu_2009_06.xls", "viet_nam", "2009-06", 430),
        ("gso_bieu_2000_12.xls", "viet_nam", "2000", 280),
    ],
)
def test_real_workbooks(name: str, province: str, period: str, core: int) -> None:
    if not (SHARED / name).exists():
        pytest.skip("the real files are not beside the repository")
    document, read = real(name)
    assert (read.profile.province, read.profile.period) == (province, period)
    assert sum(bool(row.indicator) for row in read.ledger) >= core
    runs = [match.start() for match in DIGIT_RUN.finditer(document.text)]
    assert [row.start for row in read.ledger] == runs
    assert not [row for row in read.ledger if row.role == "malformed"]


REAL_CELLS = (
    ("11.IIPthang", "B9", "105.97", "iip", "", "level", "same_period", "2020-11"),
    ("11.IIPthang", "C16", "101.57", "iip", "manufacturing", "level", "prev_month", "2020-12"),
    ("11.IIPthang", "E11", "105.03", "iip", "coal_mining", "level", "same_period", "2020"),
    ("13.SPCNthang", "D22", "387.8", "product_output", "beer", "level", "", "2020-12"),
    ("13.SPCNthang", "G18", "77.1", "product_output", "sugar", "level", "same_period", "2020"),
    ("26.Tongmuc", "D11", "3996885", "retail_sales", "goods", "level", "", "2020"),
    ("26.Tongmuc", "E11", "79.0", "retail_sales", "goods", "share_pct", "whole", "2020"),
    ("xuat khau thang", "G9", "281471", "exports", "", "level", "", "2020"),
    ("nhập khẩu tháng", "J9", "122.7", "imports", "", "level", "same_period", "2020-12"),
)


def test_cells_of_a_real_workbook() -> None:
    path = SHARED / "gso_bieu_2020_12.xlsx"
    if not path.exists():
        pytest.skip("the real files are not beside the repository")
    _, read = real(path.name)
    found = {(r.place.sheet, r.place.cell): r for r in read.ledger if r.role == "value"}
    for sheet, cell, *wanted in REAL_CELLS:
        row = found[sheet, cell]
        assert [
            str(row.value), row.indicator, row.item, row.measure, row.basis, row.period,
        ] == wanted, (sheet, cell)  # fmt: skip
    territories = {r.territory for r in read.ledger if r.place.sheet.startswith("6. LĐCN")}
    assert "tra_vinh" in territories
