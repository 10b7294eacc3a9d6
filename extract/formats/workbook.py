"""Workbooks: `.xlsx` by openpyxl, `.xls` by xlrd; each sheet as titles, tables and notes, each figure with its cell.

Numbers are written as their cells show them (`extract.formats.numbers`). Hidden sheets, rows and columns are read like
the others and named in a notice: offices hide what a form does not need, not what is untrue. Formulas are never
computed: the value that the program stored is taken, and where it stored none that is a notice.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from zipfile import ZipFile

import openpyxl
import regex
import xlrd
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.worksheet.worksheet import Worksheet
from xlrd.biffh import error_text_from_code
from xlrd.xldate import XLDateError, xldate_as_datetime

from extract.errors import UnreadableDocument
from extract.formats.archives import check_archive
from extract.formats.numbers import is_date_format, shown
from extract.legacy.fonts import decode_by_font
from extract.model import NOWHERE, Cell, Document, Notice, PageRecord, Place, Span, Table
from extract.tables.grid import GridCell
from extract.tables.sheets import blocks_of

_OLE: Final = b"\xd0\xcf\x11\xe0"
_MOST_CELLS: Final = 600_000
"""Cells of one workbook; a province's annexes hold a few thousand."""
_MERGED: Final = regex.compile(
    rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)"'
)
_CELL: Final = regex.compile(rb"<(?:\w+:)?c[\s>]")
_UNCOMPUTED: Final = regex.compile(
    rb"<(?:\w+:)?f(?:\s[^<>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
"""A formula behind which no value is stored."""
_ERRORS: Final = frozenset(
    ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#GETTING_DATA", "#SPILL!")
)
_RAISED: Final = regex.compile(r"\s*\(?\d{1,2}\)?\s*")
_EXPONENT: Final = regex.compile(r"(?<=(?:^|[\s(])[kcd]?m)<sup>([23])</sup>")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """A sheet as read: its cells that hold text, and what has to be told of it. `name` is that of its tab."""

    name: str
    cells: tuple[GridCell, ...]
    notices: tuple[tuple[str, str, str, tuple[int, int] | None], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CellMap:
    """The way from the text of a workbook back to its cells: starts in order, and the place at each."""

    starts: tuple[int, ...]
    places: tuple[Place, ...]

    def place_of(self, start: int, end: int) -> Place:
        """Return the sheet and cell of the text that begins at code point `start`."""
        at = bisect_right(self.starts, start) - 1
        return self.places[at] if at >= 0 else NOWHERE


def read_workbook(content: bytes, path: Path) -> Document:
    """Read the bytes of the workbook at `path`.

    Raises:
        UnreadableDocument: encrypted, damaged, cut off, without a word, or larger than any report needs.
    """
    old = content.startswith(_OLE)
    sheets = list(_old_sheets(content, path) if old else _sheets(content, path))
    if not any(sheet.cells for sheet in sheets):
        raise UnreadableDocument(
            f"{path}: no sheet of the workbook holds anything; check the export"
        )
    media = "vnd.ms-excel" if old else "vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return _Transcript(method="xls" if old else "xlsx").write(sheets, content, path, media)


# The transcription.


@dataclass(slots=True, kw_only=True)
class _Transcript:
    """The text in the making: each sheet's blocks in reading order."""

    method: str
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    starts: list[int] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)

    def write(self, sheets: Sequence[_Sheet], content: bytes, path: Path, media: str) -> Document:
        pages: list[int] = []
        notices: list[Notice] = []
        for number, sheet in enumerate(sheets, start=1):
            pages.append(self.length)
            where = self._sheet(sheet, number)
            notices += _notices(sheet, where, self.length)
        return Document(
            name=path.name,
            text="".join(self.pieces),
            sha256=hashlib.sha256(content).hexdigest(),
            media_type=f"application/{media}",
            page_starts=tuple(pages),
            source=CellMap(starts=tuple(self.starts), places=tuple(self.places)),
            tables=tuple(self.tables),
            pages=tuple(
                PageRecord(page=n, method=self.method, reason=f"sheet {sheet.name}")
                for n, sheet in enumerate(sheets, start=1)
            ),
            notices=tuple(notices),
        )

    def _sheet(self, sheet: _Sheet, number: int) -> dict[tuple[int, int], Span]:
        where: dict[tuple[int, int], Span] = {}
        for block in blocks_of(sheet.cells):
            self._put("\n" if self.length else "")
            begin, cells = self.length, []
            top = min(c.row for c in block.cells)
            left = min(c.column for c in block.cells)
            row = top
            for cell in sorted(block.cells, key=lambda c: (c.row, c.column)):
                if self.length > begin:
                    self._put(self._between(block.is_table, row, cell.row))
                span = self._cell(cell, sheet.name, number)
                where[(cell.row, cell.column)] = span
                cells.append(_placed(cell, span, top, left))
                row = cell.row
            if block.is_table:
                self.tables.append(
                    Table(
                        span=Span(start=begin, end=self.length),
                        cells=tuple(cells),
                        sheet=sheet.name,
                    )
                )
            self._put("\n")
        return where

    def _between(self, is_table: bool, before: int, row: int) -> str:
        if row == before:
            return " | " if is_table else "\n"
        return "\n" if is_table or row == before + 1 else "\n\n"

    def _cell(self, cell: GridCell, sheet: str, number: int) -> Span:
        self.starts.append(self.length)
        self.places.append(Place(page=number, sheet=sheet, cell=cell_name(cell.row, cell.column)))
        start = self.length
        self._put(cell.text)
        return Span(start=start, end=self.length)

    def _put(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)


def cell_name(row: int, column: int) -> str:
    """Return the name of a cell, `B12`, of a row and column counted from 0."""
    letters, column = "", column + 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"


def _placed(cell: GridCell, span: Span, top: int, left: int) -> Cell:
    return Cell(
        row=cell.row - top,
        column=cell.column - left,
        start=span.start,
        end=span.end,
        rows=cell.rows,
        columns=cell.columns,
        is_bold=cell.is_bold,
        is_numeric=cell.is_numeric,
        indent=cell.indent,
    )


def _notices(sheet: _Sheet, where: dict[tuple[int, int], Span], end: int) -> Iterator[Notice]:
    first = min((span.start for span in where.values()), default=end)
    for code, severity, message, place in sheet.notices:
        span = where.get(place) if place else None
        at = span or Span(start=min(first, max(end - 1, 0)), end=min(first, max(end - 1, 0)))
        yield Notice(code=code, severity=severity, message=message, span=at)


_Told = tuple[str, str, str, tuple[int, int] | None]


def _hidden(what: str, sheet: str, names: Sequence[str]) -> _Told:
    listed = ", ".join(names[:6]) + (f" and {len(names) - 6} more" if len(names) > 6 else "")
    message = (
        f"sheet {sheet!r}: hidden {what} {listed} read like the others; "
        "unhide and look whether the figures are meant"
    )
    return ("hidden_cells", "warning", message, None)


def _error_cell(sheet: str, row: int, column: int, text: str) -> _Told:
    name = cell_name(row, column)
    message = f"sheet {sheet!r}, {name}: the cell holds the error {text}; mend its formula"
    return ("error_cell", "warning", message, (row, column))


def _uncomputed(sheet: str, row: int, column: int) -> _Told:
    name = cell_name(row, column)
    message = (
        f"sheet {sheet!r}, {name}: a formula without a stored value; "
        "open the workbook in a spreadsheet program and save it again"
    )
    return ("formula_without_value", "warning", message, None)


# The text of a cell.


def decoded(text: str, font: str) -> str:
    """Return the text of a cell in Unicode: the encoding of an old one goes with its font."""
    return decode_by_font(text, font).text


def _clean(text: str) -> tuple[str, int]:
    """Return a cell's text on one line, and by how many steps of two blanks it is set in."""
    led = text.replace("\u00a0", " ")
    lead = len(led) - len(led.lstrip(" "))
    plain = regex.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", " ", text)
    return _EXPONENT.sub(r"\1", " ".join(plain.split())), min(lead // 2, 12)


def _moment(value: datetime | date | time | timedelta) -> str:
    if isinstance(value, datetime):
        day = f"{value.day:02}/{value.month:02}/{value.year}"
        return day if value.time() == time() else f"{day} {value:%H:%M}"
    if isinstance(value, date):
        return f"{value.day:02}/{value.month:02}/{value.year}"
    return f"{value:%H:%M}" if isinstance(value, time) else str(value)


# Workbooks of the newer kind.


def _sheets(content: bytes, path: Path) -> Iterator[_Sheet]:
    check_archive(content, path)
    has_uncomputed = _measure(content, path)
    try:
        book = openpyxl.load_workbook(
            BytesIO(content), data_only=True, keep_links=False, rich_text=True
        )
        formulas = (
            openpyxl.load_workbook(BytesIO(content), keep_links=False) if has_uncomputed else None
        )
    except Exception as error:  # what openpyxl meets in a damaged file has no common class
        raise UnreadableDocument(
            f"{path}: the workbook is damaged ({type(error).__name__}: {error}); "
            "open it in a spreadsheet program and save it again"
        ) from error
    for sheet in book.worksheets:
        yield _sheet(sheet, formulas[sheet.title] if formulas else None)


def _measure(content: bytes, path: Path) -> bool:
    """Refuse a workbook of more cells than it can be read in bounded time; tell whether formulas lack their value."""
    cells = merged = 0
    has_uncomputed = False
    with ZipFile(BytesIO(content)) as archive:
        for name in archive.namelist():
            if not regex.fullmatch(r"xl/worksheets/[^/]+\.xml", name):
                continue
            part = archive.read(name)
            cells += sum(1 for _ in _CELL.finditer(part))
            merged += sum(_area(match) for match in _MERGED.finditer(part))
            has_uncomputed = has_uncomputed or bool(_UNCOMPUTED.search(part))
    if cells + merged > _MOST_CELLS:
        raise UnreadableDocument(
            f"{path}: {cells + merged:,} cells are too many for a report (limit {_MOST_CELLS:,}); "
            "delete empty formatted rows and columns and save it again"
        )
    return has_uncomputed


def _area(match: regex.Match[bytes]) -> int:
    left, top, right, bottom = match[1], int(match[2]), match[3], int(match[4])
    return (_column(right) - _column(left) + 1) * (bottom - top + 1)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _sheet(sheet: Worksheet, formulas: Worksheet | None) -> _Sheet:
    merged = {
        (r.min_row - 1, r.min_col - 1): (r.max_row - r.min_row + 1, r.max_col - r.min_col + 1)
        for r in sheet.merged_cells.ranges
    }
    told: list[_Told] = list(_hidden_parts(sheet))
    cells: list[GridCell] = []
    stored: dict[tuple[int, int], Any] = sheet._cells
    for (row, column), cell in sorted(stored.items()):
        text, indent = _text_of(cell)
        if text in _ERRORS:
            told.append(_error_cell(sheet.title, row - 1, column - 1, text))
        if not text and formulas is not None and cell.value is None:
            formula = formulas.cell(row, column).value
            if isinstance(formula, str) and formula.startswith("="):
                told.append(_uncomputed(sheet.title, row - 1, column - 1))
        if text:
            cells.append(_grid_cell(cell, text, indent, merged))
    return _Sheet(
        name=sheet.title, cells=tuple(_centred(cells, _centred_over(stored))), notices=tuple(told)
    )


def _grid_cell(
    cell: Any, text: str, indent: int, merged: dict[tuple[int, int], tuple[int, int]]
) -> GridCell:
    row, column = cell.row - 1, cell.column - 1
    rows, columns = merged.get((row, column), (1, 1))
    return GridCell(
        row=row,
        column=column,
        text=text,
        rows=rows,
        columns=columns,
        is_bold=bool(cell.font.b),
        is_numeric=isinstance(cell.value, int | float) and not isinstance(cell.value, bool),
        indent=indent + int(cell.alignment.indent or 0),
    )


def _text_of(cell: Any) -> tuple[str, int]:
    value = cell.value
    if value is None:
        return "", 0
    if isinstance(value, bool):
        return ("TRUE" if value else "FALSE"), 0
    if isinstance(value, int | float):
        return shown(value, str(cell.number_format)), 0
    if isinstance(value, datetime | date | time | timedelta):
        return _moment(value), 0
    font = str(cell.font.name or "") if cell.font else ""
    return _clean(_written(value, font))


def _written(value: Any, font: str) -> str:
    """Return the text of a cell whose runs may have fonts of their own; raised digits become marks."""
    if not isinstance(value, CellRichText):
        return decoded(str(value), font)
    pieces = []
    for run in value:
        if isinstance(run, TextBlock):
            text = decoded(run.text, run.font.rFont or font)
            raised = run.font.vertAlign == "superscript" and _RAISED.fullmatch(text)
            pieces.append(f"<sup>{text.strip()}</sup>" if raised else text)
        else:
            pieces.append(decoded(str(run), font))
    return "".join(pieces)


def _hidden_parts(sheet: Worksheet) -> Iterator[_Told]:
    if sheet.sheet_state != "visible":
        yield _hidden("sheet", sheet.title, [sheet.title])
    filled = {column for (_, column), cell in _filled(sheet)}
    columns = [
        column
        for dimension in sheet.column_dimensions.values()
        if dimension.hidden
        for column in range(dimension.min or 0, (dimension.max or 0) + 1)
        if column in filled
    ]
    if columns:
        names = [cell_name(0, column - 1)[:-1] for column in sorted(columns)]
        yield _hidden("columns", sheet.title, names)
    used = {row for (row, _), cell in _filled(sheet)}
    rows = [row for row, d in sheet.row_dimensions.items() if d.hidden and row in used]
    if rows:
        yield _hidden("rows", sheet.title, [str(row) for row in sorted(rows)])


def _filled(sheet: Worksheet) -> Iterator[tuple[tuple[int, int], Any]]:
    stored: dict[tuple[int, int], Any] = sheet._cells
    return ((place, cell) for place, cell in stored.items() if cell.value is not None)


def _centred_over(stored: dict[tuple[int, int], Any]) -> frozenset[tuple[int, int]]:
    """The places that are set to be centred across with the filled cell left of them."""
    return frozenset(
        (row - 1, column - 1)
        for (row, column), cell in stored.items()
        if cell.alignment and cell.alignment.horizontal == "centerContinuous"
    )


def _centred(cells: Iterable[GridCell], across: frozenset[tuple[int, int]]) -> Iterator[GridCell]:
    """Yield the cells; one that is centred across blank ones right of it covers them as a merged one does."""
    listed = list(cells)
    filled = {(c.row, c.column) for c in listed}
    for cell in listed:
        end = cell.last_column
        while (cell.row, cell.column) in across and (cell.row, end + 1) in across - filled:
            end += 1
        yield replace(cell, columns=end - cell.column + 1) if end > cell.last_column else cell


# Workbooks of the older kind.


def _old_sheets(content: bytes, path: Path) -> Iterator[_Sheet]:
    try:
        with xlrd.open_workbook(
            file_contents=content, formatting_info=True, ragged_rows=True, logfile=_Silence()
        ) as book:
            for sheet in book.sheets():
                yield _old_sheet(book, sheet)
    except UnreadableDocument:
        raise
    except Exception as error:  # what xlrd meets in a damaged file has no common class
        if "encrypted" in str(error).lower() or "password" in str(error).lower():
            raise UnreadableDocument(
                f"{path}: the workbook is encrypted; save it without a password"
            ) from error
        raise UnreadableDocument(
            f"{path}: the workbook is damaged ({type(error).__name__}: {error}); "
            "open it in a spreadsheet program and save it again"
        ) from error


class _Silence:
    """Takes what xlrd would print."""

    def write(self, text: str) -> None:
        """Drop `text`."""

    def flush(self) -> None:
        """Do nothing."""


def _old_sheet(book: Any, sheet: Any) -> _Sheet:
    merged = {
        (top, left): (bottom - top, right - left) for top, bottom, left, right in sheet.merged_cells
    }
    told: list[_Told] = []
    if sheet.visibility:
        told.append(_hidden("sheet", sheet.name, [sheet.name]))
    cells: list[GridCell] = []
    across: set[tuple[int, int]] = set()
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            form = book.xf_list[sheet.cell_xf_index(row, column)]
            if form.alignment.hor_align == _CENTRED_ACROSS:
                across.add((row, column))
            text, indent = _old_text(book, sheet, row, column)
            if not text:
                continue
            if text in _ERRORS:
                told.append(_error_cell(sheet.name, row, column, text))
            rows, columns = merged.get((row, column), (1, 1))
            cells.append(
                GridCell(
                    row=row,
                    column=column,
                    text=text,
                    rows=rows,
                    columns=columns,
                    is_bold=bool(book.font_list[form.font_index].bold),
                    is_numeric=sheet.cell_type(row, column) == _NUMBER,
                    indent=indent + form.alignment.indent_level,
                )
            )
    told += _old_hidden(sheet, cells)
    return _Sheet(
        name=sheet.name, cells=tuple(_centred(cells, frozenset(across))), notices=tuple(told)
    )


_CENTRED_ACROSS: Final = 6
_TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR = 1, 2, 3, 4, 5


def _old_hidden(sheet: Any, cells: Sequence[GridCell]) -> Iterator[_Told]:
    used_columns, used_rows = {c.column for c in cells}, {c.row for c in cells}
    columns = [k for k, info in sheet.colinfo_map.items() if info.hidden and k in used_columns]
    rows = [k for k, info in sheet.rowinfo_map.items() if info.hidden and k in used_rows]
    if columns:
        yield _hidden("columns", sheet.name, [cell_name(0, k)[:-1] for k in sorted(columns)])
    if rows:
        yield _hidden("rows", sheet.name, [str(k + 1) for k in sorted(rows)])


def _old_text(book: Any, sheet: Any, row: int, column: int) -> tuple[str, int]:
    kind, value = sheet.cell_type(row, column), sheet.cell_value(row, column)
    form = book.xf_list[sheet.cell_xf_index(row, column)]
    if kind == _TEXT:
        return _clean(_old_written(book, sheet, row, column, str(value)))
    if kind in (_NUMBER, _DATE):
        code = book.format_map[form.format_key].format_str
        if kind == _DATE and is_date_format(code):
            return _old_moment(float(value), book.datemode), 0
        return shown(float(value), code), 0
    if kind == _BOOLEAN:
        return ("TRUE" if value else "FALSE"), 0
    if kind == _ERROR:
        return str(error_text_from_code.get(int(value), "#N/A")), 0
    return "", 0


def _old_moment(value: float, mode: int) -> str:
    try:
        return _moment(xldate_as_datetime(value, mode))
    except (XLDateError, ValueError, OverflowError):
        return shown(value, "General")


def _old_written(book: Any, sheet: Any, row: int, column: int, text: str) -> str:
    """Return the text of a cell whose runs may have fonts of their own; raised digits become marks."""
    form = book.xf_list[sheet.cell_xf_index(row, column)]
    runs = [(0, form.font_index), *sheet.rich_text_runlist_map.get((row, column), ())]
    pieces = []
    for (start, number), (end, _) in zip(runs, [*runs[1:], (len(text), 0)], strict=True):
        font = book.font_list[number]
        piece = decoded(text[start:end], font.name)
        raised = font.escapement == 1 and _RAISED.fullmatch(piece)
        pieces.append(f"<sup>{piece.strip()}</sup>" if raised else piece)
    return "".join(pieces)
