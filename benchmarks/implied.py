"""Deriving values from generated reports: all of them once, then one more report of one province."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from duckdb import DuckDBPyConnection

from benchmarks.checks import generate_reports
from benchmarks.table import Table
from normalize.model import Report
from normalize.relations import load_relations
from normalize.vocabulary import load_vocabulary
from queries.implied.running import derive_pending
from queries.views import make_views
from store.database import writing
from store.loading import load_report, load_vocabulary_members

SIZES = (200, 2_000, 9_800)
POINT = (
    "from implied where province = 'tra_vinh' and indicator = 'retail_sales' and product = 'goods'"
)


def measure() -> Table:
    return Table(
        title="Deriving values (all reports at once; then one report more; then one series of the view `implied`)",
        columns=(
            "reports", "facts", "operands", "derived", "seconds", "s / 100,000 operands",
            "one report more, s", "one series, ms",
        ),
        rows=tuple(_row(size) for size in SIZES),
        notes=(
            "Reports as in the benchmark of the checks, several years of 63 provinces. Operands are the statements of "
            "series that something may follow from; fractions of no known indicator are not among them. One report "
            "more derives anew only its province's series of the indicators it touches."
        ),
    )  # fmt: skip


def _row(size: int) -> tuple[str, ...]:
    relations = load_relations()
    with TemporaryDirectory() as folder, writing(Path(folder) / "bench.duckdb") as connection:
        reports = _reports(size + 1)
        facts = _load(connection, islice(reports, size))
        start = perf_counter()
        run = derive_pending(connection, relations)
        seconds = perf_counter() - start
        _load(connection, reports)
        start = perf_counter()
        derive_pending(connection, relations)
        more = perf_counter() - start
        start = perf_counter()
        connection.execute(POINT).fetchall()
        series = perf_counter() - start
    each = 100_000 * seconds / run.figures
    counts = (size, facts, run.figures, run.derivations)
    return (
        *(f"{n:,}" for n in counts),
        f"{seconds:.1f}",
        f"{each:.1f}",
        f"{more:.2f}",
        f"{1000 * series:.0f}",
    )


def _reports(count: int) -> Iterator[Report]:
    provinces = [province.province for province in load_vocabulary().provinces]
    yield from generate_reports(count, provinces)


def _load(connection: DuckDBPyConnection, reports: Iterator[Report]) -> int:
    load_vocabulary_members(connection, load_vocabulary())
    make_views(connection)
    return sum(load_report(connection, report).facts for report in reports)
