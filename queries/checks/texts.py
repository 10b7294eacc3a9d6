"""Reports as the finders of relations walk through them: sentences with their figures, notes with their marks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Final

from duckdb import DuckDBPyConnection

from extract.spelling import fold
from queries.asking import ask
from queries.checks.figures import Figure, read_figures

_FOLLOWS: Final = 3
_LOOK_BACK: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A healed sentence and its figures in order; `depths` counts the brackets open at each character."""

    sentence_id: str
    document_id: str
    text: str
    folded: str
    place_from: int
    place_to: int
    figures: tuple[Figure, ...]
    depths: tuple[int, ...]

    def between(self, first: Figure, second: Figure) -> str:
        """Return the folded words between two figures."""
        return self.folded[first.figure_to : second.figure_from]

    def before(self, figure: Figure, length: int) -> str:
        """Return at most `length` folded characters before the figure."""
        return self.folded[max(figure.figure_from - length, 0) : figure.figure_from]

    def after(self, figure: Figure, length: int) -> str:
        """Return at most `length` folded characters after the figure."""
        return self.folded[figure.figure_to : figure.figure_to + length]

    def depth(self, figure: Figure) -> int:
        """Return how many brackets the figure stands in."""
        return self.depths[figure.figure_from] if self.depths else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A footnote, the levels before its mark in the mark's sentence, the nearest first, and what its mark stands at."""

    number: int
    text: str
    place_from: int
    place_to: int
    heads: tuple[Figure, ...]
    marked: Figure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSpot:
    """Where in a table a figure stands, and the row that its row is part of; `strength` is empty where it is of none.

    `opener` is the row that opens the list of parts (-1 for none), `parts` how many rows are in that list.
    """

    table: int
    row: int
    column: int
    whole: int = -1
    opener: int = -1
    strength: str = ""
    parts: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportText:
    """One report: its figures, sentences and notes in text order; `spots` leads from observations to their tables."""

    document_id: str
    vintage_order: int
    figures: tuple[Figure, ...]
    sentences: tuple[Sentence, ...]
    notes: tuple[Note, ...]
    spots: Mapping[str, TableSpot] = field(default_factory=dict)

    @property
    def province(self) -> str:
        """The province that reports."""
        return self.figures[0].province

    def preceding(self, index: int) -> Sentence | None:
        """Return the sentence that the one at `index` follows directly, in the same bullet or note."""
        sentence = self.sentences[index]
        for earlier in reversed(self.sentences[max(index - _LOOK_BACK, 0) : index]):
            gap = sentence.place_from - earlier.place_to
            if earlier.figures and 0 <= gap <= _FOLLOWS:
                return earlier
        return None

    def note_of(self, sentence: Sentence) -> Note | None:
        """Return the note that the sentence begins, None where it stands elsewhere."""
        for note in self.notes:
            if note.place_from <= sentence.place_from < note.place_to:
                begins = note.text[:20] == sentence.text[:20]
                return note if begins else None
        return None


def read_texts(connection: DuckDBPyConnection) -> Iterator[ReportText]:
    """Yield all reports, earliest vintage first."""
    sentences = _by_document(ask(connection, "check_sentences").records())
    notes = _by_document(ask(connection, "check_notes").records())
    by_report = groupby(read_figures(connection), key=lambda figure: figure.document_id)
    spots = _by_document(ask(connection, "check_table_rows").records())
    reports = [_report(key, list(figures), sentences, notes, spots) for key, figures in by_report]
    yield from sorted(reports, key=lambda report: report.vintage_order)


_Records = Mapping[str, list[dict[str, object]]]


def _by_document(records: Iterable[dict[str, object]]) -> _Records:
    found: dict[str, list[dict[str, object]]] = {}
    for record in records:
        found.setdefault(str(record["document_id"]), []).append(record)
    return found


def _report(
    document_id: str,
    figures: list[Figure],
    sentences: _Records,
    notes: _Records,
    spots: _Records,
) -> ReportText:
    by_sentence: dict[str, list[Figure]] = {}
    for figure in figures:
        by_sentence.setdefault(figure.sentence_id, []).append(figure)
    made = tuple(
        _sentence(record, by_sentence.get(str(record["sentence_id"]), []))
        for record in sentences.get(document_id, [])
    )
    placed = tuple(figure for sentence in made for figure in sentence.figures)
    bare = tuple(figure for figure in figures if not figure.sentence_id)
    in_order = tuple(sorted((*placed, *bare), key=lambda figure: figure.place_from))
    return ReportText(
        document_id=document_id,
        vintage_order=figures[0].vintage_order,
        figures=in_order,
        sentences=made,
        notes=tuple(_note(record, in_order, made) for record in notes.get(document_id, [])),
        spots={
            str(record["observation_id"]): _spot(record) for record in spots.get(document_id, [])
        },
    )


def _spot(record: Mapping[str, object]) -> TableSpot:
    row, _, column = str(record["table_place"]).partition("/")
    spot = TableSpot(table=_whole(record["table_number"]), row=int(row), column=int(column))
    told = str(record["part_of"]).split("/")
    if len(told) != 4:
        return spot
    whole, opener, strength, parts = told
    return replace(spot, whole=int(whole), opener=int(opener), strength=strength, parts=int(parts))


def _sentence(record: Mapping[str, object], figures: list[Figure]) -> Sentence:
    text = str(record["sentence_text"])
    placed = [figure if figure.value is not None else _located(figure, text) for figure in figures]
    return Sentence(
        sentence_id=str(record["sentence_id"]),
        document_id=str(record["document_id"]),
        text=text,
        folded=fold(text),
        place_from=_whole(record["sentence_from"]),
        place_to=_whole(record["sentence_to"]),
        figures=tuple(sorted(placed, key=lambda figure: figure.figure_from)),
        depths=_depths(text) if "(" in text else (0,) * len(text),
    )


def _located(figure: Figure, text: str) -> Figure:
    """Give a number that could not be read its place in the sentence."""
    at = max(text.find(figure.value_text), 0)
    return figure._replace(figure_from=at, figure_to=at + len(figure.value_text))


def _depths(text: str) -> tuple[int, ...]:
    depths: list[int] = []
    depth = 0
    for position, letter in enumerate(text):
        if letter == ")" and not _is_enumerator(text, position):
            depth = max(depth - 1, 0)
        depths.append(depth)
        if letter == "(":
            depth += 1
    return tuple(depths)


def _is_enumerator(text: str, position: int) -> bool:
    """Tell whether the bracket closes `a)` or `1)` without one that opens it."""
    opened = text.rfind("(", 0, position)
    return (
        opened < text.rfind(")", 0, position)
        and text[max(position - 2, 0) : position].strip().isalnum()
    )


def _note(
    record: Mapping[str, object], figures: tuple[Figure, ...], sentences: tuple[Sentence, ...]
) -> Note:
    before = _before_mark(_whole(record["mark_at"]), figures, sentences)
    return Note(
        number=_whole(record["footnote"]),
        text=str(record["footnote_text"]),
        place_from=_whole(record["place_from"]),
        place_to=_whole(record["place_to"]),
        heads=tuple(figure for figure in before if figure.is_level),
        marked=before[0] if before else None,
    )


def _before_mark(
    mark_at: int, figures: tuple[Figure, ...], sentences: tuple[Sentence, ...]
) -> tuple[Figure, ...]:
    """Return the figures before a mark in its sentence, the nearest first."""
    home = next((s for s in sentences if s.figures and s.place_from <= mark_at <= s.place_to), None)
    end = bisect_right(figures, mark_at, key=lambda figure: figure.place_from)
    if home is None:
        return ()
    near = reversed(figures[max(end - len(home.figures), 0) : end])
    return tuple(figure for figure in near if figure.sentence_id == home.sentence_id)


def _whole(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(f"not a whole number: {value!r}")
    return value
