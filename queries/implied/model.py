"""Points, what is known of them, and derivations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from extract.spelling import fold
from queries.checks.figures import Figure
from queries.implied.bounds import Bounds

Formula = Literal[
    "base_of_growth",
    "level_of_growth",
    "base_of_change",
    "level_of_change",
    "level_of_growth_and_change",
    "base_of_growth_and_change",
    "plan_of_rate",
    "level_of_plan_rate",
    "level_of_share",
    "whole_of_share",
    "numerator_of_rate",
    "denominator_of_rate",
    "base_of_average_growth",
    "level_of_average_growth",
    "base_of_span_change",
    "part_of_growth_rates",
    "base_part_of_growth_rates",
    "total_of_parts",
    "part_of_total",
    "term_of_balance",
    "stock_before",
    "stock_after",
    "cumulative_before",
    "month_of_cumulative",
    "cumulative_of_month",
    "difference_of_spans",
    "sum_of_spans",
]
Assumption = Literal["same_prices", "n_or_n_plus_1", "base_of_span"]

DEEPEST: Final = 3
"""So many steps a value may be from print."""


class Point(NamedTuple):
    """What a level is of. `base` is the base unit; for a unit that no vocabulary lists, `other:` and its print."""

    province: str
    territory: str
    indicator: str
    product: str
    series_label: str
    base: str
    price_base: str
    scenario: str
    period: str


@dataclass(frozen=True, slots=True, eq=False)
class Value:
    """What is known of a point: a statement, or a derivation.

    `depth` is 0 for a statement. `documents`, `leaves` (statements) and `ancestors` (points, its own included) are
    those of all that it rests on; `order` is the place of the latest of the documents among the vintages.
    """

    point: Point
    bounds: Bounds
    figure: Figure | None
    derivation: Derivation | None
    depth: int
    documents: frozenset[str]
    leaves: frozenset[str]
    ancestors: frozenset[Point]
    order: int
    is_approximate: bool
    assumptions: frozenset[Assumption]

    @property
    def key(self) -> str:
        """What identifies it: the statement's or the derivation's key."""
        if self.figure is not None:
            return self.figure.observation_id
        return self.derivation.implied_id if self.derivation is not None else ""


class Term(NamedTuple):
    """An operand: a level that is known, or a rate or change as printed; `sign` counts in sums."""

    role: str
    source: Value | Figure
    sign: int = 1


class Proposal(NamedTuple):
    """A formula that could be computed.

    `is_natural` tells whether it is worth computing where its point is printed too: of each relation one derivation is.
    """

    formula: Formula
    point: Point
    terms: tuple[Term, ...]
    is_natural: bool = True
    assumptions: frozenset[Assumption] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Derivation:
    """A value that follows from its terms; the fields are those of a `Value` and the columns of implied_value."""

    implied_id: str
    formula: Formula
    point: Point
    bounds: Bounds
    terms: tuple[Term, ...]
    depth: int
    documents: frozenset[str]
    leaves: frozenset[str]
    ancestors: frozenset[Point]
    latest_document: str
    order: int
    is_approximate: bool
    assumptions: frozenset[Assumption]


def point_of(figure: Figure) -> Point:
    """Return what a figure is of, whatever it measures."""
    return Point(
        figure.province,
        figure.territory,
        figure.indicator,
        figure.product,
        fold(figure.label) if figure.is_subset else "",
        figure.base,
        figure.price_base,
        figure.scenario,
        figure.period,
    )
