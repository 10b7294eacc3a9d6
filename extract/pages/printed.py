"""A printed page: words, ruling lines and grids with their places.

All lengths are points (1/72 inch), all places are measured from the upper left corner of the page as it is to be
read (after its rotation is undone). They are floats, for they are places and no figures.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from extract.model import Notice, PageRecord

LEAST_BLANKS = 20
"""Blanks that a line without words holds at least where they stand for a rule (above notes, in converted texts)."""


@dataclass(slots=True, kw_only=True)
class Word:
    """Characters printed side by side in one style; a change of size, font or height begins another word.

    `text` holds no white space, but for a line of blanks alone (at least `LEAST_BLANKS`), which stands for a rule.
    `edges` are the left edges of its characters and the right edge of the last, or empty where only the word's box is
    known. `top` and `bottom` are those of the type, alike for all words of a line in one size. `size` is that of the
    type, 0 where unknown. `is_raised` says that it is set as a superscript; the lines find out themselves where sizes
    are known. `confidence` is the recogniser's, 0 to 100, else None. `is_stamp` marks what belongs to an annotation
    (the print of a signature), not to the page.

    It is not frozen only because a frozen one takes three times as long to make, and a page has five hundred.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    edges: Sequence[float] = ()
    size: float = 0.0
    font: str = ""
    is_bold: bool = False
    is_raised: bool = False
    confidence: float | None = None
    is_stamp: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A drawn line: flat where `bottom - top` is small beside its length, else upright."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def is_flat(self) -> bool:
        return self.right - self.left >= self.bottom - self.top


@dataclass(frozen=True, slots=True, kw_only=True)
class GridCell:
    """A cell of a grid: `row` and `column` from 0, `rows` and `columns` that it covers, and its box."""

    row: int
    column: int
    left: float
    top: float
    right: float
    bottom: float
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table found on a page; the words whose middle lies in a cell's box belong to the cell.

    `is_ruled` says that lines are drawn between its cells; without them its columns are told by their figures only, and
    `heads` of its rows are known to be its head.
    """

    left: float
    top: float
    right: float
    bottom: float
    cells: tuple[GridCell, ...]
    is_ruled: bool = True
    heads: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPage:
    """A page as printed. `record.page` counts from 1.

    The order of `words` says nothing. `notices` are about this page; their spans are set when it is assembled.
    """

    record: PageRecord
    width: float
    height: float
    words: tuple[Word, ...] = ()
    rules: tuple[Rule, ...] = ()
    grids: tuple[Grid, ...] = ()
    notices: tuple[Notice, ...] = ()


def edges_of(word: Word) -> Sequence[float]:
    """The left edges of the characters of `word` and the right edge of the last, evenly spread where unknown."""
    if len(word.edges) == len(word.text) + 1:
        return word.edges
    step = (word.right - word.left) / max(len(word.text), 1)
    return array("f", (word.left + step * n for n in range(len(word.text) + 1)))
