"""Printed pages to a transcription, page by page."""

from __future__ import annotations

from collections.abc import Iterable

from extract.pages.lines import set_lines
from extract.pages.printed import PrintedPage
from extract.pages.writing import Transcription, Writer


def assemble(pages: Iterable[PrintedPage]) -> Transcription:
    """Return the transcription of `pages`, which are taken one after the other and not kept."""
    writer = Writer()
    for page in pages:
        writer.page(page.record, page.notices)
        for line in set_lines(page.words, page.record.page):
            writer.block(apart=False)
            writer.words(line)
    return writer.finish()
