"""Ingest of 100 and 1,000 generated reports: the cost of a report must not grow with what is stored.

Once with texts, as the command does it (read, find, resolve, load), and once with large ledgers made up in memory,
which weighs on the store alone.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.table import Table
from extract.model import Document
from normalize.model import LedgerRow, Report, ReportProfile
from normalize.vocabulary import Vocabulary, load_vocabulary
from queries.views import make_views
from solieu.ingest import ingest
from store.database import writing
from store.loading import load_report, load_vocabulary_members

DIGIT_RUNS = 400
SHARE_OF_VALUES = 0.5
SHARE_OF_CORE_FACTS = 0.6
SIZES = (100, 1_000)

TEMPLATE = Path(__file__).parents[1] / "corpus" / "reports" / "travinh-2020-07.md"
TEMPLATE_ENDS = "##### 2."
STATISTIC = re.compile(r"\d+(?:[.,]\d+)+")

Step = tuple[int, float]
"""Facts of one report, and the seconds that it took."""


def measure() -> Table:
    vocabulary = load_vocabulary()
    rows = [_row("texts", size, _ingest_texts(size, vocabulary)) for size in SIZES]
    rows += [_row("ledgers", size, _load_ledgers(size, vocabulary)) for size in SIZES]
    return Table(
        title="Ingest (one transaction a report)",
        columns=(
            "reports", "number", "facts", "seconds", "ms each, first tenth", "last tenth", "ratio",
        ),
        rows=tuple(rows),
        notes=(
            f"A text is the first {len(_template()):,} characters of a corpus report with other figures, year and\n"
            f"province; a ledger made up has {DIGIT_RUNS} runs of digits, half of them facts. ms each: fastest of a\n"
            "tenth of the reports, as other work on the machine only adds; seconds: all of them."
        ),
    )  # fmt: skip


def _row(what: str, size: int, steps: Iterator[Step]) -> tuple[str, ...]:
    facts, seconds = zip(*steps, strict=True)
    tenth = size // 10
    first, last = (1000 * min(part) for part in (seconds[:tenth], seconds[-tenth:]))
    total = f"{sum(seconds):.1f}"
    ratio = f"{last / first:.2f}"
    return (what, f"{size:,}", f"{sum(facts):,}", total, f"{first:.1f}", f"{last:.1f}", ratio)


def _ingest_texts(size: int, vocabulary: Vocabulary) -> Iterator[Step]:
    with TemporaryDirectory() as folder:
        files = [Path(folder) / f"{n:04}.md" for n in range(size)]
        for file, text in zip(files, generate_texts(size, vocabulary), strict=True):
            file.write_text(text, encoding="utf-8")
        start = perf_counter()
        for outcome in ingest(files, Path(folder) / "bench.duckdb", vocabulary):
            if outcome.result is None or outcome.result.state != "loaded":
                raise RuntimeError(f"{outcome.path.name} did not go in: {outcome.refusal}")
            yield outcome.result.facts, perf_counter() - start
            start = perf_counter()


def _load_ledgers(size: int, vocabulary: Vocabulary) -> Iterator[Step]:
    with TemporaryDirectory() as folder, writing(Path(folder) / "bench.duckdb") as connection:
        load_vocabulary_members(connection, vocabulary)
        make_views(connection)
        for report in generate_reports(size, vocabulary):
            start = perf_counter()
            yield load_report(connection, report).facts, perf_counter() - start


def generate_texts(count: int, vocabulary: Vocabulary) -> Iterator[str]:
    """Yield `count` monthly reports of all provinces in turn, each with other figures, the same in every run."""
    chance = random.Random(count)
    aliases = [phrase.title() for phrase, _ in vocabulary.province_aliases]
    template = _template()
    for n in range(count):
        name = aliases[n % len(aliases)]
        text = template.replace("TRÀ VINH", name.upper()).replace("Trà Vinh", name)
        text = text.replace("2020", str(2000 + n // len(aliases)))
        yield STATISTIC.sub(lambda found: _other_digits(found[0], chance), text)


def _template() -> str:
    return TEMPLATE.read_text(encoding="utf-8").partition(TEMPLATE_ENDS)[0]


def _other_digits(printed: str, chance: random.Random) -> str:
    return "".join(chance.choice("123456789") if c.isdigit() else c for c in printed)


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
