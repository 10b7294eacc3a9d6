"""From lines to passages: page breaks, footnote blocks and broken lines undone, with the way back kept.

A passage is one heading, bullet or paragraph as its writer meant it. Its text is NFC, on one line, without emphasis
marks and note marks; every character knows the offset it came from.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import groupby

import regex

from extract.cues import find_bases, find_periods
from extract.lines import (
    SUPERSCRIPT_DIGITS,
    Layout,
    Line,
    LineKind,
    bullet_of,
    enumerator_of,
    find_layout,
    hashes_of,
    is_open,
    is_unfinished,
    note_of,
    split_lines,
)
from extract.model import Cell, Document, Footnote, Span, Table
from extract.spelling import compose, fold

DIGIT_RUN = regex.compile(r"\d+(?:[.,]\d+)*")
"""A digit run, the ledger's unit: digits with single dots or commas between them."""
_YEAR = regex.compile(r"(?:19|20)\d\d")
_ROW = regex.compile(r"\s\|(?:\s|$)")
"""The bar between the cells of a table's row; one without figures is read as prose, each row for itself."""


class PassageKind(Enum):
    """What a passage is in the report's structure."""

    HEADING = "heading"
    ITEM = "item"
    TEXT = "text"
    NOTE = "note"
    TABLE = "table"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of running text that belongs together.

    `text` is healed and in NFC, `folded` the same in one spelling and of the same length; `places[i]` is the offset in
    the document of character i. `level` orders headings (1 is the highest) and bullets; `marker` is the bullet or
    number taken off its start. For a note, `note` is its number, and `anchor` the passage and the place in that
    passage's text where its mark stood. `is_recognised` says that it was read off an image.
    """

    index: int
    kind: PassageKind
    level: int
    marker: str
    text: str
    folded: str
    places: array[int]
    note: int | None = None
    anchor: tuple[int, int] | None = None
    is_recognised: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HealedText:
    """A document's passages in reading order (each note after the passage that points to it), its footnotes, and the
    roles of the digit runs that healing took out of the text: offset of the run to `marker` or `footnote`.

    The rows of the document's tables are passages of their own behind all others; `rows` leads from the number of a
    table (from 0) and of a row in it to the index of its passage, `cells` from those and a column to the stretch of the
    passage's text that its cell is.
    """

    passages: tuple[Passage, ...]
    footnotes: tuple[Footnote, ...]
    lifted: dict[int, str]
    orphan_notes: tuple[int, ...]
    rows: Mapping[tuple[int, int], int] = field(default_factory=dict)
    cells: Mapping[tuple[int, int, int], tuple[int, int]] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class _Block:
    """Lines that belong together; `marks` is how many characters of the first line are its marker."""

    lines: list[Line]
    marks: int = 0
    kind: PassageKind = PassageKind.TEXT
    level: int = 0
    note: int | None = None

    @property
    def text(self) -> str:
        return self.lines[-1].text


_HEADING_LEVELS = {"part": 1, "capital": 2, "roman": 3, "number": 4, "nested": 5, "letter": 6}
_BULLET_LEVELS = {"+": 2, "●": 1, "•": 1, "○": 2, "▪": 2, "*": 1}
_JOIN = regex.compile(
    r"(?P<exponent>(?<=(?:^|[\s\d])[kcdm]?m)(?:<sup>\s*[23]\s*</sup>|[²³]))"
    r"|(?P<tag><sup>\s*\(?(?P<number>\d{1,3})\)?\s*</sup>|\[\^(?P<number>\d{1,3})\]|(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))"
    r"|(?P<drop>\*+|\\(?=[*_])|</?(?:b|i|u|em|strong|sup|sub|br)\s*/?>|[\u200b\u00ad\ufeff])"
    r"|(?P<blank>[\s\u00a0]{2,}|[^\S ]|\u00a0)"
)
_PARENTHESISED = regex.compile(r"\s?\((\d{1,2})\)")
_GLUED = regex.compile(r"(?<=[^\W\d_]{2}|[^\W\d_]\))(\d{1,2})(?=[\s,.;:)]|$)")
_DATE_OR_TIME = regex.compile(
    r"\d{1,4}[/.-]\d{1,2}(?:[/.-]\d{2,4})?|\d{1,2}:\d{2}(?::\d{2})?(?:\s*\+\d{2}[:']?\d{2})?"
    r"|(?:ngày|tháng|năm|quý|quí)\s+\d{1,4}",
    regex.IGNORECASE,
)
"""In a running head or a signature; a page number has none of these forms."""
_PAGE = 6000
"""Characters before a note within which its mark is looked for."""
_NOTE_LINES = 8
"""Lines within which the page ends behind the start of a note."""
_LISTED = regex.compile(r"\(([1-9]\d?)\)\s")
_UNIT_BEFORE = regex.compile(r"(?:^|[\s\d(])(?:km|cm|dm|mm|m)$")


def heal(document: Document) -> HealedText:
    """Return the passages and notes of `document`, and the rows of its tables."""
    lines, resumed = _outside_tables(split_lines(document), document.tables)
    layout = find_layout(lines)
    lifted: dict[int, str] = {}
    body, notes = _Blocks(lines, layout, lifted, document, resumed).build()
    weaver = _Weaver(document, body, notes, lifted)
    return weaver.with_rows(weaver.weave()) if document.tables else weaver.weave()


def _outside_tables(
    lines: Sequence[Line], tables: Sequence[Table]
) -> tuple[Sequence[Line], frozenset[int]]:
    """Return the lines that stand in no table, and the starts of those that follow one."""
    if not tables:
        return lines, frozenset()
    spans = sorted((table.span.start, table.span.end) for table in tables)
    kept: list[Line] = []
    resumed: set[int] = set()
    before = False
    for line in lines:
        k = bisect_right(spans, line.start, key=lambda span: span[0]) - 1
        if k >= 0 and line.start < spans[k][1]:
            before = True
            continue
        if before:
            resumed.add(line.start)
        kept.append(line)
        before = False
    return kept, frozenset(resumed)


class _Blocks:
    """Sorts lines into blocks of the running text and notes; a note block may stand in the middle of a sentence."""

    def __init__(
        self,
        lines: Sequence[Line],
        layout: Layout,
        lifted: dict[int, str],
        document: Document,
        resumed: frozenset[int] = frozenset(),
    ) -> None:
        self.lines = lines
        self.layout = layout
        self.lifted = lifted
        self.document = document.text
        self.is_cut_by_pages = not document.has_whole_paragraphs
        self.is_flow = document.is_flow
        self.resumed = resumed
        self.body: list[_Block] = []
        self.notes: list[_Block] = []
        self.in_notes = False
        self.at_foot = False
        self.cut = False
        self.tagged = False

    def build(self) -> tuple[list[_Block], list[_Block]]:
        for at, line in enumerate(self.lines):
            if line.kind is LineKind.FURNITURE and self.is_flow:
                self._lift(line.start, line.end, "marker")
            elif line.kind in (LineKind.PAGE_NUMBER, LineKind.FURNITURE):
                self._lift(line.start, line.end, "marker")
                for date in _DATE_OR_TIME.finditer(self.document, line.start, line.end):
                    self._lift(date.start(), date.end(), "period")
                self.in_notes, self.at_foot, self.cut = False, False, True
            elif line.kind is LineKind.RULE:
                self.at_foot = True
            else:
                if line.opens_page:
                    self.in_notes, self.at_foot, self.cut = False, False, True
                self._take(at, line)
        return self.body, self.notes

    def _take(self, at: int, line: Line) -> None:
        plain = (self.at_foot or self.in_notes) and not self.tagged
        number, mark = note_of(line.text, plain=plain or self._is_waited_for(at, line))
        if number and (
            number == self._next_note()
            or (mark.strip() and not mark.strip()[0].isdecimal() and mark[0] != "(")
        ):
            self._open_note(at, line, number, mark)
        elif self.in_notes and not self._leaves_notes(line):
            self.notes[-1].lines.append(line)
        elif (
            self.at_foot
            and not self.in_notes
            and self.notes
            and is_open(self.notes[-1].text)
            and not _starts_block(line.text)
        ):
            self.notes[-1].lines.append(line)
            self.in_notes = True
        else:
            if self.in_notes:
                self.cut = True
            self.in_notes = self.at_foot = False
            self._add_body(line)

    def _is_waited_for(self, at: int, line: Line) -> bool:
        """A note without a rule above it: its number is glued to a word above; it stands apart or at a page's end."""
        number = note_of(line.text, plain=True)[0]
        if number != self._next_note() or line.text[:1] == "(":
            return False
        if not line.text.lstrip("0123456789 ")[:1].isupper():
            return False
        page = self.document[max(line.start - _PAGE, 0) : line.start]
        glued = [
            m
            for m in _GLUED.finditer(page)
            if int(m[1]) == number and not _UNIT_BEFORE.search(page[: m.start()][-8:])
        ]
        ahead = self.lines[at + 1 : at + 1 + _NOTE_LINES]
        ends = any(x.kind is LineKind.PAGE_NUMBER or x.opens_page for x in ahead)
        apart = self.layout.is_spaced and line.gap > 0
        return bool(glued) and (ends or apart)

    def _next_note(self) -> int:
        return (self.notes[-1].note or 0) + 1 if self.notes else 1

    def _open_note(self, at: int, line: Line, number: int, mark: str) -> None:
        if not self.in_notes:
            self._return_rest_of_note(at)
        self._lift(line.start, line.start + len(mark), "footnote")
        self.notes.append(_Block(lines=[line], marks=len(mark), kind=PassageKind.NOTE, note=number))
        self.in_notes, self.cut = True, True
        self.tagged = self.tagged or not mark.strip("() ").isdecimal()

    def _return_rest_of_note(self, at: int) -> None:
        """A note that ran over its page goes on above the next note: give it back what was taken for running text."""
        if not self.notes or not is_open(self.notes[-1].text) or len(self.body) < 2:
            return
        rest, before = self.body[-1], self.body[-2]
        after = next((x for x in self.lines[at + 1 :] if not note_of(x.text, plain=False)[0]), None)
        resumes = after is not None and after.text[:1].islower()
        if rest.kind is PassageKind.TEXT and not rest.marks and is_open(before.text) and resumes:
            self.notes[-1].lines.extend(rest.lines)
            self.body.pop()

    def _leaves_notes(self, line: Line) -> bool:
        if _starts_block(line.text):
            return True
        last = self.notes[-1].text
        if not self.layout.is_wrapped:
            return line.gap > 0 or not self.at_foot
        short = len(last) < 0.7 * self.layout.width
        ended = not is_open(last) or (short and not line.text[:1].islower())
        return ended and line.gap > 0 and (is_open(self.body[-1].text) if self.body else True)

    def _add_body(self, line: Line) -> None:
        apart = line.start in self.resumed and not line.text[:1].islower()
        if self.body and not apart and self._continues(line):
            self.body[-1].lines.append(line)
        else:
            self.body.append(self._new_block(line))
        self.cut = False

    def _continues(self, line: Line) -> bool:
        block = self.body[-1]
        last = block.lines[-1]
        first = line.text[:1]
        if hashes_of(line.text) or hashes_of(block.lines[0].text) or line.text.startswith("|"):
            return False
        if _ROW.search(line.text) or _ROW.search(last.text):
            return False
        soft = first.islower() or first.isdigit() or first in "(),;%"
        if not is_open(last.text):
            full = len(last.text) >= 0.8 * self.layout.width
            if _goes_on(last.text, line.text):
                return True
            return (
                self.layout.is_wrapped
                and full
                and not self.cut
                and not _starts_block(line.text)
                and last.text[-1] != ":"
            )
        bullet = bullet_of(line.text)
        if bullet:
            rest = line.text[len(bullet) :]
            wrapped_dash = self.layout.is_wrapped and len(last.text) >= 0.75 * self.layout.width
            return (
                wrapped_dash and (rest[:1].islower() or rest[:1].isdigit()) and bullet[0] in "-–—"
            )
        if enumerator_of(line.text)[0]:
            return False
        if self.is_cut_by_pages and (self.cut or line.opens_page):
            return soft or block.kind is not PassageKind.HEADING
        if self.layout.is_wrapped:
            return soft or len(last.text) >= 0.72 * self.layout.width
        if block.kind is PassageKind.HEADING:
            return False
        unspaced = self.layout.is_spaced and not line.gap and len(last.text) > 30
        return soft or unspaced or is_unfinished(last.text, line.text)

    def _new_block(self, line: Line) -> _Block:
        hashes = hashes_of(line.text)
        bullet = "" if hashes else bullet_of(line.text)
        dressed = line.text[len(hashes) + len(bullet) :]
        stars = len(dressed) - len(dressed.lstrip("*_ "))
        kind, enumerator = enumerator_of(dressed[stars:]) if not bullet or hashes else ("", "")
        marks = len(hashes) + len(bullet)
        if enumerator:
            marks += stars + len(enumerator)
            self._lift(line.start, line.start + marks, "marker")
        if bullet and not hashes:
            return _Block(
                lines=[line],
                marks=marks,
                kind=PassageKind.ITEM,
                level=_BULLET_LEVELS.get(bullet.strip("*_ ")[:1], 1),
            )
        if hashes and not enumerator and bullet_of(dressed):
            inner = bullet_of(dressed)
            return _Block(lines=[line], marks=marks + len(inner), kind=PassageKind.HEADING, level=7)
        if kind:
            return _Block(
                lines=[line], marks=marks, kind=PassageKind.HEADING, level=_HEADING_LEVELS[kind]
            )
        heading = bool(hashes) or _is_capitals(line.text)
        return _Block(
            lines=[line],
            marks=marks,
            kind=PassageKind.HEADING if heading else PassageKind.TEXT,
            level=1 if heading else 0,
        )

    def _lift(self, start: int, end: int, role: str) -> None:
        for match in DIGIT_RUN.finditer(self.document, start, end):
            self.lifted[match.start()] = role


def _goes_on(last: str, text: str) -> bool:
    """A new line inside a list: no paragraph begins with a small letter or with the list's next number."""
    if last[-1] not in ":;":
        return False
    listed = _LISTED.match(text)
    return (text[:1].islower() and not enumerator_of(text)[0]) or bool(
        listed and f"({int(listed[1]) - 1})" in last
    )


def _starts_block(text: str) -> bool:
    return bool(hashes_of(text) or bullet_of(text) or enumerator_of(text)[0])


def _is_capitals(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 6 and sum(c.isupper() for c in letters) > 0.8 * len(letters)


class _Weaver:
    """Turns blocks into passages: text joined, marks taken off, each note put behind the passage that points to it."""

    def __init__(
        self, document: Document, body: list[_Block], notes: list[_Block], lifted: dict[int, str]
    ) -> None:
        self.document = document
        self.body = body
        self.notes = notes
        self.lifted = lifted
        self.numbers = {block.note for block in notes}
        self.marks: dict[int, list[tuple[int, int, int]]] = {}

    def weave(self) -> HealedText:
        drafts = [(block, *self._join(block, at)) for at, block in enumerate(self.body)]
        note_drafts = [(block, *self._join(block, None)) for block in self.notes]
        anchors = self._anchors()
        behind: dict[int, list[int]] = {}
        for k in range(len(self.notes)):
            anchor = anchors[k]
            at = anchor[0] if anchor else len(self.body) - 1
            behind.setdefault(at, []).append(k)
        passages: list[Passage] = []
        for at, (block, text, places) in enumerate(drafts):
            home = len(passages)
            seen = self._is_recognised(places)
            passages.append(_passage(home, block, text, places, is_recognised=seen))
            for k in behind.get(at, ()):
                note, note_text, note_places = note_drafts[k]
                anchor = anchors[k]
                passages.append(
                    _passage(
                        len(passages),
                        note,
                        note_text,
                        note_places,
                        anchor=(home, anchor[1]) if anchor else None,
                        is_recognised=self._is_recognised(note_places),
                    )
                )
        return HealedText(
            passages=tuple(passages),
            footnotes=tuple(self._footnotes(note_drafts, anchors)),
            lifted=self.lifted,
            orphan_notes=tuple(
                b.note or 0 for b, a in zip(self.notes, anchors, strict=True) if a is None
            ),
        )

    def _is_recognised(self, places: Sequence[int]) -> bool:
        first = places[0] if places else 0
        return self.document.place_of(first, first + 1).confidence is not None

    def with_rows(self, healed: HealedText) -> HealedText:
        """Return `healed` with a passage for each row of each table: its cells with ` | ` between them."""
        passages = list(healed.passages)
        rows: dict[tuple[int, int], int] = {}
        cells_at: dict[tuple[int, int, int], tuple[int, int]] = {}
        for number, table in enumerate(self.document.tables):
            self._lift_rest(table)
            cells = sorted(table.cells, key=lambda c: (c.row, c.column))
            for row, own in groupby(cells, key=lambda c: c.row):
                rows[(number, row)] = len(passages)
                passage, bounds = self._row(len(passages), list(own))
                passages.append(passage)
                cells_at.update(((number, row, column), at) for column, at in bounds.items())
        return replace(healed, passages=tuple(passages), rows=rows, cells=cells_at)

    def _row(self, index: int, cells: Sequence[Cell]) -> tuple[Passage, dict[int, tuple[int, int]]]:
        """The passage of a row, and where in it the cell of each column stands."""
        text: list[str] = []
        places = array("l")
        bounds: dict[int, tuple[int, int]] = {}
        done = 0
        for cell in cells:
            if text and cell.end > cell.start:
                text.append(" | ")
                places.extend([done] * 3)
            begin = len(places)
            for start, end in cell.stretches:
                if len(places) > begin:
                    text.append(" ")
                    places.append(done)
                self._append(start, end, text, places, None)
                done = max(done, end)
            bounds[cell.column] = begin, len(places)
        joined = "".join(text)
        passage = Passage(
            index=index,
            kind=PassageKind.TABLE,
            level=0,
            marker="",
            text=joined,
            folded=fold(joined),
            places=places,
        )
        return passage, bounds

    def _lift_rest(self, table: Table) -> None:
        """Digit runs of a table that stand in no cell are those of a head that is printed again on the next page."""
        inside = [at for cell in table.cells for at in cell.stretches if at[1] > at[0]]
        inside.sort()
        for run in DIGIT_RUN.finditer(self.document.text, table.span.start, table.span.end):
            k = bisect_right(inside, run.start(), key=lambda span: span[0]) - 1
            if k < 0 or run.start() >= inside[k][1]:
                self.lifted.setdefault(run.start(), self._role_in_head(run.start(), table))

    def _role_in_head(self, at: int, table: Table) -> str:
        """Whether a digit run in the words of a head, between bars, belongs to a period or numbers a column."""
        text = self.document.text
        start = max(text.rfind(mark, table.span.start, at) for mark in "|\n") + 1
        ends = [text.find(mark, at, table.span.end) for mark in "|\n"]
        words = fold(
            text[max(start, table.span.start) : min(e for e in (*ends, table.span.end) if e >= 0)]
        )
        own = at - max(start, table.span.start)
        run = DIGIT_RUN.match(words, own)
        spans = [(cue.start, cue.end) for cue in find_periods(words)]
        spans += [(cue.start, cue.end) for cue in find_bases(words)]
        is_dated = any(start <= own < end for start, end in spans)
        is_year = run is not None and bool(_YEAR.fullmatch(run[0]))
        return "period" if is_dated or is_year else "marker"

    def _footnotes(
        self,
        drafts: Iterable[tuple[_Block, str, array[int]]],
        anchors: Sequence[tuple[int, int, int] | None],
    ) -> Iterator[Footnote]:
        for (block, text, _), anchor in zip(drafts, anchors, strict=True):
            span = Span(start=block.lines[0].start, end=block.lines[-1].end)
            yield Footnote(
                number=block.note or 0, text=text, span=span, mark_at=anchor[2] if anchor else None
            )

    def _anchors(self) -> list[tuple[int, int, int] | None]:
        """For each note its mark: body block, place in that block's text, offset in the document."""
        anchors: list[tuple[int, int, int] | None] = []
        for block in self.notes:
            found = self.marks.get(block.note or 0, [])
            before = [m for m in found if m[2] < block.lines[0].start]
            anchors.append(before[-1] if before else found[0] if found else None)
        return anchors

    def _join(self, block: _Block, at: int | None) -> tuple[str, array[int]]:
        text: list[str] = []
        places = array("l")
        for number, line in enumerate(block.lines):
            skip = block.marks if number == 0 else 0
            if number and text and not text[-1].endswith(" "):
                text.append(" ")
                places.append(line.start - 1 if line.start else 0)
            self._append(line.start + skip, line.end, text, places, at)
        joined = "".join(text)
        if at is not None and self.numbers:
            joined, places = self._lift_printed_marks(joined, places, at)
        kept = joined.rstrip()
        lead = len(kept) - len(kept.lstrip())
        return kept[lead:], places[lead : len(kept)]

    def _append(
        self, start: int, end: int, text: list[str], places: array[int], at: int | None
    ) -> None:
        done = start
        for match in _JOIN.finditer(self.document.text, start, end):
            self._copy(done, match.start(), text, places)
            done = match.end()
            if match["exponent"]:
                self._exponent(match.start(), match[0], text, places)
            elif match["tag"]:
                number = int((match["number"] or match["raised"]).translate(SUPERSCRIPT_DIGITS))
                if at is not None:
                    self.marks.setdefault(number, []).append(
                        (at, sum(map(len, text)), match.start())
                    )
                for run in DIGIT_RUN.finditer(match[0]):
                    self.lifted[match.start() + run.start()] = "footnote"
            elif match["blank"] and text and not text[-1].endswith(" "):
                text.append(" ")
                places.append(match.start())
        self._copy(done, end, text, places)

    def _exponent(self, start: int, printed: str, text: list[str], places: array[int]) -> None:
        run = DIGIT_RUN.search(printed)
        raised = run[0] if run else printed.translate(SUPERSCRIPT_DIGITS)
        first = start + (run.start() if run else 0)
        text.append(raised)
        places.extend(range(first, first + len(raised)))

    def _copy(self, start: int, end: int, text: list[str], places: array[int]) -> None:
        if end > start:
            piece, offsets = compose(self.document.text[start:end], start)
            text.append(piece)
            places.extend(offsets)

    def _lift_printed_marks(self, text: str, places: array[int], at: int) -> tuple[str, array[int]]:
        """Take off marks printed as `(1)` or glued to a word, where a note of that number waits for its mark."""
        cuts = [
            c
            for c in (*self._parenthesised(text), *self._glued(text))
            if self._is_wanted(c[2], places[c[0]])
        ]
        if not cuts:
            return text, places
        kept: list[str] = []
        kept_places = array("l")
        done = 0
        for start, end, number in sorted(cuts):
            kept.append(text[done:start])
            kept_places.extend(places[done:start])
            self.marks.setdefault(number, []).append((at, len(kept_places), places[start]))
            for run in DIGIT_RUN.finditer(text, start, end):
                self.lifted[places[run.start()]] = "footnote"
            done = end
        kept.append(text[done:])
        kept_places.extend(places[done:])
        return "".join(kept), kept_places

    def _is_wanted(self, number: int, offset: int) -> bool:
        note = next((b for b in self.notes if b.note == number and b.lines[0].start > offset), None)
        return note is not None and not any(
            m[2] > offset - 20000 for m in self.marks.get(number, ())
        )

    def _parenthesised(self, text: str) -> Iterator[tuple[int, int, int]]:
        for match in _PARENTHESISED.finditer(text):
            before = text[match.start() - 1] if match.start() else " "
            after = text[match.end() : match.end() + 1]
            glued = match[0][0] == "(" and (before.isalnum() or before in '%)”"')
            if glued or (
                match[0][0] != "(" and before not in ":;.," and after in ("", ".", ",", ";", ":")
            ):
                yield match.start(), match.end(), int(match[1])

    def _glued(self, text: str) -> Iterator[tuple[int, int, int]]:
        for match in _GLUED.finditer(text):
            word = text[max(match.start() - 8, 0) : match.start()]
            closed = word.endswith(")")
            if closed or (word[-2:].islower() and not _UNIT_BEFORE.search(word)):
                yield match.start(), match.end(), int(match[1])


def _passage(
    index: int,
    block: _Block,
    text: str,
    places: array[int],
    *,
    anchor: tuple[int, int] | None = None,
    is_recognised: bool = False,
) -> Passage:
    kind, level = block.kind, block.level
    if kind is PassageKind.HEADING and _reads_as_text(text):
        kind, level = PassageKind.ITEM, 0
    return Passage(
        index=index,
        kind=kind,
        level=level,
        marker=block.lines[0].text[: block.marks].strip(),
        text=text,
        folded=fold(text),
        places=places,
        note=block.note,
        anchor=anchor,
        is_recognised=is_recognised,
    )


def _reads_as_text(text: str) -> bool:
    """A numbered paragraph with more than a heading's words, or with a sentence behind the heading's colon."""
    _, colon, tail = text.partition(":")
    if (
        len(text) > 200
        or (";" in text and len(text) > 60)
        or (bool(colon) and len(tail.strip()) > 40)
    ):
        return True
    return text.count(" ") > 14 and text.endswith((".", ";"))
