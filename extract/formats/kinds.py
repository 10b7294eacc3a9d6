"""What a file is, told by its first bytes and never by its name."""

from __future__ import annotations

from enum import Enum
from typing import Final


class Kind(Enum):
    """A kind of file, named as a person would."""

    TEXT = "text"
    PDF = "PDF"
    ZIP = "zip archive (DOCX, XLSX, ODT)"
    OLE = "old Word or Excel file"
    RTF = "RTF"
    HTML = "HTML page"
    IMAGE = "image"
    GZIP = "gzip archive"
    SQLITE = "SQLite database"


_SIGNATURES: Final[tuple[tuple[bytes, Kind], ...]] = (
    (b"%PDF", Kind.PDF),
    (b"PK\x03\x04", Kind.ZIP),
    (b"\xd0\xcf\x11\xe0", Kind.OLE),
    (b"{\\rtf", Kind.RTF),
    (b"\x89PNG", Kind.IMAGE),
    (b"\xff\xd8\xff", Kind.IMAGE),
    (b"II*\x00", Kind.IMAGE),
    (b"MM\x00*", Kind.IMAGE),
    (b"\x1f\x8b", Kind.GZIP),
    (b"SQLite format 3", Kind.SQLITE),
)


def kind_of(content: bytes) -> Kind:
    """Return the kind of the file whose bytes are `content`; text where no signature fits."""
    for signature, kind in _SIGNATURES:
        if content.startswith(signature):
            return kind
    return Kind.TEXT
