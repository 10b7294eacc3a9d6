"""Scans: pages are typeset as pictures, given the flaws of a scanner, and put into PDF, TIFF and PNG files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO

import numpy as np
import regex
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.making.fonts import font_file, registered

DPI = 300
A4 = (2480, 3508)
MARGIN = 300
_SIZE = 54
_LEADING = 72
_MARK = regex.compile(r"(<sup>\d+</sup>)")

_SIGNS = regex.compile(r"^#+ |\*\*?|^> ", regex.MULTILINE)
_CHARACTERS = 66
"""Of a line, on average; a page is taken to have fewer than it has."""
_LINES = 40

Table = Sequence[Sequence[str]]


@dataclass(frozen=True, kw_only=True)
class Flaws:
    """What a scanner does to a page: its resolution, the skew in degrees clockwise, grey noise, specks, one bit."""

    dpi: int = DPI
    skew: float = 0.0
    turned: int = 0
    noise: float = 0.0
    specks: float = 0.0
    is_bilevel: bool = False
    seed: int = 1


CLEAN = Flaws()


def typeset(*parts: str | Table, size: int = _SIZE) -> Image.Image:
    """An A4 page at 300 dots an inch: a string is a paragraph (`<sup>1</sup>` raised), rows of strings are a table."""
    page = Image.new("L", A4, 255)
    draw = ImageDraw.Draw(page)
    top = MARGIN
    for part in parts:
        top = (
            _paragraph(draw, part, top, size) if isinstance(part, str) else _table(draw, part, top)
        )
        top += 30
    return page


def pages_of(text: str) -> list[tuple[str, ...]]:
    """The paragraphs of a text report by pages: as many lines as fit, without the signs of Markdown."""
    pages: list[list[str]] = [[]]
    lines = 0
    for line in _SIGNS.sub("", text.replace("\f", "\n")).splitlines():
        paragraph = " ".join(line.split())
        if not paragraph:
            continue
        needed = len(_MARK.sub("", paragraph)) // _CHARACTERS + 2
        if lines + needed > _LINES and pages[-1]:
            pages.append([])
            lines = 0
        pages[-1].append(paragraph)
        lines += needed
    return [tuple(page) for page in pages]


def _paragraph(draw: ImageDraw.ImageDraw, text: str, top: int, size: int) -> int:
    at = MARGIN
    for word in text.split(" "):
        width = sum(_font(s).getlength(t) for t, s, _ in _styled(word, size))
        if at + width > A4[0] - MARGIN:
            at, top = MARGIN, top + _LEADING * size // _SIZE
        for piece, piece_size, lift in _styled(word, size):
            draw.text((at, top + size - lift), piece, font=_font(piece_size), fill=0, anchor="ls")
            at += round(_font(piece_size).getlength(piece))
        at += round(_font(size).getlength(" "))
    return top + _LEADING * size // _SIZE


def _styled(word: str, size: int) -> list[tuple[str, int, int]]:
    """Pieces of a word with their size and how high they are raised, as Word sets superscripts."""
    return [
        (piece[5:-6], round(size * 0.62), round(size * 0.34))
        if _MARK.fullmatch(piece)
        else (piece, size, 0)
        for piece in _MARK.split(word)
        if piece
    ]


def _table(draw: ImageDraw.ImageDraw, rows: Table, top: int) -> int:
    """A ruled table: the first column to the left, the others to the right, a line of type a row."""
    size, height, pad = 46, 78, 18
    width = (A4[0] - 2 * MARGIN) // len(rows[0])
    bottom, right = top + height * len(rows), MARGIN + width * len(rows[0])
    for n in range(len(rows) + 1):
        draw.line((MARGIN, top + n * height, right, top + n * height), fill=0, width=3)
    for n in range(len(rows[0]) + 1):
        draw.line((MARGIN + n * width, top, MARGIN + n * width, bottom), fill=0, width=3)
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            left = MARGIN + c * width + pad
            if c:
                left = MARGIN + (c + 1) * width - pad - round(_font(size).getlength(cell))
            draw.text(
                (left, top + (r + 1) * height - 24), cell, font=_font(size), fill=0, anchor="ls"
            )
    return bottom


def scanned(page: Image.Image, flaws: Flaws) -> Image.Image:
    """The page as a scanner with these flaws gives it; the same flaws always give the same picture."""
    if flaws.skew:
        page = page.rotate(-flaws.skew, Image.Resampling.BICUBIC, fillcolor=255)
    if flaws.turned:
        page = page.rotate(-flaws.turned, expand=True)
    if flaws.dpi != DPI:
        size = (page.width * flaws.dpi // DPI, page.height * flaws.dpi // DPI)
        page = page.resize(size, Image.Resampling.LANCZOS)
    if flaws.noise or flaws.specks:
        page = _noisy(page.filter(ImageFilter.GaussianBlur(0.6)), flaws)
    return page.point(lambda value: 255 if value > 150 else 0) if flaws.is_bilevel else page


def _noisy(page: Image.Image, flaws: Flaws) -> Image.Image:
    chance = np.random.default_rng(flaws.seed)
    values = np.asarray(page, dtype=np.float32) + chance.normal(0, flaws.noise, page.size[::-1])
    speck = chance.random(page.size[::-1])
    values = np.where(speck < flaws.specks, 0, np.where(speck > 1 - flaws.specks, 255, values))
    return Image.fromarray(np.clip(values, 0, 255).astype(np.uint8))


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A page of a PDF: a picture over all of it, or nothing; text on it, seen or not."""

    picture: Image.Image | None = None
    text: str = ""
    is_unseen: bool = False


def pdf_of(*sheets: Sheet) -> bytes:
    """A PDF with these pages, A4 or A4 across as their pictures are."""
    made = BytesIO()
    canvas = Canvas(made, pagesize=(595.2, 841.92), invariant=True)
    for sheet in sheets:
        width, height = 595.2, 841.92
        if sheet.picture and sheet.picture.width > sheet.picture.height:
            width, height = height, width
        canvas.setPageSize((width, height))
        if sheet.picture:
            canvas.drawImage(ImageReader(sheet.picture), 0, 0, width, height)
        _lay(canvas, sheet, height)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def _lay(canvas: Canvas, sheet: Sheet, height: float) -> None:
    text = canvas.beginText(72, height - 84)
    text.setFont(registered("Liberation Serif"), 13, 17)
    text.setTextRenderMode(3 if sheet.is_unseen else 0)
    for line in sheet.text.splitlines():
        text.textLine(line)
    canvas.drawText(text)


def tiff_of(*pages: Image.Image, dpi: int = DPI) -> bytes:
    """A TIFF with these pages, packed without loss."""
    made = BytesIO()
    first, *others = pages
    first.save(
        made,
        "TIFF",
        save_all=True,
        append_images=others,
        dpi=(dpi, dpi),
        compression="tiff_deflate",
    )
    return made.getvalue()


def png_of(page: Image.Image, dpi: int | None = None) -> bytes:
    """A PNG that tells its resolution, or does not."""
    made = BytesIO()
    page.save(made, "PNG", **({"dpi": (dpi, dpi)} if dpi else {}))
    return made.getvalue()


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(font_file("Liberation Serif")), size)
