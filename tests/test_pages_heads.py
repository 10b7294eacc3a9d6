"""Heads, rows and columns of tables without rules, drawn to the point."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from extract.model import Document
from extract.pages.paragraphs import measure
from extract.pages.printed import Word
from tests.making.pdf import Sheets
from tests.pages import SENTENCES, read

SIZE = 10
RIGHTS = (300, 370, 440, 510)
Drawn = Sequence[tuple[float, float, str]]
"""Middle, height and text of each line of a head, in points from where the head begins."""


def drawn(head: Drawn, rows: Sequence[Sequence[str]], *, gap: float = 18) -> Sheets:
    """A sheet with a head, and rows of a label and figures that end at `RIGHTS`."""
    sheets = Sheets()
    top = 100
    for middle, down, text in head:
        sheets.centred(middle, top + down, text, size=SIZE)
    down = top + max((line[1] for line in head), default=0) + gap
    for n, (label, *figures) in enumerate(rows):
        sheets.text(60, down + 16 * n, label, size=SIZE)
        for right, figure in zip(RIGHTS, figures, strict=False):
            sheets.right(right, down + 16 * n, figure, size=SIZE)
    return sheets


ROWS = (
    ("Cát", "345,6", "300,5", "86,8", "102,3"),
    ("Bia", "1.345,6", "2.200", "105,3", "110,2"),
    ("Điện", "345,6", "3.000", "98,1", "99,9"),
)


def lines_of(document: Document) -> list[str]:
    (table,) = document.tables
    return document.text[table.span.start : table.span.end].split("\n")


CASES = (
    (
        "a cell over three columns stands over the one in the middle",
        [(405, 0, "So sánh (%)"), (275, 9, "Ước"), (335, 18, "kế hoạch"), (405, 18, "tháng trước"),
         (475, 18, "cùng kỳ")],
        [" | Ước | So sánh (%) |  | ", " |  | kế hoạch | tháng trước | cùng kỳ"],
    ),
    (
        "three lines of one cell between cells of one line",
        [(275, 9, "Tháng 6"), (335, 0, "Tháng 7"), (335, 11, "năm"), (335, 22, "2022"),
         (405, 9, "Quý I"), (475, 9, "Quý II")],
        [" | Tháng 6 | Tháng 7 năm 2022 | Quý I | Quý II"],
    ),
    (
        "lines of two cells at half a line's height",
        [(275, 0, "Thực hiện"), (275, 11, "tháng 6"), (335, 5.5, "Tháng 7"), (405, 0, "So với"),
         (405, 11, "tháng 6"), (475, 5.5, "Cả năm")],
        [" | Thực hiện tháng 6 | Tháng 7 | So với tháng 6 | Cả năm"],
    ),
    (
        "two cells over two columns each, at the pitch of the lines",
        [(305, 0, "Thực hiện"), (440, 0, "So sánh (%)"), (275, 12, "Tháng 6"), (335, 12, "Tháng 7"),
         (405, 12, "Tháng 5"), (475, 12, "Quý I")],
        [" | Thực hiện |  | So sánh (%) | ", " | Tháng 6 | Tháng 7 | Tháng 5 | Quý I"],
    ),
    (
        "a head far above its rows",
        [(275, -40, "Tháng 6"), (335, -40, "Tháng 7"), (405, -40, "Tháng 8"), (475, -40, "Quý I"),
         (80, -40, "Tên")],
        ["Tên | Tháng 6 | Tháng 7 | Tháng 8 | Quý I"],
    ),
)  # fmt: skip


@pytest.mark.parametrize(("head", "wanted"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_what_stands_over_which_column(head: Drawn, wanted: list[str], tmp_path: Path) -> None:
    found = lines_of(read(tmp_path, drawn(head, ROWS)))
    assert found[: len(wanted)] == wanted
    assert found[len(wanted) :] == [" | ".join(row) for row in ROWS]


def test_a_title_above_is_no_head(tmp_path: Path) -> None:
    head = [(285, 0, "Sản phẩm chủ yếu"), (275, 30, "Năm nay"), (335, 30, "Năm trước"),
            (405, 30, "Quý I"), (475, 30, "Quý II")]  # fmt: skip
    document = read(tmp_path, drawn(head, ROWS))
    assert lines_of(document)[0] == " | Năm nay | Năm trước | Quý I | Quý II"
    assert document.text.startswith("Sản phẩm chủ yếu")


def test_a_sentence_above_is_no_head(tmp_path: Path) -> None:
    sheets = Sheets()
    down = sheets.paragraph(60, SENTENCES, size=SIZE) + 12
    for n, (label, *figures) in enumerate(ROWS):
        sheets.text(60, down + 16 * n, label, size=SIZE)
        for right, figure in zip(RIGHTS, figures, strict=True):
            sheets.right(right, down + 16 * n, figure, size=SIZE)
    document = read(tmp_path, sheets)
    assert lines_of(document) == [" | ".join(row) for row in ROWS]


def test_a_column_that_only_the_head_shows(tmp_path: Path) -> None:
    head = [(275, 0, "Năm nay"), (335, 0, "Năm trước"), (405, 0, "Quý I"), (475, 0, "Quý II"),
            (560, 0, "Ghi chú")]  # fmt: skip
    found = lines_of(read(tmp_path, drawn(head, ROWS)))
    assert found[0] == " | Năm nay | Năm trước | Quý I | Quý II | Ghi chú"
    assert found[1] == "Cát | 345,6 | 300,5 | 86,8 | 102,3 | "


LABELS = (
    (0.5, ["Sản xuất và phân phối", "điện, khí đốt"], "Sản xuất và phân phối điện, khí đốt"),
    (0.0, ["Sản xuất và phân phối", "điện, khí đốt"], "Sản xuất và phân phối điện, khí đốt"),
    (1.0, ["Sản xuất và phân phối", "điện, khí đốt"], "Sản xuất và phân phối điện, khí đốt"),
    (0.5, ["Chế biến", "gỗ (gồm cả", "tre, nứa)"], "Chế biến gỗ (gồm cả tre, nứa)"),
)


@pytest.mark.parametrize(("stands", "lines", "wanted"), LABELS)
def test_lines_of_a_label_go_to_its_figures(
    stands: float, lines: list[str], wanted: str, tmp_path: Path
) -> None:
    sheets = Sheets()
    down = 100.0
    for label, *figures in (*ROWS, *ROWS[:1]):
        texts = lines if label != "Bia" else [label]
        for n, text in enumerate(texts):
            sheets.text(60, down + 11.5 * n, text, size=SIZE)
        at = down + stands * 11.5 * (len(texts) - 1)
        for right, figure in zip(RIGHTS, figures, strict=True):
            sheets.right(right, at, figure, size=SIZE)
        down += 11.5 * len(texts)
    found = lines_of(read(tmp_path, sheets))
    assert [line.split(" | ")[0] for line in found] == [wanted, "Bia", wanted, wanted]


def test_numbers_close_to_the_names_behind_them(tmp_path: Path) -> None:
    sheets = Sheets()
    for n, (label, *figures) in enumerate(ROWS):
        sheets.right(72, 100 + 16 * n, str(n + 1), size=SIZE)
        sheets.text(74, 100 + 16 * n, f"{label} các loại", size=SIZE)
        for right, figure in zip(RIGHTS, figures, strict=True):
            sheets.right(right, 100 + 16 * n, figure, size=SIZE)
    found = lines_of(read(tmp_path, sheets))
    assert found[1] == "2 | Bia các loại | 1.345,6 | 2.200 | 105,3 | 110,2"


HEAD = [(275, 0, "Năm nay"), (335, 0, "Năm trước"), (405, 0, "Quý I"), (475, 0, "Quý II")]


def two_pages(second: Drawn, rows: Sequence[Sequence[str]]) -> Sheets:
    sheets = drawn(HEAD, ROWS)
    sheets.turn()
    for middle, down, text in second:
        sheets.centred(middle, 60 + down, text, size=SIZE)
    for n, (label, *figures) in enumerate(rows):
        sheets.text(60, 78 + 16 * n, label, size=SIZE)
        for right, figure in zip(RIGHTS, figures, strict=True):
            if figure:
                sheets.right(right, 78 + 16 * n, figure, size=SIZE)
    return sheets


def test_one_row_on_the_next_page(tmp_path: Path) -> None:
    found = lines_of(read(tmp_path, two_pages([], [("Gỗ", "12,5", "", "88,1", "97,2")])))
    assert found[-1] == "Gỗ | 12,5 |  | 88,1 | 97,2"
    assert len(found) == 5


def test_the_head_again_on_the_next_page(tmp_path: Path) -> None:
    document = read(tmp_path, two_pages(HEAD, [("Gỗ", "12,5", "7", "88,1", "97,2"), ROWS[0]]))
    (table,) = document.tables
    assert max(cell.row for cell in table.cells) == 5


def test_another_head_on_the_next_page_begins_another_table(tmp_path: Path) -> None:
    other = [(middle, down, f"{text} khác") for middle, down, text in HEAD]
    document = read(tmp_path, two_pages(other, [("Gỗ", "12,5", "7", "88,1", "97,2"), ROWS[0]]))
    assert len(document.tables) == 2


def test_lines_that_all_begin_elsewhere_can_be_measured() -> None:
    from extract.pages.lines import set_lines

    words = [
        Word(text="Cát", left=20.0 + 7 * n, top=14.0 * n, right=50.0 + 7 * n, bottom=14.0 * n + 10)
        for n in range(24)
    ]
    column = measure(set_lines(words, 1), is_side=False)
    assert column.left == 20


def test_words_without_width_are_words(tmp_path: Path) -> None:
    from extract.pages.lines import set_lines
    from extract.pages.pieces import pieces_of
    from extract.pages.rows import Line, group_rows

    texts = ("Cát", "12,5", "7")
    words = [
        Word(text=text, left=60.0 * n, top=12.0 * row, right=60.0 * n, bottom=12.0 * row + 10)
        for row in range(2)
        for n, text in enumerate(texts)
    ]
    lines = set_lines(words, 1)
    split = [Line(printed=line, pieces=tuple(pieces_of(line, 0.9))) for line in lines]
    assert [len(row) for row in group_rows(split)] == [1, 1]
