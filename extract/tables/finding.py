"""Tables in plain text: Markdown rows with pipes, cells between tabs, columns aligned by blanks.

The text stays as it is; a table is a stretch of lines and the cells in it. What has no figures in a grid is none:
letterheads in two columns, lists, prose with a pipe.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import regex

from extract.model import Cell, Span, Table
from extract.tables.aligned import TextLine, find_aligned_text
from extract.tables.grid import Grid, GridCell, is_number, is_year

_LINE: Final = regex.compile(r"[^\n\r\f\v\u2028\u2029]+")
_RULE: Final = regex.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*")
_DRAWN: Final = regex.compile(r"[\s+\-=|_─━═┼┬┴├┤┌┐└┘│╔╗╚╝╠╣╦╩╬║╪╫╞╡]{3,}")
_BARS: Final = regex.compile(r"(?<!\\)[|│┃║]")
_TAB: Final = regex.compile(r"\t")
_PIECE: Final = regex.compile(r"\S+(?:[ \u00a0]\S+)*")
_ENDS_SENTENCE: Final = regex.compile(r"[.;:!?]\s*$")
_FEWEST_ROWS: Final = 2
_FEWEST_FIGURES: Final = 2
_HEAD_LINES: Final = 14
"""Lines above the first figures of an aligned table that its head may have."""
_LABEL_LINES: Final = 6
"""Lines without figures that may stand in such a table, or end it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A line that is not blank: its place, and the blank lines before it."""

    start: int
    end: int
    text: str
    gap: int
    number: int

    @property
    def printed(self) -> TextLine:
        return TextLine(start=self.start, text=self.text, number=self.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """A stretch of a line that may be a cell: code points of the document."""

    start: int
    end: int
    text: str
    column: int = 0
    columns: int = 1


def find_tables(text: str) -> tuple[Table, ...]:
    """Return the tables of a plain text, in order."""
    lines = _lines(text)
    found: list[Table] = []
    at = done = 0
    while at < len(lines):
        tables, after = _tables_at(lines, done, at)
        found.extend(tables)
        done, at = (after, after) if tables else (done, after)
    return tuple(found)


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    done = number = 0
    for match in _LINE.finditer(text):
        if not match[0].strip("\ufeff \t\u00a0"):
            continue
        passed = text.count("\n", done, match.start())
        number += passed
        gap = max(passed - 1, 0)
        lines.append(
            _Line(start=match.start(), end=match.end(), text=match[0], gap=gap, number=number)
        )
        done = match.end()
    return lines


def _tables_at(lines: Sequence[_Line], done: int, at: int) -> tuple[Sequence[Table], int]:
    """Return the tables that begin with a line, or have figures in it, and the line to go on with.

    Lines from `done` on belong to no table yet.
    """
    for marks, read in ((_BARS, _piped), (_TAB, _tabbed)):
        if marks.search(lines[at].text):
            end = _run(lines, at, marks)
            table = read(lines[at:end])
            return [table] if table else (), end
    if _is_figured(lines[at]):
        start, end = max(done, at - _HEAD_LINES), _stretch(lines, at)
        return find_aligned_text([line.printed for line in lines[start:end]]), end
    return (), at + 1


def _run(lines: Sequence[_Line], at: int, marks: regex.Pattern[str]) -> int:
    """Where lines end that follow each other and hold one of `marks`, or are drawn between such lines."""
    end = at + 1
    while (
        end < len(lines)
        and lines[end].gap == 0
        and (marks.search(lines[end].text) or _is_drawn(lines[end]))
    ):
        end += 1
    return end


def _table(rows: Sequence[Sequence[_Piece]], start: int, end: int) -> Table | None:
    """Return the table of these rows, where they have figures in more than one row and a column of labels or heads."""
    cells = [
        Cell(
            row=row,
            column=piece.column,
            start=piece.start,
            end=piece.end,
            columns=piece.columns,
        )
        for row, pieces in enumerate(rows)
        for piece in pieces
    ]
    grid = Grid(
        GridCell(row=c.row, column=c.column, text=p.text, columns=c.columns)
        for c, p in zip(cells, (p for pieces in rows for p in pieces), strict=True)
    )
    figured = [
        row
        for row in range(grid.body, grid.height)
        if any(is_number(c.text) and c.column > 0 for c in grid.row(row))
    ]
    if not figured or len(rows) < _FEWEST_ROWS or grid.width < 2:
        return None
    if len(figured) < _FEWEST_ROWS and grid.body == 0:
        return None
    return Table(span=Span(start=start, end=end), cells=tuple(cells))


# Pipes.


def _piped(lines: Sequence[_Line]) -> Table | None:
    has_rule = any(_RULE.fullmatch(line.text) for line in lines)
    rows = [_cells_between(line, _BARS) for line in lines if not _is_drawn(line)]
    rows = [row for row in rows if row]
    widths = {len(row) for row in rows}
    if not rows or max(widths) < 2:
        return None
    if len(widths) > 1 and not has_rule:
        rows = _with_lone_rows(rows, max(widths))
        if not rows:
            return None
    return _table(rows, lines[0].start, lines[-1].end)


def _is_drawn(line: _Line) -> bool:
    return bool(_RULE.fullmatch(line.text) or _DRAWN.fullmatch(line.text))


def _cells_between(line: _Line, marks: regex.Pattern[str]) -> list[_Piece]:
    cuts = [match.start() for match in marks.finditer(line.text)]
    bounds = [-1, *cuts, len(line.text)]
    pieces: list[_Piece] = []
    for start, end in pairwise(bounds):
        inner = line.text[start + 1 : end]
        bare = inner.strip()
        edge = (start == -1 or end == len(line.text)) and not bare and marks is _BARS
        if edge and cuts:
            continue
        lead = len(inner) - len(inner.lstrip()) if bare else 0
        place = line.start + start + 1 + lead
        pieces.append(
            _Piece(start=place, end=place + len(bare), text=bare.strip("*_ "), column=len(pieces))
        )
    return pieces


def _with_lone_rows(rows: list[list[_Piece]], width: int) -> list[list[_Piece]]:
    """Rows of another length are only understood where they hold one cell, a title or a name of a group."""
    kept: list[list[_Piece]] = []
    for row in rows:
        if len(row) == width:
            kept.append(row)
        elif len(row) == 1:
            lone = row[0]
            kept.append([_Piece(start=lone.start, end=lone.end, text=lone.text, columns=width)])
        else:
            return []
    return kept


def _tabbed(lines: Sequence[_Line]) -> Table | None:
    rows = [_cells_between(line, _TAB) for line in lines]
    counts = sorted(len(row) for row in rows)
    usual = counts[len(counts) // 2]
    if usual < 2 or sum(len(row) == usual for row in rows) * 3 < 2 * len(rows):
        return None
    return _table(rows, lines[0].start, lines[-1].end)


# Blanks.


def _is_figured(line: _Line) -> bool:
    """Whether at least two numbers stand apart from other words in a line."""
    pieces = _PIECE.findall(line.text)
    return sum(is_number(piece) and not is_year(piece) for piece in pieces) >= _FEWEST_FIGURES


def _stretch(lines: Sequence[_Line], at: int) -> int:
    """Where lines with figures end that follow each other with a few others between."""
    end = at + 1
    for k in range(at + 1, len(lines)):
        if k - end >= _LABEL_LINES or _BARS.search(lines[k].text) or _TAB.search(lines[k].text):
            break
        if _is_figured(lines[k]):
            end = k + 1
    return min(end + _LABEL_LINES, len(lines))
