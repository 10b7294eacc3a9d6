"""What is printed: documents, passages, footnotes and the places of things in them.

Offsets are code points of `Document.text` unless a docstring says otherwise. Records are frozen; nothing is filled
in later.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of a document: code points `start` (included) to `end` (excluded)."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle on a page, in points (1/72 inch) from the page's upper left corner."""

    left: Decimal
    top: Decimal
    right: Decimal
    bottom: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in its source a stretch of text stands.

    `page` counts from 1. `box` is known where the source has positions on its pages (PDF, scans); `sheet` and `cell`
    (`B12`, as the spreadsheet names it) in workbooks. `confidence` is the recogniser's, from 0 to 100, for text that
    was read off an image, else None.
    """

    page: int = 1
    box: Box | None = None
    sheet: str = ""
    cell: str = ""
    confidence: Decimal | None = None


NOWHERE = Place()
"""The place of what was not located: page 1, no box."""


class SourceMap(Protocol):
    """The way from a document's text back to its source; made by the reader of the format."""

    def place_of(self, start: int, end: int) -> Place:
        """Return the place of the code points `start` to `end` (excluded) of the document's text."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of a table: `row` and `column` from 0, the `rows` and `columns` it covers (1 unless merged).

    `start` to `end` is its text in the document, without the white space around it; equal where it is blank. `more` are
    further lines of it that stand apart in the document, as those of a text whose columns are aligned by blanks do.
    `is_bold` says how it is printed, `is_numeric` that the source itself holds a number there (a workbook), `indent`
    how far its text is set in, in steps from 0.
    """

    row: int
    column: int
    start: int
    end: int
    rows: int = 1
    columns: int = 1
    is_bold: bool = False
    is_numeric: bool = False
    indent: int = 0
    more: tuple[Span, ...] = ()

    @property
    def stretches(self) -> tuple[tuple[int, int], ...]:
        """Start and end of each stretch of the document that holds some of its text."""
        return ((self.start, self.end), *((span.start, span.end) for span in self.more))


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table as printed: every digit run of its `span` stands in one of its `cells` (by row, then column).

    `sheet` names the sheet of a workbook, else empty. `is_ruled` is false where a page draws no lines between the
    cells, so that which head stands over which column rests on their places alone. A table that runs over pages is one
    table, with the head that is printed again on the next page left out of `cells` (its digit runs are in the span all
    the same).
    """

    span: Span
    cells: tuple[Cell, ...]
    sheet: str = ""
    is_ruled: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRecord:
    """How a page was read.

    `method` is one of text, pdfplumber, pdfium, ocr, docx, html, xlsx, xls; `reason` says in a few words why that one.
    For scans, `rotation` in degrees clockwise (0, 90, 180, 270) and `skew` in degrees were undone.
    """

    page: int
    method: str
    reason: str = ""
    rotation: int = 0
    skew: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What a reader of a format could not make out, or did on its own: becomes an issue. `severity` is error, warning
    or info; `message` says what and the remedy; `span` is its place in the text, empty at the start where it has none.
    """

    code: str
    severity: str
    message: str
    span: Span = Span(start=0, end=0)


@dataclass(frozen=True, kw_only=True)
class Document:
    """A file as text. A text file's is exactly as decoded: no character is changed, added or dropped.

    Of other formats `text` is the transcription: what is printed, in reading order, in the plain Markdown in which
    text reports come (`<sup>1</sup>` at a note's mark and before the note, a note behind the paragraph that it cuts,
    a paragraph on one line, a table row on one line with ` | ` between its cells). Every character that is printed
    is in it, as printed, and `source` leads from each back to its page and box or its sheet and cell.

    `sha256` is the hash of the file's bytes, in hexadecimal; `media_type` is told by content. A byte order mark is
    not part of the text. `page_starts` holds the offset at which each page begins and is `(0,)` where the source
    knows no pages. `tables` are those that the source marks as such, in order; `furniture` is what belongs to the
    page and not to the report (running heads, page numbers, signature stamps). `pages` says how each page was read.
    `has_whole_paragraphs` says that the source keeps its notes apart from its paragraphs, so no note cuts one.
    """

    name: str
    text: str
    sha256: str
    media_type: str = "text/plain"
    page_starts: tuple[int, ...] = (0,)
    source: SourceMap | None = None
    tables: tuple[Table, ...] = ()
    furniture: tuple[Span, ...] = ()
    pages: tuple[PageRecord, ...] = ()
    notices: tuple[Notice, ...] = ()
    has_whole_paragraphs: bool = False

    @cached_property
    def _line_starts(self) -> tuple[int, ...]:
        starts = [0]
        find = self.text.find
        at = find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = find("\n", at + 1)
        return tuple(starts)

    @property
    def is_flow(self) -> bool:
        """Whether the source is a flow of paragraphs (Word, web), which running heads and page numbers never cut."""
        return any(page.method in ("docx", "html") for page in self.pages)

    def line_of(self, offset: int) -> int:
        """Number of the line (from 1) in which the code point at `offset` stands."""
        return bisect_right(self._line_starts, offset)

    @property
    def page_records(self) -> tuple[PageRecord, ...]:
        """How each page was read; a document without pages has one."""
        return self.pages or (PageRecord(page=1, method="text"),)

    def page_of(self, offset: int) -> int:
        """Number of the page (from 1) on which the code point at `offset` stands."""
        return self.place_of(offset, offset + 1).page

    def place_of(self, start: int, end: int) -> Place:
        """Where in its source the text from code point `start` to `end` (excluded) stands."""
        if self.source is not None:
            return self.source.place_of(start, end)
        return Place(page=bisect_right(self.page_starts, start))


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnote:
    """A note lifted out of the running text.

    `number` is its mark as a number, `text` the note healed to one line, `span` its place in the document (from the
    mark to the end of its last part), `mark_at` the offset of the mark in the running text that points to it, or
    None where no mark was found.
    """

    number: int
    text: str
    span: Span
    mark_at: int | None
