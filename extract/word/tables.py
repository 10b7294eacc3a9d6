"""Tables of Word files: which cell covers what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree

from extract.word.package import W
from extract.word.styles import properties_of

_WIDEST: Final = 200
"""Columns; a wider span is a slip of the program that wrote it."""


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


def _children(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """The rows or cells under `parent`, also those in content controls and tracked insertions."""
    for child in parent.iterchildren("{*}*"):
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}smartTag"):
            yield from _children(child, name)


def _number(element: etree._Element | None) -> int:
    stated = element.get(f"{W}val", "") if element is not None else ""
    return int(stated) if stated.isdecimal() and len(stated) < 6 else 0
