"""From files to tables: the whole flow.

    paths -> files -> Report (document, ledger, footnotes, issues) -> rows -> one transaction a report
          -> values that follow from the reports -> one transaction for some provinces

A file that cannot be read is set aside by name, with the reason; the others go in. So is one on which the program
itself fails, which is said to be its fault.
"""

from __future__ import annotations

import hashlib
import os
import traceback
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from duckdb import DuckDBPyConnection

from extract.document import check_file
from extract.errors import ReaderFault, SolieuError, UnreadableDocument
from extract.naming import printable
from normalize.relations import Relations
from normalize.report import read_report
from normalize.vocabulary import Vocabulary, load_vocabulary
from queries.implied.running import derive_pending
from queries.views import make_views
from store.database import writing
from store.loading import LoadResult, find_document, load_report, load_vocabulary_members

_WRITTEN = (
    ".txt",
    ".md",
    ".pdf",
    ".docx",
    ".docm",
    ".doc",
    ".rtf",
    ".odt",
    ".html",
    ".htm",
    ".mht",
    ".mhtml",
)
_RECKONED = (".xlsx", ".xlsm", ".xls")
_PICTURED = (".png", ".jpg", ".jpeg", ".tif", ".tiff")
SUFFIXES: Final = frozenset((*_WRITTEN, *_RECKONED, *_PICTURED))
"""Files that are taken from a folder; a file named by itself is tried whatever its suffix."""

DEBUG: Final = "SOLIEU_DEBUG"
"""Environment variable: if it is set, a fault of the program ends the run with its traceback."""

_LONGEST_REASON: Final = 200

_NO_REPORTS: Final = (".", "~$", "__MACOSX")
"""How names begin that are left out of a folder: hidden files, locks of Office, what macOS puts beside files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingested:
    """What became of one file: its result, or the reason why it was refused."""

    path: Path
    result: LoadResult | None
    refusal: str = ""


def ingest(
    files: Iterable[Path],
    database: Path,
    vocabulary: Vocabulary | None = None,
    relations: Relations | None = None,
) -> Iterator[Ingested]:
    """Read `files` into `database`, which is made if there is none, and yield each outcome as it is done.

    What the new reports imply is derived at the end; a run that is stopped before leaves that to the next one. Without
    a `vocabulary` or `relations` the shipped ones are taken. Raises StoreError if the database cannot be written,
    VocabularyError if the shipped vocabulary is wrong.
    """
    vocabulary = vocabulary or load_vocabulary()
    with writing(database) as connection:
        load_vocabulary_members(connection, vocabulary)
        make_views(connection)
        for path in files:
            yield _ingest_file(path, connection, vocabulary)
        derive_pending(connection, relations)


def find_reports(paths: Iterable[Path]) -> list[Path]:
    """Return the files that `paths` name, folders walked, each once, in order.

    A folder without reports, or one that cannot be walked, is returned itself, so that it is refused by its name.
    """
    found: dict[Path, None] = {}
    for path in paths:
        found.update(dict.fromkeys(_reports_in(path) if path.is_dir() else [path]))
    return list(found)


def _reports_in(folder: Path) -> list[Path]:
    """Return what in `folder` is named like a report; of such folders those that hold none."""
    refused: list[OSError] = []
    found: list[Path] = []
    for place, folders, files in os.walk(folder, onerror=refused.append):
        folders[:] = [name for name in folders if not name.startswith(_NO_REPORTS)]
        named = [Path(place, name) for name in files if _is_named_like_a_report(name)]
        hollow = [Path(place, name) for name in folders if _is_named_like_a_report(name)]
        found += [*named, *(path for path in hollow if _reports_in(path) == [path])]
    found += [Path(error.filename) for error in refused]
    return sorted(found) or [folder]


def _is_named_like_a_report(name: str) -> bool:
    return Path(name).suffix.lower() in SUFFIXES and not name.startswith(_NO_REPORTS)


def _ingest_file(path: Path, connection: DuckDBPyConnection, vocabulary: Vocabulary) -> Ingested:
    try:
        return Ingested(path=path, result=_load_file(path, connection, vocabulary))
    except SolieuError as error:
        return Ingested(path=path, result=None, refusal=printable(str(error)))


def _load_file(path: Path, connection: DuckDBPyConnection, vocabulary: Vocabulary) -> LoadResult:
    name = printable(path.name)
    try:
        stored = find_document(connection, _sha256(path), name)
        if stored is not None:
            return stored
        report = read_report(path, vocabulary)
        return load_report(
            connection, replace(report, document=replace(report.document, name=name))
        )
    except MemoryError as error:
        raise UnreadableDocument(
            f"{path}: it needs more memory than there is; split it into its reports"
        ) from error
    except SolieuError:
        raise
    except Exception as error:
        if os.environ.get(DEBUG):
            raise
        raise ReaderFault(f"{path}: {_fault(error)}") from error


def _fault(error: Exception) -> str:
    """Say that the program failed, where, and how that is reported; the others go in all the same."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    what = f"{type(error).__name__} in {Path(last.filename).name}, line {last.lineno}"
    return (
        f"solieu failed on this file ({what}: {str(error)[:_LONGEST_REASON]}), which is its fault and not the file's;"
        f" report it with the file, and with what it prints when {DEBUG}=1 is set"
    )


def _sha256(path: Path) -> str:
    try:
        check_file(path)
        if path.is_dir():
            _refuse_folder(path)
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise UnreadableDocument(
            f"{path}: cannot be read ({error.strerror}); check the path and its permissions"
        ) from error


def _refuse_folder(path: Path) -> None:
    next(path.iterdir(), None)  # a folder that cannot be looked into says so here
    suffixes = ", ".join(sorted(SUFFIXES))
    raise UnreadableDocument(f"{path}: no report in it ({suffixes}); name a folder with reports")
