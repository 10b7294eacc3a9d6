"""The careful way to read a page of a PDF: pdfplumber, every character with its box, ruling lines and tables."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from extract.formats.pdf_fonts import is_bold_font, plain_name, plain_text
from extract.formats.pdf_grids import find_grids
from extract.legacy.fonts import decode_by_font, family_of
from extract.model import PageRecord
from extract.pages.printed import LEAST_BLANKS, PrintedPage, Rule, Word

_GAP = 0.12
"""Share of the size by which a character may stand off the one before in a word."""
_BACK = 0.35
_THIN = 3.0
"""Points that a drawn rectangle may be high or wide to be a line."""


def read_carefully(page: Any, record: PageRecord) -> PrintedPage:
    """Return what is printed on `page`, a page of pdfplumber."""
    chars, paths = _sorted_objects(page)
    width, height = float(page.width), float(page.height)
    words = tuple(_words(chars, page))
    rules = tuple(rule for path in paths for rule in _rules(path, page))
    turn = _turn_of(chars)
    if turn:
        width, height = height, width
        record = replace(record, rotation=turn)
        paths = [_Turned(path, page, turn) for path in paths]
        words = tuple(_words([_Turned(char, page, turn) for char in chars], _Sheet(height)))
        rules = tuple(rule for path in paths for rule in _rules(path, _Sheet(height)))
    grids = find_grids(rules, words)
    return PrintedPage(
        record=record,
        width=width,
        height=height,
        words=words,
        rules=rules,
        grids=grids,
    )


def _sorted_objects(page: Any) -> tuple[list[Any], list[Any]]:
    """Characters and drawn paths, in the order in which they are drawn, those in forms too."""
    from pdfminer.layout import LTChar, LTContainer, LTCurve  # noqa: PLC0415

    chars: list[Any] = []
    paths: list[Any] = []
    waiting = [iter(page.layout)]
    while waiting:
        item = next(waiting[-1], None)
        if item is None:
            waiting.pop()
        elif isinstance(item, LTChar):
            chars.append(item)
        elif isinstance(item, LTCurve):
            paths.append(item)
        elif isinstance(item, LTContainer):
            waiting.append(iter(item))
    return chars, paths


def _turn_of(chars: list[Any]) -> int:
    """Degrees clockwise by which a page must be turned so that most of its text stands upright: 0, 90 or 270."""
    up = sum(not char.upright and char.matrix[1] > 0 for char in chars)
    down = sum(not char.upright and char.matrix[1] < 0 for char in chars)
    return 90 if up > len(chars) / 2 else 270 if down > len(chars) / 2 else 0


class _Sheet:
    """What of a page its objects' places are reckoned from, for a page that is turned."""

    def __init__(self, height: float) -> None:
        self.height = height
        self.mediabox = (0.0, 0.0)


class _Turned:
    """A character or path on a page that is turned, with its places measured there."""

    def __init__(self, item: Any, page: Any, turn: int) -> None:
        width, height = float(page.width), float(page.height)
        left, bottom = page.mediabox[0], page.mediabox[1]
        x0, x1 = item.x0 + left, item.x1 + left
        y0, y1 = item.y0 - bottom, item.y1 - bottom
        if turn == 90:
            self.x0, self.x1, self.y0, self.y1 = y0, y1, width - x1, width - x0
        else:
            self.x0, self.x1, self.y0, self.y1 = height - y1, height - y0, x0, x1
        self.item = item
        self.upright = not getattr(item, "upright", False)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.item, name)

    @property
    def pts(self) -> tuple[tuple[float, float], ...]:
        """The corners, for a path."""
        return ((self.x0, self.y0), (self.x1, self.y1))


class _Run:
    """The characters of a word as they come."""

    __slots__ = ("chars", "edges", "is_blank", "last")

    def __init__(self, char: Any, text: str, *, is_blank: bool) -> None:
        self.is_blank = is_blank
        self.chars = [text]
        self.edges = array("f", [char.x0])
        self.last = char

    def is_kept(self) -> bool:
        """Whether it is a word, or so many blanks that they may stand for a rule."""
        return not self.is_blank or len(self.chars) >= LEAST_BLANKS

    def add(self, char: Any, text: str) -> None:
        self.chars.append(text)
        self.edges.append(char.x0)
        self.last = char


def _words(chars: Iterable[Any], page: Any) -> Iterator[Word]:
    left, height = page.mediabox[0], page.mediabox[1] + page.height
    styles: dict[str, tuple[str, bool]] = {}
    run: _Run | None = None
    for char in chars:
        text = char.get_text()
        is_blank = text.isspace() or not text
        if is_blank and run and run.is_blank and _goes_on(run.last, char):
            run.add(char, " ")
            continue
        if is_blank or (run and run.is_blank):
            if run and run.is_kept():
                yield _word(run, left, height, styles)
            run = _start(char, " ", is_blank=True) if is_blank else None
        if is_blank:
            continue
        if run and _is_printed_twice(run, char, text):
            continue
        text = _readable(text)
        if run and _goes_on(run.last, char):
            _extend(run, char, text)
            continue
        if run:
            yield _word(run, left, height, styles)
        run = _start(char, text)
    if run and run.is_kept():
        yield _word(run, left, height, styles)


def _readable(text: str) -> str:
    return text if text.isalnum() or (text.isascii() and len(text) == 1) else plain_text(text)


def _start(char: Any, text: str, *, is_blank: bool = False) -> _Run:
    run = _Run(char, text[0], is_blank=is_blank)
    _spread(run, char, text)
    return run


def _extend(run: _Run, char: Any, text: str) -> None:
    run.add(char, text[0])
    _spread(run, char, text)


def _spread(run: _Run, char: Any, text: str) -> None:
    """Give each character of a ligature its share of the glyph."""
    step = (char.x1 - char.x0) / len(text)
    for n, letter in enumerate(text[1:], start=1):
        run.chars.append(letter)
        run.edges.append(char.x0 + n * step)


def _goes_on(last: Any, char: Any) -> bool:
    size = last.size
    return bool(
        char.fontname == last.fontname
        and abs(char.size - size) < 0.1
        and abs(char.y0 - last.y0) < 0.05 * size
        and -_BACK * size < char.x0 - last.x1 < _GAP * size
        and char.upright == last.upright
    )


def _is_printed_twice(run: _Run, char: Any, text: str) -> bool:
    """Whether a character is printed again on the same place (some programs make bold type that way)."""
    last = run.last
    near = 0.12 * last.size
    return bool(
        run.chars[-1] == text and abs(char.x0 - last.x0) < near and abs(char.y0 - last.y0) < near
    )


def _word(run: _Run, left: float, height: float, styles: dict[str, tuple[str, bool]]) -> Word:
    last = run.last
    style = styles.get(last.fontname)
    if style is None:
        name = last.fontname if isinstance(last.fontname, str) else str(last.fontname)
        style = styles[last.fontname] = (plain_name(name), is_bold_font(name))
    run.edges.append(max(last.x1, run.edges[-1]))
    text = "".join(run.chars)
    if family_of(style[0]):
        decoded = decode_by_font(text, style[0])
        text, run.edges = decoded.text, array("f", (run.edges[n] for n in decoded.starts))
    else:
        text = plain_text(text)
    if left:
        run.edges = array("f", (edge + left for edge in run.edges))
    return Word(
        text=text,
        left=run.edges[0],
        top=height - last.y1,
        right=run.edges[-1],
        bottom=height - last.y0,
        edges=run.edges,
        size=round(last.size, 2),
        font=style[0],
        is_bold=style[1],
    )


def _rules(path: Any, page: Any) -> Iterator[Rule]:
    """The ruling lines of a drawn path: a line, a thin filled rectangle, or the four sides of a stroked one."""
    left, height = page.mediabox[0], page.mediabox[1] + page.height
    x0, x1 = path.x0 + left, path.x1 + left
    top, bottom = height - path.y1, height - path.y0
    if x1 - x0 <= _THIN or bottom - top <= _THIN:
        if max(x1 - x0, bottom - top) > _THIN:
            yield Rule(left=x0, top=top, right=x1, bottom=bottom)
        return
    if path.stroke and _is_rectangle(path):
        yield Rule(left=x0, top=top, right=x1, bottom=top)
        yield Rule(left=x0, top=bottom, right=x1, bottom=bottom)
        yield Rule(left=x0, top=top, right=x0, bottom=bottom)
        yield Rule(left=x1, top=top, right=x1, bottom=bottom)


def _is_rectangle(path: Any) -> bool:
    return all(
        min(abs(x - path.x0), abs(x - path.x1)) < 0.5
        and min(abs(y - path.y0), abs(y - path.y1)) < 0.5
        for x, y in path.pts
    )
