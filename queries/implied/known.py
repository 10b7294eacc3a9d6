"""What is known of points within one scope: a report, or all reports of a province."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from queries.checks.figures import Figure
from queries.checks.index import is_told
from queries.implied.bounds import bounds_of
from queries.implied.model import Derivation, Point, Value, point_of


def has_point(figure: Figure) -> bool:
    """Tell whether it is known which part a figure is of: a subset without a label is neither the total nor another."""
    return not figure.is_subset or bool(figure.label)


def is_usable(figure: Figure) -> bool:
    """Tell whether a figure is a level that others may follow from; nothing follows from what was read with doubt."""
    return (
        not figure.is_doubtful
        and has_point(figure)
        and figure.is_level
        and is_told(figure)
        and figure.status != "unknown"
        and figure.number >= 0
        and figure.nature in {"flow", "stock", "count"}
    )


def value_of(figure: Figure) -> Value:
    """Return a printed level as a value."""
    point = point_of(figure)
    return Value(
        point=point,
        bounds=bounds_of(figure.rounded),
        figure=figure,
        derivation=None,
        depth=0,
        documents=frozenset((figure.document_id,)),
        leaves=frozenset((figure.observation_id,)),
        ancestors=frozenset((point,)),
        order=figure.vintage_order,
        is_approximate=figure.is_approximate,
        assumptions=frozenset(),
    )


def value_of_derivation(derivation: Derivation) -> Value:
    """Return a derivation as a value that others may follow from."""
    return Value(
        point=derivation.point,
        bounds=derivation.bounds,
        figure=None,
        derivation=derivation,
        depth=derivation.depth,
        documents=derivation.documents,
        leaves=derivation.leaves,
        ancestors=derivation.ancestors,
        order=derivation.order,
        is_approximate=derivation.is_approximate,
        assumptions=derivation.assumptions,
    )


class Known:
    """The values that a scope knows, one a point; a printed one is never replaced by a derived one."""

    def __init__(self, values: Iterable[Value] = ()) -> None:
        self._by_point: dict[Point, Value] = {}
        self._by_bare: dict[Point, list[Point]] = {}
        self._by_series: dict[Point, list[str]] = {}
        for value in values:
            self.add(value)

    def add(self, value: Value) -> None:
        """Take up the value of a point that is not known yet."""
        point = value.point
        if point in self._by_point:
            return
        self._by_point[point] = value
        self._by_bare.setdefault(point._replace(base=""), []).append(point)
        self._by_series.setdefault(point._replace(period=""), []).append(point.period)

    def get(self, point: Point) -> Value | None:
        """Return what is known of the point."""
        return self._by_point.get(point)

    def only(self, bare: Point) -> Value | None:
        """Return the value of the point whose unit is left out, None where it is known in several units."""
        points = self._by_bare.get(bare, ())
        return self._by_point[points[0]] if len(points) == 1 else None

    def is_printed(self, point: Point) -> bool:
        """Tell whether the point is printed."""
        value = self._by_point.get(point)
        return value is not None and value.figure is not None

    def values(self) -> Iterator[Value]:
        """Yield all values."""
        yield from self._by_point.values()

    def series(self) -> Iterator[tuple[Point, list[Value]]]:
        """Yield each series, its key with the period left out, with its values."""
        for key, periods in self._by_series.items():
            yield key, [self._by_point[key._replace(period=period)] for period in periods]
