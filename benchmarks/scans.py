"""Scanned reports: pages a second, letters and figures that are misread, and how many of these are flagged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from time import process_time
from typing import Final

from rapidfuzz.distance import Levenshtein

from benchmarks.table import Table
from extract.formats.pdf import read_pdf
from tests.making.scan import Flaws, Sheet, pages_of, pdf_of, scanned, typeset
from tests.scans import Compared, compare

CORPUS: Final = Path(__file__).parents[1] / "corpus" / "reports"
SHARED: Final = Path(__file__).parents[2] / "shared" / "reports"
SCANNERS: Final = {
    "300 dpi": Flaws(),
    "300 dpi, noise, 1 degree askew": Flaws(noise=15, skew=1.0),
    "200 dpi, black and white": Flaws(dpi=200, noise=8, is_bilevel=True),
    "150 dpi, noise": Flaws(dpi=150, noise=8),
}
MOST_PAGES: Final = 4
"""Of a report: enough to count a few hundred figures of each."""


def measure(most_pages: int = MOST_PAGES) -> Table:
    return Table(
        title="Reports typeset, scanned and read back",
        columns=(
            "scanner",
            "pages",
            "pages a second",
            "letters wrong %",
            "figures",
            "right %",
            "wrong",
            "of these flagged",
            "right ones flagged %",
        ),
        rows=tuple(_rows(most_pages)),
        notes=(
            f"The first {MOST_PAGES} pages at most of each report of the corpus and of those beside it. Figures are "
            "digit runs with their separators, marks of notes among them; one core."
        ),
    )


def _rows(most_pages: int) -> Iterator[tuple[str, ...]]:
    texts = [
        path.read_text(encoding="utf-8-sig")
        for path in [
            *sorted(CORPUS.glob("*.txt")),
            *sorted(CORPUS.glob("*.md")),
            *sorted(SHARED.glob("*.txt")),
        ]
    ]
    pages = [page for text in texts for page in pages_of(text)[:most_pages]]
    for name, flaws in SCANNERS.items():
        yield _row(name, flaws, pages)


def _row(name: str, flaws: Flaws, pages: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    seconds, letters, misread = 0.0, 0, 0
    compared: list[Compared] = []
    for page in pages:
        content = pdf_of(Sheet(picture=scanned(typeset(*page), flaws)))
        start = process_time()
        document = read_pdf(content, Path("scan.pdf"))
        seconds += process_time() - start
        printed = "\n\n".join(page)
        letters += len(printed)
        misread += Levenshtein.distance(printed, document.text)
        compared.append(compare(printed, document))
    figures, wrong = sum(c.figures for c in compared), sum(len(c.wrong) for c in compared)
    right = sum(c.right for c in compared)
    return (
        name,
        f"{len(pages)}",
        f"{len(pages) / seconds:.2f}",
        f"{100 * misread / letters:.2f}",
        f"{figures}",
        f"{100 * right / figures:.2f}",
        f"{wrong}",
        f"{sum(c.flagged_wrong for c in compared)}",
        f"{100 * sum(c.flagged_right for c in compared) / max(right, 1):.2f}",
    )
