"""The database as an export sees it: the series views, read one at a time, so that memory holds one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from duckdb import DuckDBPyConnection

from queries.asking import ask
from queries.exports.rows import Choice, Rows, read_rows

_PREFIX: Final = "series_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """From where and what to read."""

    connection: DuckDBPyConnection
    choice: Choice

    def relations(self) -> Iterator[Rows]:
        """Yield the chosen rows of each series view, by its name."""
        views = [
            str(record["relation"])
            for record in ask(self.connection, "relations").records()
            if record["kind"] == "view"
        ]
        for view in sorted(views):
            if view.startswith(_PREFIX):
                yield self.rows(view)

    def rows(self, name: str) -> Rows:
        """Return the chosen rows of the view `name`."""
        return read_rows(self.connection, name, self.choice)
