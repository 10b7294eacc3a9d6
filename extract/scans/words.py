"""Recognised lines and marks as printed words, in points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

import regex

from extract.pages.printed import Word
from extract.scans.marks import SIGNS, Mark
from extract.scans.tesseract import Glyph, GlyphLine
from extract.scans.type import baseline_at

_ASCENT, _DESCENT = 0.85, 0.22
"""How far a line reaches above and below its baseline, in sizes of its type."""
_BLANK: Final = 0.2
"""A blank's width, in sizes of the type, where the recogniser saw one."""
_ATTACHED: Final = 0.35
"""A mark that is closer to a word, in sizes of the type, stands at it without a blank."""
_NOISE: Final = 60.0
"""Confidence below which a word without a letter or digit is taken for dirt on the paper."""
_FIGURE = regex.compile(r"\d+(?:[.,]\d+)*")


@dataclass(slots=True)
class _Piece:
    glyphs: list[Glyph]
    is_raised: bool = False
    from_left: float = field(default=0.0)


def words_of(
    lines: Sequence[GlyphLine], sizes: Sequence[float], marks: Iterable[Mark], scale: float
) -> Iterator[Word]:
    """Yield the words of `lines`, whose type has the `sizes`, with the raised numbers `marks` put into them.

    Lines, sizes and marks are in pixels of `scale` points; words are in points from the picture's upper left corner.
    """
    marks_of: dict[int, list[Mark]] = {}
    for mark in marks:
        marks_of.setdefault(mark.line, []).append(mark)
    for n, (line, size) in enumerate(zip(lines, sizes, strict=True)):
        plain = [piece for word in line.words for piece in _pieces(word, marks_of.get(n, []))]
        raised = [_raised(mark, plain, size) for mark in marks_of.get(n, ())]
        ends = _ends(line, size)
        for piece in [*plain, *raised]:
            if not _is_dirt(piece):
                yield _word(piece, line, size, scale, ends.get(piece.glyphs[-1]))


def confidence_of(glyphs: Sequence[Glyph]) -> float:
    """Return how sure a word is: as its least sure digit or separator if it holds a figure, else its least sure one."""
    text = "".join(glyph.text for glyph in glyphs)
    each = [glyph.confidence for glyph in glyphs for _ in glyph.text]
    figures = [each[n] for found in _FIGURE.finditer(text) for n in range(*found.span())]
    return min(figures or each)


def _ends(line: GlyphLine, size: float) -> dict[Glyph, float]:
    """Where words must end for a blank to remain before the next one: boxes of slanted letters overlap."""
    return {
        word[-1]: after[0].left - _BLANK * size
        for word, after in pairwise(line.words)
        if after[0].left - word[-1].right < _BLANK * size
    }


def _pieces(word: Sequence[Glyph], marks: Sequence[Mark]) -> Iterator[_Piece]:
    """A word without what the recogniser made of the marks in it, cut behind the letter at which each stands."""
    kept = [glyph for glyph in word if not any(_is_of(glyph, mark) for mark in marks)]
    inside = [mark for mark in marks if word[0].left < mark.left < word[-1].right]
    start, left = 0, 0.0
    for mark in sorted(inside, key=lambda mark: mark.left):
        middle = (mark.left + mark.right) / 2
        before = [
            n for n, g in enumerate(kept) if g.text.isalnum() and g.left + g.right < 2 * middle
        ]
        cut = before[-1] + 1 if before else 0
        if cut > start:
            yield _Piece(kept[start:cut], from_left=left)
        start, left = max(start, cut), float(mark.right)
    if kept[start:]:
        yield _Piece(kept[start:], from_left=left)


def _raised(mark: Mark, plain: Sequence[_Piece], size: float) -> _Piece:
    """A mark as a piece of its own, drawn out to the word at which it stands."""
    first, *others = mark.digits
    ends = [p.glyphs[-1].right for p in plain if p.glyphs[-1].right < (mark.left + mark.right) / 2]
    left = max(ends, default=0)
    if 0 < mark.left - left < _ATTACHED * size:
        first = replace(first, left=left)
    return _Piece([first, *others], is_raised=True)


def _is_of(glyph: Glyph, mark: Mark) -> bool:
    """Whether a glyph is what the recogniser made of a mark: it stands where the mark does and as high."""
    middle = (glyph.left + glyph.right) / 2
    foot, head = mark.digits[0].bottom, mark.digits[0].top
    is_there = mark.left - 2 <= middle <= mark.right + 2
    is_high = head < glyph.bottom < foot + 0.5 * (foot - head)
    near = (foot - head) / 2  # boxes of single letters are often a little off
    touches = glyph.left < mark.right + near and mark.left - near < glyph.right
    return (is_there and is_high) or (touches and glyph.text in SIGNS)


def _is_dirt(piece: _Piece) -> bool:
    text = "".join(glyph.text for glyph in piece.glyphs)
    return not any(map(str.isalnum, text)) and confidence_of(piece.glyphs) < _NOISE


def _word(piece: _Piece, line: GlyphLine, size: float, scale: float, end: float | None) -> Word:
    glyphs = piece.glyphs
    base = baseline_at(line, (glyphs[0].left + glyphs[-1].right) / 2)
    edges = [edge * scale for edge in _edges(glyphs, piece.from_left)]
    if end is not None:
        edges = [min(edge, max(end * scale, edges[0])) for edge in edges]
    top, bottom = base - _ASCENT * size, base + _DESCENT * size
    if piece.is_raised:
        top, bottom = glyphs[0].top, glyphs[0].bottom
    return Word(
        text="".join(glyph.text for glyph in glyphs),
        left=edges[0],
        top=top * scale,
        right=edges[-1],
        bottom=bottom * scale,
        edges=edges,
        size=round(size * scale, 1),
        is_raised=piece.is_raised,
        confidence=confidence_of(glyphs),
    )


def _edges(glyphs: Sequence[Glyph], start: float) -> list[float]:
    """The left edges of the characters and the right edge of the last, never falling."""
    edges: list[float] = []
    for glyph in glyphs:
        step = (glyph.right - glyph.left) / len(glyph.text)
        for n in range(len(glyph.text)):
            edges.append(max(glyph.left + step * n, edges[-1] if edges else start))
    return [*edges, max(glyphs[-1].right, edges[-1])]
