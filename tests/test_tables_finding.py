"""Tables in plain text, and what only looks like one."""

from __future__ import annotations

import pytest

from extract.model import Cell, Document, Span, Table
from extract.tables.finding import find_tables
from normalize.report import interpret
from tests.reading import vocabulary

TITLE = "SỞ CÔNG THƯƠNG TỈNH BẾN TRE\n\nBÁO CÁO\n\nTình hình công nghiệp và thương mại tháng 7 năm 2022\n\n"
ALIGNED = """\
Biểu 1. Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ tiêu dùng
Đơn vị tính: tỷ đồng

                              Tháng 6       Tháng 7      7 tháng
                             năm 2022      năm 2022     năm 2022
Tổng số                       4.301,2       4.377,8     30.088,4
  Bán lẻ hàng hóa             3.240,0       3.301,5     22.610,9
  Lưu trú và ăn uống            560,4         566,0      3.905,2
  Du lịch lữ hành                10,1             -         61,0
"""
PIPED = """\
| Chỉ tiêu | Tháng 7 năm 2022 |
|---|---:|
| Kim ngạch xuất khẩu (triệu USD) | 128,2 |
| Kim ngạch nhập khẩu (triệu USD) | 38,4 |
"""
TABBED = "Chỉ tiêu\tĐVT\tTháng 6/2022\tTháng 7/2022\nĐiện thương phẩm\tTriệu kWh\t166,0\t171,4\nSố chợ\tchợ\t167\t167\n"

NEAR_MISSES = {
    "prose with a pipe": "Sản phẩm A | B tăng 5% trong tháng 7.\nCác sản phẩm khác giảm 2%.\n",
    "a letterhead in two columns": "SỞ CÔNG THƯƠNG      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "Số: 12/BC-SCT         Độc lập - Tự do - Hạnh phúc\n",
    "a letterhead with pipes": "| SỞ CÔNG THƯƠNG | CỘNG HÒA |\n|---|---|\n| Số: 12/BC | Độc lập |\n",
    "a numbered list": "1.  Xuất khẩu đạt 12 triệu USD.\n2.  Nhập khẩu đạt 5 triệu USD.\n3.  Bán lẻ tăng 4%.\n",
    "justified prose": "Trong  tháng  7  toàn tỉnh  có  12  dự án.\nTrong  tháng  8  có  15  dự án.\n"
    "Trong  tháng  9  có  17  dự án.\n",
    "signatures": "Nơi nhận:                    KT. GIÁM ĐỐC\n- Bộ Công Thương;            PHÓ GIÁM ĐỐC\n",
}


def values(text: str) -> dict[tuple[str, str], tuple[str, str, str, str]]:
    read = interpret(Document(name="a.txt", text=TITLE + text, sha256="0" * 64), vocabulary())
    return {
        (row.row_head, row.column_head): (str(row.value), row.unit, row.indicator, row.period)
        for row in read.ledger
        if row.role == "value"
    }


def test_columns_aligned_by_blanks() -> None:
    read = values(ALIGNED)
    assert len(read) == 11
    assert read["Tổng số", "Tháng 7 năm 2022"] == ("4377.8", "VND_bn", "retail_sales", "2022-07")
    assert read["Du lịch lữ hành", "7 tháng năm 2022"][:3] == ("61.0", "VND_bn", "retail_sales")
    assert ("Du lịch lữ hành", "Tháng 7 năm 2022") not in read


def test_rows_with_pipes() -> None:
    read = values(PIPED)
    assert read["Kim ngạch xuất khẩu (triệu USD)", "Tháng 7 năm 2022"] == (
        "128.2", "USD_mn", "exports", "2022-07",
    )  # fmt: skip
    assert len(read) == 2


def test_cells_between_tabs() -> None:
    read = values(TABBED)
    assert read["Điện thương phẩm", "Tháng 7/2022"] == ("171.4", "kWh_mn", "power_sold", "2022-07")
    assert len(read) == 4


@pytest.mark.parametrize("text", NEAR_MISSES.values(), ids=NEAR_MISSES.keys())
def test_what_only_looks_like_a_table(text: str) -> None:
    assert find_tables(text) == ()


def test_two_tables_with_prose_between() -> None:
    text = PIPED + "\nNgoài ra, trong tháng có 3 hội chợ.\n\n" + PIPED.replace("2022", "2021")
    tables = find_tables(text)
    assert len(tables) == 2
    read = interpret(Document(name="a.md", text=TITLE + text, sha256="1" * 64), vocabulary())
    assert {row.table for row in read.ledger if row.role == "value"} == {None, 1, 2}
    assert {row.period for row in read.ledger if row.table == 2 and row.role == "value"} == {
        "2021-07"
    }


def test_the_text_around_a_table_stays_prose() -> None:
    text = "Trong tháng 7, kim ngạch xuất khẩu đạt 128,2 triệu USD.\n\n"
    alone = interpret(Document(name="a.txt", text=TITLE + text, sha256="2" * 64), vocabulary())
    beside = interpret(
        Document(name="a.txt", text=TITLE + text + PIPED, sha256="3" * 64), vocabulary()
    )
    kept = [row for row in beside.ledger if row.table is None]
    assert [(r.start, r.value, r.indicator, r.period) for r in kept] == [
        (r.start, r.value, r.indicator, r.period) for r in alone.ledger
    ]


def test_a_letterhead_marked_as_a_table_is_prose() -> None:
    letterhead = "SỞ CÔNG THƯƠNG TỈNH BẾN TRE | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    rest = "\n\nBÁO CÁO\n\nTình hình công nghiệp và thương mại tháng 7 năm 2022\n"
    cut = letterhead.index(" | ")
    cells = (
        Cell(row=0, column=0, start=0, end=cut),
        Cell(row=0, column=1, start=cut + 3, end=len(letterhead)),
    )
    marked = Table(span=Span(start=0, end=len(letterhead)), cells=cells)
    document = Document(name="a.docx", text=letterhead + rest, sha256="4" * 64, tables=(marked,))
    profile = interpret(document, vocabulary()).profile
    assert (profile.agency, profile.province, profile.period) == (
        "Sở Công Thương",
        "ben_tre",
        "2022-07",
    )
