"""Reading a file into a `Document`: what it is, whether it can be read, its text exactly as decoded."""

from __future__ import annotations

import codecs
import hashlib
from pathlib import Path

import regex

from extract.errors import UnreadableDocument, UnsupportedFormat
from extract.model import Document

LARGEST_FILE = 16 * 1024 * 1024
"""Bytes. A yearly report with all its annexes as text stays far below one megabyte."""

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "zip archive (DOCX, XLSX, ODT)"),
    (b"\xd0\xcf\x11\xe0", "old Word or Excel file"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG image"),
    (b"\xff\xd8\xff", "JPEG image"),
    (b"\x1f\x8b", "gzip archive"),
    (b"SQLite format 3", "SQLite database"),
)
_CONTROL = regex.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_MARKDOWN = regex.compile(r"^#{1,6} ", regex.MULTILINE)


def read_document(path: Path) -> Document:
    """Read the text file at `path`.

    UTF-8 with or without a byte order mark, or UTF-16 with one. Line ends, form feeds and combining marks stay as
    they are.

    Raises:
        UnreadableDocument: the file is missing, empty, larger than `LARGEST_FILE`, blank, or not valid UTF-8.
        UnsupportedFormat: the content is of another kind (PDF, Word, image, binary), whatever the name says.
    """
    content = _read_bytes(path)
    for signature, kind in _SIGNATURES:
        if content.startswith(signature):
            raise UnsupportedFormat(
                f"{path}: this is a {kind}, not text; save or convert it as UTF-8 text (.txt or .md) and ingest that"
            )
    text = _decode(content, path)
    if not text.strip():
        raise UnreadableDocument(f"{path}: the file holds no text; check the export that made it")
    _refuse_binary(text, path)
    return Document(
        name=path.name,
        text=text,
        sha256=hashlib.sha256(content).hexdigest(),
        media_type="text/markdown" if _MARKDOWN.search(text) else "text/plain",
        page_starts=_page_starts(text),
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


def _decode(content: bytes, path: Path) -> str:
    encoding = "utf-8-sig"
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        if b"\x00" in content[:4096]:
            raise UnsupportedFormat(
                f"{path}: this is a binary file, not text; convert it to UTF-8 text (.txt or .md) first"
            ) from error
        raise UnreadableDocument(
            f"{path}: not UTF-8 (byte {error.start} is 0x{content[error.start]:02x}); "
            "open it in the program that made it and save it as UTF-8"
        ) from error


def _refuse_binary(text: str, path: Path) -> None:
    if "\x00" in text or len(_CONTROL.findall(text)) > len(text) // 100:
        raise UnsupportedFormat(
            f"{path}: this is a binary file, not text; convert it to UTF-8 text (.txt or .md) first"
        )


def _page_starts(text: str) -> tuple[int, ...]:
    return (0, *(at + 1 for at, char in enumerate(text) if char == "\f")) if "\f" in text else (0,)
