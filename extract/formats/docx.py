"""Word files (DOCX): their text with automatic numbers, notes and tables; nothing outside of the file is followed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from extract.errors import UnreadableDocument
from extract.flow import transcribe
from extract.model import Document, Notice, PageRecord
from extract.word.package import WordPackage, open_package
from extract.word.reading import WordReader

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def read_docx(content: bytes, path: Path, *, converted: str = "") -> Document:
    """Read the bytes of the Word file at `path`; `converted` says what it was made from and by what, where it was.

    Raises:
        UnreadableDocument: damaged, under a password, too large once unpacked, nested without end, or without text.
    """
    try:
        return _read(content, path, converted)
    except RecursionError as error:
        raise UnreadableDocument(
            f"{path}: its parts are nested too deeply for a report; save it again in the program that made it"
        ) from error


def _read(content: bytes, path: Path, converted: str) -> Document:
    package = open_package(content, path)
    reader = WordReader(package)
    written = transcribe(list(reader.read()))
    if not written.text.strip():
        raise UnreadableDocument(f"{path}: {_why_empty(reader)}")
    return Document(
        name=path.name,
        text=written.text,
        sha256=hashlib.sha256(content).hexdigest(),
        media_type=MEDIA_TYPE,
        page_starts=written.page_starts,
        source=written.source,
        tables=written.tables,
        furniture=written.furniture,
        pages=tuple(_pages(reader, len(written.page_starts), converted)),
        notices=tuple(_notices(reader, package)),
        has_whole_paragraphs=written.has_whole_paragraphs,
    )


def _why_empty(reader: WordReader) -> str:
    if reader.story.n_pictures:
        return "the file holds pictures and no text; print it to PDF and ingest that"
    return "the file holds no text; check the export that made it"


def _pages(reader: WordReader, n_pages: int, converted: str) -> Iterator[PageRecord]:
    known = (
        "as Word last set them" if reader.story.has_rendered_breaks else "by its own breaks only"
    )
    reason = "; ".join(part for part in (converted, f"pages {known}") if part)
    for page in range(1, n_pages + 1):
        yield PageRecord(page=page, method="docx", reason=reason)


def _notices(reader: WordReader, package: WordPackage) -> Iterator[Notice]:
    story = reader.story
    if story.n_insertions or story.n_deletions:
        yield _notice(
            "tracked_changes",
            "warning",
            f"{story.n_insertions} tracked insertions are read, {story.n_deletions} deletions are not; "
            "accept or reject the changes in Word to be sure of the text",
        )
    if story.hidden:
        has_digits = any(char.isdigit() for text in story.hidden for char in text)
        yield _notice(
            "hidden_text",
            "warning" if has_digits else "info",
            f"{len(story.hidden)} stretches of hidden text are left out; show them in Word if they belong to it",
        )
    counted = (
        (story.n_comments, "comments", "info", "comments are left out"),
        (story.n_pictures, "pictures", "info", "pictures are not read; figures in them are missing"),
        (story.n_charts, "charts", "warning", "charts or drawings are not read; figures in them are missing"),
        (story.n_objects, "embedded_objects", "warning", "embedded objects (workbooks, formulas) are not read; "
         "ingest them as files of their own"),
        (story.n_unread_parts, "unread_parts", "error", "inserted files are not read; save the file again in Word"),
        (reader.n_flattened, "nested_tables", "warning", "tables with a table in a cell: the inner one is read as "
         "the cell's text"),
    )  # fmt: skip
    for number, code, severity, message in counted:
        if number:
            yield _notice(code, severity, f"{number} {message}")
    if reader.numbering.unknown_formats:
        formats = ", ".join(sorted(reader.numbering.unknown_formats))
        yield _notice(
            "number_format",
            "warning",
            f"list numbers of the format {formats} are written as 1, 2, 3",
        )
    if package.has_macros:
        yield _notice("macros", "info", "the file holds macros; they are not run")


def _notice(code: str, severity: str, message: str) -> Notice:
    return Notice(code=code, severity=severity, message=message)
