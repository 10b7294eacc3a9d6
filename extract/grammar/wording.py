"""Words and patterns that several parts of the statement grammar share."""

from __future__ import annotations

import re

from extract.spelling import fold_pattern

RATE_UNITS = ("pct", "times")
DIRECT_GAP = re.compile(fold_pattern(r"[\s)]*(?:(?:so với|so|với|của|theo|trên)\s)?"))
FROM_BEFORE = re.compile(fold_pattern(r"\btừ\s(?:mức\s)?(?:hơn\s|trên\s|gần\s|khoảng\s)?\Z"))
SHARE_WORDS = re.compile(fold_pattern(r"\b(?:chiếm|tỷ lệ|tỷ trọng|cơ cấu)\b"))
COUNTED_UNITS = ("count", "person", "household", "commune", "day")


def next_word(text: str, at: int) -> int:
    """Return the place of the first character at or after `at` that is no blank."""
    while at < len(text) and text[at] == " ":
        at += 1
    return at
