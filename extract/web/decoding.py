"""The encoding of a web page: what it is, not what the page says it is, where the two differ."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import Final

import regex

_DECLARED = regex.compile(
    rb"<meta[^>]+charset\s*=\s*[\"']?\s*([-\w]+)|<\?xml[^>]+encoding\s*=\s*[\"']([-\w]+)",
    regex.IGNORECASE,
)
_TONES = regex.compile(
    rb"[aeiouyAEIOUY\xc2\xe2\xca\xea\xd4\xf4\xd5\xf5\xdd\xfd\xe3\xc3][\xcc\xd2\xde\xec\xf2]"
)
"""Vowels of Windows-1258 with a combining tone mark (0xCC, 0xD2, 0xDE, 0xEC, 0xF2) behind them."""
_HEAD: Final = 8192
_SAME: Final = {"iso-8859-1": "windows-1252", "latin1": "windows-1252", "ascii": "windows-1252", "us-ascii":
                "windows-1252", "x-sjis": "shift_jis", "unicode": "utf-16", "vietnamese": "windows-1258"}  # fmt: skip
"""Names as the encoding standard of the web reads them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A page as text, the encoding that it was read in, the one it declares, and how many bytes fit neither."""

    text: str
    encoding: str
    declared: str
    n_unreadable: int


def decode_page(content: bytes, stated: str = "") -> Decoded:
    """Decode a page: by its byte order mark; as UTF-8 where it is that; else as it declares, or as `stated` outside."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if content.startswith(mark):
            return _decode(content[len(mark) :], encoding, encoding)
    declared = _known(_declared(content)) or _known(stated.encode("ascii", "ignore"))
    if _is_utf_8(content):
        return _decode(content, "utf-8", declared)
    return _decode(
        content, declared if declared not in ("", "utf-8") else _guess(content), declared
    )


def _declared(content: bytes) -> bytes:
    match = _DECLARED.search(content[:_HEAD])
    return next((group for group in match.groups() if group), b"") if match else b""


def _known(name: bytes) -> str:
    lowered = name.decode("ascii", "ignore").lower()
    lowered = _SAME.get(lowered, lowered)
    try:
        codecs.lookup(lowered)
    except LookupError:
        return ""
    return lowered


def _is_utf_8(content: bytes) -> bool:
    """Whether the bytes are UTF-8 but for a cut at the end or a handful of bytes that slipped in."""
    try:
        codecs.getincrementaldecoder("utf-8")("strict").decode(content, final=False)
    except UnicodeDecodeError:
        return _count_wrong(content) * 200 < sum(byte >= 0x80 for byte in content)
    return True


def _count_wrong(content: bytes) -> int:
    return content.decode("utf-8", errors="replace").count("\ufffd") - content.count(
        "\ufffd".encode()
    )


def _guess(content: bytes) -> str:
    """Windows-1258 where its combining tone marks stand behind vowels, else Windows-1252."""
    return "windows-1258" if len(_TONES.findall(content)) >= 3 else "windows-1252"


def _decode(content: bytes, encoding: str, declared: str) -> Decoded:
    text = content.decode(encoding, errors="replace")
    given = content.count("\ufffd".encode()) if encoding == "utf-8" else 0
    return Decoded(
        text=text,
        encoding=encoding,
        declared=declared,
        n_unreadable=max(text.count("\ufffd") - given, 0),
    )
