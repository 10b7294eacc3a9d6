"""One file read to the end: document, healed text, statements, and the ledger in the vocabulary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Context, Decimal
from pathlib import Path

from extract.cues import BasisCue
from extract.document import read_document
from extract.healing import DIGIT_RUN, HealedText, Passage, heal
from extract.model import Document
from extract.statements import Reading, read_statements
from normalize.dating import Calendar, calendar_of, period_of
from normalize.model import Issue, LedgerRow, Report
from normalize.profile import find_profile
from normalize.vocabulary import Vocabulary

_CHANGES = ("growth_pct", "growth_times", "change_abs")


def read_report(path: Path, vocabulary: Vocabulary) -> Report:
    """Read the report at `path` into its ledger.

    Raises:
        SolieuError: the file cannot be read as text; the message says why and what to do.
    """
    return interpret(read_document(path), vocabulary)


def interpret(document: Document, vocabulary: Vocabulary) -> Report:
    """Turn a document into a report: every digit run of its text becomes one row of the ledger."""
    healed = heal(document)
    profile = find_profile(healed.passages, vocabulary)
    calendar = calendar_of(profile)
    readings, zeros = read_statements(healed, vocabulary.lexicon)
    resolver = _Resolver(document, healed, vocabulary, calendar)
    rows = resolver.rows(readings)
    ledger = tuple(
        replace(row, n=n) for n, row in enumerate(_complete(document, healed, rows), start=1)
    )
    return Report(
        document=document,
        profile=profile,
        ledger=ledger,
        zeros=tuple(resolver.zero(reading) for reading in zeros),
        footnotes=healed.footnotes,
        issues=tuple(_issues(document, healed, ledger, calendar)),
    )


class _Resolver:
    """Gives readings their slugs and periods; basis and status that a clause leaves out come from its neighbours."""

    def __init__(
        self,
        document: Document,
        healed: HealedText,
        vocabulary: Vocabulary,
        calendar: Calendar | None,
    ) -> None:
        self.document = document
        self.passages = healed.passages
        self.lexicon = vocabulary.lexicon
        self.calendar = calendar

    def rows(self, readings: Sequence[Reading]) -> list[LedgerRow]:
        filled = _with_bases(readings)
        rows = [self._row(reading) for reading in filled]
        rows = self._months_before_cumulative(filled, rows)
        rows = self._increments(filled, rows)
        return _recapped(filled, rows)

    def zero(self, reading: Reading) -> LedgerRow:
        """A zero in words as a row; its place is that of the words."""
        row = self._row(reading)
        last = self.passages[reading.passage].places[reading.figure.end - 1]
        return replace(row, end=last + 1)

    def _nature(self, reading: Reading) -> str:
        if not reading.meaning:
            return ""
        return reading.meaning.nature or self.lexicon.natures.get(reading.meaning.indicator, "")

    def _row(self, reading: Reading) -> LedgerRow:
        figure = reading.figure
        passage = self.passages[reading.passage]
        row = LedgerRow(
            n=0,
            start=reading.place,
            end=reading.place + len(figure.digits),
            digits=figure.digits,
            role=figure.role,
            line=self.document.line_of(reading.place),
            page=self.document.page_of(reading.place),
            footnote=passage.note,
            rules=figure.rules,
            **_sentence(passage, reading),
        )
        if figure.role == "malformed":
            readings = " or ".join(str(r) for r in figure.numeral.readings)
            note = f"may be {readings}" if readings else "longer than any figure of a report"
            return replace(row, note=note, unit_text=figure.unit_text)
        if figure.role != "value" or figure.numeral.value is None:
            return row
        return self._value(row, reading)

    def _value(self, row: LedgerRow, reading: Reading) -> LedgerRow:
        figure = reading.figure
        meaning = reading.meaning if not reading.territory else None
        period, period_rule = (
            period_of(reading, self._nature(reading), self.calendar) if self.calendar else ("", "")
        )
        number = figure.numeral.value
        assert number is not None
        basis, basis_rule = self._basis(reading)
        status = self._status(reading, period)
        return replace(
            row,
            value=_exact(number, figure.factor) * reading.sign,
            unit=figure.unit,
            indicator=meaning.indicator if meaning else "",
            item=reading.item if meaning else "",
            measure=reading.measure,
            basis=basis,
            period=period,
            status=status,
            qualifier=reading.qualifier,
            label=_label(reading, figure.noun or figure.unit_text),
            note="; ".join(
                n for n in ("subset" if reading.is_subset else "", reading.territory) if n
            ),
            territory=reading.territory,
            is_subset=reading.is_subset,
            price_base=reading.price_base
            if meaning and meaning.indicator == "industrial_output"
            else "",
            unit_text=figure.unit_text,
            decimals=figure.numeral.decimals,
            factor=figure.factor,
            rules=(*reading.rules, ("period", period_rule), ("basis", basis_rule)),
            is_doubtful=reading.is_doubtful or basis_rule == "year_before_by_default",
        )

    def _status(self, reading: Reading, period: str) -> str:
        """`từ 32,9% năm 2020 lên 39% vào năm 2025`: where a target sets out from is no target."""
        status = (
            reading.status or ("" if reading.is_standing else reading.section.status) or "actual"
        )
        named = reading.period.year if reading.period else None
        past = named is not None and self.calendar is not None and named < self.calendar.year
        if (reading.shift or past) and status in ("estimate", "forecast"):
            return "actual"
        if (
            status in ("target", "forecast")
            and reading.is_origin
            and self.calendar
            and period[:4].isdigit()
        ):
            year = int(period[:4])
            if year <= self.calendar.year:
                return (
                    "actual"
                    if year < self.calendar.year
                    else "estimate"
                    if status == "target"
                    else status
                )
        return status

    def _basis(self, reading: Reading) -> tuple[str, str]:
        measure = reading.measure
        if measure == "share_pct":
            return "whole", "share"
        if measure == "of_total":
            return "", ""
        if measure == "level" and reading.basis_rule not in (
            "ratio_to_base",
            "count_of_comparison",
        ):
            return "", ""
        if reading.is_average and (reading.period or reading.section.period):
            span = reading.period or reading.section.period
            if span and span.kind == "years":
                return "avg_annual", "average_over_years"
        if (
            reading.basis is None
            and reading.meaning
            and measure in ("growth_pct", "growth_times")
            and self._is_series(reading)
        ):
            return "same_period", "year_before_by_default"
        if reading.basis is None:
            if measure == "change_abs" and reading.period and reading.period.kind == "years":
                return "start_of_span", "span_of_years"
            return "", ""
        return self._basis_slug(reading.basis), reading.basis_rule or "base_named"

    def _is_series(self, reading: Reading) -> bool:
        return self._nature(reading) in ("flow", "index")

    def _basis_slug(self, basis: BasisCue) -> str:
        if basis.basis != "month":
            return basis.basis
        calendar = self.calendar
        if not calendar or basis.month is None:
            return ""
        year = basis.year or calendar.year
        distance = (calendar.year - year) * 12 + calendar.month - basis.month
        return {1: "prev_month", 12: "same_period"}.get(
            distance, "same_period" if year < calendar.year else "prev_month"
        )

    def _months_before_cumulative(
        self, readings: Sequence[Reading], rows: list[LedgerRow]
    ) -> list[LedgerRow]:
        """In a report of a month and a span, a figure without a period is the month's where its cumulative one follows."""
        calendar = self.calendar
        if not calendar or calendar.flow == calendar.month_period:
            return rows
        out = list(rows)
        monthly = {
            (reading.passage, row.indicator)
            for reading, row in zip(readings, rows, strict=True)
            if row.basis == "prev_month" and not reading.period and row.indicator
        }
        homes = {p.index: p.anchor[0] for p in self.passages if p.anchor}
        for k, (reading, row) in enumerate(zip(readings, rows, strict=True)):
            if (
                row.role != "value"
                or reading.period
                or row.period != calendar.flow
                or not row.indicator
            ):
                continue
            home = homes.get(reading.passage, reading.passage)
            kin = {
                row.indicator,
                *(
                    f"products_{a}"
                    for a in ("rising", "falling", "idle", "tracked")
                    if row.indicator.startswith("product")
                ),
            }
            if any(
                (place, name) in monthly for place in (reading.passage, home) for name in kin
            ) or (calendar.covers_month and self._cumulative_follows(k, readings, rows, homes)):
                out[k] = replace(row, period=calendar.month_period)
        return out

    def _increments(self, readings: Sequence[Reading], rows: list[LedgerRow]) -> list[LedgerRow]:
        """`bổ sung 2 dự án … nâng tổng số lên 19`: what raises a total is a flow of the report's month or span."""
        calendar = self.calendar
        if not calendar:
            return rows
        out = list(rows)
        anchors = {p.index: p.anchor for p in self.passages if p.anchor}
        for k, (reading, row) in enumerate(zip(readings, rows, strict=True)):
            if (
                not row.indicator
                or reading.period
                or row.period != calendar.as_of
                or row.measure != "level"
            ):
                continue
            if reading.aspect != "total" and self._total_follows(k, readings, rows, anchors):
                out[k] = replace(
                    row, period=calendar.month_period if calendar.covers_month else calendar.flow
                )
        return out

    @staticmethod
    def _total_follows(
        at: int,
        readings: Sequence[Reading],
        rows: Sequence[LedgerRow],
        anchors: Mapping[int, tuple[int, int]],
    ) -> bool:
        """Whether the next figure of the same kind, in the clause or the note that hangs on it, is the raised total."""
        home, series = readings[at].passage, (rows[at].indicator, rows[at].item)
        for later, other in zip(readings[at + 1 : at + 40], rows[at + 1 : at + 40], strict=True):
            anchor = anchors.get(later.passage)
            if later.passage != home and (anchor is None or anchor[0] != home):
                return False
            if (other.indicator, other.item) != series:
                continue
            if later.raises_total and (
                later.passage == home or (anchor and readings[at].figure.end <= anchor[1])
            ):
                return True
            if later.passage == home and _before_mark(readings[at], later, anchors):
                return False
        return False

    @staticmethod
    def _cumulative_follows(
        at: int, readings: Sequence[Reading], rows: Sequence[LedgerRow], homes: Mapping[int, int]
    ) -> bool:
        row = rows[at]
        for later, other in zip(readings[at + 1 : at + 40], rows[at + 1 : at + 40], strict=True):
            if (
                later.passage != readings[at].passage
                and homes.get(later.passage) != readings[at].passage
            ):
                return False
            same = (other.indicator, other.item, other.measure) == (
                row.indicator,
                row.item,
                row.measure,
            )
            if same and later.period and later.period.cumulative:
                return True
        return False


def _before_mark(first: Reading, later: Reading, anchors: Mapping[int, tuple[int, int]]) -> bool:
    """Whether no note's mark stands between two figures of one passage: the later one is the next of its kind."""
    marks = [at for home, at in anchors.values() if home == first.passage]
    return not any(first.figure.end <= mark <= later.figure.start for mark in marks)


_EXACT = Context(prec=60)


def _exact(number: Decimal, factor: Decimal) -> Decimal:
    """Multiply without rounding; a number has at most 24 digits, a factor at most ten."""
    return number if factor == 1 else _EXACT.multiply(number, factor)


def _label(reading: Reading, words: str) -> str:
    return " ".join((reading.label or words).split()[:8])


def _sentence(passage: Passage, reading: Reading) -> dict[str, int | str]:
    start, end = reading.sentence
    end = end or len(passage.text)
    while start < end and passage.text[start] == " ":
        start += 1
    if not start <= reading.figure.start < end:
        start, end = 0, len(passage.text)
    return {
        "sentence_from": passage.places[start],
        "sentence_to": passage.places[end - 1] + 1,
        "context": passage.text[start:end],
        "context_from": reading.figure.start - start,
        "context_to": reading.figure.end - start,
    }


def _with_bases(readings: Sequence[Reading]) -> list[Reading]:
    """Give a rate without a base the base of its neighbour in the sentence, else of the same series in the passage.

    Two rates joined by `và` after a statement with two bases take them in order: `giảm 3,5% và 11,82%`.
    """
    out = list(readings)
    for k, reading in enumerate(out):
        if not _wants_basis(reading) or reading.basis or reading.is_average:
            continue
        pair = _pair_bases(out, k)
        if pair:
            out[k] = replace(reading, basis=pair[0], basis_rule="bases_in_order")
            out[k + 1] = replace(out[k + 1], basis=pair[1], basis_rule="bases_in_order")
            continue
        donor = _neighbour(out, k, -1) or _neighbour(out, k, 1) or _same_series(out, k)
        if donor:
            rule = reading.basis_rule if reading.measure == "level" else "base_of_the_sentence"
            out[k] = replace(reading, basis=donor.basis, basis_rule=rule)
    return out


def _wants_basis(reading: Reading) -> bool:
    """Changes, and counts of products that rise or fall, are against something."""
    return reading.measure in _CHANGES or reading.basis_rule == "count_of_comparison"


def _pair_bases(readings: Sequence[Reading], at: int) -> tuple[BasisCue, BasisCue] | None:
    if at + 1 >= len(readings):
        return None
    first, second = readings[at], readings[at + 1]
    if (
        not second.is_second
        or second.basis
        or second.passage != first.passage
        or second.measure != first.measure
    ):
        return None
    named: list[BasisCue] = []
    for other in readings[max(at - 12, 0) : at]:
        basis = other.basis
        if basis and other.passage == first.passage and other.measure == first.measure:
            if basis.basis not in [n.basis for n in named]:
                named.append(basis)
    return (named[-2], named[-1]) if len(named) >= 2 else None


def _same_series(readings: Sequence[Reading], at: int) -> Reading | None:
    home = readings[at]
    for k in range(at - 1, -1, -1):
        other = readings[k]
        if other.passage != home.passage:
            return None
        if (
            other.measure in _CHANGES
            and other.basis
            and other.meaning
            and other.meaning == home.meaning
        ):
            return other if other.basis.basis not in ("plan", "resolution") else None
    return None


def _neighbour(readings: Sequence[Reading], at: int, step: int) -> Reading | None:
    home = readings[at]
    k = at + step
    while 0 <= k < len(readings) and readings[k].passage == home.passage:
        other = readings[k]
        if other.figure.role == "value" and other.sentence != home.sentence:
            return None
        kin = _wants_basis(other) and (other.measure == "level") == (home.measure == "level")
        if kin and other.basis and other.basis.basis not in ("plan", "resolution"):
            return other
        k += step
    return None


def _recapped(readings: Sequence[Reading], rows: Sequence[LedgerRow]) -> list[LedgerRow]:
    """A figure said again without its circumstances keeps those of its first mention."""
    first: dict[tuple[object, ...], LedgerRow] = {}
    out: list[LedgerRow] = []
    for reading, row in zip(readings, rows, strict=True):
        if row.role != "value" or not row.indicator:
            out.append(row)
            continue
        key = (row.indicator, row.item, row.measure, row.value, row.unit, row.qualifier)
        known = first.get(key) or (
            first.get((row.indicator, "", *key[2:])) if row.measure == "level" else None
        )
        telling = row.unit in ("pct", "times") or abs(row.value or 0) >= 10
        if (
            known
            and known.sentence_from != row.sentence_from
            and telling
            and not reading.section.status
        ):
            row = replace(row, item=known.item)
            defaulted = ("basis", "year_before_by_default") in row.rules
            if not row.basis or defaulted or (row.basis == known.basis and not reading.period):
                row = replace(
                    row,
                    basis=known.basis,
                    period=known.period if not reading.period else row.period,
                )
            if not reading.status and (row.basis, row.period) == (known.basis, known.period):
                row = replace(row, status=known.status)
        elif not known:
            first[key] = row
        if (
            row.measure in _CHANGES
            and not row.basis
            and out
            and out[-1].sentence_from == row.sentence_from
        ):
            row = replace(row, basis=out[-1].basis)
        out.append(row)
    return out


def _complete(document: Document, healed: HealedText, rows: Iterable[LedgerRow]) -> list[LedgerRow]:
    """Every digit run of the text, those that healing lifted out among them, in text order."""
    by_start = {row.start: row for row in rows}
    out: list[LedgerRow] = []
    for match in DIGIT_RUN.finditer(document.text):
        row = by_start.get(match.start())
        if row is None or row.digits != match[0]:
            role = healed.lifted.get(match.start(), "")
            row = LedgerRow(
                n=0,
                start=match.start(),
                end=match.end(),
                digits=match[0],
                role=role or "malformed",
                line=document.line_of(match.start()),
                page=document.page_of(match.start()),
                note="" if role else "not read: cut by the layout",
                rules=(("role", "layout"),),
            )
        out.append(row)
    return out


def _issues(
    document: Document, healed: HealedText, ledger: Sequence[LedgerRow], calendar: Calendar | None
) -> Iterable[Issue]:
    if calendar is None:
        yield Issue(
            code="no_reference_period",
            severity="error",
            start=0,
            end=0,
            line=1,
            page=1,
            message="neither title nor letterhead gives the reference period; figures have no period",
        )
    for note, number in zip(healed.footnotes, (f.number for f in healed.footnotes), strict=True):
        if note.mark_at is None:
            yield Issue(
                code="orphan_note",
                severity="warning",
                start=note.span.start,
                end=note.span.end,
                line=document.line_of(note.span.start),
                page=document.page_of(note.span.start),
                message=f"note {number} has no mark in the text; its figures have only their own words",
            )
    for row in ledger:
        problem = _problem(row)
        if problem:
            code, severity, message = problem
            yield Issue(
                code=code,
                severity=severity,
                start=row.start,
                end=row.end,
                line=row.line,
                page=row.page,
                message=message,
            )


def _problem(row: LedgerRow) -> tuple[str, str, str] | None:
    if row.role == "malformed":
        return (
            "malformed_number",
            "error",
            f"{row.digits!r} cannot be read with certainty: {row.note}",
        )
    if row.role != "value":
        return None
    if row.measure in _CHANGES and not row.basis:
        return (
            "no_basis",
            "warning",
            f"{row.digits}: nothing says against what this change is measured",
        )
    if row.is_doubtful:
        return (
            "doubtful_reading",
            "info",
            f"{row.digits}: read with doubt ({', '.join(f'{c} by {r}' for c, r in row.rules if r)})",
        )
    return None
