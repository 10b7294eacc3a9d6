"""Text set in a font from before Unicode: the font's name says how its characters are to be read."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import combinations
from typing import Final

import regex

from extract.legacy.charsets import Charset, Decoded, charset, plain, read_reference, to_capitals
from extract.syllables import is_syllable

_SUBSET = regex.compile(r"^[A-Z]{6}\+")
_STYLE = regex.compile(r"(?:[-, ]*(?:Bold|Italic|Oblique|Regular|Normal|Roman))+$")
_TOKEN = regex.compile(r"\S+")
_LETTERS = regex.compile(r"\p{L}[\p{L}\p{M}]*")
_HYPHEN = regex.compile("[-\u2010\u2212]")
_HYPHENED = regex.compile(
    r"(?<![\d\u2010\u2212-])[A-Za-z\x80-\uffff]*[-\u2010\u2212][A-Za-z\x80-\uffff-]*(?!\d)"
)
_MOST_HYPHENS: Final = 4


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
    decoded = _decoded(text, charset(family.charset))
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


def _decoded(text: str, encoding: Charset) -> Decoded:
    given = _with_soft_hyphens(text, encoding) if encoding.key == "tcvn3" else text
    decoded = encoding.decode(given)
    if given.isascii():
        return decoded
    tokens = [match.span() for match in _TOKEN.finditer(text)]
    foreign = [
        (start, end)
        for start, end in tokens
        if not encoding.can_hold(text[start:end])
        and _n_marked(text[start:end]) >= _n_marked(_slice(decoded, start, end))
    ]
    others = [span for span in tokens if span not in foreign]
    as_given = sum(_n_marked(text[start:end]) for start, end in others)
    as_font = sum(_n_marked(_slice(decoded, *span)) for span in others)
    if as_given > as_font or (foreign and as_given == as_font):
        return plain(text)
    return _keeping(text, decoded, foreign) if foreign else decoded


def _n_marked(text: str) -> int:
    """How many words of `text` are syllables with a letter beyond ASCII."""
    return sum(not word.isascii() and is_syllable(word) for word in _LETTERS.findall(text))


def _slice(decoded: Decoded, start: int, end: int) -> str:
    """Return what the given code points `start` to `end` are in the decoded text."""
    return decoded.text[bisect_left(decoded.starts, start) : bisect_left(decoded.starts, end)]


def _keeping(text: str, decoded: Decoded, spans: list[tuple[int, int]]) -> Decoded:
    """Return `decoded` with the code points at `spans` of `text` as they were given."""
    pieces, starts, done = list[str](), list[int](), 0
    for start, end in spans:
        first, last = (bisect_left(decoded.starts, at) for at in (done, start))
        pieces += [decoded.text[first:last], text[start:end]]
        starts += [*decoded.starts[first:last], *range(start, end)]
        done = end
    rest = bisect_left(decoded.starts, done)
    pieces.append(decoded.text[rest:])
    starts += decoded.starts[rest:]
    return Decoded(text="".join(pieces), starts=tuple(starts), charset=decoded.charset)


def _with_soft_hyphens(text: str, encoding: Charset) -> str:
    """Return `text` with the hyphens that stand for `ư` as soft ones.

    The byte AD is `ư` in TCVN3 and a hyphen in a PDF's WinAnsiEncoding (ISO 32000-1, annex D), a minus to some
    programs, so text may have lost the difference; where it is there, or where hyphens join words, nothing is changed.
    """
    if "\xad" in text:
        return text
    return _HYPHENED.sub(lambda word: _soft_hyphened(word[0], encoding), text)


def _soft_hyphened(word: str, encoding: Charset) -> str:
    at = [match.start() for match in _HYPHEN.finditer(word)]
    if len(at) > _MOST_HYPHENS or len(word) == len(at):
        return word
    for n in range(len(at) + 1):
        for chosen in combinations(at, n):
            tried = "".join("\xad" if i in chosen else char for i, char in enumerate(word))
            if all(_is_whole(part) for part in _HYPHEN.split(encoding.decode(tried).text) if part):
                return tried
    return word


def _is_whole(part: str) -> bool:
    return len(part) > 1 and is_syllable(part)
