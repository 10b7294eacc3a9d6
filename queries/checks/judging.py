"""Judging: does a relation hold for some numbers within the intervals of its operands?

Tried in this order: as printed, as rounded, as cut off. A relation fails only if no reading makes it hold. Ratios and
averages are compared as products of whole numbers; where a quotient is shown, it is rounded outward.

Sources: XBRL Calculations 1.1 (consistent if the intervals meet), GRIM and statcheck (recompute from what is printed).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from queries.checks.figures import Figure, Reading
from queries.checks.intervals import SCALE, Interval, hull, point, quotient
from queries.checks.relations import Judgement, Operand, Outcome, Relation, Severity, Shape

UNBOUNDED: Final = 10**80
_HUNDRED: Final = 100 * SCALE
_READINGS: Final[tuple[tuple[Reading, Outcome], ...]] = (
    ("printed", "consistent_exact"),
    ("rounded", "consistent_rounding"),
    ("cut_off", "consistent_if_truncated"),
)
_LARGE_REVISION: Final = 20
_POWERS: Final = (10, 100, 1000)

Sides = tuple[Interval, Interval]
"""What is reported, and what follows from the other operands."""


def judge(relation: Relation) -> Judgement:
    """Return what comes out of `relation`."""
    if any(operand.figure.value is None for operand in relation.operands):
        return Judgement(outcome="blocked")
    if relation.shape == "incomplete":
        return Judgement(outcome="not_checkable")
    compute = _SHAPES[relation.shape]
    if len(relation.options) < 2:
        option = relation.options[0] if relation.options else 0
        return _judge_option(relation, option, compute) or Judgement(outcome="not_checkable")
    tried = [_judge_option(relation, option, compute) for option in relation.options]
    found = [judgement for judgement in tried if judgement is not None]
    if not found:
        return Judgement(outcome="not_checkable")
    return min(found, key=lambda judgement: (_BEST.index(judgement.outcome), judgement.excess))


_BEST: Final = (
    "consistent_exact",
    "consistent_rounding",
    "consistent_if_truncated",
    "revision",
    "inconsistent",
)


_Compute = Callable[[Relation, Reading, int], "Sides | None"]


def _judge_option(relation: Relation, option: int, compute: _Compute) -> Judgement | None:
    reported = reported_of(relation)
    sides = compute(relation, "rounded", option)
    if sides is None:
        return None
    for reading, outcome in _READINGS:
        tried = sides if reading == "rounded" else compute(relation, reading, option)
        if tried is not None and tried[0].meets(tried[1]):
            return Judgement(
                outcome=outcome,
                reported=reported,
                low=sides[1].low,
                high=sides[1].high,
                option=option,
            )
    return _failed(relation, option, compute, reported, sides)


def _failed(
    relation: Relation, option: int, compute: _Compute, reported: Figure | None, sides: Sides
) -> Judgement:
    printed = compute(relation, "printed", option) or sides
    gap = printed[0].low - printed[1].low
    if relation.shape in {"hull", "agreement", "count"}:
        gap = printed[0].low - min(
            (printed[1].low, printed[1].high), key=lambda end: abs(printed[0].low - end)
        )
    return Judgement(
        outcome="revision" if relation.kind == "revision" else "inconsistent",
        reported=reported,
        low=sides[1].low,
        high=sides[1].high,
        gap=gap,
        excess=sides[0].distance(sides[1]),
        step=_step(relation, reported),
        flags=frozenset(_flags(relation, sides)),
        option=option,
    )


def reported_of(relation: Relation) -> Figure | None:
    """Return the figure that the others are held against."""
    for role in ("total", "rate", "change", "stated", "later", "pending", "current", "first"):
        for operand in relation.operands:
            if operand.role == role:
                return operand.figure
    return relation.operands[0].figure if relation.operands else None


def _step(relation: Relation, reported: Figure | None) -> int:
    if relation.shape in {"linear", "bound"}:
        return max(operand.figure.step for operand in relation.operands)
    return reported.step if reported else 0


def _flags(relation: Relation, sides: Sides) -> Iterable[str]:
    reported, follows = sides
    if relation.shape == "bound":
        top = reported.high
        if any(o.figure.rounded.low > top for o in relation.operands if o.role == "part"):
            yield "part_above"
        return
    if relation.shape == "ratio" and _opposite(reported, follows):
        yield "sign"
    if relation.shape in {"linear", "ratio"} and follows.high < UNBOUNDED:
        for power in _POWERS:
            if reported.times(power).meets(follows) or reported.meets(follows.times(power)):
                yield "power_of_ten"
                return


def _opposite(one: Interval, other: Interval) -> bool:
    """Tell whether the two are of opposite sign and about equally large."""
    if not (one.high < 0 < other.low or other.high < 0 < one.low):
        return False
    return (-one).meets(other)


def _total(operands: Iterable[Operand], reading: Reading) -> Interval:
    low = high = 0
    for operand in operands:
        own = operand.figure.read(reading)
        if operand.sign < 0:
            own = -own
        low += own.low
        high += own.high
    return Interval(low, high)


def _linear(relation: Relation, reading: Reading, _option: int) -> Sides | None:
    reported = reported_of(relation)
    own = next(o for o in relation.operands if o.figure is reported)
    rest = _total((o for o in relation.operands if o is not own), reading)
    rest = rest + point(relation.constant)
    return own.figure.read(reading), -rest if own.sign > 0 else rest


def _bound(relation: Relation, reading: Reading, _option: int) -> Sides | None:
    total = next(o.figure for o in relation.operands if o.role == "total")
    parts = _total((o for o in relation.operands if o.role == "part"), reading)
    top = UNBOUNDED if reading != "printed" or parts.low < total.number else parts.low
    return total.read(reading), Interval(parts.low, top)


def _role(relation: Relation, role: str) -> Figure:
    return next(o.figure for o in relation.operands if o.role == role)


def factor_of(rate: Figure, reading: Reading, option: int) -> Interval:
    """Return by what the base is multiplied, a hundredfold: growth of 7 % is 107, three times as much is 300."""
    own = rate.read(reading)
    if rate.measure == "growth_times":
        return (own + point(option * SCALE)).times(100)
    return own + point(_HUNDRED) if rate.measure in {"growth_pct", "change_abs"} else own


def _ratio(relation: Relation, reading: Reading, option: int) -> Sides | None:
    rate = _role(relation, "rate")
    current, base = (_role(relation, role).read(reading) for role in ("current", "base"))
    found = quotient(current.times(100), base)
    if found is None:
        return None
    reported = factor_of(rate, reading, option)
    # The verdict itself is taken from the products.
    if not current.times(_HUNDRED).meets(reported * base):
        found = _apart(reported, found)
    return _as_rate(rate, reported, option), _as_rate(rate, found, option)


def _apart(reported: Interval, found: Interval) -> Interval:
    """Keep two intervals apart that the products hold apart and outward rounding brought together."""
    if not reported.meets(found):
        return found
    if found.low >= reported.low:
        return Interval(reported.high + 1, max(found.high, reported.high + 1))
    return Interval(min(found.low, reported.low - 1), reported.low - 1)


def _as_rate(rate: Figure, factor: Interval, option: int) -> Interval:
    if rate.measure == "growth_times":
        return Interval(factor.low // 100, -(-factor.high // 100)) + point(-option * SCALE)
    if rate.measure in {"growth_pct", "change_abs"}:
        return factor + point(-_HUNDRED)
    return factor


def _average(relation: Relation, reading: Reading, years: int) -> Sides | None:
    rate = _role(relation, "rate")
    current = _role(relation, "current").read(reading)
    base = _base_of(relation, years).read(reading)
    if base.low <= 0 or current.low <= 0:
        return None
    reported = factor_of(rate, reading, 0)
    grown = Interval(reported.low**years * base.low, reported.high**years * base.high)
    wanted = current.times(_HUNDRED**years)
    low = root(_HUNDRED**years * current.low // base.high, years)
    high = root(-(-(_HUNDRED**years) * current.high // base.low), years) + 1
    found = Interval(low, high)
    if grown.meets(wanted):
        found = Interval(min(low, reported.high), max(high, reported.low))
    else:
        found = _apart(reported, found)
    return reported + point(-_HUNDRED), found + point(-_HUNDRED)


def _base_of(relation: Relation, years: int) -> Figure:
    bases = [o.figure for o in relation.operands if o.role == "base"]
    return bases[relation.options.index(years)] if len(bases) > 1 else bases[0]


def root(number: int, degree: int) -> int:
    """Return the whole part of the `degree`-th root of a number that is not negative."""
    if number < 2 or degree == 1:
        return number
    guess = 1 << -(-number.bit_length() // degree)
    while True:
        better = ((degree - 1) * guess + number // guess ** (degree - 1)) // degree
        if better >= guess:
            return guess
        guess = better


def growth_of(rate: Figure, reading: Reading) -> Interval:
    """Return a growth rate in per cent; `n times` may be n times as much or by n times more."""
    if rate.measure != "growth_times":
        return rate.read(reading)
    widest = hull([factor_of(rate, reading, option) for option in (0, 1)])
    return widest + point(-_HUNDRED)


def _hull(relation: Relation, reading: Reading, _option: int) -> Sides | None:
    total = growth_of(_role(relation, "total"), reading)
    parts = [growth_of(o.figure, reading) for o in relation.operands if o.role == "part"]
    return total, hull(parts)


def _count(relation: Relation, _reading: Reading, _option: int) -> Sides | None:
    stated = _role(relation, "stated")
    entries = relation.entries
    if entries is None:
        return None
    counts = sorted(count * SCALE for count in entries.counts)
    own = point(stated.number)
    if stated.number in counts:
        return own, own
    if entries.is_open and not entries.repeated:
        return own, Interval(counts[0], max(stated.number, counts[0]))
    return own, Interval(counts[0], counts[-1] if stated.number > counts[-1] else counts[0])


def implied(level: Figure, rate: Figure, reading: Reading) -> Interval | None:
    """Return the base or the plan that a level and its rate imply."""
    options = (0, 1) if rate.measure == "growth_times" else (0,)
    factor = hull([factor_of(rate, reading, option) for option in options])
    return quotient(level.read(reading).times(100), factor)


def _implied(relation: Relation, reading: Reading) -> list[Interval] | None:
    found = [
        implied(relation.operands[level].figure, relation.operands[rate].figure, reading)
        for level, rate in relation.pairs
    ]
    return [interval for interval in found if interval] if all(found) else None


def _agreement(relation: Relation, reading: Reading, _option: int) -> Sides | None:
    """All pairs imply one number: the largest of the low ends is not above the smallest of the high ends."""
    found = _implied(relation, reading)
    if found is None:
        return None
    lows, highs = max(i.low for i in found), min(i.high for i in found)
    last = found[-1]
    if lows <= highs:
        return last, last
    others = found[:-1]
    worst = max(others, key=last.distance)
    return (last, worst) if not last.meets(worst) else _widest_gap(found)


def _widest_gap(found: list[Interval]) -> Sides:
    return max(
        ((one, other) for one in found for other in found),
        key=lambda pair: pair[0].distance(pair[1]),
    )


def _implied_sum(relation: Relation, reading: Reading, _option: int) -> Sides | None:
    found = _implied(relation, reading)
    if found is None:
        return None
    low, high = sum(i.low for i in found[1:]), sum(i.high for i in found[1:])
    return found[0], Interval(low, high)


def _implied_change(relation: Relation, reading: Reading, _option: int) -> Sides | None:
    """A growth rate and the level say how much was added: C * g / (100 + g)."""
    rate, change = _role(relation, "rate"), _role(relation, "change")
    base = implied(_role(relation, "current"), rate, reading)
    if base is None:
        return None
    grown = base * rate.read(reading)
    added = Interval(grown.low // _HUNDRED, -(-grown.high // _HUNDRED))
    return change.read(reading), added


def _months(relation: Relation, reading: Reading, _option: int) -> Sides | None:
    """This month and the one before, which its growth implies, are not more than the year to date.

    `constant` is 1 where they are all of it.
    """
    month, rate = _role(relation, "part"), _role(relation, "rate")
    before = implied(month, rate, reading)
    if before is None:
        return None
    both = month.read(reading) + before
    whole = _role(relation, "total").read(reading)
    if relation.constant:
        return whole, both
    return whole, Interval(both.low, max(UNBOUNDED, both.low) if reading != "printed" else both.low)


_SHAPES: Final[Mapping[Shape, _Compute]] = {
    "linear": _linear,
    "bound": _bound,
    "ratio": _ratio,
    "average": _average,
    "hull": _hull,
    "count": _count,
    "agreement": _agreement,
    "implied_sum": _implied_sum,
    "implied_change": _implied_change,
    "months": _months,
}


def severity_of(relation: Relation, judgement: Judgement) -> Severity:
    """Return how bad the outcome is; only what declares itself, or is known, can be an error."""
    if judgement.outcome in {"consistent_if_truncated", "blocked"}:
        return "info"
    if judgement.outcome == "revision":
        return "warning" if _is_large(judgement) else "info"
    if judgement.outcome != "inconsistent":
        return "info" if _leaves_unsaid(relation, judgement) else "none"
    if any(figure.is_approximate for figure in relation.figures):
        return "info"
    return _severity_of_failure(relation, judgement)


def _severity_of_failure(relation: Relation, judgement: Judgement) -> Severity:
    is_doubtful = any(figure.is_doubtful for figure in relation.figures)
    if relation.kind == "mixture" or is_doubtful:
        return "warning"
    if relation.strength in {"hypothesis", "across"}:
        return "warning"
    if relation.rule == "part_of_whole" and _is_far(judgement) and not judgement.flags:
        return "warning"
    if judgement.flags & {"sign", "power_of_ten", "part_above"}:
        return "critical"
    return "warning" if judgement.excess <= judgement.step else "error"


def _is_far(judgement: Judgement) -> bool:
    """Tell whether a share is off by half or more: then it is likely one of another whole."""
    if judgement.reported is None:
        return False
    reported = judgement.reported.number
    return 2 * reported > 3 * judgement.high or 3 * reported < 2 * judgement.low


def _leaves_unsaid(relation: Relation, judgement: Judgement) -> bool:
    """Tell whether a balance leaves something over that the report does not state."""
    if not relation.rule.startswith("rest:") or judgement.reported is None:
        return False
    return judgement.low != judgement.reported.number


def _is_large(judgement: Judgement) -> bool:
    if judgement.reported is None:
        return judgement.gap * _LARGE_REVISION > judgement.high
    if judgement.reported.dimension == "ratio":
        return abs(judgement.gap) > 2 * SCALE
    return abs(judgement.gap) * _LARGE_REVISION > abs(judgement.reported.number)
