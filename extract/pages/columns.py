"""The columns of a table without rules: what the pieces of its rows cover, and how they are set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extract.pages.pieces import Piece


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table's body: what its pieces cover in points, and whether they are figures, set to the right."""

    left: float
    right: float
    has_figures: bool
    is_right: bool

    @property
    def stretch(self) -> tuple[float, float]:
        return self.left, self.right


def find_columns(rows: Sequence[Sequence[Piece]], before: Sequence[Column]) -> list[Column]:
    """Return the stretches that the pieces of rows of figures cover, from left to right.

    A stroke that stands apart from them (in the middle of its cell) makes a column only where most rows have one.
    `before` are columns that the rows stand in too, where they are known from the page before.
    """
    pieces = [piece for row in rows for piece in row]
    printed = [(p.left, p.right) for p in pieces if not p.is_stroke]
    stretches = _merged([*printed, *(column.stretch for column in before)])
    apart = [p for p in pieces if p.is_stroke and not any(p.is_over(at) for at in stretches)]
    for own in _merged([(p.left, p.right) for p in apart]):
        if 2 * sum(p.is_over(own) for p in apart) >= len(rows):
            stretches.append(own)
    found = [_column(at, [p for p in pieces if p.is_over(at)]) for at in sorted(stretches)]
    if len(found) != len(before):
        return found
    return [
        replace(new, has_figures=old.has_figures, is_right=old.is_right)
        for new, old in zip(found, before, strict=True)
    ]


def _column(stretch: tuple[float, float], pieces: Sequence[Piece]) -> Column:
    figures = [piece for piece in pieces if piece.is_figure]
    return Column(
        left=stretch[0],
        right=stretch[1],
        has_figures=any(piece.is_filled for piece in pieces),
        is_right=bool(figures) and _are_set_right(figures),
    )


def _are_set_right(figures: Sequence[Piece]) -> bool:
    """Whether the right edges of figures differ less than their middles and their left edges."""
    rights = [piece.right for piece in figures]
    middles = [piece.middle for piece in figures]
    lefts = [piece.left for piece in figures]
    return _spread(rights) <= min(_spread(middles), _spread(lefts))


def _spread(places: Sequence[float]) -> float:
    return max(places) - min(places)


def _merged(stretches: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    covered = sorted(stretches)
    columns = covered[:1]
    for left, right in covered[1:]:
        if left < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    return columns


def stand_in(pieces: Sequence[Piece], columns: Sequence[Column]) -> bool:
    """Whether each of `pieces` stands in one of `columns`, no two in the same, and figures where figures stand."""
    at = [
        [k for k, column in enumerate(columns) if piece.is_over(column.stretch)] for piece in pieces
    ]
    if any(len(over) > 1 for over in at):
        return False
    found = [over[0] for over in at if over]
    return (
        len(found) > 1
        and all(a < b for a, b in pairwise(found))
        and all(
            columns[over[0]].has_figures
            for piece, over in zip(pieces, at, strict=True)
            if over and piece.is_figure
        )
    )
