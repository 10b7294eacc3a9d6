"""A text report as its writer saw it: paragraphs with their numbers, raised digits and notes, to make other formats of.

The text is healed first, so broken lines are whole again and each note hangs at its mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extract.healing import DIGIT_RUN, HealedText, Passage, PassageKind, heal
from extract.model import Footnote
from tests.reading import document

_EXPONENT = re.compile(r"(?<=[\s\d][kcdm]m)[23](?!\w)|(?<=[\s\d]m)[23](?!\w)")


@dataclass(frozen=True, kw_only=True)
class Run:
    """A piece of a paragraph: `text`, raised where `is_raised`; `note` holds the runs of the note marked here."""

    text: str = ""
    is_raised: bool = False
    note: tuple[Run, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """`marker` is the bullet or number as printed, without Markdown; `level` is above 0 for headings."""

    runs: tuple[Run, ...]
    marker: str = ""
    level: int = 0

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(kw_only=True)
class _Cuts:
    """What is to be put into a passage: place in its text to a note or a raised digit run."""

    notes: list[tuple[int, Passage]] = field(default_factory=list)
    marks: list[tuple[int, str]] = field(default_factory=list)


def outline_of(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of the text report `text`, notes hung in, page numbers left out."""
    healed = heal(document(text))
    cuts = {p.index: _Cuts() for p in healed.passages}
    for passage in healed.passages:
        if passage.kind is PassageKind.NOTE and passage.anchor:
            cuts[passage.anchor[0]].notes.append((passage.anchor[1], passage))
    for offset, digits in _loose_marks(text, healed):
        home, at = _home_of(offset, healed.passages)
        cuts[home].marks.append((at, digits))
    return tuple(_paragraphs(healed, cuts))


def _paragraphs(healed: HealedText, cuts: dict[int, _Cuts]) -> Iterator[Paragraph]:
    for passage in healed.passages:
        if passage.kind is not PassageKind.NOTE:
            runs = tuple(_runs(passage, cuts))
            marker = passage.marker.lstrip("#").strip().strip("*_ ")
            is_heading = passage.kind is PassageKind.HEADING and (marker or passage.marker)
            yield Paragraph(
                runs=runs, marker=marker, level=min(passage.level, 9) if is_heading else 0
            )
        elif passage.anchor is None:
            yield Paragraph(
                runs=(Run(text=str(passage.note), is_raised=True), *_runs(passage, cuts))
            )


def _runs(passage: Passage, cuts: dict[int, _Cuts]) -> Iterator[Run]:
    text = passage.text
    raised = [(m.start(), m.end()) for m in _EXPONENT.finditer(text)]
    own = cuts[passage.index]
    events: list[tuple[int, int, object]] = [(at, 0, digits) for at, digits in own.marks]
    events += [(at, 1, note) for at, note in own.notes]
    events += [(start, 2, end) for start, end in raised]
    done = 0
    for at, kind, what in sorted(events, key=lambda event: event[:2]):
        if at > done:
            yield Run(text=text[done:at])
            done = at
        if isinstance(what, Passage):
            yield Run(note=tuple(_runs(what, cuts)))
        elif kind == 0:
            yield Run(text=str(what), is_raised=True)
        else:
            yield Run(text=text[at : int(str(what))], is_raised=True)
            done = int(str(what))
    if done < len(text):
        yield Run(text=text[done:])


def _loose_marks(text: str, healed: HealedText) -> Iterator[tuple[int, str]]:
    """Marks that point to no note, or to one that is marked elsewhere: offset and digits."""
    for offset, role in sorted(healed.lifted.items()):
        run = DIGIT_RUN.match(text, offset)
        if role == "footnote" and run and not _is_of_a_note(offset, healed.footnotes):
            yield offset, run[0]


def _is_of_a_note(offset: int, notes: Sequence[Footnote]) -> bool:
    starts = [n for n in notes if n.span.start <= offset < n.span.start + 8]
    marked = [n for n in notes if n.mark_at is not None and n.mark_at <= offset < n.mark_at + 8]
    return bool(starts or marked)


def _home_of(offset: int, passages: Sequence[Passage]) -> tuple[int, int]:
    """The passage that `offset` was lifted from, and the place in its text."""
    before = [
        (place, p.index, at)
        for p in passages
        for at, place in enumerate(p.places)
        if place < offset
    ]
    _, index, at = max(before)
    return index, at + 1
