"""Counts against the lists that they announce: numbered entries, names in brackets, after a colon, in a footnote.

A list may be read with more than one length (`Quân và Dân` is one name or two), so its length is a set. A list that
says `such as` is open: it may be shorter than the count, unless it names something twice, for then it lists events.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from normalize.relations import Relations
from queries.checks.figures import COUNTED, Figure
from queries.checks.relations import Entries, Operand, Relation, Strength
from queries.checks.texts import Note, ReportText, Sentence

_NUMBERED: Final = re.compile(r"\((\d{1,2})\)")
_OPEN_END: Final = re.compile(r"\.\.|…|\bv\.v|\bkhác\b|trong đó|chủ yếu|tiêu biểu")
_SEVERAL: Final = re.compile(
    r"(?<!\w)(?:một|hai|ba|bốn|các|nhiều|những)(?!\w)|^(?:Một|Hai|Ba|Bốn|Các|Nhiều|Những)(?!\w)"
)
_INTRODUCED: Final = re.compile(
    r"^\W*(?:bao gồm|gồm có|gồm)(?:\s+các)?(?:\s+[^:,;.]{1,20}:)?\s*", re.IGNORECASE
)
_LISTED_BY_PRODUCT: Final = frozenset({"products_rising", "products_falling", "products_tracked"})
_LEAD: Final = 25
_LONGEST_NAME: Final = 14
_SHORTEST_LIST: Final = 3
_NEARLY: Final = 5
_REACH: Final = 90


def find_lists(report: ReportText, relations: Relations) -> Iterator[Relation]:
    """Yield the counts whose list follows."""
    such_as = relations.cues["such_as"]
    for sentence in report.sentences:
        for figure in sentence.figures:
            if is_countable(figure):
                yield from _in_sentence(sentence, figure, such_as)
    for note in report.notes:
        if note.marked is not None and is_countable(note.marked):
            yield from _in_note(note, note.marked)
    yield from _products(report)


def is_countable(figure: Figure) -> bool:
    """Tell whether the figure counts things that a list could name."""
    if figure.value is None or figure.measure != "level" or figure.dimension not in COUNTED:
        return False
    return (
        not figure.is_approximate and figure.step == figure.unit_scale and 2 <= figure.value <= 60
    )


def _in_sentence(sentence: Sentence, figure: Figure, such_as: Sequence[str]) -> Iterator[Relation]:
    tail = sentence.text[figure.figure_to :]
    numbered = _numbered(tail, figure)
    if numbered is not None:
        count, at = numbered
        yield _relation(sentence, figure, {count}, "numbered", "direct", (at, len(tail)))
        return
    found = _bracketed(tail) or _after_colon(sentence, figure, tail, such_as)
    if found is None:
        return
    start, stop, is_open = found
    names = split_names(tail[start:stop])
    yield from _named(sentence, figure, names, (start, stop), is_open=is_open, rule="names")


def _numbered(tail: str, figure: Figure) -> tuple[int, int] | None:
    """Return how many numbered entries follow right behind the counted thing, and where they begin."""
    first = _NUMBERED.search(tail)
    if first is None or first[1] != "1" or first.start() > _REACH:
        return None
    head = tail[: first.start()]
    if re.search(r"\d|[.;(]", head) or not re.search(r"[:,]\s*$", head):
        return None
    expected = 1
    for match in _NUMBERED.finditer(tail):
        if int(match[1]) == expected:
            expected += 1
        elif int(match[1]) == 1:
            break
    return (expected - 1, first.start()) if expected > 2 else None


def _bracketed(tail: str) -> tuple[int, int, bool] | None:
    opened = tail.find("(")
    if not 0 <= opened <= _REACH or re.search(r"[\d,.;:]", tail[:opened]):
        return None
    closed = tail.find(")", opened)
    inner = tail[opened + 1 : closed]
    if closed < 0 or "(" in inner or _has_figure(inner):
        return None
    return opened + 1, closed, bool(_OPEN_END.search(inner))


def _after_colon(
    sentence: Sentence, figure: Figure, tail: str, such_as: Sequence[str]
) -> tuple[int, int, bool] | None:
    """`07 dự án tại vị trí số 1, 3, 5, 6, 7, 19 và 20`; `03 địa điểm: A, B và C`; `17 hội chợ … như: A, B`."""
    match = re.search(r":\s*|vị trí(?: số)?\s+(?=\d)|(?<=,)\s*như:?\s+", tail)
    if match is None or match.start() > 2 * _REACH:
        return None
    head = tail[: match.start()]
    if re.search(r"[\d;()]|\.\s", head):
        return None
    stop = re.search(r"[;()]|\.(?=\s|$)|$", tail[match.end() :])
    assert stop is not None
    end = match.end() + stop.start()
    words = sentence.folded[figure.figure_to : figure.figure_to + match.end()]
    is_example = "lĩnh vực" in words or any(
        re.search(rf"(?<!\w){re.escape(cue)}\W*$", words) for cue in such_as
    )
    listed = tail[match.end() : end]
    is_places = "vị trí" in match[0]
    if _has_figure(listed) and not is_places:
        return None
    return match.end(), end, is_example or bool(_OPEN_END.search(listed))


def _has_figure(text: str) -> bool:
    """Tell whether a number is more than part of a name: it stands before a word."""
    return bool(re.search(r"(?:^|[\s(,;])\d+(?:[.,]\d+)*\s*(?:%|[^\W\d])", text))


def split_names(text: str) -> list[str]:
    """Return the entries of a list in prose; `và` divides the last two."""
    pieces = [piece.strip(" .") for piece in re.split(r"[,;]", text)]
    return [piece for piece in pieces if piece]


def lengths(names: Sequence[str]) -> frozenset[int]:
    """Return how many entries the pieces may be: each `và` joins two, or belongs to a name."""
    joined = sum(len(re.findall(r"(?<!\w)(?:và|cùng)(?!\w)|&", name)) for name in names)
    return frozenset(range(len(names), len(names) + joined + 1))


def repeated(names: Sequence[str]) -> tuple[str, ...]:
    """Return the entries that stand more than once."""
    parts = [part.strip() for name in names for part in re.split(r"(?<!\w)và(?!\w)", name)]
    printed = {part.lower(): part for part in reversed(parts) if part}
    counted = Counter(part.lower() for part in parts if part)
    return tuple(sorted(printed[name] for name, count in counted.items() if count > 1))


def _named(
    sentence: Sentence,
    figure: Figure,
    names: Sequence[str],
    place: tuple[int, int],
    *,
    is_open: bool,
    rule: str,
) -> Iterator[Relation]:
    counts = lengths(names)
    stated = int(figure.value or 0)
    twice = repeated(names)
    is_list = all(len(name.split()) <= _LONGEST_NAME for name in names)
    if not is_list or (len(names) + 1 < _SHORTEST_LIST and stated not in counts):
        return
    if stated in counts or is_near(counts, stated):
        yield _relation(
            sentence, figure, counts, rule, "hypothesis", place, is_open=is_open, twice=twice
        )


def is_near(counts: frozenset[int], stated: int) -> bool:
    """Tell whether a list comes close enough to a count to be meant as its list."""
    missed = min(abs(stated - count) for count in counts)
    return missed * _NEARLY <= stated and min(counts) + 1 >= _SHORTEST_LIST


def _relation(
    sentence: Sentence,
    figure: Figure,
    counts: set[int] | frozenset[int],
    rule: str,
    strength: Strength,
    place: tuple[int, int],
    *,
    is_open: bool = False,
    twice: tuple[str, ...] = (),
) -> Relation:
    start, stop = figure.figure_to + place[0], figure.figure_to + place[1]
    entries = Entries(
        counts=frozenset(counts),
        is_open=is_open,
        repeated=twice,
        document_id=figure.document_id,
        sentence_id=sentence.sentence_id,
        text=sentence.text[start:stop],
        place_from=figure.place_to,
        figure_from=start,
        figure_to=stop,
    )
    return _counted(figure, entries, rule, strength)


def _counted(figure: Figure, entries: Entries, rule: str, strength: Strength) -> Relation:
    return Relation(
        kind="list_count",
        rule=rule,
        shape="count",
        strength=strength,
        operands=(Operand(role="stated", figure=figure),),
        entries=entries,
    )


# Footnotes.


def _in_note(note: Note, figure: Figure) -> Iterator[Relation]:
    stated = int(figure.value or 0)
    if _is_numbered(note.text):
        entries = _note_entries(note, figure, {len(_NUMBERED.findall(note.text))}, ())
        if figure.indicator not in _LISTED_BY_PRODUCT:
            yield _counted(figure, entries, "numbered", "direct")
        return
    text = _INTRODUCED.sub("", note.text)
    if _has_figure(text) or re.search(r"[:.]\s", text.strip(" .")):
        return
    pieces = [piece.strip(" .") for piece in text.split(";") if piece.strip(" .")]
    names = pieces if len(pieces) > 2 else split_names(text)
    counts = lengths(names) | (lengths(pieces) if len(pieces) > 1 else frozenset())
    if stated in counts or (_are_names(names, text) and is_near(counts, stated)):
        entries = _note_entries(note, figure, counts, repeated(names))
        yield _counted(figure, entries, "names", "hypothesis")


def _is_numbered(text: str) -> bool:
    """Tell whether a note is one numbered list, and nothing else."""
    numbers = [int(match[1]) for match in _NUMBERED.finditer(text)]
    first = text.find("(1)")
    return 0 <= first < _LEAD and numbers == list(range(1, len(numbers) + 1)) and len(numbers) > 1


def _are_names(names: Sequence[str], text: str) -> bool:
    """Tell whether the entries are names of single things rather than a description."""
    if _OPEN_END.search(text) or _SEVERAL.search(text):
        return False
    proper = sum(name[:1].isupper() for name in names)
    is_short = all(len(name.split()) <= _LONGEST_NAME for name in names)
    return is_short and 2 * proper > len(names)


def _note_entries(
    note: Note, figure: Figure, counts: set[int] | frozenset[int], twice: tuple[str, ...]
) -> Entries:
    return Entries(
        counts=frozenset(counts),
        is_open=False,
        repeated=twice,
        document_id=figure.document_id,
        sentence_id="",
        text=note.text,
        place_from=note.place_from,
        figure_from=0,
        figure_to=len(note.text),
    )


# Products: as many growth rates up as products are said to rise.

_DIRECTIONS: Final = (("products_rising", 1), ("products_falling", -1))


def _products(report: ReportText) -> Iterator[Relation]:
    for indicator, sign in _DIRECTIONS:
        for stated in report.figures:
            if stated.indicator != indicator or not is_countable(stated):
                continue
            listed = [figure for figure in report.figures if _is_listed(figure, stated, sign)]
            distinct = {figure.product: figure for figure in listed}
            if len(distinct) != len(listed) or len(listed) < 2:
                continue
            counts = _product_counts(report, listed)
            if int(stated.value or 0) in counts or is_near(counts, int(stated.value or 0)):
                yield _of_products(stated, listed, counts)


def _product_counts(report: ReportText, listed: Sequence[Figure]) -> frozenset[int]:
    """Return how many products the list may name: those that are known, and all of the same sentences."""
    first = listed[0]
    sentences = {figure.sentence_id for figure in listed}
    others = [
        figure
        for figure in report.figures
        if figure.sentence_id in sentences
        and figure.measure in {"growth_pct", "growth_times"}
        and figure.basis == first.basis
        and figure.number * first.number > 0
    ]
    return frozenset({len(listed), len(others)})


def _is_listed(figure: Figure, stated: Figure, sign: int) -> bool:
    if figure.indicator != "product_output" or figure.value is None or figure.product == "total":
        return False
    alike = (figure.basis, figure.period) == (stated.basis, stated.period)
    return alike and figure.measure in {"growth_pct", "growth_times"} and figure.number * sign > 0


def _of_products(stated: Figure, listed: Sequence[Figure], counts: frozenset[int]) -> Relation:
    entries = Entries(
        counts=counts,
        is_open=False,
        repeated=(),
        document_id=stated.document_id,
        sentence_id=listed[0].sentence_id,
        text="",
        place_from=listed[0].place_from,
        figure_from=listed[0].figure_from,
        figure_to=listed[-1].figure_to,
    )
    return _counted(stated, entries, "products", "hypothesis")
