"""Running heads, page numbers and the prints of signatures are set apart; what only looks like them is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.healing import heal
from normalize.report import interpret
from tests.making.pdf import Sheets
from tests.pages import SENTENCES, furniture, read, report_lines
from tests.reading import vocabulary


def pages(count: int, head: str = "", foot: str = "{page}") -> Sheets:
    """Pages of text with a running head and foot."""
    sheets = Sheets()
    for page in range(1, count + 1):
        sheets.centred(300, 40, head.format(page=page), size=11)
        words = SENTENCES.split()
        down = sheets.paragraph(80, " ".join(words[3 * page :]))
        sheets.paragraph(down + 8, " ".join(words[5 * page :]))
        sheets.centred(300, 810, foot.format(page=page), size=11)
        if page < count:
            sheets.turn()
    return sheets


@pytest.mark.parametrize("foot", ["{page}", "- {page} -", "Trang {page}/3", "Trang {page}"])
def test_page_numbers_are_furniture(tmp_path: Path, foot: str) -> None:
    document = read(tmp_path, pages(3, foot=foot))
    assert furniture(document) == [foot.format(page=page) for page in (1, 2, 3)]
    assert len(report_lines(document)) == 6


def test_a_head_that_comes_back_is_furniture(tmp_path: Path) -> None:
    document = read(tmp_path, pages(3, head="Báo cáo tháng 7 năm 2020", foot=""))
    assert furniture(document) == ["Báo cáo tháng 7 năm 2020"] * 3


def test_a_head_with_the_page_s_number_is_furniture(tmp_path: Path) -> None:
    document = read(tmp_path, pages(3, head="Sở Công Thương báo cáo {page}", foot=""))
    assert len(furniture(document)) == 3


@pytest.mark.parametrize("head", ["Biểu số {page}", "Phụ lục {page}", "Đơn vị: Triệu đồng"])
def test_titles_of_annexes_are_the_report_s(tmp_path: Path, head: str) -> None:
    assert not furniture(read(tmp_path, pages(3, head=head, foot="")))


def test_a_figure_alone_at_the_foot_of_a_page_is_no_page_number(tmp_path: Path) -> None:
    sheets = Sheets()
    sheets.paragraph(80, SENTENCES)
    sheets.text(85, 600, "1.345")
    assert not furniture(read(tmp_path, sheets))


def test_page_numbers_don_t_cut_a_sentence(tmp_path: Path) -> None:
    sheets = Sheets()
    sheets.text(85, 760, "Lũy kế bảy tháng tổng mức bán lẻ hàng hóa và dịch vụ trên địa bàn đạt")
    sheets.centred(300, 810, "1")
    sheets.turn()
    sheets.text(85, 80, "18.925,36 tỷ đồng, tăng 3,5% so với cùng kỳ năm trước.")
    sheets.centred(300, 810, "2")
    document = read(tmp_path, sheets)
    assert document.text.startswith(
        "Lũy kế bảy tháng tổng mức bán lẻ hàng hóa và dịch vụ trên địa bàn đạt 18.925,36 tỷ đồng"
    )
    assert furniture(document) == ["1", "2"]
    assert not any("18.925,36" not in p.text and p.text.isdigit() for p in heal(document).passages)


def test_a_signature_s_print_is_furniture_and_its_time_a_period(tmp_path: Path) -> None:
    sheets = Sheets()
    sheets.paragraph(80, SENTENCES)
    for n, line in enumerate(
        (
            "Người ký: Nguyễn Văn An",
            "Cơ quan: Sở Công Thương",
            "Ngày ký: 20.07.2020 14:05:11 +07:00",
        )
    ):
        sheets.text(380, 700 + 10 * n, line, size=8)
    document = read(tmp_path, sheets)
    assert len(furniture(document)) == 3
    report = interpret(document, vocabulary())
    assert {row.role for row in report.ledger} <= {"period", "marker"}
    assert {row.digits: row.role for row in report.ledger}["20.07.2020"] == "period"


def test_a_sentence_about_signing_is_the_report_s(tmp_path: Path) -> None:
    sheets = Sheets()
    sheets.paragraph(80, f"Ngày 12/7/2020, hai bên đã ký 15 biên bản ghi nhớ. {SENTENCES}")
    assert not furniture(read(tmp_path, sheets))
