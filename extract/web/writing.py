"""A web page's elements as blocks: paragraphs with the numbers of their lists, headings, tables, raised marks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import regex
from lxml import etree

from extract.flow import Block, Paragraph, heading_mark
from extract.framing import RawCell, as_grid, as_lines, is_layout
from extract.legacy.fonts import decode_by_font
from extract.web.article import is_unread
from extract.web.elements import Element, elements_of
from extract.word.numbering import roman

_BULLETS: Final = "•○▪"
_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_WIDEST: Final = 200
"""Columns; a wider span is a slip of the program that wrote it."""
_LONGEST_SPAN: Final = 5000
_DEEPEST: Final = 12
"""Tables in tables; what is deeper is read as text."""
_MARK = regex.compile(r"[\[(]?\s*(\d{1,3})\s*[\])]?")
_RAISED = regex.compile(r"\(?\d{1,3}\)?")
_LONGEST_MARK: Final = 8
_BLANKS = regex.compile(r"[ \t\r\n\f]+")
_SPACES = regex.compile(r" {2,}")
_FONT = regex.compile(r"font-family\s*:\s*[\"']?([^;,\"']+)", regex.IGNORECASE)
_LIST_STYLE = regex.compile(
    r"list-style(?:-type)?\s*:\s*[^;]*?\b"
    r"(none|decimal|(?:lower|upper)-(?:alpha|latin|roman)|disc|circle|square)\b",
    regex.IGNORECASE,
)
_RAISED_STYLE = regex.compile(r"vertical-align\s*:\s*super", regex.IGNORECASE)
_FORMS: Final = {
    "1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman",
    "lower-latin": "lower-alpha", "upper-latin": "upper-alpha",
}  # fmt: skip


@dataclass(slots=True)
class _List:
    """A list that is open: its form (of its numbers, or `bullet`) and the last number."""

    form: str
    count: int
    level: int


@dataclass(slots=True)
class _Open:
    """The paragraph that is being read: its text so far, the number or bullet before it, the level of its heading."""

    parts: list[str] = field(default_factory=list)
    label: str = ""
    heading: int = 0


class BlockWriter:
    """Turns the elements below one into blocks, without going into those left out."""

    def __init__(self, left_out: frozenset[Element] = frozenset()) -> None:
        self._left_out = left_out
        self.n_pictures = 0

    def blocks(self, top: Element, depth: int = 0) -> list[Block]:
        """The blocks of what `top` holds."""
        return _Walk(self, depth).walk(top)

    def skips(self, element: Element) -> bool:
        """Whether the element is not read."""
        return is_unread(element) or element in self._left_out

    def table(self, table: Element, depth: int) -> list[Block]:
        """A table as a grid, or what stands in it where it only sets things side by side."""
        cells = list(self._cells(table, depth))
        blocks: list[Block] = []
        for caption in table.iterchildren("caption"):
            blocks += self.blocks(caption, depth)
        if is_layout(cells):
            return [*blocks, *as_lines(cells)]
        return [*blocks, as_grid(cells)]

    def _cells(self, table: Element, depth: int) -> Iterator[RawCell]:
        taken: dict[int, int] = {}
        rows = [row for row in _rows_of(table) if not self.skips(row)]
        for number, row in enumerate(rows):
            column = 0
            for cell in row.iterchildren("td", "th"):
                while taken.get(column, 0) > number:
                    column += 1
                wide = min(_span(cell, "colspan"), _WIDEST)
                high = min(_span(cell, "rowspan") or len(rows), len(rows) - number)
                for covered in range(column, column + wide):
                    taken[covered] = number + high
                if not self.skips(cell):
                    walk = _Walk(self, depth + 1)
                    blocks = tuple(walk.walk(cell))
                    yield RawCell(
                        row=number,
                        column=column,
                        rows=high,
                        columns=wide,
                        blocks=blocks,
                        is_bold=cell.tag == "th" or walk.is_bold,
                        indent=walk.indent,
                    )
                column += wide


class _Walk:
    """One walk over an element, without recursion but for tables."""

    def __init__(self, writer: BlockWriter, depth: int) -> None:
        self.writer = writer
        self.depth = depth
        self.done: list[Block] = []
        self.open = _Open()
        self.lists: list[_List] = []
        self.raised: list[str] | None = None
        self.link: list[str] | None = None
        self.fonts: list[str] = []
        self.bold = 0
        self.pre = 0
        self._raised_by: Element | None = None
        self._link_by: Element | None = None
        self.n_bold = 0
        self.n_shown = 0
        self.indent = 0

    @property
    def is_bold(self) -> bool:
        return 0 < self.n_shown == self.n_bold

    def walk(self, top: Element) -> list[Block]:
        skipped: Element | None = None
        walk = etree.iterwalk(top, events=("start", "end"))
        for event, element in walk:
            if event == "end":
                if element is not skipped:
                    self._end(element, is_top=element is top)
                if element is not top:
                    self._text(element.tail or "")
            elif self._is_apart(element, top):
                skipped = element
                walk.skip_subtree()
            else:
                self._start(element, is_top=element is top)
                self._text(element.text or "")
        self._flush()
        return self.done

    def _is_apart(self, element: Element, top: Element) -> bool:
        """Whether the element is not read, or is a table, which is read apart."""
        if element is top:
            return False
        if self.writer.skips(element):
            self.writer.n_pictures += element.tag in ("object", "svg", "canvas")
            if element.tag in elements_of("breaking"):
                self._flush()
            return True
        if element.tag == "table" and self.depth < _DEEPEST:
            self._flush()
            self.done += self.writer.table(element, self.depth)
            return True
        return False

    def _start(self, element: Element, *, is_top: bool) -> None:
        tag = element.tag
        if tag in elements_of("breaking") and not is_top:
            self._flush()
        if tag == "br":
            self._break()
        elif tag in ("ul", "ol", "menu", "dir"):
            self.lists.append(_list_of(element, sum(x.form == "bullet" for x in self.lists)))
        elif tag == "li":
            self.open.label = self._label(element)
        elif tag in _HEADINGS:
            self.open.heading = int(tag[1])
        elif tag == "img":
            self.writer.n_pictures += 1
        elif tag == "pre":
            self.pre += 1
        elif tag in ("b", "strong", "th"):
            self.bold += 1
        self._start_raised(element)
        self.fonts.append(_font_of(element) or (self.fonts[-1] if self.fonts else ""))

    def _start_raised(self, element: Element) -> None:
        is_raised = element.tag == "sup" or bool(_RAISED_STYLE.search(element.get("style", "")))
        if is_raised and self.raised is None and self.link is None:
            self.raised = []
            self._raised_by = element
        elif element.tag == "a" and element.get("href", "").startswith("#") and self.link is None:
            self.link = []
            self._link_by = element

    def _end(self, element: Element, *, is_top: bool) -> None:
        tag = element.tag
        if self.link is not None and self._link_by is element:
            text, self.link = "".join(self.link), None
            self._put(_as_mark(text))
        if self.raised is not None and self._raised_by is element:
            text, self.raised = "".join(self.raised), None
            self._put(_as_raised(text))
        if tag in elements_of("breaking") and not is_top and tag != "table":
            self._flush()
        if tag in ("ul", "ol", "menu", "dir") and self.lists:
            self.lists.pop()
        elif tag == "pre":
            self.pre -= 1
        elif tag in ("b", "strong", "th"):
            self.bold -= 1
        elif tag == "li":
            self.open.label = ""
        elif tag in _HEADINGS:
            self._flush()
            self.open.heading = 0
        self.fonts.pop()

    def _text(self, text: str) -> None:
        if not text:
            return
        shown = text if self.pre else _BLANKS.sub(" ", text)
        shown = (
            decode_by_font(shown, self.fonts[-1]).text if self.fonts and self.fonts[-1] else shown
        )
        if shown.strip():
            if not self.n_shown:
                lead = shown[: len(shown) - len(shown.lstrip())]
                self.indent = lead.count("\xa0") // 2
            self.n_shown += len(shown.strip())
            self.n_bold += len(shown.strip()) if self.bold else 0
        self._put(shown.replace("\xad", ""))

    def _put(self, text: str) -> None:
        if self.link is not None:
            self.link.append(text)
        elif self.raised is not None:
            self.raised.append(text)
        else:
            self.open.parts.append(text)

    def _break(self) -> None:
        """A line break; two of them with nothing between end the paragraph."""
        if self.link is not None or self.raised is not None:
            self._put(" ")
            return
        text = "".join(self.open.parts[-3:])
        if text.rstrip(" \xa0").endswith("\n") and not self.pre:
            heading = self.open.heading
            self._flush()
            self.open.heading = heading
        else:
            self.open.parts.append("\n")

    def _flush(self) -> None:
        text = "".join(self.open.parts)
        if not self.pre:
            text = "\n".join(_SPACES.sub(" ", line).strip(" ") for line in text.split("\n"))
        if text.strip():
            label = self.open.label
            body = text.strip(" \n") if not self.pre else text.strip("\n")
            self.done.append(
                Paragraph(text=f"{heading_mark(self.open.heading, body)}{label}{body}")
            )
            self.open = _Open()
        else:
            self.open.parts.clear()

    def _label(self, element: Element) -> str:
        if not self.lists:
            return f"{_BULLETS[0]} "
        current = self.lists[-1]
        stated = element.get("value", "")
        own = _form_of(element)
        form = own or current.form
        if form == "none":
            return ""
        if form == "bullet":
            return f"{_BULLETS[min(current.level, len(_BULLETS) - 1)]} "
        current.count = int(stated) if _is_small_number(stated) else current.count + 1
        return f"{_numbered(current.count, form)}. "


def _list_of(element: Element, level: int) -> _List:
    start = element.get("start", "")
    count = int(start) - 1 if _is_small_number(start) else 0
    form = _form_of(element) or ("decimal" if element.tag == "ol" else "bullet")
    return _List(form, count, level)


def _form_of(element: Element) -> str:
    style = _LIST_STYLE.search(element.get("style", ""))
    stated = style[1].lower() if style else element.get("type", "")
    form = _FORMS.get(stated, stated)
    if form in ("disc", "circle", "square"):
        return "bullet"
    return form if form in (*_FORMS.values(), "none") else ""


def _numbered(value: int, form: str) -> str:
    if form.endswith("roman") and 0 < value < 4000:
        return roman(value).upper() if form.startswith("upper") else roman(value)
    if form.endswith("alpha") and 0 < value <= 26:
        letter = chr(ord("a") + value - 1)
        return letter.upper() if form.startswith("upper") else letter
    return str(value)


def _is_small_number(stated: str) -> bool:
    return bool(regex.fullmatch(r"-?\d{1,5}", stated))


def _as_mark(text: str) -> str:
    """The text of a link within the page: a mark between tags where it is a number, else as it is."""
    plain = regex.sub(r"</?sup>", "", text).strip()
    match = _MARK.fullmatch(plain)
    if not match:
        return text
    return f"<sup>({match[1]})</sup>" if plain.startswith("(") else f"<sup>{match[1]}</sup>"


def _as_raised(text: str) -> str:
    if len(text.strip()) > _LONGEST_MARK or "<sup>" in text:
        return text
    return _RAISED.sub(lambda digits: f"<sup>{digits[0]}</sup>", text)


def _font_of(element: Element) -> str:
    face = element.get("face", "")
    if face:
        return face.split(",")[0].strip()
    style = _FONT.search(element.get("style", ""))
    return style[1].strip() if style else ""


def _rows_of(table: Element) -> Iterator[Element]:
    for child in table.iterchildren("*"):
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from child.iterchildren("tr")


def _span(cell: Element, name: str) -> int:
    stated = cell.get(name, "1").strip()
    return min(int(stated), _LONGEST_SPAN) if stated.isdecimal() and len(stated) < 6 else 1
