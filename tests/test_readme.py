"""The README: its commands run and print what it shows, its questions have answers, its tables tell the truth."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection
from typer.main import get_command

from normalize.model import LEDGER_COLUMNS
from normalize.relations import load_relations
from queries.asking import ask, ask_in_sql
from queries.checks.running import run_checks
from solieu.cli import A_PERSON_MUST_ACT, FINDINGS, app
from solieu.ingest import find_reports, ingest
from store.database import reading, writing
from tests.program import CORPUS
from tests.readme import DATABASE, README, blocks, prepare, run

TEXT = README.read_text(encoding="utf-8")
QUESTIONS = [block.content for block in blocks(TEXT) if block.language == "sql"]


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DuckDBPyConnection]:
    """The corpus, asked as the command asks: read-only and locked."""
    database = tmp_path_factory.mktemp("readme") / "corpus.duckdb"
    outcomes = ingest(find_reports([CORPUS / "reports"]), database)
    assert all(outcome.result for outcome in outcomes)
    with writing(database) as opened:
        run_checks(opened, load_relations(None))
    with reading(database, seconds=60) as opened:
        yield opened


@cache
def table_rows(first_head: str) -> list[list[str]]:
    """The rows of the README's table whose first head is `first_head`."""
    found = re.search(rf"^\| {first_head} .*\n\| -.*\n((?:\|.*\n)+)", TEXT, re.MULTILINE)
    assert found, first_head
    lines = found[1].splitlines()
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def test_every_command_runs_and_prints_what_is_shown(tmp_path: Path) -> None:
    prepare(tmp_path)
    wrong = []
    for block in filter(lambda block: block.is_run, blocks(TEXT)):
        ended = run(block, tmp_path)
        shown = block.content.partition("\n")[2] if block.language == "console" else ended.out
        if (ended.code, ended.err, ended.out) != (0, "", shown):
            wrong.append(f"{block.script}\n{ended.out}{ended.err}")
    assert not wrong, "\n\n".join(["renew the README with: make readme", *wrong])


def test_the_database_is_the_one_that_the_readme_names() -> None:
    assert f"export SOLIEU_DB={DATABASE}\n" in TEXT


def test_there_are_twenty_questions_and_one() -> None:
    assert len(QUESTIONS) == len(set(QUESTIONS)) == 21


@pytest.mark.parametrize("question", QUESTIONS, ids=range(1, len(QUESTIONS) + 1))
def test_a_question_has_an_answer(connection: DuckDBPyConnection, question: str) -> None:
    assert next(ask_in_sql(connection, question).rows, None) is not None


def test_every_command_is_listed() -> None:
    listed = {row[0].strip("`").split()[1] for row in table_rows("command")}
    commands = getattr(get_command(app), "commands", {})
    assert listed == set(commands)


def test_the_columns_of_a_ledger_are_listed() -> None:
    assert tuple(row[0].strip("`") for row in table_rows("column") if row[0]) == LEDGER_COLUMNS


def test_exit_codes_are_listed() -> None:
    assert [row[0] for row in table_rows("exit code")] == [
        "0",
        f"{FINDINGS}",
        f"{A_PERSON_MUST_ACT}",
    ]


def test_views_that_are_listed_exist(connection: DuckDBPyConnection) -> None:
    listed = {name for row in table_rows("view") for name in re.findall(r"`(\w+)`", row[0])}
    relations = ask(connection, "relations").records()
    views = {str(r["relation"]) for r in relations if r["kind"] == "view"}
    assert listed <= views
    assert {view for view in views if view.startswith("series")} <= listed


def test_macros_that_are_listed_exist(connection: DuckDBPyConnection) -> None:
    listed = {name for row in table_rows("macro") for name in re.findall(r"`(\w+)\(", row[0])}
    relations = ask(connection, "relations").records()
    assert listed == {str(r["relation"]) for r in relations if r["kind"] == "table macro"}


def test_the_picture_shows_tables_and_columns_that_exist(connection: DuckDBPyConnection) -> None:
    columns = {
        (str(r["relation"]), str(r["column"])): str(r["type"]).partition("(")[0].lower()
        for r in ask(connection, "columns", {"relation": None}).records()
    }
    (picture,) = (block.content for block in blocks(TEXT) if block.language == "mermaid")
    lines = re.findall(r"^    (\w+) [|}o]+--[|{o]+ (\w+) : (\w+)$", picture, re.MULTILINE)
    for left, right, column in lines:
        assert {(left, column), (right, column)} <= columns.keys()
    tables = re.findall(r"^    (\w+) \{\n(.*?)^    \}$", picture, re.MULTILINE | re.DOTALL)
    for table, body in tables:
        for data_type, column in re.findall(r"^        (\w+) (\w+)", body, re.MULTILINE):
            assert columns[table, column] == data_type
    assert {table for table, _ in tables} == {
        name for left, right, _ in lines for name in (left, right)
    }


def test_tables_are_aligned() -> None:
    for table in re.findall(r"(?:^\|.*\n)+", TEXT, re.MULTILINE):
        assert len({len(line) for line in table.splitlines()}) == 1, table
