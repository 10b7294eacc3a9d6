"""Tables without rules, told by figures that stand under each other in columns.

A line is a row of figures where at least three of its pieces, parted by wide gaps, are figures or strokes. Rows of
figures that follow each other with only labels between them are a table if at least three columns of theirs hold
figures. The lines above whose pieces stand over the columns are its head.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from extract.pages.lines import PrintedLine
from extract.pages.paragraphs import TITLE
from extract.pages.printed import Grid, GridCell

_GAP = 0.9
"""Sizes of the type from which a gap parts two pieces of a row."""
_HEAD_GAP = 0.55
"""The same in a head, whose words fill their columns."""
_FIGURE = regex.compile(
    r"^[(+\-–−]?\s?(?:\d{1,3}(?: \d{3})+(?:,\d+)?|\d[\d.,]*)\s?%?\)?(?:\(\*+\)|\*+)?$"
)
_MARK = regex.compile(r"^\(?(?:(?P<n>\d{1,2})|\p{L})\)?(?:\s?=.*)?$")
_YEAR = regex.compile(r"^(?:19|20)\d\d$")
_STROKE = regex.compile(r"^[-–—…x]$|^\.{2,}$")
_NUMBER = regex.compile(r"\d\S*(?:\s|$)")
_LEAST_FIGURES = 3
_LEAST_ROWS = 2
_LEAST_NARROW = 3
"""Rows that a table with but two columns of figures has at least."""
_MOST_LABELS = 4
"""Lines without figures that may follow each other inside a table."""
_MOST_HEAD = 7
_NEAR = 2.6
"""Lines of a table stand within this many heights of each other."""
_NEAR_HEAD = 4.5
"""The same for the lowest line of a head whose cells are high, if it has several pieces."""
_OUT = 6
"""Sizes of the type by which a head of several pieces may begin before the numbers of the rows."""
_SAME = 4.0
"""Points (twice over) by which the middles of a cell's lines differ at most."""
_OFF = 0.025
"""Share of a table's width by which a title over the whole of it stands off its middle at most."""
_BARE = 60.0
"""What a column without a head costs, in points by which heads stand off the middle of their columns."""
_UNIT_LINE = regex.compile(r"^\(?(?:đơn\s+vị|đvt|unit)", regex.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    left: float
    right: float
    text: str

    @property
    def is_figure(self) -> bool:
        return bool(_FIGURE.match(self.text))

    @property
    def is_filled(self) -> bool:
        """Whether it stands in a column of figures."""
        return self.is_figure or bool(_STROKE.match(self.text))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """Lines that are one row of a table; of a head's line, `spans` are the columns of each of its pieces."""

    lines: tuple[PrintedLine, ...]
    spans: tuple[tuple[int, int], ...] = ()

    @property
    def top(self) -> float:
        return self.lines[0].top

    @property
    def bottom(self) -> float:
        return self.lines[-1].bottom


def find_aligned(lines: Sequence[PrintedLine], ruled: Sequence[Grid]) -> tuple[Grid, ...]:
    """Return the tables that `lines`, given from the top down, form outside of the `ruled` ones."""
    free = [line for line in lines if not any(_is_in(line, grid) for grid in ruled)]
    if sum(_is_row(line) for line in free) < _LEAST_ROWS:
        return ()
    return tuple(grid for run in _runs(free) if (grid := _grid(free, *run)) is not None)


def _is_in(line: PrintedLine, grid: Grid) -> bool:
    return (
        grid.top <= line.middle <= grid.bottom and line.left < grid.right and line.right > grid.left
    )


def _pieces(line: PrintedLine, gap: float) -> list[_Piece]:
    """The parts of a line between gaps of at least `gap` sizes of its type."""
    pieces: list[_Piece] = []
    begin = 0
    for n in range(1, len(line.words) + 1):
        words = line.words[begin:n]
        if n == len(line.words) or line.words[n].left - words[-1].right >= gap * line.size:
            text = "".join(
                f" {w.text}" if k and line.has_blank(begin + k) else w.text
                for k, w in enumerate(words)
            )
            pieces.append(_Piece(left=words[0].left, right=words[-1].right, text=text))
            begin = n
    return pieces


def _is_row(line: PrintedLine) -> bool:
    if len(_NUMBER.findall(line.text)) < 2:
        return False
    pieces = _pieces(line, _GAP)
    if _numbers_columns(pieces):
        return False
    figures = sum(piece.is_figure for piece in pieces)
    if figures == sum(bool(_YEAR.match(piece.text)) for piece in pieces):
        return False
    filled = sum(piece.is_filled for piece in pieces)
    is_narrow = filled == len(pieces) - 1 and not pieces[0].is_filled
    return figures >= 2 and (filled >= _LEAST_FIGURES or is_narrow or _has_unit(pieces))


def _numbers_columns(pieces: Sequence[_Piece]) -> bool:
    """Whether a line numbers the columns below a head: `(1) (2) (3)`, `A B 1 2 3=2/1`."""
    marks = [_MARK.match(piece.text) for piece in pieces]
    numbers = [int(mark["n"]) for mark in marks if mark and mark["n"]]
    return all(marks) and len(numbers) > 1 and all(b - a == 1 for a, b in pairwise(numbers))


def _has_unit(pieces: Sequence[_Piece]) -> bool:
    """Whether the figures stand behind two pieces of words, a name and its unit, and nothing else between them."""
    words = [k for k, piece in enumerate(pieces) if not piece.is_filled]
    return len(words) == 2 and words[1] - words[0] == 1 and words[1] < len(pieces) - 2


def _runs(lines: Sequence[PrintedLine]) -> Iterator[tuple[int, int]]:
    """First and last row of figures (included) of each stretch that may be a table."""
    first = last = -1
    for n, line in enumerate(lines):
        if not _is_row(line):
            continue
        if first >= 0 and _is_stretch(lines[last : n + 1]):
            last = n
            continue
        if last > first >= 0:
            yield first, last
        first = last = n
    if last > first >= 0:
        yield first, last


def _is_stretch(lines: Sequence[PrintedLine]) -> bool:
    """Whether only labels stand between two rows of figures, and no line stands far off."""
    if len(lines) - 2 > _MOST_LABELS:
        return False
    near = all(b.middle - a.middle < _NEAR * (b.bottom - b.top) for a, b in pairwise(lines))
    right = max(piece.left for piece in _pieces(lines[0], _GAP) if piece.is_filled)
    return near and all(line.right < right or _has_figure(line) for line in lines[1:-1])


def _has_figure(line: PrintedLine) -> bool:
    pieces = _pieces(line, _GAP)
    return len(pieces) > 1 and any(piece.is_filled for piece in pieces)


def _grid(lines: Sequence[PrintedLine], first: int, last: int) -> Grid | None:
    body = lines[first : last + 1]
    columns = _columns(body)
    figures = [
        sum(p.is_filled and _is_over(p, column) for line in body for p in _pieces(line, _GAP))
        for column in columns
    ]
    n_columns = sum(n >= _LEAST_ROWS for n in figures)
    is_narrow = n_columns == _LEAST_FIGURES - 1 and sum(map(_is_row, body)) >= _LEAST_NARROW
    if n_columns < _LEAST_FIGURES and not is_narrow:
        return None
    while last + 1 < len(lines) and _trails(lines, last, columns):
        last += 1
    rows = list(_rows(lines[first : last + 1], columns))
    head = lines[_head_start(lines, first, columns) : first]
    if head:
        columns = _widened(columns, head[-1])
    return _made([*_head_rows(head, columns, figures), *rows], columns)


def _head_rows(
    head: Sequence[PrintedLine],
    columns: Sequence[tuple[float, float]],
    figures: Sequence[int],
) -> Iterator[_Row]:
    """The lines of a head, each with what its pieces stand over."""
    label = next((k for k, n in enumerate(figures) if not n), -1)
    open_columns = {k for k, n in enumerate(figures) if n and k > label}
    for at, line in enumerate(head):
        pieces = _pieces(line, _HEAD_GAP)
        headed = {
            k
            for other, beside in enumerate(head[:-1])
            if other != at
            for piece in _pieces(beside, _HEAD_GAP)
            for k, column in enumerate(columns)
            if _is_over(piece, column)
        }
        wanted = open_columns - headed if line is not head[-1] else set()
        mates = [_mate(piece, line, head, columns) for piece in pieces]
        yield _Row(lines=(line,), spans=_head_spans(pieces, columns, open_columns, wanted, mates))


def _mate(
    piece: _Piece,
    line: PrintedLine,
    head: Sequence[PrintedLine],
    columns: Sequence[tuple[float, float]],
) -> tuple[int, bool] | None:
    """The one column over which a piece of another line stands that is set around the same middle, and whether that
    is a head of its own below one of several columns; else both are lines of one cell.
    """
    for other in head:
        for beside in _pieces(other, _HEAD_GAP) if other is not line else ():
            over = [k for k, column in enumerate(columns) if _is_over(beside, column)]
            over = over or [_nearest(beside, columns, 0)]
            if (
                len(over) != 1
                or abs(beside.left + beside.right - piece.left - piece.right) >= _SAME
            ):
                continue
            return over[0], _is_child(over[0], other, line, columns)
    return None


def _is_child(
    column: int, below: PrintedLine, line: PrintedLine, columns: Sequence[tuple[float, float]]
) -> bool:
    """Whether the piece over `column` stands under a head of several columns: those beside it have one on its line,
    and none on the line above.
    """
    sides = [k for k in (column - 1, column + 1) if 0 <= k < len(columns)]
    if below.middle <= line.middle or len(sides) < 2:
        return False
    lower, upper = _pieces(below, _HEAD_GAP), _pieces(line, _HEAD_GAP)
    return all(
        any(_is_over(p, columns[k]) for p in lower)
        and not any(_is_over(p, columns[k]) for p in upper)
        for k in sides
    )


def _head_spans(
    pieces: Sequence[_Piece],
    columns: Sequence[tuple[float, float]],
    open_columns: set[int],
    wanted: set[int],
    mates: Sequence[tuple[int, bool] | None],
) -> tuple[tuple[int, int], ...]:
    """First and last column for each piece of a head's line, so that each is set around the middle of its columns.

    Only `open_columns` (those of figures) may be shared by a piece; to leave one of `wanted` without a head costs.
    """
    best: tuple[float, tuple[tuple[int, int], ...]] = (float("inf"), ())

    def choose(n: int, free: int, cost: float, chosen: tuple[tuple[int, int], ...]) -> None:
        nonlocal best
        if cost >= best[0]:
            return
        if n == len(pieces):
            covered = {k for i, j in chosen for k in range(i, j + 1)}
            best = min(best, (cost + _BARE * len(wanted - covered), chosen))
            return
        mate = mates[n]
        places = list(_choices(pieces[n], columns, open_columns, free))
        if mate is not None and mate[0] >= free:
            wide = [(i, j) for i, j in places if i < mate[0] < j]
            places = wide if wide and mate[1] else [(mate[0], mate[0]), *wide]
        for i, j in places:
            off = abs(columns[i][0] + columns[j][1] - pieces[n].left - pieces[n].right)
            choose(n + 1, j + 1, cost + off, (*chosen, (i, j)))

    choose(0, 0, 0.0, ())
    return best[1]


def _choices(
    piece: _Piece,
    columns: Sequence[tuple[float, float]],
    open_columns: set[int],
    free: int,
) -> Iterator[tuple[int, int]]:
    """The columns that a piece may stand over: those that it reaches, with open ones beside them."""
    over = [k for k, column in enumerate(columns) if _is_over(piece, column)]
    over = over or [_nearest(piece, columns, 0)]
    first, last = over[0], over[-1]
    if first < free:
        if last < free:
            return
        first = free
    starts, ends = [first], [last]
    while starts[-1] - 1 >= free and first in open_columns and starts[-1] - 1 in open_columns:
        starts.append(starts[-1] - 1)
    while last in open_columns and ends[-1] + 1 in open_columns:
        ends.append(ends[-1] + 1)
    yield from ((i, j) for i in starts for j in ends)


def _widened(
    columns: Sequence[tuple[float, float]], line: PrintedLine
) -> list[tuple[float, float]]:
    """The columns with what the lowest line of the head covers of each."""
    wide = list(columns)
    for piece in _pieces(line, _HEAD_GAP):
        over = [k for k, column in enumerate(columns) if _is_over(piece, column)]
        if len(over) == 1:
            left, right = wide[over[0]]
            wide[over[0]] = min(left, piece.left), max(right, piece.right)
    return wide if all(a[1] <= b[0] for a, b in pairwise(wide)) else list(columns)


def _columns(body: Sequence[PrintedLine]) -> list[tuple[float, float]]:
    """The stretches that the pieces of the rows of figures cover, from left to right.

    A stroke that stands apart from them (in the middle of its cell) makes a column only where most rows have one.
    """
    rows = [_pieces(line, _GAP) for line in body if _is_row(line)]
    pieces = [piece for row in rows for piece in row]
    columns = _merged([p for p in pieces if not _STROKE.match(p.text)])
    apart = [
        p for p in pieces if _STROKE.match(p.text) and not any(_is_over(p, c) for c in columns)
    ]
    for own in _merged(apart) if apart else ():
        if 2 * sum(_is_over(p, own) for p in apart) >= len(rows):
            columns.append(own)
    return sorted(columns)


def _merged(pieces: Sequence[_Piece]) -> list[tuple[float, float]]:
    covered = sorted((piece.left, piece.right) for piece in pieces)
    columns = [covered[0]]
    for left, right in covered[1:]:
        if left < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    return columns


def _is_over(piece: _Piece, column: tuple[float, float]) -> bool:
    return piece.left < column[1] and piece.right > column[0]


def _trails(
    lines: Sequence[PrintedLine], last: int, columns: Sequence[tuple[float, float]]
) -> bool:
    """Whether the line behind the last row still belongs to it: a row with fewer figures, or the rest of its label."""
    line, before = lines[last + 1], lines[last]
    if line.middle - before.middle >= _NEAR * (line.bottom - line.top) / 1.5:
        return False
    pieces = _pieces(line, _GAP)
    if len(pieces) > 1 and any(piece.is_figure for piece in pieces):
        return all(sum(_is_over(p, c) for c in columns) == 1 for p in pieces if p.is_filled)
    starts = [p for p in _pieces(before, _GAP) if not p.is_filled][:1]
    return (
        len(pieces) == 1
        and bool(starts)
        and line.text[:1].islower()
        and abs(line.left - starts[0].left) < line.size
        and sum(_is_over(pieces[0], column) for column in columns) == 1
    )


def _head_start(
    lines: Sequence[PrintedLine], first: int, columns: Sequence[tuple[float, float]]
) -> int:
    """Where the head begins: the lines above whose pieces stand over the columns, not a title or a sentence."""
    width = columns[-1][1] - columns[0][0]
    start = at = first
    while at and first - at < _MOST_HEAD:
        line, below = lines[at - 1], lines[at]
        pieces = _pieces(line, _HEAD_GAP)
        near = _NEAR_HEAD if at == first and len(pieces) > 1 else _NEAR
        if below.middle - line.middle > near * (line.bottom - line.top):
            break
        if _UNIT_LINE.match(line.text) or any(p.right - p.left > 0.6 * width for p in pieces):
            break
        middle = (columns[0][0] + columns[-1][1]) / 2
        is_centred = abs((pieces[0].left + pieces[-1].right) / 2 - middle) < _OFF * width
        if len(pieces) == 1 and (is_centred or TITLE.match(line.text)):
            break
        out = _OUT if len(pieces) > 1 else 1
        if (
            line.left < columns[0][0] - out * line.size
            or line.right > columns[-1][1] + 4 * line.size
        ):
            break
        at -= 1
        if len(pieces) > 1 or not _is_over(pieces[0], columns[0]):
            start = at
    return start


def _rows(lines: Sequence[PrintedLine], columns: Sequence[tuple[float, float]]) -> Iterator[_Row]:
    """Lines to rows: the rest of a label goes to the row above, a label before a row without one to that row."""
    waiting: list[PrintedLine] = []
    row: list[PrintedLine] = []
    for line in lines:
        pieces = _pieces(line, _GAP)
        if not any(piece.is_filled for piece in pieces):
            if row and not waiting and line.text[:1].islower():
                row.append(line)
            else:
                waiting.append(line)
            continue
        if row:
            yield _Row(lines=tuple(row))
        labelled = not pieces[0].is_filled or _is_over(pieces[0], columns[0])
        if labelled or not waiting:
            yield from (_Row(lines=(label,)) for label in waiting)
            row = [line]
        else:
            yield from (_Row(lines=(label,)) for label in waiting[:-1])
            row = [waiting[-1], line]
        waiting = []
    if row:
        yield _Row(lines=tuple(row))
    yield from (_Row(lines=(label,)) for label in waiting)


def _made(rows: Sequence[_Row], columns: Sequence[tuple[float, float]]) -> Grid:
    left = min(line.left for row in rows for line in row.lines) - 1
    right = max(line.right for row in rows for line in row.lines) + 1
    edges = [left, *((a[1] + b[0]) / 2 for a, b in pairwise(columns)), right]
    tops = [
        rows[0].top - 1,
        *((a.bottom + b.top) / 2 for a, b in pairwise(rows)),
        rows[-1].bottom + 1,
    ]
    cells = [
        cell
        for n, row in enumerate(rows)
        for cell in _cells(n, row, (tops[n], tops[n + 1]), edges, columns)
    ]
    return Grid(
        left=left, top=tops[0], right=right, bottom=tops[-1], cells=tuple(cells), is_ruled=False
    )


def _cells(
    n: int,
    row: _Row,
    heights: tuple[float, float],
    edges: Sequence[float],
    columns: Sequence[tuple[float, float]],
) -> Iterator[GridCell]:
    """The cells of a row; a piece that stands over several columns covers them, and no edge cuts a piece."""
    spans: dict[int, int] = {}
    own = list(edges)
    for line in row.lines:
        pieces = _pieces(line, _HEAD_GAP if row.spans else _GAP)
        for piece, (first, last) in zip(pieces, _spans(pieces, row, columns), strict=True):
            spans[first] = max(last, spans.get(first, first))
            own[first] = min(own[first], piece.left - 0.2)
            own[last + 1] = max(own[last + 1], piece.right + 0.2)
    at = 0
    while at < len(columns):
        to = spans.get(at, at)
        yield GridCell(
            row=n,
            column=at,
            left=own[at],
            top=heights[0],
            right=own[to + 1],
            bottom=heights[1],
            columns=to + 1 - at,
        )
        at = to + 1


def _spans(
    pieces: Sequence[_Piece], row: _Row, columns: Sequence[tuple[float, float]]
) -> Iterator[tuple[int, int]]:
    """First and last column that each piece of a line stands over."""
    if row.spans:
        yield from row.spans
        return
    for piece in pieces:
        over = [k for k, column in enumerate(columns) if _is_over(piece, column)]
        over = over or [_nearest(piece, columns, 0)]
        yield over[0], over[-1]


def _nearest(piece: _Piece, columns: Sequence[tuple[float, float]], free: int) -> int:
    middle = (piece.left + piece.right) / 2
    return min(
        range(free, len(columns)), key=lambda k: abs(columns[k][0] + columns[k][1] - 2 * middle)
    )
