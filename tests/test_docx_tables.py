"""Tables of Word files: which cell covers what, and tables that only set things side by side."""

from __future__ import annotations

from pathlib import Path

import pytest
import regex

from extract.document import read_document
from extract.formats.docx import read_docx
from extract.framing import is_figure
from extract.healing import heal
from extract.model import Document
from normalize.report import interpret
from tests.making.docx import raw_docx
from tests.program import ROOT
from tests.reading import vocabulary

Row = list[str]


def cell(*lines: str, properties: str = "") -> str:
    paragraphs = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{line}</w:t></w:r></w:p>' for line in lines
    )
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraphs or '<w:p/>'}</w:tc>"


def wide(text: str, columns: int) -> str:
    return cell(text, properties=f'<w:gridSpan w:val="{columns}"/>')


def high(text: str) -> str:
    return cell(text, properties='<w:vMerge w:val="restart"/>')


GOES_ON = cell(properties="<w:vMerge/>")


def table(*rows: Row, more: str = "") -> str:
    shown = "".join(
        f"<w:tr>{more}{''.join(c if c.startswith('<') else cell(c) for c in row)}</w:tr>"
        for row in rows
    )
    return f"<w:tbl>{shown}</w:tbl>"


def read(body: str) -> Document:
    return read_docx(raw_docx(body), Path("tables.docx"))


def cells_of(document: Document, number: int = 0) -> list[tuple[int, int, int, int, str]]:
    return [
        (c.row, c.column, c.rows, c.columns, document.text[c.start : c.end])
        for c in document.tables[number].cells
    ]


MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
ANNEX = table(
    [high("Chỉ tiêu"), wide("Tháng 7", 2), high("Lũy kế")],
    [GOES_ON, "Kế hoạch", "Thực hiện", GOES_ON],
    ["Gạo (tấn)", "1.200", "1.250,5", "8.000"],
    [wide("Công nghiệp", 4)],
    ["Điện", "-", "", "30%"],
)


def test_merged_cells_cover_what_they_cover() -> None:
    document = read(ANNEX)
    assert cells_of(document) == [
        (0, 0, 2, 1, "Chỉ tiêu"), (0, 1, 1, 2, "Tháng 7"), (0, 3, 2, 1, "Lũy kế"),
        (1, 1, 1, 1, "Kế hoạch"), (1, 2, 1, 1, "Thực hiện"),
        (2, 0, 1, 1, "Gạo (tấn)"), (2, 1, 1, 1, "1.200"), (2, 2, 1, 1, "1.250,5"), (2, 3, 1, 1, "8.000"),
        (3, 0, 1, 4, "Công nghiệp"),
        (4, 0, 1, 1, "Điện"), (4, 1, 1, 1, "-"), (4, 2, 1, 1, ""), (4, 3, 1, 1, "30%"),
    ]  # fmt: skip
    span = document.tables[0].span
    assert document.text[span.start : span.end].split("\n") == [
        "Chỉ tiêu | Tháng 7 | Lũy kế", "Kế hoạch | Thực hiện", "Gạo (tấn) | 1.200 | 1.250,5 | 8.000",
        "Công nghiệp", "Điện | - |  | 30%",
    ]  # fmt: skip


def test_every_figure_of_a_table_is_in_the_ledger_once() -> None:
    document = read(ANNEX)
    assert [row.digits for row in interpret(document, vocabulary()).ledger] == [
        "7", "1.200", "1.250,5", "8.000", "30",
    ]  # fmt: skip


def test_rows_may_begin_late_and_be_deleted_or_inserted() -> None:
    late = "<w:trPr><w:gridBefore w:val='1'/></w:trPr>"
    gone = "<w:trPr><w:del w:id='1'/></w:trPr>"
    rows = (
        table(["a", "b"], ["c", "1"])
        + table(["5"], ["6"], more=late)
        + table(["9"], ["9"], more=gone)
    ).replace("</w:tbl><w:tbl>", "")
    expected = [(0, 0, "a"), (0, 1, "b"), (1, 0, "c"), (1, 1, "1"), (2, 1, "5"), (3, 1, "6")]
    assert [(*c[:2], c[4]) for c in cells_of(read(rows))] == expected
    controlled = rows.replace("<w:tr>", "<w:sdt><w:sdtContent><w:tr>", 1)
    controlled = controlled.replace("</w:tr>", "</w:tr></w:sdtContent></w:sdt>", 1)
    assert cells_of(read(controlled)) == cells_of(read(rows))


def test_a_cell_is_on_one_line_with_what_is_nested_in_it() -> None:
    broken = "<w:tc><w:p><w:r><w:t>Giá trị</w:t><w:br/><w:t>(tỷ đồng)</w:t></w:r></w:p></w:tc>"
    inner = f"<w:tc>{table(['1', '2'], ['3', '4'])}<w:p/></w:tc>"
    document = read(table(["Tên", broken], ["Gạo", inner], ["Than", "7"]))
    assert [c[4] for c in cells_of(document)] == [
        "Tên",
        "Giá trị (tỷ đồng)",
        "Gạo",
        "1 2 3 4",
        "Than",
        "7",
    ]
    assert [notice.code for notice in document.notices] == ["nested_tables"]


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        pytest.param(
            [
                [cell("UBND TỈNH TRÀ VINH", "SỞ CÔNG THƯƠNG"), cell(MOTTO, "Độc lập - Tự do - Hạnh phúc")],
                ["Số: 412/BC-SCT", "Trà Vinh, ngày 20 tháng 7 năm 2020"],
            ],
            ["UBND TỈNH TRÀ VINH", "SỞ CÔNG THƯƠNG", MOTTO, "Độc lập - Tự do - Hạnh phúc",
             "Số: 412/BC-SCT", "Trà Vinh, ngày 20 tháng 7 năm 2020"],
            id="letterhead",
        ),
        pytest.param(
            [[cell("Nơi nhận:", "- UBND tỉnh;", "- Lưu: VT, 2 bản."), cell("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")]],
            ["Nơi nhận:", "- UBND tỉnh;", "- Lưu: VT, 2 bản.", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"],
            id="signature",
        ),
        pytest.param([["Một khung có 12 dự án."]], ["Một khung có 12 dự án."], id="frame"),
        pytest.param([[f"Đoạn {'dài ' * 120}hết."]] * 8, [f"Đoạn {'dài ' * 120}hết."] * 8, id="report in a table"),
    ],
)  # fmt: skip
def test_what_is_only_set_side_by_side_is_text(rows: list[Row], lines: list[str]) -> None:
    document = read(table(*rows))
    assert document.tables == ()
    assert [line for line in document.text.split("\n") if line] == lines


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(
            [["Chỉ tiêu", "Kết quả"], ["Bán lẻ", "2.895 tỷ đồng"], ["Xuất khẩu", "40 triệu USD"]],
            id="small",
        ),
        pytest.param(
            [["Số: 1", "Giám đốc", "Vốn"], ["2", "x", "12"], ["3", "y", "13"]],
            id="words of a letterhead",
        ),
        pytest.param([["1", "Gạo"], ["2", "Than"], ["3", "Điện"], ["4", "Dừa"]], id="numbered"),
    ],
)
def test_a_table_of_figures_is_one(rows: list[Row]) -> None:
    assert len(read(table(*rows)).tables) == 1


def test_a_frame_around_a_table_gives_way_to_it() -> None:
    framed = table([f"<w:tc>{ANNEX}<w:p/></w:tc>"])
    document = read(framed)
    assert len(document.tables) == 1
    assert document.text == read(ANNEX).text


def test_headings_in_a_letterhead_are_no_headings() -> None:
    styled = '<w:tc><w:p><w:pPr><w:pStyle w:val="H1"/></w:pPr><w:r><w:t>SỞ CÔNG THƯƠNG</w:t></w:r></w:p></w:tc>'
    styles = '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
    content = raw_docx(table([styled, "Độc lập - Tự do - Hạnh phúc"]), styles=styles)
    assert read_docx(content, Path("x.docx")).text.startswith("SỞ CÔNG THƯƠNG\n")


def test_prose_around_a_table_is_whole() -> None:
    body = (
        "<w:p><w:r><w:t>Trước.</w:t></w:r></w:p>" + ANNEX + "<w:p><w:r><w:t>Sau.</w:t></w:r></w:p>"
    )
    texts = [p.text for p in heal(read(body)).passages]
    assert [text for text in texts if "|" not in text and text != "Công nghiệp"] == [
        "Trước.",
        "Sau.",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("12,5", True), ("-3,2%", True), ("(1.200)", True), ("-", True), ("2.895 tỷ đồng", True), ("7/2020", True),
     ("Gạo", False), ("Số: 12", False), ("12 dự án được cấp chủ trương đầu tư", False), ("", False)],
)  # fmt: skip
def test_a_figure_alone_in_a_cell(text: str, expected: bool) -> None:
    assert is_figure(text) is expected


LAW = ROOT.parent / "shared" / "archive" / "luat_89_2015_thongke.docx"


@pytest.mark.skipif(not LAW.exists(), reason="the real file is not here")
def test_the_list_of_indicators_of_a_real_law_holds_codes_and_no_statistics() -> None:
    document = read_document(LAW)
    (table,) = document.tables
    texts = {cell: document.text[cell.start : cell.end] for cell in table.cells}
    codes = [cell for cell, text in texts.items() if regex.fullmatch(r"\d{4}", text)]
    groups = [text for cell, text in texts.items() if cell.columns == 4 and text]
    assert (len(codes), len(groups), groups[0]) == (186, 20, "01. Đất đai, dân số")
    assert [int(texts[cell]) // 100 for cell in codes] == sorted(
        int(texts[cell]) // 100 for cell in codes
    )
    report = interpret(document, vocabulary())
    within = [r for r in report.ledger if table.span.start <= r.start < table.span.end]
    assert len(within) >= 2 * 186
    assert [row.digits for row in within if row.role == "value"] == []
    assert [issue.code for issue in report.issues] == ["no_reference_period"]
