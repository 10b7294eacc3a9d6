"""The article of a page: told by its prose, complete, without menus, lists of news and what every page has."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.formats.html import read_html
from extract.model import Document

TITLE = "Tình hình sản xuất công nghiệp tháng 7 năm 2020"
LEAD = "Trong tháng 7, hoạt động sản xuất công nghiệp của tỉnh tiếp tục phục hồi, nhiều sản phẩm tăng so tháng trước."
BODY = (
    "Giá trị sản xuất công nghiệp ước đạt 3.210,5 tỷ đồng, tăng 4,2% so với tháng trước và tăng 9,8% so với cùng kỳ.",
    "Kim ngạch xuất khẩu ước đạt 41,7 triệu USD, tăng 3,3% so với tháng trước, lũy kế 7 tháng đạt 261 triệu USD.",
    "Tổng mức bán lẻ hàng hóa và dịch vụ ước đạt 2.905 tỷ đồng, tăng 1,9% so với tháng trước theo số liệu của Cục.",
)
SHORT = "Hết năm ước 5.000 lao động."
SIGNED = "Nguồn: Phòng Kế hoạch"
MENU = "".join(f'<li><a href="/{k}">Chuyên mục {k}</a></li>' for k in range(9))
NEWS = "".join(
    f'<li><a href="/tin-{k}">Xuất khẩu quý {k} đạt {k}50 triệu USD, tăng mạnh</a> <i>(1{k}/6)</i></li>'
    for k in range(1, 5)
)
IMPRINT = (
    "<p>Bản quyền thuộc Sở Công Thương. Giấy phép số 25/GP-TTĐT do Sở Thông tin cấp ngày 12/3/2016. "
    "Điện thoại: 0294 3855 255. Ghi rõ nguồn khi phát hành lại thông tin từ website này.</p>"
)
PROSE = "".join(f"<p>{text}</p>" for text in (LEAD, *BODY, SHORT, SIGNED))
EXPECTED = [LEAD, *BODY, SHORT, SIGNED]


def read(body: str) -> Document:
    return read_html(f"<html><head></head><body>{body}</body></html>".encode(), Path("page.html"))


BLOCKS = "".join(f"<div><span>{t}</span></div>" for t in EXPECTED)
REST = "".join(f"<p>{t}</p>" for t in (*BODY, SHORT, SIGNED))

PAGES = {
    "semantic": f"<header><nav><ul>{MENU}</ul></nav></header><main><article><h1>{TITLE}</h1>{PROSE}</article>"
    f"<aside><ul>{NEWS}</ul></aside></main><footer>{IMPRINT}</footer>",
    "divs with other names": f'<div id="a"><div class="b"><ul>{MENU}</ul></div><div class="c"><div class="d">'
    f'<h1>{TITLE}</h1><div class="e">{PROSE}</div></div><div class="f"><ul>{NEWS}</ul></div></div>'
    f'<div class="g">{IMPRINT}</div></div>',
    "title above, lead beside": f'<div><ul>{MENU}</ul></div><h1>{TITLE}</h1><div class="x"><p>{LEAD}</p>'
    f'<div class="y">{REST}</div></div><ul>{NEWS}</ul><div>{IMPRINT}</div>',
    "layout tables": f"<form><table width=100%><tr><td colspan=2><table><tr><td><ul>{MENU}</ul></td></tr></table>"
    f"</td></tr><tr><td width=20%><ul>{NEWS}</ul></td><td><h1>{TITLE}</h1>{PROSE}</td></tr>"
    f"<tr><td colspan=2>{IMPRINT}</td></tr></table></form>",
    "breaks for paragraphs": f'<div class="menu"><ul>{MENU}</ul></div><h1>{TITLE}</h1><div class="text">'
    f'{"<br><br>".join(EXPECTED)}</div><div class="related"><ul>{NEWS}</ul></div>{IMPRINT}',
    "spans for paragraphs": f"<ul>{MENU}</ul><h1>{TITLE}</h1><div>{BLOCKS}</div><ul>{NEWS}</ul>{IMPRINT}",
    "a wrapper with a loud name": f'<div class="has-sidebar nav-open"><ul>{MENU}</ul><h1>{TITLE}</h1>'
    f'<section>{PROSE}</section><ul>{NEWS}</ul><div class="site-footer">{IMPRINT}</div></div>',
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_the_article_is_whole_and_alone(name: str) -> None:
    document = read(PAGES[name])
    lines = [line.lstrip("# ") for line in document.text.split("\n") if line]
    assert lines == [TITLE, *EXPECTED]


@pytest.mark.parametrize("name", PAGES)
def test_how_much_is_left_out_is_told(name: str) -> None:
    (notice,) = read(PAGES[name]).notices
    assert (notice.code, notice.severity) == ("left_out_of_page", "info")
    in_menu, in_news, in_imprint = 9, 4 * 4, 7
    assert f"with {in_menu + in_news + in_imprint} numbers" in notice.message


def test_a_page_that_is_only_a_report_is_read_whole() -> None:
    document = read(f"<h1>{TITLE}</h1>{PROSE}")
    assert document.notices == ()
    assert document.pages[0].reason == "utf-8, the whole page"


def test_links_and_tables_in_the_article_stay() -> None:
    rows = (("Gạo", 12), ("Than", 30), ("Điện", 7))
    table = f"<table>{''.join(f'<tr><td>{a}</td><td>{b}</td></tr>' for a, b in rows)}</table>"
    files = '<p><a href="/1.pdf">Báo cáo tháng 7</a>, <a href="/2.pdf">Phụ lục 2</a></p>'
    document = read(f"<ul>{MENU}</ul><div>{PROSE}{table}{files}</div><ul>{NEWS}</ul>")
    assert len(document.tables) == 1
    assert "Báo cáo tháng 7, Phụ lục 2" in document.text
    assert "Chuyên mục" not in document.text


def test_a_page_of_a_table_alone_is_read() -> None:
    rows = "".join(
        f"<tr><td>Sản phẩm {k}</td><td>{k}.200</td><td>{k},5</td></tr>" for k in range(1, 9)
    )
    document = read(f"<ul>{MENU}</ul><div><table>{rows}</table></div><ul>{NEWS}</ul>")
    assert len(document.tables) == 1
    assert "Chuyên mục" not in document.text


def test_notes_outside_of_the_article_are_fetched_where_marks_link_to_them() -> None:
    marked = PROSE.replace("tăng 4,2%", 'tăng<a href="#n1"><sup>1</sup></a> 4,2%')
    notes = '<div><p><a id="n1" href="#m1">1</a> Theo giá 2010.</p></div>'
    document = read(
        f"<div><ul>{MENU}</ul></div><div><div>{marked}</div>{notes}</div><ul>{NEWS}</ul>"
    )
    assert "<sup>1</sup> Theo giá 2010." in document.text
    assert "Chuyên mục" not in document.text


@pytest.mark.parametrize(
    ("name", "inner", "is_read"),
    [
        ("widget", BODY[0], True),
        ("widget", "Xem thêm", False),
        ("tags", "Từ khóa: công nghiệp", False),
        ("related-news", BODY[0], False),
        ("relatedNews", "Tin liên quan", False),
        ("tablet", "Hết năm ước 5.000 lao động.", True),
        ("content-menu-bar", "Trang chủ", False),
    ],
)
def test_names_say_what_stands_aside_where_the_text_agrees(
    name: str, inner: str, is_read: bool
) -> None:
    document = read(f'<article>{PROSE}{PROSE}<div class="{name}"><p>{inner}!</p></div></article>')
    assert (f"{inner}!" in document.text) is is_read


HEAD_OF_TABLE = "Lũy kế 7 tháng năm 2020 so với cùng kỳ năm 2019, tăng (+), giảm (-) (%)"


def test_a_table_of_figures_is_read_whole_whatever_its_longest_row() -> None:
    cells = ("Chỉ tiêu", "Tháng 7<br>năm 2020", "7 tháng<br>năm 2020", HEAD_OF_TABLE)
    rows = [cells, *[(f"Sản phẩm {k}", f"{k}1,5", f"{k}80,3", "4,2") for k in range(1, 5)]]
    body = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows)
    document = read(f"<p>Biểu 1</p><table>{body}</table>")
    (table,) = document.tables
    assert document.text.startswith("Biểu 1")
    assert max(cell.row for cell in table.cells) == 4


def test_a_table_of_figures_in_one_that_sets_the_page_is_found() -> None:
    row = f"<tr><td>Sản phẩm</td><td>12,5</td><td>13,5</td><td>{HEAD_OF_TABLE}</td></tr>"
    inner = f"<table>{row * 3}</table>"
    menu = f"<ul>{MENU}</ul>"
    document = read(f"<table><tr><td>{menu}</td><td><p>{LEAD}</p>{inner}</td></tr></table>")
    assert len(document.tables) == 1
    assert "Chuyên mục" not in document.text
