"""How the figures of a scan compare with what is printed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher

import regex

from extract.model import Document, Span

_FIGURE = regex.compile(r"\d+(?:[.,]\d+)*")
_TAG = regex.compile(r"</?sup>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Figures that are printed, those read right, what was read instead of the others, and how many have a notice.

    `wrong` pairs what is printed with what was read; `sure` are the confidences of the right ones.
    """

    figures: int
    right: int
    wrong: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    flagged_wrong: int
    flagged_right: int
    sure: tuple[Decimal, ...]
    unsure: tuple[Decimal, ...]


def compare(printed: str, document: Document) -> Compared:
    """Compare the digit runs of `printed` with those of `document`, which was read off its scan, in order."""
    wanted = [found[0] for found in _FIGURE.finditer(_TAG.sub(" ", printed))]
    read = list(_FIGURE.finditer(document.text))
    flags = [n.span for n in document.notices if n.code.startswith("ocr_")]
    matcher = SequenceMatcher(None, wanted, [found[0] for found in read], autojunk=False)
    wrong, flagged_wrong, flagged_right, sure, unsure = [], 0, 0, [], []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            sure += [_confidence(document, found) for found in read[c:d]]
            flagged_right += sum(_is_flagged(flags, *found.span()) for found in read[c:d])
            continue
        start = read[c - 1].end() if c else 0
        end = read[d].start() if d < len(read) else len(document.text)
        wrong.append((tuple(wanted[a:b]), tuple(found[0] for found in read[c:d])))
        unsure += [_confidence(document, found) for found in read[c:d]]
        flagged_wrong += _is_flagged(flags, start, end)
    return Compared(
        figures=len(wanted),
        right=len(sure),
        wrong=tuple(wrong),
        flagged_wrong=flagged_wrong,
        flagged_right=flagged_right,
        sure=tuple(sure),
        unsure=tuple(unsure),
    )


def _confidence(document: Document, found: regex.Match[str]) -> Decimal:
    return document.place_of(*found.span()).confidence or Decimal(0)


def _is_flagged(flags: list[Span], start: int, end: int) -> bool:
    return any(flag.start < end and start < flag.end for flag in flags)
