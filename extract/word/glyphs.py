"""Characters of symbol fonts, which stand in Unicode's private area, as the signs that they show."""

from __future__ import annotations

from typing import Final

_SYMBOL: Final = {
    0xA2: "′", 0xA3: "≤", 0xA5: "∞", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB2: "″",
    0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xBC: "…", 0xD7: "⋅", 0xD8: "¬", 0xDE: "⇒",
    0xE5: "∑", 0x2D: "−", 0x61: "α", 0x62: "β", 0x67: "γ", 0x64: "δ", 0x6C: "λ", 0x6D: "μ", 0x70: "π", 0x73: "σ",
    0x44: "Δ", 0x46: "Φ", 0x53: "Σ", 0x57: "Ω",
}  # fmt: skip
"""Adobe's encoding of the font Symbol, as far as reports use it; digits and ASCII signs are themselves."""
_BULLETS: Final = {
    0x6C: "●", 0x6D: "○", 0x6E: "■", 0x6F: "□", 0x71: "□", 0x75: "◆", 0x76: "•", 0x77: "•", 0x9F: "•", 0xA1: "○",
    0xA7: "▪", 0xA8: "□", 0xB7: "•", 0xD8: "►", 0xE0: "→", 0xE8: "→", 0xF0: "⇒", 0xFB: "•", 0xFC: "•", 0xFE: "•",
}  # fmt: skip
"""Wingdings and its kin, as far as they are used before list entries."""
_PRIVATE: Final = range(0xF000, 0xF100)
_ASCII_SIGNS: Final = frozenset("0123456789+()[]{},.;:%/=<>|!? ")


def has_private(text: str) -> bool:
    """Whether a character of `text` is one of a symbol font's."""
    return any(ord(char) in _PRIVATE for char in text)


def shown(text: str, font: str) -> str:
    """`text` with the characters of symbol fonts as what the font named shows; a bullet where that is not known."""
    return "".join(_shown(ord(c), font) if ord(c) in _PRIVATE else c for c in text)


def sign(code: str, font: str) -> str:
    """The character that an inserted symbol (its `code` in hexadecimal) shows."""
    try:
        char = chr(int(code, 16))
    except (ValueError, OverflowError):
        return "•"
    is_symbol = any(kind in font.lower() for kind in ("symbol", "dings"))
    return shown(chr(_PRIVATE.start + ord(char)) if is_symbol and ord(char) < 0x100 else char, font)


def bullet(text: str, font: str) -> str:
    """A list's bullet as one of those that text reports use."""
    if "courier" in font.lower() and text.strip() == "o":
        return "○"
    return shown(text, font)


def _shown(code: int, font: str) -> str:
    low = code - _PRIVATE.start
    if "wingdings" in font.lower() or "webdings" in font.lower():
        return _BULLETS.get(low, "•")
    if low < 0x80 and chr(low) in _ASCII_SIGNS:
        return chr(low)
    return _SYMBOL.get(low) or _BULLETS.get(low, "•")
