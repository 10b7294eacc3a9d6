"""What follows from a rate or a change: its base, its plan, its whole, and the level where the other side is known.

A rate belongs to the level of its own point: same territory, indicator, breakdown, subset, prices, scenario and period.
So a subset's rate never reaches the total, and a rate at constant prices no level at current ones. Prices that neither
states are taken to be the same, which the derivation says of itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from extract.spelling import fold
from normalize.relations import Relations
from queries.checks.calendar import base_period, period_of
from queries.checks.figures import Figure
from queries.checks.index import is_told
from queries.checks.ratios import is_ratio
from queries.implied.bounds import scaled_by
from queries.implied.formulas import compounded
from queries.implied.known import Known, has_point
from queries.implied.model import Assumption, Point, Proposal, Term, Value, point_of

_PLANS: Final[Mapping[str, str]] = {"plan": "plan", "resolution": "target"}
_PLAN_WORDS: Final = "|".join(map(fold, ("kế hoạch", "kh", "chỉ tiêu")))
_OF_A_PART_OF_THE_YEAR: Final = re.compile(
    rf"^\W*(?:so (?:{fold('với')} )?)?(?:{_PLAN_WORDS})(?: {fold('của')})? "
    rf"(?:{fold('quý')}|{fold('quí')}|{fold('tháng')}|(?:\d+|{fold('sáu')}|{fold('chín')}) {fold('tháng')})(?!\w)"
)


class Scope:
    """The figures of a scope, what is known in it, and the words behind plan rates.

    `levels` are all printed ones; of a point with several units or several prints the one that stands
    with the rate is taken. `words` maps a plan rate to the folded text behind it.
    """

    def __init__(
        self,
        known: Known,
        rates: Sequence[Figure],
        levels: Iterable[Value],
        relations: Relations,
        words: Mapping[str, str],
    ) -> None:
        self.known = known
        self.rates = rates
        self.relations = relations
        self.words = words
        self._levels: dict[Point, list[Value]] = {}
        for value in levels:
            self._levels.setdefault(value.point._replace(base=""), []).append(value)

    def level_of(self, rate: Figure) -> Value | None:
        """Return the level that a rate speaks of: printed in its sentence, else the only one known."""
        bare = point_of(rate)._replace(base="")
        own = self._levels.get(bare, ())
        beside = [
            (abs(value.figure.place_from - rate.place_from), value.figure.place_from, value)
            for value in own
            if value.figure is not None
            and value.figure.sentence_id
            and value.figure.sentence_id == rate.sentence_id
        ]
        return min(beside)[2] if beside else self.known.only(bare)


def is_rate(figure: Figure) -> bool:
    """Tell whether something may follow from a level and this figure."""
    if figure.is_doubtful or not is_told(figure) or figure.status == "unknown":
        return False
    if not has_point(figure):
        return False
    return (
        is_ratio(figure)
        or figure.measure in {"plan_pct", "share_pct", "change_abs", "growth_pct"}
        or (figure.measure == "level" and figure.nature == "rate")
    )


def find_from_rates(scope: Scope) -> Iterator[Proposal]:
    """Yield what follows from each rate of the scope."""
    for rate in scope.rates:
        if is_ratio(rate):
            yield from _growth(rate, scope)
        elif rate.measure == "plan_pct" or rate.basis in _PLANS:
            yield from _plan(rate, scope)
        elif rate.measure == "share_pct":
            yield from _share(rate, scope)
        elif rate.basis == "avg_annual":
            yield from _average(rate, scope)
        elif rate.measure == "change_abs":
            yield from _change(rate, scope)
        elif rate.indicator in scope.relations.rates:
            yield from _known_rate(rate, scope)
    yield from _beside_changes(scope)


def _assumed(rate: Figure, point: Point, *more: Assumption) -> frozenset[Assumption]:
    found = set(more)
    if point.base == "VND_bn" and point.price_base == "unstated":
        found.add("same_prices")
    if rate.measure == "growth_times":
        found.add("n_or_n_plus_1")
    return frozenset(found)


def _base_point(point: Point, rate: Figure) -> Point | None:
    period = base_period(rate.period, rate.basis)
    return point._replace(period=period, scenario="outturn") if period else None


def _growth(rate: Figure, scope: Scope) -> Iterator[Proposal]:
    level = scope.level_of(rate)
    if level is not None:
        base = _base_point(level.point, rate)
        if base is not None:
            terms = (Term("level", level), Term("rate", rate))
            yield Proposal("base_of_growth", base, terms, assumptions=_assumed(rate, base))
    if level is None or level.figure is None:
        yield from _grown(rate, scope)


def _grown(rate: Figure, scope: Scope) -> Iterator[Proposal]:
    """The level that no report prints, from its base."""
    bare = _base_point(point_of(rate)._replace(base=""), rate)
    base = scope.known.only(bare) if bare is not None else None
    if base is None:
        return
    point = point_of(rate)._replace(base=base.point.base)
    terms = (Term("base", base), Term("rate", rate))
    yield Proposal(
        "level_of_growth", point, terms, is_natural=False, assumptions=_assumed(rate, point)
    )


def _plan(rate: Figure, scope: Scope) -> Iterator[Proposal]:
    period = _plan_period(rate, scope.words)
    scenario = _PLANS.get(rate.basis)
    if not period or scenario is None or rate.dimension != "ratio" or rate.measure == "change_abs":
        return
    level = scope.level_of(rate)
    if level is not None:
        plan = level.point._replace(period=period, scenario=scenario)
        yield Proposal("plan_of_rate", plan, (Term("level", level), Term("rate", rate)))
    if level is None or level.figure is None:
        bare = point_of(rate)._replace(base="", period=period, scenario=scenario)
        known = scope.known.only(bare)
        if known is not None:
            point = point_of(rate)._replace(base=known.point.base)
            terms = (Term("plan", known), Term("rate", rate))
            yield Proposal("level_of_plan_rate", point, terms, is_natural=False)


def _plan_period(rate: Figure, words: Mapping[str, str]) -> str:
    """Return the period of the plan: the year's, unless the words name another or the stretch is one of years."""
    if _OF_A_PART_OF_THE_YEAR.search(words.get(rate.observation_id, "")):
        return rate.period
    period = period_of(rate.period)
    if period is None or period.start is None or period.end is None:
        return ""
    if period.granularity == "years":
        return rate.period
    if period.start.year != period.end.year:
        return ""
    is_whole = period.start.month == 1 or period.accumulation == "as_of"
    return str(period.end.year) if is_whole else ""


def _share(rate: Figure, scope: Scope) -> Iterator[Proposal]:
    """A part with a parent may be told as a share of either, so nothing follows from that."""
    if rate.product == "total" or rate.parent_product or rate.is_subset:
        return
    if rate.indicator in scope.relations.several:
        return
    bare = point_of(rate)._replace(base="")
    part, whole = scope.level_of(rate), scope.known.only(bare._replace(product="total"))
    if whole is not None:
        point = whole.point._replace(product=rate.product)
        yield Proposal("level_of_share", point, (Term("whole", whole), Term("rate", rate)))
    if part is not None and (whole is None or whole.figure is None):
        point = part.point._replace(product="total")
        terms = (Term("part", part), Term("rate", rate))
        yield Proposal("whole_of_share", point, terms, is_natural=False)


def _known_rate(rate: Figure, scope: Scope) -> Iterator[Proposal]:
    above, below = scope.relations.rates[rate.indicator]
    if rate.scenario != "outturn" or rate.basis != "none":
        return
    bare = point_of(rate)._replace(base="")
    numerator = scope.known.only(bare._replace(indicator=above))
    denominator = scope.known.only(bare._replace(indicator=below))
    if numerator is not None:
        point = numerator.point._replace(indicator=below)
        terms = (Term("numerator", numerator), Term("rate", rate))
        yield Proposal("denominator_of_rate", point, terms)
    if denominator is not None:
        point = denominator.point._replace(indicator=above)
        terms = (Term("denominator", denominator), Term("rate", rate))
        yield Proposal("numerator_of_rate", point, terms, is_natural=False)


def _change(change: Figure, scope: Scope) -> Iterator[Proposal]:
    if change.dimension == "ratio":
        return
    point = point_of(change)
    level = scope.level_of(change)
    level = level if level is not None and level.point == point else scope.known.get(point)
    if change.basis == "start_of_span":
        yield from _over_span(change, scope)
        return
    base = _base_point(point, change)
    if base is None:
        return
    if level is not None:
        terms = (Term("level", level), Term("change", change, -1))
        yield Proposal("base_of_change", base, terms)
    known = scope.known.get(base)
    if known is not None and (level is None or level.figure is None):
        terms = (Term("base", known), Term("change", change))
        yield Proposal("level_of_change", point, terms, is_natural=False)


def _over_span(change: Figure, scope: Scope) -> Iterator[Proposal]:
    """`so với đầu giai đoạn`: the level of the span's last year less the change is that of its first."""
    years = _years(change)
    if years is None:
        return
    level = _of_year(scope.known, point_of(change), years[1])
    if level is not None:
        base = level.point._replace(period=_year_like(level.point.period, years[0]))
        terms = (Term("level", level), Term("change", change, -1))
        yield Proposal("base_of_span_change", base, terms)


def _years(figure: Figure) -> tuple[int, int] | None:
    period = period_of(figure.period)
    if period is None or period.start is None or period.end is None:
        return None
    first, last = period.start.year, period.end.year
    return (first, last) if first < last and period.granularity == "years" else None


def _of_year(known: Known, point: Point, year: int) -> Value | None:
    for notation in (str(year), f"@{year}", f"@{year}-12"):
        value = known.get(point._replace(period=notation))
        if value is not None:
            return value
    return None


def _year_like(notation: str, year: int) -> str:
    mark = "@" if notation.startswith("@") else ""
    return f"{mark}{year}{notation.removeprefix('@')[4:]}"


def _average(rate: Figure, scope: Scope) -> Iterator[Proposal]:
    """The average of a span counts from the year before it, unless the first year is printed and fits as its base.

    Nothing follows from a rate that the printed levels contradict in both readings.
    """
    years = _years(rate)
    if years is None or rate.measure != "growth_pct":
        return
    bare = point_of(rate)._replace(base="")
    level = _only_of_year(scope.known, bare, years[1])
    first = _only_of_year(scope.known, bare._replace(scenario="outturn"), years[0])
    if level is not None and not (
        first is not None and _year_before_is_out(level, first, rate, years[1] - years[0])
    ):
        base = level.point._replace(
            period=_year_like(level.point.period, years[0] - 1), scenario="outturn"
        )
        terms = (Term("level", level), Term("rate", rate))
        assumed = _assumed(rate, base, "base_of_span")
        yield Proposal("base_of_average_growth", base, terms, assumptions=assumed)
    base_value = _only_of_year(scope.known, bare._replace(scenario="outturn"), years[0] - 1)
    if base_value is not None:
        period = _year_like(base_value.point.period, years[1])
        point = base_value.point._replace(period=period, scenario=rate.scenario)
        terms = (Term("base", base_value), Term("rate", rate))
        assumed = _assumed(rate, point, "base_of_span")
        yield Proposal(
            "level_of_average_growth", point, terms, is_natural=False, assumptions=assumed
        )


def _year_before_is_out(level: Value, first: Value, rate: Figure, years: int) -> bool:
    """Tell whether the first year itself is the base, or the year before cannot be.

    The year before cannot be the base if the first year would have had to grow by more than a half, or to shrink by
    more than a third.
    """
    factor = compounded(rate, years, "rounded")
    if factor is None:
        return True
    grown = scaled_by(first.bounds, factor)
    if grown.low <= level.bounds.high and level.bounds.low <= grown.high:
        return True
    longer = compounded(rate, years + 1, "rounded") or factor
    # The base is level / longer; the first year's factor is first / base.
    lowest, highest = (first.bounds.low * longer[0], first.bounds.high * longer[1])
    return 2 * lowest > 3 * level.bounds.high or 3 * highest < 2 * level.bounds.low


def _only_of_year(known: Known, bare: Point, year: int) -> Value | None:
    for notation in (str(year), f"@{year}", f"@{year}-12"):
        value = known.only(bare._replace(period=notation))
        if value is not None:
            return value
    return None


def _beside_changes(scope: Scope) -> Iterator[Proposal]:
    """`tăng 26,38% (tăng 128 triệu USD)`: the level and its base, though neither is printed."""
    growth: dict[Point, list[Figure]] = {}
    for rate in scope.rates:
        if rate.measure == "growth_pct" and is_ratio(rate):
            growth.setdefault(point_of(rate)._replace(base=rate.basis), []).append(rate)
    for change in scope.rates:
        if change.measure != "change_abs" or change.dimension == "ratio":
            continue
        point = point_of(change)
        beside = [
            rate
            for rate in growth.get(point._replace(base=change.basis), ())
            if rate.sentence_id == change.sentence_id and rate.sentence_id
        ]
        base = _base_point(point, change)
        if not beside or base is None:
            continue
        rate = min(beside, key=lambda f: abs(f.place_from - change.place_from))
        terms = (Term("change", change), Term("rate", rate))
        assumed = _assumed(rate, point)
        yield Proposal("level_of_growth_and_change", point, terms, assumptions=assumed)
        if not scope.known.is_printed(point):
            yield Proposal("base_of_growth_and_change", base, terms, assumptions=assumed)
