"""The formulas: what a point's value can be, given its terms.

All levels are taken as not negative; a formula that would divide by what may be nought gives nothing. Factors are
exact fractions, so only the ends themselves are rounded, outward.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import product
from typing import Final

from queries.checks.calendar import period_of
from queries.checks.figures import Figure, Reading
from queries.checks.intervals import SCALE, Interval, hull
from queries.checks.judging import factor_of
from queries.checks.ratios import options_of
from queries.implied.bounds import Bounds, as_level, bounds_of, scaled_by, signed_sum
from queries.implied.model import Formula, Point, Term, Value

_HUNDRED: Final = 100 * SCALE

Terms = tuple[Term, ...]
Factor = tuple[Fraction, Fraction]
_Compute = Callable[[Point, Terms, str, Reading], "Bounds | None"]


def compute(
    formula: Formula, point: Point, terms: Terms, dimension: str, reading: Reading = "rounded"
) -> Bounds | None:
    """Return what `point`, whose unit has that dimension, can be; None where nothing bounds it.

    Under another `reading` of the prints, derived terms are computed anew.
    """
    found = _FORMULAS[formula](point, terms, dimension, reading)
    return None if found is None else as_level(found, dimension)


def _level(terms: Terms, role: str, dimension: str, reading: Reading) -> Bounds | None:
    """Return the term of that role if it is a level that is not negative."""
    own = next(term.source for term in terms if term.role == role)
    return _known(own, dimension, reading)


def _known(source: Value | Figure, dimension: str, reading: Reading) -> Bounds | None:
    if isinstance(source, Figure):
        return bounds_of(source.read(reading))
    if source.figure is not None:
        return bounds_of(source.figure.read(reading))
    derivation = source.derivation
    if reading == "rounded" or derivation is None:
        found: Bounds | None = source.bounds
    else:
        found = compute(derivation.formula, source.point, derivation.terms, dimension, reading)
    return None if found is None or found.is_empty else found


def _rate(terms: Terms, role: str = "rate") -> Figure:
    found = next(term.source for term in terms if term.role == role)
    assert isinstance(found, Figure)
    return found


def _factor(rate: Figure, reading: Reading) -> Factor | None:
    """Return by what the base is multiplied, None where that may be nought or less."""
    options = options_of(rate) or (0,)
    found = hull([factor_of(rate, reading, option) for option in options])
    if found.low <= 0:
        return None
    return Fraction(found.low, _HUNDRED), Fraction(found.high, _HUNDRED)


def _inverse(factor: Factor) -> Factor:
    return 1 / factor[1], 1 / factor[0]


def _scaled(own: Bounds | None, factor: Factor | None) -> Bounds | None:
    if own is None or factor is None:
        return None
    if own.low < 0:
        own = Bounds(0, own.high, True, own.is_high_exact)
    return scaled_by(own, factor)


def _divided(role: str) -> _Compute:
    """Return the formula that divides the term of that role by what its rate makes of it."""

    def formula(_point: Point, terms: Terms, dimension: str, reading: Reading) -> Bounds | None:
        factor = _factor(_rate(terms), reading)
        own = _level(terms, role, dimension, reading)
        return _scaled(own, _inverse(factor)) if factor else None

    return formula


def _multiplied(role: str) -> _Compute:
    def formula(_point: Point, terms: Terms, dimension: str, reading: Reading) -> Bounds | None:
        own = _level(terms, role, dimension, reading)
        return _scaled(own, _factor(_rate(terms), reading))

    return formula


def _summed(_point: Point, terms: Terms, dimension: str, reading: Reading) -> Bounds | None:
    known = [(_known(term.source, dimension, reading), term.sign) for term in terms]
    told = [(bounds, sign) for bounds, sign in known if bounds is not None]
    return signed_sum(told) if len(told) == len(known) else None


def years_between(terms: Terms, point: Point) -> int:
    """Return by how many years the point and the level that it is derived from are apart."""
    level = next(term.source for term in terms if term.role in {"level", "base"})
    ends = [period_of(period) for period in (level_period(level), point.period)]
    first, last = (period.end.year if period and period.end else 0 for period in ends)
    return abs(first - last)


def level_period(source: Value | Figure) -> str:
    """Return the period of a term."""
    return source.period if isinstance(source, Figure) else source.point.period


def compounded(rate: Figure, years: int, reading: Reading) -> Factor | None:
    """Return by what an average rate multiplies the base in so many years."""
    factor = _factor(rate, reading)
    return (factor[0] ** years, factor[1] ** years) if factor else None


def _base_of_average(point: Point, terms: Terms, dimension: str, reading: Reading) -> Bounds | None:
    factor = compounded(_rate(terms), years_between(terms, point), reading)
    own = _level(terms, "level", dimension, reading)
    return _scaled(own, _inverse(factor)) if factor else None


def _level_of_average(
    point: Point, terms: Terms, dimension: str, reading: Reading
) -> Bounds | None:
    factor = compounded(_rate(terms), years_between(terms, point), reading)
    return _scaled(_level(terms, "base", dimension, reading), factor)


def _of_growth_and_change(*, is_base: bool) -> _Compute:
    """A change D at growth g: the base is 100 D / g, the level D (100 + g) / g."""

    def formula(_point: Point, terms: Terms, _dimension: str, reading: Reading) -> Bounds | None:
        change, rate = _rate(terms, "change").read(reading), _rate(terms).read(reading)
        is_fall = change.high <= 0 and rate.high < 0
        if is_fall:
            change, rate = -change, -rate
        if rate.low <= 0 or change.low < 0:
            return None
        shift = 0 if is_base else -1 if is_fall else 1
        least, most = (Fraction(_HUNDRED, end) + shift for end in (rate.high, rate.low))
        return scaled_by(bounds_of(change), (max(least, Fraction(0)), max(most, Fraction(0))))

    return formula


def _of_growth_rates(*, is_base: bool) -> _Compute:
    """Two parts that leave nothing out grow by g1 and g2, the whole by g: the first was (g - g2) / (g1 - g2) of it.

    The share is monotone in each of the three rates whatever the others are, so its ends lie at their ends.
    """

    def formula(_point: Point, terms: Terms, dimension: str, reading: Reading) -> Bounds | None:
        whole, own, other = (
            _rate(terms, role).read(reading) for role in ("rate", "part_rate", "other_rate")
        )
        if own.meets(other) or min(whole.low, own.low, other.low) <= -_HUNDRED:
            return None
        corners = list(product(*map(_ends, (whole, own, other))))
        weights = [(g - g2) / (g1 - g2) for g, g1, g2 in corners]
        if max(weights) <= 0 or min(weights) >= 1:
            return None
        grown = [
            weight / (1 + g) if is_base else weight * (1 + g1) / (1 + g)
            for weight, (g, g1, _) in zip(weights, corners, strict=True)
        ]
        return _scaled(
            _level(terms, "level", dimension, reading), (max(min(grown), Fraction(0)), max(grown))
        )

    return formula


def _ends(interval: Interval) -> tuple[Fraction, Fraction]:
    return Fraction(interval.low, _HUNDRED), Fraction(interval.high, _HUNDRED)


_FORMULAS: Final[Mapping[Formula, _Compute]] = {
    "base_of_growth": _divided("level"),
    "level_of_growth": _multiplied("base"),
    "base_of_change": _summed,
    "level_of_change": _summed,
    "level_of_growth_and_change": _of_growth_and_change(is_base=False),
    "base_of_growth_and_change": _of_growth_and_change(is_base=True),
    "plan_of_rate": _divided("level"),
    "level_of_plan_rate": _multiplied("plan"),
    "level_of_share": _multiplied("whole"),
    "whole_of_share": _divided("part"),
    "numerator_of_rate": _multiplied("denominator"),
    "denominator_of_rate": _divided("numerator"),
    "base_of_average_growth": _base_of_average,
    "level_of_average_growth": _level_of_average,
    "base_of_span_change": _summed,
    "part_of_growth_rates": _of_growth_rates(is_base=False),
    "base_part_of_growth_rates": _of_growth_rates(is_base=True),
    "total_of_parts": _summed,
    "part_of_total": _summed,
    "term_of_balance": _summed,
    "stock_before": _summed,
    "stock_after": _summed,
    "cumulative_before": _summed,
    "month_of_cumulative": _summed,
    "cumulative_of_month": _summed,
    "difference_of_spans": _summed,
    "sum_of_spans": _summed,
}
