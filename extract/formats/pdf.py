"""PDF: each page is read the quick way where that is proven to give the same text, else the careful way.

A way is proven font by font: the first page on which a font is met is read both ways, and the two must give the same
lines. What pdfium is known to lose or to leave out (ruling lines, raised marks, characters without Unicode, turned
pages) goes the careful way from the start. How each page was read, and why, is in its `PageRecord`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

from extract.errors import UnreadableDocument
from extract.formats.pdf_bounds import refuse_swelling
from extract.formats.pdf_careful import read_carefully
from extract.formats.pdf_quick import QuickPage, read_quickly
from extract.formats.recognition import UNRECOGNISED, recognised
from extract.model import Document, Notice, PageRecord
from extract.pages.assembling import assemble
from extract.pages.lines import set_lines
from extract.pages.printed import PrintedPage
from extract.scans.doubts import doubts_of

MEDIA_TYPE = "application/pdf"
MOST_PAGES = 2000
"""A yearly report with all its annexes has some hundred pages."""

_NO_PAGES = re.compile(rb"/Type\s*/Pages\b[^>]{0,200}/Count\s+0\b.{0,4000}%%EOF", re.DOTALL)
_REMEDY = "fetch it again, or print it to a new PDF"


def read_pdf(content: bytes, path: Path, begin: Callable[[int], None] = lambda _: None) -> Document:
    """Read the bytes of the PDF file at `path`; `begin` is called with the number of each page (from 1) before it.

    Raises:
        UnreadableDocument: encrypted, damaged, without pages, with more than `MOST_PAGES`, or without any text.
    """
    refuse_swelling(content, path)
    reader = _Reader(content, path, begin)
    try:
        made = assemble(reader.pages())
    finally:
        reader.close()
    if not made.text.strip():
        why = next(
            (notice.message for notice in made.notices),
            "its pages hold no text; if they are drawings, recognise their text and ingest that",
        )
        raise UnreadableDocument(f"{path}: {why}")
    unread = [notice.message for notice in made.notices if notice.code == UNRECOGNISED]
    if unread and len(unread) == len(made.pages):
        raise UnreadableDocument(f"{path}: {unread[0]}")
    document = Document(
        name=path.name,
        text=made.text,
        sha256=hashlib.sha256(content).hexdigest(),
        media_type=MEDIA_TYPE,
        page_starts=made.page_starts,
        source=made.source,
        tables=made.tables,
        furniture=made.furniture,
        pages=made.pages,
        notices=made.notices,
    )
    return replace(document, notices=(*made.notices, *doubts_of(document)))


class _Reader:
    """Both libraries on one file, and the fonts that are proven so far."""

    def __init__(self, content: bytes, path: Path, begin: Callable[[int], None]) -> None:
        self.path = path
        self.begin = begin
        self.content = content
        self.quick = _open_quickly(content, path)
        self.careful: Any = None
        self.careful_pages: Iterator[Any] = iter(())
        self.proven: set[str] = set()
        self.doubtful: set[str] = set()

    def close(self) -> None:
        self.quick.close()
        if self.careful is not None:
            with suppress(Exception):  # closing looks at all pages again, damaged ones too
                self.careful.close()

    def pages(self) -> Iterator[PrintedPage]:
        """Read the pages one after the other; each is let go before the next one."""
        for number in range(1, len(self.quick) + 1):
            self.begin(number)
            page = self._load(number)
            if page is None:
                yield _unread(
                    number, "damaged", f"page {number} is damaged and was not read; {_REMEDY}"
                )
                continue
            try:
                yield self._read(page, number)
            finally:
                page.close()

    def _load(self, number: int) -> Any:
        import pypdfium2  # noqa: PLC0415

        try:
            return self.quick[number - 1]
        except pypdfium2.PdfiumError:
            return None

    def _read(self, page: Any, number: int) -> PrintedPage:
        quick = read_quickly(page, PageRecord(page=number, method="pdfium"))
        printed = self._choose(quick, number)
        return recognised(page, printed, quick.pictured)

    def _choose(self, quick: QuickPage, number: int) -> PrintedPage:
        """The page as read the quick way where nothing speaks against it, else the careful way."""
        why = quick.doubts[0] if quick.doubts else ""
        doubtful = sorted(quick.fonts & self.doubtful)
        if not why and doubtful:
            why = f"pdfium reads the font {doubtful[0]} otherwise"
        new = quick.fonts - self.proven
        if not quick.printed.words:
            return _recorded(quick.printed, "pdfium", "no text")
        if not why and not new:
            return _recorded(quick.printed, "pdfium", "all its fonts are proven to read alike")
        careful = self._read_carefully(number)
        if isinstance(careful, str):
            return _fallen_back(quick.printed, careful)
        careful = replace(
            careful, words=(*careful.words, *(w for w in quick.printed.words if w.is_stamp))
        )
        if why:
            return _recorded(careful, "pdfplumber", why)
        if _lines(careful) == _lines(quick.printed):
            self.proven |= new
            return _recorded(careful, "pdfplumber", "read both ways, for its fonts were new")
        self.doubtful |= new or quick.fonts
        return _recorded(careful, "pdfplumber", "read both ways, which differ")

    def _read_carefully(self, number: int) -> PrintedPage | str:
        """The page as pdfplumber reads it, or what kept it from that."""
        try:
            page = self._careful_page(number)
            try:
                return read_carefully(page, PageRecord(page=number, method="pdfplumber"))
            finally:
                page.close()
        except RecursionError:
            return "its objects refer to each other without end"
        except Exception as error:
            return _cause(error)

    def _careful_page(self, number: int) -> Any:
        import pdfplumber  # noqa: PLC0415

        if self.careful is None:
            self.careful = pdfplumber.open(BytesIO(self.content))
        return self.careful.pages[number - 1]


def _open_quickly(content: bytes, path: Path) -> Any:
    import pypdfium2  # noqa: PLC0415
    from pypdfium2 import raw  # noqa: PLC0415

    try:
        opened = pypdfium2.PdfDocument(content)
        count = len(opened)
    except pypdfium2.PdfiumError as error:
        is_locked = getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD
        if is_locked and b"/Encrypt" in content:  # the code may be that of a file before
            raise UnreadableDocument(
                f"{path}: this PDF is encrypted; open it with its password and save it without one"
            ) from error
        what = "has no pages" if _NO_PAGES.search(content) else "is damaged or cut short"
        raise UnreadableDocument(f"{path}: this PDF {what}; {_REMEDY}") from error
    if not count:
        opened.close()
        raise UnreadableDocument(f"{path}: this PDF has no pages; {_REMEDY}")
    if count > MOST_PAGES:
        opened.close()
        raise UnreadableDocument(
            f"{path}: this PDF has {count:,} pages (limit {MOST_PAGES:,}); split it into its reports"
        )
    return opened


def _recorded(page: PrintedPage, method: str, reason: str) -> PrintedPage:
    return replace(page, record=replace(page.record, method=method, reason=reason))


def _fallen_back(page: PrintedPage, cause: str) -> PrintedPage:
    number = page.record.page
    notice = Notice(
        code="unproven_page",
        severity="warning",
        message=f"page {number} could only be read the quick way ({cause}); compare its figures with the page",
    )
    made = _recorded(page, "pdfium", f"pdfplumber can't read it: {cause}")
    return replace(made, notices=(*made.notices, notice))


def _unread(number: int, reason: str, message: str) -> PrintedPage:
    return PrintedPage(
        record=PageRecord(page=number, method="pdfium", reason=reason),
        width=595.0,
        height=842.0,
        notices=(Notice(code="unread_page", severity="error", message=message),),
    )


def _cause(error: BaseException) -> str:
    """What is behind an exception of pdfplumber, which wraps those of pdfminer."""
    inner = error.args[0] if error.args and isinstance(error.args[0], BaseException) else error
    text = str(inner).strip().split("\n")[0]
    return f"{type(inner).__name__}: {text}"[:120] if text else type(inner).__name__


def _lines(page: PrintedPage) -> list[str]:
    printed = [word for word in page.words if not word.is_stamp]
    return [line.text for line in set_lines(printed, page.record.page)]
