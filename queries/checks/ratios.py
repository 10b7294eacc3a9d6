"""Rates against the levels they are made of: growth, plan rates, shares, fractions, known rates, changes, averages."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from normalize.relations import Relations
from queries.checks.calendar import base_period, period_of, year_to_date
from queries.checks.figures import Figure
from queries.checks.index import Key, is_told, key_of, levels, nearest
from queries.checks.relations import Kind, Operand, Relation, Strength
from queries.checks.texts import ReportText, Sentence

TIMES: Final = (0, 1)
"""`tăng n lần` is n times as much or by n times more."""

_GROWTH: Final = frozenset({"growth_pct", "growth_times"})
_COMPARED: Final = frozenset({"same_period", "prev_month"})
_SHARE_REACH: Final = 160
_SAYS_SHARE: Final = re.compile(
    r"^[^;]*(?<!\w)(?:đạt|chiếm|bằng|tỷ lệ|tỉ lệ|tương đương|tức)(?:\s\w+){0,2}\s*$"
)

Levels = Mapping[Key, Sequence[Figure]]


def find_rates(report: ReportText, relations: Relations) -> Iterator[Relation]:
    """Yield what can be recomputed of growth rates, plan rates and shares, and what cannot."""
    known = levels(report.figures)
    for figure in report.figures:
        if is_ratio(figure):
            yield from _growth(report, figure, known)
        elif figure.measure == "plan_pct" or _is_excess(figure):
            yield from _plan(report, figure, known)
        elif figure.measure == "share_pct":
            yield from _share(report, figure, known)
        elif figure.measure == "change_abs":
            yield from _change(report, figure, known)
        elif figure.indicator in relations.rates and figure.measure == "level":
            yield from _known_rate(figure, known, relations)
        if (
            figure.basis == "avg_annual"
            and figure.measure == "growth_pct"
            and not _is_goal(report, figure)
        ):
            yield from _average(figure, known)
    for sentence in report.sentences:
        yield from _fractions(sentence)
        yield from _reductions(sentence)


def is_ratio(figure: Figure) -> bool:
    """Tell whether the figure compares a period with an earlier one: a growth rate, or `bằng 92% so cùng kỳ`."""
    if figure.basis not in _COMPARED or figure.value is None:
        return False
    if figure.measure in _GROWTH:
        return True
    return figure.measure == "level" and figure.base == "pct" and figure.nature != "rate"


def _is_excess(figure: Figure) -> bool:
    """`vượt 6,84% kế hoạch`: growth over the plan."""
    return figure.measure == "growth_pct" and figure.basis in {"plan", "resolution"}


def _level_key(figure: Figure, *, period: str, scenario: str | None = None) -> Key:
    return key_of(figure)._replace(
        measure="level",
        basis="none",
        base="",
        period=period,
        scenario=figure.scenario if scenario is None else scenario,
    )


def options_of(rate: Figure) -> tuple[int, ...]:
    """Return the readings of a rate."""
    return TIMES if rate.measure == "growth_times" else ()


def ratio(
    kind: Kind, rule: str, strength: Strength, current: Figure, base: Figure, rate: Figure
) -> Relation:
    """Return the relation that `rate` says what `current` is of `base`."""
    return Relation(
        kind=kind,
        rule=rule,
        shape="ratio",
        strength=strength,
        operands=(
            Operand(role="rate", figure=rate),
            Operand(role="current", figure=current),
            Operand(role="base", figure=base),
        ),
        options=options_of(rate),
    )


def incomplete(
    kind: Kind, rule: str, figures: Iterable[tuple[str, Figure]], missing: str
) -> Relation:
    """Return a relation that lacks an operand."""
    return Relation(
        kind=kind,
        rule=rule,
        shape="incomplete",
        strength="direct",
        operands=tuple(Operand(role=role, figure=figure) for role, figure in figures),
        missing=missing,
    )


def current_of(rate: Figure, known: Levels) -> Figure | None:
    """Return the level that a rate speaks of."""
    if not is_told(rate):
        return None
    found = known.get(_level_key(rate, period=rate.period), ())
    return nearest(found, rate)


def _growth(report: ReportText, rate: Figure, known: Levels) -> Iterator[Relation]:
    kind: Kind = "growth"
    current = current_of(rate, known)
    if current is None:
        blocking = _unread_before(report, rate)
        if blocking is not None:
            yield incomplete(
                kind, "level_and_base", (("rate", rate), ("current", blocking)), "current"
            )
        elif rate.indicator != "unknown" and rate.nature == "flow":
            yield incomplete(kind, "level_and_base", [("rate", rate)], "current base")
        return
    bases = _bases(rate, current, known)
    if not bases:
        yield incomplete(kind, "level_and_base", (("rate", rate), ("current", current)), "base")
        return
    base = nearest(bases, current)
    assert base is not None
    strength: Strength = "direct" if base.sentence_id == current.sentence_id else "hypothesis"
    yield ratio(kind, "level_and_base", strength, current, base, rate)


def _bases(rate: Figure, current: Figure, known: Levels) -> list[Figure]:
    period = base_period(rate.period, rate.basis)
    if not period:
        return []
    found = [
        figure
        for scenario in dict.fromkeys((rate.scenario, "outturn"))
        for figure in known.get(_level_key(rate, period=period, scenario=scenario), ())
    ]
    return [f for f in found if f.base == current.base and f.status != "forecast"]


def _unread_before(report: ReportText, rate: Figure) -> Figure | None:
    """Return a number that could not be read and stands where the rate's level should."""
    for sentence in report.sentences:
        if sentence.sentence_id != rate.sentence_id:
            continue
        for figure, later in zip(sentence.figures, sentence.figures[1:], strict=False):
            if later is rate and figure.value is None:
                return figure
    return None


def _plan(report: ReportText, rate: Figure, known: Levels) -> Iterator[Relation]:
    current = current_of(rate, known)
    if current is None:
        blocking = _unread_before(report, rate)
        if blocking is not None:
            yield incomplete(
                "plan_rate", "level_and_plan", (("rate", rate), ("current", blocking)), "current"
            )
        elif rate.indicator != "unknown":
            yield incomplete("plan_rate", "level_and_plan", [("rate", rate)], "current base")
        return
    period = period_of(current.period)
    year = str(period.end.year) if period and period.end else ""
    plans = [
        plan
        for scenario in ("plan", "target")
        for plan in known.get(_level_key(rate, period=year, scenario=scenario), ())
        if plan.base == current.base and plan is not current and not plan.is_approximate
    ]
    plan = nearest(plans, current)
    if plan is None:
        yield incomplete(
            "plan_rate", "level_and_plan", (("rate", rate), ("current", current)), "base"
        )
        return
    strength: Strength = "direct" if plan.sentence_id == rate.sentence_id else "hypothesis"
    yield ratio("plan_rate", "level_and_plan", strength, current, plan, rate)


# Shares and fractions.


def _share(report: ReportText, rate: Figure, known: Levels) -> Iterator[Relation]:
    if not is_told(rate) or rate.product == "total":
        return
    part = current_of(rate, known)
    key = _level_key(rate, period=rate.period)
    wholes = known.get(key._replace(product="total"), ())
    if part is None:
        yield incomplete("share", "part_of_whole", [("rate", rate)], "current base")
        return
    candidates = [
        whole
        for whole in wholes
        if whole.base == part.base and whole.rounded.high >= part.rounded.low
    ]
    whole = _whole_before(candidates, part)
    if whole is None:
        yield incomplete("share", "part_of_whole", (("rate", rate), ("current", part)), "base")
        return
    is_close = abs(whole.place_from - rate.place_from) < 1500
    yield ratio("share", "part_of_whole", "direct" if is_close else "hypothesis", part, whole, rate)


def _whole_before(candidates: Sequence[Figure], part: Figure) -> Figure | None:
    """Return the largest of the wholes before the part in its paragraph, else the nearest one."""
    before = [c for c in candidates if 0 <= part.place_from - c.place_from < 1500]
    if before:
        return max(before, key=lambda c: (c.number, c.place_from))
    return nearest(candidates, part)


def _fractions(sentence: Sentence) -> Iterator[Relation]:
    """`53/86 dịch vụ, đạt 62%`: the share of two counts, up to the next fraction."""
    figures = sentence.figures
    for position, (part, whole) in enumerate(itertools.pairwise(figures)):
        if (
            whole.measure != "of_total"
            or part.value is None
            or not _is_slash(sentence, part, whole)
        ):
            continue
        yield Relation(
            kind="of_which",
            rule="fraction",
            shape="bound",
            strength="direct",
            operands=(Operand(role="total", figure=whole), Operand(role="part", figure=part)),
        )
        rate = _rate_after(sentence, figures[position + 2 :], whole)
        if rate is not None:
            yield ratio("share", "fraction", "direct", part, whole, rate)


def _is_slash(sentence: Sentence, part: Figure, whole: Figure) -> bool:
    return sentence.between(part, whole).strip() == "/"


def _rate_after(sentence: Sentence, following: Sequence[Figure], whole: Figure) -> Figure | None:
    for figure in following:
        is_near = figure.figure_from - whole.figure_to <= _SHARE_REACH
        if (
            figure.measure == "of_total"
            or not is_near
            or (figure.measure == "level" and figure.base != "pct")
        ):
            return None
        if figure.measure == "share_pct" or (figure.measure == "level" and figure.nature == "rate"):
            is_plan = figure.scenario in {"plan", "target"}
            between = sentence.folded[whole.figure_to : figure.figure_from]
            return figure if not is_plan and _SAYS_SHARE.search(between) else None
    return None


def _known_rate(rate: Figure, known: Levels, relations: Relations) -> Iterator[Relation]:
    names = relations.rates[rate.indicator]
    if rate.scenario != "outturn" or not is_told(rate):
        return
    found = [
        nearest(known.get(_level_key(rate, period=rate.period)._replace(indicator=name), ()), rate)
        for name in names
    ]
    current, base = found
    if current is not None and base is not None:
        yield ratio("share", f"rate:{rate.indicator}", "direct", current, base, rate)
        return
    given = (("current", current), ("base", base))
    operands = [("rate", rate), *((role, figure) for role, figure in given if figure is not None)]
    lacking = " ".join(role for role, figure in given if figure is None)
    yield incomplete("share", f"rate:{rate.indicator}", operands, lacking)


# Changes.


def _change(report: ReportText, change: Figure, known: Levels) -> Iterator[Relation]:
    if not is_told(change) or change.dimension == "ratio":
        return
    if change.basis == "start_of_span":
        yield from _over_span(change, known)
        return
    rate = _rate_beside(report, change)
    current = current_of(change, known)
    if current is None or current.base != change.base:
        return
    bases = _bases(change, current, known)
    if bases:
        base = nearest(bases, change)
        assert base is not None
        yield difference("level_and_base", "hypothesis", current, base, change)
    elif rate is not None:
        yield Relation(
            kind="change",
            rule="growth_and_level",
            shape="implied_change",
            strength="direct",
            operands=(
                Operand(role="change", figure=change),
                Operand(role="current", figure=current),
                Operand(role="rate", figure=rate),
            ),
        )


def _rate_beside(report: ReportText, change: Figure) -> Figure | None:
    found = [
        figure
        for figure in report.figures
        if figure.measure == "growth_pct"
        and figure.sentence_id == change.sentence_id
        and (figure.indicator, figure.product, figure.period, figure.basis)
        == (change.indicator, change.product, change.period, change.basis)
    ]
    return nearest(found, change)


def difference(
    rule: str, strength: Strength, current: Figure, base: Figure, change: Figure
) -> Relation:
    """Return the relation that `change` is what lies between two levels."""
    return Relation(
        kind="change",
        rule=rule,
        shape="linear",
        strength=strength,
        operands=(
            Operand(role="change", figure=change, sign=-1),
            Operand(role="current", figure=current),
            Operand(role="base", figure=base, sign=-1),
        ),
    )


def _over_span(change: Figure, known: Levels) -> Iterator[Relation]:
    period = period_of(change.period)
    if period is None or period.start is None or period.end is None:
        return
    if period.start.year == period.end.year:
        return
    current = _level_of_year(change, known, period.end.year)
    bases = [
        _level_of_year(change, known, year) for year in (period.start.year, period.start.year - 1)
    ]
    present = [base for base in bases if base is not None]
    if current is None or not present:
        return
    yield difference("span_of_years", "direct", current, present[0], change)


def _level_of_year(figure: Figure, known: Levels, year: int) -> Figure | None:
    key = _level_key(figure, period=str(year))
    found = [
        level
        for notation in (str(year), f"@{year}", f"@{year}-12")
        for level in known.get(key._replace(period=notation), ())
        if figure.dimension == "ratio" or level.base == figure.base
    ]
    return nearest(found, figure)


_FROM_TO: Final = re.compile(r"xuống|lên|còn|thành")


def _reductions(sentence: Sentence) -> Iterator[Relation]:
    """`từ 13 ngày … xuống còn 08 ngày (giảm 05 ngày, tương đương 38,46%)`."""
    figures = sentence.figures
    for position, (base, current) in enumerate(itertools.pairwise(figures)):
        if not (base.is_level and current.is_level and base.base == current.base):
            continue
        if (
            not _FROM_TO.search(sentence.between(base, current))
            or base.indicator != current.indicator
        ):
            continue
        for figure in figures[position + 2 : position + 4]:
            if re.search(r"[;.]", sentence.between(current, figure)) or figure.value is None:
                break
            if figure.measure == "change_abs" and figure.base == current.base:
                yield difference("from_to", "direct", current, base, figure)
            elif figure.measure == "growth_pct" and figure.basis in {"unknown", "whole"}:
                yield ratio("growth", "from_to", "direct", current, base, figure)
            else:
                break


# Averages.


_GOAL: Final = re.compile(r"(?:nghị quyết|kế hoạch|chỉ tiêu|mục tiêu)[^.;]{0,25}\(?\s*$")


def _is_goal(report: ReportText, rate: Figure) -> bool:
    """`vượt mức Nghị quyết đề ra (18,78%)`: the rate is what was aimed at."""
    sentence = next((s for s in report.sentences if s.sentence_id == rate.sentence_id), None)
    return sentence is not None and bool(_GOAL.search(sentence.before(rate, 45)))


def _average(rate: Figure, known: Levels) -> Iterator[Relation]:
    """Both readings of a span of years: the year before it as the base, or its first year."""
    period = period_of(rate.period)
    if period is None or period.start is None or period.end is None:
        return
    first, last = period.start.year, period.end.year
    current = _level_of_year(rate, known, last)
    if current is None:
        yield incomplete("average_growth", "span_of_years", [("rate", rate)], "current base")
        return
    found = [(last - year, _level_of_year(rate, known, year)) for year in (first - 1, first)]
    bases = [
        (years, base) for years, base in found if base is not None and base.base == current.base
    ]
    if not bases:
        yield incomplete(
            "average_growth", "span_of_years", (("rate", rate), ("current", current)), "base"
        )
        return
    yield Relation(
        kind="average_growth",
        rule="span_of_years",
        shape="average",
        strength=_strength_of_average(rate, current, bases, first - 1),
        operands=(
            Operand(role="rate", figure=rate),
            Operand(role="current", figure=current),
            *(Operand(role="base", figure=base) for _, base in bases),
        ),
        options=tuple(years for years, _ in bases),
    )


def _strength_of_average(
    rate: Figure, current: Figure, bases: Sequence[tuple[int, Figure]], before: int
) -> Strength:
    """Only where the year before the span is printed, or could not be what the rate asks for, is a failure certain.

    What that year must have been is asked without it: the first year would have had to grow by more than a half,
    or to shrink by more than a third.
    """
    years, first = bases[0]
    last = period_of(current.period)
    if last is not None and last.end is not None and last.end.year - years == before:
        return "direct"
    factor = rate.number + 100 * _HUNDREDTH
    if factor <= 0:
        return "hypothesis"
    # B = C / (1 + r)^(n + 1); the first year's factor is first / B.
    grown = first.number * factor ** (years + 1)
    level = current.number * (100 * _HUNDREDTH) ** (years + 1)
    is_possible = 2 * level <= 3 * grown and 2 * grown <= 3 * level
    return "hypothesis" if is_possible else "direct"


_HUNDREDTH: Final = 2 * 10**18


def is_of_year(figure: Figure) -> bool:
    """Tell whether a rate of the plan can be one of the year's plan: its stretch begins in January."""
    return year_to_date(figure.period) is not None
