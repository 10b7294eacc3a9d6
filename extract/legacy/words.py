"""Text in an old encoding with words of Unicode among it: each is read as what it is."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from itertools import combinations
from typing import Final

import regex

from extract.legacy.charsets import Charset, Decoded, plain
from extract.syllables import is_syllable

_TOKEN = regex.compile(r"\S+")
_WORD = regex.compile(
    r"[\p{L}\p{M}]+(?:[^\p{L}\p{M}\p{Z}\p{Nd}\p{Pd}\x00-\x7f\u2018-\u201f\u2026]+[\p{L}\p{M}]+)*"
)
_HYPHEN = regex.compile("[-\u2010\u2212]")
_HYPHENED = regex.compile(
    r"(?<![A-Za-z\x80-\uffff\d-])[A-Za-z\x80-\u200f\u2011-\u2211\u2213-\uffff]*+"
    r"[-\u2010\u2212][A-Za-z\x80-\uffff-]*+(?!\d)"
)
_MOST_HYPHENS: Final = 4


def decode_words(text: str, encoding: Charset) -> Decoded:
    """Read `text` with `encoding`, but those words as they are that plainly are Unicode, all if more of them are."""
    given = _with_soft_hyphens(text, encoding) if encoding.key == "tcvn3" else text
    decoded = encoding.decode(given)
    if given.isascii():
        return decoded
    foreign, others = list[tuple[int, int]](), list[tuple[int, int]]()
    for start, end in (match.span() for match in _TOKEN.finditer(text)):
        word = text[start:end]
        is_foreign = not encoding.can_hold(word) and _n_marked(word) >= _n_marked(
            _slice(decoded, start, end)
        )
        (foreign if is_foreign else others).append((start, end))
    as_given = sum(_n_marked(text[start:end]) for start, end in others)
    as_font = sum(_n_marked(_slice(decoded, *span)) for span in others)
    if as_given > as_font or (foreign and as_given == as_font):
        return plain(text)
    return _keeping(text, decoded, foreign) if foreign else decoded


def text_of_words(text: str, encoding: Charset) -> str:
    """Return the text that `decode_words` reads, without the way back, some times faster."""
    if not encoding.can_hold(text):
        return decode_words(text, encoding).text
    given = _with_soft_hyphens(text, encoding) if encoding.key == "tcvn3" else text
    read = encoding.text_of(given)
    return text if _n_marked(text) > _n_marked(read) else read


def marked_words(text: str) -> Iterator[str]:
    """Yield the words of `text` with a letter beyond ASCII, in NFC: letters, and signs between them (`B¸o`).

    Single letters are left out: they are syllables in too many encodings to tell anything.
    """
    composed = unicodedata.normalize("NFC", text)
    return (word for word in _WORD.findall(composed) if len(word) > 1 and not word.isascii())


def _n_marked(text: str) -> int:
    return sum(map(is_syllable, marked_words(text)))


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
