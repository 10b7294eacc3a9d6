"""A report's figures by what they are about."""

from __future__ import annotations

from collections.abc import Iterable
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


def is_told(figure: Figure) -> bool:
    """Tell whether it is known what the figure is about."""
    return (
        figure.value is not None
        and figure.indicator != "unknown"
        and figure.period != "unknown"
        and figure.unit != "unknown"
        and figure.measure != "unknown"
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
