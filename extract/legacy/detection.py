"""Telling in which old encoding a text is, by its words alone.

Two cases. Bytes that are no UTF-8: all of them are of an old encoding, mostly of one. And Unicode text that somebody
made of such bytes by taking them for Western ones (`B¸o c¸o`, `BAÙO CAÙO`, `BÃ¡o cÃ¡o`): then single lines may be so,
each in an encoding of its own, among lines that are right.

Each way to read a line is judged by its different words with a letter beyond ASCII: how many are spelt like
Vietnamese syllables. Right readings have nearly all, wrong ones a quarter at most. A line says by itself what it is
only if one way leads clearly; others follow the nearest line that does, and if none does all are judged together.
What stays open between two ways is left as it is and said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, Protocol

import regex

from extract.legacy.charsets import LABELS, charset
from extract.legacy.words import marked_words, text_of_words
from extract.model import Notice, Span
from extract.syllables import is_syllable, share_of_syllables

LEAD: Final = 3
"""Different words that the right reading must have more than any other."""
SHARE: Final = 0.8
"""Share of the different words with marks that must be syllables."""
SHARE_OF_ALL: Final = 0.5
"""Share of all words that must be syllables in Unicode text: foreign prose has less, however its letters are read."""
LETTERS: Final = 3
"""Different letters beyond ASCII that the words must show: a single one proves nothing."""
LONG: Final = 100_000
"""Characters; of longer text a sample of this length says which encodings to try."""

_LINE = regex.compile(r"[^\n]*\n|[^\n]+")
_OF_BYTES: Final = tuple(key for key in LABELS if key != "utf-8")
_OF_TEXT: Final = ("", *LABELS)
_TCVN: Final = {"tcvn", "tcvn3"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """The text as it is to be read, and what is to be said about it, with spans in this text."""

    text: str
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """Some lines read in one way (the encoding's key, empty for as they are), and their different words with marks."""

    key: str
    text: str
    words: frozenset[str]
    syllables: frozenset[str]

    @property
    def share(self) -> float:
        return len(self.syllables) / len(self.words) if self.words else 0.0

    @property
    def score(self) -> int:
        return 2 * len(self.syllables) - len(self.words)


class _Way(Protocol):
    """Reads lines with the encoding of a key."""

    def __call__(self, text: str, key: str) -> _Reading: ...


def recognise_bytes(content: bytes) -> Recognised | None:
    """Read bytes that are no UTF-8, or return None where no old encoding clearly is theirs."""
    lines = _LINE.findall(content.decode("latin-1"))
    read = [
        reading or _reading(line, "") if line.isascii() else reading
        for line, reading in zip(lines, _by_lines(lines, _OF_BYTES, _read_bytes), strict=True)
    ]
    readings = [reading for reading in read if reading is not None]
    if len(readings) < len(read) or _pooled(readings).share < SHARE:
        return None
    text = "".join(reading.text for reading in readings)
    return Recognised(text=text, notices=tuple(_notices(lines, readings, _OF_BYTES, _read_bytes)))


def fits(content: bytes) -> str:
    """Say for a person how well the old encodings fit `content`, best first; empty if none fits a single word."""
    shown = content.decode("latin-1")
    readings = sorted((_read_bytes(shown, key) for key in _OF_BYTES), key=lambda r: -r.share)
    return ", ".join(f"{LABELS[r.key]} {r.share:.0%}" for r in readings if r.syllables)


def recognise_text(text: str) -> Recognised:
    """Read Unicode text, lines of which may be bytes of an old encoding that were taken for Western ones."""
    if text.isascii():
        return Recognised(text=text)
    lines = _LINE.findall(text)
    if not any(map(_is_suspect, lines)):
        return Recognised(text=text)
    read = _by_lines(lines, _OF_TEXT, _read_text)
    readings = [r or _reading(line, "") for line, r in zip(lines, read, strict=True)]
    if not any(reading.key for reading in readings):
        return Recognised(text=text, notices=tuple(_undecided(lines)))
    notices = [
        *_notices(lines, readings, _OF_TEXT, _read_text),
        *_unsettled(readings, read),
    ]
    return Recognised(text="".join(r.text for r in readings), notices=tuple(notices))


def _is_suspect(line: str) -> bool:
    """Whether `line` has a word that is no syllable and that bytes shown as Western characters may be."""
    if line.isascii():
        return False
    could_be = charset("viscii").can_hold
    return any(could_be(word) and not is_syllable(word) for word in marked_words(line))


def _reading(text: str, key: str) -> _Reading:
    words = frozenset(marked_words(text))
    return _Reading(
        key=key,
        text=text,
        words=frozenset(map(str.lower, words)),
        syllables=frozenset(word.lower() for word in words if is_syllable(word)),
    )


def _read_bytes(text: str, key: str) -> _Reading:
    return _reading(charset(key).text_of(text), key)


def _read_text(text: str, key: str) -> _Reading:
    decoded = text_of_words(text, charset(key)) if key else text
    return _reading(decoded, key if decoded != text else "")


def _pooled(readings: Iterable[_Reading]) -> _Reading:
    return _reading("\n".join(reading.text for reading in readings), "")


def _leading(readings: Sequence[_Reading]) -> _Reading | None:
    """Return the reading that clearly is right, None where none is."""
    best = max(readings, key=lambda reading: reading.score)
    rivals = [len(reading.syllables) for reading in readings if reading.text != best.text]
    letters = {char for word in best.syllables for char in word if not char.isascii()}
    if (
        best.share < SHARE
        or len(letters) < LETTERS
        or len(best.syllables) < max(rivals, default=0) + LEAD
        or share_of_syllables(best.text) < SHARE_OF_ALL
    ):
        return None
    return best


def _narrowed(lines: Sequence[str], keys: Sequence[str], read: _Way) -> Sequence[str]:
    """Leave out of `keys` those that a long text's start shows not to be worth trying on all of it."""
    if sum(map(len, lines)) <= LONG:
        return keys
    sample = "".join(lines)[:LONG]
    readings = {key: read(sample, key) for key in keys}
    best = max(len(reading.syllables) for reading in readings.values())
    return [key for key in keys if not key or len(readings[key].syllables) > best // 2]


def _other_tcvn(tried: Iterable[Sequence[_Reading]]) -> str:
    """Return which of the two forms of TCVN the lines that seem to be in it are not: VN1 has capitals of its own."""
    scores = {"tcvn": 0, "tcvn3": 0}
    for ways in tried:
        if ways and max(ways, key=lambda reading: reading.score).key in scores:
            for reading in ways:
                if reading.key in scores:
                    scores[reading.key] += reading.score
    return "tcvn3" if scores["tcvn"] > scores["tcvn3"] else "tcvn"


def _by_lines(lines: Sequence[str], keys: Sequence[str], read: _Way) -> list[_Reading | None]:
    """Read each line in its way; None stands for those that stay open, and for those of ASCII alone."""
    is_worth = _is_suspect if "" in keys else _is_beyond_ascii
    worth = [is_worth(line) for line in lines]
    keys = _narrowed([line for line, is_so in zip(lines, worth, strict=True) if is_so], keys, read)
    tried = [
        [read(line, key) for key in keys] if is_so else []
        for line, is_so in zip(lines, worth, strict=True)
    ]
    unlike = _other_tcvn(tried)
    keys = [key for key in keys if key != unlike]
    own = [_leading([r for r in ways if r.key != unlike]) if ways else None for ways in tried]
    found = {reading.key for reading in own if reading and reading.key}
    if not found:
        pool = "".join(line for line, is_so in zip(lines, worth, strict=True) if is_so)
        pooled = _leading([read(pool, key) for key in keys]) if pool else None
        if pooled is None or not pooled.key:
            return own
        found = {pooled.key}
    if "" in keys:
        own = [r or _plainly_unicode(line, found) for line, r in zip(lines, own, strict=True)]
    around = _around([None if r is None else r.key for r in own], default=min(found))
    return [
        reading or _following(line, near, keys, read)
        for line, reading, near in zip(lines, own, around, strict=True)
    ]


def _is_beyond_ascii(line: str) -> bool:
    return not line.isascii()


def _plainly_unicode(line: str, found: Iterable[str]) -> _Reading | None:
    """Return `line` as it is if it is better so than in any of the encodings that other lines are in."""
    if line.isascii():
        return None
    as_it_is = _reading(line, "")
    others = [_read_text(line, key) for key in found]
    return as_it_is if all(as_it_is.score > other.score for other in others) else None


def _around(keys: Sequence[str | None], default: str) -> list[tuple[str, ...]]:
    """Return the different keys of the nearest lines before and behind each that are told by themselves."""
    before = list(accumulate(keys, _last))
    behind = list(accumulate(reversed(keys), _last))[::-1]
    return [
        tuple(dict.fromkeys(key for key in both if key is not None)) or (default,)
        for both in zip(before, behind, strict=True)
    ]


def _last(earlier: str | None, key: str | None) -> str | None:
    return earlier if key is None else key


def _following(line: str, near: Sequence[str], keys: Sequence[str], read: _Way) -> _Reading | None:
    """Read a line that does not tell like the lines around it; None where they differ, or where none helps."""
    if line.isascii():
        return None
    readings = [read(line, key) for key in near]
    if "" in keys and "" not in near:
        readings.append(_reading(line, ""))
    best = max(reading.score for reading in readings)
    chosen = next(reading for reading in readings if reading.score == best)
    rivals = {r.text for r in readings[: len(near)] if r.score == best} - {chosen.text}
    if rivals or (not chosen.key and "" in keys and _is_suspect(line)):
        return None
    return chosen


def _notices(
    lines: Sequence[str], readings: Sequence[_Reading], keys: Sequence[str], read: _Way
) -> Iterator[Notice]:
    """Say for each encoding what was read with it, how well it fits, and what fits next best."""
    for key in sorted({reading.key for reading in readings if reading.key}):
        own = [at for at, reading in enumerate(readings) if reading.key == key]
        whole = _pooled(readings[at] for at in own)
        shown = "".join(lines[at] for at in own)
        others = [
            read(shown, other) for other in keys if other != key and not {key, other} <= _TCVN
        ]
        second = max(others, key=lambda reading: reading.share)
        start = sum(len(reading.text) for reading in readings[: own[0]])
        yield Notice(
            code="old_encoding",
            severity="info",
            message=(
                f"{_extent(own, readings)} read as {LABELS[key]}: {whole.share:.0%} of"
                f" {len(whole.words)} different words with marks are spelt like Vietnamese syllables"
                f" (next best: {LABELS.get(second.key, 'as it stands')} {second.share:.0%})"
            ),
            span=Span(start=start, end=start + len(readings[own[0]].text)),
        )


def _extent(own: Sequence[int], readings: Sequence[_Reading]) -> str:
    n_marked = sum(not reading.text.isascii() for reading in readings)
    if len(own) == n_marked:
        return "the text was"
    return f"{len(own)} of {n_marked} lines, the first of them line {own[0] + 1}, were"


def _unsettled(readings: Sequence[_Reading], read: Sequence[_Reading | None]) -> Iterator[Notice]:
    """Say which lines stay as they are although they may be in an old encoding too."""
    open_lines = [
        at for at, reading in enumerate(read) if reading is None and not readings[at].text.isascii()
    ]
    if open_lines:
        first = open_lines[0]
        start = sum(len(reading.text) for reading in readings[:first])
        yield Notice(
            code="encoding_unsure",
            severity="warning",
            message=(
                f"{len(open_lines)} lines, the first of them line {first + 1}, may be in an old encoding too"
                " and were left as they stand; look at them, and save the text as Unicode where they are garbled"
            ),
            span=Span(start=start, end=start + len(readings[first].text)),
        )


def _undecided(lines: Sequence[str]) -> Iterator[Notice]:
    """Say that a text which was left as it stands may be in an old encoding, and in which ones."""
    pool = "".join(filter(_is_suspect, lines))
    as_it_is, *others = (_read_text(pool, key) for key in _OF_TEXT)
    close = [
        reading
        for reading in others
        if reading.share >= SHARE
        and len(reading.syllables) >= len(as_it_is.syllables) + LEAD
        and share_of_syllables(reading.text) >= SHARE_OF_ALL
    ]
    if close:
        names = " or ".join(LABELS[reading.key] for reading in close)
        yield Notice(
            code="encoding_unsure",
            severity="warning",
            message=f"the text may be {names} taken for Western characters, which its few words leave open; "
            "it was left as it stands: open it in the program that made it and save it as Unicode",
        )
