"""Text set in a font from before Unicode: the font's name says how its characters are to be read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, lru_cache

import regex

from extract.legacy.charsets import Decoded, charset, plain, read_reference, to_capitals
from extract.legacy.words import decode_words

_SUBSET = regex.compile(r"^[A-Z]{6}\+")
_STYLE = regex.compile(r"(?:[-, ]*(?:Bold|Italic|Oblique|Regular|Normal|Roman))+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class FontFamily:
    """The encoding of a font, by its key in `charsets.LABELS`, and whether the font draws small letters as capitals."""

    charset: str
    is_capitals: bool


def family_of(font: str) -> FontFamily | None:
    """Return what `font` (with or without a PDF's subset prefix `ABCDEF+`) is known to be, None for other fonts."""
    return _family_of(_STYLE.sub("", _SUBSET.sub("", font.strip())))


def decode_by_font(text: str, font: str) -> Decoded:
    """Read `text` as the font of the name `font` shows it; other fonts' text comes back as it is, with no charset.

    Text that plainly is Unicode all the same, as when somebody typed on in such a font, stays as it is, by the word.
    """
    family = family_of(font)
    if family is None or not text:
        return plain(text)
    decoded = decode_words(text, charset(family.charset))
    if family.is_capitals and decoded.charset:
        return replace(decoded, text=to_capitals(decoded.text))
    return decoded


@lru_cache(maxsize=4096)
def _family_of(font: str) -> FontFamily | None:
    for pattern, family in _families():
        if pattern.fullmatch(font):
            return family
    return None


@cache
def _families() -> tuple[tuple[regex.Pattern[str], FontFamily], ...]:
    return tuple(
        (
            regex.compile(row["pattern"]),
            FontFamily(charset=row["charset"], is_capitals=row["capitals"] == "yes"),
        )
        for row in read_reference("charset_fonts.csv")
    )
