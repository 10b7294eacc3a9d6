"""Vietnamese syllables as they are spelt: how much of a text is made of them.

A syllable is an onset, a rime and one of six tones; which letters of a vowel may follow an onset, and which tones a
rime takes (a stopped one only acute and dot below), is data: `reference/onsets.csv` and `reference/rimes.csv`. Both
placements of the tone mark are taken (`hoá`, `hóa`), and so are both cases; a mix of cases within a syllable isn't,
except for a capital at its start.

This is a grammar, not a word list: of the some 18,000 syllables that it allows, about 7,000 are in use. It says that
`tr×nh` is none and `trình` is one; it can't say that `trính` is no word.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

import regex

from extract.legacy.charsets import read_reference

_WORD = regex.compile(r"[\p{L}\p{M}]+")
_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_OF_STOPPED = {"\u0301", "\u0323"}


@dataclass(frozen=True, slots=True, kw_only=True)
class WordCount:
    """Words of a text (runs of letters): all, those that are syllables, those with a letter beyond ASCII, and both."""

    words: int
    syllables: int
    marked: int
    marked_syllables: int


def count_words(text: str) -> WordCount:
    """Count the words of `text`, in NFC or NFD."""
    words = _WORD.findall(unicodedata.normalize("NFC", text))
    marked = [word for word in words if not word.isascii()]
    return WordCount(
        words=len(words),
        syllables=sum(map(is_syllable, words)),
        marked=len(marked),
        marked_syllables=sum(map(is_syllable, marked)),
    )


def share_of_syllables(text: str) -> float:
    """Return the share of the words of `text` that are Vietnamese syllables, from 0 to 1; 0 where it has no words."""
    count = count_words(text)
    return count.syllables / count.words if count.words else 0.0


@lru_cache(maxsize=1 << 16)
def is_syllable(word: str) -> bool:
    """Whether `word` (NFC, no blanks) is spelt like one Vietnamese syllable."""
    if len(word) > 7 or not (word.islower() or word.isupper() or word[1:].islower()):
        return False
    letters = list[str]()
    tones = list[str]()
    for char in unicodedata.normalize("NFD", word.lower()):
        (tones if char in _TONES else letters).append(char)
    if len(tones) > 1:
        return False
    bare = unicodedata.normalize("NFC", "".join(letters))
    return _can_be(bare, tones[0] if tones else "")


def _can_be(bare: str, tone: str) -> bool:
    for length in range(min(3, len(bare) - 1), -1, -1):
        onset, rime = bare[:length], bare[length:]
        if rime[:1] not in _onsets().get(onset, frozenset()):
            continue
        is_stopped = _rimes().get(rime)
        if is_stopped is None:
            continue
        if not is_stopped or tone in _OF_STOPPED:
            return True
    return False


@cache
def _onsets() -> dict[str, frozenset[str]]:
    return {row["onset"]: frozenset(row["before"].split()) for row in read_reference("onsets.csv")}


@cache
def _rimes() -> dict[str, bool]:
    """Rimes without their tone, and whether they end in a stop."""
    return {row["rime"]: row["tones"] == "stopped" for row in read_reference("rimes.csv")}
