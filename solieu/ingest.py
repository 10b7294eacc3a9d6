"""From files to tables: the whole flow.

    paths -> files -> Report (document, ledger, footnotes, issues) -> rows -> one transaction a report

A file that cannot be read is set aside by name, with the reason; the others go in.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from duckdb import DuckDBPyConnection

from extract.errors import SolieuError, UnreadableDocument
from normalize.report import read_report
from normalize.vocabulary import Vocabulary, load_vocabulary
from queries.views import make_views
from store.database import writing
from store.loading import LoadResult, find_document, load_report, load_vocabulary_members

SUFFIXES: Final = frozenset({".txt", ".md"})
"""Files that are taken from a folder; a file named by itself is tried whatever its suffix."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingested:
    """What became of one file: its result, or the reason why it was refused."""

    path: Path
    result: LoadResult | None
    refusal: str = ""


def ingest(files: Iterable[Path], database: Path) -> Iterator[Ingested]:
    """Read `files` into `database`, which is made if there is none, and yield each outcome as it is done.

    Raises StoreError if the database cannot be written, VocabularyError if the vocabulary is wrong.
    """
    vocabulary = load_vocabulary()
    with writing(database) as connection:
        load_vocabulary_members(connection, vocabulary)
        make_views(connection)
        for path in files:
            yield _ingest_file(path, connection, vocabulary)


def find_reports(paths: Iterable[Path]) -> list[Path]:
    """Return the files that `paths` name, folders walked, each once, in order.

    Raises UnreadableDocument if a folder holds no report, or no path is left.
    """
    found: dict[Path, None] = {}
    for path in paths:
        found.update(dict.fromkeys(_reports_in(path) if path.is_dir() else [path]))
    return list(found)


def _reports_in(folder: Path) -> list[Path]:
    reports = sorted(p for p in folder.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file())
    if not reports:
        suffixes = " or ".join(sorted(SUFFIXES))
        raise UnreadableDocument(f"{folder}: no {suffixes} file in it; name a folder with reports")
    return reports


def _ingest_file(path: Path, connection: DuckDBPyConnection, vocabulary: Vocabulary) -> Ingested:
    try:
        stored = find_document(connection, _sha256(path), path.name)
        return Ingested(
            path=path, result=stored or load_report(connection, read_report(path, vocabulary))
        )
    except SolieuError as error:
        return Ingested(path=path, result=None, refusal=str(error))


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise UnreadableDocument(f"{path}: cannot be read ({error.strerror})") from error
