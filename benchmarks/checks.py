"""Checking generated reports: 100,000 relations found, judged, told in two languages and stored."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.table import Table
from extract.model import Document
from normalize.model import LedgerRow, Report, ReportProfile
from normalize.relations import load_relations
from normalize.vocabulary import load_vocabulary
from queries.checks.running import run_checks
from queries.views import make_views
from store.database import writing
from store.loading import load_report, load_vocabulary_members

SIZES = (100, 1_150)
PARTS = ("goods", "accommodation_food", "tourism", "other_services")
FRACTIONS = 24
SHARE_OF_MISPRINTS = 0.02


def measure() -> Table:
    return Table(
        title="Checking reports (found, judged, told, stored; two processes from 200 reports on)",
        columns=("reports", "figures", "relations", "computed", "seconds", "µs a relation"),
        rows=tuple(_row(size) for size in SIZES),
        notes=(
            "A report has a month and a year to date of retail sales with parts, growth, plan rates "
            f"and shares, dossiers, and {FRACTIONS} fractions with their shares; "
            f"{SHARE_OF_MISPRINTS:.0%} of the totals are misprinted. "
            "The time holds reading the figures from the database and writing the results."
        ),
    )


def _row(size: int) -> tuple[str, ...]:
    vocabulary, relations = load_vocabulary(), load_relations()
    with TemporaryDirectory() as folder, writing(Path(folder) / "bench.duckdb") as connection:
        load_vocabulary_members(connection, vocabulary)
        make_views(connection)
        provinces = [province.province for province in vocabulary.provinces]
        figures = sum(
            load_report(connection, report).facts for report in generate_reports(size, provinces)
        )
        start = perf_counter()
        run = run_checks(connection, relations)
        seconds = perf_counter() - start
    counts = (size, figures, run.relations, run.computed)
    each = 1e6 * seconds / run.relations
    return (*(f"{n:,}" for n in counts), f"{seconds:.1f}", f"{each:.0f}")


def generate_reports(count: int, provinces: list[str]) -> Iterator[Report]:
    """Yield `count` monthly reports, the same ones in every run."""
    chance = random.Random(count)
    for n in range(count):
        month = n // len(provinces)
        yield _report(provinces[n % len(provinces)], 2010 + month // 12, month % 12 + 1, chance)


def _report(province: str, year: int, month: int, chance: random.Random) -> Report:
    period = f"{year}-{month:02}"
    name = f"{province}-{period}.txt"
    rows = [
        *_sentence(_retail(period, year, range(month, month + 1), chance), 0),
        *_sentence(_retail(f"{year}-01/{period}", year, range(1, month + 1), chance), 10_000),
        *_sentence(_dossiers(period, chance), 20_000),
        *(
            row
            for at in range(FRACTIONS)
            for row in _sentence(_fraction(period, at, chance), 30_000 + 300 * at)
        ),
    ]
    return Report(
        document=Document(name=name, text="", sha256=sha256(name.encode()).hexdigest()),
        profile=ReportProfile(
            province=province,
            kind="month",
            period=period,
            cumulative=f"{year}-01/{period}" if month > 1 else "",
            issued_on=date(year, month, 20),
        ),
        ledger=tuple(replace(row, n=n) for n, row in enumerate(rows, start=1)),
        zeros=(),
        footnotes=(),
        issues=(),
    )


def _figure(value: Decimal, unit: str, **columns: object) -> LedgerRow:
    places = max(-int(value.as_tuple().exponent), 0)
    digits = f"{abs(value):,.{places}f}".translate(str.maketrans(",.", ".,"))
    row = LedgerRow(
        n=0, start=0, end=len(digits), digits=digits, role="value", value=value, unit=unit,
        decimals=places, measure="level", status="estimate",
    )  # fmt: skip
    return replace(row, **columns)  # type: ignore[arg-type]


def _level(part: int, year: int, month: int) -> Decimal:
    """A part's month, which grows from month to month."""
    steps = 12 * (year - 2000) + month
    return (Decimal(300 + 137 * part) * (100 + steps) / 97).quantize(Decimal("0.01"))


def _span(part: int, year: int, months: range) -> Decimal:
    return sum((_level(part, year, month) for month in months), Decimal())


def _retail(period: str, year: int, months: range, chance: random.Random) -> list[LedgerRow]:
    levels = [_span(part, year, months) for part in range(len(PARTS))]
    before = [_span(part, year - 1, months) for part in range(len(PARTS))]
    plans = [_span(part, year, range(1, 13)) for part in range(len(PARTS))]
    whole = sum(levels, Decimal())
    slip = Decimal(chance.random() < SHARE_OF_MISPRINTS) * 10
    rows = []
    told = [
        ("", whole + slip, sum(before, Decimal()), sum(plans, Decimal())),
        *zip(PARTS, levels, before, plans, strict=True),
    ]
    for item, level, base, plan in told:
        about = {"indicator": "retail_sales", "item": item, "period": period}
        rows += [
            _figure(level, "VND_bn", **about),
            _rate(level - base, base, **about, measure="growth_pct", basis="same_period"),
            _rate(level, plan, **about, measure="plan_pct", basis="plan"),
        ]
        if item:
            rows.append(_rate(level, whole, **about, measure="share_pct", basis="whole"))
    return rows


def _rate(above: Decimal, below: Decimal, **columns: object) -> LedgerRow:
    return _figure((100 * above / below).quantize(Decimal("0.01")), "pct", **columns)


def _dossiers(period: str, chance: random.Random) -> list[LedgerRow]:
    received, pending = chance.randrange(1000, 9999), chance.randrange(10, 99)
    told = (("dossiers_received", received), ("dossiers_resolved", received - pending),
            ("dossiers_pending", pending))  # fmt: skip
    return [
        _figure(Decimal(value), "count", indicator=indicator, period=period)
        for indicator, value in told
    ]


def _fraction(period: str, at: int, chance: random.Random) -> list[LedgerRow]:
    whole = chance.randrange(40, 120)
    part = chance.randrange(1, whole)
    share = (Decimal(100 * part) / whole).quantize(Decimal("0.01"))
    label = {"label": f"dịch vụ {at}", "period": period}
    return [
        _figure(Decimal(part), "count", **label),
        _figure(Decimal(whole), "count", measure="of_total", **label),
        _figure(share, "pct", measure="share_pct", basis="whole", **label),
    ]


def _sentence(rows: list[LedgerRow], start: int) -> Iterator[LedgerRow]:
    """Put figures into one sentence; a fraction's whole follows a slash."""
    text = ""
    placed = []
    for row in rows:
        text += "/" if row.measure == "of_total" else " đạt "
        placed.append((row, len(text)))
        text += row.digits
    for row, at in placed:
        yield replace(
            row,
            start=start + at,
            end=start + at + len(row.digits),
            sentence_from=start,
            sentence_to=start + len(text),
            context=text,
            context_from=at,
            context_to=at + len(row.digits),
        )
