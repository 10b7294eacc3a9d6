"""Tables in plain text whose columns are aligned by blanks, as converters of pages write them.

Such a text is a page on which all characters are equally wide. It is read as one: characters get places in points, and
what tells columns, rows and heads on a page without ruling lines tells them here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import regex

from extract.model import Cell, Span, Table
from extract.pages.aligned import find_aligned
from extract.pages.grids import SetCell, set_cells
from extract.pages.lines import set_lines
from extract.pages.printed import Grid, Word

_WORD: Final = regex.compile(r"[^\s\u00a0]+")
_CHARACTER: Final = 5.5
"""Points that a character is wide."""
_WIDER: Final = 0.3
"""Characters by which a word is held to be wider, so that one blank is narrow beside two, which part columns."""
_SIZE: Final = 10.0
"""Points that a line is high; two lines begin `_PITCH` apart."""
_PITCH: Final = 12.0


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLine:
    """A line of a text: where it begins (code points of the document), and its number, blank lines counted."""

    start: int
    text: str
    number: int


def find_aligned_text(lines: Sequence[TextLine]) -> tuple[Table, ...]:
    """Return the tables that `lines` form, in order. Their cells are told by places alone (`is_ruled` is false)."""
    words = [word for line in lines for word in _words(line)]
    starts = {line.number: line.start for line in lines}
    found = find_aligned(set_lines(words, 1), ())
    return tuple(_table(table.grid, words, starts) for table in found)


def _words(line: TextLine) -> Iterator[Word]:
    for match in _WORD.finditer(line.text):
        top = line.number * _PITCH
        yield Word(
            text=match[0],
            left=match.start() * _CHARACTER,
            right=(match.end() + _WIDER) * _CHARACTER,
            top=top,
            bottom=top + _SIZE,
            size=_SIZE,
        )


def _table(grid: Grid, words: Sequence[Word], starts: dict[int, int]) -> Table:
    inside = [
        word
        for word in words
        if grid.left <= (word.left + word.right) / 2 <= grid.right
        and grid.top <= (word.top + word.bottom) / 2 <= grid.bottom
    ]
    places = [_span(word, word, starts) for word in inside]
    span = Span(start=min(p.start for p in places), end=max(p.end for p in places))
    cells = (_cell(cell, starts, span.start) for cell in set_cells(grid, inside, 1))
    return Table(span=span, cells=tuple(cells), is_ruled=False)


def _cell(made: SetCell, starts: dict[int, int], blank: int) -> Cell:
    """The cell in the document; one without text stands at the offset `blank`."""
    spans = [_span(line.words[0], line.words[-1], starts) for line in made.lines]
    first, *more = spans or [Span(start=blank, end=blank)]
    return Cell(
        row=made.cell.row,
        column=made.cell.column,
        start=first.start,
        end=first.end,
        rows=made.cell.rows,
        columns=made.cell.columns,
        more=tuple(more),
    )


def _span(first: Word, last: Word, starts: dict[int, int]) -> Span:
    """The stretch of the document from one word of a line to another."""
    start = starts[round(first.top / _PITCH)]
    left, right = first.left / _CHARACTER, last.right / _CHARACTER - _WIDER
    return Span(start=start + round(left), end=start + round(right))
