"""The old encodings as tables, and reading text that shows their bytes as Western characters.

What a program hands over of such text are the bytes seen as Latin-1 or Windows-1252 characters (`B¸o c¸o` for `Báo
cáo`), with those from 0x80 to 0x9F as control characters (Latin-1) or as quotes, dashes and letters (Windows-1252).
Both are taken.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Mapping
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
}
"""The encodings, by key, as a person names them."""

_CLUSTER = regex.compile(r"\P{M}\p{M}+")
_WORD = regex.compile(r"\p{L}+")


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
    """An encoding: `letters` from its bytes, each byte as the Latin-1 character of its number, to the letter."""

    key: str
    letters: Mapping[str, str]
    pattern: regex.Pattern[str]

    def decode(self, text: str) -> Decoded:
        """Read `text`, whose characters are this encoding's bytes; what is no letter of it stays as it is."""
        as_bytes = text.translate(_western())
        if self.key == "tcvn3":
            as_bytes = as_bytes.replace("\x02", "\xad")
        pieces, starts, done = [], list[int](), 0
        for match in self.pattern.finditer(as_bytes):
            start, end = match.span()
            pieces += [text[done:start], self.letters[match[0]]]
            starts += [*range(done, start), start]
            done = end
        pieces.append(text[done:])
        starts += range(done, len(text) + 1)
        return _composed("".join(pieces), starts, self.key)

    def can_hold(self, text: str) -> bool:
        """Whether every letter of `text` may be what a program handed over for a byte of this encoding."""
        return all(c < "\u0100" or not c.isalpha() or ord(c) in _western() for c in text)


def plain(text: str) -> Decoded:
    """Return `text` as it is: not of any old encoding."""
    return Decoded(text=text, starts=tuple(range(len(text) + 1)))


@cache
def charset(key: str) -> Charset:
    """Return the encoding whose key in `LABELS` is `key`."""
    letters = {
        "".join(chr(int(byte, 16)) for byte in row["code"].split()): row["letter"]
        for row in read_reference(f"charsets/{key}.csv")
    }
    longest_first = sorted(letters, key=lambda code: (-len(code), code))
    pattern = regex.compile("|".join(map(regex.escape, longest_first)))
    return Charset(key=key, letters=letters, pattern=pattern)


def read_reference(name: str) -> list[dict[str, str]]:
    """Return the rows of a CSV file of `extract.reference`."""
    text = files("extract.reference").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(StringIO(text)))


@cache
def _western() -> Mapping[int, str]:
    """Windows-1252 characters that are not Latin-1, and look-alikes that programs hand over, to Latin-1 ones."""
    table = {}
    for byte in range(0x80, 0xA0):
        shown = bytes([byte]).decode("cp1252", errors="ignore")
        if shown:
            table[ord(shown)] = chr(byte)
    table |= {ord(row["given"]): row["byte"] for row in read_reference("charset_lookalikes.csv")}
    return table


def _composed(text: str, starts: list[int], key: str) -> Decoded:
    """Compose letters and the marks behind them, and give words in capitals the capitals that TCVN3 lacks."""
    if not unicodedata.is_normalized("NFC", text):
        text, starts = _compose(text, starts)
    if key == "tcvn3" and not text.isascii():
        text = "".join(map(_with_capitals, text.splitlines(keepends=True)))
    return Decoded(text=text, starts=tuple(starts), charset=key)


def _compose(text: str, starts: list[int]) -> tuple[str, list[int]]:
    pieces, kept, done = [], list[int](), 0
    for match in _CLUSTER.finditer(text):
        piece = unicodedata.normalize("NFC", match[0])
        if len(piece) > len(match[0]):
            continue
        pieces += [text[done : match.start()], piece]
        kept += [*starts[done : match.start()], *starts[match.start() :][: len(piece)]]
        done = match.end()
    return "".join([*pieces, text[done:]]), kept + starts[done:]


def _with_capitals(line: str) -> str:
    """Give `line` the capitals that TCVN3 cannot write: where all that ASCII has is capital, the rest is too."""
    if _is_in_capitals(line, at_least=3):
        return to_capitals(line)
    return _WORD.sub(
        lambda w: to_capitals(w[0]) if _is_in_capitals(w[0], at_least=2) else w[0], line
    )


def _is_in_capitals(text: str, *, at_least: int) -> bool:
    given = [char for char in text if char.isascii() and char.isalpha()]
    return len(given) >= at_least and all(map(str.isupper, given))


def to_capitals(text: str) -> str:
    """Return `text` in capitals, of the same length: a letter whose capital is two letters stays."""
    return "".join(char.upper() if len(char.upper()) == 1 else char for char in text)
