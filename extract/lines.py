"""The lines of a document: where they stand, what kind each one is, how the document is laid out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise
from statistics import median, quantiles
from unicodedata import normalize

import regex

from extract.model import Document, Span

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
SUPERSCRIPT_DIGITS = str.maketrans(SUPERSCRIPTS, "0123456789")

_LINE = regex.compile(r"[^\n\r\f\v\u2028\u2029]+|\f")
_RULE = regex.compile(r"^(?:[_\-–—=*]{3,}|\s{20,})$")
_PAGE_NUMBER = regex.compile(
    r"^(?:[-–—]\s*(\d{1,3})\s*[-–—]|(\d{1,3})|(?:Trang|trang|Page)\s+(\d{1,3})(?:\s*/\s*\d+)?)$"
)
_BULLET = regex.compile(r"^(?:\*\*|__)?([-–—+•●○▪■►]|\*(?=\s))\s*(?=\S)")
_ENUMERATOR = regex.compile(
    r"""^(?:[*_]{1,3})?(?:
        (?P<part>(?:Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC)\s+(?:(?:thứ|THỨ)\s+\w+|[IVX]+\b|\d+\b)[.:]?)
      | (?P<roman>[IVX]{1,5}(?:\.\d+)*[.)\-:/](?=\s|\*|$|\p{Lu}))
      | (?P<capital>[A-ZĐ][.)](?=\s))
      | (?P<nested>\d{1,2}(?:\.\d{1,2}){1,3}[.)]?(?=\s|\*))
      | (?P<number>\d{1,2}\s?[.)](?=\s|\*|\p{Lu})|\d{1,2}\s?[-–/](?=\s?\p{Lu}(?:\p{Ll}|\s)))
      | (?P<letter>[a-zđ]\s?[.)](?=\s))
    )""",
    regex.VERBOSE,
)
_NOTE_TAG = regex.compile(
    r"^(?:[*_]{1,3})?(?:<sup>\s*\(?(\d{1,3})\)?\s*</sup>|\[\^(\d{1,3})\]:?|([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))\s*"
)
_NOTE_PLAIN = regex.compile(r"^\(?([1-9]\d?)\)?\s+(?=\S)")
_HASHES = regex.compile(r"^(#{1,6})\s+")
_TERMINAL = regex.compile(r"[.;:!?…](?:[\"”’')*_\]\s]|\./\.)*$")
_UNFINISHED = regex.compile(
    r"(?:,|\b(?:triệu|nghìn|ngàn|tỷ|tỉ|là|và|hoặc|của|với|tại|ở|cho|về|do|so|từ|đến|trong|đạt|ước|tăng|giảm|gồm"
    r"|khoảng|hơn|gần|các|những|được|bằng|theo|trên))$",
    regex.IGNORECASE,
)
_PLACE = regex.compile(
    r"(?<!\bcác )(?<!\bcủa )\b(?:thành phố|thị xã|thị trấn|huyện|quận)$", regex.IGNORECASE
)
_PROPER_NAME = regex.compile(r"\p{Lu}\p{Ll}*\s\p{Lu}\p{Ll}")
_CAPITAL_UNIT = regex.compile(r"(?:USD|VN[DĐ]|[kKM]?W[hp]?|[kM]VA|CCN|KCN|DN|HTX|TTHC)\b")
_ENDING_WITH_AN_ACRONYM = regex.compile(r"\p{Lu}{2,6}[,;.](?:\s|$)")
_TRAILING_LIST_MARK = regex.compile(r"\(\d{1,2}\)$")

_WIDEST = 140
"""Characters in a line of wrapped text at most."""


class LineKind(Enum):
    """What a line is by its own look; furniture is what the source says belongs to the page."""

    RULE = "rule"
    PAGE_NUMBER = "page_number"
    FURNITURE = "furniture"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A printed line without the white space around it; `start` and `end` are offsets in the document.

    `gap` counts the blank lines before it, `opens_page` says that a page begins with it.
    """

    start: int
    end: int
    text: str
    kind: LineKind
    gap: int
    opens_page: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a document's lines are set: `is_wrapped` where paragraphs are broken into lines of about `width`,
    `is_spaced` where a blank line stands between paragraphs.
    """

    is_wrapped: bool
    width: int
    is_spaced: bool = False


def split_lines(document: Document) -> tuple[Line, ...]:
    """Return the lines of `document` that are not blank, in order."""
    lines: list[Line] = []
    raw = list(_LINE.finditer(document.text))
    artifacts = _page_artifacts([m[0] for m in raw])
    page_break, previous_end, gap_base = False, 0, document.text
    for match in raw:
        if match[0] == "\f":
            page_break = True
            continue
        piece = match[0].strip("\ufeff \t\u00a0\u200b")
        breaks = gap_base.count("\n", previous_end, match.start()) or gap_base.count(
            "\r", previous_end, match.start()
        )
        if not piece:
            if len(match[0]) >= 20:
                lines.append(_line(match.start(), match.start(), "", LineKind.RULE, 0, page_break))
            continue
        start = match.start() + match[0].index(piece[0])
        opens = page_break or (
            artifacts and match[0].startswith(" ") and not match[0].startswith("  ")
        )
        lines.append(
            _line(start, start + len(piece), piece, _kind(piece), max(breaks - 1, 0), opens)
        )
        page_break, previous_end = False, match.end()
    return _with_furniture(_page_numbers_checked(lines), document.furniture)


def _line(start: int, end: int, text: str, kind: LineKind, gap: int, opens_page: bool) -> Line:
    return Line(start=start, end=end, text=text, kind=kind, gap=gap, opens_page=opens_page)


def _kind(piece: str) -> LineKind:
    if _RULE.match(piece):
        return LineKind.RULE
    if _PAGE_NUMBER.match(piece.strip("*_ ")):
        return LineKind.PAGE_NUMBER
    return LineKind.TEXT


def _page_artifacts(raw: Sequence[str]) -> bool:
    """Whether a single leading blank marks the first line of a page (converters leave it for a form feed)."""
    lines = [r for r in raw if r.strip()]
    led = sum(r.startswith(" ") and not r.startswith("  ") for r in lines)
    return 0 < led <= max(2, len(lines) // 12)


def _page_numbers_checked(lines: list[Line]) -> tuple[Line, ...]:
    """Keep a lone number as a page number only where it goes up by one, or stands at a page's edge."""
    checked: list[Line] = []
    last = 0
    for at, line in enumerate(lines):
        number = _page_number(line)
        after = lines[at + 1] if at + 1 < len(lines) else None
        if number and (
            number == last + 1
            or (last == 0 and number == 2)
            or (number > last and _at_edge(line, after))
        ):
            last = number
        checked.append(replace(line, kind=LineKind.TEXT) if number and number != last else line)
    return tuple(checked)


def _with_furniture(lines: tuple[Line, ...], spans: Sequence[Span]) -> tuple[Line, ...]:
    """Mark the lines that stand within `spans` as furniture."""
    if not spans:
        return lines
    ordered = sorted(spans, key=lambda span: span.start)
    starts = [span.start for span in ordered]

    def is_within(line: Line) -> bool:
        at = bisect_right(starts, line.start) - 1
        return at >= 0 and line.end <= ordered[at].end

    return tuple(
        replace(line, kind=LineKind.FURNITURE) if is_within(line) else line for line in lines
    )


def _page_number(line: Line) -> int:
    match = (
        _PAGE_NUMBER.match(line.text.strip("*_ ")) if line.kind is LineKind.PAGE_NUMBER else None
    )
    return int(next(g for g in match.groups() if g)) if match else 0


def _at_edge(line: Line, after: Line | None) -> bool:
    """Whether a page begins or ends here, or the number stands alone between blank lines, or is dressed as one."""
    alone = after is None or (line.gap > 0 and after.gap > 0)
    return (
        line.opens_page
        or alone
        or (after is not None and after.opens_page)
        or not line.text.isdigit()
    )


def find_layout(lines: Sequence[Line]) -> Layout:
    """Tell wrapped text (lines of about one width, broken inside sentences) from a paragraph a line."""
    texts = [line for line in lines if line.kind is LineKind.TEXT]
    if len(texts) < 8:
        return Layout(is_wrapped=False, width=1000)
    lengths = sorted(len(line.text) for line in texts)
    width = int(quantiles(lengths, n=10)[8])
    broken = [
        len(a.text)
        for a, b in pairwise(texts)
        if len(a.text) > 30 and is_open(a.text) and b.text[:1].islower()
    ]
    if width > _WIDEST and len(broken) >= max(8, len(texts) // 4):
        width = int(median(broken))  # some lines are joined already, by the reader of a page
    return Layout(
        is_wrapped=width <= _WIDEST and len(broken) >= max(3, len(texts) // 12),
        width=width,
        is_spaced=sum(line.gap > 0 for line in texts) >= 0.75 * len(texts),
    )


def is_open(text: str) -> bool:
    """Whether a line ends inside a sentence: no final mark, or a list number whose entry is still to come."""
    return not _TERMINAL.search(text) or bool(_TRAILING_LIST_MARK.search(text))


def is_unfinished(text: str, after: str) -> bool:
    """Whether a paragraph can't end between these lines: a figure without its unit, a word that wants another.

    Nor does a place end at its kind (`thành phố`) where its name follows.

    Nor does one begin with an abbreviation that ends a clause (`TTHC, không có …`).
    """
    text, after = normalize("NFC", text[-40:]), normalize("NFC", after[:40])
    cut = text[-1:].islower() and _ENDING_WITH_AN_ACRONYM.match(after)
    unit = text[-1:].isdigit() and _CAPITAL_UNIT.match(after)
    place = _PLACE.search(text) and _PROPER_NAME.match(after)
    return bool(_UNFINISHED.search(text) or unit or cut or place)


def bullet_of(text: str) -> str:
    """Return the bullet with which a line begins, or an empty string."""
    match = _BULLET.match(text)
    return match[0] if match else ""


def enumerator_of(text: str) -> tuple[str, str]:
    """Return kind and print of the number or letter a line begins with (`nested`, `3.1.`), or empty strings."""
    match = _ENUMERATOR.match(text)
    if not match or not match.lastgroup:
        return "", ""
    return match.lastgroup, match[0]


def hashes_of(text: str) -> str:
    """Return the Markdown heading mark (`## `) with which a line begins, or an empty string."""
    match = _HASHES.match(text)
    return match[0] if match else ""


def note_of(text: str, *, plain: bool) -> tuple[int, str]:
    """Return number and print of a note's mark at the start of a line, or `(0, "")`.

    `plain` admits a bare number (`1 Đường kết`, `(1) Đường kết`), a mark only at the foot of a page.
    """
    match = _NOTE_TAG.match(text)
    if match:
        printed = next(g for g in match.groups() if g)
        return int(printed.translate(SUPERSCRIPT_DIGITS)), match[0]
    match = _NOTE_PLAIN.match(text) if plain else None
    return (int(match[1]), match[0]) if match else (0, "")
