"""Printed pages to a transcription, page by page: a window of a few pages is all that is held at a time."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise

from extract.pages.aligned import Aligned, find_aligned
from extract.pages.bands import split_bands
from extract.pages.columns import Column as BodyColumn
from extract.pages.furniture import (
    Edges,
    edges_of_page,
    find_furniture,
    find_signature,
)
from extract.pages.grids import (
    OpenTable,
    SetCell,
    goes_on_with,
    join_table,
    open_table,
    set_cells,
    write_table,
)
from extract.pages.lines import PrintedLine, line_of, set_lines
from extract.pages.notes import group_notes, number_of, split_notes, starts_note
from extract.pages.order import Flow, order_lines
from extract.pages.paragraphs import Column, glue, goes_on, is_apart, measure
from extract.pages.printed import Grid, PrintedPage, Word
from extract.pages.writing import Transcription, Writer

_WINDOW = 2
"""Pages before and after one by which its running heads are told."""
_FEW = 3
"""Lines below which a page does not show how far its lines may reach."""
_FARTHEST = 40.0
"""Points by which a page's lines may end before those of other pages and still be of the same column."""
_TITLES = 12
"""Lines that a page of tables has beside them at most for its tables to show the edges of its column."""
_NEAR_EDGE = 0.15
"""Share of the column's width by which lines of running text that are not stretched end before its edge."""
_BLOCK = 12
"""Lines from which a block beside another is a column of running text, and not set line by line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _SetPage:
    """A page's lines from the top down, with what lies in grids and in signatures apart."""

    page: PrintedPage
    lines: list[PrintedLine]
    grids: list[tuple[Grid, list[SetCell]]]
    stamps: list[PrintedLine]
    edges: Edges


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stretch:
    """Lines of one column that are read one after the other."""

    lines: Sequence[PrintedLine]
    column: Column


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A table's part on one page."""

    grid: Grid
    cells: list[SetCell]


def assemble(pages: Iterable[PrintedPage]) -> Transcription:
    """Return the transcription of `pages`, which are taken one after the other and not kept."""
    assembly = _Assembly()
    for page, near in _windows(_set_pages(pages)):
        assembly.add(page, near)
    return assembly.finish()


def _windows(pages: Iterable[_SetPage]) -> Iterator[tuple[_SetPage, list[Edges]]]:
    """Each page with the edges of those around it."""
    ahead: deque[_SetPage] = deque()
    behind: deque[Edges] = deque(maxlen=_WINDOW)
    for page in pages:
        ahead.append(page)
        if len(ahead) > _WINDOW:
            yield _shift(ahead, behind)
    while ahead:
        yield _shift(ahead, behind)


def _shift(ahead: deque[_SetPage], behind: deque[Edges]) -> tuple[_SetPage, list[Edges]]:
    page = ahead.popleft()
    near = [*behind, *(other.edges for other in ahead)]
    behind.append(page.edges)
    return page, near


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """A page's lines before tables are told from them, and the tables without rules that they show by themselves."""

    page: PrintedPage
    printed: Sequence[Word]
    stamps: list[PrintedLine]
    lines: list[PrintedLine]
    aligned: tuple[Aligned, ...]


def _set_pages(pages: Iterable[PrintedPage]) -> Iterator[_SetPage]:
    """Set each page with a look at the tables without rules that end the page before and begin the next."""
    before: Sequence[BodyColumn] = ()
    for sheet, following in pairwise(chain(map(_sheet, pages), [None])):
        if sheet:
            after = following.aligned[0].columns if following and following.aligned else ()
            aligned = sheet.aligned
            if before or after:
                aligned = find_aligned(sheet.lines, sheet.page.grids, before=before, after=after)
            yield _set(sheet, aligned)
            before = aligned[-1].columns if aligned else ()


def _sheet(page: PrintedPage) -> _Sheet:
    number = page.record.page
    printed, stamps = _without_stamps(page.words, number)
    lines = set_lines(printed, number)
    return _Sheet(
        page=page,
        printed=printed,
        stamps=stamps,
        lines=lines,
        aligned=find_aligned(lines, page.grids),
    )


def _set(sheet: _Sheet, aligned: Sequence[Aligned]) -> _SetPage:
    page, lines, stamps = sheet.page, sheet.lines, sheet.stamps
    number = page.record.page
    grids = [*page.grids, *(table.grid for table in aligned)]
    inside: list[list[Word]] = [[] for _ in grids]
    if grids:
        outside: list[Word] = []
        for word in sheet.printed:
            at = _grid_at(grids, word)
            (outside if at is None else inside[at]).append(word)
        lines = set_lines(outside, number)
    signed = find_signature(lines)
    stamps = [*stamps, *(lines[n] for n in sorted(signed))]
    lines = [line for n, line in enumerate(lines) if n not in signed]
    return _SetPage(
        page=page,
        lines=lines,
        grids=[_with_cells(grid, words, number) for grid, words in zip(grids, inside, strict=True)],
        stamps=stamps,
        edges=edges_of_page(lines, number, page.height),
    )


def _with_cells(grid: Grid, words: Sequence[Word], number: int) -> tuple[Grid, list[SetCell]]:
    cells = set_cells(grid, words, number)
    split = split_bands(grid, cells, number) if grid.is_ruled else grid
    return (grid, cells) if split is grid else (split, set_cells(split, words, number))


def _without_stamps(words: Sequence[Word], number: int) -> tuple[list[Word], list[PrintedLine]]:
    """Part the prints of signatures from the page; what an annotation fills into a blank of a line stays in it."""
    stamped = [word for word in words if word.is_stamp]
    printed = [word for word in words if not word.is_stamp]
    if not stamped:
        return printed, []
    lines = set_lines(printed, number)
    stamps: list[PrintedLine] = []
    for line in set_lines(stamped, number):
        left: list[Word] = []
        for group in _groups(line):
            (printed if _fills_blank(group, lines) else left).extend(group)
        if left:
            stamps.append(line_of(left, number))
    return printed, stamps


def _groups(line: PrintedLine) -> Iterator[list[Word]]:
    """The words of a line that stand together, a blank apart at most."""
    group: list[Word] = []
    for word in line.words:
        if group and word.left - group[-1].right > line.size:
            yield group
            group = []
        group.append(word)
    yield group


def _fills_blank(group: Sequence[Word], lines: Sequence[PrintedLine]) -> bool:
    """Whether an annotation's words stand in a gap between words of a printed line."""
    left, right = group[0].left, group[-1].right
    middle = (group[0].top + group[0].bottom) / 2
    for line in lines:
        if abs(line.middle - middle) < 0.35 * (line.bottom - line.top):
            slack = 0.35 * line.size
            before = [w for w in line.words if w.right <= left + slack]
            after = [w for w in line.words if w.left >= right - slack]
            if before and after and len(before) + len(after) == len(line.words):
                return True
    return False


def _grid_at(grids: Sequence[Grid], word: Word) -> int | None:
    x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
    for n, grid in enumerate(grids):
        if grid.left <= x <= grid.right and grid.top <= y <= grid.bottom:
            return n
    return None


class _Assembly:
    """Writes pages; the paragraph or table that may go on on the next page is held back, and with it what follows."""

    def __init__(self) -> None:
        self.writer = Writer()
        self.paragraph: list[PrintedLine] = []
        self.column: Column | None = None
        self.table: OpenTable | None = None
        self.is_apart = True
        self.notes: list[list[PrintedLine]] = []
        self.waiting: frozenset[int] = frozenset()
        self.furniture: list[PrintedLine] = []
        self.rights: dict[int, float] = {}
        self.spaced = 0

    def add(self, page: _SetPage, near: Sequence[Edges]) -> None:
        self.writer.page(page.page.record, page.page.notices)
        removed = find_furniture(page.lines, page.edges, near)
        kept = [line for n, line in enumerate(page.lines) if n not in removed]
        foot = split_notes(
            kept,
            page.page.rules,
            page.page.width,
            is_open=bool(self.notes),
            waiting=self.waiting,
        )
        notes = group_notes(foot)
        self.waiting = foot.marks - self.waiting - {number_of(note) for note in notes}
        if notes and self.notes and not _is_marked(notes[0]):
            self.notes[-1].extend(notes.pop(0))
        self._take(foot.body, page.grids, page.page.width)
        self.notes.extend(notes)
        self.furniture.extend(page.lines[n] for n in sorted(removed))
        self.furniture.extend(page.stamps)

    def finish(self) -> Transcription:
        self._close()
        return self.writer.finish()

    def _take(
        self,
        body: Sequence[PrintedLine],
        grids: list[tuple[Grid, list[SetCell]]],
        width: float,
    ) -> None:
        is_first = True
        for part in self._parts(body, grids, width):
            if isinstance(part, _Part):
                self._take_table(part, is_first=is_first)
            else:
                self._take_lines(part, is_first=is_first)
            is_first = False

    def _parts(
        self,
        body: Sequence[PrintedLine],
        grids: list[tuple[Grid, list[SetCell]]],
        width: float,
    ) -> Iterator[_Stretch | _Part]:
        """Stretches of lines and tables, from the top of a page down."""
        parts: list[list[Flow] | _Part] = []
        done = 0
        for grid, cells in sorted(grids, key=lambda g: g[0].top):
            at = next((n for n, line in enumerate(body) if line.middle > grid.top), len(body))
            parts.append(order_lines(body[done : max(at, done)]))
            done = max(at, done)
            parts.append(_Part(grid=grid, cells=cells))
        parts.append(order_lines(body[done:]))
        flows = [flow for part in parts if not isinstance(part, _Part) for flow in part]
        whole = self._column_of_page(
            [line for flow in flows if not flow.is_side for line in flow.lines], width
        )
        whole = _as_wide_as_tables(whole, flows, [grid for grid, _ in grids])
        for part in parts:
            if isinstance(part, _Part):
                yield part
            else:
                yield from (_stretch(flow, whole) for flow in part)

    def _column_of_page(self, lines: Sequence[PrintedLine], width: float) -> Column | None:
        """The column that all lines of a page share which stand beside no others.

        Its right edge is where lines of other pages ended, if that is farther; on a page of few lines it is held to be
        as far from the page's edge as the left one.
        """
        if not lines:
            return None
        column = measure(lines, is_side=False)
        known = self.rights.get(round(column.left / 10), 0.0)
        if len(lines) < _FEW:
            known = max(known, width - column.left)
        right = max(known, column.right)
        if right - column.right >= _FARTHEST and len(lines) >= _FEW:
            return column
        if len(lines) >= _FEW:
            self.rights[round(column.left / 10)] = right
        return replace(column, right=right)

    def _take_table(self, part: _Part, *, is_first: bool) -> None:
        if is_first and self.table and goes_on_with(self.table, part.grid, part.cells):
            join_table(self.table, part.cells)
            return
        self._close()
        self.table = open_table(part.grid, part.cells)

    def _take_lines(self, stretch: _Stretch, *, is_first: bool) -> None:
        for n, line in enumerate(stretch.lines):
            before = self.paragraph[-1] if self.paragraph else None
            continues = (n > 0 or is_first) and before is not None and not self.table
            if (
                before
                and continues
                and goes_on(self.paragraph, line, self._column_for(stretch, before))
            ):
                self.paragraph.append(line)
                continue
            apart = before is None or self._is_apart(before, line, stretch, n)
            followed = self.notes or self.furniture
            self._close()
            self.paragraph = [line]
            self.is_apart = apart or bool(followed)
            self.column = stretch.column

    def _is_apart(self, before: PrintedLine, line: PrintedLine, stretch: _Stretch, n: int) -> bool:
        """Whether there is space before a paragraph; where a page begins with it, as before most of the others."""
        if before.page != line.page:
            return self.spaced >= 0
        if n == 0:
            return True
        apart = is_apart(before, line, stretch.column)
        self.spaced += 1 if apart else -1
        return apart

    def _column_for(self, stretch: _Stretch, before: PrintedLine) -> Column:
        """The column by which a line's end is judged: that of the page before where a page ends between."""
        if self.column and before.page != stretch.lines[0].page and not stretch.column.is_side:
            return self.column
        return stretch.column

    def _close(self) -> None:
        """Write what was held back: the paragraph or the table, then the notes and the furniture behind it."""
        if self.paragraph:
            self.writer.block(apart=self.is_apart)
            _write_lines(self.paragraph, self.writer)
            self.paragraph = []
        if self.table:
            self.writer.block(apart=True)
            write_table(self.table, self.writer)
            self.table = None
        for note in self.notes:
            self.writer.block(apart=True)
            _write_lines(note, self.writer)
        self.notes = []
        for line in self.furniture:
            self.writer.block(apart=True)
            start = self.writer.length
            self.writer.words(line)
            self.writer.furniture(start)
        self.furniture = []


def _as_wide_as_tables(
    column: Column | None, flows: Sequence[Flow], grids: Sequence[Grid]
) -> Column | None:
    """The column of a page's lines; a few lines of titles don't show its edges, but a table under them does."""
    lines = [line for flow in flows if not flow.is_side for line in flow.lines]
    if column is None or column.is_stretched or not grids or len(lines) > _TITLES:
        return column
    near = column.right - _NEAR_EDGE * (column.right - column.left)
    full = [line for line in lines if line.right >= near and line.left - column.left < line.size]
    if len(full) >= max(2, len(lines) / 2):
        return column
    left, right = min(grid.left for grid in grids), max(grid.right for grid in grids)
    return replace(column, left=min(left, column.left), right=max(right, column.right))


def _stretch(flow: Flow, whole: Column | None) -> _Stretch:
    if flow.is_side or whole is None:
        column = measure(flow.lines, is_side=flow.is_side and len(flow.lines) < _BLOCK)
        return _Stretch(lines=flow.lines, column=column)
    return _Stretch(lines=flow.lines, column=whole)


def _is_marked(note: Sequence[PrintedLine]) -> bool:
    return starts_note(note[0])


def _write_lines(lines: Sequence[PrintedLine], writer: Writer) -> None:
    for n, line in enumerate(lines):
        if n:
            writer.put(glue(lines[n - 1]))
        writer.words(line)
