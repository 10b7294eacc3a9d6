"""Invented annex tables, and the same table as a document, a workbook of either kind, and Markdown.

A layout is a CSV: lines of text, `---`, then the grid; `<` goes on with the cell left of it, `^` with the one above.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import openpyxl
import xlwt

from extract.document import read_document
from extract.model import Cell, Document, Span, Table
from normalize.model import LedgerRow, Report
from normalize.report import interpret
from tests.making.tables import as_docx, as_html, as_pdf
from tests.making.typed import aligned_text, boxed_text
from tests.reading import vocabulary

CASES = Path(__file__).parent / "cases" / "tables"
COLUMNS = (
    "value",
    "unit",
    "indicator",
    "item",
    "measure",
    "basis",
    "period",
    "status",
    "territory",
)
FORMS = ("document", "markdown", "xlsx", "xls", "docx", "html", "pdf", "pages")
"""`pages` is a PDF on low sheets: the table goes on over several, its head on each."""
HALF_RULED = (
    ("none", "DejaVu Serif", "MIDDLE", None),
    ("none", "Liberation Serif", "TOP", None),
    ("none", "DejaVu Sans", "BOTTOM", None),
    ("none", "Liberation Serif", "MIDDLE", 300),
    ("none", "DejaVu Sans", "TOP", 300),
    ("rows", "DejaVu Serif", "MIDDLE", None),
    ("columns", "DejaVu Serif", "MIDDLE", None),
    ("columns", "Liberation Serif", "TOP", 300),
)
"""Lines that are drawn, font, where text stands in high cells, and height of the sheet."""
TYPED = ("blanks TOP", "blanks MIDDLE", "bars", "box")
"""How a table is typed with characters of one width."""
Places = Mapping[tuple[int, int], LedgerRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    """Lines of text above a table, and its rows of cells."""

    lines: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def cells(self) -> Iterator[tuple[int, int, int, int, str]]:
        """Row, column, rows, columns and text of each cell that holds some."""
        width = max(map(len, self.rows))
        grid = [(*row, *[""] * (width - len(row))) for row in self.rows]
        for r, row in enumerate(grid):
            for c, text in enumerate(row):
                if text in ("<", "^", ""):
                    continue
                columns = 1
                while c + columns < width and row[c + columns] == "<":
                    columns += 1
                rows = 1
                while r + rows < len(grid) and grid[r + rows][c] == "^":
                    rows += 1
                yield r, c, rows, columns, text


def annex(name: str) -> Annex:
    """The invented annex of this name."""
    with (CASES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = [tuple(row) for row in csv.reader(file)]
    at = rows.index(("---",))
    return Annex(lines=tuple(",".join(row) for row in rows[:at]), rows=tuple(rows[at + 1 :]))


def document(made: Annex) -> Document:
    """As a reader of pages hands it over: a row on a line, the grid with its merged cells beside."""
    text = "\n\n".join(made.lines) + "\n\n"
    start = len(text)
    cells: list[Cell] = []
    last = 0
    for row, column, rows, columns, printed in made.cells():
        text += "" if len(text) == start else "\n" if row != last else " | "
        cells.append(
            Cell(
                row=row,
                column=column,
                start=len(text),
                end=len(text) + len(printed),
                rows=rows,
                columns=columns,
            )
        )
        text += printed
        last = row
    table = Table(span=Span(start=start, end=len(text)), cells=tuple(cells))
    return Document(
        name="annex.docx",
        text=text + "\n",
        sha256=sha256(text.encode()).hexdigest(),
        tables=(table,),
    )


def markdown(made: Annex) -> str:
    """As Markdown, where no cell can span others."""
    width = max(map(len, made.rows))
    rows = [
        "| "
        + " | ".join(
            "" if cell in ("<", "^") else cell for cell in (*row, *[""] * (width - len(row)))
        )
        + " |"
        for row in made.rows
    ]
    rows.insert(1, "|" + "---|" * width)
    return "\n\n".join(made.lines) + "\n\n" + "\n".join(rows) + "\n"


def xlsx(made: Annex) -> bytes:
    """As a workbook; figures in the Vietnamese manner become numbers with their places as format."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for number, line in enumerate(made.lines, start=1):
        sheet.cell(number, 1, line)
    top = len(made.lines) + 2
    for row, column, rows, columns, text in made.cells():
        value, code = number_of(text)
        cell = sheet.cell(top + row, column + 1, value)
        if code:
            cell.number_format = code
        if rows > 1 or columns > 1:
            sheet.merge_cells(
                start_row=top + row, end_row=top + row + rows - 1,
                start_column=column + 1, end_column=column + columns,
            )  # fmt: skip
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def xls(made: Annex) -> bytes:
    """As a workbook of the older kind."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Bieu")
    for number, line in enumerate(made.lines):
        sheet.write(number, 0, line)
    top = len(made.lines) + 1
    for row, column, rows, columns, text in made.cells():
        value, code = number_of(text)
        style = xlwt.easyxf(num_format_str=code or "General")
        if rows > 1 or columns > 1:
            sheet.write_merge(
                top + row, top + row + rows - 1, column, column + columns - 1, value, style
            )
        else:
            sheet.write(top + row, column, value, style)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def number_of(text: str) -> tuple[str | float, str]:
    """A printed figure as a number and its format; other text, and numbers of another manner, as they are."""
    plain = text.strip("()-")
    digits = plain.replace(".", "").replace(",", "")
    is_grouped = "." not in plain or all(
        len(p.partition(",")[0]) == 3 for p in plain.split(".")[1:]
    )
    if (
        not digits.isdigit()
        or not is_grouped
        or plain.count(",") > 1
        or len(plain) == 4 == len(digits)
    ):
        return text, ""
    whole, _, decimals = plain.replace(".", "").partition(",")
    code = ("#,##0" if "." in plain else "0") + ("." + "0" * len(decimals) if decimals else "")
    if text[0] == "(":
        code = f"{code}_);({code})"
    return float(f"{whole}.{decimals or 0}") * (-1 if text[0] in "-(" else 1), code


def half_ruled(
    name: str, folder: Path, *, rules: str, font: str, stands: str, height: float | None
) -> Report:
    """The annex of a name as a PDF without some of its ruling lines, read to the end."""
    made = annex(name)
    path = folder / f"{name}.pdf"
    path.write_bytes(
        as_pdf(
            made.lines,
            list(made.cells()),
            heads=heads_of(name),
            rules=rules,
            font=font,
            stands=stands,
            height=height,
        )
    )
    return interpret(read_document(path), vocabulary())


def typed(name: str, folder: Path, way: str) -> Report:
    """The annex of a name as plain text in one of the ways of `TYPED`, read to the end."""
    made, heads = annex(name), heads_of(name)
    cells = list(made.cells())
    if way == "bars":
        text = boxed_text(made.lines, cells, heads=heads, bar="|", rule="-+++")
    elif way == "box":
        text = boxed_text(made.lines, cells, heads=heads, bar="│", rule="─├┼┤")
    else:
        text = aligned_text(made.lines, cells, heads=heads, stands=way.split()[1])
    path = folder / f"{name}.txt"
    path.write_text(text, encoding="utf-8")
    return interpret(read_document(path), vocabulary())


def report(form: str, name: str, folder: Path) -> Report:
    """The annex of a name in one of the forms, read to the end."""
    made = annex(name)
    if form == "document":
        return interpret(document(made), vocabulary())
    path = folder / f"{name}.{_ENDINGS.get(form, form)}"
    path.write_bytes(content_of(form, made, heads_of(name)))
    return interpret(read_document(path), vocabulary())


_ENDINGS = {"markdown": "md", "pages": "pdf"}


def content_of(form: str, made: Annex, heads: int) -> bytes:
    """The bytes of an annex as a file, `heads` of its rows as its head."""
    cells = list(made.cells())
    match form:
        case "markdown":
            return markdown(made).encode()
        case "docx":
            return as_docx(made.lines, cells, heads=heads)
        case "html":
            return as_html(made.lines, cells)
        case "pdf":
            return as_pdf(made.lines, cells, heads=heads)
        case "pages":
            return as_pdf(made.lines, cells, heads=heads, height=300)
        case _:
            return {"xlsx": xlsx, "xls": xls}[form](made)


def heads_of(name: str) -> int:
    """How many rows stand above the first with a figure."""
    with (CASES / f"{name}-expected.csv").open(encoding="utf-8", newline="") as file:
        return min(int(row["row"]) for row in csv.DictReader(file))


def figures(read: Report) -> Places:
    """The values of the first table by row and column of its grid; those of a number in pieces once."""
    table = read.document.tables[0]
    rows = {row.start: row for row in read.ledger if row.role in ("value", "malformed")}
    found: dict[tuple[int, int], LedgerRow] = {}
    for cell in table.cells:
        inside = [row for start, row in rows.items() if cell.start <= start < cell.end]
        if inside:
            found[(cell.row, cell.column)] = inside[0]
    return found


def record(row: LedgerRow) -> dict[str, str]:
    """What is compared of a figure."""
    made = {
        column: str(getattr(row, column) if getattr(row, column) is not None else "")
        for column in COLUMNS
    }
    made["value"] = f"{row.value.normalize():f}" if row.value is not None else ""
    return {**made, "doubt": "yes" if row.is_doubtful else ""}
