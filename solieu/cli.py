"""The command line. Commands import what they need when they run, so that `--help` is quick."""
# ruff: noqa: PLC0415

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from extract.errors import QueryError, SolieuError, VocabularyError
from extract.naming import printable, printable_text
from queries.exports.formats import ExportFormat
from solieu.output import Format, print_rows

if TYPE_CHECKING:
    from datetime import date

    from duckdb import DuckDBPyConnection

    from normalize.vocabulary import Vocabulary
    from solieu.ingest import Ingested

FINDINGS = 1
A_PERSON_MUST_ACT = 2

Database = Annotated[
    Path, typer.Option("--db", envvar="SOLIEU_DB", metavar="FILE", help="The database.")
]
Output = Annotated[Format, typer.Option("--format", help="How rows are printed.")]
Words = Annotated[
    Path | None,
    typer.Option(
        "--vocabulary",
        metavar="DIR",
        help="A folder with vocabulary files of your own, added to the shipped ones.",
    ),
]
DEFAULT_DATABASE = Path("solieu.duckdb")


class Mildest(StrEnum):
    """How bad a finding must be to be shown, from the worst."""

    CRITICAL = "critical"
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Territory(StrEnum):
    """Whose figures a series is made of."""

    REPORTED = "reported"
    CURRENT = "current"


OUTCOME = ("file", "state", "n_digit_runs", "n_facts", "n_core_facts", "n_issues", "document_id")
OUTCOME_HEADS = {
    "file": "report",
    "state": "state",
    "n_digit_runs": "figures",
    "n_facts": "facts",
    "n_core_facts": "core facts",
    "n_issues": "issues",
}
REPORT_HEADS = {
    "document": "report",
    "reporting_province": "province",
    "report_period": "period",
    "issued_on": "issued",
    "n_digit_runs": "figures",
    "n_facts": "facts",
    "n_core_facts": "core facts",
    "n_issues": "issues",
}

app = typer.Typer(
    name="solieu",
    help="Reads Vietnamese socio-economic reports and keeps every figure, with its way back to the page.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    epilog="Exit codes: 0 fine, 1 findings (a file was refused, a check failed), 2 a person must act.",
)


def main() -> None:
    """Run the program; an error that a person can mend is one line on standard error."""
    try:
        app()
    except SolieuError as error:
        sys.stderr.write(f"solieu: {printable_text(str(error))}\n")
        sys.exit(A_PERSON_MUST_ACT)


@app.command(epilog="Example: solieu ingest reports/2020 extra.txt --db archive.duckdb")
def ingest(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help="Files and folders.")],
    db: Database = DEFAULT_DATABASE,
    vocabulary: Words = None,
    form: Output = Format.TABLE,
) -> None:
    """Read reports into the database; a file that is in it already is skipped."""
    from normalize.relations import load_relations
    from solieu.ingest import find_reports
    from solieu.ingest import ingest as ingest_files

    files = find_reports(paths)
    read = ingest_files(files, db, _vocabulary(vocabulary), load_relations(vocabulary))
    outcomes = list(_with_progress(read, len(files)))
    print_rows(OUTCOME, map(_outcome_row, outcomes), form, OUTCOME_HEADS)
    refused = [outcome for outcome in outcomes if outcome.result is None]
    for outcome in refused:
        sys.stderr.write(f"refused: {outcome.refusal}\n")
    if refused:
        raise typer.Exit(A_PERSON_MUST_ACT if len(refused) == len(outcomes) else FINDINGS)


@app.command(epilog="Example: solieu reports --format csv")
def reports(db: Database = DEFAULT_DATABASE, form: Output = Format.TABLE) -> None:
    """List the reports in the database, earliest first."""
    from queries.asking import ask

    with _open(db) as connection:
        answer = ask(connection, "reports")
        print_rows(answer.columns, answer.rows, form, REPORT_HEADS)


@app.command(
    epilog="Example: solieu series retail_sales --province tra_vinh --from 2020-01 --to 2020-12"
)
def series(
    indicator: Annotated[str, typer.Argument(help="Indicator, as a slug or by its name.")],
    province: Annotated[str | None, typer.Option(help="Only this province.")] = None,
    product: Annotated[str | None, typer.Option(help="Only this breakdown.")] = None,
    measure: Annotated[str | None, typer.Option(help="Only this measure, e.g. level.")] = None,
    first: Annotated[str | None, typer.Option("--from", metavar="PERIOD")] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="PERIOD")] = None,
    territory: Annotated[
        Territory, typer.Option(help="Provinces as they reported, or those of today.")
    ] = Territory.REPORTED,
    plot: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Draw a picture too, PNG or SVG by the file's suffix."),
    ] = None,
    db: Database = DEFAULT_DATABASE,
    form: Output = Format.TABLE,
) -> None:
    """Print the series of an indicator, the latest vintage of each point, and draw it.

    What no report prints and other figures imply is shown as from the least to the most it can be. Gaps are shown.
    A period is written 2020-07, 2020 or 2020-07-31; a point counts by the last day of its own.
    A number of vintages with a question mark: the report gives several values for the point.
    With --territory current what was merged is added up where all its parts are known.
    """
    from queries.asking import ask
    from queries.naming import resolve
    from solieu.drawing.figure import check_suffix
    from solieu.drawing.sparkline import can_print
    from solieu.output import print_series

    if plot is not None:
        check_suffix(plot)
    with _open(db) as connection:
        answer = ask(
            connection,
            "series" if territory is Territory.REPORTED else "series_current",
            {
                "indicator": resolve(connection, "indicator", indicator),
                "province": province and resolve(connection, "province", province),
                "product": product and resolve(connection, "product", product),
                "measure": measure and resolve(connection, "measure", measure),
                "first_day": _day(first, is_last=False),
                "last_day": _day(last, is_last=True),
            },
        )
        points = list(answer.records())
        if plot is not None:
            _draw(connection, points, plot)
    if form is Format.TABLE:
        print_series(points, with_sparklines=can_print(sys.stdout.encoding))
    else:
        print_rows(answer.columns, [tuple(point.values()) for point in points], form)


@app.command(epilog='Example: solieu sql "select * from series_monthly limit 5" --format csv')
def sql(
    statement: Annotated[
        str | None, typer.Argument(help="A statement; without one, standard input is read.")
    ] = None,
    db: Database = DEFAULT_DATABASE,
    form: Output = Format.TABLE,
    seconds: Annotated[int, typer.Option(help="Stop after so many seconds.")] = 60,
) -> None:
    """Ask the database in SQL: read-only, with no way to any file."""
    from queries.asking import ask_in_sql

    if statement is None:
        statement = "" if sys.stdin.isatty() else sys.stdin.read()
    with _open(db, seconds=seconds) as connection:
        answer = ask_in_sql(connection, statement)
        print_rows(answer.columns, answer.rows, form)


@app.command(epilog="Example: solieu schema series_monthly")
def schema(
    relation: Annotated[str | None, typer.Argument(help="A table or view.")] = None,
    db: Database = DEFAULT_DATABASE,
    form: Output = Format.TABLE,
) -> None:
    """Say what the tables and views are, or what the columns of one mean."""
    from queries.asking import ask

    with _open(db) as connection:
        answer = (
            ask(connection, "columns", {"relation": relation})
            if relation
            else ask(connection, "relations")
        )
        rows = list(answer.rows)
        if not rows:
            raise QueryError(
                f"there is no table or view {relation!r}; list them with: solieu schema"
            )
        print_rows(answer.columns, rows, form)


@app.command(epilog="Example: solieu export out --format xlsx --format sdmx --province tra_vinh")
def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Made if there is none.")],
    formats: Annotated[
        list[ExportFormat] | None,
        typer.Option(
            "--format", help="What is written; may be given several times.  [default: csv]"
        ),
    ] = None,
    excel: Annotated[
        bool,
        typer.Option("--excel", help="CSV with byte order mark, semicolons and decimal commas."),
    ] = False,
    indicator: Annotated[str | None, typer.Option(help="Only this indicator.")] = None,
    province: Annotated[str | None, typer.Option(help="Only this province.")] = None,
    first: Annotated[str | None, typer.Option("--from", metavar="PERIOD")] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="PERIOD")] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            metavar="DAY", help="Only what reports issued by that day gave, as it was then."
        ),
    ] = None,
    db: Database = DEFAULT_DATABASE,
) -> None:
    """Write the series as files for other programs.

    csv: a tidy file a view, and columns.csv that says what the columns mean. wide: periods as columns, with files
    of the same shape for bounds and status. parquet: typed, decimals exact. sdmx: SDMX-CSV 2.0 with its structure
    and code lists. datapackage: a Frictionless Data Package. xlsx: one workbook.

    A period is written 2020-07, 2020 or 2020-07-31; a point counts by the last day of its own.
    The files of an export take their places together: if one can't be written, the old ones stay.
    """
    from queries.exports.delimited import EXCEL, TIDY
    from queries.exports.rows import Choice
    from queries.exports.running import export as export_series
    from queries.naming import resolve

    with _open(db) as connection:
        choice = Choice(
            indicator=indicator and resolve(connection, "indicator", indicator),
            province=province and resolve(connection, "province", province),
            first_day=_day(first, is_last=False),
            last_day=_day(last, is_last=True),
            as_of=_day(as_of, is_last=True),
        )
        written = export_series(
            connection,
            folder,
            formats or [ExportFormat.CSV],
            choice=choice,
            dialect=EXCEL if excel else TIDY,
        )
    print_rows(("file", "rows"), [(str(file.path), file.rows) for file in written], Format.TABLE)


@app.command(epilog="Example: solieu trace 0f3a5c7e9b1d2468")
def trace(
    observation_id: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="Id of a figure, as `solieu series` prints it, or of a derived value.",
        ),
    ],
    db: Database = DEFAULT_DATABASE,
    form: Output = Format.TABLE,
) -> None:
    """Show where a figure stands: file, page, line, the sentence with the figure marked, its footnote.

    For a derived value (implied_id of the view implied): its formula and its operands, each with its sentence.
    """
    from queries.implied.tracing import trace_implied
    from queries.tracing import trace_observation
    from solieu.tracing import print_any_trace, trace_record

    with _open(db) as connection:
        implied = trace_implied(connection, observation_id)
        found = implied or trace_observation(connection, observation_id)
    if form is Format.TABLE:
        print_any_trace(found)
    else:
        record = trace_record(found)
        print_rows(tuple(record), [tuple(record.values())], form)


@app.command(epilog="Example: solieu check --report travinh-2023-03 --severity error")
def check(
    report: Annotated[
        str | None, typer.Option(help="Only this report, by its file's name.")
    ] = None,
    severity: Annotated[Mildest, typer.Option(help="The mildest that is shown.")] = Mildest.WARNING,
    explanation: Annotated[
        str | None, typer.Option("--explain", metavar="ID", help="Show one relation in full.")
    ] = None,
    db: Database = DEFAULT_DATABASE,
    vocabulary: Words = None,
    form: Output = Format.TABLE,
) -> None:
    """Check what the reports say against what follows from it: totals, balances, rates, lists, revisions.

    Every relation that is examined is stored, those that hold too; the last run is replaced. Ends with 1 if
    there are errors. CSV and JSON hold the findings only; the counts are in the view check_coverage.
    """
    if explanation is not None:
        _explain(explanation, db, form)
        return
    from queries.checks.results import find_document_id, read_counts, read_findings
    from solieu.checking import FINDING_COLUMNS, finding_rows, print_counts, print_findings

    with _open(db) as connection:
        document_id = find_document_id(connection, report) if report else None
    _run_checks(db, vocabulary)
    with _open(db) as connection:
        findings = read_findings(connection, document_id, severity)
        counts = read_counts(connection, document_id)
        worst = read_findings(connection, document_id, Mildest.ERROR)
        milder = len(read_findings(connection, document_id, Mildest.INFO)) - len(findings)
    if form is Format.TABLE:
        print_findings(findings)
        print_counts(counts)
    else:
        print_rows(FINDING_COLUMNS, finding_rows(findings), form)
    if milder:
        sys.stderr.write(f"{milder} milder findings are not shown: --severity info\n")
    if not any(count["n_computed"] for count in counts):
        sys.stderr.write("nothing could be computed, so nothing has passed; ingest reports first\n")
        raise typer.Exit(A_PERSON_MUST_ACT)
    if worst:
        raise typer.Exit(FINDINGS)


@app.command(epilog="Example: solieu candidates --min-facts 3 --format csv")
def candidates(
    report: Annotated[
        str | None, typer.Option(help="Only this report, by its file's name.")
    ] = None,
    min_facts: Annotated[
        int, typer.Option(metavar="N", min=1, help="Only phrases with so many figures.")
    ] = 1,
    db: Database = DEFAULT_DATABASE,
    vocabulary: Words = None,
    form: Output = Format.TABLE,
) -> None:
    """List the noun phrases that reports give figures for and the vocabulary does not know.

    To take one up, add a row phrase,concept,source to indicator_aliases.csv in a folder of your own (a concept that
    is new has a row in meanings.csv and in indicators.csv too) and read the reports into a new database: solieu
    ingest REPORTS --vocabulary DIR --db NEW.duckdb. The example is an id for: solieu trace.
    """
    from queries.candidates import CANDIDATE_COLUMNS, find_candidates
    from queries.checks.results import find_document_id

    with _open(db) as connection:
        found = find_candidates(
            connection,
            _vocabulary(vocabulary),
            document_id=find_document_id(connection, report) if report else None,
            least=min_facts,
        )
    print_rows(CANDIDATE_COLUMNS, [candidate.row() for candidate in found.found], form)
    if not found.n_figures:
        sys.stderr.write(
            "there is no figure without an indicator; list reports with: solieu reports\n"
        )
        return
    sys.stderr.write(
        f"of {found.n_figures} figures without an indicator are left out: {found.n_nameless} without a noun or with "
        f"a bare unit, {found.n_known} whose noun the vocabulary knows, {found.n_rare} by --min-facts\n"
    )


@app.command(epilog="Example: solieu ledger report.txt -o report.csv")
def ledger(
    file: Annotated[Path, typer.Argument(help="A report.")],
    out: Annotated[Path | None, typer.Option("-o", "--output", metavar="OUT.csv")] = None,
    doubtful: Annotated[
        bool,
        typer.Option(help="Only readings in doubt, with the rule that decided each column."),
    ] = False,
    vocabulary: Words = None,
) -> None:
    """Print every run of digits of a report with its role and reading, as CSV; no database is needed."""
    from normalize.report import read_report
    from solieu.ledger import write_doubtful, write_ledger

    rows = read_report(file, _vocabulary(vocabulary)).ledger
    with _written_to(out) as target:
        (write_doubtful if doubtful else write_ledger)(rows, target)


@app.command(epilog="Example: solieu text report.pdf -o report.txt")
def text(
    file: Annotated[Path, typer.Argument(help="A report.")],
    out: Annotated[Path | None, typer.Option("-o", "--output", metavar="OUT.txt")] = None,
    pages: Annotated[
        bool, typer.Option("--pages", help="How each page was read, instead.")
    ] = False,
    form: Output = Format.TABLE,
) -> None:
    """Print a report as the text in which its figures are found and counted; no database is needed.

    Of a text file that is the file itself, of any other what is printed in it, in reading order.
    """
    from extract.document import read_document

    document = read_document(file)
    if pages:
        rows = [(p.page, p.method, p.reason, p.rotation, p.skew) for p in document.page_records]
        print_rows(("page", "method", "reason", "rotation", "skew"), rows, form)
        return
    with _written_to(out) as target:
        target.write(document.text)


@app.command(epilog="Example: solieu page report.txt -o report.html")
def page(
    file: Annotated[Path, typer.Argument(help="A report.")],
    out: Annotated[Path | None, typer.Option("-o", "--output", metavar="PAGE.html")] = None,
    vocabulary: Words = None,
) -> None:
    """Show a report as an HTML page with every run of digits marked and read; no database is needed."""
    from normalize.report import read_report
    from queries.page import make_page

    with _written_to(out) as target:
        target.write(make_page(read_report(file, _vocabulary(vocabulary))))


@app.command(epilog="Example: solieu score gold/report.csv report.txt")
def score(
    gold: Annotated[Path, typer.Argument(help="Reference facts, as a ledger.")],
    file: Annotated[Path, typer.Argument(help="The report, or a ledger of it (.csv).")],
    vocabulary: Words = None,
    form: Output = Format.TABLE,
) -> None:
    """Compare a report's ledger with reference facts."""
    from solieu.ledger import read_ledger
    from solieu.scoring import score_ledger

    result = score_ledger(read_ledger(gold), _ledger_of(file, vocabulary))
    columns = ("score", "right", "claimed", "wanted", "precision", "recall", "f1")
    print_rows(columns, result.table(), form)


@app.command(epilog="Example: solieu doctor --format csv")
def doctor(form: Output = Format.TABLE) -> None:
    """Say what optional programs and data are on this machine, what each is for, and how to install the rest.

    Ends with 1 if something is missing that reports may need; what only the project's tests use may be missing.
    """
    from extract.formats.debian import TESTS, how_to_install
    from solieu.doctor import COLUMNS, HEADS, examine

    found = examine()
    print_rows(COLUMNS, [row.cells() for row in found], form, HEADS)
    lacking = [row.package for row in found if not row.is_there]
    if lacking:
        sys.stderr.write(
            f"{len(lacking)} missing; install with: {how_to_install(p.package for p in lacking)}\n"
        )
    if any(package.needed_for != TESTS for package in lacking):
        raise typer.Exit(FINDINGS)


@contextmanager
def _written_to(out: Path | None) -> Iterator[TextIO]:
    """Standard output, or the file `out`, in UTF-8 and with line ends as they are written."""
    if out is None:
        yield sys.stdout
        return
    try:
        with out.open("w", encoding="utf-8", newline="") as target:
            yield target
    except OSError as error:
        raise QueryError(
            f"{out}: cannot be written ({error.strerror}); name another file"
        ) from error


def _draw(connection: DuckDBPyConnection, points: list[dict[str, object]], path: Path) -> None:
    from solieu.drawing.figure import write_picture
    from solieu.drawing.reading import make_picture, read_labels

    write_picture(make_picture(points, read_labels(connection)), path)


def _run_checks(db: Path, vocabulary: Path | None) -> None:
    from normalize.relations import load_relations
    from queries.checks.running import run_checks
    from queries.implied.running import derive_pending
    from store.database import writing

    relations = load_relations(vocabulary)
    with writing(db) as connection:
        derive_pending(connection, relations)
        run_checks(connection, relations)


def _explain(check_id: str, db: Path, form: Format) -> None:
    from queries.checks.results import explain
    from solieu.checking import explanation_record, print_explanation

    with _open(db) as connection:
        found = explain(connection, check_id)
    if form is Format.TABLE:
        print_explanation(found)
    else:
        record = explanation_record(found)
        print_rows(tuple(record), [tuple(record.values())], form)


@contextmanager
def _open(db: Path, seconds: int = 0) -> Iterator[DuckDBPyConnection]:
    from queries.views import bring_views_up_to_date
    from store.database import reading

    bring_views_up_to_date(db)
    with reading(db, seconds=seconds) as connection:
        yield connection


def _with_progress(outcomes: Iterable[Ingested], total: int) -> Iterator[Ingested]:
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    silent = not console.is_terminal
    yield from track(outcomes, "reading", total, console=console, transient=True, disable=silent)


def _outcome_row(outcome: Ingested) -> tuple[object, ...]:
    result, name = outcome.result, printable(outcome.path.name)
    if result is None:
        return (name, "refused", *[None] * 5)
    if result.state == "skipped":
        other = "" if result.name == name else f", stored as {result.name}"
        return (name, f"skipped{other}", *[None] * 4, result.document_id)
    counts = (result.digit_runs, result.facts, result.core_facts, result.issues)
    return (name, result.state, *counts, result.document_id)


def _ledger_of(file: Path, vocabulary: Path | None) -> list[Mapping[str, str]]:
    from normalize.report import read_report
    from solieu.ledger import ledger_record, read_ledger

    if file.suffix.lower() == ".csv":
        return read_ledger(file)
    return [ledger_record(row) for row in read_report(file, _vocabulary(vocabulary)).ledger]


def _vocabulary(folder: Path | None) -> Vocabulary:
    from normalize.vocabulary import TABLES, load_vocabulary

    if folder is not None and not any((folder / f"{name}.csv").is_file() for name in TABLES):
        names = ", ".join(f"{name}.csv" for name in TABLES)
        raise VocabularyError(f"{folder}: no vocabulary file in it; its files may be {names}")
    return load_vocabulary(folder)


def _day(text: str | None, *, is_last: bool) -> date | None:
    from normalize.periods import parse_period

    if text is None:
        return None
    period = parse_period(text)
    if period is None or period.start is None:
        raise QueryError(f"{text!r} is no period; write 2020, 2020-07 or 2020-07-31")
    return period.end if is_last else period.start
