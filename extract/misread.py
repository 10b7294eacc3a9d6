"""Names and phrases of the vocabulary whose marks a recogniser of images misread: `tôm đồng lạnh` for `tôm đông lạnh`.

Optical recognition of Vietnamese loses and changes tone and vowel marks more than anything else (about one in a hundred
at 200 dots an inch), and with one wrong mark a name is no name any more. Only text read off an image is levelled, only
for matching: the text itself stays as it was read, and what rests on a levelled phrase is in doubt.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

import ahocorasick

from extract.lexicon import Lexicon
from extract.spelling import fold

SHORTEST = 7
"""Letters and blanks that a phrase must have; in a shorter one another mark makes another word."""
_CUES = (
    "so với cùng kỳ",
    "so cùng kỳ",
    "cùng kỳ năm trước",
    "so với tháng trước",
    "so tháng trước",
    "tháng trước",
    "kế hoạch",
    "lũy kế",
    "trong đó",
)


def bare(folded: str) -> str:
    """Return folded text without tone and vowel marks, of the same length."""
    return "".join(map(_bare, folded))


@lru_cache(maxsize=4096)
def _bare(char: str) -> str:
    return "d" if char == "đ" else unicodedata.normalize("NFD", char)[0]


class Leveller:
    """Puts phrases whose letters are right and whose marks are not into the vocabulary's spelling."""

    def __init__(self, phrases: Iterable[str]) -> None:
        spelt: dict[str, set[str]] = {}
        for phrase in phrases:
            if len(phrase) >= SHORTEST and " " in phrase:
                spelt.setdefault(bare(phrase), set()).add(phrase)
        self._automaton = ahocorasick.Automaton()
        for letters, meant in spelt.items():
            if len(meant) == 1:
                self._automaton.add_word(letters, meant.pop())
        self._automaton.make_automaton()

    def level(self, folded: str) -> tuple[str, tuple[tuple[int, int], ...]]:
        """Return the folded text with such phrases mended, of the same length, and their places in it, in order.

        A phrase that is one of the vocabulary's as it stands is left alone, and the longest of several is taken.
        """
        letters = bare(folded)
        found = [
            (last + 1 - len(meant), last + 1, meant)
            for last, meant in self._automaton.iter(letters)
            if _is_apart(letters, last + 1 - len(meant), last + 1)
        ]
        levelled, places, done = folded, [], 0
        for start, end, meant in sorted(found, key=lambda f: (f[0], -f[1])):
            if start < done:
                continue
            done = end
            if folded[start:end] != meant:
                levelled = levelled[:start] + meant + levelled[end:]
                places.append((start, end))
        return levelled, tuple(places)


def _is_apart(text: str, start: int, end: int) -> bool:
    before = start > 0 and text[start - 1].isalpha()
    return not before and not text[end : end + 1].isalpha()


@lru_cache(maxsize=4)
def leveller_of(lexicon: Lexicon) -> Leveller:
    """Return the leveller for the phrases of a vocabulary; made once."""
    return Leveller([*lexicon.names, *map(fold, _CUES)])
