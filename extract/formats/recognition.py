"""Reading a page off its image: the decision that it must be, and the call of the recogniser."""

from __future__ import annotations

from typing import Any

from extract.errors import SolieuError
from extract.pages.printed import PrintedPage

SCANNED_SHARE = 0.5
"""Share of a page that its pictures cover where it is a scan."""


class RecognitionUnavailable(SolieuError):
    """A page is an image and nothing on this machine can read it."""


def needs_recognition(page: PrintedPage, pictured: float) -> str:
    """Say in a few words why `page` must be read off its image, or return an empty string.

    `pictured` is the share of the page (0 to 1) that its largest picture covers.
    """
    if any(not word.is_stamp for word in page.words):
        return ""
    if pictured >= SCANNED_SHARE:
        return "scanned: a picture of the page and no text"
    return ""


def recognise_page(page: Any, number: int) -> PrintedPage:
    """Return what is printed on `page` (a pypdfium2 page, `number` from 1), read off its image.

    Raises:
        RecognitionUnavailable: the recogniser is not installed.
    """
    del page
    raise RecognitionUnavailable(
        f"page {number} is an image and was not read; "
        "recognise its text with another program and ingest that"
    )
