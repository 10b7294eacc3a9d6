"""The views: one relation a file, made in an order that the files themselves give, every column with its comment.

A view is added by adding a file. A column that a view takes over from another relation takes its comment along; what
is new in a view, the view's file comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from graphlib import TopologicalSorter
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Final

from duckdb import DuckDBPyConnection

from store.database import get_property, reading, set_property, transaction, writing

_ASIDE: Final = re.compile(r"--[^\n]*|'(?:[^']|'')*'")
_SOURCE: Final = re.compile(r"\b(?:from|join)\s+([a-z_][a-z0-9_]*)")
_CTE: Final = re.compile(r"\b([a-z_][a-z0-9_]*)\s+as\s+\(")
_PROPERTY: Final = "views_sha256"


def view_scripts() -> dict[str, str]:
    """Return the text of each view's file by the view's name, a view after those that it reads."""
    folder = files("queries").joinpath("views")
    scripts = {
        file.name.removesuffix(".sql"): file.read_text(encoding="utf-8")
        for file in folder.iterdir()
        if file.name.endswith(".sql")
    }
    reads = {
        name: sorted(set(_sources(text)) & set(scripts)) for name, text in sorted(scripts.items())
    }
    return {name: scripts[name] for name in TopologicalSorter(reads).static_order()}


def make_views(connection: DuckDBPyConnection) -> None:
    """Make all views anew in one transaction, unless they are the shipped ones already."""
    scripts = view_scripts()
    fingerprint = _fingerprint(scripts)
    if get_property(connection, _PROPERTY) == fingerprint:
        return
    with transaction(connection):
        for text in scripts.values():
            connection.execute(text)
        for statement in _inherited_comments(connection, scripts):
            connection.execute(statement)
        set_property(connection, _PROPERTY, fingerprint)


def bring_views_up_to_date(path: Path) -> None:
    """Make the views of the database at `path` anew if another solieu made them; needs a moment as its writer."""
    with reading(path) as connection:
        is_current = get_property(connection, _PROPERTY) == _fingerprint(view_scripts())
    if not is_current:
        with writing(path) as connection:
            make_views(connection)


def _sources(text: str) -> Iterator[str]:
    """Yield the relations outside `text` that it reads, in the order in which it names them."""
    statement = _ASIDE.sub(" ", text)
    own = set(_CTE.findall(statement))
    for match in _SOURCE.finditer(statement):
        if match[1] not in own:
            yield match[1]


def _fingerprint(scripts: Mapping[str, str]) -> str:
    return sha256("\0".join(scripts.values()).encode()).hexdigest()


def _inherited_comments(
    connection: DuckDBPyConnection, scripts: Mapping[str, str]
) -> Iterator[str]:
    comments = _column_comments(connection)
    for view, text in scripts.items():
        for column, comment in comments[view].items():
            sources = (comments.get(source, {}) for source in _sources(text))
            found = next((known[column] for known in sources if known.get(column)), "")
            if found and not comment:
                comments[view][column] = found
                yield f"comment on column {view}.{column} is {_quoted(found)}"


def _column_comments(connection: DuckDBPyConnection) -> dict[str, dict[str, str]]:
    comments: dict[str, dict[str, str]] = {}
    rows = connection.execute(
        "select table_name, column_name, coalesce(comment, '') from duckdb_columns() where not internal"
    ).fetchall()
    for relation, column, comment in rows:
        comments.setdefault(relation, {})[column] = comment
    return comments


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
