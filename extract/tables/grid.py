"""A table as a grid: which cell covers a place, what kind of text stands in it, where heads end and figures begin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Final

import regex

from extract.model import Document, Table
from extract.spelling import compose, fold

_NUMBER: Final = regex.compile(
    r"(?:[~≈<>≤≥]\s?)?[(+\-–−]?\s?(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)*)"
    r"\s?%?\s?\)?(?:\s?\(?\*{1,3}\)?|\s?\(\d\)|<sup>[^<]*</sup>)?"
)
_YEAR: Final = regex.compile(r"(?:19|20)\d\d")
_BLANKS: Final = frozenset(("", "-", "–", "—", "…", "...", "..", ".", "x", "X", "*", "--", "- -"))
_COLUMN_MARK: Final = regex.compile(
    r"\(?(?:[A-ZĐ]|\d{1,2})\)?|"
    r"\(?\d{1,2}\)?\s?=\s?.{1,40}|\(?\d{1,2}\s?=[\d\s()+\-*/x×:,%]{1,40}\)?"
)
_SERIAL: Final = regex.compile(
    r"\(?(?:[IVX]{1,6}|[A-ZĐ]|\d{1,3}(?:\.\d{1,3}){0,3}|[a-zđ])[.)]?|[-–+*•]", regex.VERSION1
)
_SERIAL_HEAD: Final = frozenset(
    fold(word)
    for word in ("TT", "STT", "Số TT", "Số thứ tự", "S.TT", "T.T", "S TT", "TTự", "Số", "#")
)
_CODE_HEAD: Final = regex.compile(fold(r"mã(?: số| ngành| hs| hiệu| chỉ tiêu| sản phẩm)?"))
_UNIT_HEAD: Final = regex.compile(fold(r"(?:đơn vị(?: tính)?|đvt|đv tính|đ\.?v\.?t|đơn vị đo)"))
_NOTE_HEAD: Final = regex.compile(
    fold(r"ghi chú|chú thích|lý do|nguyên nhân|diễn giải|nguồn(?: số liệu)?")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class GridCell:
    """A cell with its text in NFC on one line; `offset` is where it begins in the document, `begin` to `stop` where it
    stands in the passage of its row.
    """

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1
    is_bold: bool = False
    is_numeric: bool = False
    indent: int = 0
    offset: int = 0
    end: int = 0
    begin: int = 0
    stop: int = 0

    @property
    def last_row(self) -> int:
        """The last row that the cell covers."""
        return self.row + self.rows - 1

    @property
    def last_column(self) -> int:
        """The last column that the cell covers."""
        return self.column + self.columns - 1


class Grid:
    """The cells of one table by place. Immutable after construction."""

    def __init__(self, cells: Iterable[GridCell]) -> None:
        self.cells: tuple[GridCell, ...] = tuple(sorted(cells, key=lambda c: (c.row, c.column)))
        self.height = max((c.last_row + 1 for c in self.cells), default=0)
        self.width = max((c.last_column + 1 for c in self.cells), default=0)
        self._by_row: dict[int, list[GridCell]] = {}
        self._covering: dict[tuple[int, int], GridCell] = {}
        for cell in self.cells:
            self._by_row.setdefault(cell.row, []).append(cell)
            for row in range(cell.row, cell.last_row + 1):
                for column in range(cell.column, cell.last_column + 1):
                    self._covering.setdefault((row, column), cell)

    def row(self, row: int) -> Sequence[GridCell]:
        """The cells that begin in `row`, from left to right."""
        return self._by_row.get(row, ())

    def at(self, row: int, column: int) -> GridCell | None:
        """The cell that covers a place, merged or not."""
        return self._covering.get((row, column))

    def text(self, row: int, column: int) -> str:
        """The text of the cell that begins at a place, empty where none does."""
        cell = self._covering.get((row, column))
        return cell.text if cell and (cell.row, cell.column) == (row, column) else ""

    @cached_property
    def body(self) -> int:
        """The first row of figures; `height` where there is none."""
        return next((row for row in range(self.height) if _has_figures(self, row)), self.height)


def grid_of(document: Document, table: Table) -> Grid:
    """Return `table` as a grid."""
    cells: list[GridCell] = []
    for cell in table.cells:
        text = " ".join(
            compose(document.text[start:end], start)[0] for start, end in cell.stretches
        )
        cells.append(
            GridCell(
                row=cell.row,
                column=cell.column,
                text=" ".join(text.split()),
                rows=max(cell.rows, 1),
                columns=max(cell.columns, 1),
                is_bold=cell.is_bold,
                is_numeric=cell.is_numeric,
                indent=cell.indent,
                offset=cell.start,
                end=cell.end,
            )
        )
    return Grid(cells)


def has_figures(document: Document, table: Table) -> bool:
    """Tell whether a row of `table` holds figures."""
    grid = grid_of(document, table)
    return grid.body < grid.height


@lru_cache(maxsize=4096)
def is_number(text: str) -> bool:
    """Tell whether a cell holds nothing but a number, with its sign, bracket, per cent sign and note mark."""
    return bool(_NUMBER.fullmatch(text.strip()))


def is_year(text: str) -> bool:
    """Tell whether a cell holds nothing but a year."""
    return bool(_YEAR.fullmatch(text.strip()))


def is_blank(text: str) -> bool:
    """Tell whether a cell holds no figure by convention: blank, `-` (none occurs), `…` (not known), `x` (no sense)."""
    return text.strip().strip("'") in _BLANKS


def is_column_mark(text: str) -> bool:
    """Tell whether a cell of a head is a column's own mark: `A`, `(1)`, `3=2/1`."""
    return bool(_COLUMN_MARK.fullmatch(text.strip()))


def is_serial(text: str) -> bool:
    """Tell whether a cell holds a row's number or letter, or a bullet."""
    return bool(_SERIAL.fullmatch(text.strip()))


def is_serial_head(text: str) -> bool:
    """Tell whether a head says that its column numbers the rows."""
    return (
        fold(text).strip(" .:*") in _SERIAL_HEAD
        or fold(text).strip(" .:*").replace(".", "") == "stt"
    )


def is_code_head(text: str) -> bool:
    """Tell whether a head says that its column holds codes."""
    return bool(_CODE_HEAD.fullmatch(fold(text).strip(" .:*")))


def is_unit_head(text: str) -> bool:
    """Tell whether a head says that its column holds units."""
    return bool(_UNIT_HEAD.fullmatch(fold(text).strip(" .:*()")))


def is_note_head(text: str) -> bool:
    """Tell whether a head says that its column holds remarks."""
    return bool(_NOTE_HEAD.fullmatch(fold(text).strip(" .:*")))


def is_marks_row(texts: Sequence[str]) -> bool:
    """Tell whether a row numbers the columns: `A | B | 1 | 2 | 3=2/1`, at least two, going up by one."""
    printed = [text.strip() for text in texts if text.strip()]
    if len(printed) < 2 or not all(is_column_mark(text) for text in printed):
        return False
    marks = (regex.search(r"\d{1,2}", text.partition("=")[0]) for text in printed)
    numbers = [int(mark[0]) for mark in marks if mark]
    steps = {b - a for a, b in pairwise(numbers)}
    return len(numbers) >= 2 and numbers[0] <= 5 and steps <= {1}


def _has_figures(grid: Grid, row: int) -> bool:
    cells = [cell for cell in grid.row(row) if cell.text]
    numbers = [cell for cell in cells if is_number(cell.text)]
    if not numbers or is_marks_row([cell.text for cell in cells]):
        return False
    first = min(cell.column for cell in cells)
    values = [c for c in numbers if c.column > first or len(cells) == 1]
    if not values:
        return False
    if all(is_year(cell.text) for cell in values):
        return not _may_be_head(grid, row)
    return True


def _may_be_head(grid: Grid, row: int) -> bool:
    """A row of years is a head where another row of figures follows below."""
    for below in range(row + 1, min(row + 6, grid.height)):
        cells = [cell for cell in grid.row(below) if cell.text]
        numbers = [c for c in cells if is_number(c.text) and not is_year(c.text)]
        if numbers and not is_marks_row([cell.text for cell in cells]):
            return True
    return False


def texts_above(grid: Grid, row: int, column: int) -> Iterator[str]:
    """Yield the texts of the cells over a column above a row, from the top, each merged cell once."""
    seen: GridCell | None = None
    for above in range(row):
        cell = grid.at(above, column)
        if cell and cell is not seen and cell.text:
            yield cell.text
        seen = cell or seen
