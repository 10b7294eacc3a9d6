"""Reading order: blocks side by side are read one after the other, rows of figures across."""

from __future__ import annotations

from pathlib import Path

from tests.making.pdf import Sheets
from tests.pages import SENTENCES, read, report_lines

TWICE = f"{SENTENCES} {SENTENCES}"


def test_a_letterhead_is_read_block_by_block(tmp_path: Path) -> None:
    sheets = Sheets()
    for down, left, right in (
        (80, "UBND TỈNH TRÀ VINH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (98, "SỞ CÔNG THƯƠNG", "Độc lập - Tự do - Hạnh phúc"),
        (126, "Số: 0412/BC-SCT", "Trà Vinh, ngày 20 tháng 7 năm 2020"),
    ):
        sheets.centred(165, down, left, size=12)
        sheets.centred(420, down, right, size=12)
    sheets.centred(300, 170, "BÁO CÁO")
    sheets.paragraph(200, SENTENCES)
    assert report_lines(read(tmp_path, sheets)) == [
        "UBND TỈNH TRÀ VINH",
        "SỞ CÔNG THƯƠNG",
        "Số: 0412/BC-SCT",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Trà Vinh, ngày 20 tháng 7 năm 2020",
        "BÁO CÁO",
        SENTENCES,
    ]


def test_a_page_in_two_columns_is_read_column_by_column(tmp_path: Path) -> None:
    sheets = Sheets()
    down = sheets.paragraph(100, TWICE, left=70, right=290, size=11, pitch=14)
    sheets.paragraph(100, TWICE.replace("tháng", "quý"), left=310, right=530, size=11, pitch=14)
    assert down > 100 + 8 * 14
    lines = report_lines(read(tmp_path, sheets))
    assert " ".join(lines) == f"{TWICE} {TWICE.replace('tháng', 'quý')}"


def test_signature_and_list_of_receivers_are_two_blocks(tmp_path: Path) -> None:
    sheets = Sheets()
    sheets.paragraph(100, SENTENCES)
    for n, line in enumerate(("Nơi nhận:", "- UBND tỉnh;", "- Lưu: VT.")):
        sheets.text(85, 250 + 14 * n, line, size=11)
    for n, line in enumerate(("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")):
        sheets.centred(430, 250 + 14 * n, line)
    assert report_lines(read(tmp_path, sheets))[1:] == [
        "Nơi nhận:",
        "- UBND tỉnh;",
        "- Lưu: VT.",
        "KT. GIÁM ĐỐC",
        "PHÓ GIÁM ĐỐC",
    ]


def test_figures_behind_names_are_read_across(tmp_path: Path) -> None:
    sheets = Sheets()
    sheets.paragraph(80, SENTENCES)
    for n, (name, figure) in enumerate(
        (("Gạo xay xát", "1.234,5"), ("Than hoạt tính", "345"), ("Điện", "78,9"))
    ):
        sheets.text(85, 300 + 17 * n, name)
        sheets.right(500, 300 + 17 * n, figure)
    assert report_lines(read(tmp_path, sheets))[1:] == [
        "Gạo xay xát 1.234,5",
        "Than hoạt tính 345",
        "Điện 78,9",
    ]
