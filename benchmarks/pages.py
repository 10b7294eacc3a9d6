"""Pages of PDF in pages a second, beside pdfplumber's plain text, and what a thousand pages take in memory.

Both read the same files in this one process; rounds alternate between them, and the best one of each counts. A page
is read to the end: words, lines, paragraphs, tables, notes, and the place of every character.
"""

from __future__ import annotations

import resource
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from time import process_time

import pdfplumber
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from benchmarks.table import Table
from extract.formats.pdf import read_pdf

FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
PAGES = 100
MANY = 1_000
ROUNDS = 3
SENTENCE = (
    "Trong tháng các cơ sở sản xuất trên địa bàn tỉnh hoạt động ổn định, sản lượng nhiều mặt hàng tăng khá, "
    "giá trị sản xuất ước đạt 3.722,24 tỷ đồng, tăng 6,86% so với tháng trước và tăng 14,34% so với cùng kỳ;"
)

Reader = Callable[[bytes], int]


def measure() -> Table:
    kinds = {"text": text_pages(PAGES), "tables": table_pages(PAGES // 5)}
    rows = []
    for kind, content in kinds.items():
        own, other = _rates(content)
        rows.append((kind, f"{own:,.0f}", f"{other:,.1f}", f"{own / other:.1f}"))
    return Table(
        title="Pages of PDF",
        columns=("pages with", "solieu, pages/s", "pdfplumber extract_text, pages/s", "times"),
        rows=tuple(rows),
        notes=_memory_note(),
    )


def _rates(content: bytes) -> tuple[float, float]:
    """Pages a second of both readers, of the processor's time; the page that proves the fonts is counted too."""
    best = [float("inf"), float("inf")]
    for _ in range(ROUNDS):
        for n, reader in enumerate((_own, _plain)):
            start = process_time()
            pages = reader(content)
            best[n] = min(best[n], (process_time() - start) / pages)
    return 1 / best[0], 1 / best[1]


def _own(content: bytes) -> int:
    return len(read_pdf(content, Path("pages.pdf")).pages)


def _plain(content: bytes) -> int:
    with pdfplumber.open(BytesIO(content)) as opened:
        for page in opened.pages:
            page.extract_text()
            page.close()
        return len(opened.pages)


def _memory_note() -> str:
    """Peak memory after a tenth of a thousand pages and after all of them."""
    _own(text_pages(MANY // 10))
    few = _peak()
    _own(text_pages(MANY))
    many = _peak()
    return (
        f"Peak memory: {few:,.0f} MiB after {MANY // 10:,} pages, {many:,.0f} MiB after {MANY:,}; "
        f"the text with the place of each character takes {(many - few) / (0.9 * MANY) * 1024:,.0f} KiB a page. "
        "Times are the processor's, of one process."
    )


def _peak() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (2**20 if sys.platform == "darwin" else 2**10)


def text_pages(count: int) -> bytes:
    """A file of `count` pages of running text, 44 lines each."""
    out, canvas = _canvas()
    vocabulary = SENTENCE.split()
    at = 0
    for _ in range(count):
        canvas.setFont("Benchmark", 11)
        for line in range(44):
            words = [vocabulary[(at + n) % len(vocabulary)] for n in range(13)]
            at += 13
            canvas.drawString(70, 780 - 16 * line, " ".join(words))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def table_pages(count: int) -> bytes:
    """A file of `count` pages with a ruled table of 40 rows and 7 columns each."""
    out, canvas = _canvas()
    edges = (40, 70, 250, 300, 360, 420, 480, 550)
    for page in range(count):
        canvas.setFont("Benchmark", 9)
        canvas.setLineWidth(0.5)
        for row in range(41):
            canvas.line(edges[0], 790 - 18 * row, edges[-1], 790 - 18 * row)
        for edge in edges:
            canvas.line(edge, 790, edge, 790 - 18 * 40)
        for row in range(40):
            down = 777 - 18 * row
            canvas.drawString(edges[0] + 3, down, str(row + 1))
            canvas.drawString(edges[1] + 3, down, f"Sản phẩm công nghiệp số {row + 1}")
            canvas.drawString(edges[2] + 3, down, "Tấn")
            for column in range(4):
                figure = f"{(row + 1) * (column + 3) + page}.{100 + row},{column}{row % 10}"
                canvas.drawRightString(edges[column + 4] - 3, down, figure)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _canvas() -> tuple[BytesIO, Canvas]:
    if not FONT.exists():
        sys.exit(f"{FONT} is not installed; it is in Debian's fonts-dejavu-core")
    pdfmetrics.registerFont(TTFont("Benchmark", str(FONT)))
    out = BytesIO()
    return out, Canvas(out, pagesize=A4, invariant=True)
