"""Tables of a PDF: cells with their spans, over pages, with and without ruling lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.document import read_document
from extract.model import Document, Table
from normalize.report import interpret
from tests.making.pdf import Sheets
from tests.pages import SENTENCES, read
from tests.reading import vocabulary

WIDTHS = (30, 130, 45, 70, 70, 65, 65)
HEAD = (
    ("TT", "Tên sản phẩm", "ĐVT", "Thực hiện", None, "So sánh (%)", None),
    ("^", "^", "^", "Tháng 6", "Ước\ntháng 7", "Tháng\ntrước", "Cùng\nkỳ"),
)


def body(first: int, last: int) -> list[tuple[str, ...]]:
    return [
        (
            str(n),
            f"Sản phẩm số {n}\ncó tên dài",
            "Tấn",
            f"{n}.234,5",
            f"{n}.300,7",
            "105,3",
            "-" if n % 2 else "",
        )
        for n in range(first, last + 1)
    ]


def texts(document: Document, table: Table) -> dict[tuple[int, int], str]:
    return {(c.row, c.column): document.text[c.start : c.end] for c in table.cells}


def ruled(rows: int, *, more: int = 0, again: bool = True) -> Sheets:
    sheets = Sheets()
    sheets.grid(60, 100, WIDTHS, [*HEAD, *body(1, rows)], figures=3)
    if more:
        sheets.turn()
        sheets.grid(
            60, 60, WIDTHS, [*(HEAD if again else ()), *body(rows + 1, rows + more)], figures=3
        )
    return sheets


def test_every_cell_of_a_ruled_table(tmp_path: Path) -> None:
    document = read(tmp_path, ruled(6))
    (table,) = document.tables
    cells = texts(document, table)
    for n in range(1, 7):
        expected = ("105,3", "-" if n % 2 else "")
        assert cells[n + 1, 1] == f"Sản phẩm số {n} có tên dài"
        assert (cells[n + 1, 3], cells[n + 1, 4]) == (f"{n}.234,5", f"{n}.300,7")
        assert (cells[n + 1, 5], cells[n + 1, 6]) == expected


def test_merged_cells_of_a_head_are_spans(tmp_path: Path) -> None:
    document = read(tmp_path, ruled(3))
    spans = {
        document.text[c.start : c.end]: (c.row, c.column, c.rows, c.columns)
        for c in document.tables[0].cells
        if c.row < 2
    }
    assert spans["Tên sản phẩm"] == (0, 1, 2, 1)
    assert spans["Thực hiện"] == (0, 3, 1, 2)
    assert spans["So sánh (%)"] == (0, 5, 1, 2)
    assert spans["Ước tháng 7"] == (1, 4, 1, 1)


def test_a_row_is_a_line_and_blank_cells_are_blank(tmp_path: Path) -> None:
    lines = read(tmp_path, ruled(2)).text.split("\n")
    assert lines[2] == "1 | Sản phẩm số 1 có tên dài | Tấn | 1.234,5 | 1.300,7 | 105,3 | -"
    assert lines[3] == "2 | Sản phẩm số 2 có tên dài | Tấn | 2.234,5 | 2.300,7 | 105,3 | "


def test_a_table_over_pages_is_one_and_its_repeated_head_no_part_of_it(tmp_path: Path) -> None:
    document = read(tmp_path, ruled(12, more=4))
    (table,) = document.tables
    cells = texts(document, table)
    assert max(row for row, _ in cells) == 17
    assert [cells[row, 0] for row in range(2, 18)] == [str(n) for n in range(1, 17)]
    assert document.text[table.span.start : table.span.end].count("Tên sản phẩm") == 2
    last = next(c for c in table.cells if (c.row, c.column) == (17, 3))
    place = document.place_of(last.start, last.end)
    assert place.page == 2
    assert place.box is not None
    assert 370 > place.box.right > place.box.left > 265


def test_a_table_over_pages_without_its_head_goes_on(tmp_path: Path) -> None:
    document = read(tmp_path, ruled(12, more=4, again=False))
    (table,) = document.tables
    assert texts(document, table)[17, 0] == "16"


def test_another_table_on_the_next_page_is_another(tmp_path: Path) -> None:
    sheets = ruled(3)
    sheets.turn()
    sheets.grid(60, 60, (120, 90, 90), [("Chỉ tiêu", "Tháng 6", "Tháng 7"), ("Điện", "12,5", "13")])
    assert len(read(tmp_path, sheets).tables) == 2


def test_text_between_two_parts_makes_two_tables(tmp_path: Path) -> None:
    sheets = ruled(3)
    sheets.turn()
    sheets.paragraph(60, SENTENCES)
    sheets.grid(60, 150, WIDTHS, body(4, 5), figures=3)
    assert len(read(tmp_path, sheets).tables) == 2


def test_text_around_a_table_stays_outside(tmp_path: Path) -> None:
    sheets = Sheets()
    down = sheets.paragraph(60, SENTENCES)
    down = sheets.grid(60, down + 10, WIDTHS, [*HEAD, *body(1, 3)], figures=3)
    sheets.paragraph(down + 30, "Ghi chú: số liệu ước tính của 7 tháng.")
    document = read(tmp_path, sheets)
    (table,) = document.tables
    assert document.text[: table.span.start].strip() == SENTENCES
    assert document.text[table.span.end :].strip() == "Ghi chú: số liệu ước tính của 7 tháng."


def test_a_frame_around_text_is_no_table(tmp_path: Path) -> None:
    sheets = Sheets()
    sheets.grid(60, 80, (460,), [("Báo cáo tháng 7 năm 2020",)])
    sheets.paragraph(140, SENTENCES)
    assert not read(tmp_path, sheets).tables


def aligned(rows: list[tuple[str, ...]], *, head: bool = True) -> Sheets:
    sheets = Sheets()
    down = sheets.paragraph(60, SENTENCES) + 20
    rights = (300, 370, 440, 520)
    if head:
        sheets.centred(314, down, "Thực hiện", size=11)
        sheets.centred(455, down, "So sánh (%)", size=11)
        for right, text in zip(
            rights, ("Tháng 6", "Tháng 7", "Tháng trước", "Cùng kỳ"), strict=True
        ):
            sheets.right(right, down + 16, text, size=11)
    for n, (label, *figures) in enumerate(rows):
        sheets.text(60, down + 36 + 16 * n, label, size=11)
        for right, figure in zip(rights, figures, strict=False):
            sheets.right(right, down + 36 + 16 * n, figure, size=11)
    sheets.paragraph(down + 60 + 16 * len(rows), SENTENCES)
    return sheets


ROWS = [
    ("Tổng số", "12.345,6", "13.000", "105,3", "110,2"),
    ("I. Khai khoáng",),
    ("Cát san lấp", "345,6", "300", "86,8", "-"),
    ("Công nghiệp chế biến,", "1.345,6", "", "105,3", "110,2"),
    ("chế tạo",),
    ("Điện sản xuất", "345,6", "3.000", "105,3", ""),
]


def test_figures_under_each_other_are_a_table(tmp_path: Path) -> None:
    document = read(tmp_path, aligned(ROWS))
    (table,) = document.tables
    assert document.text[table.span.start : table.span.end].split("\n") == [
        " | Thực hiện |  | So sánh (%) | ",
        " | Tháng 6 | Tháng 7 | Tháng trước | Cùng kỳ",
        "Tổng số | 12.345,6 | 13.000 | 105,3 | 110,2",
        "I. Khai khoáng |  |  |  | ",
        "Cát san lấp | 345,6 | 300 | 86,8 | -",
        "Công nghiệp chế biến, chế tạo | 1.345,6 |  | 105,3 | 110,2",
        "Điện sản xuất | 345,6 | 3.000 | 105,3 | ",
    ]
    assert {(c.column, c.columns) for c in table.cells if c.row == 0} == {(0, 1), (1, 2), (3, 2)}


def test_a_table_without_rules_may_have_no_head(tmp_path: Path) -> None:
    document = read(tmp_path, aligned(ROWS[2:4], head=False))
    (table,) = document.tables
    assert len({cell.column for cell in table.cells}) == 5


def test_a_row_of_figures_alone_is_no_table(tmp_path: Path) -> None:
    assert not read(tmp_path, aligned(ROWS[:1], head=False)).tables


def test_figures_in_sentences_are_no_table(tmp_path: Path) -> None:
    sheets = Sheets()
    text = "Các năm 2016, 2017, 2018, 2019, 2020 tăng 5,1%, 6,2%, 7,3%, 8,4%, 9,5% so với 2015. "
    sheets.paragraph(80, text * 6)
    assert not read(tmp_path, sheets).tables


TITLES = (
    "Tình hình công nghiệp và thương mại 7 tháng đầu năm 2022 của tỉnh",
    "Biểu 3. Sản phẩm chủ yếu",
    "ĐVT: tấn",
)


@pytest.mark.parametrize("place", ["left", "middle"])
def test_titles_above_a_table_are_lines_of_their_own(tmp_path: Path, place: str) -> None:
    sheets = Sheets()
    for n, title in enumerate(TITLES):
        if place == "left":
            sheets.text(60, 60 + 16 * n, title, size=12)
        else:
            sheets.centred(297, 60 + 16 * n, title, size=12)
    sheets.grid(60, 110, WIDTHS, [*HEAD, *body(1, 3)], figures=3)
    document = read(tmp_path, sheets)
    assert document.text[: document.tables[0].span.start].split("\n")[:3] == list(TITLES)


def cut_row(*rest: str) -> Sheets:
    """The last row's name goes on at the top of the next page, below the head."""
    sheets = ruled(2)
    sheets.turn()
    cells = (*rest, *[""] * (len(WIDTHS) - len(rest)))
    sheets.grid(60, 60, WIDTHS, [*HEAD, cells, *body(3, 4)], figures=3)
    return sheets


def test_what_the_page_cut_off_from_a_row_goes_back_to_it(tmp_path: Path) -> None:
    document = read(tmp_path, cut_row("", "và dài hơn"))
    (table,) = document.tables
    cells = texts(document, table)
    assert cells[3, 1] == "Sản phẩm số 2 có tên dài và dài hơn"
    assert cells[4, 0] == "3"
    last = next(c for c in table.cells if (c.row, c.column) == (3, 1))
    assert document.place_of(last.end - 4, last.end).page == 2


@pytest.mark.parametrize(
    "rest",
    [
        ("", "trong đó:"),
        ("", "Nhóm khác"),
        ("", "gồm"),
        ("", "và dài hơn", "", "12,5"),
        ("3", "khác"),
    ],
)
def test_a_row_of_its_own_on_the_next_page_stays_one(tmp_path: Path, rest: tuple[str, ...]) -> None:
    document = read(tmp_path, cut_row(*rest))
    assert texts(document, document.tables[0])[4, 1] == rest[1]


def test_digits_of_a_head_printed_again_are_periods(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(ruled(12, more=4).finish())
    report = interpret(read_document(path), vocabulary())
    (table,) = report.document.tables
    again = [row for row in report.ledger if dict(row.rules).get("role") == "layout"]
    assert [(row.digits, row.role, row.place.page) for row in again] == [
        ("6", "period", 2),
        ("7", "period", 2),
    ]
    assert all(table.span.start < row.start < table.span.end for row in again)
