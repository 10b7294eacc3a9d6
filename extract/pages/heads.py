"""The head of a table without rules: which of its lines are one cell, and over which columns each cell stands.

Two things tell it, as they tell a reader. Lines of one cell follow each other at the pitch of the type and are set
around one middle (or from one left edge). A cell over several columns is set around the middle of these columns, whose
edges follow from where their figures end: figures are set to the right, so a column ends a little behind them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extract.pages.columns import Column
from extract.pages.pieces import Piece, parted

Range = tuple[int, int]
"""First and last column, both included."""

_PITCH = 1.45
"""Sizes of the type by which lines of one cell follow each other at most."""
_LOOSER = 1.25
"""How much farther apart than the closest lines those of one cell may be."""
_SAME = 0.3
"""Sizes of the type by which the middles or left edges of a cell's lines differ at most."""
_LEVEL = 0.2
"""Sizes of the type by which pieces on one height differ at most."""
_PAD = 0.5
"""Sizes of the type between a figure and the edge of its column where heads don't tell it."""
_FREE = 3.0
"""What a column of figures without a head of its own costs, in sizes of the type."""
_SHARED = 1.5
"""What each further column below a cell with nothing under it costs."""
_RAISED = 2.0
"""What it costs that a cell with nothing under its words stands over the cells beside it."""
_OUT = 2.0
"""What a size of the type costs by which a cell's words reach out of its columns."""
_DROPPED = 4.0
"""What it costs to leave a cell apart from all columns, so that it gets an empty one of its own."""
_ALIKE = 0.25
"""What a further column under a cell is worth whose own head stands on the height of those under it."""
_UNLIKE = 1.0
"""What a column costs whose own head stands on another height than those beside it under the same cell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """The lines of one cell of a head."""

    pieces: tuple[Piece, ...]

    @property
    def left(self) -> float:
        return min(piece.left for piece in self.pieces)

    @property
    def right(self) -> float:
        return max(piece.right for piece in self.pieces)

    @property
    def top(self) -> float:
        return self.pieces[0].top

    @property
    def bottom(self) -> float:
        return self.pieces[-1].bottom

    @property
    def size(self) -> float:
        return self.pieces[0].size

    @property
    def middle(self) -> float:
        """Half-way between its edges, by its widest line."""
        return max(self.pieces, key=lambda piece: piece.right - piece.left).middle

    def is_beside(self, other: Block) -> bool:
        """Whether some of both stands over the same stretch of the page's width."""
        return self.left < other.right and self.right > other.left

    def is_above(self, other: Block) -> bool:
        return self.pieces[-1].height < other.pieces[0].height and (
            self.bottom <= other.top + 0.5 * other.size
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadCell:
    """A cell of a head: its words' box in points, the first row and the number of rows, the columns it stands over."""

    block: Block
    row: int
    rows: int
    columns: Range


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The cells of a head, the columns with those that only the head shows, and their edges (one more than these, in
    points).
    """

    cells: tuple[HeadCell, ...]
    columns: tuple[Column, ...]
    edges: tuple[float, ...]


def read_head(pieces: Sequence[Piece], columns: Sequence[Column], size: float) -> Head:
    """Return the head that `pieces`, given in any order, form over `columns`; `size` is that of the type.

    Rows count from 0. No column stands below two cells of one row.
    """
    blocks = find_blocks(pieces)
    spans = _Spans(blocks, columns, size)
    placed = spans.choose()
    if shared := [block for block, (a, b) in placed if a < b and spans.is_lowest(block)]:
        blocks = find_blocks(_without_shared(pieces, shared, columns))
        spans = _Spans(blocks, columns, size)
        placed = spans.choose()
    if bare := [block for block in blocks if not any(block is b for b, _ in placed)]:
        empty = [
            Column(left=b.left, right=b.right, has_figures=False, is_right=False) for b in bare
        ]
        spans = _Spans(blocks, sorted([*columns, *empty], key=lambda column: column.left), size)
        placed = spans.choose()
    cells = tuple(_levelled(placed))
    return Head(cells=cells, columns=tuple(spans.columns), edges=tuple(spans.edges))


def _without_shared(
    pieces: Sequence[Piece], shared: Sequence[Block], columns: Sequence[Column]
) -> Iterator[Piece]:
    """The pieces, those of cells that several columns share though nothing stands under them parted between these."""
    gutters = [(a.right, b.left) for a, b in pairwise(columns)]
    for piece in pieces:
        is_shared = any(piece is other for block in shared for other in block.pieces)
        yield from parted(piece, gutters) if is_shared else (piece,)


def find_blocks(pieces: Iterable[Piece]) -> list[Block]:
    """Join the pieces that are lines of one cell; the blocks come from the top down."""
    ordered = sorted(pieces, key=lambda piece: (piece.height, piece.left))
    below = _links(ordered)
    following = set(below.values())
    blocks: list[Block] = []
    for n in range(len(ordered)):
        if n in following:
            continue
        chain = [n]
        while chain[-1] in below:
            chain.append(below[chain[-1]])
        blocks.append(Block(pieces=tuple(ordered[k] for k in chain)))
    return blocks


def _links(pieces: Sequence[Piece]) -> dict[int, int]:
    """For each piece the one under it that is the next line of its cell."""
    under = {n: _next_below(n, pieces) for n in range(len(pieces))}
    above: dict[int, list[int]] = {}
    for n, lower in under.items():
        for k in lower:
            above.setdefault(k, []).append(n)
    links = {
        n: lower[0]
        for n, lower in under.items()
        if len(lower) == 1
        and len(above[lower[0]]) == 1
        and _is_set_alike(pieces[n], pieces[lower[0]])
    }
    if not links:
        return {}
    closest = min(pieces[k].height - pieces[n].height for n, k in links.items())
    close = {
        n: k for n, k in links.items() if pieces[k].height - pieces[n].height <= _LOOSER * closest
    }
    return {n: k for n, k in close.items() if not _stands_over(n, k, pieces, close)}


def _next_below(n: int, pieces: Sequence[Piece]) -> list[int]:
    """The pieces under piece `n` within the pitch of the type, up to the first height that has some."""
    piece = pieces[n]
    found = [
        k
        for k, other in enumerate(pieces)
        if _LEVEL * piece.size < other.height - piece.height <= _PITCH * max(piece.size, other.size)
        and other.is_over((piece.left, piece.right))
    ]
    first = min((pieces[k].height for k in found), default=0.0)
    return [k for k in found if pieces[k].height - first <= _LEVEL * piece.size]


def _is_set_alike(piece: Piece, lower: Piece) -> bool:
    same = _SAME * piece.size
    return abs(piece.middle - lower.middle) <= same or abs(piece.left - lower.left) <= same


def _stands_over(n: int, k: int, pieces: Sequence[Piece], links: dict[int, int]) -> bool:
    """Whether piece `n` is a cell of its own over the cell that begins with `k` and those beside it: these begin on
    the height of `k` on either side with words of the same kind, and neither goes on above nor stands around the same
    middle height.
    """
    upper, lower = pieces[n], pieces[k]
    sides = [
        m
        for m, other in enumerate(pieces)
        if m != k and abs(other.height - lower.height) <= _LEVEL * lower.size
    ]
    left = max(
        (m for m in sides if pieces[m].right < lower.left),
        key=lambda m: pieces[m].right,
        default=None,
    )
    right = min(
        (m for m in sides if pieces[m].left > lower.right),
        key=lambda m: pieces[m].left,
        default=None,
    )
    if left is None or right is None or any(m in links.values() for m in (left, right)):
        return False
    if k in links and not any(m in links for m in (left, right)):
        return False
    if _goes_on(lower) and not (_goes_on(pieces[left]) and _goes_on(pieces[right])):
        return False
    reach = pieces[left].middle, pieces[right].middle
    return not any(
        other is not upper
        and abs(other.height - upper.height) <= _LEVEL * upper.size
        and other.is_over(reach)
        for other in pieces
    )


def _goes_on(piece: Piece) -> bool:
    """Whether a piece begins as the second line of a cell may: with a small letter or a number."""
    return piece.text[:1].islower() or piece.text[:1].isdecimal()


class _Spans:
    """Finds the columns of each block: first of those with nothing under them, then of those over others."""

    def __init__(self, blocks: Sequence[Block], columns: Sequence[Column], size: float) -> None:
        self.blocks = sorted(blocks, key=lambda block: (block.left + block.right, block.top))
        self.columns = columns
        self.size = size
        self.pad = _PAD * self.size
        self.edges = self._edges()

    def choose(self) -> list[tuple[Block, Range]]:
        """The blocks with their columns, without those that stand apart from all columns."""
        lowest = [block for block in self.blocks if self.is_lowest(block)]
        self._settle(self._place(lowest))
        placed = self._place(lowest)
        rest = [b for b in self.blocks if not any(b is other for other, _ in placed)]
        for block in sorted(rest, key=lambda block: -block.bottom):
            if not self._is_apart(block, lowest):
                placed.append((block, self._over(block, placed)))
        return placed

    def is_lowest(self, block: Block) -> bool:
        """Whether nothing stands under a block."""
        return not any(block.is_above(b) and block.is_beside(b) for b in self.blocks)

    def _is_apart(self, block: Block, lowest: Sequence[Block]) -> bool:
        """Whether a block with nothing under it stands over no column."""
        return any(block is other for other in lowest) and not any(
            block.left < column.right and block.right > column.left for column in self.columns
        )

    def _edges(self) -> list[float]:
        """The left edge of each column and the right edge of the last, in points."""
        inner = [self._edge(a, b) for a, b in pairwise(self.columns)]
        return [self.columns[0].left - self.pad, *inner, self.columns[-1].right + self.pad]

    def _edge(self, before: Column, column: Column) -> float:
        if before.is_right:
            return min(before.right + self.pad, (before.right + column.left) / 2 + self.pad)
        if not column.has_figures:
            return max(column.left - self.pad, before.right)
        return (before.right + column.left) / 2

    def _settle(self, chosen: Sequence[tuple[Block, Range]]) -> None:
        """Take the edges from the heads of one column, which are set around its middle: the space behind figures, and
        where the first column of figures begins.
        """
        single = {first: block for block, (first, last) in chosen if first == last}
        rights = [
            0 <= k < len(self.columns) and self.columns[k].is_right
            for k in range(-1, len(self.columns))
        ]
        pads = [
            block.middle - (self.columns[k - 1].right + self.columns[k].right) / 2
            for k, block in single.items()
            if rights[k] and rights[k + 1]
        ]
        if pads:
            self.pad = min(max(median(pads), 0.0), 2 * self.size)
            self.edges = self._edges()
        for k, block in single.items():
            if k and self.columns[k].has_figures and not self.columns[k - 1].has_figures:
                least, most = self.columns[k - 1].right, self.columns[k].left
                self.edges[k] = min(max(2 * block.middle - self.edges[k + 1], least), most)

    def _off(self, block: Block, columns: Range) -> float:
        """How badly a block stands over columns, in sizes of the type; where the first begins nobody knows."""
        left, right = self.edges[columns[0]], self.edges[columns[1] + 1]
        if not columns[0]:
            left = min(left, 2 * block.middle - right)
        out = max(left - block.left, 0.0) + max(block.right - right, 0.0)
        return (abs(block.middle - (left + right) / 2) + _OUT * out) / self.size

    def _place(self, lowest: Sequence[Block]) -> list[tuple[Block, Range]]:
        """The columns of the blocks with nothing under them, from left to right; some prove to stand over others."""
        count = len(self.columns)
        best: dict[tuple[int, int], tuple[float, tuple[tuple[Block, Range], ...]]] = {
            (0, 0): (0.0, ())
        }
        for n, block in enumerate(lowest):
            for free in range(count + 1):
                state = best.get((n, free))
                if state is None:
                    continue
                cost, chosen = state
                if self._may_stand_over(n, lowest):
                    _keep(best, (n + 1, free), cost + _RAISED, chosen)
                if self._is_apart(block, lowest):
                    _keep(best, (n + 1, free), cost + _DROPPED, chosen)
                skipped = 0.0
                for first in range(free, count):
                    for last in range(first, min(first + 3, count)):
                        further = (
                            skipped + self._off(block, (first, last)) + _SHARED * (last - first)
                        )
                        _keep(
                            best,
                            (n + 1, last + 1),
                            cost + further,
                            (*chosen, (block, (first, last))),
                        )
                    skipped += _FREE if self.columns[first].has_figures else 0.0
        ends = [
            (cost + _FREE * sum(c.has_figures for c in self.columns[free:]), chosen)
            for (n, free), (cost, chosen) in best.items()
            if n == len(lowest)
        ]
        return list(min(ends, key=lambda end: end[0])[1]) if ends else []

    def _may_stand_over(self, n: int, lowest: Sequence[Block]) -> bool:
        block = lowest[n]
        sides = [lowest[m] for m in (n - 1, n + 1) if 0 <= m < len(lowest)]
        return len(sides) == 2 and all(block.is_above(side) for side in sides)

    def _over(self, block: Block, placed: Sequence[tuple[Block, Range]]) -> Range:
        """The columns of a block that stands over others: those it covers, and those beside them so that it stands
        in their middle and leaves none of their like without a cell above.
        """
        under = [(b, r) for b, r in placed if block.is_above(b) and block.is_beside(b)]
        spans = [r for _, r in under] or [self._nearest(block)]
        first, last = min(i for i, _ in spans), max(j for _, j in spans)
        heights = [b.pieces[0].height for b, _ in under]

        def cost(at: Range) -> tuple[float, Range]:
            beside = [
                b.pieces[0].height
                for b, (i, _) in placed
                if at[0] <= i <= at[1] and not first <= i <= last
            ]
            alike = sum(any(self._is_level(b, h) for h in heights) for b in beside)
            unlike = _UNLIKE * (len(beside) - alike) - _ALIKE * alike
            return self._off(block, at) + unlike, at

        wide = [(i, j) for i in range(first + 1) for j in range(last, len(self.columns))]
        free = [at for at in wide if self._may_cover(at, (first, last), block, placed)]
        return min(free, key=cost)

    def _is_level(self, height: float, other: float) -> bool:
        return abs(height - other) <= _LEVEL * self.size

    def _may_cover(
        self,
        wide: Range,
        least: Range,
        block: Block,
        placed: Sequence[tuple[Block, Range]],
    ) -> bool:
        """Whether columns beyond `least` have figures, none stands under a cell beside `block`, and no cell is cut."""
        if wide == least:
            return True
        beyond = {*range(wide[0], least[0]), *range(least[1] + 1, wide[1] + 1)}
        if not all(self.columns[k].has_figures for k in beyond):
            return False
        for other, (a, b) in placed:
            if a < wide[0] <= b or a <= wide[1] < b:
                return False
            is_beside = not block.is_above(other) and not other.is_above(block)
            if is_beside and not beyond.isdisjoint(range(a, b + 1)):
                return False
        return True

    def _nearest(self, block: Block) -> Range:
        k = min(
            range(len(self.columns)),
            key=lambda k: abs(self.edges[k] + self.edges[k + 1] - 2 * block.middle),
        )
        return k, k


def _keep(
    best: dict[tuple[int, int], tuple[float, tuple[tuple[Block, Range], ...]]],
    key: tuple[int, int],
    cost: float,
    chosen: tuple[tuple[Block, Range], ...],
) -> None:
    if key not in best or cost < best[key][0]:
        best[key] = cost, chosen


def _levelled(placed: Sequence[tuple[Block, Range]]) -> Iterator[HeadCell]:
    """Give each block its row: under all that stand above it over its columns."""
    ordered = sorted(placed, key=lambda p: (p[0].pieces[0].height, p[1]))
    rows: list[int] = []
    for n, (block, (first, last)) in enumerate(ordered):
        above = [
            rows[m] + 1
            for m, (other, (a, b)) in enumerate(ordered[:n])
            if a <= last and b >= first and other is not block
        ]
        rows.append(max(above, default=0))
    depth = max(rows, default=0) + 1
    for n, (block, (first, last)) in enumerate(ordered):
        under = [
            rows[m]
            for m, (_, (a, b)) in enumerate(ordered)
            if rows[m] > rows[n] and a <= last and b >= first
        ]
        yield HeadCell(
            block=block,
            row=rows[n],
            rows=min(under, default=depth) - rows[n],
            columns=(first, last),
        )
