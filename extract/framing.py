"""Tables that only set things side by side (letterheads, signatures, frames) told from tables of figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import regex

from extract.flow import Block, Grid, GridCell, Paragraph

_FIGURE = regex.compile(
    r"[-–+(]?\s*\d[\d.,\s]*\)?\s*(?:%|\p{L}[\p{L}\s/%²³]{0,18})?|[-–…x]|\d{1,2}\s?/\s?\d{4}"
)
_LETTERHEAD = regex.compile(
    r"cộng h(?:òa|oà) xã hội|độc lập\s*[-–]\s*tự do|nơi nhận|^số\s*:.*/|(?:kt|tm|tl|tuq)\.\s|giám đốc|cục trưởng"
    r"|chủ tịch|thủ trưởng",
    regex.IGNORECASE | regex.MULTILINE,
)
_LONG_CELL: Final = 400
"""Characters; a cell of prose, not of a table."""
_MANY_LINES: Final = 12
_SIDE_BY_SIDE: Final = 3
"""Columns that things are set side by side in at most."""
_FEW_ROWS: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class RawCell:
    """A cell with what stands in it."""

    row: int
    column: int
    blocks: tuple[Block, ...]
    rows: int = 1
    columns: int = 1
    is_bold: bool = False
    indent: int = 0

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(b.text for b in self.blocks if isinstance(b, Paragraph) and b.text.strip())


def is_layout(cells: Sequence[RawCell]) -> bool:
    """Whether a table only sets things side by side, told by what stands in it and not by its borders."""
    filled = [cell for cell in cells if cell.lines]
    columns, rows = {cell.column for cell in cells}, {cell.row for cell in cells}
    n_figures = sum(is_figure(" ".join(cell.lines)) for cell in filled)
    if len(filled) <= 1 or (len(columns) == 1 and (len(rows) <= _FEW_ROWS or not n_figures)):
        return True
    has_tables = any(isinstance(block, Grid) for cell in cells for block in cell.blocks)
    few = len(columns) <= _SIDE_BY_SIDE and len(rows) <= _FEW_ROWS
    if few and any(_LETTERHEAD.search("\n".join(cell.lines)) for cell in filled):
        return n_figures <= 1
    if n_figures:
        return False
    return few or has_tables or any(map(_is_prose, filled))


def is_figure(text: str) -> bool:
    """Whether a cell holds a figure with its unit, or the dash that stands for none, and nothing else."""
    return bool(_FIGURE.fullmatch(text.strip()))


def as_lines(cells: Sequence[RawCell]) -> Iterator[Block]:
    """What stands in the cells, one after the other."""
    for cell in cells:
        for at, block in enumerate(cell.blocks):
            yield replace(block, is_apart=at == 0) if isinstance(block, Paragraph) else block


def as_grid(cells: Sequence[RawCell], page: int = 1) -> Grid:
    """The cells with their text on one line, tables in them flattened, the notes behind the table."""
    return Grid(
        cells=tuple(
            GridCell(
                row=cell.row,
                column=cell.column,
                rows=cell.rows,
                columns=cell.columns,
                text=_flat(cell.blocks),
                is_bold=cell.is_bold,
                indent=cell.indent,
            )
            for cell in cells
        ),
        page=page,
        notes=tuple(note for cell in cells for block in cell.blocks for note in block.notes),
    )


def _is_prose(cell: RawCell) -> bool:
    return len(" ".join(cell.lines)) > _LONG_CELL or len(cell.lines) > _MANY_LINES


def _flat(blocks: Sequence[Block]) -> str:
    texts = (
        block.text if isinstance(block, Paragraph) else " ".join(c.text for c in block.cells)
        for block in blocks
    )
    return " ".join(" ".join(texts).split())
