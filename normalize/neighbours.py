"""What a figure leaves unsaid and its neighbours say: a base, a month, that it raised a total, that it came before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extract.cues import BasisCue
from extract.grammar.reading import Reading
from normalize.dating import Calendar
from normalize.model import LedgerRow
from normalize.resolving import YEAR_BEFORE

CHANGES = ("growth_pct", "growth_times", "change_abs")
_AGAINST_A_PLAN = ("plan", "resolution")
_PRODUCT_COUNTS = ("products_rising", "products_falling", "products_idle", "products_tracked")
_REACH = 40
"""Readings after a figure within which its cumulative value or its total is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A reading and the row made of it."""

    reading: Reading
    row: LedgerRow


def with_bases(readings: Sequence[Reading]) -> list[Reading]:
    """Give a rate without a base the base of its neighbour in the sentence, else of the same series in the passage.

    Two rates joined by `và` after a statement with two bases take them in order: `giảm 3,5% và 11,82%`.
    """
    out = list(readings)
    for k, reading in enumerate(out):
        if not _wants_basis(reading) or reading.basis or reading.is_average:
            continue
        pair = _bases_in_order(out, k)
        if pair:
            out[k] = replace(reading, basis=pair[0], basis_rule="bases_in_order")
            out[k + 1] = replace(out[k + 1], basis=pair[1], basis_rule="bases_in_order")
            continue
        donor = _in_sentence(out, k, -1) or _in_sentence(out, k, 1) or _same_series(out, k)
        if donor:
            rule = reading.basis_rule if reading.measure == "level" else "base_of_the_sentence"
            out[k] = replace(reading, basis=donor.basis, basis_rule=rule)
    return out


def _wants_basis(reading: Reading) -> bool:
    """Changes, and counts of products that rise or fall, are against something."""
    return reading.measure in CHANGES or reading.basis_rule == "count_of_comparison"


def _bases_in_order(readings: Sequence[Reading], at: int) -> tuple[BasisCue, BasisCue] | None:
    if at + 1 >= len(readings):
        return None
    first, second = readings[at], readings[at + 1]
    if (
        not second.is_second
        or second.basis
        or (second.passage, second.measure) != (first.passage, first.measure)
    ):
        return None
    named: dict[str, BasisCue] = {}
    for other in readings[max(at - 12, 0) : at]:
        if other.basis and (other.passage, other.measure) == (first.passage, first.measure):
            named.setdefault(other.basis.basis, other.basis)
    bases = list(named.values())
    return (bases[-2], bases[-1]) if len(bases) >= 2 else None


def _in_sentence(readings: Sequence[Reading], at: int, step: int) -> Reading | None:
    home = readings[at]
    k = at + step
    while 0 <= k < len(readings) and readings[k].passage == home.passage:
        other = readings[k]
        if other.figure.role == "value" and other.sentence != home.sentence:
            return None
        alike = _wants_basis(other) and (other.measure == "level") == (home.measure == "level")
        if alike and other.basis and other.basis.basis not in _AGAINST_A_PLAN:
            return other
        k += step
    return None


def _same_series(readings: Sequence[Reading], at: int) -> Reading | None:
    home = readings[at]
    for k in range(at - 1, -1, -1):
        other = readings[k]
        if other.passage != home.passage:
            return None
        if (
            other.measure in CHANGES
            and other.basis
            and other.meaning
            and other.meaning == home.meaning
        ):
            return other if other.basis.basis not in _AGAINST_A_PLAN else None
    return None


def with_months(
    pairs: Sequence[Pair], calendar: Calendar, anchors: Mapping[int, tuple[int, int]]
) -> list[Pair]:
    """Put a figure without a period of its own into the month where it can only be the month's.

    That is where it is measured against the month before, or, in a report of a month and a span, where the
    cumulative figure of the same kind follows; what is said in the same sentence without a time goes with it.
    `anchors` gives for each note the passage and place of its mark.
    """
    if calendar.flow == calendar.month_period:
        return list(pairs)
    monthly = {
        (p.reading.passage, p.row.indicator)
        for p in pairs
        if p.row.basis == "prev_month" and not p.reading.period and p.row.indicator
    }
    out = list(pairs)
    followed: set[tuple[int, int]] = set()
    for k, pair in enumerate(pairs):
        row = pair.row
        if not _takes_the_month(pair, calendar):
            continue
        places = {
            pair.reading.passage,
            anchors.get(pair.reading.passage, (pair.reading.passage, 0))[0],
        }
        kin = (row.indicator, *(_PRODUCT_COUNTS if row.indicator.startswith("product") else ()))
        beside_a_month = any((place, name) in monthly for place in places for name in kin)
        follows = calendar.covers_month and _cumulative_follows(k, pairs, anchors)
        if follows:
            followed.add(_sentence_of(pair))
        if beside_a_month or follows:
            out[k] = replace(pair, row=replace(row, period=calendar.month_period))
    return [
        replace(pair, row=replace(pair.row, period=calendar.month_period))
        if _sentence_of(pair) in followed and _takes_the_month(pair, calendar)
        else pair
        for pair in out
    ]


def _takes_the_month(pair: Pair, calendar: Calendar) -> bool:
    row = pair.row
    undated = row.role == "value" and not pair.reading.period and row.period == calendar.flow
    return undated and bool(row.indicator)


def _sentence_of(pair: Pair) -> tuple[int, int]:
    return pair.reading.passage, pair.row.sentence_from


def _cumulative_follows(
    at: int, pairs: Sequence[Pair], anchors: Mapping[int, tuple[int, int]]
) -> bool:
    row, home = pairs[at].row, pairs[at].reading.passage
    for later in pairs[at + 1 : at + _REACH]:
        passage = later.reading.passage
        if passage != home and anchors.get(passage, (passage, 0))[0] != home:
            return False
        other, cue = later.row, later.reading.period
        same = (other.indicator, other.item, other.measure) == (
            row.indicator,
            row.item,
            row.measure,
        )
        if same and cue and cue.cumulative:
            return True
    return False


def with_turns(pairs: Sequence[Pair]) -> list[Pair]:
    """`trong đó bán lẻ 1.500 tỷ đồng, lũy kế 10.900 tỷ đồng` behind a month and a sum: the first is the month's.

    Where a level takes over a cumulative period and the same series has its own one next, it goes back to the time in
    which the sentence told its total.
    """
    out = list(pairs)
    for k, pair in enumerate(pairs[:-1]):
        after = pairs[k + 1]
        if not _is_turned(pair, after):
            continue
        told = (
            p.row.period
            for p in reversed(pairs[max(k - _REACH, 0) : k])
            if _sentence_of(p) == _sentence_of(pair)
            and (p.row.indicator, p.row.measure) == (pair.row.indicator, "level")
            and p.row.period != pair.row.period
        )
        period = next(told, "")
        if period:
            rules = (*pair.row.rules, ("period", "turn_of_the_sentence"))
            out[k] = replace(pair, row=replace(pair.row, period=period, rules=rules))
    return out


def _is_turned(first: Pair, after: Pair) -> bool:
    """Whether the next figure is the same series' own cumulative one, and the first only took its period over."""
    one, two = first.row, after.row
    same = (one.indicator, one.item, one.unit, one.period, one.measure) == (
        two.indicator,
        two.item,
        two.unit,
        two.period,
        "level",
    )
    if not same or not one.indicator or _sentence_of(first) != _sentence_of(after):
        return False
    old, new = first.reading.period, after.reading.period
    if not old or not new or not new.cumulative or first.reading.shift or after.reading.shift:
        return False
    at = first.reading.figure.start
    return old.start < at < new.start < after.reading.figure.start and one.value != two.value


def with_increments(
    pairs: Sequence[Pair], calendar: Calendar, anchors: Mapping[int, tuple[int, int]]
) -> list[Pair]:
    """`bổ sung 2 dự án … nâng tổng số lên 19`: what raises a total is a flow of the report's month or span."""
    flow = calendar.month_period if calendar.covers_month else calendar.flow
    out = list(pairs)
    for k, pair in enumerate(pairs):
        row, reading = pair.row, pair.reading
        standing = row.indicator and row.measure == "level" and row.period == calendar.as_of
        if (
            standing
            and not reading.period
            and reading.aspect != "total"
            and _total_follows(k, pairs, anchors)
        ):
            out[k] = replace(pair, row=replace(row, period=flow))
    return out


def _total_follows(at: int, pairs: Sequence[Pair], anchors: Mapping[int, tuple[int, int]]) -> bool:
    """Whether the next figure of the same kind, in the clause or in the note that hangs on it, is the raised total."""
    first = pairs[at].reading
    series = (pairs[at].row.indicator, pairs[at].row.item)
    for later in pairs[at + 1 : at + _REACH]:
        here = later.reading.passage == first.passage
        home, mark = anchors.get(later.reading.passage) or (-1, 0)
        if not here and home != first.passage:
            return False
        if (later.row.indicator, later.row.item) != series:
            continue
        if later.reading.raises_total and (here or first.figure.end <= mark):
            return True
        if here and not _mark_between(first, later.reading, anchors):
            return False
    return False


def _mark_between(first: Reading, later: Reading, anchors: Mapping[int, tuple[int, int]]) -> bool:
    start, end = first.figure.end, later.figure.start
    return any(home == first.passage and start <= mark <= end for home, mark in anchors.values())


def with_first_mentions(pairs: Sequence[Pair]) -> list[LedgerRow]:
    """A figure said again without its circumstances keeps those of its first mention."""
    first: dict[tuple[object, ...], LedgerRow] = {}
    out: list[LedgerRow] = []
    for pair in pairs:
        row = pair.row
        if row.role == "value" and row.indicator:
            known = _known(row, first)
            if known is None:
                first[_mention(row)] = row
            elif (
                known.sentence_from != row.sentence_from
                and _is_telling(row)
                and not pair.reading.section.status
            ):
                row = _as_first_said(pair, known)
            if (
                row.measure in CHANGES
                and not row.basis
                and pair.reading.basis is None
                and out
                and out[-1].sentence_from == row.sentence_from
            ):
                row = replace(row, basis=out[-1].basis)
        out.append(row)
    return out


def _mention(row: LedgerRow) -> tuple[object, ...]:
    return (row.indicator, row.item, row.measure, row.value, row.unit, row.qualifier)


def _known(row: LedgerRow, first: Mapping[tuple[object, ...], LedgerRow]) -> LedgerRow | None:
    """The first mention; a level named by a part's words (`bán lẻ 72.540 tỷ đồng`) may be the total's."""
    exact = first.get(_mention(row))
    return exact or (first.get(_mention(replace(row, item=""))) if row.measure == "level" else None)


def _is_telling(row: LedgerRow) -> bool:
    """A small count comes back by chance, a rate or a larger number hardly."""
    return row.unit in ("pct", "times") or abs(row.value or Decimal(0)) >= 10


def _as_first_said(pair: Pair, known: LedgerRow) -> LedgerRow:
    row = replace(pair.row, item=known.item)
    unsaid = not row.basis or ("basis", YEAR_BEFORE) in row.rules
    if unsaid or (row.basis == known.basis and not pair.reading.period):
        period = row.period if pair.reading.period else known.period
        row = replace(row, basis=known.basis, period=period)
    if not pair.reading.status and (row.basis, row.period) == (known.basis, known.period):
        row = replace(row, status=known.status)
    return row
