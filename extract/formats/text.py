"""Text files: decoded exactly, nothing changed."""

from __future__ import annotations

import codecs
import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Final

import regex

from extract.errors import UnreadableDocument, UnsupportedFormat
from extract.legacy.detection import Recognised, fits, recognise_bytes, recognise_text
from extract.model import Document, Notice

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE: Final = 4096
_SAVE: Final = "open it in the program that made it and save it as UTF-8"
_PLAIN = regex.compile(
    r"[\t\n\r\f\x20-\x7e\p{Latin}\p{Mn}\p{Sc}\u00a0-\u00bf\u2010-\u2026\u2190-\u22ff]"
)
_CONTROL = regex.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_MARKDOWN = regex.compile(r"^#{1,6} ", regex.MULTILINE)


def read_text(content: bytes, path: Path) -> Document:
    """Read the bytes of the text file at `path`: Unicode, or an old Vietnamese encoding that its words tell.

    Unicode is UTF-8 with or without a byte order mark, UTF-16 and UTF-32 with one, and UTF-16 without if it is plain.
    Line ends, form feeds and combining marks stay as they are. What is in an old encoding (whole, or the lines of
    Unicode text that were made of one by mistake) is decoded, with a notice; offsets then count in the decoded text.

    Raises:
        UnreadableDocument: blank, damaged UTF-8, or in an encoding that cannot be told.
        UnsupportedFormat: a binary file of a kind that is not known.
    """
    recognised = _recognise(content, path)
    text = recognised.text
    if not text.strip():
        raise UnreadableDocument(f"{path}: the file holds no text; check the export that made it")
    _refuse_binary(text, path)
    return Document(
        name=path.name,
        text=text,
        sha256=hashlib.sha256(content).hexdigest(),
        media_type="text/markdown" if _MARKDOWN.search(text) else "text/plain",
        page_starts=_page_starts(text),
        notices=recognised.notices,
    )


def _recognise(content: bytes, path: Path) -> Recognised:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return recognise_text(_decode(content, encoding, path))
    if b"\x00" in content[:_SAMPLE]:
        return _utf_16(content, path)
    try:
        return recognise_text(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _not_utf_8(content, error, path)


def _decode(content: bytes, encoding: str, path: Path) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableDocument(
            f"{path}: its mark says {encoding.upper()}, which it is not ({_place(content, error.start)}); {_SAVE}"
        ) from error


def _utf_16(content: bytes, path: Path) -> Recognised:
    """Read text with NUL bytes: UTF-16 that has lost its mark, if it is nothing but text that way."""
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if len(_PLAIN.findall(text)) > 0.95 * len(text):
            recognised = recognise_text(text)
            notice = Notice(
                code="no_byte_order_mark",
                severity="info",
                message=f"read as {encoding.upper()}, which no mark says; every character is one of a report's",
            )
            return replace(recognised, notices=(notice, *recognised.notices))
    raise UnsupportedFormat(
        f"{path}: this is a binary file, not text; convert it to UTF-8 text (.txt or .md) first"
    )


def _not_utf_8(content: bytes, error: UnicodeDecodeError, path: Path) -> Recognised:
    """Read an old encoding by its words; damaged UTF-8 is refused, since a lost byte may have been part of a figure."""
    wrong = f"{path}: not UTF-8 ({_place(content, error.start)})"
    decoded = content.decode("utf-8", errors="replace")
    n_broken = decoded.count("\ufffd")
    n_whole = sum(char > "\x7f" for char in decoded) - n_broken
    if n_whole > n_broken:
        raise UnreadableDocument(
            f"{wrong}: {n_broken} of {n_whole + n_broken} characters beyond ASCII are broken, and figures may be too;"
            f" fetch the file again, or {_SAVE}"
        ) from error
    recognised = recognise_bytes(content)
    if recognised is None:
        fitting = fits(content)
        told = f", and no old Vietnamese encoding clearly fits: {fitting}" if fitting else ""
        raise UnreadableDocument(f"{wrong}{told}; {_SAVE}") from error
    return recognised


def _place(content: bytes, at: int) -> str:
    line = content.count(b"\n", 0, at) + 1
    return f"byte {at} in line {line} is 0x{content[at]:02x}"


def _refuse_binary(text: str, path: Path) -> None:
    if "\x00" in text or len(_CONTROL.findall(text)) > len(text) // 100:
        raise UnsupportedFormat(
            f"{path}: this is a binary file, not text; convert it to UTF-8 text (.txt or .md) first"
        )


def _page_starts(text: str) -> tuple[int, ...]:
    return (0, *(at + 1 for at, char in enumerate(text) if char == "\f")) if "\f" in text else (0,)
