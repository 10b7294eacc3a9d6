"""A series as a line of blocks for a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

BLOCKS: Final = "▁▂▃▄▅▆▇█"


def sparkline(values: Sequence[Decimal | None]) -> str:
    """Return a block for each value, the lowest for the least and the highest for the greatest, a blank for a gap.

    Where all values are equal, all blocks are of middle height.
    """
    known = [value for value in values if value is not None]
    if not known:
        return ""
    least, span = min(known), max(known) - min(known)
    return "".join(_block(value, least, span) for value in values).rstrip()


def _block(value: Decimal | None, least: Decimal, span: Decimal) -> str:
    if value is None:
        return " "
    if not span:
        return BLOCKS[len(BLOCKS) // 2 - 1]
    return BLOCKS[int((value - least) / span * (len(BLOCKS) - 1) + Decimal("0.5"))]


def can_print(encoding: str | None) -> bool:
    """Return whether an output in that encoding has the blocks."""
    try:
        BLOCKS.encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
