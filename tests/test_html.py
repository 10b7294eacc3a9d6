"""Web pages: the article's text, lists, tables and notes as a browser shows them."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.errors import UnreadableDocument
from extract.formats.html import read_html, read_mhtml
from extract.healing import heal
from extract.model import Document
from normalize.report import interpret
from tests.reading import FRAMES, vocabulary


def read(body: str, head: str = "") -> Document:
    page = f"<!DOCTYPE html><html><head><title>1</title>{head}</head><body>{body}</body></html>"
    return read_html(page.encode(), Path("page.html"))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>Đạt  12,5\n tỷ <b>đồng</b></p>", "Đạt 12,5 tỷ đồng"),
        ("<div>Một<div>Hai</div>Ba</div>", "Một\n\nHai\n\nBa"),
        ("<p>Một<br>Hai</p>", "Một\nHai"),
        ("<div>Một<br/><br/>Hai</div>", "Một\n\nHai"),
        ("<div>Một<br>&nbsp;<br>Hai</div>", "Một\n\nHai"),
        ("<p>9.810 m<sup>3</sup></p>", "9.810 m<sup>3</sup>"),
        ("<p>CO<sub>2</sub></p>", "CO2"),
        ("<p>ngày 7<sup>th</sup></p>", "ngày 7th"),
        ('<p>tăng<span style="vertical-align: super">1</span></p>', "tăng<sup>1</sup>"),
        ("<p>&ge; 95&nbsp;% &ndash; &#7873; &amp; B</p>", "≥ 95\xa0% – ề & B"),
        ("<p>a<!-- 12 --> b</p>", "a b"),
        ("<p>a<script>var x = 5</script> b<style>p{}</style></p>", "a b"),
        ('<p>a<span style="display:none">9</span> b</p><p hidden>7</p>', "a b"),
        ("<p>công&shy;thương</p>", "côngthương"),
        ("<h2>Thương mại</h2><p>Đạt 5%.</p>", "## Thương mại\n\nĐạt 5%."),
        ("<h3>Đạt 5% so cùng kỳ.</h3>", "Đạt 5% so cùng kỳ."),
        ("<pre>Một\n  Hai 12\n\nBa</pre>", "Một\n  Hai 12\n\nBa"),
        ("<ul><li>Một</li><li>Hai<ul><li>Ba</li></ul></li></ul>", "• Một\n\n• Hai\n\n○ Ba"),
        ("<ol><li>Một</li><li>Hai</li></ol>", "1. Một\n\n2. Hai"),
        ('<ol start="4"><li>Một</li><li value="9">Hai</li><li>Ba</li></ol>', "4. Một\n\n9. Hai\n\n10. Ba"),
        ('<ol type="a"><li>Một</li><li>Hai</li></ol>', "a. Một\n\nb. Hai"),
        ('<ol type="I"><li>Một</li></ol><ol><li>Hai</li></ol>', "I. Một\n\n1. Hai"),
        ('<ol style="list-style-type: lower-roman"><li>Một</li><li>Hai</li></ol>', "i. Một\n\nii. Hai"),
        ('<ul style="list-style: none"><li>- Một</li></ul>', "- Một"),
        ("<ul><li><p>Một</p><p>Hai</p></li></ul>", "• Một\n\nHai"),
        ("<ul><li></li></ul><p>Sau</p>", "Sau"),
        ('<font face=".VnTime">®¹t 12,5 tû ®ång</font>', "đạt 12,5 tỷ đồng"),
        ('<p style="font-family:.VnTime">®¹t <b>5</b> tû</p>', "đạt 5 tỷ"),
        ('<p>đề án<a href="#_ftn1" name="_ftnref1"><sup>[1]</sup></a> có</p><p><a href="#_ftnref1">[1]</a> Đã</p>',
         "đề án<sup>1</sup> có\n\n<sup>1</sup> Đã"),
        ('<p>đề án<sup><a href="#n2">(2)</a></sup> có</p>', "đề án<sup>(2)</sup> có"),
        ('<p>xem <a href="#muc">mục 3</a>, <a href="/tin/5">tin 5</a></p>', "xem mục 3, tin 5"),
    ],
)  # fmt: skip
def test_a_page_says_what_a_browser_shows(body: str, expected: str) -> None:
    assert read(body).text.rstrip("\n") == expected


TABLE = (
    "<table border=1><caption>Biểu 2. Sản phẩm</caption><thead><tr><th rowspan=2>Chỉ tiêu<th colspan=2>Tháng 7</tr>"
    "<tr><th>Kế hoạch<th>Thực hiện</tr></thead><tbody><tr><td>Gạo<sup>1</sup></td><td>1.200</td><td>1.250,5</td></tr>"
    "<tr><td colspan=3><b>Công nghiệp</b></td></tr><tr><td>&nbsp;&nbsp;Điện<td>-<td></tr></tbody></table>"
)


def test_a_table_is_a_table() -> None:
    document = read(TABLE)
    table = document.tables[0]
    cells = [
        (c.row, c.column, c.rows, c.columns, document.text[c.start : c.end]) for c in table.cells
    ]
    assert cells == [
        (0, 0, 2, 1, "Chỉ tiêu"), (0, 1, 1, 2, "Tháng 7"), (1, 1, 1, 1, "Kế hoạch"), (1, 2, 1, 1, "Thực hiện"),
        (2, 0, 1, 1, "Gạo<sup>1</sup>"), (2, 1, 1, 1, "1.200"), (2, 2, 1, 1, "1.250,5"), (3, 0, 1, 3, "Công nghiệp"),
        (4, 0, 1, 1, "Điện"), (4, 1, 1, 1, "-"), (4, 2, 1, 1, ""),
    ]  # fmt: skip
    assert [c.is_bold for c in table.cells][:8] == [
        True,
        True,
        True,
        True,
        False,
        False,
        False,
        True,
    ]
    assert table.cells[8].indent == 1
    assert document.text.startswith("Biểu 2. Sản phẩm\n\nChỉ tiêu | Tháng 7\n")


def test_spans_that_are_slips_are_bounded() -> None:
    document = read(
        "<table><tr><td colspan=99999 rowspan=0>a</td></tr><tr><td>1</td></tr>"
        "<tr><td rowspan=900>2</td><td>3</td></tr></table>"
    )
    covered = [(c.rows, c.columns) for c in document.tables[0].cells]
    assert covered == [(3, 200), (1, 1), (1, 1), (1, 1)]


def test_a_letterhead_in_a_table_is_text() -> None:
    document = read(
        "<table><tr><td>SỞ CÔNG THƯƠNG</td><td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</td></tr>"
        "<tr><td>Số: 12/BC-SCT</td><td>Trà Vinh, ngày 5 tháng 7 năm 2020</td></tr></table>"
    )
    assert document.tables == ()
    assert document.text.split("\n\n")[2] == "Số: 12/BC-SCT"


def test_notes_at_the_end_explain_their_marks() -> None:
    lead = "".join(f"<p>{line}</p>" for line in FRAMES["month"].splitlines() if line)
    document = read(
        f'{lead}<p>- Kim ngạch xuất khẩu tháng 7 đạt 40 triệu USD<a href="#f1" id="r1"><sup>1</sup></a>.</p>'
        '<p>Hết.</p><hr><p id="f1"><a href="#r1"><sup>1</sup></a> So với tháng trước tăng 5,5%.</p>'
    )
    assert [note.text for note in heal(document).footnotes] == ["So với tháng trước tăng 5,5%."]
    row = next(r for r in interpret(document, vocabulary()).ledger if r.digits == "5,5")
    assert (row.indicator, row.measure, row.basis) == ("exports", "growth_pct", "prev_month")


def test_deep_nesting_is_read_to_the_end() -> None:
    deep = "<div>" * 900 + "<b>" * 900 + "Đạt 12,5 tỷ đồng." + "</div>"
    assert read(f"{deep}<p>Sau 7.</p>").text == "Đạt 12,5 tỷ đồng.\n\nSau 7.\n"


def test_nesting_that_the_parser_gives_up_is_an_error_and_no_loss() -> None:
    with pytest.raises(UnreadableDocument, match="nested too deeply"):
        read("<div>" * 5000 + "Đạt 12,5 tỷ đồng.")


def test_tables_in_tables_without_end_are_read_as_text() -> None:
    assert "sâu 5" in read("<table><tr><td>" * 60 + "sâu 5" + "</td></tr></table>" * 60).text


def test_a_page_in_one_file_is_read() -> None:
    import quopri

    page = quopri.encodestring(
        "<html><body><p>Xuất khẩu đạt 40 triệu USD.</p></body></html>".encode()
    ).decode()
    whole = (
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: text/html;"
        f' charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{page}\r\n--x--\r\n'
    )
    assert read_mhtml(whole.encode(), Path("a.mht")).text == "Xuất khẩu đạt 40 triệu USD.\n"
