"""Exact interval arithmetic on scaled integers: no float, no rounding, no division before a comparison.

A quantity is kept as a whole number of `1 / SCALE` of its base unit. DECIMAL(38, 9) in a unit whose factor has nine
places at most fits, and so does half of one unit in its last place. Multiplying two scaled numbers squares the scale
on both sides of a comparison alike, so that no division is needed to compare.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Final

SCALE: Final = 2 * 10**18
WIDE: Final = Context(prec=90)
"""Decimals of the widest column are moved by powers of ten without loss."""


def scaled(value: Decimal, factor: int = 1) -> int:
    """Return `value` times SCALE times `factor`; `value` has at most eighteen decimal places.

    Raises ValueError if it has more.
    """
    shifted = value.scaleb(18, context=WIDE)
    whole = int(shifted)
    if whole != shifted:
        raise ValueError(f"{value} has too many decimal places")
    return 2 * whole * factor


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers from `low` to `high`, both included, in scaled units."""

    low: int
    high: int

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low)

    def __mul__(self, other: Interval) -> Interval:
        """Return the products; the result is scaled twice."""
        ends = (
            self.low * other.low,
            self.low * other.high,
            self.high * other.low,
            self.high * other.high,
        )
        return Interval(min(ends), max(ends))

    def times(self, factor: int) -> Interval:
        """Return the interval stretched by a whole number."""
        ends = (self.low * factor, self.high * factor)
        return Interval(min(ends), max(ends))

    def meets(self, other: Interval) -> bool:
        """Tell whether a number lies in both."""
        return self.low <= other.high and other.low <= self.high

    def distance(self, other: Interval) -> int:
        """Return how far the two are apart, 0 if they meet."""
        return max(self.low - other.high, other.low - self.high, 0)


def point(value: int) -> Interval:
    """Return the interval that holds `value` and nothing else."""
    return Interval(value, value)


def hull(intervals: list[Interval]) -> Interval:
    """Return the smallest interval that holds all of `intervals`."""
    return Interval(min(i.low for i in intervals), max(i.high for i in intervals))


def quotient(above: Interval, below: Interval) -> Interval | None:
    """Return what `above / below` may be, scaled, rounded outward; None where `below` may be nought."""
    if below.low <= 0 <= below.high:
        return None
    if below.high < 0:
        above, below = -above, -below
    low, high = above.low * SCALE, above.high * SCALE
    least = low // (below.high if low >= 0 else below.low)
    most = -(-high // (below.low if high >= 0 else below.high))
    return Interval(least, most)
