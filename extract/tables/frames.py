"""What stands above a table: its title, its unit line, and the rows of both that are printed inside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from extract.healing import HealedText, Passage, PassageKind
from extract.lexicon import Lexicon
from extract.model import Document, Table
from extract.tables.grid import GridCell
from extract.tables.layout import Layout
from extract.tables.units import UnitOfTable, units_of_line

_TITLES: Final = 3
_LONGEST: Final = 260
_REACH: Final = 900
"""Characters before a table within which its title stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """`titles` from the nearest to the farthest, `units` of the unit line, and the passages that the line is."""

    titles: tuple[str, ...]
    units: tuple[UnitOfTable, ...]
    unit_passages: tuple[int, ...]


def frame_of(
    document: Document, table: Table, layout: Layout, healed: HealedText, lexicon: Lexicon
) -> Frame:
    """Return the frame of `table`: title rows of its own first, then the short passages right above it."""
    titles: list[str] = []
    units: tuple[UnitOfTable, ...] = ()
    own: list[GridCell] = [
        cell for row in range(layout.body) for cell in layout.grid.row(row) if cell.text
    ]
    lone = [c for c in own if sum(other.row == c.row for other in own) == 1]
    for cell in lone:
        found = units_of_line(cell.text, lexicon)
        if found and not units and (cell.columns == 1 or cell.row < layout.top):
            units = found
        elif cell.row < layout.top and not found:
            titles.append(cell.text)
    joined = [" ".join(titles)] if titles else []
    lines: list[int] = []
    for passage in _above(document, table, healed):
        found = units_of_line(passage.text, lexicon)
        if found:
            lines.append(passage.index)
            units = units or found
        elif len(joined) < _TITLES and _is_title(passage):
            joined.append(f"{passage.marker} {passage.text}".strip())
        else:
            break
    return Frame(titles=tuple(_merged(joined)), units=units, unit_passages=tuple(lines))


def _above(document: Document, table: Table, healed: HealedText) -> Sequence[Passage]:
    """The passages before a table and after the table before it, nearest first."""
    done = max((t.span.end for t in document.tables if t.span.end <= table.span.start), default=0)
    first = max(done, table.span.start - _REACH)
    found = [
        p
        for p in healed.passages
        if p.kind not in (PassageKind.TABLE, PassageKind.NOTE)
        and len(p.places)
        and first <= p.places[0]
        and p.places[-1] < table.span.start
    ]
    return sorted(found, key=lambda p: -p.places[0])


def _is_title(passage: Passage) -> bool:
    text = passage.text
    if len(text) > _LONGEST or text.endswith((".", ";")):
        return False
    return passage.kind in (PassageKind.HEADING, PassageKind.TEXT, PassageKind.ITEM)


def _merged(titles: Sequence[str]) -> list[str]:
    """A title that goes on in small letters, or in a second line without a number, is one title."""
    merged: list[str] = []
    for title in titles:
        if merged and (merged[-1][:1].islower()):
            merged[-1] = f"{title} {merged[-1]}"
        else:
            merged.append(title)
    return merged
