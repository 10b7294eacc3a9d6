"""How a table is laid out: title and unit rows, the head, the kinds of its columns, and the tree of its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import regex

from extract.tables.grid import (
    Grid,
    GridCell,
    is_blank,
    is_code_head,
    is_column_mark,
    is_marks_row,
    is_note_head,
    is_number,
    is_serial,
    is_serial_head,
    is_unit_head,
    is_year,
    texts_above,
)

SERIAL, CODE, UNIT, NOTE, LABEL, VALUE = "serial", "code", "unit", "note", "label", "value"
_ROMAN: Final = regex.compile(r"[IVX]{1,5}[.)]?(?=\s|$)")
_CAPITAL: Final = regex.compile(r"[A-ZĐ][.)]?(?=\s|$)")
_WHOLE: Final = regex.compile(r"\d{1,3}[.)]?(?=\s|$)")
_NESTED: Final = regex.compile(r"\d{1,2}(?:\.\d{1,2})+[.)]?(?=\s|$)")
_LETTER: Final = regex.compile(r"[a-zđ][.)](?=\s|$)|[a-zđ]$")
_DASH: Final = regex.compile(r"[-–•*]")
_PLUS: Final = regex.compile(r"\+")
_LEADING: Final = regex.compile(
    r"^\s*(?:[IVX]{1,5}[.)]|[A-ZĐ][.)]|\d{1,2}(?:\.\d{1,2})*[.)]|\d{1,2}(?:\.\d{1,2})+|[a-zđ][.)]|[-–+•*])\s*(?=\S)"
)
_BLANK_WORDS: Final = frozenset(("", '"', "''"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of the body: its place, label cells, the texts of the rows above it in the tree, outermost first.

    `has_figures` is false for rows that only head a group. `parents` are rows of the tree, nearest last.
    """

    row: int
    label: GridCell | None
    prefix: str
    has_figures: bool
    parents: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """`top` to `body` are the rows of the head, before `top` stand titles and unit lines (`above`). `kinds` tells what
    each column holds, `marks` is the row that numbers the columns, -1 where there is none.
    """

    grid: Grid
    top: int
    body: int
    kinds: tuple[str, ...]
    marks: int
    rows: tuple[Row, ...]
    has_head: bool

    def columns(self, kind: str) -> Sequence[int]:
        """The columns of a kind, from left to right."""
        return [column for column, own in enumerate(self.kinds) if own == kind]

    def levels(self, column: int) -> list[str]:
        """The texts of the head over a column, outermost first: pieces of one width are one text."""
        levels: list[tuple[tuple[int, int], list[str]]] = []
        seen: GridCell | None = None
        for row in range(self.top, self.body):
            cell = self.grid.at(row, column)
            if cell is None or not cell.text:
                cell = _spread(self, row, column)
            if cell is None or cell is seen or row == self.marks:
                continue
            seen = cell
            span = (cell.column, cell.last_column)
            if levels and levels[-1][0] == span:
                levels[-1][1].append(cell.text)
            else:
                levels.append((span, [cell.text]))
        return [" ".join(texts) for _, texts in levels]


def _spread(layout: Layout, row: int, column: int) -> GridCell | None:
    """The head left of a blank place that it stands over too: where nothing is merged and both have heads below."""
    grid = layout.grid
    if any(
        cell.columns > 1 for above in range(layout.top, layout.body) for cell in grid.row(above)
    ):
        return None
    if not _has_text_below(layout, row, column) or _has_text_above(layout, row, column):
        return None
    for left in range(column - 1, -1, -1):
        cell = grid.at(row, left)
        if cell and cell.text:
            is_over = layout.kinds[left] == VALUE and _has_text_below(layout, row, left)
            return cell if is_over else None
        if not _has_text_below(layout, row, left):
            return None
    return None


def _has_text_below(layout: Layout, row: int, column: int) -> bool:
    return any(
        layout.grid.text(below, column)
        for below in range(row + 1, layout.body)
        if below != layout.marks
    )


def _has_text_above(layout: Layout, row: int, column: int) -> bool:
    return any(layout.grid.text(above, column) for above in range(layout.top, row))


def layout_of(
    grid: Grid, is_unit_row: Callable[[str], bool], is_unit: Callable[[str], bool]
) -> Layout | None:
    """Return the layout of a table, None where it holds no figures."""
    first = grid.body
    if first >= grid.height:
        return None
    kinds = _kinds(grid, first, is_unit)
    values = [column for column, kind in enumerate(kinds) if kind == VALUE]
    if not values:
        return None
    body = _body(grid, first, values[0], is_unit_row)
    top = _top(grid, body, values[0], is_unit_row)
    marks = next((r for r in range(body - 1, top - 1, -1) if is_marks_row(_texts(grid, r))), -1)
    has_head = any(
        cell.text and cell.last_column >= values[0] and not is_column_mark(cell.text)
        for row in range(top, body)
        for cell in grid.row(row)
    )
    return Layout(
        grid=grid,
        top=top,
        body=body,
        kinds=kinds,
        marks=marks,
        rows=tuple(_tree(grid, body, kinds)),
        has_head=has_head,
    )


def _texts(grid: Grid, row: int) -> list[str]:
    return [cell.text for cell in grid.row(row) if cell.text]


def _kinds(grid: Grid, first: int, is_unit: Callable[[str], bool]) -> tuple[str, ...]:
    heads = [
        [text for text in texts_above(grid, first, column) if not is_column_mark(text)]
        for column in range(grid.width)
    ]
    kinds: list[str] = []
    for column in range(grid.width):
        cells = [grid.text(row, column) for row in range(first, grid.height)]
        texts = [text for text in cells if not is_blank(text)]
        kinds.append(_kind(texts, heads[column], kinds, is_unit))
    return _with_years(grid, first, tuple(kinds))


def _kind(
    texts: Sequence[str],
    heads: Sequence[str],
    before: Sequence[str],
    is_unit: Callable[[str], bool],
) -> str:
    joined = " ".join(heads)
    if any(map(is_serial_head, heads)) and (
        not texts or sum(map(is_serial, texts)) * 2 > len(texts)
    ):
        return SERIAL
    if any(map(is_code_head, heads)) or _are_codes(texts):
        return CODE
    if is_unit_head(joined):
        return UNIT
    if is_note_head(joined) and VALUE in before:
        return NOTE
    numbers = sum(map(is_number, texts))
    if not before and texts and all(map(is_serial, texts)) and _counts_up(texts):
        return SERIAL
    if (
        LABEL in before
        and texts
        and not numbers
        and all(is_unit(t) or t in _BLANK_WORDS for t in texts)
    ):
        return UNIT
    if numbers * 2 >= len(texts) and numbers:
        return VALUE
    if VALUE in before:
        return VALUE if heads and not texts else NOTE if not numbers else VALUE
    return LABEL


def _are_codes(texts: Sequence[str]) -> bool:
    """Whether all are of one length and some begin with a zero that counts nothing (`0101`, `0212`)."""
    return (
        len(texts) > 1
        and all(text.isdigit() and len(text) == len(texts[0]) > 2 for text in texts)
        and any(text[0] == "0" for text in texts)
    )


def _counts_up(texts: Sequence[str]) -> bool:
    numbers = [int(text.strip(".)")) for text in texts if text.strip(".)").isdecimal()]
    return (
        numbers == sorted(numbers)
        and len(set(numbers)) == len(numbers)
        and (not numbers or numbers[0] <= 2)
    )


def _with_years(grid: Grid, first: int, kinds: tuple[str, ...]) -> tuple[str, ...]:
    """The first column, where it holds years, and any column before all labels, is one of labels."""
    if VALUE not in kinds or LABEL in kinds[: kinds.index(VALUE)]:
        return kinds
    column = kinds.index(VALUE)
    texts = [t for row in range(first, grid.height) if (t := grid.text(row, column))]
    if all(is_year(text) for text in texts) and VALUE in kinds[column + 1 :]:
        return (*kinds[:column], LABEL, *kinds[column + 1 :])
    return kinds


def _body(grid: Grid, first: int, values: int, is_unit_row: Callable[[str], bool]) -> int:
    """The first row below the head: rows above the first figures that only hold labels belong to the body."""
    body = first
    for row in range(first - 1, -1, -1):
        covering = [grid.at(row, column) for column in range(values, grid.width)]
        over = [c for c in covering if c and c.text and (c.column >= values or c.row < row)]
        if over or is_marks_row(_texts(grid, row)):
            break
        if any(c and c.text and c.columns > 1 and c.last_column >= values for c in covering):
            own = [cell for cell in grid.row(row) if cell.text]
            if not own or not _has_head_above(grid, row, values):
                break
        if _texts(grid, row) and not all(map(is_unit_row, _texts(grid, row))):
            body = row
        elif any(map(is_unit_row, _texts(grid, row))):
            break
    return body


def _has_head_above(grid: Grid, row: int, values: int) -> bool:
    return any(
        cell.text and cell.column >= values for above in range(row) for cell in grid.row(above)
    )


def _top(grid: Grid, body: int, values: int, is_unit_row: Callable[[str], bool]) -> int:
    """The first row of the head: titles and unit lines stand alone in their rows above it."""
    for row in range(body):
        cells = [cell for cell in grid.row(row) if cell.text]
        if not cells:
            continue
        alone = len(cells) == 1 and (cells[0].column < values or is_unit_row(cells[0].text))
        if alone and not (cells[0].rows > 1 and row + cells[0].rows >= body):
            continue
        return row
    return body


# The tree of the rows.


def _tree(grid: Grid, body: int, given: Sequence[str]) -> Iterator[Row]:
    kinds = _headed(grid, body, given)
    stack: list[tuple[float, int]] = []
    rows = [row for row in range(body, grid.height) if any(c.text for c in grid.row(row))]
    numbered = any(
        _rank(_serial_of(grid, row, kinds))
        and grid.text(row, kinds.index(SERIAL) if SERIAL in kinds else 0)
        for row in rows
    )
    bolds = {_is_bold(grid, row, kinds) for row in rows}
    for row in rows:
        label, prefix = _label(grid, row, kinds)
        has_figures = _has_values(grid, row, kinds)
        depth = _depth(grid, row, kinds, label, numbered=numbered, bold=len(bolds) > 1)
        if not has_figures:
            depth -= 0.4
        while stack and stack[-1][0] >= depth:
            stack.pop()
        parents = (*(r for _, r in stack),)
        covering = _covering_label(grid, row, kinds, label)
        yield Row(
            row=row,
            label=label,
            prefix=covering or prefix,
            has_figures=has_figures,
            parents=parents,
        )
        if label and label.text:
            stack.append((depth, row))


def _headed(grid: Grid, body: int, kinds: Sequence[str]) -> Sequence[str]:
    """The kinds, with columns of stray figures without a head as remarks where others have heads."""
    headed = [any(texts_above(grid, body, column)) for column in range(grid.width)]
    if not any(h and kind == VALUE for h, kind in zip(headed, kinds, strict=True)):
        return kinds
    return [
        NOTE if kind == VALUE and not h else kind for h, kind in zip(headed, kinds, strict=True)
    ]


def _label(grid: Grid, row: int, kinds: Sequence[str]) -> tuple[GridCell | None, str]:
    """The last label cell of a row, and the words of those before it."""
    values = kinds.index(VALUE)
    cells = [
        cell
        for cell in grid.row(row)
        if cell.text and kinds[cell.column] == LABEL and cell.column < values
    ]
    if not cells:
        lone = [c for c in grid.row(row) if c.text]
        if len(lone) == 1 and (not is_number(lone[0].text)) and lone[0].columns > 1:
            return lone[0], ""
        bare = [c for c in lone if kinds[c.column] in (SERIAL, CODE) and not is_serial(c.text)]
        return (bare[0], "") if bare else (None, "")
    return cells[-1], " · ".join(cell.text for cell in cells[:-1])


def _covering_label(grid: Grid, row: int, kinds: Sequence[str], label: GridCell | None) -> str:
    """The words of a label cell that covers several rows and began above this one, left of the row's own."""
    for column in range(len(kinds)):
        cell = grid.at(row, column)
        is_outer = cell and (label is None or cell.column < label.column)
        if cell and is_outer and cell.row < row and kinds[column] == LABEL and cell.text:
            return cell.text
    return ""


def _has_values(grid: Grid, row: int, kinds: Sequence[str]) -> bool:
    return any(
        kinds[cell.column] == VALUE and regex.search(r"\d", cell.text) and cell.columns == 1
        for cell in grid.row(row)
    ) or any(kinds[c.column] == VALUE and is_blank(c.text) and c.text for c in grid.row(row))


def _is_bold(grid: Grid, row: int, kinds: Sequence[str]) -> bool:
    label, _ = _label(grid, row, kinds)
    return bool(label and label.is_bold)


def _serial_of(grid: Grid, row: int, kinds: Sequence[str]) -> str:
    if SERIAL in kinds:
        text = grid.text(row, kinds.index(SERIAL))
        if text:
            return text.strip()
    label, _ = _label(grid, row, kinds)
    led = _LEADING.match(label.text) if label else None
    return led[0].strip() if led else ""


def _rank(serial: str) -> int:
    """How deep a number or bullet stands: part, chapter, number, number within, letter, dash, plus."""
    for rank, pattern in (
        (2, _ROMAN), (1, _CAPITAL), (4 + serial.count("."), _NESTED), (3, _WHOLE), (8, _LETTER),
        (9, _DASH), (10, _PLUS),
    ):  # fmt: skip
        if serial and pattern.match(serial):
            return rank
    return 0


def _depth(
    grid: Grid,
    row: int,
    kinds: Sequence[str],
    label: GridCell | None,
    *,
    numbered: bool,
    bold: bool,
) -> float:
    rank = _rank(_serial_of(grid, row, kinds))
    if numbered:
        own = 0.0 if not rank and bold and label and label.is_bold else float(rank or 7)
    else:
        own = 0.5 if bold and not (label and label.is_bold) else 0.0
    offset = label.column if label else 0
    indent = label.indent if label else 0
    return (
        100 * (offset - _first_label(kinds)) + 12 * indent + own
        if not numbered
        else own + 0.01 * indent
    )


def _first_label(kinds: Sequence[str]) -> int:
    return kinds.index(LABEL) if LABEL in kinds else 0
