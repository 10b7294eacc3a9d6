"""The notes at the foot of a page: told by the rule above them, their smaller type and their raised marks.

Two of the three must agree, for each of them alone is met in running text too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from extract.pages.lines import PrintedLine, body_size, line_of
from extract.pages.printed import Rule

_SHORT = 0.6
"""A rule above notes covers at most this share of the page's width."""
_SMALLER = 0.94
_MARK = regex.compile(r"^(?:\(?\d{1,3}\)?|\[\d{1,3}\]|\*{1,3})$")
_PLAIN_MARK = regex.compile(r"^\(?[1-9]\d{0,2}\)?[.:]?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Foot:
    """A page parted: the lines of its running text, those of its notes, and the numbers of the marks in the text."""

    body: list[PrintedLine]
    notes: list[PrintedLine]
    marks: frozenset[int]


def split_notes(
    lines: Sequence[PrintedLine],
    rules: Sequence[Rule],
    width: float,
    *,
    is_open: bool = False,
    waiting: frozenset[int] = frozenset(),
) -> Foot:
    """Part a page's lines, given from the top down.

    `is_open` says that the page before has notes, whose last may go on; `waiting` are its marks without a note yet.
    """
    if not lines:
        return Foot(body=[], notes=[], marks=frozenset())
    body = body_size(lines)
    at = _below_rule(lines, rules, width, body, is_open=is_open, waiting=waiting)
    if at is None:
        at = _smaller_at_foot(lines, body)
    if at is None:
        at = len(lines)
    return Foot(body=list(lines[:at]), notes=list(lines[at:]), marks=_marks(lines[:at]) | waiting)


def _marks(lines: Sequence[PrintedLine]) -> frozenset[int]:
    """The numbers of the raised marks in lines."""
    found = set()
    for line in lines:
        digits = ""
        for n, word in enumerate(line.words):
            digits = digits + word.text if n in line.raised else ""
            if digits.strip("()[]").isdecimal():
                found.add(int(digits.strip("()[]")))
    return frozenset(found)


def _below_rule(
    lines: Sequence[PrintedLine],
    rules: Sequence[Rule],
    width: float,
    body: float,
    *,
    is_open: bool,
    waiting: frozenset[int],
) -> int | None:
    left = min(line.left for line in lines)
    short = [
        rule
        for rule in rules
        if rule.is_flat
        and rule.bottom - rule.top < 3
        and 20 < rule.right - rule.left <= _SHORT * width
        and abs(rule.left - left) < 40
    ]
    for rule in sorted(short, key=lambda r: -r.top):
        at = next((n for n, line in enumerate(lines) if line.middle > rule.top), len(lines))
        below = lines[at:]
        if not below or _underlines(lines[:at], rule):
            continue
        if is_open or _are_notes(below, body, _marks(lines[:at]) | waiting):
            return at
    return None


def _underlines(above: Sequence[PrintedLine], rule: Rule) -> bool:
    """Whether a rule is drawn close under words of its own width, or under centred ones (a letterhead's)."""
    if not above:
        return False
    last = above[-1]
    close = rule.top - last.bottom < 0.35 * (last.bottom - last.top)
    return (
        close
        and last.left - 3 <= rule.left
        and rule.right <= last.right + 3
        and last.left > rule.left - 3
    )


def _are_notes(lines: Sequence[PrintedLine], body: float, marks: frozenset[int]) -> bool:
    """Whether lines below a rule are notes: marked, or smaller than the page's text; page numbers don't count."""
    if any(starts_note(line) for line in lines) or _plain_number(lines[0]) in marks:
        return True
    worded = [line for line in lines if any(char.isalpha() for char in line.text)]
    return bool(worded) and all(0 < line.size < _SMALLER * body for line in worded)


def _smaller_at_foot(lines: Sequence[PrintedLine], body: float) -> int | None:
    """Where smaller lines begin that reach down to the page's foot, the first of them with a mark."""
    at = len(lines)
    while at and _may_be_note(lines[at - 1], body):
        at -= 1
    while at < len(lines) and not _opens_notes(lines[at]):
        at += 1
    return at if 0 < at < len(lines) else None


def _may_be_note(line: PrintedLine, body: float) -> bool:
    return 0 < line.size < _SMALLER * body or not any(char.isalpha() for char in line.text)


def _opens_notes(line: PrintedLine) -> bool:
    return starts_note(line) and any(char.isalpha() for char in line.text)


def starts_note(line: PrintedLine) -> bool:
    """Whether a line begins with a raised mark."""
    return 0 in line.raised and bool(_MARK.match(_raised_start(line)[0]))


def _raised_start(line: PrintedLine) -> tuple[str, int]:
    """The raised characters with which a line begins, and how many words they are."""
    count = 0
    while count in line.raised and (count == 0 or not line.has_blank(count)):
        count += 1
    return "".join(word.text for word in line.words[:count]), count


def group_notes(foot: Foot) -> list[list[PrintedLine]]:
    """Return the lines of each note; a first group that has no mark goes on with a note of the page before.

    Where no mark is raised, a number set before the text in the same height is one (`1 Theo ...`), if it is marked in
    the text of the page, or if the text has no marks and the numbers go up by one.
    """
    lines = foot.notes
    plain = _plain_marks(foot) if not any(map(starts_note, lines)) else frozenset()
    groups: list[list[PrintedLine]] = []
    for n, line in enumerate(lines):
        if n in plain:
            groups.append([_raise_first(line)])
        elif starts_note(line) or not groups:
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups


def number_of(note: Sequence[PrintedLine]) -> int:
    """The number of a note by the mark that it begins with, 0 where it has none."""
    digits = _raised_start(note[0])[0].strip("()[]")
    return int(digits) if digits.isdecimal() else 0


def _plain_number(line: PrintedLine) -> int:
    first = line.words[0].text
    if not _PLAIN_MARK.match(first) or len(line.words) < 2:
        return 0
    return int("".join(filter(str.isdecimal, first)))


def _plain_marks(foot: Foot) -> frozenset[int]:
    found: list[int] = []
    last = 0
    for n, line in enumerate(foot.notes):
        number = _plain_number(line)
        if foot.marks and line.words[0].text[0] == "(":
            number = 0  # an entry of a list: the marks in the text have no brackets
        known = number in foot.marks if foot.marks else number == last + 1 or not last
        if number > last and known and (number == last + 1 or not last or foot.marks):
            found.append(n)
            last = number
    return frozenset(found)


def _raise_first(line: PrintedLine) -> PrintedLine:
    made = line_of(line.words, line.page)
    return PrintedLine(
        page=made.page,
        words=made.words,
        raised=made.raised | {0},
        size=made.size,
        top=made.top,
        bottom=made.bottom,
    )
