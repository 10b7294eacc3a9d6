"""Slips of the pen: what a printed number becomes by one digit replaced, added, dropped or swapped with its neighbour,
or by one mark of `.` and `,` changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

_PRINTED: Final = re.compile(r"\d+(?:\.\d{3})*(?:,\d+)?")
_DIGITS: Final = "0123456789"


class Edit(NamedTuple):
    """A number one slip away from a printed one: its kind, its print and what it then says."""

    kind: str
    text: str
    value: Decimal


def parse_print(text: str) -> Decimal | None:
    """Return what a print says in the Vietnamese manner, None if it is none."""
    if not _PRINTED.fullmatch(text):
        return None
    return Decimal(text.replace(".", "").replace(",", "."))


def slips(text: str) -> Iterator[Edit]:
    """Yield the numbers one slip away from the print `text`, each once."""
    whole, mark, fraction = text.partition(",")
    digits, places = (whole + fraction).replace(".", ""), len(fraction)
    seen = {parse_print(text)}
    for kind, edited, kept in _edited(digits, places):
        if not edited or kept >= len(edited) + (kept == 0) or (mark and kept < 0):
            continue
        value = Decimal(edited).scaleb(-kept)
        if value not in seen:
            seen.add(value)
            yield Edit(kind, grouped(value, kept), value)


def _edited(digits: str, places: int) -> Iterator[tuple[str, str, int]]:
    """Yield the kind of slip, the digits that come of it and how many of them are decimals."""
    end = len(digits)
    for at in range(end):
        for digit in _DIGITS:
            if digit != digits[at]:
                yield "replaced", digits[:at] + digit + digits[at + 1 :], places
    for at in range(end - 1):
        swapped = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
        yield "swapped", swapped, places
    for at in range(end):
        yield "dropped", digits[:at] + digits[at + 1 :], max(places - (at >= end - places), 0)
    for at in range(end + 1):
        for digit in _DIGITS:
            yield "added", digits[:at] + digit + digits[at:], places + (at > end - places)
    for moved in range(max(places - 3, 0), min(places + 4, end)):
        if moved != places:
            yield "mark", digits, moved


def grouped(value: Decimal, places: int) -> str:
    """Return a number as a report prints it."""
    text = f"{value:,.{places}f}"
    return text.translate(str.maketrans(",.", ".,"))


def is_slip(one: str, other: str) -> bool:
    """Tell whether the two prints are one slip of a digit apart; marks do not count."""
    first, second = (re.sub(r"\D", "", text).lstrip("0") for text in (one, other))
    if first == second or min(len(first), len(second)) < 3:
        return False
    if len(first) == len(second):
        differing = [n for n, (a, b) in enumerate(zip(first, second, strict=True)) if a != b]
        if len(differing) == 1:
            return True
        is_pair = len(differing) == 2 and differing[1] == differing[0] + 1
        return (
            is_pair
            and first[differing[0]] == second[differing[1]]
            and first[differing[1]] == second[differing[0]]
        )
    shorter, longer = sorted((first, second), key=len)
    return len(longer) == len(shorter) + 1 and any(
        longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer))
    )
