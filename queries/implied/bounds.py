"""Ends of a derived value in scaled units: rounded outward where a quotient asks for it, and told where.

The ends are those of `queries.checks.intervals`; beside them stands whether each is exactly what follows.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from queries.checks.figures import COUNTED
from queries.checks.intervals import SCALE, Interval


class Bounds(NamedTuple):
    """All numbers from `low` to `high`, both included, scaled; none where `low` is above `high`."""

    low: int
    high: int
    is_low_exact: bool = True
    is_high_exact: bool = True

    @property
    def is_empty(self) -> bool:
        """Whether no number is meant."""
        return self.low > self.high


def bounds_of(interval: Interval) -> Bounds:
    """Return an interval of print as exact bounds."""
    return Bounds(interval.low, interval.high)


def signed_sum(terms: Iterable[tuple[Bounds, int]]) -> Bounds:
    """Return the sum of bounds, each with its sign."""
    low = high = 0
    is_low_exact = is_high_exact = True
    for own, sign in terms:
        first, last = (own.low, own.high) if sign > 0 else (-own.high, -own.low)
        exact = (own.is_low_exact, own.is_high_exact)
        low, high = low + first, high + last
        is_low_exact &= exact[0] if sign > 0 else exact[1]
        is_high_exact &= exact[1] if sign > 0 else exact[0]
    return Bounds(low, high, is_low_exact, is_high_exact)


def scaled_by(own: Bounds, factor: tuple[Fraction, Fraction]) -> Bounds:
    """Return bounds that are not negative, times a factor from the first number to the last, rounded outward."""
    least, most = own.low * factor[0], own.high * factor[1]
    low, high = _floor(least), -_floor(-most)
    return Bounds(low, high, own.is_low_exact and low == least, own.is_high_exact and high == most)


def _floor(number: Fraction) -> int:
    return number.numerator // number.denominator


def as_level(own: Bounds, dimension: str) -> Bounds:
    """Return what a level can be of `own`: nothing below nought, of counted things whole numbers only."""
    low, high, is_low_exact, is_high_exact = own
    if dimension in COUNTED:
        low, high = -(-low // SCALE) * SCALE, high // SCALE * SCALE
        is_low_exact = is_high_exact = True
    if low < 0:
        low, is_low_exact = 0, True
    return Bounds(low, high, is_low_exact, is_high_exact)
