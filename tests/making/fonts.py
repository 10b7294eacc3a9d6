"""Fonts with Vietnamese letters, each under one name wherever a page is drawn."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

_FOLDER = Path("/usr/share/fonts/truetype")
TRUETYPE = {
    "Liberation Serif": _FOLDER / "liberation2/LiberationSerif-Regular.ttf",
    "Liberation Serif Bold": _FOLDER / "liberation2/LiberationSerif-Bold.ttf",
    "DejaVu Sans": _FOLDER / "dejavu/DejaVuSans.ttf",
    "DejaVu Sans Bold": _FOLDER / "dejavu/DejaVuSans-Bold.ttf",
    "DejaVu Serif": _FOLDER / "dejavu/DejaVuSerif.ttf",
    "DejaVu Serif Bold": _FOLDER / "dejavu/DejaVuSerif-Bold.ttf",
}


def font_file(name: str) -> Path:
    """The file of a font; skips where it is not installed."""
    path = TRUETYPE[name]
    if not path.exists():
        pytest.skip(f"the font {name} is not installed")
    return path


def registered(name: str) -> str:
    """The name of a font that reportlab now knows; skips where it is not installed.

    reportlab keeps one list of fonts for the whole process, so no maker gives a name of its own to a font.
    """
    if name not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(name, str(font_file(name))))
    return name
