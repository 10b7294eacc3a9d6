"""The database file: recognised, refused, never harmed."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from extract.errors import StoreError
from queries.views import bring_views_up_to_date, make_views
from store.database import PROGRAM, get_property, reading, set_property, transaction, writing
from tests.builders import july
from tests.conftest import Select, Store


def text_file(path: Path) -> None:
    path.write_text("Báo cáo tháng 7", encoding="utf-8")


def empty_file(path: Path) -> None:
    path.touch()


def sqlite_file(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("create table meta (key text, value text)")
    connection.commit()
    connection.close()


def other_duckdb(path: Path) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("create table sales (amount decimal(10, 2))")


def duckdb_with_meta(path: Path) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("create table meta (key varchar, value varchar)")
        connection.execute("insert into meta values ('program', 'another')")


NO_DATABASE = "is not a DuckDB database"
FOREIGN = "belongs to another program"


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (text_file, NO_DATABASE),
        (empty_file, NO_DATABASE),
        (sqlite_file, NO_DATABASE),
        (other_duckdb, FOREIGN),
        (duckdb_with_meta, FOREIGN),
    ],
)
@pytest.mark.parametrize("way", [writing, reading])
def test_another_s_file_is_refused_and_left_as_it_is(
    database: Path, make: object, reason: str, way: object
) -> None:
    make(database)  # type: ignore[operator]
    before = database.read_bytes()
    with pytest.raises(StoreError, match=reason), way(database):  # type: ignore[operator]
        pass
    assert database.read_bytes() == before


def test_a_database_of_another_schema_is_refused(store: Store, database: Path) -> None:
    store(july())
    with writing(database) as connection:
        set_property(connection, "schema_version", "0")
    with (
        pytest.raises(StoreError, match=r"schema version 0.*ingest the reports again"),
        reading(database),
    ):
        pass


def test_there_must_be_a_database_to_read(database: Path) -> None:
    with pytest.raises(StoreError, match="make one with: solieu ingest"), reading(database):
        pass
    assert not database.exists()


def test_there_must_be_a_folder_to_write_to(tmp_path: Path) -> None:
    with (
        pytest.raises(StoreError, match="there is no folder"),
        writing(tmp_path / "no" / "x.duckdb"),
    ):
        pass


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be opened"), reading(tmp_path):
        pass


def test_there_is_one_writer(store: Store, database: Path) -> None:
    store(july())
    holder = (
        "import sys; from pathlib import Path; from store.database import writing\n"
        "with writing(Path(sys.argv[1])):\n"
        "    print('open', flush=True); sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holder, str(database)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"open\n"
        for way in (writing, reading):
            with pytest.raises(StoreError, match="in use by another process"), way(database):
                pass
        process.communicate()


def test_what_duckdb_fails_on_is_said_and_undone(
    store: Store, database: Path, select: Select
) -> None:
    store(july())

    def fail_half_way() -> None:
        with writing(database) as connection, transaction(connection):
            set_property(connection, "program", "half done")
            connection.execute("insert into nowhere values (1)")

    with pytest.raises(StoreError, match=r"test\.duckdb: .*nowhere.*; mend that"):
        fail_half_way()
    assert select("select value from meta where key = 'program'") == [(PROGRAM,)]


def test_older_duckdb_can_open_it(store: Store, database: Path) -> None:
    store(july())
    with duckdb.connect(str(database), read_only=True) as connection:
        name = database.stem
        tags = connection.execute(
            "select tags['storage_version'] from duckdb_databases() where database_name = ?", [name]
        ).fetchall()
    assert tags == [("v1.4.0+",)]


def test_views_are_brought_up_to_date(store: Store, database: Path, select: Select) -> None:
    store(july())
    with writing(database) as connection:
        connection.execute("drop view series_monthly")
        set_property(connection, "views_sha256", "older")
    bring_views_up_to_date(database)
    assert select("select count(*) > 0 from series_monthly") == [(True,)]


def test_views_that_are_current_are_left_alone(store: Store, database: Path) -> None:
    store(july())
    with writing(database) as connection:
        connection.execute("drop view series_monthly")
        make_views(connection)
        found = connection.execute("from duckdb_views() where view_name = 'series_monthly'")
        assert found.fetchall() == []
        assert get_property(connection, "program") == PROGRAM
