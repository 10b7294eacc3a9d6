"""What tests share: a database to write to, and ways to ask it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from normalize.model import Report
from queries.asking import ask_in_sql
from store.database import reading, writing
from store.loading import LoadResult, load_report
from tests.beginning import begun
from tests.builders import vocabulary

Store = Callable[..., list[LoadResult]]
Select = Callable[[str], list[tuple[object, ...]]]


def pytest_configure() -> None:
    """A fault of the program fails the test, in this process and in those that it starts."""
    os.environ["SOLIEU_DEBUG"] = "1"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """The path of a database that is not there yet."""
    return tmp_path / "test.duckdb"


@pytest.fixture
def store(database: Path) -> Store:
    """Loads reports into the database, in the order given."""

    def load(*reports: Report) -> list[LoadResult]:
        with writing(begun(database, vocabulary)) as connection:
            return [load_report(connection, report) for report in reports]

    return load


@pytest.fixture
def select(database: Path) -> Select:
    """Asks the database in SQL."""

    def rows(statement: str) -> list[tuple[object, ...]]:
        with reading(database) as connection:
            return list(ask_in_sql(connection, statement).rows)

    return rows
