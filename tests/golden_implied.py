"""What follows from the corpus, as a table that is compared exactly.

`python -m tests.golden_implied` writes it anew; read the difference before you keep it.
"""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from queries.plain import plain
from solieu.ingest import find_reports, ingest
from store.database import reading
from tests.beginning import begun
from tests.checking import shipped
from tests.program import CORPUS

GOLDEN = Path(__file__).parent / "golden" / "implied.csv"
COLUMNS = (
    "province", "indicator", "product", "series_label", "scenario", "price_base", "period", "low",
    "high", "unit", "formula", "n_derivations", "reported_value", "reported_is_inside",
    "arithmetic_en",
)  # fmt: skip
_STATEMENT = f"select {', '.join(COLUMNS)} from implied order by all"


def ingested(reports: Path, database: Path) -> Path:
    """Ingest a folder of reports into a database."""
    outcomes = list(ingest(find_reports([reports]), begun(database, shipped)))
    assert all(outcome.result for outcome in outcomes)
    return database


def implied_points(database: Path) -> str:
    """Return the derived points of a database as CSV."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    with reading(database) as connection:
        rows = connection.execute(_STATEMENT).fetchall()
    writer.writerows([plain(value) for value in row] for row in rows)
    return text.getvalue()


def main() -> None:
    with TemporaryDirectory() as folder:
        database = ingested(CORPUS / "reports", Path(folder) / "corpus.duckdb")
        GOLDEN.write_text(implied_points(database), encoding="utf-8")


if __name__ == "__main__":
    main()
