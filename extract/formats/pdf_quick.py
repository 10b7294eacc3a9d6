"""The quick way to read a page of a PDF: pdfium, a call for each character's box and the rest from runs."""

from __future__ import annotations

import ctypes
import re
from array import array
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, repeat
from typing import Any

import regex

from extract.formats.pdf_fonts import is_bold_font, is_plain, plain_name, plain_text
from extract.legacy.fonts import family_of
from extract.model import PageRecord
from extract.pages.printed import PrintedPage, Word

_ASCENT, _DESCENT = 0.9, 0.22
"""Shares of the size that type stands above and below its line."""
_TOKEN = re.compile(r"[^\s\x02\ufffe]+[\x02\ufffe]?|[\x02\ufffe]")
_BLANK_LINE = re.compile(r"(?:^|[\r\n]) +(?:[\r\n]|$)")
"""pdfium makes one blank of many, and a line of blanks may stand for a rule."""
_LINE = regex.compile(r"[^\s\x02\ufffe][^\r\n\x02\ufffe]*(?<! )[\x02\ufffe]?|[\x02\ufffe]")
_HYPHENS = {0x02: "-", 0xFFFE: "-"}
"""What pdfium puts for a hyphen at the end of a line."""
_ANNOTATIONS_WITH_PRINT = frozenset({3, 13, 15, 20})
"""Free text, stamps, ink and widgets: kinds of annotations that print something of their own."""
_NO_WIDTH = 0.01
"""Points that a blank has at least which is printed."""
_PATH, _IMAGE, _SHADING, _FORM = 2, 3, 4, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class QuickPage:
    """A page as pdfium reads it, with what the choice of the way depends on.

    `fonts` are the names of its fonts, `pictured` the share of the page that its pictures cover, `doubts` what
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
            pictured += (right - left) * (top - bottom) / area if area else 0.0
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
        self.is_plain = is_plain(self.text)
        self.styles: dict[int | None, _Style] = {}
        self.names: dict[int, str] = {}
        self.address = ctypes.cast(self.handle, ctypes.c_void_p).value
        self.object_of = _bare(raw.FPDFText_GetTextObject, ctypes.c_void_p)
        self.lefts, self.rights = _sides(raw, self.address, self.count)
        self.origin = ctypes.c_double(), ctypes.c_double()
        self.origin_refs = tuple(ctypes.byref(side) for side in self.origin)

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
        words: list[Word] = []
        for line in _LINE.finditer(self.text, start):
            first, last = line.span()
            style, height = self._style(first), self._height(first)
            tokens = [token.span() for token in _TOKEN.finditer(self.text, first, last)]
            if style is self._style(last - 1) and height == self._height(last - 1):
                words += self._made(tokens, style, height, is_stamp)
            else:
                for token in tokens:
                    words += self._split(*token, is_stamp)
        return words

    def _height(self, n: int) -> float:
        """How far below the page's upper edge the line is on which character `n` stands."""
        self.raw.FPDFText_GetCharOrigin(self.handle, n, *self.origin_refs)
        return float(self.height - self.origin[1].value)

    def _split(self, start: int, end: int, is_stamp: bool) -> list[Word]:
        """The words of a token: one, unless the size of its type changes."""
        size = self.raw.FPDFText_GetFontSize
        cuts = [
            n for n in range(start + 1, end) if size(self.handle, n) != size(self.handle, n - 1)
        ]
        return [
            word
            for begin, stop in pairwise([start, *cuts, end])
            for word in self._made(
                [(begin, stop)], self._style(begin), self._height(begin), is_stamp
            )
        ]

    def _made(
        self, tokens: Sequence[tuple[int, int]], style: _Style, height: float, is_stamp: bool
    ) -> list[Word]:
        """The words of tokens that share a style and a line; written out, for it runs for each word of a document."""
        text, is_plain_page, lefts, rights = self.text, self.is_plain, self.lefts, self.rights
        top, bottom = height - _ASCENT * style.size, height + _DESCENT * style.size
        words = []
        for start, end in tokens:
            edges = lefts[start:end]
            edges.append(rights[end - 1])
            token = text[start:end]
            words.append(
                Word(
                    text=token if is_plain_page else plain_text(token.translate(_HYPHENS)),
                    left=edges[0],
                    top=top,
                    right=edges[-1],
                    bottom=bottom,
                    edges=edges,
                    size=style.size,
                    font=style.name,
                    is_bold=style.is_bold,
                    is_stamp=is_stamp,
                )
            )
        return words

    def _style(self, n: int) -> _Style:
        """The style of character `n`, which all characters of its text object share."""
        key = self.object_of(self.address, n)
        style = self.styles.get(key)
        if style is None:
            style = self.styles[key] = self._read_style(n)
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
        key = ctypes.addressof(font.contents)
        name = self.names.get(key)
        if name is None:
            length = self.raw.FPDFFont_GetBaseFontName(font, None, 0)
            buffer = ctypes.create_string_buffer(max(length, 1))
            self.raw.FPDFFont_GetBaseFontName(font, buffer, length)
            name = self.names[key] = buffer.value.decode("utf-8", "replace")
        return name


def _bare(function: Any, returns: Any, *more: Any) -> Callable[..., Any]:
    """A function of pdfium on a page of text and a character that converts no arguments and returns addresses as they
    are: those called for each line or character take half of the time that a page has.
    """
    address = ctypes.cast(function, ctypes.c_void_p).value
    made = ctypes.PYFUNCTYPE(returns, ctypes.c_void_p, ctypes.c_int, *more)
    return made(address or 0)


def _sides(raw: Any, page: int | None, count: int) -> tuple[array[float], array[float]]:
    """The left and the right edge of each character of a page.

    There is no call for all of them at once, so the boxes are written one by one into one buffer.
    """
    box_of = _bare(raw.FPDFText_GetLooseCharBox, ctypes.c_int, ctypes.c_void_p)
    buffer = (ctypes.c_float * (4 * count))()
    step = 4 * ctypes.sizeof(ctypes.c_float)
    begin = ctypes.addressof(buffer)
    places = range(begin, begin + step * count, step)
    deque(map(box_of, repeat(page), range(count), places), maxlen=0)
    sides = array("f", bytes(buffer))
    return sides[0::4], sides[2::4]  # left, top, right, bottom


def _doubts(page: Any, text: _Text, words: list[Word], drawn: _Drawn) -> Iterator[str]:
    if drawn.has_paths:
        yield "drawn lines"
    if drawn.has_forms:
        yield "drawn forms"
    if page.get_rotation() or not _is_plain_page(page):
        yield "a turned or cropped page"
    if not all(style.is_level for style in text.styles.values()):
        yield "turned or slanted text"
    if any(map(family_of, {style.name for style in text.styles.values()})):
        yield "a font from before Unicode"
    if not text.is_plain and any("\ufffd" in word.text for word in words):
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
    at = text.text.find(" ")
    while at >= 0:
        if text.rights[at] - text.lefts[at] < _NO_WIDTH and 0 < at < text.count - 1:
            is_worded = text.text[at - 1].isalnum() and text.text[at + 1].isalnum()
            gap = text.lefts[at + 1] - text.rights[at - 1]
            if is_worded and 0 < gap < size and text.raw.FPDFText_IsGenerated(text.handle, at):
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
