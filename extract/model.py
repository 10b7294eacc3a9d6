"""What is printed: documents, passages, footnotes and the places of things in them.

Offsets are code points of `Document.text` unless a docstring says otherwise. Records are frozen; nothing is filled
in later.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of a document: code points `start` (included) to `end` (excluded)."""

    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Document:
    """A file as text, exactly as decoded: no character is changed, added or dropped.

    `sha256` is the hash of the file's bytes, in hexadecimal; `media_type` is told by content. A byte order mark is
    not part of the text. `page_starts` holds the offset at which each page begins and is `(0,)` where the source
    knows no pages.
    """

    name: str
    text: str
    sha256: str
    media_type: str = "text/plain"
    page_starts: tuple[int, ...] = (0,)

    @cached_property
    def _line_starts(self) -> tuple[int, ...]:
        starts = [0]
        find = self.text.find
        at = find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = find("\n", at + 1)
        return tuple(starts)

    def line_of(self, offset: int) -> int:
        """Number of the line (from 1) in which the code point at `offset` stands."""
        return bisect_right(self._line_starts, offset)

    def page_of(self, offset: int) -> int:
        """Number of the page (from 1) on which the code point at `offset` stands."""
        return bisect_right(self.page_starts, offset)


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnote:
    """A note lifted out of the running text.

    `number` is its mark as a number, `text` the note healed to one line, `span` its place in the document (from the
    mark to the end of its last part), `mark_at` the offset of the mark in the running text that points to it, or
    None where no mark was found.
    """

    number: int
    text: str
    span: Span
    mark_at: int | None
