"""Notes at the foot of a page: told by rule, size and raised marks, put behind the paragraph that they cut."""

from __future__ import annotations

from pathlib import Path

from tests.making.pdf import Sheets
from tests.pages import SENTENCES, read, report_lines

NOTE = "Gồm 12 cơ sở mới thành lập trong quý, tổng vốn đăng ký 45,6 tỷ đồng theo số liệu của cơ quan đăng ký."


def marked(sheets: Sheets, left: float, down: float, before: str, mark: str, after: str) -> None:
    """A line with a raised mark in it, its digits set one by one."""
    end = sheets.text(left, down, before)
    for digit in mark:
        end = sheets.text(end, down - 5, digit, size=7)
    sheets.text(end, down, after)


def test_a_note_stands_behind_the_paragraph_it_cuts(tmp_path: Path) -> None:
    sheets = Sheets()
    marked(
        sheets,
        115,
        740,
        "Trong tháng toàn tỉnh phát triển mới 12 cơ sở sản xuất",
        "1",
        ", nâng tổng số cơ",
    )
    sheets.line(85, 752, 230)
    sheets.text(85, 768, "1", size=6)
    sheets.text(89, 772, NOTE[:59], size=10)
    sheets.turn()
    sheets.text(85, 80, "sở đang hoạt động lên 1.345 cơ sở, tăng 8,5% so với cùng kỳ năm trước.")
    assert read(tmp_path, sheets).text == (
        "Trong tháng toàn tỉnh phát triển mới 12 cơ sở sản xuất<sup>1</sup>, nâng tổng số cơ sở đang hoạt động"
        f" lên 1.345 cơ sở, tăng 8,5% so với cùng kỳ năm trước.\n\n<sup>1</sup>{NOTE[:59]}"
    )


def test_digits_of_one_mark_belong_together_and_lift_off_the_word(tmp_path: Path) -> None:
    sheets = Sheets()
    marked(sheets, 85, 100, "So với tháng trước", "12", " sản lượng tăng 5%.")
    assert read(tmp_path, sheets).text == "So với tháng trước<sup>12</sup> sản lượng tăng 5%."


def test_a_raised_digit_behind_a_unit_is_an_exponent(tmp_path: Path) -> None:
    sheets = Sheets()
    marked(sheets, 85, 100, "Diện tích 1.250 m", "2", " và thể tích 30 m3.")
    text = read(tmp_path, sheets).text
    assert text == "Diện tích 1.250 m<sup>2</sup> và thể tích 30 m3."


def test_smaller_type_at_the_foot_needs_no_rule(tmp_path: Path) -> None:
    sheets = Sheets()
    marked(sheets, 85, 100, "Phát triển mới 12 cơ sở sản xuất", "1", " trong tháng.")
    sheets.text(85, 756, "1", size=6)
    down = sheets.paragraph(760, NOTE, left=90, size=10, pitch=12)
    assert down < 800
    lines = report_lines(read(tmp_path, sheets))
    assert lines == [
        "Phát triển mới 12 cơ sở sản xuất<sup>1</sup> trong tháng.",
        f"<sup>1</sup> {NOTE}",
    ]


def test_a_rule_and_a_number_that_is_marked_above_need_no_smaller_type(tmp_path: Path) -> None:
    sheets = Sheets()
    marked(sheets, 85, 100, "Phát triển mới 12 cơ sở sản xuất", "1", " trong tháng.")
    sheets.line(85, 740, 210)
    sheets.paragraph(756, f"1 {NOTE}")
    assert report_lines(read(tmp_path, sheets))[1] == f"<sup>1</sup> {NOTE}"


def test_a_rule_above_text_without_marks_parts_no_notes(tmp_path: Path) -> None:
    sheets = Sheets()
    down = sheets.paragraph(100, SENTENCES)
    sheets.line(85, down + 10, 210)
    sheets.paragraph(down + 40, f"3 tháng cuối năm. {SENTENCES}")
    assert "<sup>" not in read(tmp_path, sheets).text


def test_a_note_runs_over_its_page(tmp_path: Path) -> None:
    sheets = Sheets()
    marked(sheets, 85, 720, "Trong tháng phát triển mới 12 cơ sở sản xuất", "1", ".")
    sheets.line(85, 740, 210)
    sheets.text(85, 756, "1", size=6)
    head, tail = NOTE[:76].strip(), NOTE[76:].strip()
    sheets.text(90, 760, head, size=10)
    sheets.turn()
    down = sheets.paragraph(80, SENTENCES)
    sheets.line(85, 740, 210)
    sheets.text(85, 760, tail, size=10)
    assert down < 200
    assert report_lines(read(tmp_path, sheets)) == [
        "Trong tháng phát triển mới 12 cơ sở sản xuất<sup>1</sup>.",
        f"<sup>1</sup> {head} {tail}",
        SENTENCES,
    ]


def test_notes_of_a_page_are_apart(tmp_path: Path) -> None:
    sheets = Sheets()
    marked(sheets, 85, 100, "Phát triển mới 12 cơ sở", "1", " trong tháng.")
    marked(sheets, 85, 140, "Giải thể 3 cơ sở", "2", " trong tháng.")
    sheets.line(85, 740, 210)
    for n, down in ((1, 756), (2, 772)):
        sheets.text(85, down - 4, str(n), size=6)
        sheets.text(90, down, f"Ghi chú về {n * 10} cơ sở.", size=10)
    assert report_lines(read(tmp_path, sheets))[2:] == [
        "<sup>1</sup> Ghi chú về 10 cơ sở.",
        "<sup>2</sup> Ghi chú về 20 cơ sở.",
    ]
