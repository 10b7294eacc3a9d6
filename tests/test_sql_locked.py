"""What somebody types can read the tables and nothing else."""

from pathlib import Path

import pytest

from extract.errors import QueryError
from queries.asking import ask_in_sql
from store.database import reading
from tests.builders import july
from tests.conftest import Store


@pytest.fixture(autouse=True)
def _stored(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store(july())
    (tmp_path / "secret.csv").write_text("a,b\n1,2\n")
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    "statement",
    [
        "copy fact_observation to 'stolen.csv'",
        "copy (select 1) to 'stolen.parquet' (format parquet)",
        "export database 'stolen'",
        "attach 'other.duckdb'",
        "select * from read_csv('secret.csv')",
        "select * from read_text('secret.csv')",
        "select * from read_blob('secret.csv')",
        "select * from glob('*')",
        "select * from 'secret.csv'",
        "copy ledger from 'secret.csv'",
        "install httpfs",
        "load httpfs",
        "set enable_external_access = true",
        "reset enable_external_access",
        "set lock_configuration = false",
        "set max_execution_time = 0",
        "pragma threads = 1",
        "drop table ledger",
        "delete from fact_observation",
        "update meta set value = 'x'",
        "create table t (a integer)",
        "create view v as select 1",
        "comment on table meta is 'x'",
        "select * from tmp_path",
        "select 1; drop table ledger",
    ],
)
def test_refused(database: Path, tmp_path: Path, statement: str) -> None:
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    with reading(database) as connection, pytest.raises(QueryError):
        list(ask_in_sql(connection, statement).rows)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_a_python_variable_is_no_table(database: Path) -> None:
    import pyarrow as pa

    leaked = pa.table({"a": [1]})
    assert leaked.num_rows == 1
    with reading(database) as connection, pytest.raises(QueryError, match="leaked"):
        ask_in_sql(connection, "select * from leaked")


def test_a_statement_without_end_is_stopped(database: Path) -> None:
    endless = "select count(*) from range(1000000000) a, range(1000000000) b"
    with (
        reading(database, seconds=1) as connection,
        pytest.raises(QueryError, match="execution time"),
    ):
        list(ask_in_sql(connection, endless).rows)


@pytest.mark.parametrize("statement", ["", "  \n ", "selec 1", "select nothing from nowhere"])
def test_a_wrong_statement_is_one_line(database: Path, statement: str) -> None:
    with reading(database) as connection, pytest.raises(QueryError) as raised:
        ask_in_sql(connection, statement)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    "statement",
    [
        "select 1",
        "with a as (select 1 as x) select x from a",
        "from series",
        "describe series",
        "summarize dim_unit",
        "show tables",
        "explain select 1",
    ],
)
def test_allowed(database: Path, statement: str) -> None:
    with reading(database) as connection:
        answer = ask_in_sql(connection, statement)
        assert answer.columns
        assert list(answer.rows)
