"""Letterhead and title: what they say, where a title ends, and which province a name means at a time."""

from pathlib import Path

import pytest

from extract.formats.html import read_html
from normalize.model import ReportProfile
from normalize.report import interpret
from tests.reading import read, vocabulary

BODY = "\n\nI. KẾT QUẢ\n\n- Kim ngạch xuất khẩu đạt 40 triệu USD.\n"


def profile(head: str) -> ReportProfile:
    return read(head + BODY).profile


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (
            "SỞ CÔNG THƯƠNG\nTRÀ VINH\n\nBÁO CÁO\n\nTình hình công thương tháng 7 năm 2020\n\nSở báo cáo như sau:",
            "Tình hình công thương tháng 7 năm 2020",
        ),
        (
            "SỞ CÔNG THƯƠNG\nTRÀ VINH\n\nBÁO CÁO\n\nTình hình công thương năm 2020\n\nKẾT QUẢ THỰC HIỆN NĂM 2020",
            "Tình hình công thương năm 2020",
        ),
        (
            "SỞ CÔNG THƯƠNG\nTRÀ VINH\n\nBÁO CÁO\n\nTÌNH HÌNH CÔNG THƯƠNG THÁNG 7\n\nVÀ NHIỆM VỤ THÁNG 8 NĂM 2020\n\n"
            "Trong tháng, tình hình ổn định.",
            "TÌNH HÌNH CÔNG THƯƠNG THÁNG 7 VÀ NHIỆM VỤ THÁNG 8 NĂM 2020",
        ),
    ],
)
def test_title_ends_where_the_report_begins(head: str, title: str) -> None:
    assert profile(head).title == title


@pytest.mark.parametrize(
    ("when", "province"),
    [
        ("tháng 5 năm 2025", "vinh_long"),
        ("tháng 6 năm 2025", "vinh_long"),
        ("tháng 7 năm 2025", "vinh_long_2025"),
        ("quý III năm 2025", "vinh_long_2025"),
        ("năm 2024", "vinh_long"),
        ("năm 2025", "vinh_long_2025"),
        ("tháng 1 năm 2026", "vinh_long_2025"),
    ],
)
def test_a_name_means_the_province_of_its_time(when: str, province: str) -> None:
    head = f"UBND TỈNH VĨNH LONG\nSỞ CÔNG THƯƠNG\n\nBÁO CÁO\n\nTình hình công thương {when}"
    assert profile(head).province == province


def test_a_merged_province_under_another_name_stays_itself() -> None:
    head = "UBND TỈNH TRÀ VINH\nSỞ CÔNG THƯƠNG\n\nBÁO CÁO\n\nTình hình công thương tháng 9 năm 2025"
    assert profile(head).province == "tra_vinh"


@pytest.mark.parametrize(
    ("line", "number"),
    [("Số: 716/BC-SCT", "716/BC-SCT"), ("Số:      /BC-SCT", ""), ("Số 12 / BC-UBND", "12/BC-UBND")],
)
def test_a_blank_number_stays_blank(line: str, number: str) -> None:
    head = (
        f"SỞ CÔNG THƯƠNG\nTRÀ VINH\n\n{line}\n\nBÁO CÁO\n\nTình hình công thương tháng 7 năm 2020"
    )
    assert profile(head).document_number == number


@pytest.mark.parametrize(
    ("issued", "title", "period"),
    [
        (
            "ngày 12 tháng 11 năm 2018",
            "Chuẩn bị hàng Tết năm 2019 và tuần lễ hàng Việt năm 2018",
            "2018",
        ),
        ("ngày 12 tháng 11 năm 2018", "Chuẩn bị hàng hóa phục vụ Tết năm 2019", "2019"),
        ("ngày 12 tháng 01 năm 2019", "Tình hình công thương năm 2018", "2018"),
    ],
)
def test_of_several_years_one_that_has_come_is_reported(
    issued: str, title: str, period: str
) -> None:
    head = f"SỞ CÔNG THƯƠNG\nTRÀ VINH\n\nTrà Vinh, {issued}\n\nBÁO CÁO\n\n{title}"
    assert profile(head).period == period


TABLE = (
    "<table><tr><td>Sản phẩm</td><td>Thực hiện</td></tr><tr><td>Gạo</td><td>12,5</td></tr>"
    "<tr><td>Than</td><td>30</td></tr></table>"
)


@pytest.mark.parametrize(("prose", "period"), [(1, "2020-07"), (9, "")])
def test_titles_of_tables_tell_the_time_of_a_document_of_tables_only(
    prose: int, period: str
) -> None:
    paragraphs = "<p>Quy định này được thực hiện trong phạm vi của tỉnh.</p>" * (prose - 1)
    page = f"<html><body>{paragraphs}<p>Biểu 1: Sản phẩm tháng 7 năm 2020</p>{TABLE}</body></html>"
    document = read_html(page.encode(), Path("tables.html"))
    assert interpret(document, vocabulary()).profile.period == period
