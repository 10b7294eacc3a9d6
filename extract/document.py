"""Reading a file into a `Document`: what it is is told by its content, and the reader of that format does the rest."""
# ruff: noqa: PLC0415

from __future__ import annotations

import stat
from pathlib import Path

from extract.errors import UnreadableDocument, UnsupportedFormat
from extract.formats.apart import read_apart
from extract.formats.kinds import LARGEST, LARGEST_OF_OTHERS, Kind, kind_of, largest_of
from extract.formats.text import read_text
from extract.model import Document

LARGEST_FILE = max(*LARGEST.values(), LARGEST_OF_OTHERS) * 2**20
"""Bytes above which no file is opened; each kind has a bound of its own (`extract.formats.kinds.LARGEST`)."""

_REMEDIES = {
    Kind.ENCRYPTED: "open it with its password, save it without one and ingest that",
    Kind.SLIDES: "its text is no report; save the slides as PDF and ingest that",
    Kind.ODS: "save it as an Excel workbook (.xlsx) and ingest that",
    Kind.XLSB: "save it as an Excel workbook (.xlsx) and ingest that",
    Kind.ZIP: "unpack it and ingest the files in it",
    Kind.CUT_ZIP: "fetch it again",
    Kind.CUT_OLE: "fetch it again",
    Kind.GZIP: "unpack it and ingest the files in it",
    Kind.RAR: "unpack it and ingest the files in it",
    Kind.SEVEN_ZIP: "unpack it and ingest the files in it",
}
"""What to do about a kind that is not read, where it is not to be saved as text."""

_DAMAGED = frozenset({Kind.CUT_ZIP, Kind.CUT_OLE, Kind.ENCRYPTED})


def read_document(path: Path) -> Document:
    """Read the file at `path`.

    Raises:
        UnreadableDocument: the file is missing, empty, too large, blank, damaged, under a password or mis-encoded.
        UnsupportedFormat: the content is of a kind that is not read, whatever the name says.
    """
    content = _read_bytes(path)
    kind = kind_of(content)
    _refuse_giant(path, len(content), largest_of(kind))
    match kind:
        case Kind.TEXT:
            return read_text(content, path)
        case Kind.XLSX | Kind.XLS:
            from extract.formats.workbook import read_workbook

            return read_workbook(content, path)
        case Kind.DOCX:
            from extract.formats.docx import read_docx

            return read_docx(content, path)
        case Kind.HTML:
            from extract.formats.html import read_html

            return read_html(content, path)
        case Kind.MHTML:
            from extract.formats.html import read_mhtml

            return read_mhtml(content, path)
        case Kind.DOC | Kind.RTF | Kind.ODT | Kind.WORD_XML:
            from extract.formats.doc import read_converted

            return read_converted(content, path, kind)
        case Kind.PDF:
            from extract.formats.pdf import read_pdf

            return read_apart(lambda begin: read_pdf(content, path, begin), path)
        case Kind.IMAGE:
            from extract.formats.image import read_image

            return read_apart(lambda _: read_image(content, path), path)
        case _:
            return _refuse(kind, path)


def _refuse(kind: Kind, path: Path) -> Document:
    remedy = _REMEDIES.get(kind, "save or convert it as UTF-8 text (.txt or .md) and ingest that")
    if kind in _DAMAGED:
        raise UnreadableDocument(f"{path}: this is a {kind.value}; {remedy}")
    raise UnsupportedFormat(f"{path}: this is a {kind.value}, not text; {remedy}")


def check_file(path: Path) -> None:
    """Refuse what is no regular file (a pipe would be waited for, a device never ends), or too large to be opened.

    Raises:
        UnreadableDocument: it is so, or is not there.
    """
    try:
        stated = path.stat()
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error
    if not stat.S_ISREG(stated.st_mode) and not stat.S_ISDIR(stated.st_mode):
        raise UnreadableDocument(f"{path}: this is no regular file; name the file itself")
    _refuse_giant(path, stated.st_size, LARGEST_FILE)


def _read_bytes(path: Path) -> bytes:
    check_file(path)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise _unreadable(path, error) from error
    if not content:
        raise UnreadableDocument(f"{path}: the file is empty; fetch it again")
    return content


def _unreadable(path: Path, error: Exception) -> UnreadableDocument:
    reason = getattr(error, "strerror", None) or str(error)
    return UnreadableDocument(
        f"{path}: cannot be read ({reason}); check the path and its permissions"
    )


def _refuse_giant(path: Path, size: int, limit: int) -> None:
    if size > limit:
        raise UnreadableDocument(
            f"{path}: {size / 2**20:.0f} MiB is too large for a report "
            f"(limit {limit / 2**20:.0f} MiB); split it into its reports"
        )
