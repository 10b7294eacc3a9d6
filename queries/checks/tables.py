"""Sums of table rows: what stands under a total, in a group that is opened by `chia ra`, or behind `trong đó`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from queries.checks.figures import Figure
from queries.checks.relations import Relation, Strength
from queries.checks.sums import bound_of, sum_of
from queries.checks.texts import ReportText, TableSpot

_STRENGTHS: Final[Mapping[str, Strength]] = {"declared": "declared", "maybe": "hypothesis"}


class _List(NamedTuple):
    """One list of parts in one column: its table and column, the row of the whole, the row that opens it."""

    table: int
    column: int
    whole: int
    opener: int
    strength: str
    parts: int


def find_table_sums(report: ReportText) -> Iterator[Relation]:
    """Yield a sum for each list of rows that is part of another row, column by column.

    Where a row of the list has no figure in the column (a blank, `…`) the parts only bound the whole. Rows of which
    only their place says that they may be parts are examined where at least half of the columns add up.
    """
    placed: dict[tuple[int, int, int], Figure] = {}
    lists: dict[_List, list[Figure]] = {}
    for figure in report.figures:
        spot = report.spots.get(figure.observation_id)
        if spot is None or not figure.is_level or figure.value is None:
            continue
        placed[(spot.table, spot.column, spot.row)] = figure
        if spot.strength:
            lists.setdefault(_list_of(spot), []).append(figure)
    sums: dict[_List, tuple[Figure, list[Figure]]] = {}
    for own, parts in lists.items():
        whole = placed.get((own.table, own.column, own.whole))
        if whole is not None and len(parts) > 1 and _are_alike(whole, parts):
            sums[own] = (whole, parts)
    adding = _lists_that_add_up(sums)
    for own, (whole, parts) in sums.items():
        if own.strength != "maybe" or own._replace(column=0) in adding:
            yield _relation(own, whole, parts)


def _lists_that_add_up(sums: Mapping[_List, tuple[Figure, list[Figure]]]) -> set[_List]:
    """Return the lists, without their column, whose parts make the whole in half of the columns or more."""
    held: dict[_List, list[bool]] = {}
    for own, (whole, parts) in sums.items():
        room = whole.half + sum(part.half for part in parts)
        gap = abs(whole.number - sum(part.number for part in parts))
        held.setdefault(own._replace(column=0), []).append(gap <= room)
    return {own for own, columns in held.items() if sum(columns) * 2 >= len(columns)}


def _list_of(spot: TableSpot) -> _List:
    return _List(spot.table, spot.column, spot.whole, spot.opener, spot.strength, spot.parts)


def _are_alike(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether all stand in one unit and for one time, of things that add up."""
    if whole.nature in {"rate", "index"} or "/" in whole.unit_text:
        return False
    return all(
        (p.base, p.period, p.scenario) == (whole.base, whole.period, whole.scenario) for p in parts
    )


def _relation(own: _List, whole: Figure, parts: Sequence[Figure]) -> Relation:
    if own.strength == "of_which":
        return bound_of("table_rows", "declared", whole, parts)
    strength = _STRENGTHS[own.strength]
    if len(parts) < own.parts:
        return bound_of("table_rows", strength, whole, parts)
    return sum_of("table_rows", strength, whole, parts)
