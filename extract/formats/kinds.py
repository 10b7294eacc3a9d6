"""What a file is, told by its bytes and never by its name."""

from __future__ import annotations

import codecs
import zipfile
from enum import Enum
from io import BytesIO
from typing import Final

import regex


class Kind(Enum):
    """A kind of file, named as a person would."""

    TEXT = "text"
    PDF = "PDF"
    DOCX = "Word file (DOCX)"
    XLSX = "Excel workbook (XLSX)"
    ODT = "OpenDocument text (ODT)"
    DOC = "old Word file (DOC)"
    XLS = "old Excel workbook (XLS)"
    RTF = "RTF"
    WORD_XML = "Word file as XML"
    HTML = "HTML page"
    MHTML = "web page in one file (MHTML)"
    IMAGE = "image"
    ENCRYPTED = "Office file under a password"
    SLIDES = "slide show"
    ODS = "OpenDocument workbook (ODS)"
    XLSB = "binary Excel workbook (XLSB)"
    ZIP = "zip archive"
    CUT_ZIP = "zip archive that is cut short or damaged"
    OLE = "file of an old Office program"
    CUT_OLE = "file of an old Office program that is cut short or damaged"
    GZIP = "gzip archive"
    RAR = "RAR archive"
    SEVEN_ZIP = "7z archive"
    SQLITE = "SQLite database"


LARGEST: Final = {Kind.PDF: 100, Kind.IMAGE: 100, Kind.TEXT: 16, Kind.HTML: 16, Kind.MHTML: 64}
"""MiB that a file of a kind may have: scans are large, a yearly report as text stays far below one."""

LARGEST_OF_OTHERS: Final = 64
"""MiB that a file of a kind may have which `LARGEST` does not name (Office files, for their pictures)."""

_SIGNATURES: Final[tuple[tuple[bytes, Kind], ...]] = (
    (b"\x89PNG", Kind.IMAGE),
    (b"\xff\xd8\xff", Kind.IMAGE),
    (b"II*\x00", Kind.IMAGE),
    (b"MM\x00*", Kind.IMAGE),
    (b"\x1f\x8b", Kind.GZIP),
    (b"Rar!\x1a\x07", Kind.RAR),
    (b"7z\xbc\xaf\x27\x1c", Kind.SEVEN_ZIP),
    (b"SQLite format 3", Kind.SQLITE),
)
_OLE: Final = b"\xd0\xcf\x11\xe0"
_ZIP: Final = b"PK\x03\x04"
_EMPTY_ZIP: Final = b"PK\x05\x06"
_OPEN_DOCUMENT: Final = {
    b"application/vnd.oasis.opendocument.text": Kind.ODT,
    b"application/vnd.oasis.opendocument.text-template": Kind.ODT,
    b"application/vnd.oasis.opendocument.spreadsheet": Kind.ODS,
    b"application/vnd.oasis.opendocument.presentation": Kind.SLIDES,
}
_OLE_STREAMS: Final = (
    ("EncryptedPackage", Kind.ENCRYPTED),
    ("WordDocument", Kind.DOC),
    ("Workbook", Kind.XLS),
    ("Book", Kind.XLS),
    ("PowerPoint Document", Kind.SLIDES),
)
_HEAD: Final = 8192
"""Bytes within which markup shows itself."""
_PREAMBLE = regex.compile(r"^(?:\s+|<\?xml\b[^>]*\?>|<!--(?s:.*?)-->)+")
_WHOLE_PAGE = regex.compile(r"<(?:!doctype\s+html|html|head|body)\b", regex.IGNORECASE)
_FRAGMENT = regex.compile(
    r"<(?:meta|title|link|style|script|base|div|table|article|section|main|header|nav|p|h[1-6]|center|font|ul|ol)"
    r"(?:\s[^<>]*)?>",
    regex.IGNORECASE,
)
_CLOSED = regex.compile(
    r"</(?:p|div|td|th|tr|table|li|h[1-6]|article|section|main|head)\s*>", regex.IGNORECASE
)
_WORD_XML = regex.compile(
    r"<\?mso-application\s+progid=\"Word\.Document\"|<(?:w:wordDocument|pkg:package)\b"
)
_MIME = regex.compile(
    rb"^(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?content-type:\s*multipart/related",
    regex.IGNORECASE,
)


def kind_of(content: bytes) -> Kind:
    """Return the kind of the file whose bytes are `content`; text where nothing else fits."""
    for signature, kind in _SIGNATURES:
        if content.startswith(signature):
            return kind
    if content.startswith((_ZIP, _EMPTY_ZIP)):
        return _kind_of_zip(content)
    if content.startswith(_OLE):
        return _kind_of_ole(content)
    lead = content[:1024].removeprefix(codecs.BOM_UTF8).lstrip(b"\x00 \t\r\n\f")
    if lead.startswith(b"%PDF"):
        return Kind.PDF
    if lead.startswith(b"{\\rtf"):
        return Kind.RTF
    if _MIME.match(content[:_HEAD].replace(b"\r\n", b"\n")):
        return Kind.MHTML
    return _kind_of_markup(content)


def largest_of(kind: Kind) -> int:
    """Return how many bytes a file of `kind` may have."""
    return LARGEST.get(kind, LARGEST_OF_OTHERS) * 2**20


def decode_loosely(content: bytes) -> str:
    """Decode enough to look for markup: by the byte order mark, else each byte that is no ASCII as one letter."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace")
    return content.removeprefix(codecs.BOM_UTF8).decode("latin-1")


def _kind_of_zip(content: bytes) -> Kind:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = {name.replace("\\", "/").lstrip("/").lower() for name in archive.namelist()}
            stated = _stated_type(archive)
    except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError):
        return Kind.CUT_ZIP
    if stated in _OPEN_DOCUMENT:
        return _OPEN_DOCUMENT[stated]
    for folder, main, kind in (
        ("word/", "word/document.xml", Kind.DOCX),
        ("xl/", "xl/workbook.xml", Kind.XLSX),
        ("ppt/", "ppt/presentation.xml", Kind.SLIDES),
    ):
        if main in names or ("[content_types].xml" in names and _has(names, folder)):
            return Kind.XLSB if "xl/workbook.bin" in names else kind
    return Kind.ZIP


def _has(names: set[str], folder: str) -> bool:
    return any(name.startswith(folder) for name in names)


def _stated_type(archive: zipfile.ZipFile) -> bytes:
    """What the member `mimetype` of an OpenDocument file says, empty where there is none or a strange one."""
    member = next((m for m in archive.infolist() if m.filename == "mimetype"), None)
    if not member or member.file_size > 200 or member.flag_bits & 1:
        return b""
    try:
        return archive.read(member).strip()
    except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError, OSError):
        return b""


def _kind_of_ole(content: bytes) -> Kind:
    import olefile  # noqa: PLC0415

    try:
        with olefile.OleFileIO(BytesIO(content)) as ole:
            return next((kind for name, kind in _OLE_STREAMS if ole.exists(name)), Kind.OLE)
    except (OSError, ValueError, IndexError, TypeError, RecursionError):
        return Kind.CUT_OLE


def _kind_of_markup(content: bytes) -> Kind:
    head = decode_loosely(content[:_HEAD])
    if _WORD_XML.search(head[:1000]) and head.lstrip().startswith("<?xml"):
        return Kind.WORD_XML
    body = _PREAMBLE.sub("", head.lstrip("\ufeff"), count=1)
    if _WHOLE_PAGE.match(body):
        return Kind.HTML
    if _FRAGMENT.match(body) and len(_CLOSED.findall(decode_loosely(content[: 8 * _HEAD]))) >= 3:
        return Kind.HTML
    return Kind.TEXT
