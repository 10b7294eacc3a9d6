"""The units of a table: in a column, in a head or a label between brackets, in a line above."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

import regex

from extract.lexicon import Lexicon
from extract.spelling import fold, fold_pattern

DITTO: Final = frozenset(
    ('"', "''", "nt", "-nt-", "- nt -", "như trên", "//", '-"-', '" "', "-//-")
)
"""Marks that repeat the unit of the row above (folded)."""

_UNIT_LINE: Final = regex.compile(
    fold_pattern(
        r"\(?\s*(?:đơn vị(?:\s*tính)?|đvt|đv tính|đv|đ\.?v\.?t)\s*[:：\-]?\s*(?P<units>.+?)\s*\)?[.:]?"
    )
)
_SCALE: Final = regex.compile(r"(?:1[.,]?000|10\s?\^?3|10³)\s*(?=\p{L})")
_MILLION: Final = regex.compile(r"(?:1[.,]000[.,]000|10\^?6|10⁶)\s*(?=\p{L})")
_LOOKS_LIKE: Final = regex.compile(
    fold_pattern(
        r"(?:nghìn|ngàn|triệu|tỷ|trăm|chục|vạn|tr\.?)\s?\p{L}[\p{L}\d.³² ]{0,24}(?:/\s?\p{L}{1,10})?|"
        r"\p{L}{1,8}\s?/\s?\p{L}{1,10}(?:\s?/\s?\p{L}{1,8})?|(?:cái|con|bộ|chiếc|đôi|viên|bao|lít|chai|ste|tuổi|quả|cây)"
    )
)
_SPLIT: Final = regex.compile(fold_pattern(r"\s*[;]\s*|\s*,\s+|\s+và\s+"))


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitOfTable:
    """A unit: its slug, what one printed is in it, and its print."""

    unit: str
    factor: Decimal
    text: str


def unit_of(text: str, lexicon: Lexicon) -> UnitOfTable | None:
    """Return the unit that `text` names and nothing else, None where it names none that is known."""
    printed = " ".join(text.split()).strip(" .,:;()[]")
    folded = _MILLION.sub(fold("triệu "), _SCALE.sub(fold("nghìn "), fold(printed)))
    folded = folded.replace("³", "3").replace("²", "2").replace(" . ", ".")
    terms = lexicon.labels.get(folded, ())
    for kind in ("unit", "counted"):
        for term in (t for t in terms if t.kind == kind):
            return UnitOfTable(unit=term.key, factor=term.factor, text=printed)
    return None


def printed_unit(text: str, lexicon: Lexicon) -> UnitOfTable | None:
    """Return the unit of a cell that can hold nothing else: one that no vocabulary lists is `other`, as printed."""
    known = unit_of(text, lexicon)
    printed = " ".join(text.split()).strip(" .,:;()[]")
    if known or not printed:
        return known
    names = lexicon.labels.get(fold(printed), ())
    is_counted = any(term.kind == "concept" for term in names)
    return UnitOfTable(unit="count" if is_counted else "other", factor=Decimal(1), text=printed)


def bracketed_unit(text: str, lexicon: Lexicon) -> UnitOfTable | None:
    """Return the unit of a bracket's words: one that is known, or that is built like one."""
    known = unit_of(text, lexicon)
    if known or not _LOOKS_LIKE.fullmatch(fold(text.strip())):
        return known
    return printed_unit(text, lexicon)


def units_of_line(text: str, lexicon: Lexicon) -> tuple[UnitOfTable, ...]:
    """Return the units that a line names and nothing else: `Đơn vị tính: tỷ đồng`, `Nghìn tấn; triệu USD`, `%`."""
    line = " ".join(text.split()).strip("*_ ")
    led = _UNIT_LINE.fullmatch(fold(line))
    if led and len(line) <= 80:
        line = line[led.start("units") : led.end("units")]
        found = [printed_unit(piece, lexicon) for piece in _pieces(line)]
    elif len(line) <= 60:
        found = [unit_of(piece, lexicon) for piece in _pieces(line)]
    else:
        return ()
    units = tuple(unit for unit in found if unit)
    return units if len(units) == len(found) else ()


def _pieces(line: str) -> list[str]:
    folded = fold(line)
    cuts = [0, *(at for m in _SPLIT.finditer(folded) for at in m.span()), len(line)]
    return [line[a:b] for a, b in zip(cuts[::2], cuts[1::2], strict=True)]
