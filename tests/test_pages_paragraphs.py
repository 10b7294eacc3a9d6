"""Lines to paragraphs: where a line's end is the writer's, where the page's."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.making.pdf import Sheets
from tests.pages import SENTENCES, read


def test_a_wrapped_paragraph_is_one_line(tmp_path: Path) -> None:
    sheets = Sheets()
    sheets.paragraph(100, SENTENCES)
    assert read(tmp_path, sheets).text == SENTENCES


def test_first_lines_set_in_begin_paragraphs(tmp_path: Path) -> None:
    sheets = Sheets()
    down = sheets.paragraph(100, SENTENCES, indent=36)
    sheets.paragraph(down, SENTENCES, indent=36)
    assert read(tmp_path, sheets).text == f"{SENTENCES}\n{SENTENCES}"


def test_space_between_paragraphs_is_a_blank_line(tmp_path: Path) -> None:
    sheets = Sheets()
    down = sheets.paragraph(100, SENTENCES)
    sheets.paragraph(down + 8, SENTENCES)
    assert read(tmp_path, sheets).text == f"{SENTENCES}\n\n{SENTENCES}"


@pytest.mark.parametrize("mark", ["-", "+", "•", "2.", "a)", "III."])
def test_bullets_and_numbers_begin_paragraphs(tmp_path: Path, mark: str) -> None:
    sheets = Sheets()
    down = sheets.paragraph(100, SENTENCES)
    sheets.paragraph(down, f"{mark} {SENTENCES}")
    assert read(tmp_path, sheets).text == f"{SENTENCES}\n{mark} {SENTENCES}"


def test_a_dash_at_the_start_of_a_full_line_is_no_bullet(tmp_path: Path) -> None:
    sheets = Sheets()
    first = "Quy hoạch phát triển hệ thống điện lực của toàn tỉnh giai đoạn 2016"
    text = f"{first} – 2025, có xét đến năm 2035, đã được phê duyệt và đang được triển khai tại các huyện."
    end = sheets.text(85, 60, first)
    sheets.paragraph(100, text, right=end + 4)
    assert read(tmp_path, sheets).text == f"{first}\n\n{text}"


def test_a_word_broken_at_its_hyphen_is_one_word(tmp_path: Path) -> None:
    sheets = Sheets()
    sheets.text(85, 100, "Thực hiện nhiệm vụ được giao tại Kế hoạch số 218/KH-SCT và số 219/KH-")
    sheets.text(85, 117, "SCT ngày 15 tháng 6 năm 2020 của Giám đốc Sở về các nội dung nêu trên")
    sheets.text(85, 134, "trong quý.")
    assert "số 219/KH-SCT ngày 15" in read(tmp_path, sheets).text


def test_short_lines_are_lines(tmp_path: Path) -> None:
    sheets = Sheets()
    down = sheets.paragraph(100, SENTENCES)
    sheets.text(85, down, "Kết quả đạt được:")
    sheets.text(85, down + 17, "Sản lượng tăng 12,5%.")
    assert read(tmp_path, sheets).text.split("\n")[1:] == [
        "Kết quả đạt được:",
        "Sản lượng tăng 12,5%.",
    ]


def test_a_sentence_cut_by_the_page_is_healed(tmp_path: Path) -> None:
    document = read(tmp_path, cut_over_pages(SENTENCES))
    assert document.text == SENTENCES
    assert len(document.page_starts) == 2
    assert document.page_of(0) == 1
    assert document.page_of(len(SENTENCES) - 2) == 2


def test_a_paragraph_that_ends_with_its_page_is_left_alone(tmp_path: Path) -> None:
    sheets = Sheets()
    sheets.paragraph(700, SENTENCES)
    sheets.turn()
    sheets.paragraph(80, SENTENCES)
    assert read(tmp_path, sheets).text.split("\n\n") == [SENTENCES, SENTENCES]


def cut_over_pages(text: str) -> Sheets:
    """`text` in lines of about one width, the last two of them on a second page."""
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) > 78:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    sheets = Sheets()
    for n, line in enumerate(lines):
        if n == len(lines) - 2:
            sheets.turn()
        sheets.text(85, (700 if n < len(lines) - 2 else 40) + 17 * n, line)
    return sheets
