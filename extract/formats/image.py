"""Pictures of pages: PNG, JPEG and TIFF files, a TIFF with as many pages as it has."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from extract.errors import SolieuError, UnreadableDocument
from extract.formats.recognition import UNRECOGNISED
from extract.model import Document, Notice, PageRecord
from extract.pages.assembling import assemble
from extract.pages.printed import PrintedPage
from extract.scans.doubts import doubts_of

if TYPE_CHECKING:
    from PIL.Image import Image

    from extract.scans.picture import Grey

MOST_PAGES: Final = 500
LARGEST: Final = 100_000_000
"""Pixels of a page: an A3 page has 70 million at 600 dots an inch."""

_REASON: Final = "a picture file"
_POINTS: Final = 72
_PAGE: Final = 8.27
"""Inches: the width of an A4 page, for pictures that do not tell their size."""
_COARSEST, _FINEST = 60.0, 1300.0
"""Pixels an inch that a scanner may have; other statements are not believed."""
_TYPES: Final = {"PNG": "image/png", "JPEG": "image/jpeg", "TIFF": "image/tiff"}


def read_image(content: bytes, path: Path) -> Document:
    """Read the bytes of the picture file at `path`: what is printed on its pages.

    Raises:
        UnreadableDocument: damaged, too large, blank, or no page of it could be recognised, with the remedy.
    """
    from extract.scans.tesseract import what_is_missing  # noqa: PLC0415

    picture = _open(content, path)
    lacking = what_is_missing()
    if lacking:
        raise UnreadableDocument(f"{path}: a picture is not read without a recogniser; {lacking}")
    made = assemble(_pages(picture, path))
    if not made.text.strip():
        why = "; ".join(n.message for n in made.notices if n.code == UNRECOGNISED)
        raise UnreadableDocument(f"{path}: {why or 'no text is to be seen in it; scan it again'}")
    document = Document(
        name=path.name,
        text=made.text,
        sha256=hashlib.sha256(content).hexdigest(),
        media_type=_TYPES.get(picture.format or "", "image"),
        page_starts=made.page_starts,
        source=made.source,
        tables=made.tables,
        furniture=made.furniture,
        pages=made.pages,
        notices=made.notices,
    )
    return replace(document, notices=(*made.notices, *doubts_of(document)))


def _open(content: bytes, path: Path) -> Image:
    from PIL import Image  # noqa: PLC0415

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture = Image.open(BytesIO(content), formats=tuple(_TYPES))
            count = getattr(picture, "n_frames", 1)
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
        raise UnreadableDocument(
            f"{path}: this picture is damaged or too large; scan the page again"
        ) from error
    if count > MOST_PAGES:
        raise UnreadableDocument(
            f"{path}: this picture has {count:,} pages (limit {MOST_PAGES:,}); split it into its reports"
        )
    return picture


def _pages(picture: Image, path: Path) -> Iterator[PrintedPage]:
    from extract.scans.reading import read_scan  # noqa: PLC0415

    for n in range(getattr(picture, "n_frames", 1)):
        try:
            grey, scale = _page(picture, n)
            yield read_scan(grey, scale, n + 1, _REASON)
        except (OSError, ValueError, SyntaxError, EOFError) as error:
            yield _unread(n + 1, f"page {n + 1} of {path.name} is damaged ({error}); scan it again")
        except SolieuError as error:
            yield _unread(n + 1, f"page {n + 1}: {error}")


def _page(picture: Image, n: int) -> tuple[Grey, float]:
    """Page `n` of the picture with type as large as at 300 pixels an inch, and how many points one pixel is."""
    import numpy as np  # noqa: PLC0415
    from PIL import Image, ImageOps  # noqa: PLC0415

    from extract.scans.reading import DPI  # noqa: PLC0415

    picture.seek(n)
    if picture.width * picture.height > LARGEST:
        raise ValueError(f"it has {picture.width} by {picture.height} pixels, which is too large")
    page = ImageOps.exif_transpose(picture)
    dpi = _dpi(picture) or min(page.size) / _PAGE
    if "A" in page.getbands() or "transparency" in page.info:
        white = Image.new("RGBA", page.size, "white")
        page = Image.alpha_composite(white, page.convert("RGBA"))
    grey = page.convert("L")
    factor = DPI / dpi
    size = (max(round(grey.width * factor), 1), max(round(grey.height * factor), 1))
    if size[0] * size[1] > LARGEST:
        raise ValueError("its pages are larger than any paper")
    resized = grey.resize(size, Image.Resampling.BICUBIC)
    return np.ascontiguousarray(np.asarray(resized)), _POINTS / DPI


def _dpi(picture: Image) -> float:
    """Pixels an inch as the file tells, 0 where it does not or where that makes no page."""
    told = picture.info.get("dpi")
    dpi = float(told[0]) if isinstance(told, tuple) and told else 0.0
    if not _COARSEST <= dpi <= _FINEST:
        return 0.0
    return dpi if 3 <= min(picture.size) / dpi <= 20 else 0.0


def _unread(number: int, message: str) -> PrintedPage:
    return PrintedPage(
        record=PageRecord(page=number, method="ocr", reason=_REASON),
        width=595.0,
        height=842.0,
        notices=(Notice(code=UNRECOGNISED, severity="error", message=message),),
    )
