"""Lines to paragraphs: a line's end is soft where the next word would not have fitted, else its writer ended it.

The rules hold for any column: what they measure with (right edge, pitch, whether lines are stretched to the edge,
whether first lines are set in) is taken from the column itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import regex

from extract.lines import bullet_of, enumerator_of, note_of
from extract.pages.lines import BLANK, PrintedLine, body_size

_STRETCHED = 1.0
"""Points within which a line that is stretched ends at the column's edge."""
_PIECES = 2.5
"""Sizes of the type from which a gap parts pieces of a line."""
_OVER = 6.0
"""Points by which a line may stand out over the edge to which the others are stretched."""
_NEARLY = 0.3
"""Sizes of the type by which a stretched line may miss the column's edge (its paragraph is set in at the right)."""
_WIDER = 1.22
"""A step from line to line that is wider than this many pitches is space between paragraphs."""
_LOOSEST = 2.1
"""Sizes of the type that lines stand apart at most; wider, every second line is blank."""
_SET_IN = 0.8
"""Sizes of the type by which a first line is set in at least."""
_OTHER_SIZE = 0.12
_CENTRED = 2.0
_SLACK = 0.12
"""Sizes of the type by which a word must fit at least to be held to have fitted."""
_SURE_BULLETS = frozenset("+•●○▪■►*")
_CLOSED = regex.compile(r"[.;:!?…][\"”’')\]*]*$")
TITLE = regex.compile(
    r"(?:phụ\s+)?(?:biểu|bảng|phụ\s+lục)(?:\s+số)?\s*(?:\d|[ivx]+\b)|\(?(?:đơn\s+vị(?:\s+tính)?|đvt)\s*:",
    regex.IGNORECASE,
)
"""What begins the title of a table, or the line of its unit."""
_GOES_ON = regex.compile(r"^[\p{Ll}\d(%]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """What a column of text is set with: its edges, the `pitch` of its lines in points, whether its lines are
    stretched to the right edge, whether first lines are set in, and whether it stands beside others.
    """

    left: float
    right: float
    pitch: float
    is_stretched: bool
    is_set_in: bool
    is_side: bool = False


def measure(lines: Sequence[PrintedLine], *, is_side: bool, right: float = 0.0) -> Column:
    """Return how `lines` are set; `right` is the edge that lines of this column reached on other pages."""
    ends = Counter(round(line.right) for line in lines)
    most, count = ends.most_common(1)[0]
    reached = sum(ends[at] for at in (most - 1, most, most + 1))
    edge = max(line.right for line in lines)
    stretched = count >= 3 and reached >= 0.35 * len(lines) and edge - most <= _OVER
    lefts = Counter(round(line.left) for line in lines)
    often = min(0.1 * len(lines), max(lefts.values()))
    left = min(at for at, n in lefts.items() if n >= often)
    size = lines[0].size or 10.0
    set_in = sum(_SET_IN * size < line.left - left < 6 * size for line in lines)
    return Column(
        left=float(left),
        right=max(most + 0.5 if stretched else edge, right),
        pitch=_pitch(lines),
        is_stretched=stretched,
        is_set_in=set_in >= max(2, len(lines) // 12) and lefts[left] >= 2,
        is_side=is_side,
    )


def _pitch(lines: Sequence[PrintedLine]) -> float:
    """The smallest step between lines of one size that is met more than once."""
    steps = Counter(
        round(2 * (b.bottom - a.bottom)) / 2
        for a, b in pairwise(lines)
        if abs(a.size - b.size) < 0.5 and b.bottom - a.bottom > 0.8 * a.size
    )
    size = body_size(lines) or 10.0
    often = [step for step, n in steps.items() if n > 1 or len(steps) == 1]
    return min(min(often or steps, default=1.3 * size), _LOOSEST * size)


def is_apart(before: PrintedLine, line: PrintedLine, column: Column) -> bool:
    """Whether there is more space between two lines of a page than between lines of a paragraph."""
    if before.page != line.page:
        return False
    pitch = column.pitch * max(line.size / before.size, 1.0) if before.size and line.size else 0.0
    return line.bottom - before.bottom > _WIDER * max(pitch, column.pitch)


def goes_on(paragraph: Sequence[PrintedLine], line: PrintedLine, column: Column) -> bool:
    """Whether `line` goes on with `paragraph`, whose lines stand above it or end the page before."""
    last = paragraph[-1]
    if is_apart(last, line, column) or _is_of_other_kind(last, line):
        return False
    if is_rule(last) or is_rule(line) or _is_next_note(paragraph, line):
        return False
    if _has_wide_gap(last) or _has_wide_gap(line):
        return False
    is_page_cut = last.page != line.page
    if column.is_side and not is_page_cut:
        return _goes_on_beside(paragraph, line, column)
    if not _is_full(last, line, column):
        return False
    if _is_centred(last, column) and _is_centred(line, column):
        begins = _is_marked(line) or bool(TITLE.match(line.text))
        return not begins and not _CLOSED.search(last.text)
    step = _step_in(paragraph, line)
    if step > 0:
        return False
    if _is_marked(line) and not _is_within_sentence(paragraph, line, column):
        return False
    if column.right - last.right <= _NEARLY * (last.size or 10.0) or not column.is_stretched:
        return step >= 0 or len(paragraph) == 1
    return _is_ragged(paragraph, line)


def _is_of_other_kind(last: PrintedLine, line: PrintedLine) -> bool:
    return abs(last.size - line.size) > _OTHER_SIZE * max(last.size, line.size)


def _has_wide_gap(line: PrintedLine) -> bool:
    """Whether a line is set in pieces (a name and its figure), which stretched lines are not."""
    return line.widest_gap > _PIECES * (line.size or 10.0)


def _goes_on_beside(paragraph: Sequence[PrintedLine], line: PrintedLine, column: Column) -> bool:
    """Narrow blocks are set by hand: only what can't begin a line of its own goes on."""
    last = paragraph[-1]
    if _is_marked(line) or not _is_full(last, line, column):
        return False
    return bool(_GOES_ON.match(line.text)) or (
        column.is_stretched and abs(last.right - column.right) <= _STRETCHED + 0.5
    )


def _is_full(last: PrintedLine, line: PrintedLine, column: Column) -> bool:
    """Whether the first piece of `line` would not have fitted behind `last`."""
    if last.right >= column.right - _STRETCHED:
        return True
    slack = _SLACK * (last.size or 10.0)
    return last.right + _blank(last) + _first_word(line) > column.right - slack


def _blank(last: PrintedLine) -> float:
    """Width of the blank that would stand behind a line, as wide as those in it."""
    if _is_broken_word(last):
        return 0.0
    gaps = [
        word.left - before.right
        for n, (before, word) in enumerate(pairwise(last.words), start=1)
        if last.has_blank(n)
    ]
    return median(gaps) if gaps else 2 * BLANK * (last.size or 10.0)


def _first_word(line: PrintedLine) -> float:
    """Width of the first word of a line, with what is printed close behind it.

    It may be broken behind a hyphen, but not every program does that, so it counts as a whole.
    """
    first = line.words[0]
    right = first.right
    for n, word in enumerate(line.words[1:], start=1):
        if line.has_blank(n):
            break
        right = word.right
    return right - first.left


def _is_broken_word(last: PrintedLine) -> bool:
    """Whether a word is broken at the end of a line, behind a hyphen or a slash that is its own."""
    text = last.text[-2:]
    return len(text) > 1 and text[-1] in "-/" and text[-2].isalnum()


def _is_marked(line: PrintedLine) -> bool:
    return bool(bullet_of(line.text) or enumerator_of(line.text)[0])


def _is_within_sentence(
    paragraph: Sequence[PrintedLine], line: PrintedLine, column: Column
) -> bool:
    """Whether what looks like a bullet or a number of a list stands inside a sentence that fills the line before."""
    last = paragraph[-1]
    if column.is_stretched and column.is_set_in and line.left < paragraph[0].left - last.size / 2:
        return True
    if _CLOSED.search(last.text) or last.is_bold != line.is_bold:
        return False
    return line.text[0] not in _SURE_BULLETS


def _is_next_note(paragraph: Sequence[PrintedLine], line: PrintedLine) -> bool:
    """Whether a line begins with a note's tag, or with the number after that with which its paragraph begins."""
    if note_of(line.text, plain=False)[0]:
        return True
    number, _ = note_of(paragraph[0].text, plain=True)
    return number > 0 and note_of(line.text, plain=True)[0] == number + 1


def is_rule(line: PrintedLine) -> bool:
    """Whether a line holds no words: blanks or strokes that stand for a rule."""
    return not line.text.strip(" _-–—=*.")


def _is_centred(line: PrintedLine, column: Column) -> bool:
    left, right = line.left - column.left, column.right - line.right
    return left > 2 * _CENTRED and abs(left - right) < 2 * _CENTRED


def _step_in(paragraph: Sequence[PrintedLine], line: PrintedLine) -> int:
    """1 where `line` begins a paragraph by being set in, -1 where by being set out, else 0."""
    last = paragraph[-1]
    least = _SET_IN * (line.size or 10.0)
    step = line.left - last.left
    if len(paragraph) == 1:
        hangs = step > least and not _is_marked(paragraph[0])
        return 1 if hangs else 0
    return 0 if abs(step) <= least else 1 if step > 0 else -1


def _is_ragged(paragraph: Sequence[PrintedLine], line: PrintedLine) -> bool:
    """Whether the paragraph is one that is not stretched in a column whose others are (a heading of two lines)."""
    if len(paragraph) > 1:
        return False
    last = paragraph[0]
    return (last.is_bold and line.is_bold) or bool(_GOES_ON.match(line.text))


def glue(last: PrintedLine) -> str:
    """What joins a line with the one that goes on: nothing where a word is broken, else a blank."""
    return "" if _is_broken_word(last) else " "
