"""What a PDF swells to, measured before anything in it is parsed: no library bounds it by itself.

Only the streams are looked at, by their own bytes, so a file that is damaged or lies about its objects is measured all
the same. Pictures are left out, for reading text does not unpack them.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extract.errors import UnreadableDocument

LARGEST_STREAM = 64 * 2**20
"""Bytes that a stream may have when it is unpacked: fonts of all scripts have some twenty million."""
LARGEST_SUM = 512 * 2**20
MOST_DRAWINGS = 1_000_000
"""How often forms may be drawn that draw others several times, each of them several others."""
_STREAM = re.compile(rb"stream\r?\n")
_LONGEST_DICTIONARY = 4096
_FORM = re.compile(rb"/Subtype\s*/Form\b")
_IMAGE = re.compile(rb"/Subtype\s*/Image\b")
_PACKED_TWICE = re.compile(rb"/(?:FlateDecode|Fl)\s*/(?:FlateDecode|Fl|LZWDecode|LZW)\b")
_DRAW = re.compile(rb"/[^\s/<>\[\]()]+\s+Do\b")
_STEP = 2**20


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stream:
    dictionary: bytes
    start: int


def refuse_swelling(content: bytes, path: Path) -> None:
    """Raise UnreadableDocument where the streams of a PDF would take more memory or time than any report needs."""
    total, drawings = 0, 1
    for stream in _streams(content):
        if _PACKED_TWICE.search(stream.dictionary):
            raise _too_much(path, "holds streams that are packed twice")
        size, drawn = _measure(content, stream)
        total += size
        if _FORM.search(stream.dictionary) and drawn > 2:
            drawings *= drawn
        if size > LARGEST_STREAM or total > LARGEST_SUM:
            raise _too_much(path, f"swells to more than {LARGEST_STREAM >> 20} MiB a stream")
        if drawings > MOST_DRAWINGS:
            raise _too_much(path, f"draws its forms more than {MOST_DRAWINGS:,} times")


def _too_much(path: Path, what: str) -> UnreadableDocument:
    return UnreadableDocument(
        f"{path}: this PDF {what}, which no report does; print it to a new PDF where you trust it"
    )


def _streams(content: bytes) -> Iterator[_Stream]:
    for match in _STREAM.finditer(content):
        if content[max(match.start() - 3, 0) : match.start()] == b"end":
            continue
        head = content[max(match.start() - _LONGEST_DICTIONARY, 0) : match.start()]
        dictionary = head[head.rfind(b" obj") + 1 :]
        if not _IMAGE.search(dictionary):
            yield _Stream(dictionary=dictionary, start=match.end())


def _measure(content: bytes, stream: _Stream) -> tuple[int, int]:
    """Bytes of a stream when unpacked, up to a bit more than what is allowed, and how many forms it draws."""
    if b"/Fl" not in stream.dictionary:
        end = content.find(b"endstream", stream.start)
        return 0, sum(1 for _ in _DRAW.finditer(content, stream.start, max(end, stream.start)))
    unpacking = zlib.decompressobj()
    size = drawn = 0
    packed: bytes = content[stream.start : stream.start + _STEP]
    at = stream.start + _STEP
    while packed and size <= LARGEST_STREAM:
        try:
            piece = unpacking.decompress(packed, _STEP)
        except zlib.error:
            break
        size += len(piece)
        drawn += sum(1 for _ in _DRAW.finditer(piece))
        packed = unpacking.unconsumed_tail
        if not packed and not unpacking.eof:
            packed = content[at : at + _STEP]
            at += _STEP
    return size, drawn
