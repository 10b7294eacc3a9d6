"""What belongs to a page and not to the report: running heads and feet, page numbers, the prints of signatures.

Running heads are told by coming back at the same height on a page near by, page numbers by going up with the pages,
prints of signatures by being annotations or by their wording; none of it by one office's layout.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import regex

from extract.pages.lines import PrintedLine

EDGE_LINES = 3
"""Lines at the head and at the foot of a page that may be running ones."""
_SAME_HEIGHT = 4.0
"""Points by which a running head may move from page to page."""
_MARGIN = 0.12
"""Share of the page's height at its head and its foot where page numbers stand."""
_NUMBER = regex.compile(
    r"^[-–—|\s]*(?:(?:trang|page)\s*:?\s*)?(\d{1,4})(?:\s*(?:/|trên|of)\s*\d{1,4})?[-–—|\s]*$"
)
_NUMBERED_WORD = regex.compile(r"\b(\d{1,4})\s*(?:/\s*\d{1,4})?\s*$|^\s*(\d{1,4})\b")
_TITLED = regex.compile(r"(?:biểu|bảng|phụ\s+lục|mẫu|hình|đồ\s+thị|sơ\s+đồ|đơn\s+vị|đvt|\(đvt)")
_SIGNED = regex.compile(
    r"^\W*(?:(?:được\s+)?ký\s+(?:số\s+)?(?:bởi|ngày)|người\s+ký|ngày\s+ký|thời\s+gian\s+ký|cơ\s+quan\s*:|chữ\s+ký\s+số"
    r"|digitally\s+signed|signed\s+by|signature\s+(?:valid|not)|email\s*:\s*\S+@)",
    regex.IGNORECASE,
)
_SIGNING = regex.compile(r"\bký\b|sign|\d{1,2}:\d{2}:\d{2}|\+07[:']00|@", regex.IGNORECASE)


_RUN_ON = 2
"""Lines on which an entry of a signature's print may run on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edges:
    """The lines at a page's head and foot, by which running ones are told: height from the top, and text."""

    page: int
    height: float
    lines: tuple[tuple[float, str], ...]


def edges_of_page(lines: Sequence[PrintedLine], page: int, height: float) -> Edges:
    """Return the outermost lines of a page, given from the top down."""
    outer = [*lines[:EDGE_LINES], *lines[max(len(lines) - EDGE_LINES, EDGE_LINES) :]]
    return Edges(
        page=page,
        height=height,
        lines=tuple((line.middle, _level(line.text)) for line in outer),
    )


def _level(text: str) -> str:
    return unicodedata.normalize("NFC", text).lower().strip()


def find_furniture(
    lines: Sequence[PrintedLine], own: Edges, near: Iterable[Edges]
) -> frozenset[int]:
    """Positions in `lines` (from the top down) of running heads and page numbers; `near` are the pages around."""
    others = [edges for edges in near if edges.page != own.page]
    found: set[int] = set()
    for side in (range(len(lines)), range(len(lines) - 1, -1, -1)):
        for n in list(side)[:EDGE_LINES]:
            if n in found:
                continue
            if not (_is_page_number(lines[n], own, others) or _is_running(lines[n], own, others)):
                break
            found.add(n)
    return frozenset(found)


def _is_page_number(line: PrintedLine, own: Edges, others: Sequence[Edges]) -> bool:
    match = _NUMBER.match(_level(line.text))
    if not match:
        return False
    number = int(match[1])
    for edges in others:
        for _, text in edges.lines:
            other = _NUMBER.match(text)
            if other and int(other[1]) - number == edges.page - own.page:
                return True
    in_margin = not _MARGIN * own.height < line.middle < (1 - _MARGIN) * own.height
    return in_margin and (number == own.page or not match[0].isdigit() or number == own.page - 1)


def _is_running(line: PrintedLine, own: Edges, others: Sequence[Edges]) -> bool:
    text = _level(line.text)
    if _TITLED.match(text) or sum(map(str.isalpha, text)) < 4:
        return False
    return any(
        abs(height - line.middle) < _SAME_HEIGHT and _is_same(text, other, edges.page - own.page)
        for edges in others
        for height, other in edges.lines
    )


def _is_same(text: str, other: str, step: int) -> bool:
    """Whether two heads are the same but for the number of the page."""
    if text == other:
        return True
    here, there = _NUMBERED_WORD.search(text), _NUMBERED_WORD.search(other)
    if not here or not there:
        return False
    rest = text[: here.start()] + text[here.end() :]
    if rest != other[: there.start()] + other[there.end() :] or len(rest.split()) < 2:
        return False
    return int(there[1] or there[2]) - int(here[1] or here[2]) == step


def find_signature(lines: Sequence[PrintedLine]) -> frozenset[int]:
    """Positions of the lines that are a signature's print: a line that says so, and those close to it that go on."""
    found: set[int] = set()
    more = 0
    for n, line in enumerate(lines):
        if _SIGNED.match(line.text):
            found.add(n)
            more = _RUN_ON
        elif more and n - 1 in found and _follows(lines[n - 1], line):
            found.add(n)
            more -= 1
    return frozenset(found) if any(_SIGNING.search(lines[n].text) for n in found) else frozenset()


def _follows(before: PrintedLine, line: PrintedLine) -> bool:
    close = 0 < line.middle - before.middle < 1.6 * (before.bottom - before.top)
    alike = abs(line.left - before.left) < 3 and abs(line.size - before.size) < 0.6
    return close and alike
