"""The stories of a Word file (its text, notes, running heads) as blocks: paragraphs and tables in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import regex
from lxml import etree

from extract.flow import Block, Paragraph, Turn, heading_mark
from extract.framing import RawCell, as_grid, as_lines, is_layout
from extract.word.inline import InlineReader, Line, Story
from extract.word.numbering import Numbering
from extract.word.package import R, W, WordPackage
from extract.word.styles import Properties, Styles, is_on, properties_of, value_of
from extract.word.tables import covered_rows, slots_of

_THROUGH: Final = frozenset(
    f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")
)
_TWIPS_A_STEP: Final = 200
_NOTE_MARK = regex.compile(r"^\s*<sup>")
_LOST_MARK = regex.compile(r"^\s*<sup>(\d+)</sup>\s*\(\?\)")
"""LibreOffice moves a mark out of its brackets and leaves a question mark in them."""


class WordReader:
    """Reads a package once, from its start to its end."""

    def __init__(self, package: WordPackage) -> None:
        self.package = package
        self.styles = Styles(package.part("styles"))
        self.numbering = Numbering(package.part("numbering"), self.styles)
        self.story = Story(
            has_rendered_breaks=next(package.body.iter(f"{W}lastRenderedPageBreak"), None)
            is not None
        )
        self.inline = InlineReader(self.styles, self.story, self._mark_of)
        self.n_flattened = 0
        self._notes = {
            kind: _notes_of(package.part(f"{kind}s"), kind) for kind in ("footnote", "endnote")
        }
        self._sections = list(package.body.iter(f"{W}sectPr"))
        self._section = 0
        self._counters = {"footnote": 0, "endnote": 0}
        self._counted_on = 1
        self._marks: dict[tuple[str, str], str] = {}
        self._endnotes: list[Paragraph] = []

    def read(self) -> Iterator[Block]:
        """The blocks of the document, with running heads before and behind them, endnotes at their end."""
        body = self.package.body.find(f"{W}body")
        yield from self._margins("header")
        if body is not None:
            yield from self._blocks(body)
        yield from self._endnotes
        yield from self._margins("footer")

    def _blocks(self, parent: etree._Element, *, in_cell: bool = False) -> Iterator[Block]:
        joined: list[Line] = []
        for child in parent.iterchildren("{*}*"):
            if child.tag == f"{W}p":
                yield from self._paragraph(child, joined, in_cell=in_cell)
            elif child.tag == f"{W}tbl":
                yield from self._table(child)
            elif child.tag in _THROUGH:
                yield from self._blocks(child, in_cell=in_cell)
            elif child.tag == f"{W}altChunk":
                self.story.n_unread_parts += 1

    def _paragraph(
        self, element: etree._Element, joined: list[Line], *, in_cell: bool
    ) -> Iterator[Block]:
        """The paragraph with what is anchored in it; one whose end was deleted goes on in the next."""
        properties = properties_of(element.find(f"{W}pPr"))
        style = self.styles.style_of(properties)
        if "framePr" not in properties and self._breaks_page(properties, style):
            self.story.page += 1
        line = self.inline.read(element, style)
        if _mark_is_deleted(properties):
            joined.append(line)
            return
        for one in reversed(joined):
            line.pieces[:0] = one.pieces
            line.notes[:0] = one.notes
            line.boxes[:0] = one.boxes
        joined.clear()
        yield from self._finished(line, properties, style, in_cell=in_cell)
        if "sectPr" in properties:
            self._end_section()

    def _finished(
        self, line: Line, properties: Properties, style: str, *, in_cell: bool
    ) -> Iterator[Block]:
        text, turns = line.text()
        notes = tuple(note for kind, key in line.notes for note in self._note(kind, key))
        if line.had_hidden and not text.strip():
            return
        label = self.numbering.label(properties, style)
        if label and not text.strip():
            yield Paragraph(text=label, turns=turns, is_furniture=True)
        else:
            lead = (
                label
                if in_cell
                else f"{heading_mark(self.styles.heading_level(style), text)}{label}"
            )
            shift = len(lead) and len(text) - len(text.lstrip())
            yield Paragraph(
                text=f"{lead}{text[shift:]}",
                turns=tuple(
                    Turn(at=max(t.at + len(lead) - shift, 0) if t.at else 0, page=t.page)
                    for t in turns
                ),
                notes=notes,
                is_furniture=self.styles.is_contents(style) and bool(text.strip()),
            )
        for box in line.boxes:
            yield from self._blocks(box)

    def _table(self, element: etree._Element) -> Iterator[Block]:
        page = self.story.page
        slots = slots_of(element)
        rows = covered_rows(slots)
        cells = [
            self._cell(slot.element, slot.row, slot.column, rows[at], slot.columns)
            for at, slot in enumerate(slots)
            if at in rows
        ]
        if is_layout(cells):
            yield from as_lines(cells)
            return
        self.n_flattened += any(
            not isinstance(block, Paragraph) for cell in cells for block in cell.blocks
        )
        yield as_grid(cells, page)

    def _cell(
        self, element: etree._Element, row: int, column: int, rows: int, columns: int
    ) -> RawCell:
        paragraphs = list(element.iterchildren(f"{W}p"))
        return RawCell(
            row=row,
            column=column,
            rows=rows,
            columns=columns,
            blocks=tuple(self._blocks(element, in_cell=True)),
            is_bold=bool(paragraphs) and self._is_bold(paragraphs[0]),
            indent=self._indent(paragraphs[0]) if paragraphs else 0,
        )

    def _is_bold(self, paragraph: etree._Element) -> bool:
        style = self.styles.style_of(properties_of(paragraph.find(f"{W}pPr")))
        shown = [run for run in paragraph.iter(f"{W}r") if _plain(run).strip()]
        return bool(shown) and all(self._is_bold_run(run, style) for run in shown)

    def _is_bold_run(self, run: etree._Element, style: str) -> bool:
        own = properties_of(run.find(f"{W}rPr"))
        return is_on(self.styles.run_properties(style, value_of(own, "rStyle")) | own, "b")

    def _indent(self, paragraph: etree._Element) -> int:
        own = properties_of(paragraph.find(f"{W}pPr")).get("ind")
        stated = own.get(f"{W}left", own.get(f"{W}start", "")) if own is not None else ""
        first = own.get(f"{W}firstLine", "") if own is not None else ""
        twips = sum(int(t) for t in (stated, first) if t.isdecimal() and len(t) < 6)
        text = _plain(paragraph)
        return twips // _TWIPS_A_STEP + (len(text) - len(text.lstrip())) // 2

    def _margins(self, kind: str) -> Iterator[Paragraph]:
        """Running heads or feet, each once; what only the first page has is a letterhead and no running head."""
        parts = dict(self.package.related.get(kind, ()))
        seen: set[str] = set()
        for section in self._sections:
            has_first = is_on(properties_of(section), "titlePg")
            for reference in section.iterchildren(f"{W}{kind}Reference"):
                key, which = reference.get(f"{R}id", ""), reference.get(f"{W}type", "default")
                if key in seen or key not in parts or (which == "first" and not has_first):
                    continue
                seen.add(key)
                page, self.story.page = self.story.page, 1 if kind == "header" else self.story.page
                for block in self._blocks(parts[key]):
                    yield from _marginal(block, is_running=which != "first" or kind == "footer")
                self.story.page = page

    def _note(self, kind: str, key: str) -> Iterator[Paragraph]:
        element = self._notes[kind].get(key)
        if element is None:
            return
        mark = self._marks.get((kind, key), "")
        fields, self.story.fields = self.story.fields, []
        texts: list[str] = []
        boxes: list[etree._Element] = []
        for paragraph in element.iter(f"{W}p"):
            style = self.styles.style_of(properties_of(paragraph.find(f"{W}pPr")))
            line = self.inline.read(paragraph, style, mark)
            texts.append(line.text()[0])
            boxes.extend(line.boxes)
        self.story.fields = fields
        text = " ".join(" ".join(texts).split())
        text = _LOST_MARK.sub(r"<sup>(\1)</sup>", text)
        if mark and not _NOTE_MARK.match(text):
            text = f"<sup>{mark}</sup> {text}"
        note = Paragraph(text=text, turns=(Turn(at=0, page=self.story.page),))
        if kind == "endnote":
            self._endnotes.append(note)
        else:
            yield note

    def _mark_of(self, kind: str, key: str) -> str:
        """The number of a note; endnotes go on behind the footnotes where a document has both."""
        if (kind, key) in self._marks:
            return self._marks[kind, key]
        start, restart = self._count_of(kind)
        if (
            restart == "eachPage"
            and self.story.has_rendered_breaks
            and self.story.page != self._counted_on
        ):
            self._counters[kind] = 0
        self._counted_on = self.story.page
        self._counters[kind] += 1
        behind = len(self._notes["footnote"]) if kind == "endnote" else 0
        mark = str(self._counters[kind] + start - 1 + behind)
        self._marks[kind, key] = mark
        return mark

    def _count_of(self, kind: str) -> tuple[int, str]:
        """Where the numbers of notes start in this section, and when they start again."""
        section = self._sections[self._section] if self._section < len(self._sections) else None
        stated: Properties = {}
        for holder in (self.package.part("settings"), section):
            if holder is not None:
                stated |= properties_of(holder.find(f"{W}{kind}Pr"))
        start = value_of(stated, "numStart")
        return int(start) if start.isdecimal() and len(start) < 4 else 1, value_of(
            stated, "numRestart"
        )

    def _end_section(self) -> None:
        if self._count_of("footnote")[1] == "eachSect":
            self._counters["footnote"] = 0
        self._section = min(self._section + 1, len(self._sections))
        section = self._sections[self._section] if self._section < len(self._sections) else None
        kind = value_of(properties_of(section), "type") if section is not None else "continuous"
        if kind != "continuous" and not self.story.has_rendered_breaks:
            self.story.page += 1

    def _breaks_page(self, properties: Properties, style: str) -> bool:
        if self.story.has_rendered_breaks:
            return False
        return is_on(self.styles.paragraph_properties(style) | properties, "pageBreakBefore")


def _plain(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def _marginal(block: Block, *, is_running: bool) -> Iterator[Paragraph]:
    if isinstance(block, Paragraph):
        yield replace(block, is_furniture=is_running)
    else:
        for cell in block.cells:
            yield Paragraph(text=cell.text, is_furniture=is_running)


def _mark_is_deleted(properties: Properties) -> bool:
    mark = properties.get("rPr")
    return mark is not None and (
        mark.find(f"{W}del") is not None or mark.find(f"{W}moveFrom") is not None
    )


def _notes_of(root: etree._Element | None, kind: str) -> dict[str, etree._Element]:
    """The notes of a part by their ids, the lines that part them from the text left out."""
    if root is None:
        return {}
    return {
        note.get(f"{W}id", ""): note
        for note in root.iterchildren(f"{W}{kind}")
        if note.get(f"{W}type", "normal") == "normal"
    }
