"""Documents without fixed pages (Word, web): their paragraphs, tables and notes become a transcription."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from extract.lines import find_layout, split_lines
from extract.model import NOWHERE, Cell, Document, Place, Span, Table

_LONGEST_HEADING: Final = 160
"""Characters; a longer paragraph in a heading's style is a paragraph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """From the character `at` of a text on, `page` is the page."""

    at: int
    page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph with the number that is printed before it and `<sup>` tags around what is raised.

    `text` is on one line but for breaks that its writer set. `notes` go behind it. `is_furniture` marks what belongs to
    the page (running heads) and `is_apart` what a blank line parts from the paragraph before.
    """

    text: str
    turns: tuple[Turn, ...] = ()
    notes: tuple[Paragraph, ...] = ()
    is_furniture: bool = False
    is_apart: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class GridCell:
    """A cell of a table: row and column from 0, what it covers, its text on one line."""

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1
    is_bold: bool = False
    indent: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table, by row and then column; `notes` are those that its cells point to."""

    cells: tuple[GridCell, ...]
    page: int = 1
    notes: tuple[Paragraph, ...] = ()


Block = Paragraph | Grid


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcription:
    """The fields of `Document` of the same names."""

    text: str
    source: PagesByOffset
    page_starts: tuple[int, ...]
    tables: tuple[Table, ...]
    furniture: tuple[Span, ...]
    has_whole_paragraphs: bool


class PagesByOffset:
    """The way from a transcription back to the page: a `SourceMap` that grows at its end only."""

    __slots__ = ("_pages", "_starts")

    def __init__(self) -> None:
        self._starts = array("L")
        self._pages = array("L")

    def add(self, start: int, page: int) -> None:
        """Keep that from offset `start` on the text is on `page`; offsets come in order."""
        if not self._pages or self._pages[-1] != page:
            self._starts.append(start)
            self._pages.append(page)

    def place_of(self, start: int, end: int) -> Place:
        """The page on which the code point at `start` stands."""
        at = bisect_right(self._starts, start) - 1
        return Place(page=self._pages[at]) if at >= 0 else NOWHERE

    def starts(self) -> tuple[int, ...]:
        """The offset at which each page is met first; of a page without text, where the next one begins."""
        found: list[int] = []
        for start, page in zip(self._starts, self._pages, strict=True):
            while len(found) < page:
                found.append(start if found else 0)
        return tuple(found) or (0,)


def heading_mark(level: int, text: str) -> str:
    """The Markdown mark of a heading of `level` (0: none); what is long or ends like a sentence is none."""
    shown = text.strip()
    if (
        not level
        or not shown
        or len(shown) > _LONGEST_HEADING
        or shown[-1] in ".;"
        or "\n" in shown
    ):
        return ""
    return f"{'#' * min(level, 6)} "


def transcribe(blocks: Sequence[Block]) -> Transcription:
    """Write `blocks` one after the other.

    Where the paragraphs turn out to be the broken lines of a text (a converter's work), each stays a line among
    lines, with its blanks, as such a text report has it; else blank lines part them. They are whole where the document
    has notes of its own: in one without, notes may have been typed between the halves of a paragraph.
    """
    lines = "\n".join(b.text for b in blocks if isinstance(b, Paragraph) and not b.is_furniture)
    is_wrapped = find_layout(split_lines(Document(name="", text=lines, sha256=""))).is_wrapped
    has_notes = any(block.notes for block in blocks)
    writer = _Writer(is_wrapped=is_wrapped, has_notes=has_notes)
    for block in blocks:
        if isinstance(block, Grid):
            writer.grid(block)
        else:
            writer.paragraph(block)
    return writer.finish()


class _Writer:
    def __init__(self, *, is_wrapped: bool, has_notes: bool) -> None:
        self.is_wrapped = is_wrapped
        self.has_notes = has_notes
        self.parts: list[str] = []
        self.length = 0
        self.pages = PagesByOffset()
        self.page = 1
        self.tables: list[Table] = []
        self.furniture: list[Span] = []
        self.is_fresh = True

    def put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def paragraph(self, paragraph: Paragraph) -> None:
        if self.is_wrapped and not paragraph.is_furniture:
            self._turned(paragraph, 0)
            self.put("\n")
            self.is_fresh = not paragraph.text.strip()
        elif paragraph.text.strip():
            self._part(paragraph.is_apart)
            start = self.length
            self._turned(paragraph, len(paragraph.text) - len(paragraph.text.lstrip()))
            if paragraph.is_furniture:
                self.furniture.append(Span(start=start, end=self.length))
            self.put("\n")
        self.notes(paragraph.notes)

    def notes(self, notes: Iterable[Paragraph]) -> None:
        for note in notes:
            self._part(True)
            self._turned(note, 0)
            self.put("\n")

    def grid(self, grid: Grid) -> None:
        self._part(True)
        self._turn(grid.page)
        start = self.length
        cells: list[Cell] = []
        row = -1
        for cell in grid.cells:
            if cell.row != row:
                self.put("\n" if row >= 0 else "")
                row = cell.row
            else:
                self.put(" | ")
            at = self.length
            self.put(cell.text)
            cells.append(
                Cell(
                    row=cell.row,
                    column=cell.column,
                    start=at,
                    end=self.length,
                    rows=cell.rows,
                    columns=cell.columns,
                    is_bold=cell.is_bold,
                    indent=cell.indent,
                )
            )
        self.tables.append(Table(span=Span(start=start, end=self.length), cells=tuple(cells)))
        self.put("\n")
        self.notes(grid.notes)

    def finish(self) -> Transcription:
        return Transcription(
            text="".join(self.parts),
            source=self.pages,
            page_starts=self.pages.starts(),
            tables=tuple(self.tables),
            furniture=tuple(self.furniture),
            has_whole_paragraphs=self.has_notes and not self.is_wrapped,
        )

    def _part(self, is_apart: bool) -> None:
        if self.length and is_apart and not self.is_fresh:
            self.put("\n")
        self.is_fresh = False

    def _turned(self, paragraph: Paragraph, lead: int) -> None:
        """Write the text, from its character `lead` on, with its pages."""
        text = paragraph.text if self.is_wrapped else paragraph.text.rstrip()
        done = lead
        for turn in paragraph.turns:
            if turn.at > done:
                self.put(text[done : turn.at])
                done = turn.at
            self._turn(turn.page)
        self.put(text[done:])

    def _turn(self, page: int) -> None:
        self.page = page
        self.pages.add(self.length, page)
