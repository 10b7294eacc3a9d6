"""From report to report: growth against an earlier report's level, year-to-date chains, stocks with their flows, plans.

What fails between reports is at most a warning: earlier figures are revised.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence

from normalize.relations import Relations
from queries.checks.calendar import base_period, month_notation, single_month, year_to_date
from queries.checks.figures import Figure
from queries.checks.index import Key, is_told, key_of, levels
from queries.checks.ratios import current_of, is_ratio, ratio
from queries.checks.relations import Operand, Relation
from queries.checks.spans import agreeing_plans, plan_pairs
from queries.checks.texts import ReportText

Series = Mapping[tuple[str, Key], Sequence[Figure]]


def find_chains(reports: Sequence[ReportText], relations: Relations) -> Iterator[Relation]:
    """Yield what connects reports of one province."""
    if len(reports) < 2:
        return
    everything = [figure for report in reports for figure in report.figures if _is_own(figure)]
    series = _series(everything)
    yield from _growth(reports, series)
    yield from _year_to_date(series)
    yield from _stocks(series, relations)
    pairs = [
        pair
        for report in reports
        for pair in plan_pairs(report.figures, levels(report.figures))
        if _is_own(pair[0])
    ]
    for found in agreeing_plans(pairs, "across"):
        if len({figure.document_id for figure in found.figures}) > 1:
            yield found


def _is_own(figure: Figure) -> bool:
    return figure.territory == "own" and not figure.is_subset and is_told(figure)


def _series(figures: Iterable[Figure]) -> dict[tuple[str, Key], list[Figure]]:
    found: dict[tuple[str, Key], list[Figure]] = {}
    for figure in figures:
        if figure.is_level and figure.nature != "count":
            found.setdefault((figure.province, key_of(figure)), []).append(figure)
    return found


def _growth(reports: Sequence[ReportText], series: Series) -> Iterator[Relation]:
    for report in reports:
        known = levels(report.figures)
        for rate in report.figures:
            if not (_is_own(rate) and is_ratio(rate)):
                continue
            current = current_of(rate, known)
            if current is None:
                continue
            base = _base(rate, current, series)
            if base is not None:
                yield ratio("growth", "base_of_another_report", "across", current, base, rate)


def _base(rate: Figure, current: Figure, series: Series) -> Figure | None:
    """Return the latest print of the base in an earlier report."""
    period = base_period(rate.period, rate.basis)
    if not period:
        return None
    key = key_of(current)._replace(period=period)
    candidates = [
        figure
        for figure in series.get((rate.province, key), ())
        if figure.document_id != rate.document_id
        and figure.vintage_order < rate.vintage_order
        and figure.status != "forecast"
    ]
    return max(candidates, key=lambda figure: figure.vintage_order, default=None)


def _year_to_date(series: Series) -> Iterator[Relation]:
    """Up to this month is up to the month before and this month."""
    for (province, key), figures in series.items():
        span = year_to_date(key.period)
        if span is None or span[1] < 2 or key.indicator == "unknown":
            continue
        year, month = span
        whole = figures[0]
        if whole.nature != "flow":
            continue
        before = month_notation(year, 1) if month == 2 else f"{year}-01/{year}-{month - 1:02}"
        earlier = series.get((province, key._replace(period=before)))
        own = series.get((province, key._replace(period=month_notation(year, month))))
        if earlier and own and earlier[-1].document_id != whole.document_id:
            yield _sum("cumulative", "month_by_month", whole, (earlier[-1], 1), (own[0], 1))


def _sum(kind: str, rule: str, whole: Figure, *terms: tuple[Figure, int]) -> Relation:
    return Relation(
        kind=kind,  # type: ignore[arg-type]
        rule=rule,
        shape="linear",
        strength="across",
        operands=(
            Operand(role="total", figure=whole, sign=-1),
            *(Operand(role="part", figure=figure, sign=sign) for figure, sign in terms),
        ),
    )


def _stocks(series: Series, relations: Relations) -> Iterator[Relation]:
    """A new total is the old one and what was added; where some months are not told, it is not less than that."""
    stocks: dict[tuple[str, Key], list[Figure]] = {}
    for (province, key), figures in series.items():
        if key.indicator in relations.stocks and single_month(key.period):
            stocks.setdefault((province, key._replace(period="")), []).extend(figures)
    for (province, key), figures in stocks.items():
        ordered = sorted(figures, key=lambda figure: figure.period)
        flow = key._replace(indicator=relations.stocks[key.indicator], period="")
        for old, new in itertools.pairwise(ordered):
            if old.document_id != new.document_id and old.period != new.period:
                yield _grown(old, new, _added(old, new, (province, flow), series))


def _added(
    old: Figure, new: Figure, flow: tuple[str, Key], series: Series
) -> tuple[list[tuple[Figure, int]], bool]:
    """Return what is told of the flow between two moments, and whether that is all of it."""
    first, last = single_month(old.period), single_month(new.period)
    assert first is not None
    assert last is not None
    province, key = flow

    def told(period: str) -> Figure | None:
        found = series.get((province, key._replace(period=period)))
        return found[0] if found else None

    span = told(f"{last[0]}-01/{last[0]}-{last[1]:02}")
    month = told(month_notation(*last))
    if _months(first, last) == 1 and month is not None:
        return [(month, 1)], True
    if span is not None and first[0] == last[0]:
        before = told(f"{first[0]}-01/{first[0]}-{first[1]:02}")
        return ([(span, 1), (before, -1)], True) if before is not None else ([], False)
    if span is not None:
        is_all = first == (last[0] - 1, 12)
        return [(span, 1)], is_all
    return ([(month, 1)], False) if month is not None else ([], False)


def _months(first: tuple[int, int], last: tuple[int, int]) -> int:
    return (last[0] - first[0]) * 12 + last[1] - first[1]


def _grown(old: Figure, new: Figure, added: tuple[list[tuple[Figure, int]], bool]) -> Relation:
    terms, is_all = added
    if is_all:
        return _sum("stock_flow", "old_total_and_added", new, (old, 1), *terms)
    return Relation(
        kind="stock_flow",
        rule="not_less_than_before",
        shape="bound",
        strength="across",
        operands=(
            Operand(role="total", figure=new),
            Operand(role="part", figure=old),
            *(Operand(role="part", figure=figure) for figure, _ in terms),
        ),
    )
