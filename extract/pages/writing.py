"""Writing a transcription: the text grows at its end, and every word keeps its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.model import Cell, Notice, PageRecord, Span, Table
from extract.pages.lines import BLANK, PrintedLine
from extract.pages.places import PagePlaces

_MOST_PARTS = 5000
"""Words that are held one by one; joined they take a tenth of the memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcription:
    """What is printed on a document's pages: the fields of `Document` of the same names."""

    text: str
    page_starts: tuple[int, ...]
    source: PagePlaces
    tables: tuple[Table, ...]
    furniture: tuple[Span, ...]
    pages: tuple[PageRecord, ...]
    notices: tuple[Notice, ...]


class Writer:
    """Collects the text and what is known of its parts."""

    def __init__(self) -> None:
        self.length = 0
        self._parts: list[str] = []
        self._texts: list[str] = []
        self._places = PagePlaces()
        self._page_starts: dict[int, int] = {}
        self._pages: list[PageRecord] = []
        self._notices: list[tuple[int, Notice]] = []
        self._tables: list[Table] = []
        self._furniture: list[Span] = []

    def page(self, record: PageRecord, notices: Sequence[Notice]) -> None:
        """Keep how a page was read."""
        self._pages.append(record)
        self._notices.extend((record.page, notice) for notice in notices)

    def put(self, text: str) -> None:
        """Add what is not printed: blanks, line ends, tags, the bars between cells."""
        if text:
            self._parts.append(text)
            self.length += len(text)

    def words(self, line: PrintedLine) -> None:
        """Add a line's words, a run of raised ones between tags."""
        page, raised, least = line.page, line.raised, BLANK * (line.size or 10.0)
        parts, length = self._parts, self.length
        starts: list[int] = []
        self._page_starts.setdefault(page, length)
        end, was_raised = float("inf"), False
        for n, word in enumerate(line.words):
            lead = " " if word.left - end > least else ""
            if raised:
                is_raised = n in raised
                if is_raised != was_raised:
                    lead = f"{lead}<sup>" if is_raised else f"</sup>{lead}"
                elif is_raised:
                    lead = ""
                was_raised = is_raised
            if lead:
                parts.append(lead)
                length += len(lead)
            starts.append(length)
            parts.append(word.text)
            length += len(word.text)
            end = word.right
        self.length = length
        self._places.add_line(starts, page, line.words)
        if was_raised:
            self.put("</sup>")

    def block(self, *, apart: bool) -> None:
        """End the line before, with a blank line where the print has space."""
        if self.length:
            self.put("\n\n" if apart else "\n")
        if len(self._parts) > _MOST_PARTS:
            self._texts.append("".join(self._parts))
            self._parts.clear()

    def table(self, start: int, cells: Sequence[Cell], *, is_ruled: bool) -> None:
        """Keep the table that was written from offset `start` on."""
        span = Span(start=start, end=self.length)
        self._tables.append(Table(span=span, cells=tuple(cells), is_ruled=is_ruled))

    def furniture(self, start: int) -> None:
        """Keep that what was written from offset `start` on is furniture."""
        self._furniture.append(Span(start=start, end=self.length))

    def finish(self) -> Transcription:
        starts: list[int] = []
        last = 0
        for record in self._pages:
            last = max(self._page_starts.get(record.page, last), last) if starts else 0
            starts.append(last)
        spans = {r.page: Span(start=s, end=s) for r, s in zip(self._pages, starts, strict=True)}
        return Transcription(
            text="".join((*self._texts, *self._parts)),
            page_starts=tuple(starts) or (0,),
            source=self._places,
            tables=tuple(self._tables),
            furniture=tuple(self._furniture),
            pages=tuple(self._pages),
            notices=tuple(replace(notice, span=spans[page]) for page, notice in self._notices),
        )
