"""From a reading to a row of the ledger: slugs, signed value, reference period, basis, status."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Context, Decimal

from extract.cues import BasisCue
from extract.figures import Figure
from extract.grammar.reading import Reading
from extract.healing import HealedText, Passage
from extract.model import Document
from normalize.dating import Calendar, calendar_of_words, period_of
from normalize.model import LedgerRow
from normalize.vocabulary import Vocabulary

_EXACT = Context(prec=60)
_KEPT_WITH_A_LEVEL = ("ratio_to_base", "count_of_comparison")
YEAR_BEFORE = "year_before_by_default"
"""The rule of a growth rate that names no base: taken as against the year before, and marked doubtful."""
_DOUBTED = frozenset(
    (YEAR_BEFORE, "named_further_on", "said_before", "part_by_its_words", "bases_in_order")
)
"""Rules that decide where another reading is nearly as good."""


class Resolver:
    """Gives the readings of one document their meaning in the vocabulary and on the report's calendar."""

    def __init__(
        self,
        document: Document,
        healed: HealedText,
        vocabulary: Vocabulary,
        calendar: Calendar | None,
        numbers: Mapping[int, int],
    ) -> None:
        self._document = document
        self._passages = healed.passages
        self._lexicon = vocabulary.lexicon
        self._calendar = calendar
        self._numbers = numbers

    def row(self, reading: Reading) -> LedgerRow:
        """Return the ledger row of a reading."""
        figure = reading.figure
        row = self._placed(reading)
        if figure.role == "malformed":
            return replace(row, note=_possible(figure), unit_text=figure.unit_text)
        if figure.role != "value" or figure.numeral.value is None:
            return row
        return self._value(row, reading, figure.numeral.value)

    def zero(self, reading: Reading) -> LedgerRow:
        """Return the row of a zero in words; its place is that of the words."""
        last = self._passages[reading.passage].places[reading.figure.end - 1]
        return replace(self.row(reading), n=0, end=last + 1)

    def _placed(self, reading: Reading) -> LedgerRow:
        figure = reading.figure
        passage = self._passages[reading.passage]
        start, end = _sentence(passage, reading)
        place = self._document.place_of(reading.place, reading.place + len(figure.digits))
        return LedgerRow(
            n=self._numbers.get(reading.place, 0),
            start=reading.place,
            end=reading.place + len(figure.digits),
            digits=figure.digits,
            role=figure.role,
            line=self._document.line_of(reading.place),
            page=place.page,
            place=place,
            footnote=passage.note,
            sentence_from=passage.places[start],
            sentence_to=passage.places[end - 1] + 1,
            context=passage.text[start:end],
            context_from=figure.start - start,
            context_to=figure.end - start,
            rules=figure.rules,
            table=reading.table,
            row_head=reading.row_head,
            column_head=reading.column_head,
        )

    def _value(self, row: LedgerRow, reading: Reading, number: Decimal) -> LedgerRow:
        figure = reading.figure
        meaning = reading.meaning if not reading.territory else None
        period, period_rule = "", ""
        calendar = self._calendar or calendar_of_words(reading.period)
        if calendar:
            period, period_rule = period_of(reading, self._nature(reading), calendar)
        basis, basis_rule = self._basis(reading)
        indicator = meaning.indicator if meaning else ""
        status, status_rule = self._status(reading, period)
        rules = (
            *reading.rules,
            ("period", period_rule),
            ("basis", basis_rule),
            ("status", status_rule),
            ("qualifier", "word_before" if reading.qualifier and not figure.qualifier else ""),
        )
        return replace(
            row,
            value=_exact(number, figure.factor) * reading.sign,
            unit=figure.unit,
            indicator=indicator,
            item=reading.item if meaning else "",
            measure=reading.measure,
            basis=basis,
            period=period,
            status=status,
            qualifier=reading.qualifier,
            label=" ".join((reading.label or figure.unit_text).split()[:8]),
            note="; ".join(
                n for n in ("subset" if reading.is_subset else "", reading.territory) if n
            ),
            territory=reading.territory,
            is_subset=reading.is_subset,
            price_base=reading.price_base if indicator == "industrial_output" else "",
            unit_text=figure.unit_text,
            decimals=figure.numeral.decimals,
            factor=figure.factor,
            rules=tuple(rule for rule in rules if rule[1]),
            is_doubtful=reading.is_doubtful or any(rule in _DOUBTED for _, rule in rules),
        )

    def _nature(self, reading: Reading) -> str:
        if not reading.meaning:
            return ""
        return reading.meaning.nature or self._lexicon.natures.get(reading.meaning.indicator, "")

    def _status(self, reading: Reading, period: str) -> tuple[str, str]:
        """What lies in the past is no estimate, and where a target sets out from (`từ 32,9% năm 2020`) is no target."""
        section = "" if reading.is_standing else reading.section.status
        status = reading.status or section or "actual"
        said = "status_of_the_clause" if reading.status else "status_of_the_section"
        rule = said if reading.status or section else "nothing_said"
        this_year = self._calendar.year if self._calendar else 0
        named = reading.period.year if reading.period else None
        unsaid = ("estimate", "forecast") if reading.status else ("estimate", "forecast", "target")
        past = reading.shift or (named is not None and named < this_year)
        if (past or self._is_over(reading)) and status in unsaid:
            return "actual", "in_the_past"
        if (
            not reading.is_origin
            or status not in ("target", "forecast")
            or not period[:4].isdigit()
        ):
            return status, rule
        if int(period[:4]) < this_year:
            return "actual", "where_a_target_sets_out"
        if int(period[:4]) == this_year and status == "target":
            return "estimate", "where_a_target_sets_out"
        return status, rule

    def _is_over(self, reading: Reading) -> bool:
        """Whether a figure is of a month or quarter before the report's: what was estimated then is known now."""
        cue, calendar = reading.period, self._calendar
        if not calendar or not cue or cue.cumulative or cue.horizon:
            return False
        if cue.kind == "month":
            return (cue.year or calendar.year, cue.first) < (calendar.year, calendar.month)
        if cue.kind != "quarter":
            return False
        return (cue.year or calendar.year, cue.first) < (calendar.year, (calendar.month + 2) // 3)

    def _basis(self, reading: Reading) -> tuple[str, str]:
        measure = reading.measure
        if measure == "share_pct":
            return "whole", "share"
        if measure == "of_total" or (
            measure == "level" and reading.basis_rule not in _KEPT_WITH_A_LEVEL
        ):
            return "", ""
        span = reading.period or reading.section.period
        if reading.is_average and span and span.kind == "years":
            return "avg_annual", "average_over_years"
        if reading.basis is not None:
            return self._basis_slug(reading.basis, reading), reading.basis_rule or "base_named"
        if (
            reading.meaning
            and measure in ("growth_pct", "growth_times")
            and self._nature(reading) in ("flow", "index")
        ):
            return "same_period", YEAR_BEFORE
        if measure == "change_abs" and reading.period and reading.period.kind == "years":
            return "start_of_span", "span_of_years"
        return "", ""

    def _basis_slug(self, basis: BasisCue, reading: Reading) -> str:
        calendar = self._calendar
        if basis.basis == "quarter":
            return self._quarter_slug(basis, reading)
        if basis.basis != "month":
            return basis.basis
        if not calendar or basis.month is None:
            return ""
        year = basis.year or calendar.year - basis.years_back
        distance = (calendar.year - year) * 12 + calendar.month - basis.month
        if (year, basis.month) == (calendar.year - 1, 12) and 1 < distance < 12:
            return "prev_december"
        if basis.month == 12 and distance > 12:
            return ""
        unnamed = "same_period" if year < calendar.year else "prev_month"
        return {1: "prev_month", 12: "same_period"}.get(distance, unnamed)

    def _quarter_slug(self, basis: BasisCue, reading: Reading) -> str:
        """Tell the quarter before from the same one of the year before, by the quarter the figure is about."""
        calendar, cue = self._calendar, reading.period
        if not calendar or basis.quarter is None:
            return ""
        own = cue.first if cue and cue.kind == "quarter" else (calendar.month + 2) // 3
        at = (cue.year if cue and cue.year else calendar.year) - reading.shift // -12
        distance = (at - (basis.year or at - basis.years_back)) * 4 + own - basis.quarter
        return {1: "prev_quarter", 4: "same_period"}.get(distance, "")


def _exact(number: Decimal, factor: Decimal) -> Decimal:
    """Multiply without rounding; a number has at most 24 digits, a factor at most ten."""
    return number if factor == 1 else _EXACT.multiply(number, factor)


def _possible(figure: Figure) -> str:
    readings = " or ".join(str(reading) for reading in figure.numeral.readings)
    return f"may be {readings}" if readings else "longer than any figure of a report"


def _sentence(passage: Passage, reading: Reading) -> tuple[int, int]:
    """Bounds of the reading's sentence in its passage, without the blank it may begin with."""
    start, end = reading.sentence
    end = end or len(passage.text)
    while start < end and passage.text[start] == " ":
        start += 1
    return (start, end) if start <= reading.figure.start < end else (0, len(passage.text))
