"""Text files: decoded exactly, nothing changed."""

from __future__ import annotations

import codecs
import hashlib
from pathlib import Path

import regex

from extract.errors import UnreadableDocument, UnsupportedFormat
from extract.model import Document

_CONTROL = regex.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_MARKDOWN = regex.compile(r"^#{1,6} ", regex.MULTILINE)


def read_text(content: bytes, path: Path) -> Document:
    """Read the bytes of the text file at `path`: UTF-8 with or without a byte order mark, or UTF-16 with one.

    Line ends, form feeds and combining marks stay as they are.

    Raises:
        UnreadableDocument: blank, or not valid UTF-8.
        UnsupportedFormat: a binary file of a kind that is not known.
    """
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
