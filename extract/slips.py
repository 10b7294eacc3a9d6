"""Slips of the pen in the names of series: `Giá trị sản suất công nghiệp`, `Kim nghạch xuất khẩu`.

A name is looked for only where its words begin with the same sounds, so that a word that tells one series from another
(`công nghiệp`, `nông nghiệp`) is never bridged; what is left may differ by one edit, by two in a long name. The edits
are those of the optimal string alignment distance (Damerau 1964), counted after letters that sound alike have been
levelled out (`s` and `x`, `ch` and `tr`, `d`, `gi` and `r`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA

from extract.lexicon import Lexicon, Match, Term

SHORTEST = 14
"""Letters and blanks a name must have; in a shorter one an edit may make another name."""
LONG = 24
"""From this length on two edits are allowed instead of one."""

_WORD = re.compile(r"[^\W\d_]+")
_GAP = re.compile(r"\s+")
_SOUNDS = (
    (re.compile(r"\bngh"), "ng"),
    (re.compile(r"\bgh"), "g"),
    (re.compile(r"\bx"), "s"),
    (re.compile(r"\btr"), "ch"),
    (re.compile(r"\b(?:g[iíìỉĩị]|r)(?=[^\W\d_])"), "d"),
    (re.compile(r"\b[cq](?!h)"), "k"),
    (re.compile(r"y\b"), "i"),
)


def sound_of(folded: str) -> str:
    """Return a folded text with letters that sound alike made one."""
    for pattern, letter in _SOUNDS:
        folded = pattern.sub(letter, folded)
    return folded


def is_slip(written: str, meant: str) -> bool:
    """Whether `written` may be `meant` with a slip of the pen; both folded, with as many words, in sounds."""
    edits = 2 if len(meant) >= LONG else 1
    return OSA.distance(written, meant, score_cutoff=edits) <= edits


class SlipFinder:
    """Finds names of the vocabulary that are written with a slip; built once for a vocabulary."""

    def __init__(self, phrases: Iterable[tuple[str, tuple[Term, ...]]]) -> None:
        self._by_initials: defaultdict[str, list[tuple[str, tuple[Term, ...]]]] = defaultdict(list)
        for folded, terms in phrases:
            sound = sound_of(folded)
            if len(folded) >= SHORTEST and all(_WORD.fullmatch(w) for w in sound.split()):
                self._by_initials[_initials(sound.split())].append((sound, terms))
        self._sizes = sorted({len(initials) for initials in self._by_initials}, reverse=True)

    def find(self, folded: str, found: Sequence[Match]) -> list[Match]:
        """Return names with slips in a passage, apart from what stands there as the vocabulary has it."""
        known = {(m.start, m.end) for m in found}
        words = list(_WORD.finditer(folded))
        sounds = [sound_of(w[0]) for w in words]
        initials = _initials(sounds)
        slips: list[Match] = []
        done = 0
        for k, word in enumerate(words):
            if word.start() < done:
                continue
            slip = self._at(k, words, sounds, initials, folded)
            if slip and (slip.start, slip.end) not in known:
                slips.append(slip)
                done = slip.end
        return slips

    def _at(
        self,
        k: int,
        words: Sequence[re.Match[str]],
        sounds: Sequence[str],
        initials: str,
        folded: str,
    ) -> Match | None:
        for size in self._sizes:
            candidates = self._by_initials.get(initials[k : k + size])
            if not candidates or k + size > len(words):
                continue
            start, end = words[k].start(), words[k + size - 1].end()
            if any(
                not _GAP.fullmatch(folded, a.end(), b.start())
                for a, b in zip(words[k : k + size - 1], words[k + 1 : k + size], strict=True)
            ):
                continue
            written = " ".join(sounds[k : k + size])
            for meant, terms in candidates:
                if is_slip(written, meant):
                    return Match(start, end, terms)
        return None


@lru_cache(maxsize=4)
def finder_of(lexicon: Lexicon) -> SlipFinder:
    """Return the finder for the series and parts that a vocabulary names; made once."""
    return SlipFinder(
        (folded, terms)
        for folded, terms in lexicon.names.items()
        if any(term.kind in ("concept", "item") for term in terms)
    )


def _initials(sounds: Sequence[str]) -> str:
    return "".join(sound[0] for sound in sounds)
