"""From points of series to panels: what shares an axis, and what a line has to be called beside the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from duckdb import DuckDBPyConnection

from queries.asking import ask
from solieu.drawing import wording
from solieu.drawing.model import Line, Origin, Panel, Picture, Point, Rhythm

Record = Mapping[str, Any]
Labels = Mapping[tuple[str, str], str]

_RHYTHMS: Final = {
    "monthly": Rhythm.MONTH,
    "cumulative": Rhythm.YEAR_TO_DATE,
    "quarterly": Rhythm.QUARTER,
    "yearly": Rhythm.YEAR,
}
_LINE_KEY: Final = ("province", "product", "basis", "price_base", "scenario", "series_key")
_TOLD_APART: Final = ("province", "product", "basis", "price_base", "scenario")
_CHANGES: Final = frozenset({"growth_pct", "change_abs"})
_MOST_SOURCES: Final = 4


def read_labels(connection: DuckDBPyConnection) -> Labels:
    """Return the Vietnamese names of members, by dimension and slug."""
    return {
        (dimension, str(slug)): str(label_vi)
        for dimension in ("province", "indicator", "product", "measure", "basis", "unit")
        for slug, label_vi, _ in ask(connection, "members", {"dimension": dimension}).rows
    }


def make_picture(points: Sequence[Record], labels: Labels) -> Picture:
    """Return the picture of `points`, rows of the question `series` in their order; without panels if all are gaps."""
    known = {_panel_key(point) for point in points if _stands_here_only(point)}
    panels: dict[tuple[str, ...], list[Record]] = {}
    for point in sorted(points, key=_panel_order):
        if _panel_key(point) in known:
            panels.setdefault(_panel_key(point), []).append(point)
    shown = [point for group in panels.values() for point in group]
    return Picture(
        title=_title(shown, labels),
        source=_source(shown),
        panels=tuple(_panel(group, labels) for group in panels.values()),
    )


def _stands_here_only(point: Record) -> bool:
    """Return whether `point` is known and in no other frequency: a first quarter is cumulated too."""
    is_first_quarter = point["frequency"] == "quarterly" and _day(point["period_to"]).month == 3
    return bool(point["origin"] != "missing" and not is_first_quarter)


def _panel_order(point: Record) -> tuple[object, ...]:
    frequencies = (*_RHYTHMS, "other")
    return (point["measure"] != "level", point["measure"], frequencies.index(point["frequency"]))


def _panel_key(point: Record) -> tuple[str, ...]:
    is_stock = str(point["period"]).startswith("@")
    return (
        point["measure"], point["unit"], point["other_unit"], point["frequency"], "stock" if is_stock else "flow",
    )  # fmt: skip


def _panel(points: Sequence[Record], labels: Labels) -> Panel:
    first = points[0]
    groups: dict[tuple[str, ...], list[Record]] = {}
    for point in points:
        groups.setdefault(tuple(point[column] for column in _LINE_KEY), []).append(point)
    known = {key: group for key, group in groups.items() if _is_known(group)}
    varying = [column for column in _TOLD_APART if len({_of(key, column) for key in known}) > 1]
    rhythm = _rhythm(first)
    unit = first["other_unit"] or labels.get(("unit", first["unit"]), first["unit"])
    measure = labels.get(("measure", first["measure"]), first["measure"])
    title = wording.RHYTHM_TITLES[rhythm]
    return Panel(
        title=title
        if first["measure"] == "level"
        else f"{title}: {_with_basis(measure, known, labels)}",
        axis_label=unit,
        rhythm=rhythm,
        is_change=first["measure"] in _CHANGES,
        lines=tuple(
            Line(label=_line_label(key, varying, labels), points=tuple(map(_point, group)))
            for key, group in known.items()
        ),
    )


def _rhythm(point: Record) -> Rhythm:
    if str(point["period"]).startswith("@") and point["frequency"] == "monthly":
        return Rhythm.AS_OF
    return _RHYTHMS.get(str(point["frequency"]), Rhythm.OTHER)


def _is_known(points: Iterable[Record]) -> bool:
    return any(point["origin"] != "missing" for point in points)


def _of(key: tuple[str, ...], column: str) -> str:
    return key[_LINE_KEY.index(column)]


def _with_basis(measure: str, keys: Iterable[tuple[str, ...]], labels: Labels) -> str:
    """Return the name of the measure, with the basis where all lines have the same."""
    bases = {_of(key, "basis") for key in keys} - {"none"}
    if len(bases) != 1:
        return measure
    basis = bases.pop()
    return f"{measure} {labels.get(('basis', basis), basis)}"


def _line_label(key: tuple[str, ...], varying: Sequence[str], labels: Labels) -> str:
    names = {("price_base", slug): name for slug, name in wording.PRICES.items()}
    names |= {("scenario", slug): name for slug, name in wording.SCENARIOS.items()}
    known = {**labels, **names}
    return " · ".join(known.get((column, _of(key, column)), _of(key, column)) for column in varying)


def _point(point: Record) -> Point:
    origin = Origin(point["origin"])
    return Point(
        period=point["period"],
        first_day=_day(point["period_from"]),
        last_day=_day(point["period_to"]),
        origin=origin,
        status=point["status"] or "",
        value=point["value"] if origin is Origin.REPORTED else None,
        low=point["low"],
        high=point["high"],
        vintages=_vintages(point) if origin is Origin.REPORTED else (),
        is_break=point["obs_status"] == "B",
        is_doubtful=point["obs_status"] == "U",
    )


def _day(value: object) -> date:
    if not isinstance(value, date):
        raise TypeError(f"not a day: {value!r}")
    return value


def _vintages(point: Record) -> tuple[Decimal, ...]:
    """Return the values that are known of the vintages: the first, the ends, the one before, the latest."""
    columns = ("first_value", "least_value", "greatest_value", "previous_value", "value")
    found = (point[column] for column in columns)
    return tuple(dict.fromkeys(value for value in found if value is not None))


def _title(points: Sequence[Record], labels: Labels) -> str:
    parts = []
    for column in ("indicator", "province", "product"):
        members = list(dict.fromkeys(str(point[column]) for point in points))
        if len(members) <= 2 and members != ["total"] and members:
            parts.append(", ".join(labels.get((column, slug), slug) for slug in members))
    return " · ".join(part for part in parts if part)


def _source(points: Iterable[Record]) -> str:
    documents = sorted({str(point["document"]) for point in points if point["document"]})
    if len(documents) > _MOST_SOURCES:
        return f"Nguồn: {len(documents)} báo cáo, đọc bằng solieu"
    return f"Nguồn: {', '.join(documents)}; đọc bằng solieu"
