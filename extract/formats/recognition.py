"""Pages of a PDF that must be read off their image: which they are, and what becomes of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from extract.errors import SolieuError
from extract.model import Notice
from extract.pages.printed import PrintedPage, Word
from extract.syllables import count_words

if TYPE_CHECKING:
    from extract.scans.picture import Grey

UNRECOGNISED: Final = "unrecognised_page"
"""The code of the notice about a scanned page that was not read."""

PICTURED: Final = 0.5
"""Share of a page that its pictures cover where it may be a scan. Of the scans seen they cover 0.93 and more."""
SPOILT: Final = 0.85
"""Share of syllables among the words of a text below which it is no Vietnamese: reports have 0.94 and more, the text
layers that were laid under scans without Vietnamese 0.76 and less."""
UNMARKED: Final = 0.5
"""Share of words with a mark below which a text has lost them: reports have 0.85 and more."""
UNCOVERED: Final = 0.5
"""Share of a page's ink outside its words from which on the picture, not the text, is what is printed."""

_FEW: Final = 8
"""Words that are too few to judge a text by."""
_POINTS: Final = 72
_LOOK_DPI: Final = 72
_INK: Final = 0.0003
"""Share of dark pixels below which a page is blank: a line of text has some 0.001."""
_WIDEST: Final = 900.0
"""Points. A page whose shorter side is longer has its size in pixels of the scanner."""
_MOST_PIXELS: Final = 40_000_000
_UNSEEN: Final = 3
"""The render mode of text that is not drawn. Source: ISO 32000-1, table 106."""


class RecognitionUnavailable(SolieuError):
    """A page is an image and nothing on this machine can read it."""


def recognised(page: Any, printed: PrintedPage, pictured: float) -> PrintedPage:
    """Return `printed`, or what is read off the image where `printed` is not what is to be seen on the page.

    `page` is pypdfium2's, `pictured` the share of it that pictures cover. What stamps print is kept. A page that can't
    be recognised keeps a text that is unseen but good, with a notice; else it has a notice with the remedy.
    """
    reason = needs_recognition(page, printed, pictured)
    if not reason:
        return printed
    stamps = tuple(word for word in printed.words if word.is_stamp)
    try:
        found = recognise_page(page, printed.record.page, reason)
    except SolieuError as error:
        return _without_recognition(printed, stamps, reason, error)
    return replace(found, words=(*found.words, *stamps))


def needs_recognition(page: Any, printed: PrintedPage, pictured: float) -> str:
    """Say in a few words why `page` must be read off its image, or return an empty string."""
    words = [word for word in printed.words if not word.is_stamp]
    if not words:
        return "scanned: a picture and no text" if _has_ink(page) else ""
    if pictured < PICTURED:
        return ""
    if is_spoilt(words):
        return "scanned: the text laid under the picture is spoilt"
    if _unseen_share(page) > PICTURED:
        return "scanned: its text is not drawn, only laid under the picture"
    if _uncovered(page, words) > UNCOVERED:
        return "scanned: most of its print is no text"
    return ""


def is_spoilt(words: Sequence[Word]) -> bool:
    """Whether the words are no Vietnamese or have lost its marks."""
    count = count_words(" ".join(word.text for word in words))
    if count.words < _FEW:
        return False
    return count.syllables < SPOILT * count.words or count.marked < UNMARKED * count.words


def recognise_page(page: Any, number: int, reason: str) -> PrintedPage:
    """Return what is printed on `page` (a pypdfium2 page, `number` from 1), read off its image.

    Raises:
        RecognitionUnavailable: the recogniser is not installed.
        RecognitionFailed: it gave the page up.
    """
    from extract.scans.reading import DPI, read_scan  # noqa: PLC0415
    from extract.scans.tesseract import what_is_missing  # noqa: PLC0415

    lacking = what_is_missing()
    if lacking:
        raise RecognitionUnavailable(f"page {number} is an image and was not read; {lacking}")
    width, height = page.get_size()
    dpi = float(DPI)
    if min(width, height) > _WIDEST:
        dpi *= _WIDEST / 1.5 / min(width, height)
    dpi = min(dpi, (_MOST_PIXELS / max(width * height, 1.0)) ** 0.5 * _POINTS)
    return read_scan(_picture(page, dpi), _POINTS / dpi, number, reason)


def _without_recognition(
    printed: PrintedPage, stamps: tuple[Word, ...], reason: str, error: SolieuError
) -> PrintedPage:
    record = replace(printed.record, reason=reason)
    words = tuple(word for word in printed.words if not word.is_stamp)
    if words and not is_spoilt(words):
        message = f"{error}; its figures are those of a text laid under the image, compare them"
        notice = Notice(code="unproven_text", severity="warning", message=message)
        return replace(printed, record=record, notices=(*printed.notices, notice))
    notice = Notice(code=UNRECOGNISED, severity="error", message=str(error))
    return replace(
        printed,
        record=record,
        words=stamps,
        rules=(),
        grids=(),
        notices=(*printed.notices, notice),
    )


def _picture(page: Any, dpi: float) -> Grey:
    """The page without its annotations as grey values."""
    import numpy as np  # noqa: PLC0415

    bitmap = page.render(
        scale=dpi / _POINTS, grayscale=True, draw_annots=False, may_draw_forms=False
    )
    values = bitmap.to_numpy()
    return np.ascontiguousarray(values.reshape(values.shape[:2]))


def _has_ink(page: Any) -> bool:
    return bool((_picture(page, _LOOK_DPI) < 128).mean() > _INK)


def _uncovered(page: Any, words: Sequence[Word]) -> float:
    """The share of the page's ink that lies outside its words."""
    dark = _picture(page, _LOOK_DPI) < 128
    ink = int(dark.sum())
    for word in words:
        left, right = max(int(word.left) - 1, 0), int(word.right) + 2
        dark[max(int(word.top) - 1, 0) : int(word.bottom) + 2, left:right] = False
    return int(dark.sum()) / ink if ink else 0.0


def _unseen_share(page: Any) -> float:
    """The share of the page's characters that are not drawn."""
    from pypdfium2 import raw  # noqa: PLC0415

    text = page.get_textpage()
    unseen = count = 0
    for n in range(text.count_chars()):
        item = raw.FPDFText_GetTextObject(text.raw, n)
        if item:
            count += 1
            unseen += raw.FPDFTextObj_GetTextRenderMode(item) == _UNSEEN
    return unseen / count if count else 0.0
