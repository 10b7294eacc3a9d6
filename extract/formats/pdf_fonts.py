"""What the names of a PDF's fonts and its private characters say."""

from __future__ import annotations

import regex

_BOLD = regex.compile(r"bold|black|heavy|semibold|demi(?!n)|[-,]b(?:d|i|old)?\b", regex.IGNORECASE)
_SUBSET = regex.compile(r"^[A-Z]{6}\+")
_PRIVATE = {
    0xF0B7: "•",
    0xF0A7: "▪",
    0xF0D8: "►",
    0xF0E8: "►",
    0xF076: "▪",
    0xF0FC: "-",
    0xF02D: "-",
    0xF02B: "+",
    0xF0B0: "°",
    0xF0B3: "≥",
    0xF0A3: "≤",
    0xF0B1: "±",
    0xF0B4: "×",
}
"""Characters of the Symbol and Wingdings fonts that Word uses for bullets and signs, by their private code points."""
_ODD = regex.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffd\ufffe\uffff\ue000-\uf8ff]")
_LOST = regex.compile(r"\(cid:\d+\)|[\x00-\x08\x0e-\x1f\x7f\ufffd\ufffe\uffff\ue000-\uf8ff]")


def plain_name(font: str) -> str:
    """The name of a font without the tag of its subset (`ABCDEF+`)."""
    return _SUBSET.sub("", font)


def is_bold_font(font: str) -> bool:
    """Whether a font's name says that it is bold."""
    return bool(_BOLD.search(plain_name(font)))


def is_plain(text: str) -> bool:
    """Whether `plain_text` has nothing to change in `text`."""
    return not _ODD.search(text)


def plain_text(text: str) -> str:
    """`text` with the private characters of symbol fonts replaced; what has no Unicode becomes U+FFFD."""
    return _LOST.sub("\ufffd", text.translate(_PRIVATE))
