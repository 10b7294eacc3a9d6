"""Loading 100 and 1,000 generated reports: the cost of a report must not grow with what is stored."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.table import Table
from extract.model import Document
from normalize.model import LedgerRow, Report, ReportProfile
from normalize.vocabulary import Vocabulary, load_vocabulary
from queries.views import make_views
from store.database import writing
from store.loading import load_report, load_vocabulary_members

DIGIT_RUNS = 600
SHARE_OF_VALUES = 0.5
SHARE_OF_CORE_FACTS = 0.6
SIZES = (100, 1_000)


def measure() -> Table:
    vocabulary = load_vocabulary()
    return Table(
        title="Loading reports (records to database, one transaction each)",
        columns=("reports", "facts", "seconds", "ms a report, first tenth", "last tenth", "ratio"),
        rows=tuple(_row(size, vocabulary) for size in SIZES),
        notes=f"{DIGIT_RUNS} digit runs a report, half of them facts; medians of a tenth of the reports.",
    )


def _row(size: int, vocabulary: Vocabulary) -> tuple[str, ...]:
    seconds = []
    facts = 0
    with TemporaryDirectory() as folder, writing(Path(folder) / "bench.duckdb") as connection:
        load_vocabulary_members(connection, vocabulary)
        make_views(connection)
        for report in generate_reports(size, vocabulary):
            start = perf_counter()
            facts += load_report(connection, report).facts
            seconds.append(perf_counter() - start)
    tenth = size // 10
    first, last = (1000 * median(part) for part in (seconds[:tenth], seconds[-tenth:]))
    total = f"{sum(seconds):.1f}"
    return (f"{size:,}", f"{facts:,}", total, f"{first:.1f}", f"{last:.1f}", f"{last / first:.2f}")


def generate_reports(count: int, vocabulary: Vocabulary) -> Iterator[Report]:
    """Yield `count` monthly reports of all provinces in turn, the same ones in every run."""
    chance = random.Random(count)
    provinces = [province.province for province in vocabulary.provinces]
    for n in range(count):
        month = n // len(provinces)
        yield _report(
            n, provinces[n % len(provinces)], 2000 + month // 12, month % 12 + 1, vocabulary, chance
        )


def _report(
    n: int, province: str, year: int, month: int, vocabulary: Vocabulary, chance: random.Random
) -> Report:
    period = f"{year}-{month:02}"
    name = f"{province}-{period}.txt"
    return Report(
        document=Document(name=name, text="", sha256=sha256(name.encode()).hexdigest()),
        profile=ReportProfile(
            province=province,
            kind="month",
            period=period,
            cumulative=f"{year}-01/{period}" if month > 1 else "",
            issued_on=date(year, month, 20),
        ),
        ledger=tuple(_digit_run(i, period, vocabulary, chance) for i in range(1, DIGIT_RUNS + 1)),
        zeros=(),
        footnotes=(),
        issues=(),
    )


def _digit_run(n: int, period: str, vocabulary: Vocabulary, chance: random.Random) -> LedgerRow:
    is_value = chance.random() < SHARE_OF_VALUES
    is_core = is_value and chance.random() < SHARE_OF_CORE_FACTS
    value = Decimal(chance.randrange(1, 10**7)).scaleb(-2)
    digits = str(value).replace(".", ",")
    sentence = n // 3 * 3
    context = f"Câu {sentence} của kỳ {period}: " + "lũy kế đạt so cùng kỳ " * 6 + digits
    return LedgerRow(
        n=n,
        start=40 * n,
        end=40 * n + len(digits),
        digits=digits,
        role="value" if is_value else "period",
        value=value if is_value else None,
        unit=chance.choice(vocabulary.units).unit if is_value else "",
        indicator=chance.choice(vocabulary.indicators).indicator if is_core else "",
        item=chance.choice(vocabulary.items).item if is_core and n % 2 else "",
        measure="level" if is_value else "",
        period=period if is_value else "",
        status="estimate" if is_value else "",
        label="gian hàng" if is_value and not is_core else "",
        decimals=2,
        line=n,
        sentence_from=40 * sentence,
        sentence_to=40 * sentence + len(context),
        context=context,
        rules=(("role", "unit_follows"), ("value", "vietnamese_number")),
    )
