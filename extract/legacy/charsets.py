"""The old encodings as tables, and reading text that shows their bytes as Western characters.

What a program hands over of such text are the bytes seen as Latin-1 or Windows-1252 characters (`B¸o c¸o` for `Báo
cáo`), with those from 0x80 to 0x9F as control characters (Latin-1) or as quotes, dashes and letters (Windows-1252).
Both are taken.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import StringIO
from typing import Final

import regex

LABELS: Final[Mapping[str, str]] = {
    "tcvn3": "TCVN3 (ABC)",
    "tcvn": "TCVN 5712 (VN1)",
    "vni": "VNI",
    "viscii": "VISCII",
    "windows-1258": "Windows-1258",
    "utf-8": "UTF-8 shown as Windows-1252",
}
"""The encodings, by key, as a person names them."""

_CLUSTER = regex.compile(r"\P{M}\p{M}+")
_WORD = regex.compile(r"\p{L}+")
_LOWER = regex.compile("[a-z]")
_UTF_8 = regex.compile(
    "[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]"
    "|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}|\xc3 "
)
"""A character beyond ASCII in UTF-8, as table 3-7 of the Unicode standard has it, in Latin-1; and `à` with a blank."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Text read with an old encoding, in NFC, and the way back to what was given.

    `starts` is one longer than `text`: the character at `i` comes from the given code points `starts[i]` to
    `starts[i + 1]` (excluded), so a slice of one is a slice of the other. `charset` is the encoding's key, empty where
    the text was taken as it is.
    """

    text: str
    starts: tuple[int, ...]
    charset: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Charset:
    """An encoding: `letter_of` reads what `pattern` finds in its bytes, each a Latin-1 character."""

    key: str
    pattern: regex.Pattern[str]
    letter_of: Callable[[str], str]

    def decode(self, text: str) -> Decoded:
        """Read `text`, whose characters are this encoding's bytes; what is no letter of it stays as it is."""
        as_bytes = self._as_bytes(text)
        pieces, starts, done = [], list[int](), 0
        for match in self.pattern.finditer(as_bytes):
            start, end = match.span()
            pieces += [as_bytes[done:start], self.letter_of(match[0])]
            starts += [*range(done, start), start]
            done = end
        pieces.append(as_bytes[done:])
        starts += range(done, len(text) + 1)
        read, starts = _compose("".join(pieces).translate(_windows()), starts)
        return Decoded(text=self._in_case(read), starts=tuple(starts), charset=self.key)

    def text_of(self, text: str) -> str:
        """Return the text that `decode` reads, without the way back, some times faster."""
        if text.isascii():
            return text
        letter_of = self.letter_of
        read = self.pattern.sub(lambda code: letter_of(code[0]), self._as_bytes(text))
        read = read.translate(_windows())
        if not unicodedata.is_normalized("NFC", read):
            read = _CLUSTER.sub(lambda cluster: _composed(cluster[0]), read)
        return self._in_case(read)

    def _as_bytes(self, text: str) -> str:
        if text.isascii():
            return text
        as_bytes = text.translate(_western())
        if self.key == "tcvn3":
            return as_bytes.translate(_lookalikes())
        return as_bytes

    def _in_case(self, text: str) -> str:
        if self.key != "tcvn3" or text.isascii():
            return text
        return "".join(map(_with_capitals, text.splitlines(keepends=True)))

    def can_hold(self, text: str) -> bool:
        """Whether every letter of `text` may be what a program handed over for a byte of this encoding."""
        return all(c < "\u0100" or not c.isalpha() or ord(c) in _western() for c in text)


def plain(text: str) -> Decoded:
    """Return `text` as it is: not of any old encoding."""
    return Decoded(text=text, starts=tuple(range(len(text) + 1)))


@cache
def charset(key: str) -> Charset:
    """Return the encoding whose key in `LABELS` is `key`."""
    if key == "utf-8":
        return Charset(key=key, pattern=_UTF_8, letter_of=_utf_8)
    letters = {
        "".join(chr(int(byte, 16)) for byte in row["code"].split()): row["letter"]
        for row in read_reference(f"charsets/{key}.csv")
    }
    longest_first = sorted(letters, key=lambda code: (-len(code), code))
    pattern = regex.compile("|".join(map(regex.escape, longest_first)))
    return Charset(key=key, pattern=pattern, letter_of=letters.__getitem__)


def _utf_8(code: str) -> str:
    """Return the character that well-formed UTF-8 stands for; a no-break space may have become a blank."""
    return code.replace(" ", "\xa0").encode("latin-1").decode("utf-8")


def read_reference(name: str) -> list[dict[str, str]]:
    """Return the rows of a CSV file of `extract.reference`."""
    text = files("extract.reference").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(StringIO(text)))


@cache
def _western() -> Mapping[int, str]:
    """Windows-1252 characters that are not Latin-1, to the Latin-1 character of their byte."""
    return {ord(shown): chr(byte) for byte, shown in _windows().items()}


@cache
def _lookalikes() -> Mapping[int, str]:
    """Characters that programs hand over for bytes of TCVN3, to the Latin-1 character of the byte."""
    rows = read_reference("charset_lookalikes.csv")
    return {int(row["given"], 16): chr(int(row["byte"], 16)) for row in rows}


@cache
def _windows() -> Mapping[int, str]:
    """Bytes from 0x80 to 0x9F as Windows shows them: quotes, dashes and bullets beside the letters of an encoding."""
    table = {byte: bytes([byte]).decode("cp1252", errors="ignore") for byte in range(0x80, 0xA0)}
    return {byte: shown for byte, shown in table.items() if shown}


def _compose(text: str, starts: list[int]) -> tuple[str, list[int]]:
    """Compose letters and the marks behind them."""
    if unicodedata.is_normalized("NFC", text):
        return text, starts
    pieces, kept, done = [], list[int](), 0
    for match in _CLUSTER.finditer(text):
        piece = _composed(match[0])
        pieces += [text[done : match.start()], piece]
        kept += starts[done : match.start() + len(piece)]
        done = match.end()
    return "".join([*pieces, text[done:]]), kept + starts[done:]


def _composed(cluster: str) -> str:
    composed = unicodedata.normalize("NFC", cluster)
    return composed if len(composed) <= len(cluster) else cluster


def _with_capitals(line: str) -> str:
    """Give `line` the capitals that TCVN3 cannot write: where all that ASCII has is capital, the rest is too."""
    marked = [word for word in _WORD.findall(line) if not word.isascii()]
    if not _LOWER.search(line) and sum(map(_n_ascii, marked)) > 2:
        return to_capitals(line)
    return _WORD.sub(
        lambda w: w[0] if _LOWER.search(w[0]) or _n_ascii(w[0]) < 2 else to_capitals(w[0]), line
    )


def _n_ascii(word: str) -> int:
    return sum(map(str.isascii, word))


def to_capitals(text: str) -> str:
    """Return `text` in capitals, of the same length: a letter whose capital is two letters stays."""
    return "".join(char.upper() if len(char.upper()) == 1 else char for char in text)
