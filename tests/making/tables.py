"""An invented annex table as a Word file, a web page, and a PDF with or without ruling lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from io import BytesIO

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Pt
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from tests.making.docx import packed
from tests.making.fonts import registered

Cells = Sequence[tuple[int, int, int, int, str]]
"""Row, column, rows, columns and text of each cell that holds some."""


def is_figure(text: str) -> bool:
    """Whether a cell is set to the right, as figures are."""
    return (
        text[:1] in "-(+0123456789…x"
        and len(text) < 14
        and not any(c.isalpha() for c in text[1:])
        and not (text[0] == "(" and len(text) == 3)
    )


def size_of(cells: Cells) -> tuple[int, int]:
    """Rows and columns of the grid."""
    return max(c[0] + c[2] for c in cells), max(c[1] + c[3] for c in cells)


def as_docx(lines: Sequence[str], cells: Cells, *, heads: int = 0) -> bytes:
    """A Word file on broad sheets; `heads` rows are printed again on each page."""
    made = docx.Document()
    section = made.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    made.styles["Normal"].font.name = "Liberation Serif"
    made.styles["Normal"].font.size = Pt(11)
    for line in lines:
        made.add_paragraph(line).alignment = WD_ALIGN_PARAGRAPH.CENTER
    rows, columns = size_of(cells)
    table = made.add_table(rows=rows, cols=columns, style="Table Grid")
    for row, column, down, right, text in cells:
        cell = table.cell(row, column)
        if down > 1 or right > 1:
            cell = cell.merge(table.cell(row + down - 1, column + right - 1))
        cell.text = text
        if is_figure(text):
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for row in table.rows[:heads]:
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    return packed(made)


def as_html(lines: Sequence[str], cells: Cells) -> bytes:
    """A web page with merged cells, some of its heads on two lines."""
    taken = {
        (r, c)
        for row, column, down, right, _ in cells
        for r in range(row, row + down)
        for c in range(column, column + right)
    }
    rows, columns = size_of(cells)
    begun = {(row, column): (down, right, text) for row, column, down, right, text in cells}
    body = "".join(
        "<tr>"
        + "".join(
            _html_cell(*begun[r, c])
            if (r, c) in begun
            else ""
            if (r, c) in taken
            else "<td>&nbsp;</td>"
            for c in range(columns)
        )
        + "</tr>\n"
        for r in range(rows)
    )
    texts = "".join(f"<p>{escape(line)}</p>\n" for line in lines)
    return (
        '<html><head><meta charset="utf-8"><title>Biểu</title></head><body>'
        f"{texts}<table border=1>\n{body}</table></body></html>"
    ).encode()


def _html_cell(down: int, right: int, text: str) -> str:
    spans = (f' rowspan="{down}"' if down > 1 else "") + (
        f' colspan="{right}"' if right > 1 else ""
    )
    return f"<td{spans}>{escape(text).replace(' năm ', ' <br>năm ')}</td>"


def as_pdf(
    lines: Sequence[str],
    cells: Cells,
    *,
    heads: int,
    rules: str = "all",
    height: float | None = None,
    font: str = "DejaVu Serif",
    stands: str = "MIDDLE",
) -> bytes:
    """A PDF on broad sheets; a low `height` (points) spreads the rows over pages, each with `heads` rows again.

    `stands` is where lines stand in a high cell: `TOP`, `MIDDLE` or `BOTTOM`. `rules` is which lines are drawn: `all`,
    `none`, `columns` (all of the head, and between columns), or `rows`.
    """
    plain, bold = registered(font), registered(f"{font} Bold")
    title = ParagraphStyle("title", fontName=bold, alignment=1, fontSize=11, leading=15)
    story: list[Flowable] = [Paragraph(escape(line), title) for line in lines]
    story += [
        Spacer(1, 10),
        _grid(cells, heads, tuple(_style(cells, heads, rules, stands)), plain, bold),
    ]
    out = BytesIO()
    width, tall = landscape(A4)
    SimpleDocTemplate(
        out,
        pagesize=(width, height or tall),
        leftMargin=40,
        rightMargin=40,
        topMargin=40,
        bottomMargin=40,
        invariant=1,
    ).build(story)
    return out.getvalue()


def _grid(
    cells: Cells, heads: int, style: Sequence[tuple[object, ...]], plain: str, bold: str
) -> Table:
    cell = ParagraphStyle("cell", fontName=plain, fontSize=9, leading=11)
    head = ParagraphStyle("head", parent=cell, fontName=bold, alignment=1)
    right = ParagraphStyle("right", parent=cell, alignment=2)
    rows, columns = size_of(cells)
    grid: list[list[Flowable | str]] = [[""] * columns for _ in range(rows)]
    for r, c, _, _, text in cells:
        manner = head if r < heads else right if is_figure(text) else cell
        grid[r][c] = Paragraph(escape(text), manner)
    return Table(
        grid,
        colWidths=_widths(cells, heads, columns),
        repeatRows=heads,
        style=TableStyle(list(style)),
    )


def _widths(cells: Cells, heads: int, columns: int) -> list[float]:
    """Columns as wide as their longest text, labels at most a third of the sheet's 760 points."""
    wide = [
        max([len(t) for r, k, _, right, t in cells if k == c and right == 1 and r >= heads] or [3])
        for c in range(columns)
    ]
    made = [min(max(5.6 * n + 14, 34), 250) for n in wide]
    spare = max(760 - sum(made), 0)
    return [w + spare / columns for w in made] if sum(made) < 760 else made


def _style(cells: Cells, heads: int, rules: str, stands: str) -> Iterator[tuple[object, ...]]:
    last = -1 if rules == "all" else heads - 1
    if rules in ("all", "columns"):
        yield ("GRID", (0, 0), (-1, last), 0.5, "black")
    if rules == "columns":
        yield ("BOX", (0, 0), (-1, -1), 0.5, "black")
        yield ("LINEBEFORE", (0, 0), (-1, -1), 0.5, "black")
    if rules == "rows":
        yield ("LINEABOVE", (0, 0), (-1, -1), 0.5, "black")
    yield ("VALIGN", (0, 0), (-1, -1), stands)
    for r, c, down, right, _ in cells:
        if down > 1 or right > 1:
            yield ("SPAN", (c, r), (c + right - 1, r + down - 1))
