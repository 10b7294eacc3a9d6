"""What a workbook shows for a stored number: its number format, written in the Vietnamese manner.

Source of the format codes: ECMA-376 part 1, 18.8.31 (number formats). Of them are read: sections by sign, digit
places, grouping, per cent, scaling by trailing commas, brackets and signs as literals. Conditions, fractions and
exponents are shown as General is.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from typing import Final

import regex

TYPED_PLACES: Final = 4
"""Decimals up to which a stored number counts as typed by a person: it is then written in full (`105,97`), though the
format shows fewer (`106,0`). What a formula left (`101,64263411009577`) is written as shown. 0 shows all as formatted.
"""
_STORED: Final = Context(prec=15, rounding=ROUND_HALF_UP)
"""A spreadsheet keeps and shows 15 significant digits."""
_GENERAL_DIGITS: Final = 10
"""Digits that the format General shows at most: eleven characters with the mark of the decimals."""
_SMALL: Final = Decimal("0.0001")
_EXACT: Final = Context(prec=60)
_LITERAL: Final = regex.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_PLACES: Final = regex.compile(r"[0#?][0#?,]*(?:\.[0#?]*)?|\.[0#?]+")
_DATE: Final = regex.compile(r"[ymdhs]", regex.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Section:
    """One section of a format; `places` is None for General, `scale` divides by thousands. `instead` is what stands
    for a number of which the section shows no digit (a dash for nought), None where it shows some.
    """

    places: int | None
    least: int
    is_grouped: bool
    is_percent: bool
    scale: int
    is_bracketed: bool
    instead: str | None


def is_date_format(code: str) -> bool:
    """Tell whether numbers under the format `code` are dates or times."""
    plain = _LITERAL.sub("", code.partition(";")[0])
    return plain.lower() != "general" and bool(_DATE.search(plain))


def shown(number: float | int, code: str) -> str:
    """Return `number` as a cell with the format `code` shows it, with `.` for thousands and `,` for decimals.

    Fewer places than a person typed are not taken away (see `TYPED_PLACES`). Numbers that are none (nan, infinity)
    give an empty string.
    """
    stored = _stored(number)
    if stored is None:
        return ""
    section = _section(code, (stored > 0) - (stored < 0))
    if section.instead is not None:
        return section.instead
    value = stored.scaleb(2) if section.is_percent else stored
    value = value.scaleb(-3 * section.scale)
    printed = _written(abs(value), section)
    is_nought = not any(c in "123456789" for c in printed)
    if stored < 0 and not is_nought:
        bracketed = section.is_bracketed
        printed = f"({printed})" if bracketed else f"-{printed}"
    return f"{printed}%" if section.is_percent else printed


def _stored(number: float | int) -> Decimal | None:
    if isinstance(number, int):
        return Decimal(number)
    value = Decimal(repr(number))
    return _STORED.plus(value) if value.is_finite() else None


def _written(value: Decimal, section: _Section) -> str:
    typed = _decimals(value)
    if section.places is None:
        places, least = min(typed, _places_of_general(value)), 0
    else:
        places, least = section.places, section.least
        if places < typed <= TYPED_PLACES and not section.scale:
            places = typed
    rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP, context=_EXACT)
    whole, _, decimals = f"{rounded:f}".partition(".")
    decimals = decimals[:least] + decimals[least:].rstrip("0")
    if section.is_grouped:
        whole = f"{int(whole):,}".replace(",", ".")
    return f"{whole},{decimals}" if decimals else whole


def _places_of_general(value: Decimal) -> int:
    """Decimals that `General` shows at most; of very small numbers, which it shows with an exponent, all."""
    if value < _SMALL:
        return _STORED.prec * 2
    return max(_GENERAL_DIGITS - len(f"{int(value)}"), 0)


def _decimals(value: Decimal) -> int:
    exponent = value.normalize(_EXACT).as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


@lru_cache(maxsize=512)
def _section(code: str, sign: int) -> _Section:
    """Return the section of `code` that holds for numbers of `sign` (-1, 0, 1)."""
    sections = code.split(";")
    number = {1: 0, -1: 1, 0: 2}[sign]
    own = number if number < len(sections) else 0
    if sign == 0 and len(sections) < 3:
        own = 0
    text = sections[own]
    plain = _LITERAL.sub("", text)
    places = _PLACES.search(plain)
    is_general = not plain.strip() or plain.strip().lower() in ("general", "@")
    whole, _, decimals = (places[0] if places else "").partition(".")
    is_read = bool(places) and not is_general and not any(c in plain for c in "Ee/")
    shows_none = own > 0 and not is_general and not any(c in "0#" for c in plain)
    return _Section(
        places=len(decimals) if is_read else None,
        least=len(decimals.rstrip("#")) if is_read else 0,
        is_grouped=is_read and "," in whole.rstrip(","),
        is_percent="%" in plain,
        scale=len(whole) - len(whole.rstrip(",")) if is_read else 0,
        is_bracketed=own == 1 and "(" in text,
        instead=_instead(text, own, shows_none=shows_none),
    )


def _instead(text: str, own: int, *, shows_none: bool) -> str | None:
    if own > 0 and not text.strip():
        return ""
    return ("-" if "-" in text else "") if shows_none else None
