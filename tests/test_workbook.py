"""The workbook: numbers are numbers with their exact decimals, styles say how they came about, nothing is a formula."""

from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.errors import QueryError
from normalize.model import Report
from normalize.relations import load_relations
from queries.exports import workbook
from queries.exports.formats import ExportFormat
from queries.exports.running import export
from queries.implied.running import derive_pending
from store.database import reading, writing
from tests.builders import august, july, report, retail, row
from tests.conftest import Store


@pytest.fixture
def book(store: Store, database: Path, tmp_path: Path):
    """Exports what the reports say and opens the workbook."""

    def made(*reports: Report) -> Any:
        store(*reports)
        with reading(database) as connection:
            export(connection, tmp_path / "out", [ExportFormat.XLSX])
        return openpyxl.load_workbook(tmp_path / "out" / "solieu.xlsx")

    return made


def cell_of(sheet: Any, head: str, unit: str = "VND_bn") -> Any:
    """The cell under `head` in the row of the series of levels in that unit."""
    heads = [cell.value for cell in sheet[1]]
    for line in sheet.iter_rows(min_row=2):
        if f".level.none.{unit}" in line[heads.index("series_key")].value:
            return line[heads.index(head)]
    raise AssertionError(head)


def test_sheets_are_in_order_with_notes_in_front(book) -> None:
    assert book(july()).sheetnames == [
        "Notes", "Monthly", "Quarterly", "Yearly", "Cumulative", "Other", "Parts", "Vintages", "Implied", "Reports",
    ]  # fmt: skip


def test_a_series_is_a_row_with_vietnamese_names(book) -> None:
    sheet = book(july())["Monthly"]
    assert [cell.value for cell in sheet[1]][:8] == [
        "Tỉnh", "Chỉ tiêu", "Phân tổ", "Đại lượng", "So với", "Đơn vị", "Giá", "Kịch bản",
    ]  # fmt: skip
    names = [cell.value for cell in sheet[cell_of(sheet, "2020-07").row]]
    assert names[:3] == ["Trà Vinh", "Tổng mức bán lẻ", "tổng số"]
    assert sheet.freeze_panes == "D2"


def test_a_figure_is_a_number_with_the_places_that_are_printed(book) -> None:
    sheet = book(report(retail(5, "2.890,50")))["Monthly"]
    cell = cell_of(sheet, "2020-07")
    assert (cell.value, cell.data_type, cell.number_format) == (2890.5, "n", "#,##0.00")


def test_an_estimate_looks_different_and_the_legend_says_so(book) -> None:
    made = book(july(), report(retail(5, "3", "2020-09", status="actual"), name="b.txt"))
    sheet = made["Monthly"]
    estimate, actual = cell_of(sheet, "2020-07"), cell_of(sheet, "2020-09")
    assert estimate.font.italic
    assert not actual.font.italic
    legend = {
        str(line[1].value).partition(" · ")[0]: line[0]
        for line in made["Notes"].iter_rows()
        if line[1].value
    }
    assert legend["E"].font.italic
    assert legend["E"].font.color.rgb == estimate.font.color.rgb
    assert legend["I"].fill.fgColor.rgb != legend["A"].fill.fgColor.rgb
    assert set(legend) == set("AEFIUBM")


def test_a_gap_is_empty(book) -> None:
    sheet = book(report(retail(5, "1"), retail(15, "3", "2020-09"), name="gap.txt"))["Monthly"]
    assert cell_of(sheet, "2020-08").value is None


def test_more_digits_than_a_spreadsheet_has_are_text_with_a_comment(book) -> None:
    sheet = book(report(retail(5, "12.345.678.901.234,567")))["Monthly"]
    cell = cell_of(sheet, "2020-07")
    assert (cell.value, cell.data_type) == ("12345678901234.567", "s")
    assert "15 digits" in cell.comment.text


def test_fifteen_digits_are_a_number(book) -> None:
    cell = cell_of(book(report(retail(5, "123.456.789.012,345")))["Monthly"], "2020-07")
    assert (cell.value, cell.data_type, cell.comment) == (123456789012.345, "n", None)


@settings(max_examples=200, deadline=None)
@given(
    digits=st.integers(-(10**15) + 1, 10**15 - 1),
    places=st.integers(0, 9),
)
def test_a_number_of_fifteen_digits_comes_back(digits: int, places: int) -> None:
    value = Decimal(digits).scaleb(-places)
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as made:
        sheet = made.add_worksheet()
        workbook._write_figure(workbook._Book(workbook=made), sheet, 0, 0, value, "A", places)
    cell = openpyxl.load_workbook(content)["Sheet1"]["A1"]
    assert cell.data_type == "n"
    assert Decimal(format(cell.value, ".15g")) == value


@pytest.mark.parametrize("name", ["=1+1", "+84", "-2", "@SUM(A1)", "http://a.b", '=HYPERLINK("x")'])
def test_no_text_is_a_formula_or_a_link(book, name: str) -> None:
    made = book(report(retail(5, "2.890"), name=f"{name}.txt"))
    for sheet in made:
        for line in sheet.iter_rows():
            for cell in line:
                assert cell.data_type != "f"
                assert cell.hyperlink is None
    assert any(cell.value == f"{name}.txt" for line in made["Reports"].iter_rows() for cell in line)


def test_a_revision_shows_in_the_vintages(book) -> None:
    sheet = book(july(), august())["Vintages"]
    heads = [cell.value for cell in sheet[1]]
    lines = [
        dict(zip(heads, (cell.value for cell in line), strict=True))
        for line in sheet.iter_rows(min_row=2)
    ]
    (revised,) = (r for r in lines if r["period"] == "2020-07" and r["vintage"] == 2)
    assert (revised["value"], revised["previous_value"], revised["revision"]) == (
        2890,
        2895.07,
        -5.07,
    )


def test_columns_of_lists_are_explained(book) -> None:
    sheet = book(july())["Vintages"]
    assert all(cell.comment and cell.comment.text for cell in sheet[1])


def test_too_many_rows_are_refused(
    store: Store, database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store(july(), august())
    monkeypatch.setattr(workbook, "_MOST_ROWS", 3)
    with (
        reading(database) as connection,
        pytest.raises(QueryError, match="choose fewer with --indicator"),
    ):
        export(connection, tmp_path / "out", [ExportFormat.XLSX])
    assert list((tmp_path / "out").iterdir()) == []


def test_an_empty_database_gives_heads(book) -> None:
    made = book()
    assert made["Monthly"].max_row == 1
    assert made["Implied"].max_row == 1


def test_an_unknown_unit_is_named_as_it_is(book) -> None:
    made = report(
        row(5, "5", indicator="retail_sales", measure="level", unit="other", unit_text="thùng")
    )
    assert cell_of(book(made)["Monthly"], "Đơn vị", "other").value == "thùng"


def test_no_time_of_writing_gets_into_the_file(book, tmp_path: Path) -> None:
    made = book(july())
    assert made.properties.created == datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)
    with ZipFile(tmp_path / "out" / "solieu.xlsx") as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}


def test_an_implied_value_is_the_middle_in_a_style_of_its_own_with_its_bounds_apart(
    store: Store, database: Path, tmp_path: Path
) -> None:
    growth = {"unit": "pct", "indicator": "retail_sales", "measure": "growth_pct"}
    store(report(retail(5, "2.895,07"), row(15, "7,16", basis="prev_month", **growth)))
    with writing(database) as connection:
        derive_pending(connection, load_relations(None))
    with reading(database) as connection:
        export(connection, tmp_path / "out", [ExportFormat.XLSX])
    made: Any = openpyxl.load_workbook(tmp_path / "out" / "solieu.xlsx")
    cell = cell_of(made["Monthly"], "2020-06")
    assert cell.data_type == "n"
    assert cell.font.italic
    assert cell.fill.fgColor.rgb == "FFFFF2CC"
    assert cell.number_format == "#,##0.00"
    heads, *lines = ([c.value for c in line] for line in made["Implied"].iter_rows())
    (implied,) = (
        r
        for r in (dict(zip(heads, line, strict=True)) for line in lines)
        if r["period"] == "2020-06"
    )
    assert implied["low"] < cell.value < implied["high"]
    assert 2701.4 < implied["low"] < implied["high"] < 2701.9
