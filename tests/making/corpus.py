"""The corpus' files that are no text: `python -m tests.making.corpus` writes them anew.

Their figures are those of the text reports in corpus/reports, put into the forms in which offices send them: in
corpus/formats a PDF with the annexed tables of a month's report and a Word file with a note and a table, in
corpus/scans the first two pages of a report as a scanner makes them.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from docx.table import Table as WordTable
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from tests.making.docx import add_footnotes, add_reference, packed
from tests.making.fonts import registered
from tests.making.scan import Flaws, Sheet, pages_of, pdf_of, scanned, typeset

CORPUS = Path(__file__).parents[2] / "corpus"
FORMATS = CORPUS / "formats"
SCANS = CORPUS / "scans"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)

ANNEX = "travinh-2020-07-bieu.pdf"
SUMMARY = "travinh-2023-03-banle.docx"
SCAN = "soctrang-2020-09-trang1-2.pdf"

_MAIN_HEAD = (
    ("TT", "Chỉ tiêu", "ĐVT", "Tháng 7 năm 2020", "", "", "Lũy kế 7 tháng", "", ""),
    (
        "",
        "",
        "",
        "Ước thực hiện",
        "Tăng, giảm so tháng trước (%)",
        "Tăng, giảm so cùng kỳ (%)",
        "Ước thực hiện",
        "Tăng, giảm so cùng kỳ (%)",
        "So kế hoạch năm (%)",
    ),
)
_MAIN = (
    ("1", "Chỉ số sản xuất công nghiệp", "%", "", "3,83", "15,12", "", "18,23", ""),
    (
        "2",
        "Giá trị sản xuất công nghiệp",
        "Tỷ đồng",
        "3.722,24",
        "6,86",
        "14,34",
        "22.884,76",
        "12,36",
        "50,41",
    ),
    (
        "3",
        "Tổng mức bán lẻ hàng hóa và dịch vụ",
        "Tỷ đồng",
        "2.895,07",
        "7,16",
        "0,87",
        "18.925,36",
        "-1,98",
        "49,8",
    ),
)
_PRODUCT_HEAD = (
    (
        "TT",
        "Sản phẩm",
        "Tháng 7 tăng, giảm (%)",
        "",
        "Lũy kế 7 tháng so kế hoạch năm (%)",
    ),
    ("", "", "So tháng trước", "So cùng kỳ năm 2019", ""),
)
_PRODUCTS = (
    ("1", "Điện sản xuất", "1,85", "18,40", "68,95"),
    ("2", "Điện thương phẩm", "0,04", "21,28", "57,28"),
    ("3", "Nước sinh hoạt", "-7,39", "20,7", "71,64"),
    ("4", "Thủy sản đông lạnh", "11,33", "-4,72", "54,82"),
    ("5", "Gạo xay xát", "3,68", "1,97", "32,3"),
    ("6", "Thảm xơ dừa", "37,38", "-16,47", "41,17"),
    ("7", "Than hoạt tính", "5,51", "58,77", "56,8"),
    ("8", "Thuốc viên các loại", "2,26", "38,89", "43,93"),
    ("9", "Giày thành phẩm", "4,95", "-10,56", "19,66"),
    ("10", "May mặc", "-8,94", "10,83", "22,42"),
    ("11", "Bộ truyền dẫn điện dùng trong ô tô", "8,6", "74,51", "74,15"),
)
_GROUP_HEAD = (
    "Nhóm",
    "Ước quý I/2023 (tỷ đồng)",
    "Tăng so cùng kỳ (%)",
    "So kế hoạch năm (%)",
)
_GROUPS = (
    ("Tổng mức bán lẻ hàng hóa và dịch vụ", "14.184,14", "56,52", "27,04"),
    ("Bán lẻ hàng hóa", "9.660,84", "53,69", "26,89"),
    ("Dịch vụ lưu trú, ăn uống", "2.515", "76,5", "26,38"),
    ("Dịch vụ khác", "1.996,96", "47,84", "28,61"),
)


def annex_pdf() -> bytes:
    """The annexed tables of the report of July 2020, on two pages; needs the DejaVu fonts."""
    plain = ParagraphStyle("plain", fontName=registered("DejaVu Serif"), fontSize=10, leading=14)
    bold = ParagraphStyle("bold", parent=plain, fontName=registered("DejaVu Serif Bold"))
    title = ParagraphStyle("title", parent=bold, alignment=1, fontSize=12, leading=17)
    story: list[Flowable] = [
        Paragraph("UBND TỈNH TRÀ VINH", plain),
        Paragraph("SỞ CÔNG THƯƠNG", bold),
        Spacer(1, 10),
        Paragraph("BIỂU SỐ LIỆU KÈM THEO BÁO CÁO", title),
        Paragraph("Kết quả hoạt động công nghiệp, thương mại tháng 7 năm 2020", title),
        Spacer(1, 14),
        Paragraph("Biểu 1. Chỉ tiêu chủ yếu", bold),
        Spacer(1, 6),
        _ruled([*_MAIN_HEAD, *_MAIN], (28, 190, 55, 75, 80, 75, 80, 75, 75), _SPANS_OF_MAIN),
        Spacer(1, 18),
        Paragraph("Biểu 2. Sản phẩm công nghiệp chủ yếu", bold),
        Spacer(1, 6),
        _ruled([*_PRODUCT_HEAD, *_PRODUCTS], (28, 260, 110, 130, 150), _SPANS_OF_PRODUCTS),
    ]
    out = BytesIO()
    SimpleDocTemplate(
        out,
        pagesize=landscape(A4),
        leftMargin=40,
        rightMargin=40,
        title="Biểu số liệu",
        invariant=1,
    ).build(story)
    return out.getvalue()


_SPANS_OF_MAIN = (
    ((0, 0), (0, 1)),
    ((1, 0), (1, 1)),
    ((2, 0), (2, 1)),
    ((3, 0), (5, 0)),
    ((6, 0), (8, 0)),
)
_SPANS_OF_PRODUCTS = (((0, 0), (0, 1)), ((1, 0), (1, 1)), ((2, 0), (3, 0)), ((4, 0), (4, 1)))


def _ruled(
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    spans: Sequence[tuple[tuple[int, int], tuple[int, int]]],
) -> Table:
    """A table with rules: two rows of head, repeated on each page, figures to the right."""
    cell = ParagraphStyle("cell", fontName=registered("DejaVu Serif"), fontSize=9, leading=11)
    head = ParagraphStyle(
        "head", parent=cell, fontName=registered("DejaVu Serif Bold"), alignment=1
    )
    right = ParagraphStyle("right", parent=cell, alignment=2)
    first = len(rows[0]) - len([text for text in rows[-1] if text[:1] in "-0123456789"]) + 1
    body = [
        [
            Paragraph(escape(text), head if at < 2 else right if k >= max(first, 2) else cell)
            for k, text in enumerate(row)
        ]
        for at, row in enumerate(rows)
    ]
    return Table(
        body,
        colWidths=widths,
        repeatRows=2,
        style=TableStyle(
            [
                ("GRID", (0, 0), (-1, -1), 0.5, "black"),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                *(("SPAN", start, end) for start, end in spans),
            ]
        ),
    )


def summary_docx() -> bytes:
    """A quick report on trade in the first quarter of 2023, with a footnote and a table."""
    made = docx.Document()
    made.styles["Normal"].font.name = "Times New Roman"
    made.styles["Normal"].font.size = Pt(13)
    for line in ("UBND TỈNH TRÀ VINH", "SỞ CÔNG THƯƠNG", "Trà Vinh, ngày     tháng 3 năm 2023"):
        made.add_paragraph(line)
    for line in ("BÁO CÁO NHANH", "Tình hình thương mại tháng 3 và quý I năm 2023"):
        made.add_paragraph().add_run(line).bold = True
        made.paragraphs[-1].alignment = WD_ALIGN_PARAGRAPH.CENTER
    made.add_paragraph().add_run("1. Bán lẻ").bold = True
    made.add_paragraph(
        "- Tổng mức bán lẻ hàng hóa và dịch vụ tháng 3 ước đạt 4.680,3 tỷ đồng, so tháng trước tăng 3,38%, "
        "so cùng kỳ tăng 38,50%. Số liệu quý I theo từng nhóm như bảng dưới đây."
    )
    _fill(made.add_table(rows=0, cols=4, style="Table Grid"))
    made.add_paragraph().add_run("2. Hạ tầng thương mại").bold = True
    shops = made.add_paragraph("- Toàn tỉnh hiện có 115 chợ, 02 trung tâm thương mại, 07 siêu thị")
    add_reference(shops, 1)
    shops.add_run(" và 24 cửa hàng tiện lợi.")
    made.add_paragraph(
        "- Kinh doanh xăng dầu: đến nay có 327 cửa hàng xăng dầu, sức chứa 9.810 m3."
    )
    add_footnotes(
        made, ["<w:r><w:t>Không kể các máy bán hàng tự động đặt ở nơi công cộng.</w:t></w:r>"]
    )
    return _dated(packed(made))


def _fill(table: WordTable) -> None:
    for row in (_GROUP_HEAD, *_GROUPS):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def _dated(archive: bytes) -> bytes:
    """The same archive with one fixed date on all its members, so that it has the same bytes each time."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(archive)) as old, zipfile.ZipFile(out, "w") as new:
        for name in sorted(old.namelist()):
            member = zipfile.ZipInfo(name, _LONG_AGO)
            new.writestr(member, old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def scanned_pdf() -> bytes:
    """Two pages of the report of Sóc Trăng, slightly askew, in black and white; needs the Liberation 2 fonts."""
    text = (CORPUS / "reports" / "soctrang-2020-09.txt").read_text(encoding="utf-8")
    flaws = Flaws(dpi=200, skew=0.7, noise=6, is_bilevel=True)
    return pdf_of(*(Sheet(picture=scanned(typeset(*p), flaws)) for p in pages_of(text)[:2]))


def main() -> None:
    """Write the files."""
    for folder, name, content in (
        (FORMATS, ANNEX, annex_pdf()),
        (FORMATS, SUMMARY, summary_docx()),
        (SCANS, SCAN, scanned_pdf()),
    ):
        folder.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)


if __name__ == "__main__":
    main()
