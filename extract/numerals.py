"""The number grammar: what a digit run can mean in Vietnamese print.

A dot groups thousands, a comma is the decimal mark (Decree 30/2020/NĐ-CP, annex II; TCVN 6398-0). Whatever that
grammar does not read in one way only is given back with its possible readings and no value.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_INTEGER = re.compile(r"\d+$")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+$")
_GROUPED_DECIMAL = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+,\d+$")
_DECIMAL = re.compile(r"\d+,\d+$")
_POINT = re.compile(r"\d+\.\d+$")
_ENGLISH_GROUPS = re.compile(r"[1-9]\d{0,2}(?:,\d{3}){2,}$")


LONGEST = 24
"""Digits of the longest number read; no report prints a longer one, and a store of 38 digits holds it exactly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    """A digit run read: its exact `value` (None where it cannot be read with certainty), the number of `decimals`
    printed, the `readings` that are possible, and whether the one taken breaks the house rule (`is_doubtful`).
    """

    value: Decimal | None
    decimals: int
    readings: tuple[Decimal, ...]
    is_doubtful: bool = False


def parse_numeral(digits: str, *, is_counted: bool = False, is_ratio: bool = False) -> Numeral:
    """Read a digit run: digits with single dots or commas between them.

    `is_counted` says that whole things are counted, so that `5,000` cannot be five thousandths; `is_ratio` that a
    per cent or a multiple follows, where a dot before one or two digits can only be a decimal mark.
    """
    if sum(c.isdigit() for c in digits) > LONGEST:
        return Numeral(value=None, decimals=0, readings=())
    if _INTEGER.match(digits) or _GROUPED.match(digits):
        return _certain(digits.replace(".", ""), 0)
    if _GROUPED_DECIMAL.match(digits) or _DECIMAL.match(digits):
        plain = digits.replace(".", "").replace(",", ".")
        decimals = len(plain.partition(".")[2])
        if is_counted and set(plain.partition(".")[2]) != {"0"}:
            return _unreadable(digits)
        if is_counted and decimals == 3:
            return _unreadable(digits)
        return _certain(plain, decimals)
    if _POINT.match(digits):
        decimals = len(digits.partition(".")[2])
        if is_ratio or (decimals != 3 and not is_counted) or digits.startswith("0."):
            value = Decimal(digits)
            return Numeral(value=value, decimals=decimals, readings=(value,), is_doubtful=True)
    if _ENGLISH_GROUPS.match(digits):
        value = Decimal(digits.replace(",", ""))
        return Numeral(value=value, decimals=0, readings=(value,), is_doubtful=True)
    return _unreadable(digits)


def _certain(plain: str, decimals: int) -> Numeral:
    value = Decimal(plain)
    return Numeral(value=value, decimals=decimals, readings=(value,))


def _unreadable(digits: str) -> Numeral:
    """No value; the readings keep every digit and take no mark, or one of those printed, for the decimal one."""
    bare = digits.replace(".", "").replace(",", "")
    readings = {Decimal(bare)}
    for at, char in enumerate(digits):
        if char in ".,":
            whole = digits[:at].replace(".", "").replace(",", "")
            rest = digits[at + 1 :].replace(".", "").replace(",", "")
            readings.add(Decimal(f"{whole}.{rest}"))
    return Numeral(value=None, decimals=0, readings=tuple(sorted(readings)))
