"""The grammar that ties a figure to what it is about, when, against what, and how sure its writer was.

A passage is read from left to right as a row of events: phrases of the vocabulary, periods, bases of comparison,
figures, and the marks that end a scope. What is said before a figure within its clause holds for it; what is left
unsaid is carried over from the figure before, as Vietnamese report prose does (`tăng 7,16% so tháng trước và 0,87% so
tháng cùng kỳ`). Cues have a direction, a reach and something that ends them, after the manner of ConText (Harkema et
al. 2009).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import replace
from decimal import Decimal

import regex

from extract.figures import Figure, noun_at
from extract.grammar.marks import Marks
from extract.grammar.measures import Measures
from extract.grammar.ordering import Ordering
from extract.grammar.pairs import Pairs
from extract.grammar.reading import Reading
from extract.grammar.scope import Scope
from extract.grammar.scoping import Scoping
from extract.grammar.subjects import ANOTHER_THING
from extract.grammar.wording import COUNTED_UNITS, RATE_UNITS
from extract.healing import HealedText, Passage, PassageKind
from extract.lexicon import Lexicon, Match
from extract.misread import leveller_of
from extract.numerals import Numeral
from extract.sections import Section, SectionTracker
from extract.slips import finder_of
from extract.spelling import fold_pattern

_HARD = re.compile(
    r"(?P<stop>[.!?](?=\s|$|[\"”)])|…)|(?P<semi>;)|(?P<colon>:(?!\d))|(?P<open>[(\[])|(?P<close>[)\]])|(?P<comma>,(?!\d))"
)
_ABBREVIATION = re.compile(
    fold_pattern(r"(?:^|\W)(?:tp|tr|ts|ths|tx|tt|q|p|vp|ks|bs|gs|pgs|đ|n)\Z")
)
_DISTRICT = regex.compile(
    r"(?:huyện|thị xã|thành phố|Huyện|Thị xã|Thành phố|TP\.?|TX\.?|quận)\s+(?P<name>\p{Lu}\w*(?:\s\p{Lu}\w*){0,3})"
)
_PLAN_SUBJECT = re.compile(
    fold_pattern(
        r"(?:^|[.;:]\s|-\s)(?:quy hoạch|đề án|phương án)\b[^.;]{0,110}?"
        r"\b(?:19|20)\d\d\)?[^.;\d]{0,60}?\s(?:có|xác định|bố trí|là)\s|"
        r"(?:^|[.;:]\s|-\s)(?:theo\s)?kế hoạch (?:(?:cả\s)?năm )?(?P<year>20\d\d),?\s(?:[^.;:,\d]{1,40}\s)?"
        r"(?:hỗ trợ|thực hiện|triển khai|xây dựng|phát triển|tổ chức)\s"
    )
)
_RIGHT_BEHIND = 40
"""Characters behind a figure within which its unit and its base stand."""
_ZERO = re.compile(
    fold_pattern(
        r"(?<!\w)(?:không|chưa)\s(?:(?:có|phát sinh|có phát sinh|ghi nhận)\s)?"
        r"(?P<new>(?:phát triển|thành lập|đăng ký|cấp)\s(?:thành lập\s)?mới\s)?"
    )
)


def read_statements(healed: HealedText, lexicon: Lexicon) -> tuple[list[Reading], list[Reading]]:
    """Return a reading for every digit run in the passages of `healed`, passage by passage, and the zeros in words."""
    tracker = SectionTracker()
    readings: list[Reading] = []
    zeros: list[Reading] = []
    snapshots: dict[int, list[tuple[int, Scope]]] = {}
    parents: list[tuple[int, Scope]] = []
    scope = Scope()
    led = False
    anchored = {p.anchor[0] for p in healed.passages if p.anchor}
    for passage in healed.passages:
        if passage.kind is PassageKind.TABLE:
            continue
        levelled: tuple[tuple[int, int], ...] = ()
        if passage.is_recognised:
            folded, levelled = leveller_of(lexicon).level(passage.folded)
            passage = replace(passage, folded=folded)  # noqa: PLW2901
        found = lexicon.find(passage.folded)
        section = tracker.enter(passage, found)
        if passage.kind is PassageKind.HEADING:
            parents.clear()
            start = Scope(topic=_heading_topic(found, lexicon))
        elif passage.note is not None:
            start = _at_anchor(snapshots, passage)
        else:
            start = _inherited(parents, passage, scope, led=led)
        reader, read = _read(
            passage, found, section, start, lexicon, has_notes=passage.index in anchored
        )
        readings.extend(_in_doubt_behind(levelled, read) if levelled else read)
        zeros.extend(reader.zeros)
        snapshots[passage.index] = reader.snapshots
        if passage.note is None:
            scope = reader.scope
            led = passage.text.endswith(":")
            if passage.kind is PassageKind.ITEM:
                parents[:] = [p for p in parents if p[0] < passage.level]
                parents.append((passage.level, reader.lead_scope(dated=tracker.dates_what_follows)))
            elif passage.kind is PassageKind.HEADING or led:
                parents[:] = [(0, reader.lead_scope(dated=tracker.dates_what_follows))]
    return readings, zeros


def _read(
    passage: Passage,
    found: list[Match],
    section: Section,
    start: Scope,
    lexicon: Lexicon,
    *,
    has_notes: bool,
) -> tuple[PassageReader, list[Reading]]:
    """Read a passage; where a figure's subject is not found, once more with names that hold a slip of the pen."""
    before = copy(start)
    reader = PassageReader(passage, found, section, start, lexicon, has_notes=has_notes)
    read = reader.read()
    if not any(_lacks_subject(reading) for reading in read):
        return reader, read
    slips = finder_of(lexicon).find(passage.folded, found)
    if not slips:
        return reader, read
    named = sorted([*found, *slips], key=lambda m: (m.start, -m.end))
    again = PassageReader(passage, named, section, before, lexicon, has_notes=has_notes)
    return again, [
        new if new.meaning == old.meaning else _doubted(new)
        for old, new in zip(read, again.read(), strict=True)
    ]


def _lacks_subject(reading: Reading) -> bool:
    named = reading.meaning is not None or reading.territory
    return reading.figure.role == "value" and not reading.figure.noun and not named


def _doubted(reading: Reading) -> Reading:
    return replace(
        reading, is_doubtful=True, rules=(*reading.rules, ("indicator", "slip_of_the_pen"))
    )


def _in_doubt_behind(
    levelled: Sequence[tuple[int, int]], readings: Iterable[Reading]
) -> Iterator[Reading]:
    """Mark figures whose sentence holds a phrase that was mended, up to the figure or right behind it."""
    for reading in readings:
        first, last = reading.sentence
        near = reading.figure.noun_end + _RIGHT_BEHIND
        rests = any(first <= start < min(last or near, near) for start, _ in levelled)
        if rests and reading.figure.role == "value":
            rules = (*reading.rules, ("indicator", "marks_misread"))
            yield replace(reading, is_doubtful=True, rules=rules)
        else:
            yield reading


def _heading_topic(found: Sequence[Match], lexicon: Lexicon) -> str:
    series = {
        c for m in found if (c := m.key("concept")) in lexicon.series and c in lexicon.defaults
    }
    return (series.pop() or "") if len(series) == 1 else ""


def _at_anchor(snapshots: Mapping[int, list[tuple[int, Scope]]], passage: Passage) -> Scope:
    if not passage.anchor or passage.anchor[0] not in snapshots:
        return Scope()
    marks = snapshots[passage.anchor[0]]
    at = bisect_left([m[0] for m in marks], passage.anchor[1]) - 1
    base = marks[max(at, 0)][1] if marks else Scope()
    return replace(
        base,
        period=None,
        sentence_period=None,
        lead_period=None,
        carried_period=None,
        territory="",
        direction=0,
        shift=0,
        crossed=True,
        status_concept=base.status_concept,
    )


def _inherited(
    parents: Sequence[tuple[int, Scope]], passage: Passage, last: Scope, *, led: bool
) -> Scope:
    """A bullet takes over from the bullet above its level; a paragraph goes on where the one before it stopped."""
    if passage.kind is PassageKind.ITEM:
        above = [scope for level, scope in parents if level < passage.level or level == 0]
        return replace(above[-1]) if above else Scope()
    if led and parents:
        return replace(parents[-1][1])
    return replace(
        last,
        period=None,
        sentence_period=None,
        lead_period=None,
        carried_period=None,
        direction=0,
        shift=0,
        crossed=True,
        aspect="",
        item=last.topic_item,
        list_basis=None,
        activity=False,
        territory="",
    )


class PassageReader(Marks, Scoping, Measures, Ordering, Pairs):
    """Reads one passage; `scope` is what holds at its end, `snapshots` what held at each event."""

    def read(self) -> list[Reading]:
        for at, kind, event in sorted(self._events(), key=lambda e: (e[0], e[1])):
            handler = getattr(self, f"_on_{kind[1:]}")
            handler(at, event)
        self._bound_sentences(len(self.text))
        self._put_in_order()
        self._repeat_bases()
        return sorted([*self.out, *self._others()], key=lambda r: r.figure.start)

    def lead_scope(self, *, dated: bool) -> Scope:
        """What the bullets below this one inherit; `dated` says that the section already gives their time."""
        lead = self.scope
        keeps = self.text.endswith(":")
        period = (lead.period or lead.carried_period) if keeps and not dated else None
        return replace(
            lead,
            period=period,
            sentence_period=period,
            lead_period=period,
            carried_period=None,
            direction=lead.list_direction if keeps else 0,
            list_direction=lead.list_direction if keeps else 0,
            crossed=True,
            aspect=lead.aspect if keeps and self.passage.kind is not PassageKind.HEADING else "",
            status=lead.status if keeps and self.passage.kind is not PassageKind.HEADING else "",
            shift=0,
            activity=False,
        )

    def _events(self) -> Iterator[tuple[int, str, object]]:
        counted = [(f.start, f.tail) for f in self.figures]
        starts = [c[0] for c in counted]
        for kind, matches in (("4term", self.plain), ("4item", self.item_matches)):
            for match in matches:
                k = bisect_left(starts, match.end) - 1
                if k < 0 or not counted[k][0] <= match.start < counted[k][1]:
                    yield match.start, kind, match
        for cue in self.periods:
            yield cue.start, "2period", cue
        for basis in self.bases:
            yield basis.start, "3basis", basis
        for figure in self.figures:
            if figure.role in ("value", "malformed"):
                yield figure.start, "5figure", figure
            elif figure.role == "marker":
                yield figure.start, "5enumerator", figure
        for zero in _ZERO.finditer(self.text):
            yield zero.start(), "6zero", zero
        for mark in _HARD.finditer(self.text):
            kind = mark.lastgroup or ""
            if kind == "stop" and _ABBREVIATION.search(
                self.text[max(mark.start() - 6, 0) : mark.start()]
            ):
                continue
            yield mark.start(), f"1{kind}", mark
        for plan in _PLAN_SUBJECT.finditer(self.text):
            yield plan.end() - 1, "4plan", plan
        for district in _DISTRICT.finditer(self.passage.text):
            yield district.start(), "4district", district

    def _on_figure(self, at: int, event: object) -> None:
        assert isinstance(event, Figure)
        figure = self._with_unit(event)
        previous = self.last
        if figure.part == "of_total" and previous:
            reading = self._total_of(figure, previous)
        elif figure.unit in RATE_UNITS:
            reading = self._rate(figure)
        else:
            reading = self._level(figure)
        reading = self._dated(reading)
        self.out.append(reading)
        self.last = reading
        self._carry(reading)
        if reading.concept and reading.meaning and reading.figure.unit in COUNTED_UNITS:
            self.remembered[reading.concept] = reading.meaning
        self._new_window(figure.tail)
        self._snap(figure.end)

    def _on_zero(self, at: int, match: object) -> None:
        """`không có doanh nghiệp giải thể` states a zero, where the vocabulary knows what there was none of."""
        assert isinstance(match, re.Match)
        noun, noun_end = noun_at(self.passage.text, self.text, match.end(), self.by_start)
        if not noun:
            return
        figure = Figure(
            start=at,
            end=match.end(),
            digits="",
            role="value",
            numeral=Numeral(value=Decimal(0), decimals=0, readings=(Decimal(0),)),
            unit="count",
            tail=match.end(),
            noun=noun,
            noun_start=match.end(),
            noun_end=noun_end,
            rules=(("role", "zero_in_words"),),
        )
        scope, window = replace(self.scope), replace(self.window)
        self.scope.aspect = "new" if match["new"] else ""
        reading = self._level(figure)
        self.scope, self.window = scope, window
        if reading.concept and reading.aspect not in ("new", "dissolved"):
            reading = replace(reading, meaning=None, item="", is_subset=False)
        elif not reading.meaning:
            return
        self.zeros.append(replace(reading, sentence=(self.sentence_start, len(self.text))))

    def _carry(self, reading: Reading) -> None:
        scope = self.scope
        window = self.window
        scope.label = reading.label
        scope.aspect = (
            (reading.aspect if reading.meaning else "")
            or self._aspect_before(reading.figure)
            or scope.aspect
        )
        if reading.meaning:
            scope.weighed = scope.weighed and reading.is_subset
            scope.concept, scope.meaning, scope.item = (
                reading.concept,
                reading.meaning,
                reading.item,
            )
            scope.activity = False
            if reading.concept in self.lexicon.series and not scope.in_parts and not self.stack:
                scope.main = reading.concept
        elif self._weighs_goods(reading):
            scope.weighed, scope.item = True, ""
        elif self._measures_no_index(reading):
            scope.activity = True
            scope.concept, scope.meaning, scope.item = "", None, scope.topic_item
        elif (
            reading.measure == "level"
            and (scope.in_parts or reading.figure.unit not in COUNTED_UNITS)
            and (items := self._items(window.items, scope.meaning))
        ):
            scope.item = items[-1]
        elif ("indicator", ANOTHER_THING) in reading.rules or (
            reading.measure == "level" and self._counts_or_names_its_own(reading.figure)
        ):
            scope.activity = True
            scope.concept, scope.meaning, scope.item = "", None, scope.topic_item
        if reading.measure in ("growth_pct", "growth_times"):
            scope.direction, scope.measure = reading.sign, reading.measure
        elif reading.measure:
            scope.direction, scope.measure = 0, reading.measure
        if window.shift:
            scope.shift = window.shift
        if window.basis:
            scope.list_basis = window.basis

    def _measures_no_index(self, reading: Reading) -> bool:
        """`IIP giảm 2,4%; giá trị … đạt 8.905 tỷ đồng, đạt 34% kế hoạch`: an amount ends what is said of an index."""
        meaning = self.scope.meaning
        index = meaning is not None and self.lexicon.natures.get(meaning.indicator) == "index"
        amount = reading.figure.unit not in (*COUNTED_UNITS, *RATE_UNITS)
        return index and amount and reading.measure == "level"

    def _counts_or_names_its_own(self, figure: Figure) -> bool:
        """A thing counted, or an amount with a name of its own (`alumin 1.320 nghìn tấn`): the next rates are its."""
        return figure.unit in COUNTED_UNITS or bool(self._words_before(figure, fewest=1))

    def _others(self) -> Iterator[Reading]:
        """Runs that are no statistic: they are in the ledger too, with the reason."""
        for figure in self.figures:
            if figure.role not in ("value", "malformed"):
                yield Reading(
                    place=self.passage.places[figure.start],
                    passage=self.passage.index,
                    figure=figure,
                    rules=figure.rules,
                )
