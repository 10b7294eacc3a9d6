"""The database as an export sees it: the series views, read one at a time, so that memory holds one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from duckdb import DuckDBPyConnection

from queries.asking import ask
from queries.exports.rows import (
    SERIES_PREFIX,
    Choice,
    Rows,
    read_points,
    read_rows,
    read_rows_as_of,
    read_table,
)

CALENDAR_VIEWS: Final = (
    "series_monthly", "series_quarterly", "series_yearly", "series_cumulative",
)  # fmt: skip
"""The series views that have a row for every period of their frequency, gaps included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """From where and what to read."""

    connection: DuckDBPyConnection
    choice: Choice

    def relations(self) -> Iterator[Rows]:
        """Yield the chosen rows of each series view, by its name; as of a day only of those on the calendar."""
        for name in self.names():
            yield self.rows(name)

    def names(self) -> tuple[str, ...]:
        """Return the names of the series views that are exported."""
        if self.choice.as_of is not None:
            return tuple(sorted(CALENDAR_VIEWS))
        relations = ask(self.connection, "relations").records()
        views = (str(record["relation"]) for record in relations if record["kind"] == "view")
        return tuple(sorted(view for view in views if view.startswith(SERIES_PREFIX)))

    def rows(self, name: str) -> Rows:
        """Return the chosen rows of the series view `name`."""
        if self.choice.as_of is None:
            return read_rows(self.connection, name, self.choice)
        return read_rows_as_of(self.connection, name, self.choice)

    def points(self) -> Rows:
        """Return the chosen points of all series, in all periods."""
        return read_points(self.connection, self.choice)

    def table(self, name: str) -> Rows:
        """Return the whole of another table or view."""
        return read_table(self.connection, name)
