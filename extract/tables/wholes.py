"""Which rows of a table are parts of which other row, as its words and numbering say.

`declared` parts leave nothing out: a group that is opened by `chia ra`, `phân theo`, `gồm`, or rows numbered from one
below a total. `of_which` opens some parts only (`trong đó`). What merely stands further in may be parts: `maybe`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import regex

from extract.spelling import fold, fold_pattern
from extract.tables.labels import Label
from extract.tables.layout import Row

_DECLARES: Final = regex.compile(
    fold_pattern(r"^(?:phân theo|chia theo|chia ra|phân ra|bao gồm|gồm)(?!\w)")
)
_OF_WHICH: Final = regex.compile(
    fold_pattern(
        r"^(?:-\s*)?(?:trong đó|tr\.?\s?đó|trong tổng số)(?!\w)|(?<!\w)(?:một số|chủ yếu)(?!\w)"
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartOf:
    """The row that a row is part of, the row that opens the list of parts (-1 where none does), how sure that is, and
    how many rows are parts of it in this list.
    """

    whole: int
    opener: int
    strength: str
    parts: int

    @property
    def code(self) -> str:
        """The same as one word, for the rules of a reading."""
        return f"{self.whole}/{self.opener}/{self.strength}/{self.parts}"


def find_wholes(
    rows: Sequence[Row], labels: Mapping[int, Label], serials: Mapping[int, int]
) -> dict[int, PartOf]:
    """Return what each row is part of. `serials` are the whole numbers by which rows are numbered."""
    figured = {row.row for row in rows if row.has_figures and not labels[row.row].is_section}
    lists: dict[tuple[int, int], list[Row]] = {}
    total_of: dict[tuple[int, ...], int] = {}
    for row in rows:
        above = tuple(p for p in row.parents if p in figured)
        if row.row not in figured or not labels[row.row].text:
            continue
        if labels[row.row].is_total:
            total_of[above] = row.row
            continue
        whole = above[-1] if above else total_of.get(above, -1)
        opener = next((p for p in reversed(row.parents) if p not in figured and p > whole), -1)
        if whole >= 0:
            lists.setdefault((whole, opener), []).append(row)
    found: dict[int, PartOf] = {}
    for (whole, opener), own in lists.items():
        strength = _strength(whole, opener, own, labels, serials)
        for row in own:
            found[row.row] = PartOf(whole=whole, opener=opener, strength=strength, parts=len(own))
    return found


def _strength(
    whole: int,
    opener: int,
    own: Sequence[Row],
    labels: Mapping[int, Label],
    serials: Mapping[int, int],
) -> str:
    printed = [row.label.text if row.label else "" for row in own]
    opened = fold(labels[opener].text) if opener >= 0 else ""
    if _OF_WHICH.search(opened) or any(_OF_WHICH.match(fold(text)) for text in printed):
        return "of_which"
    if _DECLARES.search(opened):
        return "declared"
    numbers = [serials.get(row.row, 0) for row in own]
    is_counted = numbers == list(range(1, len(own) + 1)) and len(own) > 1
    return "declared" if is_counted and opener < 0 and labels[whole].is_total else "maybe"
