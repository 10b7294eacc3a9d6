"""Tables in plain text: Markdown rows with pipes, cells between tabs, columns aligned by blanks.

The text stays as it is; a table is a stretch of lines and the cells in it. What has no figures in a grid is none:
letterheads in two columns, lists, prose with a pipe.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import regex

from extract.model import Cell, Span, Table
from extract.tables.grid import Grid, GridCell, is_blank, is_number, is_year

_LINE: Final = regex.compile(r"[^\n\r\f\v\u2028\u2029]+")
_RULE: Final = regex.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*")
_DRAWN: Final = regex.compile(r"[\s+\-=|_─━┼┬┴├┤]{3,}")
_PIECE: Final = regex.compile(r"\S+(?:[ \u00a0]\S+)*")
_ENDS_SENTENCE: Final = regex.compile(r"[.;:!?]\s*$")
_FEWEST_ROWS: Final = 2
_HEAD_LINES: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A line that is not blank: its place, and the blank lines before it."""

    start: int
    end: int
    text: str
    gap: int


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
    at = 0
    while at < len(lines):
        table, at = _table_at(lines, at)
        if table:
            found.append(table)
    return tuple(found)


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    done = 0
    for match in _LINE.finditer(text):
        if not match[0].strip("\ufeff \t\u00a0"):
            continue
        gap = max(text.count("\n", done, match.start()) - 1, 0)
        lines.append(_Line(start=match.start(), end=match.end(), text=match[0], gap=gap))
        done = match.end()
    return lines


def _table_at(lines: Sequence[_Line], at: int) -> tuple[Table | None, int]:
    """Return the table that begins with a line, and the line to go on with."""
    if "|" in lines[at].text:
        end = _run(lines, at, lambda line: "|" in line.text)
        return _piped(lines[at:end]), end
    if "\t" in lines[at].text:
        end = _run(lines, at, lambda line: "\t" in line.text)
        return _tabbed(lines[at:end]), end
    if _numbers(_pieces(lines[at])) >= 2:
        return _aligned(lines, at)
    return None, at + 1


def _run(lines: Sequence[_Line], at: int, belongs: Callable[[_Line], bool]) -> int:
    end = at + 1
    while end < len(lines) and lines[end].gap == 0 and belongs(lines[end]):
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
    rows = [_cells_between(line, "|") for line in lines if not _is_drawn(line)]
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


def _cells_between(line: _Line, mark: str) -> list[_Piece]:
    cuts = [
        at for at, char in enumerate(line.text) if char == mark and line.text[at - 1 : at] != "\\"
    ]
    bounds = [-1, *cuts, len(line.text)]
    pieces: list[_Piece] = []
    for start, end in pairwise(bounds):
        inner = line.text[start + 1 : end]
        bare = inner.strip()
        edge = (start == -1 or end == len(line.text)) and not bare and mark == "|"
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
    rows = [_cells_between(line, "\t") for line in lines]
    counts = sorted(len(row) for row in rows)
    usual = counts[len(counts) // 2]
    if usual < 2 or sum(len(row) == usual for row in rows) * 3 < 2 * len(rows):
        return None
    return _table(rows, lines[0].start, lines[-1].end)


# Blanks.


def _pieces(line: _Line) -> list[_Piece]:
    return [
        _Piece(start=line.start + m.start(), end=line.start + m.end(), text=m[0])
        for m in _PIECE.finditer(line.text)
    ]


def _numbers(pieces: Sequence[_Piece]) -> int:
    return sum(is_number(p.text) and not is_year(p.text) for p in pieces)


def _is_row(pieces: Sequence[_Piece]) -> bool:
    """Figures apart from each other behind a label, or alone."""
    values = [p for p in pieces[1:] if is_number(p.text) or is_blank(p.text)]
    words = [p for p in pieces[1:] if not (is_number(p.text) or is_blank(p.text))]
    return bool(_numbers(pieces)) and len(values) >= 1 and len(words) <= 2


def _aligned(lines: Sequence[_Line], at: int) -> tuple[Table | None, int]:
    end, rows = at, 0
    last = at
    while end < len(lines) and (end == at or lines[end].gap <= 1):
        pieces = _pieces(lines[end])
        if _is_row(pieces):
            rows, last = rows + 1, end
        elif not _may_stand_between(pieces) or end - last > 2:
            break
        end += 1
    body = lines[at : last + 1]
    if rows < 3 or not _lines_up(body):
        return None, at + 1
    top = _head_of(lines, at)
    columns = _columns(body)
    if len(columns) < 2:
        return None, last + 1
    placed = [_in_columns(line, columns) for line in (*lines[top:at], *body)]
    whole = [
        row
        for line, row in zip((*lines[top:at], *body), placed, strict=True)
        if not _is_drawn(line)
    ]
    table = _table(whole, lines[top].start, body[-1].end)
    return table, last + 1


def _may_stand_between(pieces: Sequence[_Piece]) -> bool:
    """A group's name or the rest of a label that runs over two lines."""
    return (
        len(pieces) <= 2
        and len(pieces[0].text) <= 60
        and not _ENDS_SENTENCE.search(pieces[-1].text)
    )


def _lines_up(body: Sequence[_Line]) -> bool:
    """Whether the figures end below each other: most right edges are met in several lines."""
    edges: dict[int, int] = {}
    total = 0
    for line in body:
        for piece in _pieces(line)[1:]:
            if is_number(piece.text):
                edge = piece.end - line.start
                edges[edge] = edges.get(edge, 0) + 1
                total += 1
    shared = sum(
        n for edge, n in edges.items() if n + edges.get(edge - 1, 0) + edges.get(edge + 1, 0) >= 2
    )
    return total >= 4 and shared * 5 >= total * 4


def _head_of(lines: Sequence[_Line], at: int) -> int:
    top = at
    for k in range(at - 1, max(at - 1 - _HEAD_LINES, -1), -1):
        pieces = _pieces(lines[k])
        gap = lines[k + 1].gap
        is_head = len(pieces) >= 2 or _is_drawn(lines[k])
        if gap > 1 or not is_head or _ENDS_SENTENCE.search(lines[k].text):
            break
        top = k
    return top


def _columns(body: Sequence[_Line]) -> list[tuple[int, int]]:
    """The stretches of a line that columns take, from the pieces of the rows; overlapping pieces are one column."""
    spans: list[tuple[int, int]] = []
    for line in body:
        pieces = _pieces(line)
        if _is_row(pieces):
            spans += [(p.start - line.start, p.end - line.start) for p in pieces]
    merged: list[list[int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([start, end])
    return [(start, end) for start, end in merged]


def _in_columns(line: _Line, columns: Sequence[tuple[int, int]]) -> list[_Piece]:
    placed: list[_Piece] = []
    for piece in _pieces(line):
        start, end = piece.start - line.start, piece.end - line.start
        over = [k for k, (left, right) in enumerate(columns) if start < right and left < end]
        if not over:
            middle = (start + end) // 2
            over = [min(range(len(columns)), key=lambda k: abs(sum(columns[k]) // 2 - middle))]
        taken = {p.column + i for p in placed for i in range(p.columns)}
        free = [k for k in over if k not in taken] or [max(taken, default=-1) + 1]
        placed.append(
            _Piece(
                start=piece.start,
                end=piece.end,
                text=piece.text,
                column=free[0],
                columns=free[-1] - free[0] + 1,
            )
        )
    return placed
