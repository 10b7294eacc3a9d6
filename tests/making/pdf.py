"""PDF files to read: what LibreOffice prints of a Word file, and pages drawn to the point with reportlab."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from tests.making.docx import packed, plain_docx, rich_docx
from tests.making.fonts import TRUETYPE, font_file, registered

FONTS = ("Liberation Serif", "DejaVu Sans")
"""Two fonts with Vietnamese letters, of unlike widths."""
SECONDS = 300


def plainly_typed(text: str, font: str) -> bytes:
    """A Word file of `text`, a line a paragraph, in one type and without space between paragraphs."""
    made = docx.Document(BytesIO(plain_docx(text)))
    style = made.styles["Normal"]
    style.font.name, style.font.size = font, Pt(13)
    style.paragraph_format.space_after = Pt(0)
    return packed(made)


def richly_typed(text: str, font: str) -> bytes:
    """A Word file of the report `text` as an office types it: notes, raised digits, bold headings, justified lines."""
    made = docx.Document(BytesIO(rich_docx(text, font)))
    style = made.styles["Normal"]
    style.paragraph_format.space_after = Pt(6)
    for paragraph in made.paragraphs:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        style_name = paragraph.style.name if paragraph.style else ""
        if not (style_name or "").startswith("Heading"):
            continue
        for run in paragraph.runs:
            run.font.name = font
    return packed(made)


def poor_font(path: Path) -> Path:
    """Write a font to `path` that lacks most Vietnamese letters (what is beyond Latin Extended-A), and return it."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    font = TTFont(font_file("DejaVu Sans"))
    options = subset.Options(notdef_outline=True, drop_tables=["FFTM"])
    chosen = subset.Subsetter(options)
    chosen.populate(unicodes=range(0x20, 0x180))
    chosen.subset(font)
    # reportlab takes a font whose inner name it knows for that font.
    for record in font["name"].names:
        record.string = "Poor"
    font.save(path)
    return path


def printed(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Word files by name (without an ending) as PDF, by one run of LibreOffice; skips where it is not installed."""
    program = shutil.which("soffice")
    if not program:
        pytest.skip("LibreOffice is not installed")
    with TemporaryDirectory() as name:
        folder = Path(name)
        sources = []
        for stem, content in files.items():
            sources.append(folder / f"{stem}.docx")
            sources[-1].write_bytes(content)
        subprocess.run(
            [
                program,
                f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                "--headless",
                "--convert-to",
                "pdf",
                "--outdir",
                str(folder),
                *map(str, sources),
            ],
            check=True,
            capture_output=True,
            timeout=SECONDS,
        )
        return {stem: (folder / f"{stem}.pdf").read_bytes() for stem in files}


class Sheets:
    """Pages drawn to the point; heights are measured from the page's upper edge to the line that the type stands on."""

    def __init__(self, *, font: str = "Liberation Serif", page: tuple[float, float] = A4) -> None:
        self.out = BytesIO()
        self.canvas = Canvas(self.out, pagesize=page)
        self.height = page[1]
        self.font = font
        for name in (font, f"{font} Bold"):
            if name in TRUETYPE:
                registered(name)

    def text(
        self, left: float, down: float, text: str, *, size: float = 13, bold: bool = False
    ) -> float:
        """Set `text` from `left` on; return where it ends."""
        font = f"{self.font} Bold" if bold else self.font
        self.canvas.setFont(font, size)
        self.canvas.drawString(left, self.height - down, text)
        return left + float(pdfmetrics.stringWidth(text, font, size))

    def right(self, right: float, down: float, text: str, *, size: float = 13) -> None:
        """Set `text` so that it ends at `right`."""
        self.text(right - pdfmetrics.stringWidth(text, self.font, size), down, text, size=size)

    def centred(self, middle: float, down: float, text: str, *, size: float = 13) -> None:
        """Set `text` around `middle`."""
        width = pdfmetrics.stringWidth(text, self.font, size)
        self.text(middle - width / 2, down, text, size=size)

    def paragraph(
        self,
        down: float,
        text: str,
        *,
        left: float = 85,
        right: float = 525,
        size: float = 13,
        pitch: float = 17,
        indent: float = 0,
    ) -> float:
        """Break `text` into lines between `left` and `right`; return the height below the last."""
        line, start = "", left + indent
        for word in text.split():
            longer = f"{line} {word}".strip()
            if line and start + pdfmetrics.stringWidth(longer, self.font, size) > right:
                self.text(start, down, line, size=size)
                down, line, start = down + pitch, word, left
            else:
                line = longer
        self.text(start, down, line, size=size)
        return down + pitch

    def line(self, left: float, down: float, right: float, to: float | None = None) -> None:
        """Draw a line, a flat one unless `to` is another height."""
        self.canvas.setLineWidth(0.5)
        self.canvas.line(
            left, self.height - down, right, self.height - (down if to is None else to)
        )

    def turn(self) -> None:
        """Begin the next page."""
        self.canvas.showPage()

    def finish(self) -> bytes:
        """The file."""
        self.canvas.save()
        return self.out.getvalue()

    def grid(
        self,
        left: float,
        down: float,
        widths: Sequence[float],
        rows: Sequence[Sequence[str | None]],
        *,
        pitch: float = 18,
        size: float = 10,
        figures: int = 1,
    ) -> float:
        """Draw a ruled table from the height `down` on; return the height below it.

        None goes on with the cell to the left, `"^"` with the one above. From the column `figures` on cells are set to
        the right, the others to the left; lines of a cell are parted by a line feed.
        """
        edges = [left + sum(widths[:n]) for n in range(len(widths) + 1)]
        heights = [pitch * max(str(cell or "").count("\n") + 1 for cell in row) for row in rows]
        tops = [down + sum(heights[:n]) for n in range(len(rows) + 1)]
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                if cell is not None:
                    self.line(edges[c], tops[r], edges[c], tops[r + 1])
                if cell != "^":
                    self.line(edges[c], tops[r], edges[c + 1])
                if cell and cell != "^":
                    self._cell(cell, edges, tops, (r, c), rows, pitch, size, figures)
        self.line(edges[0], tops[-1], edges[-1])
        self.line(edges[-1], tops[0], edges[-1], tops[-1])
        return tops[-1]

    def _cell(
        self,
        text: str,
        edges: Sequence[float],
        tops: Sequence[float],
        at: tuple[int, int],
        rows: Sequence[Sequence[str | None]],
        pitch: float,
        size: float,
        figures: int,
    ) -> None:
        r, c = at
        last = c + 1
        while last < len(edges) - 1 and rows[r][last] is None:
            last += 1
        for n, line in enumerate(text.split("\n")):
            height = tops[r] + pitch * (n + 0.7)
            if c >= figures and line[-1:] in "0123456789%-":
                self.right(edges[last] - 4, height, line, size=size)
            else:
                self.text(edges[c] + 4, height, line, size=size)
