"""Old Word files (DOC), RTF and OpenDocument text: an installed program turns them into DOCX, which is read."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Final

from extract.errors import UnreadableDocument, UnsupportedFormat
from extract.formats import conversion
from extract.formats.archives import check_archive
from extract.formats.debian import how_to_install, version_of
from extract.formats.docx import read_docx
from extract.formats.kinds import Kind
from extract.model import Document, Notice, PageRecord

_SUFFIXES: Final = {Kind.DOC: ".doc", Kind.RTF: ".rtf", Kind.ODT: ".odt", Kind.WORD_XML: ".xml"}
_MEDIA_TYPES: Final = {
    Kind.DOC: "application/msword",
    Kind.RTF: "application/rtf",
    Kind.ODT: "application/vnd.oasis.opendocument.text",
    Kind.WORD_XML: "application/xml",
}
_LIBREOFFICE: Final = "libreoffice-writer-nogui"
_CATDOC: Final = "catdoc"
_IS_ENCRYPTED: Final = 0x0100
"""Flag fEncrypted of the FIB, the head of the stream WordDocument ([MS-DOC] 2.5.2), at byte 10."""


def read_converted(content: bytes, path: Path, kind: Kind) -> Document:
    """Read the bytes of the file at `path`, a DOC, RTF, ODT or Word XML, through LibreOffice, or a DOC through catdoc.

    Raises:
        UnreadableDocument: damaged, under a password, without text, or the program did not finish.
        UnsupportedFormat: no program that reads it is installed; the message says how to get one.
    """
    if kind is Kind.DOC:
        _refuse_encrypted(content, path)
    if kind is Kind.ODT:
        check_archive(content, path)
    if conversion.libreoffice():
        document = _through_libreoffice(content, path, kind)
    elif kind is Kind.DOC and conversion.catdoc():
        document = _through_catdoc(content, path)
    else:
        raise UnsupportedFormat(
            f"{path}: reading this {kind.value} needs LibreOffice, which is not installed; "
            f"install it with: {how_to_install([_LIBREOFFICE])}"
        )
    return replace(
        document, sha256=hashlib.sha256(content).hexdigest(), media_type=_MEDIA_TYPES[kind]
    )


def _through_libreoffice(content: bytes, path: Path, kind: Kind) -> Document:
    made = conversion.to_docx(content, path, _SUFFIXES[kind])
    by = _program("LibreOffice", _LIBREOFFICE)
    return read_docx(made, path, converted=f"{kind.value} made DOCX by {by}")


def _through_catdoc(content: bytes, path: Path) -> Document:
    text = "\n".join(line.rstrip() for line in conversion.to_text(content, path).split("\n"))
    if not text.strip():
        raise UnreadableDocument(f"{path}: the file holds no text; check the export that made it")
    lost = Notice(
        code="notes_and_tables_lost",
        severity="warning",
        message="catdoc gives no marks of notes, no list numbers and no tables; for these install LibreOffice with: "
        f"{how_to_install([_LIBREOFFICE])}",
    )
    by = _program(_CATDOC, _CATDOC)
    return Document(
        name=path.name,
        text=text,
        sha256="",
        pages=(PageRecord(page=1, method="text", reason=f"{Kind.DOC.value} read by {by}"),),
        notices=(lost,),
    )


@cache
def _program(name: str, package: str) -> str:
    """The name of a program with its version, which is asked for once."""
    return f"{name} {version_of(package)}".strip()


def _refuse_encrypted(content: bytes, path: Path) -> None:
    import olefile  # noqa: PLC0415

    try:
        with olefile.OleFileIO(BytesIO(content)) as ole, ole.openstream("WordDocument") as stream:
            head = stream.read(12)
    except (OSError, ValueError, IndexError, TypeError) as error:
        raise UnreadableDocument(
            f"{path}: the old Word file is cut short or damaged ({error}); fetch it again"
        ) from error
    if int.from_bytes(head[10:12], "little") & _IS_ENCRYPTED:
        raise UnreadableDocument(
            f"{path}: the file is under a password; save it without one and ingest that"
        )
