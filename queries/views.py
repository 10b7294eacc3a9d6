"""The views and macros: one a file, made in an order that the files themselves give, every column with its comment.

A view or a macro is added by adding a file; a temporary macro is left to who needs it. A column that a view takes
over from another relation takes its comment along; what is new in a view, the view's file comments.
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
_CALL: Final = re.compile(r"\b([a-z_][a-z0-9_]*)\(")
_MADE: Final = re.compile(r"^create or replace (?:view|macro) ", re.MULTILINE)
_NAME: Final = re.compile(r"^create or replace (?:view|macro) (\w+)", re.MULTILINE)
_MACRO: Final = re.compile(r"^create or replace macro ", re.MULTILINE)
_CTE: Final = re.compile(r"\b([a-z_][a-z0-9_]*)\s+as\s+\(")
_PROPERTY: Final = "views_sha256"


def view_scripts() -> dict[str, str]:
    """Return the text of each view's or macro's file by its name, each after those that it reads or calls."""
    scripts = {
        file.name.removesuffix(".sql"): file.read_text(encoding="utf-8")
        for folder in ("views", "macros")
        for file in files("queries").joinpath(folder).iterdir()
        if file.name.endswith(".sql")
    }
    scripts = {name: text for name, text in scripts.items() if _MADE.search(text)}
    reads = {
        name: sorted(set(_sources(text)) & set(scripts)) for name, text in sorted(scripts.items())
    }
    return {name: scripts[name] for name in TopologicalSorter(reads).static_order()}


def make_views(connection: DuckDBPyConnection) -> None:
    """Make all views and macros anew in one transaction, unless they are the shipped ones already."""
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
    """Yield what `text` reads or calls: relations in the order in which it names them, then functions."""
    statement = _ASIDE.sub(" ", text)
    own = {*_CTE.findall(statement), *_NAME.findall(statement)}
    for pattern in (_SOURCE, _CALL):
        yield from (match[1] for match in pattern.finditer(statement) if match[1] not in own)


def _relations(name: str, scripts: Mapping[str, str]) -> Iterator[str]:
    """Yield what a view or macro reads, and what the macros among that read in turn, which have no columns."""
    for source in _sources(scripts[name]):
        yield source
        if source in scripts and _MACRO.search(scripts[source]):
            yield from _relations(source, scripts)


def _fingerprint(scripts: Mapping[str, str]) -> str:
    return sha256("\0".join(scripts.values()).encode()).hexdigest()


def _inherited_comments(
    connection: DuckDBPyConnection, scripts: Mapping[str, str]
) -> Iterator[str]:
    comments = _column_comments(connection)
    for view in scripts:
        for column, comment in comments.get(view, {}).items():
            sources = (comments.get(source, {}) for source in _relations(view, scripts))
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
