"""Reading order: columns side by side are read one after the other, everything else line by line.

A gutter is white space that runs down between words over several lines. The blocks of a letterhead (office on the
left, motto on the right), of a signature and of a page in two columns are told by it. A table without rules has
gutters too, but what stands right of them is figures: such lines are read across.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.pages.lines import PrintedLine, line_of

_WIDE = 2.2
"""Width, in sizes of the type, of a gap that blanks between words don't reach: half of a gutter's lines have it."""
_NARROW = 0.45
"""Width, in sizes of the type, of a gutter at its narrowest."""
_LONG = 8
"""Lines from which a gutter may be narrow all along (a page in two columns)."""
_NEAR = 1.7
"""Lines of a block stand within this many heights of each other."""
_ALIGNED = 4.0
"""Points by which edges or middles of lines of one block may differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """Lines that are read one after the other; `is_side` where other lines stand beside them."""

    lines: tuple[PrintedLine, ...]
    is_side: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gutter:
    """White space from `left` to `right` beside the lines `first` to `last` (included)."""

    left: float
    right: float
    first: int
    last: int


def order_lines(lines: Sequence[PrintedLine], *, is_side: bool = False) -> list[Flow]:
    """Return `lines`, given from the top down, in reading order."""
    flows: list[Flow] = []
    done = at = 0
    while at < len(lines):
        gutter = _gutter(lines, at)
        if gutter is None:
            at += 1
            continue
        flows.extend(_plain(lines[done : gutter.first], is_side=is_side))
        left, right = _sides(lines[gutter.first : gutter.last + 1], gutter)
        flows.extend(order_lines(left, is_side=True))
        flows.extend(order_lines(right, is_side=True))
        done = at = gutter.last + 1
    flows.extend(_plain(lines[done:], is_side=is_side))
    return flows


def _plain(lines: Sequence[PrintedLine], *, is_side: bool) -> Iterator[Flow]:
    if lines:
        yield Flow(lines=tuple(lines), is_side=is_side)


def _gutter(lines: Sequence[PrintedLine], at: int) -> _Gutter | None:
    """The widest gutter that begins at line `at`, if it runs down far enough and parts words from words."""
    found = [
        gutter
        for left, right in _gaps(lines[at])
        if (gutter := _follow(lines, at, left, right)) is not None
    ]
    return max(found, key=lambda g: (g.last, g.right - g.left), default=None)


def _gaps(line: PrintedLine) -> Iterator[tuple[float, float]]:
    least = _NARROW * (line.size or 10.0)
    end = line.words[0].right
    for word in line.words[1:]:
        if word.left - end >= least:
            yield end, word.left
        end = max(end, word.right)


def _follow(lines: Sequence[PrintedLine], at: int, left: float, right: float) -> _Gutter | None:
    size = lines[at].size or 10.0
    both = [lines[at]]
    widths = [right - left]
    last = at
    for n in range(at + 1, len(lines)):
        line = lines[n]
        white = _white_at(line, left, right)
        if min(right, white[1]) - max(left, white[0]) < _NARROW * size:
            break
        sided = white[0] > line.left and white[1] < line.right
        if not sided and not _joins_block(lines, at, n, (left, right)):
            break
        left, right = max(left, white[0]), min(right, white[1])
        last = n
        if sided:
            both.append(line)
            widths.append(white[1] - white[0])
    wide = sum(width >= _WIDE * size for width in widths)
    if len(both) < 2 or (2 * wide < len(both) and len(both) < _LONG):
        return None
    return (
        _Gutter(left=left, right=right, first=at, last=last) if _parts_words(both, right) else None
    )


def _white_at(line: PrintedLine, left: float, right: float) -> tuple[float, float]:
    """The white space of `line` that shares most with that from `left` to `right`; beyond its words it has no end."""
    best, most = (left, left), 0.0
    start = float("-inf")
    for word in line.words:
        shared = min(right, word.left) - max(left, start)
        if shared > most:
            best, most = (start, word.left), shared
        start = max(start, word.right)
    return (start, float("inf")) if right - max(left, start) > most else best


def _joins_block(
    lines: Sequence[PrintedLine], at: int, n: int, gutter: tuple[float, float]
) -> bool:
    """Whether line `n`, which stands on one side only, belongs to that side's block."""
    line = lines[n]
    on_left = line.right <= gutter[1]
    above = [
        part
        for other in lines[at:n]
        if (part := _side(other, sum(gutter) / 2, left=on_left)) is not None
    ]
    if not above:
        return not on_left or line.top - lines[n - 1].bottom < line.size
    last = above[-1]
    near = line.middle - last.middle <= _NEAR * max(line.bottom - line.top, last.bottom - last.top)
    if not on_left:
        return True
    aligned = (
        abs(line.left - last.left) < _ALIGNED
        or abs(line.left + line.right - last.left - last.right) < 2 * _ALIGNED
    )
    return near and aligned


def _parts_words(lines: Sequence[PrintedLine], right: float) -> bool:
    """Whether letters stand on both sides in most lines: figures behind names are read across."""
    worded = sum(
        _has_letters(w.text for w in line.words if w.left >= right - 0.01)
        and _has_letters(w.text for w in line.words if w.left < right - 0.01)
        for line in lines
    )
    return worded >= 0.6 * len(lines)


def _has_letters(words: Iterator[str]) -> bool:
    return sum(char.isalpha() for word in words for char in word) >= 4


def _sides(
    lines: Sequence[PrintedLine], gutter: _Gutter
) -> tuple[list[PrintedLine], list[PrintedLine]]:
    middle = (gutter.left + gutter.right) / 2
    left = [part for line in lines if (part := _side(line, middle, left=True)) is not None]
    right = [part for line in lines if (part := _side(line, middle, left=False)) is not None]
    return left, right


def _side(line: PrintedLine, middle: float, *, left: bool) -> PrintedLine | None:
    words = [word for word in line.words if (word.left + word.right < 2 * middle) == left]
    if len(words) == len(line.words):
        return line
    return line_of(words, line.page) if words else None
