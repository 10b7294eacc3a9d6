"""Writing in the old encodings by other means than the program's tables: iconv, Python's codecs, viparse's tables."""

from __future__ import annotations

import subprocess
import unicodedata
from functools import cache

from viparse.normalize.vni import VNI

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
LETTERS = "".join(
    letter
    for vowel in VOWELS
    for tone in TONES
    if not (letter := unicodedata.normalize("NFC", vowel + tone)).isascii()
)
LETTERS += "đ" + LETTERS.upper() + "Đ"
"""Every Vietnamese letter that ASCII lacks, in both cases: 134."""

_BREVES = {"ẳ": "aú", "ẵ": "aü"}
"""What viparse's table lacks: the VNI layout of fonts, as UniKey and VietKey write it."""


def in_bytes(text: str, charset: str) -> bytes:
    """Return `text`, in NFC, as the bytes of an old encoding; raise KeyError or UnicodeError for what it lacks."""
    match charset:
        case "vni":
            return "".join(_vni().get(char, char) for char in text).encode("latin-1")
        case "tcvn3":
            return b"".join(_tcvn3()[char] for char in text)
        case "utf-8":
            return text.encode()
        case "windows-1258":
            return "".join(map(_cp1258, text)).encode("cp1258")
        case _:
            return b"".join(_iconv(charset)[char] for char in text)


@cache
def _vni() -> dict[str, str]:
    table = {letter: code for code, letter in reversed(VNI.pairs)} | _BREVES
    table |= {letter.upper(): code.upper() for letter, code in table.items()}
    return table | {"ì": "ì", "í": "í", "Ì": "Ì", "Í": "Í", "ỵ": "î", "Ỵ": "Î"}


def _cp1258(char: str) -> str:
    """Return a letter as the code page has it: whole, or the vowel with the tone behind it."""
    try:
        char.encode("cp1258")
    except UnicodeEncodeError:
        parts = unicodedata.normalize("NFD", char)
        (tone,) = [part for part in parts if part in TONES]
        return unicodedata.normalize("NFC", parts.replace(tone, "")) + tone
    return char


@cache
def _tcvn3() -> dict[str, bytes]:
    """The letters of the ABC fonts: those small ones that TCVN has, and seven capitals; others are typed as small."""
    whole = _iconv("tcvn")
    return whole | {
        char: whole[char.lower()] for char in LETTERS if char.isupper() and char not in "ĂÂĐÊÔƠƯ"
    }


@cache
def _iconv(charset: str) -> dict[str, bytes]:
    name = {"tcvn": "TCVN5712-1", "viscii": "VISCII"}[charset]
    known = LETTERS + "".join(map(chr, range(0x20, 0x7F))) + "\t\n\r\f"
    return {
        char: subprocess.run(
            ["iconv", "-f", "UTF-8", "-t", name],
            input=char.encode(),
            capture_output=True,
            check=True,
        ).stdout
        for char in known
    }
