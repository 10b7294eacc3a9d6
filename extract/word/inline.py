"""The characters of a paragraph: its runs with what they are set in, the marks of notes, and what is anchored there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

import regex
from lxml import etree

from extract.flow import Turn
from extract.legacy.fonts import decode_by_font
from extract.word import glyphs
from extract.word.package import MC, M, W
from extract.word.styles import Properties, Styles, is_on, properties_of, value_of

_LONGEST_MARK: Final = 8
"""Characters; a longer stretch of raised text is no mark."""
_DIGITS = regex.compile(r"\(?\d{1,3}\)?")
_LEFT_OUT: Final = frozenset(
    {"del", "moveFrom", "rPr", "pPr", "instrText", "delText", "delInstrText"}
)
_SIGNS: Final = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "-", "cr": "\n"}
_TEXT_FONTS: Final = ("ascii", "hAnsi", "cs")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Characters that are set alike: the font's name, whether they are raised, on which page they stand."""

    text: str
    font: str = ""
    is_raised: bool = False
    is_bold: bool = False
    is_mark: bool = False
    page: int = 1


@dataclass(slots=True, kw_only=True)
class Story:
    """What is counted while a Word file is read from its start to its end: the page, open fields, what was left out."""

    page: int = 1
    has_rendered_breaks: bool = False
    fields: list[str] = field(default_factory=list)
    n_insertions: int = 0
    n_deletions: int = 0
    hidden: list[str] = field(default_factory=list)
    n_comments: int = 0
    n_pictures: int = 0
    n_objects: int = 0
    n_charts: int = 0
    n_unread_parts: int = 0


@dataclass(slots=True, kw_only=True)
class Line:
    """A paragraph's pieces, the notes that it points to (kind and id, in order) and its text boxes."""

    pieces: list[Piece] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    had_hidden: bool = False

    def text(self) -> tuple[str, tuple[Turn, ...]]:
        """The text, raised digits between tags, and the pages that it runs over."""
        parts: list[str] = []
        turns: list[Turn] = []
        length = 0
        for piece in _with_brackets(list(_joined(self.pieces))):
            if not turns or turns[-1].page != piece.page:
                turns.append(Turn(at=length, page=piece.page))
            text = _dressed(piece)
            parts.append(text)
            length += len(text)
        return "".join(parts), tuple(turns)

    @property
    def is_bold(self) -> bool:
        shown = [piece for piece in self.pieces if piece.text.strip()]
        return bool(shown) and all(piece.is_bold for piece in shown)


MarkOf = Callable[[str, str], str]
"""From kind (footnote, endnote) and id of a note to its number as printed."""


class InlineReader:
    """Reads the children of paragraphs into lines."""

    def __init__(self, styles: Styles, story: Story, mark_of: MarkOf) -> None:
        self._styles = styles
        self._story = story
        self._mark_of = mark_of

    def read(self, paragraph: etree._Element, style: str, own_mark: str = "") -> Line:
        """Read `paragraph`, set in the paragraph style of the id `style`; `own_mark` is that of the note it is in."""
        line = Line()
        self._children(paragraph, line, style, own_mark)
        return line

    def _children(self, parent: etree._Element, line: Line, style: str, own_mark: str) -> None:
        for child in parent.iterchildren("{*}*"):
            space, _, name = child.tag.rpartition("}")
            if child.tag == f"{W}r":
                self._run(child, line, style, own_mark)
            elif space == M[:-1]:
                self._put(line, Piece(text="".join(_equation(child)), page=self._story.page))
            elif child.tag == f"{MC}AlternateContent":
                self._children(_chosen(child), line, style, own_mark)
            elif name in _LEFT_OUT:
                self._story.n_deletions += name in ("del", "moveFrom")
            elif name in ("commentRangeStart", "altChunk"):
                self._story.n_comments += name == "commentRangeStart"
                self._story.n_unread_parts += name == "altChunk"
            else:
                self._story.n_insertions += name in ("ins", "moveTo")
                self._children(child, line, style, own_mark)

    def _run(self, run: etree._Element, line: Line, style: str, own_mark: str) -> None:
        own = properties_of(run.find(f"{W}rPr"))
        properties = self._styles.run_properties(style, value_of(own, "rStyle")) | own
        if is_on(properties, "vanish") or is_on(properties, "specVanish"):
            hidden = "".join(t.text or "" for t in run.iter(f"{W}t"))
            if hidden.strip():
                self._story.hidden.append(hidden)
                line.had_hidden = True
            return
        self._content(run, line, properties, own_mark)

    def _content(
        self, parent: etree._Element, line: Line, properties: Properties, own_mark: str
    ) -> None:
        for child in parent.iterchildren("{*}*"):
            name = child.tag.rpartition("}")[2]
            if name == "fldChar":
                self._field(child.get(f"{W}fldCharType", ""))
            elif name == "AlternateContent":
                self._content(_chosen(child), line, properties, own_mark)
            elif name in ("drawing", "pict", "object"):
                self._anchored(child, line)
            elif name in ("lastRenderedPageBreak", "br"):
                self._break(child, name, line)
            elif "code" not in self._story.fields:
                self._sign(child, name, line, properties, own_mark)

    def _sign(
        self, child: etree._Element, name: str, line: Line, properties: Properties, own_mark: str
    ) -> None:
        if name in ("footnoteReference", "endnoteReference"):
            self._reference(child, name.removesuffix("Reference"), line)
        elif name in ("footnoteRef", "endnoteRef"):
            self._put(
                line, Piece(text=own_mark, is_raised=True, is_mark=True, page=self._story.page)
            )
        elif name == "t":
            self._text(child.text or "", line, properties)
        elif name == "sym":
            sign = glyphs.sign(child.get(f"{W}char", ""), child.get(f"{W}font", ""))
            self._put(line, Piece(text=sign, page=self._story.page))
        elif name in _SIGNS:
            self._text(_SIGNS[name], line, properties)

    def _text(self, text: str, line: Line, properties: Properties) -> None:
        fonts = properties.get("rFonts")
        named = (fonts.get(f"{W}{kind}", "") for kind in _TEXT_FONTS) if fonts is not None else ()
        font = next((name for name in named if name), "")
        if glyphs.has_private(text):
            text = glyphs.shown(text, font)
        lift = value_of(properties, "position").removesuffix("pt")
        raised = value_of(properties, "vertAlign") == "superscript" or lift[:1].isdigit()
        self._put(
            line,
            Piece(
                text=text.upper() if is_on(properties, "caps") else text,
                font=font,
                is_raised=raised and lift not in ("0", "0.0"),
                is_bold=is_on(properties, "b"),
                page=self._story.page,
            ),
        )

    def _put(self, line: Line, piece: Piece) -> None:
        if piece.text:
            line.pieces.append(piece)

    def _reference(self, child: etree._Element, kind: str, line: Line) -> None:
        key = child.get(f"{W}id", "")
        line.notes.append((kind, key))
        if child.get(f"{W}customMarkFollows") in ("1", "true", "on"):
            return
        mark = self._mark_of(kind, key)
        self._put(line, Piece(text=mark, is_raised=True, is_mark=True, page=self._story.page))

    def _field(self, kind: str) -> None:
        fields = self._story.fields
        if kind == "begin":
            fields.append("code")
        elif kind == "separate" and fields:
            fields[-1] = "result"
        elif kind == "end" and fields:
            fields.pop()

    def _break(self, child: etree._Element, name: str, line: Line) -> None:
        story = self._story
        kind = child.get(f"{W}type", "textWrapping")
        if name == "lastRenderedPageBreak":
            story.page += story.has_rendered_breaks
        elif kind == "page":
            story.page += not story.has_rendered_breaks
            self._put(line, Piece(text="\f", page=story.page))
        elif kind != "column" and "code" not in story.fields:
            self._put(line, Piece(text="\n", page=story.page))

    def _anchored(self, element: etree._Element, line: Line) -> None:
        boxes = [box for box in element.iter(f"{W}txbxContent") if _is_outermost(box, element)]
        kept = [box for box in boxes if not _is_fallback(box, element)]
        line.boxes.extend(kept)
        names = {child.tag.rpartition("}")[2] for child in element.iter("{*}*")}
        self._story.n_pictures += bool(names & {"blip", "imagedata"}) and "OLEObject" not in names
        self._story.n_objects += "OLEObject" in names
        self._story.n_charts += bool(names & {"chart", "relIds"})


def _chosen(alternatives: etree._Element) -> etree._Element:
    """The one of several forms of the same thing that is read: the first choice, else the fallback."""
    choice = alternatives.find(f"{MC}Choice")
    fallback = alternatives.find(f"{MC}Fallback")
    chosen = choice if choice is not None and len(choice) else fallback
    return chosen if chosen is not None else alternatives


def _is_outermost(box: etree._Element, within: etree._Element) -> bool:
    return all(parent.tag != f"{W}txbxContent" for parent in _up_to(box, within))


def _is_fallback(box: etree._Element, within: etree._Element) -> bool:
    return any(
        parent.tag == f"{MC}Fallback" and _chosen_of(parent) is not parent
        for parent in _up_to(box, within)
    )


def _chosen_of(fallback: etree._Element) -> etree._Element | None:
    parent = fallback.getparent()
    return _chosen(parent) if parent is not None else None


def _up_to(element: etree._Element, top: etree._Element) -> Iterator[etree._Element]:
    for parent in element.iterancestors():
        if parent is top:
            return
        yield parent


def _equation(element: etree._Element) -> Iterator[str]:
    """The plain text of an equation: fractions with a bar, exponents raised."""
    name = element.tag.rpartition("}")[2]
    if name == "t":
        yield element.text or ""
    elif name == "f":
        yield from _equation_part(element, "num")
        yield "/"
        yield from _equation_part(element, "den")
    elif name in ("sSup", "sSubSup"):
        yield from _equation_part(element, "e")
        yield from _equation_part(element, "sub")
        raised = "".join(_equation_part(element, "sup"))
        yield f"<sup>{raised}</sup>" if raised.isdigit() else raised
    else:
        for child in element.iterchildren("{*}*"):
            yield from _equation(child)


def _equation_part(element: etree._Element, name: str) -> Iterator[str]:
    for part in element.findall(f"{M}{name}"):
        for child in part.iterchildren("{*}*"):
            yield from _equation(child)


def _joined(pieces: list[Piece]) -> Iterator[Piece]:
    """Neighbours that are set alike as one, read as their font shows them."""
    run: list[Piece] = []
    for piece in [*pieces, None]:
        if run and (piece is None or not _is_alike(run[-1], piece)):
            first = run[0]
            text = "".join(p.text for p in run)
            yield Piece(
                text=text if first.is_mark else decode_by_font(text, first.font).text,
                is_raised=first.is_raised,
                is_mark=first.is_mark,
                page=first.page,
            )
            run = []
        if piece is not None:
            run.append(piece)


def _is_alike(one: Piece, other: Piece) -> bool:
    return (
        one.font == other.font
        and one.is_raised == other.is_raised
        and one.is_mark == other.is_mark
        and one.page == other.page
    )


def _with_brackets(pieces: list[Piece]) -> Iterator[Piece]:
    """Brackets around the mark of a note belong to the mark, whatever they are set in."""
    for at, piece in enumerate(pieces):
        text = piece.text
        before = pieces[at - 1] if at else None
        after = pieces[at + 1] if at + 1 < len(pieces) else None
        if piece.is_mark:
            if before and after and _opens(before.text) and after.text.lstrip().startswith(")"):
                text = f"({text})"
        else:
            if after and after.is_mark and _opens(text) and _closes_behind(pieces, at + 2):
                text = text.rstrip()[:-1]
            if before and before.is_mark and _closes_behind(pieces, at) and at > 1:
                opened = pieces[at - 2].text
                text = text.lstrip()[1:] if _opens(opened) else text
        yield Piece(text=text, is_raised=piece.is_raised, is_mark=piece.is_mark, page=piece.page)


def _opens(text: str) -> bool:
    return text.rstrip().endswith("(")


def _closes_behind(pieces: list[Piece], at: int) -> bool:
    return at < len(pieces) and pieces[at].text.lstrip().startswith(")")


def _dressed(piece: Piece) -> str:
    """The text of a piece, digits that are raised (marks, exponents) between tags."""
    if not piece.is_raised or len(piece.text.strip()) > _LONGEST_MARK:
        return piece.text.replace("\xad", "")
    return _DIGITS.sub(lambda digits: f"<sup>{digits[0]}</sup>", piece.text)
