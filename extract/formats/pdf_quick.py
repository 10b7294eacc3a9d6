"""The quick way to read a page of a PDF: pdfium, a call for each character's box and the rest from runs."""

from __future__ import annotations

import ctypes
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import regex

from extract.formats.pdf_fonts import is_bold_font, plain_name, plain_text
from extract.legacy.fonts import family_of
from extract.model import PageRecord
from extract.pages.printed import PrintedPage, Word

_ASCENT, _DESCENT = 0.9, 0.22
"""Shares of the size that type stands above and below its line."""
_TOKEN = regex.compile(r"[^\s\x02\ufffe]+[\x02\ufffe]?|[\x02\ufffe]")
_BLANK_LINE = regex.compile(r"(?:^|[\r\n]) +(?:[\r\n]|$)")
"""pdfium makes one blank of many, and a line of blanks may stand for a rule."""
_HYPHENS = {0x02: "-", 0xFFFE: "-"}
"""What pdfium puts for a hyphen at the end of a line."""
_ANNOTATIONS_WITH_PRINT = frozenset({3, 13, 15, 20})
"""Free text, stamps, ink and widgets: kinds of annotations that print something of their own."""
_PATH, _IMAGE, _SHADING, _FORM = 2, 3, 4, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class QuickPage:
    """A page as pdfium reads it, with what the choice of the way depends on.

    `fonts` are the names of its fonts, `pictured` the share of the page that its largest picture covers, `doubts` what
    speaks against taking it as it is, in a few words.
    """

    printed: PrintedPage
    fonts: frozenset[str]
    pictured: float
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Style:
    font: str
    name: str
    size: float
    is_bold: bool
    is_level: bool


def read_quickly(page: Any, record: PageRecord) -> QuickPage:
    """Return what is printed on `page`, a page of pypdfium2, and in its annotations."""
    width, height = page.get_size()
    text = _Text(page, height)
    words = text.words(0)
    drawn = _drawn(page, width * height)
    stamps = _stamps(page, text, height, record.page)
    return QuickPage(
        printed=PrintedPage(record=record, width=width, height=height, words=(*words, *stamps)),
        fonts=frozenset(style.font for style in text.styles.values()),
        pictured=drawn.pictured,
        doubts=tuple(_doubts(page, text, words, drawn)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drawn:
    has_paths: bool
    has_forms: bool
    pictured: float


def _drawn(page: Any, area: float) -> _Drawn:
    from pypdfium2 import raw  # noqa: PLC0415

    paths = forms = False
    pictured = 0.0
    sides = tuple(ctypes.c_float() for _ in range(4))
    refs = tuple(ctypes.byref(side) for side in sides)
    for n in range(raw.FPDFPage_CountObjects(page.raw)):
        item = raw.FPDFPage_GetObject(page.raw, n)
        kind = raw.FPDFPageObj_GetType(item)
        paths = paths or kind in (_PATH, _SHADING)
        forms = forms or kind == _FORM
        if kind == _IMAGE and raw.FPDFPageObj_GetBounds(item, *refs):
            left, bottom, right, top = (side.value for side in sides)
            pictured = max(pictured, (right - left) * (top - bottom) / area if area else 0.0)
    return _Drawn(has_paths=paths, has_forms=forms, pictured=min(pictured, 1.0))


class _Text:
    """A page's text as pdfium has it: characters by position."""

    def __init__(self, page: Any, height: float) -> None:
        from pypdfium2 import raw  # noqa: PLC0415

        self.raw = raw
        self.height = height
        self.page = page.get_textpage()
        self.handle = self.page.raw
        self.count = self.page.count_chars()
        self.text = self._text()
        self.styles: dict[int, _Style] = {}
        self.objects: list[Any] = []
        self.has_gaps = False

    def _text(self) -> str:
        buffer = (ctypes.c_ushort * (self.count + 1))()
        written = self.raw.FPDFText_GetText(self.handle, 0, self.count, buffer)
        text = bytes(buffer)[: 2 * max(written - 1, 0)].decode("utf-16-le", "surrogatepass")
        if len(text) == self.count:
            return text
        code = self.raw.FPDFText_GetUnicode
        return "".join(chr(min(code(self.handle, n), 0x10FFFF)) for n in range(self.count))

    def words(self, start: int, *, is_stamp: bool = False) -> list[Word]:
        """The words from character `start` on."""
        return [
            word
            for token in _TOKEN.finditer(self.text, start)
            for word in self._split(token.start(), token.end(), is_stamp)
        ]

    def _split(self, start: int, end: int, is_stamp: bool) -> Iterator[Word]:
        """The words of a token: one, unless its style changes."""
        first, last = self._object(start), self._object(end - 1)
        if first == last:
            yield self._word(start, end, first, is_stamp)
            return
        begin = start
        for n in range(start + 1, end):
            this = self._object(n)
            if self._style(this, n) != self._style(first, begin):
                yield self._word(begin, n, first, is_stamp)
                begin, first = n, this
        yield self._word(begin, end, first, is_stamp)

    def _object(self, n: int) -> int:
        found = self.raw.FPDFText_GetTextObject(self.handle, n)
        return ctypes.addressof(found.contents) if found else 0

    def _word(self, start: int, end: int, item: int, is_stamp: bool) -> Word:
        style = self._style(item, start)
        x, y = ctypes.c_double(), ctypes.c_double()
        self.raw.FPDFText_GetCharOrigin(self.handle, start, ctypes.byref(x), ctypes.byref(y))
        edges = self.edges(start, end)
        line = self.height - y.value
        text = self.text[start:end].translate(_HYPHENS)
        return Word(
            text=text if text.isalnum() else plain_text(text),
            left=edges[0],
            top=line - _ASCENT * style.size,
            right=edges[-1],
            bottom=line + _DESCENT * style.size,
            edges=edges,
            size=style.size,
            font=style.name,
            is_bold=style.is_bold,
            is_stamp=is_stamp,
        )

    def edges(self, start: int, end: int) -> array[float]:
        """The left edges of characters and the right edge of the last."""
        box = self.raw.FS_RECTF()
        ref = ctypes.byref(box)
        loose, handle = self.raw.FPDFText_GetLooseCharBox, self.handle
        edges = array("d")
        for n in range(start, end):
            loose(handle, n, ref)
            edges.append(box.left)
        edges.append(max(box.right, edges[-1]))
        return edges

    def _style(self, item: int, n: int) -> _Style:
        style = self.styles.get(item)
        if style is None:
            style = self.styles[item] = self._read_style(n)
        return style

    def _read_style(self, n: int) -> _Style:
        raw = self.raw
        item = raw.FPDFText_GetTextObject(self.handle, n)
        matrix = raw.FS_MATRIX()
        raw.FPDFPageObj_GetMatrix(item, ctypes.byref(matrix))
        size = raw.FPDFText_GetFontSize(self.handle, n) * abs(matrix.d or matrix.b or 1.0)
        name = self._font_name(item)
        return _Style(
            font=name,
            name=plain_name(name),
            size=round(size, 2),
            is_bold=is_bold_font(name),
            is_level=matrix.b == 0 and matrix.c == 0 and matrix.a > 0 and matrix.d > 0,
        )

    def _font_name(self, item: Any) -> str:
        font = self.raw.FPDFTextObj_GetFont(item)
        if not font:
            return ""
        length = self.raw.FPDFFont_GetBaseFontName(font, None, 0)
        buffer = ctypes.create_string_buffer(max(length, 1))
        self.raw.FPDFFont_GetBaseFontName(font, buffer, length)
        return buffer.value.decode("utf-8", "replace")


def _doubts(page: Any, text: _Text, words: list[Word], drawn: _Drawn) -> Iterator[str]:
    if drawn.has_paths:
        yield "drawn lines"
    if drawn.has_forms:
        yield "drawn forms"
    if page.get_rotation() or not _is_plain_page(page):
        yield "a turned or cropped page"
    if not all(style.is_level for style in text.styles.values()):
        yield "turned or slanted text"
    if any(family_of(style.name) for style in text.styles.values()):
        yield "a font from before Unicode"
    if any("\ufffd" in word.text for word in words) or "\x00" in text.text:
        yield "characters without Unicode"
    if _BLANK_LINE.search(text.text):
        yield "lines of blanks"
    if _has_raised(words):
        yield "raised or small type"
    if _has_loose_words(text, max((word.size for word in words), default=0.0)):
        yield "gaps without blanks"


def _is_plain_page(page: Any) -> bool:
    box = page.get_mediabox()
    return bool(box[0] == 0 and box[1] == 0 and box == page.get_cropbox())


def _has_raised(words: list[Word]) -> bool:
    """Whether type of another size or height touches a word: a mark, an exponent."""
    for before, word in pairwise(words):
        if before.size != word.size and abs(before.size - word.size) > 0.1 * before.size:
            overlap = min(before.bottom, word.bottom) - max(before.top, word.top)
            if overlap > 0 and abs(word.left - before.right) < before.size:
                return True
    return False


def _has_loose_words(text: _Text, size: float) -> bool:
    """Whether pdfium put a blank where a small gap is printed: a glyph may be lost there, or letters are spaced."""
    generated = text.raw.FPDFText_IsGenerated
    at = text.text.find(" ")
    while at >= 0:
        if generated(text.handle, at) == 1 and 0 < at < text.count - 1:
            before, after = text.edges(at - 1, at), text.edges(at + 1, at + 2)
            if after[0] - before[-1] < size:
                return True
        at = text.text.find(" ", at + 1)
    return False


def _stamps(page: Any, text: _Text, height: float, number: int) -> list[Word]:
    """What annotations print: the words that the page has more once they are drawn into it."""
    from pypdfium2 import raw  # noqa: PLC0415

    if not _prints_annotations(page):
        return []
    raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY)
    flat = _Text(page.pdf[number - 1], height)
    if not flat.text.startswith(text.text.rstrip("\r\n ")):
        return []
    return flat.words(len(text.text.rstrip("\r\n ")), is_stamp=True)


def _prints_annotations(page: Any) -> bool:
    from pypdfium2 import raw  # noqa: PLC0415

    for n in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, n)
        try:
            if raw.FPDFAnnot_GetSubtype(annotation) in _ANNOTATIONS_WITH_PRINT:
                return True
        finally:
            raw.FPDFPage_CloseAnnot(annotation)
    return False
