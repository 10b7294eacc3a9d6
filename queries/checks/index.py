"""A report's figures by what they are about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from queries.checks.figures import Figure


class Key(NamedTuple):
    """What makes two figures comparable; the same key means the same quantity."""

    territory: str
    indicator: str
    product: str
    base: str
    period: str
    measure: str
    basis: str
    scenario: str
    price_base: str


def key_of(figure: Figure) -> Key:
    """Return what `figure` is about."""
    return Key(
        figure.territory,
        figure.indicator,
        figure.product,
        figure.base,
        figure.period,
        figure.measure,
        figure.basis,
        figure.scenario,
        figure.price_base,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """Figures by key, in text order; figures that no vocabulary knows, and stages, are left out."""

    by_key: dict[Key, list[Figure]]

    def at(self, key: Key) -> list[Figure]:
        """Return the figures of a key."""
        return self.by_key.get(key, [])

    def nearest(self, key: Key, place: int) -> Figure | None:
        """Return the figure of the key that stands nearest to a place."""
        return min(self.at(key), key=lambda figure: abs(figure.place_from - place), default=None)


def index_of(figures: Iterable[Figure]) -> Index:
    """Return the index of figures that are fully told."""
    by_key: dict[Key, list[Figure]] = {}
    for figure in figures:
        if is_told(figure) and not figure.is_subset:
            by_key.setdefault(key_of(figure), []).append(figure)
    return Index(by_key=by_key)


def is_told(figure: Figure) -> bool:
    """Tell whether it is known what the figure is about."""
    return figure.value is not None and "unknown" not in {
        figure.indicator,
        figure.period,
        figure.unit,
        figure.measure,
    }


def level_key(
    figure: Figure, *, period: str | None = None, product: str | None = None
) -> Key | None:
    """Return the key of the level beside a rate without its unit, which the caller fills in.

    None where the figure's own key tells nothing.
    """
    if not is_told(figure):
        return None
    return key_of(figure)._replace(
        measure="level",
        basis="none",
        base="",
        period=figure.period if period is None else period,
        product=figure.product if product is None else product,
    )


def levels(figures: Iterable[Figure]) -> dict[Key, list[Figure]]:
    """Return levels by key with the unit left out."""
    found: dict[Key, list[Figure]] = {}
    for figure in figures:
        if figure.is_level and is_told(figure):
            found.setdefault(key_of(figure)._replace(base=""), []).append(figure)
    return found


def nearest(candidates: Iterable[Figure], figure: Figure) -> Figure | None:
    """Return the candidate that stands nearest to `figure`, those in its own sentence first."""
    return min(
        candidates,
        key=lambda other: (
            other.sentence_id != figure.sentence_id,
            other.is_subset,
            abs(other.place_from - figure.place_from),
        ),
        default=None,
    )


def runs(figures: Iterable[Figure]) -> Iterator[Figure]:
    """Yield the figures that could be read."""
    yield from (figure for figure in figures if figure.value is not None)
