"""Reading a file into a `Document`: what it is is told by its content, and the reader of that format does the rest."""

from __future__ import annotations

from pathlib import Path

from extract.errors import UnreadableDocument, UnsupportedFormat
from extract.formats.kinds import Kind, kind_of
from extract.formats.text import read_text
from extract.model import Document

LARGEST_FILE = 16 * 1024 * 1024
"""Bytes. A yearly report with all its annexes as text stays far below one megabyte."""


def read_document(path: Path) -> Document:
    """Read the file at `path`.

    Raises:
        UnreadableDocument: the file is missing, empty, larger than `LARGEST_FILE`, blank, damaged or mis-encoded.
        UnsupportedFormat: the content is of a kind that is not read, whatever the name says.
    """
    content = _read_bytes(path)
    kind = kind_of(content)
    match kind:
        case Kind.TEXT:
            return read_text(content, path)
        case _:
            raise UnsupportedFormat(
                f"{path}: this is a {kind.value}, not text; "
                "save or convert it as UTF-8 text (.txt or .md) and ingest that"
            )


def _read_bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise UnreadableDocument(
                f"{path}: {size / 2**20:.0f} MiB is too large for a report "
                f"(limit {LARGEST_FILE / 2**20:.0f} MiB); split it into its reports"
            )
        content = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise UnreadableDocument(
            f"{path}: cannot be read ({reason}); check the path and its permissions"
        ) from error
    if not content:
        raise UnreadableDocument(f"{path}: the file is empty; fetch it again")
    return content
