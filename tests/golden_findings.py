"""What the checks find in the corpus, as a table that is compared exactly.

`python -m tests.golden_findings` writes it anew; read the difference before you keep it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from queries.checks.running import run_checks
from solieu.ingest import find_reports, ingest
from store.database import reading, writing
from tests.program import CORPUS

GOLDEN = Path(__file__).parent / "golden" / "findings.csv"
COLUMNS = ("document", "severity", "kind", "printed", "arithmetic_en", "repair")

_STATEMENT = """
    select
        document,
        severity,
        kind,
        array_to_string([operand.value_text for operand in operands if operand.role <> 'list'], ' '),
        arithmetic_en,
        repair_to
    from findings
    order by severity_order, document, place_from, kind, check_id
"""


def corpus_database(path: Path) -> Path:
    """Ingest and check the corpus into a database at `path`."""
    outcomes = list(ingest(find_reports([CORPUS / "reports"]), path))
    assert all(outcome.result for outcome in outcomes)
    with writing(path) as connection:
        run_checks(connection)
    return path


def findings(path: Path) -> str:
    """Return the findings of a checked database as CSV."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_rows(path))
    return text.getvalue()


def _rows(path: Path) -> Iterator[tuple[object, ...]]:
    with reading(path) as connection:
        yield from connection.execute(_STATEMENT).fetchall()


def main() -> None:
    with TemporaryDirectory() as folder:
        made = findings(corpus_database(Path(folder) / "corpus.duckdb"))
    GOLDEN.write_text(made, encoding="utf-8")


if __name__ == "__main__":
    main()
