"""Figures of a scan that may be misread: told, and never mended.

Each digit run has the recogniser's confidence. Beside those below a bound, what is doubtful is what a recogniser
makes of figures: a comma read as a slash, separators lost, letters among digits, a sign alone where a digit was.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

import regex

from extract.model import Cell, Document, Notice, Span

LEAST_CONFIDENCE: Final = Decimal(97)
"""Of figures with a lower confidence every few is wrong; benchmarks/scans.py measures the share."""

_FIGURE = regex.compile(r"\d+(?:[.,]\d+)*")
_GROUPED = regex.compile(r"\d{1,3}(?:\.\d{3})+(?!\d)|\d+,\d")
_GROUPS: Final = 3
"""Figures with separators from which on a long one without them is odd."""
_UNGROUPED = regex.compile(r"(?<![\d./,-])[1-9]\d{4,}(?![\d./,-])")
_SLASHED = regex.compile(r"\d\.\d{3}/\d{1,2}(?!\d|/)")
_LETTERED = regex.compile(
    r"(?<![\p{L}\d])(?:\d+[.,/-]?)*(?:[OoSIl|!\]&\u00a7\u00f3\u00d3]\d|\d[OoSI|!\]&\u00a7\u00f3\u00d3])[\dOoSIl|!\]&.,/-]*"
)
_ALONE = regex.compile(r"(?<!\S)[lI|!\]\[](?:[.,;:)])?(?!\S)")
_ROMAN = regex.compile(
    r"(?:[Qq]u[\u00fdi\u00ed]|[Kk]\u1ef3|[Ll]o\u1ea1i|[Pp]h\u1ea7n|[Cc]h\u01b0\u01a1ng)\s+$|(?:^|\n)\s*$"
)

_COLUMN: Final = 4
"""Figures that make a column one of figures, if they are half of it."""
_FOLLOWING: Final = 2
_SHORT = regex.compile(r"(?![\d.,%()/-]+$)[^\s-]{1,3}")
_ROMAN_NUMBER = regex.compile(r"[IVX]+\.?")


def doubts_of(document: Document) -> tuple[Notice, ...]:
    """Return a notice for each place of `document` where a figure of a scanned page is doubtful, in order."""
    scanned = {record.page for record in document.pages if record.method == "ocr"}
    if not scanned:
        return ()
    found = [*_unsure(document), *_odd(document, scanned), *_odd_cells(document, scanned)]
    return tuple(sorted(found, key=lambda notice: (notice.span.start, notice.code)))


def _unsure(document: Document) -> Iterator[Notice]:
    for figure in _FIGURE.finditer(document.text):
        confidence = document.place_of(*figure.span()).confidence
        if confidence is not None and confidence < LEAST_CONFIDENCE:
            yield _notice(
                "ocr_low_confidence",
                figure,
                f"{figure[0]!r} was read off the image with confidence {confidence}; compare it with the page",
            )


def _odd(document: Document, scanned: set[int]) -> Iterator[Notice]:
    text = document.text
    groups = sum(1 for _ in _GROUPED.finditer(text))
    kinds = [
        (_SLASHED, "the slash may be a comma"),
        (_LETTERED, "letters may be digits"),
        (_ALONE, "it may be a digit"),
    ]
    if groups >= _GROUPS:
        kinds.append((_UNGROUPED, "it may have lost its separators"))
    for pattern, why in kinds:
        for found in pattern.finditer(text):
            if _is_bar(document, found.start()) or _is_roman(text, found):
                continue
            if document.page_of(found.start()) in scanned:
                yield _notice(
                    "ocr_doubtful_figure",
                    found,
                    f"{found[0]!r} was read off the image; {why}; compare it with the page",
                )


def _odd_cells(document: Document, scanned: set[int]) -> Iterator[Notice]:
    """Cells of a few letters in columns of figures, and row numbers out of their count."""
    for table in document.tables:
        columns: dict[int, list[Cell]] = {}
        for cell in table.cells:
            if cell.start < cell.end and document.page_of(cell.start) in scanned:
                columns.setdefault(cell.column, []).append(cell)
        for cells in columns.values():
            texts = [document.text[cell.start : cell.end] for cell in cells]
            figures = sum(text[0].isdigit() for text in texts)
            if figures < _COLUMN or 2 * figures < len(cells):
                continue
            is_count = _is_count(texts)
            for n, (cell, text) in enumerate(zip(cells, texts, strict=True)):
                is_odd = _SHORT.fullmatch(text) and not _ROMAN_NUMBER.fullmatch(text)
                if (cell.row and is_odd) or (is_count and _breaks_count(texts, n)):
                    yield Notice(
                        code="ocr_doubtful_figure",
                        severity="warning",
                        message=f"{text!r} was read off the image in a column of figures; compare it with the page",
                        span=Span(start=cell.start, end=cell.end),
                    )


def _is_count(texts: Sequence[str]) -> bool:
    """Whether a column numbers its rows: some numbers in it follow the one above."""
    numbers = [int(text) if text.isdecimal() else -9 for text in texts]
    return sum(after == before + 1 for before, after in pairwise(numbers)) >= _FOLLOWING


def _breaks_count(texts: Sequence[str], n: int) -> bool:
    """Whether the neighbours of a cell count on as if it held the number between them, which it does not."""
    if not 0 < n < len(texts) - 1:
        return False
    before, after = texts[n - 1], texts[n + 1]
    if not (before.isdecimal() and after.isdecimal()) or int(after) != int(before) + 2:
        return False
    return texts[n] != str(int(before) + 1)


def _is_bar(document: Document, at: int) -> bool:
    """Whether a bar parts cells of a table and is not printed."""
    return document.text[at] == "|" and any(
        table.span.start <= at < table.span.end
        and not any(cell.start <= at < cell.end for cell in table.cells)
        for table in document.tables
    )


def _is_roman(text: str, found: regex.Match[str]) -> bool:
    """Whether a lone I is a number in Roman digits: after a noun that is counted so, or as a heading's number."""
    is_one = found[0].rstrip(".,;:)") == "I"
    return is_one and _ROMAN.search(text, max(found.start() - 12, 0), found.start()) is not None


def _notice(code: str, found: regex.Match[str], message: str) -> Notice:
    span = Span(start=found.start(), end=found.end())
    return Notice(code=code, severity="warning", message=message, span=span)
