"""Tables of Word files: which cell covers what, and which tables only hold things side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import regex
from lxml import etree

from extract.flow import Block, Grid, GridCell, Paragraph
from extract.word.package import W
from extract.word.styles import is_on, properties_of

_WIDEST: Final = 200
"""Columns; a wider span is a slip of the program that wrote it."""
_FIGURE = regex.compile(r"[-–+(]?\s*\d[\d.,\s]*\)?\s*%?|[-–…x]|\d{1,2}\s?/\s?\d{4}")
_LETTERHEAD = regex.compile(
    r"cộng h(?:òa|oà) xã hội|độc lập\s*[-–]\s*tự do|nơi nhận|^số\s*:.*/|(?:kt|tm|tl|tuq)\.\s|giám đốc|cục trưởng"
    r"|chủ tịch|thủ trưởng",
    regex.IGNORECASE | regex.MULTILINE,
)
_LONG_CELL: Final = 400
"""Characters; a cell of prose, not of a table."""
_SIDE_BY_SIDE: Final = 3
"""Columns that things are set side by side in at most."""
_FEW_ROWS: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class RawCell:
    """A cell with what stands in it."""

    row: int
    column: int
    rows: int
    columns: int
    blocks: tuple[Block, ...]
    is_bold: bool
    indent: int

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(b.text for b in self.blocks if isinstance(b, Paragraph) and b.text.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """Where a w:tc stands: row and column from 0, what it covers; `goes_on` where it only continues the one above."""

    element: etree._Element
    row: int
    column: int
    columns: int
    goes_on: bool
    merges: bool


def slots_of(table: etree._Element) -> list[Slot]:
    """The cells of `table` in order, deleted rows and cells left out."""
    slots: list[Slot] = []
    row = 0
    for element in _children(table, "tr"):
        properties = properties_of(element.find(f"{W}trPr"))
        if "del" in properties:
            continue
        column = _number(properties.get("gridBefore"))
        for cell in _children(element, "tc"):
            own = properties_of(cell.find(f"{W}tcPr"))
            if "cellDel" in own:
                continue
            columns = min(max(_number(own.get("gridSpan")), 1), _WIDEST)
            merge = own.get("vMerge")
            stated = merge.get(f"{W}val", "continue") if merge is not None else ""
            slots.append(
                Slot(
                    element=cell,
                    row=row,
                    column=column,
                    columns=columns,
                    goes_on=stated == "continue",
                    merges=stated == "restart",
                )
            )
            column += columns
        row += 1
    return slots


def covered_rows(slots: Sequence[Slot]) -> dict[int, int]:
    """For each slot that starts a merged stretch, by its place in `slots`, how many rows it covers."""
    open_at: dict[tuple[int, int], int] = {}
    rows: dict[int, int] = {}
    for at, slot in enumerate(slots):
        key = (slot.column, slot.columns)
        if (
            slot.goes_on
            and key in open_at
            and slots[open_at[key]].row + rows[open_at[key]] == slot.row
        ):
            rows[open_at[key]] += 1
        else:
            rows[at] = 1
            open_at.pop(key, None)
            if slot.merges:
                open_at[key] = at
    return rows


def is_layout(cells: Sequence[RawCell]) -> bool:
    """Whether a table only sets things side by side: a letterhead, a signature, a frame around prose."""
    filled = [cell for cell in cells if cell.lines]
    if not filled or (len({cell.column for cell in filled}) == 1 and len(filled) <= _FEW_ROWS):
        return True
    n_figures = sum(bool(_FIGURE.fullmatch(" ".join(cell.lines).strip())) for cell in filled)
    if any(isinstance(block, Grid) for cell in cells for block in cell.blocks) and n_figures == 0:
        return True
    has_prose = any(
        len(" ".join(cell.lines)) > _LONG_CELL or len(cell.lines) > 12 for cell in filled
    )
    few = (
        len({cell.column for cell in cells}) <= _SIDE_BY_SIDE
        and len({c.row for c in cells}) <= _FEW_ROWS
    )
    dressed = any(_LETTERHEAD.search("\n".join(cell.lines)) for cell in filled)
    if dressed and few:
        return n_figures <= 1
    if n_figures:
        return False
    return few or has_prose


def as_lines(cells: Sequence[RawCell]) -> Iterator[Block]:
    """What stands in the cells, one after the other."""
    for cell in cells:
        for at, block in enumerate(cell.blocks):
            yield replace(block, is_apart=at == 0) if isinstance(block, Paragraph) else block


def as_grid(cells: Sequence[RawCell], page: int) -> Grid:
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


def _flat(blocks: Sequence[Block]) -> str:
    texts = (
        block.text if isinstance(block, Paragraph) else " ".join(c.text for c in block.cells)
        for block in blocks
    )
    return " ".join(" ".join(texts).split())


def _children(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """The rows or cells under `parent`, also those in content controls and tracked insertions."""
    for child in parent.iterchildren("{*}*"):
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}smartTag"):
            yield from _children(child, name)


def _number(element: etree._Element | None) -> int:
    stated = element.get(f"{W}val", "") if element is not None else ""
    return int(stated) if stated.isdigit() and len(stated) < 6 else 0


def is_head_row(row: etree._Element) -> bool:
    """Whether Word prints the row again on each page that the table runs over."""
    return is_on(properties_of(row.find(f"{W}trPr")), "tblHeader")
