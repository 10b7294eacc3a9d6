"""Zip archives that hold office documents, looked over before anything in them is parsed.

Nothing here unpacks to disk, follows a link or runs a macro: parts are only measured and searched.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from extract.errors import UnreadableDocument

LARGEST_UNPACKED: Final = 96 * 1024 * 1024
"""Bytes of all parts together; the largest real annex met unpacks to four megabytes."""
LARGEST_RATIO: Final = 200
"""Unpacked to packed bytes of one part; text of office files packs about fifteen times, at the most sixty."""
SMALL_PART: Final = 1024 * 1024
"""Bytes below which a part's ratio is of no matter."""
MOST_PARTS: Final = 5000
_BLOCK: Final = 1024 * 1024
_DECLARATIONS: Final = tuple(
    word.encode(encoding)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("ascii", "utf-16-le", "utf-16-be")
)


def check_archive(content: bytes, path: Path) -> None:
    """Refuse an office archive that is damaged, encrypted, unpacks to too much, or declares XML entities.

    Each part is unpacked once in blocks and never further than the limits, whatever sizes the archive states.

    Raises:
        UnreadableDocument: it is one of these; the message says which and what to do.
    """
    try:
        with ZipFile(BytesIO(content)) as archive:
            _check_parts(archive, path)
    except (
        BadZipFile,
        LargeZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        ValueError,
        OSError,
    ) as error:
        raise UnreadableDocument(
            f"{path}: the archive is damaged or cut off ({error}); fetch it again"
        ) from error


def _check_parts(archive: ZipFile, path: Path) -> None:
    parts = archive.infolist()
    if len(parts) > MOST_PARTS:
        raise UnreadableDocument(
            f"{path}: {len(parts)} parts in one office file (limit {MOST_PARTS}); "
            "save it again in the program that made it"
        )
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableDocument(f"{path}: the file is encrypted; save it without a password")
    left = LARGEST_UNPACKED
    for part in parts:
        left -= _check_part(archive, part, path, left)


def _check_part(archive: ZipFile, part: ZipInfo, path: Path, left: int) -> int:
    """Return the bytes that `part` unpacks to."""
    size = 0
    is_xml = part.filename.lower().endswith((".xml", ".rels", ".vml"))
    for block in _blocks(archive, part, is_xml=is_xml, path=path):
        size += block
        if size > left or (size > SMALL_PART and size > LARGEST_RATIO * max(part.compress_size, 1)):
            raise UnreadableDocument(
                f"{path}: {part.filename} unpacks to far more than a report needs (limit "
                f"{LARGEST_UNPACKED // 2**20} MiB in all, {LARGEST_RATIO} times its packed size); "
                "remove what is not part of the report and save it again"
            )
    return size


def _blocks(archive: ZipFile, part: ZipInfo, *, is_xml: bool, path: Path) -> Iterator[int]:
    """Yield the sizes of the part's blocks; the ends of two neighbouring ones are searched together."""
    longest = max(map(len, _DECLARATIONS))
    before = b""
    with archive.open(part) as stream:
        while block := stream.read(_BLOCK):
            if is_xml and any(word in before + block for word in _DECLARATIONS):
                raise UnreadableDocument(
                    f"{path}: {part.filename} declares its own XML entities, which no office program does; "
                    "open it in an office program and save it again"
                )
            before = block[-longest:]
            yield len(block)
