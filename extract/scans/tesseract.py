"""A picture read by tesseract: characters with their boxes and confidences, as its hOCR output tells them.

Settings are fixed and one thread is used, so the same picture always gives the same text. The format is that of the
hOCR specification 1.2 with tesseract's `ocrx_cinfo` for single characters.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import regex

from extract.errors import SolieuError
from extract.formats.debian import how_to_install, missing

if TYPE_CHECKING:
    from PIL.Image import Image

LANGUAGE: Final = "vie"
NEEDED: Final = ("tesseract-ocr", "tesseract-ocr-vie")
"""The packages without which nothing is recognised."""
SECONDS: Final = 90
"""A page takes 1 to 4 seconds; one that takes longer than this is given up."""

_SETTINGS: Final = "--oem 1 --psm {layout} --dpi {dpi} -c hocr_char_boxes=1"
_NUMBERS = regex.compile(r"-?\d+(?:\.\d+)?")
_CLASS: Final = "class"


class RecognitionFailed(SolieuError):
    """The recogniser gave a page up: it took too long or ended with an error."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Glyph:
    """A recognised character, with its box in pixels and the recogniser's confidence, from 0 to 100."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class GlyphLine:
    """A recognised line: words of glyphs, the box in pixels, the height of its type.

    `slope` and `rise` give the baseline: it lies `rise` pixels below the box's lower left corner (negative: above)
    and falls by `slope` a pixel to the right. `is_turned` says that the line does not run from left to right.
    """

    words: tuple[tuple[Glyph, ...], ...]
    left: int
    top: int
    right: int
    bottom: int
    size: float
    slope: float
    rise: float
    is_turned: bool = False


def what_is_missing() -> str:
    """Return what to do before a page can be recognised, or an empty string where nothing is missing."""
    lacking = missing(*NEEDED)
    return f"install what reads scans: {how_to_install(lacking)}" if lacking else ""


def read_picture(picture: Image, dpi: int, layout: int) -> tuple[GlyphLine, ...]:
    """Return the lines of text in `picture`, which is upright; `layout` is one of tesseract's page segmentation modes.

    Raises:
        RecognitionFailed: tesseract ended with an error or took more than `SECONDS`.
    """
    return tuple(_parse_lines(_hocr(picture, dpi, layout)))


def turn_of(picture: Image, dpi: int) -> int | None:
    """Return by how many degrees clockwise (0, 90, 180, 270) a page lies turned, None where it has too few letters."""
    import pytesseract  # noqa: PLC0415

    _use_one_thread()
    try:
        told = pytesseract.image_to_osd(
            picture, config=f"--dpi {dpi}", output_type=pytesseract.Output.DICT, timeout=SECONDS
        )
    except (RuntimeError, OSError, ValueError):
        return None
    return (360 - int(told["rotate"])) % 360


def _hocr(picture: Image, dpi: int, layout: int) -> bytes:
    import pytesseract  # noqa: PLC0415

    _use_one_thread()
    try:
        found = pytesseract.image_to_pdf_or_hocr(
            picture,
            lang=LANGUAGE,
            config=_SETTINGS.format(layout=layout, dpi=dpi),
            extension="hocr",
            timeout=SECONDS,
        )
    except (RuntimeError, OSError) as error:
        reason = " ".join(str(error).split())[:200]
        raise RecognitionFailed(f"tesseract gave up ({reason}); try a better scan") from error
    return found if isinstance(found, bytes) else found.encode()


def _use_one_thread() -> None:
    """Two threads of tesseract take longer than one, and files are read in parallel anyway."""
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")


def _parse_lines(hocr: bytes) -> Iterator[GlyphLine]:
    from lxml import etree  # noqa: PLC0415

    root = etree.fromstring(hocr, etree.XMLParser(recover=True, no_network=True, huge_tree=True))
    for element in root.iter("{*}span"):
        if element.get(_CLASS) in {"ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat"}:
            line = _parse_line(element)
            if line.words:
                yield line


def _parse_line(element: Any) -> GlyphLine:
    told = _properties(element)
    left, top, right, bottom = map(int, told["bbox"])
    slope, rise = told.get("baseline", [0.0, 0.0])
    return GlyphLine(
        words=tuple(
            glyphs
            for word in element.iter("{*}span")
            if word.get(_CLASS) == "ocrx_word" and (glyphs := tuple(_parse_glyphs(word)))
        ),
        left=left,
        top=top,
        right=right,
        bottom=bottom,
        size=told.get("x_size", [float(bottom - top)])[0],
        slope=slope,
        rise=rise,
        is_turned=abs(slope) > 1,
    )


def _parse_glyphs(word: Any) -> Iterator[Glyph]:
    for element in word.iter("{*}span"):
        text = unicodedata.normalize("NFC", "".join(element.itertext()).strip())
        if element.get(_CLASS) != "ocrx_cinfo" or not text:
            continue
        told = _properties(element)
        left, top, right, bottom = map(int, told["x_bboxes"])
        yield Glyph(
            text=text,
            left=left,
            top=top,
            right=right,
            bottom=bottom,
            confidence=min(max(told["x_conf"][0], 0.0), 100.0),
        )


def _properties(element: Any) -> dict[str, list[float]]:
    """The properties of an hOCR element's title: `bbox 1 2 3 4; x_conf 99.5`."""
    found = {}
    for part in (element.get("title") or "").split(";"):
        name, _, numbers = part.strip().partition(" ")
        found[name] = [float(number) for number in _NUMBERS.findall(numbers)]
    return found
