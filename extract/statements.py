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
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

import regex

from extract.cues import BasisCue, PeriodCue, find_bases, find_periods
from extract.figures import Figure, find_figures, noun_at
from extract.healing import HealedText, Passage, PassageKind
from extract.lexicon import Lexicon, Match, Meaning, longest
from extract.numerals import Numeral
from extract.sections import Section, SectionTracker
from extract.spelling import fold, fold_pattern


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One digit run with the words that belong to it.

    `place` is the offset of its digits in the document, `passage` the index of its passage. `sign` is -1 for a fall.
    `measure` is one of level, change_abs, growth_pct, growth_times, plan_pct, share_pct, of_total; `basis` what it is
    measured against, or None. `period` is the cue that dates it, None where the text gives none; `shift` is -12 or -1
    for a figure of the same span a year or a month before. `section` is what its headings say. `meaning` is what its
    concept stands for, None for an activity outside the vocabulary. `sentence` bounds its sentence in the passage.
    """

    place: int
    passage: int
    figure: Figure
    sign: int = 1
    measure: str = ""
    basis: BasisCue | None = None
    basis_rule: str = ""
    is_average: bool = False
    period: PeriodCue | None = None
    shift: int = 0
    status: str = ""
    qualifier: str = ""
    concept: str = ""
    aspect: str = ""
    item: str = ""
    meaning: Meaning | None = None
    is_subset: bool = False
    is_stock: bool = False
    is_origin: bool = False
    is_planned: bool = False
    is_standing: bool = False
    is_second: bool = False
    raises_total: bool = False
    territory: str = ""
    price_base: str = ""
    label: str = ""
    section: Section = field(default_factory=Section)
    sentence: tuple[int, int] = (0, 0)
    rules: tuple[tuple[str, str], ...] = ()
    is_doubtful: bool = False


@dataclass(slots=True, kw_only=True)
class _Scope:
    """What is carried from clause to clause. Copied at an opening bracket and put back at the closing one."""

    concept: str = ""
    meaning: Meaning | None = None
    item: str = ""
    topic: str = ""
    topic_item: str = ""
    aspect: str = ""
    period: PeriodCue | None = None
    sentence_period: PeriodCue | None = None
    status: str = ""
    status_concept: str = ""
    direction: int = 0
    measure: str = ""
    list_basis: BasisCue | None = None
    basis: BasisCue | None = None
    shift: int = 0
    in_parts: bool = False
    parts_concept: str = ""
    parts_meaning: Meaning | None = None
    price_base: str = ""
    is_average: bool = False
    territory: str = ""
    crossed: bool = False
    activity: bool = False
    carried_period: PeriodCue | None = None
    label: str = ""
    lead_period: PeriodCue | None = None
    main: str = ""
    list_direction: int = 0
    semi: bool = False


@dataclass(slots=True, kw_only=True)
class _Window:
    """What has been met since the last figure or hard mark."""

    start: int = 0
    concepts: list[Match] = field(default_factory=list)
    items: list[Match] = field(default_factory=list)
    aspect: str = ""
    aspect_at: int = -1
    direction: int = 0
    direction_at: int = -1
    toward_at: int = -1
    reach: str = ""
    reach_at: int = -1
    factor_at: int = -1
    same_thing: bool = False
    period: PeriodCue | None = None
    basis: BasisCue | None = None
    plan_at: int = -1
    resolution_at: int = -1
    qualifier: tuple[str, int] = ("", -1)
    territory: tuple[str, int] = ("", -1)
    shift: int = 0
    status: str = ""


RATE_NATURES = frozenset(("rate",))
_RATES = ("pct", "times")
_HARD = re.compile(r"(?P<stop>[.!?](?=\s|$|[\"”)])|…)|(?P<semi>;)|(?P<colon>:(?!\d))|(?P<open>[(\[])|(?P<close>[)\]])|(?P<comma>,(?!\d))")
_ABBREVIATION = re.compile(fold_pattern(r"(?:^|\W)(?:tp|tr|ts|ths|tx|tt|q|p|vp|ks|bs|gs|pgs|đ|n)\Z"))
_DISTRICT = regex.compile(
    r"(?:huyện|thị xã|thành phố|Huyện|Thị xã|Thành phố|TP\.?|TX\.?|quận)\s+(?P<name>\p{Lu}\w*(?:\s\p{Lu}\w*){0,3})"
)
_DISTRICT_HAS = re.compile(fold_pattern(r"[^,;:.]{0,20}?(?:^|\s)(?:có|đạt|là|ước|tăng|giảm|còn|chỉ tăng|chỉ giảm|tập trung|chiếm|hiện có)(?!\w)|\s?\("))
_PRODUCTS = {
    "rising": re.compile(fold_pattern(r"\s?(?:\w+\s){0,3}?(?:có\s)?(?:mức\s|sản lượng\s)?tăng")),
    "falling": re.compile(fold_pattern(r"\s?(?:\w+\s){0,3}?(?:có\s)?(?:mức\s|sản lượng\s)?giảm")),
    "idle": re.compile(
        fold_pattern(r"\s?(?:\([^)]*\)\s?)?(?:(?:đã|do|nên|hiện|đang|tạm)\s){0,3}(?:không|chưa|hết|ngừng|ngưng|tạm|không có)\s?(?:có\s)?(?:sản xuất|phát sinh|thời vụ|vào vụ|vụ|mùa vụ|sản lượng)")
    ),
}
_TRACKED_BEFORE = re.compile(fold_pattern(r"(?:trong|theo dõi|tổng số|trên tổng số|số)\s(?:số\s)?\Z"))
_FILE_OF = re.compile(
    fold_pattern(
        r"\s?(?:$|[,.;:)(]|(?:trong hạn|nhận|nộp|đúng|trước|sớm|đã|đang|còn|được|tồn|trễ|quá|qua|trực|tiếp nhận|chuyển|giải quyết|"
        r"kỳ trước|mới|và|trả|chưa|thuộc thẩm quyền)(?!\w))"
    )
)
_STAGE_AFTER = re.compile(
    fold_pattern(
        r"\s?(?:được|đã|đang|chưa|sẽ|đưa|giao|khởi công|hiện|đăng ký|xin|đề nghị|đề xuất|mới|có (?!tổng|tỷ|diện|quy mô|công suất)|thuộc|do |"
        r"hoàn thành|đi vào|triển khai|vận hành|trình|chuyển|lập|bổ sung|nằm|còn lại|không|ngoài|theo)"
    )
)
_NOT_STAGE = re.compile(fold_pattern(r"\s?(?:đang hoạt động|hiện có|hiện nay|đã được phân hạng|được phân hạng|có tổng)"))
_SIGNED = re.compile(r"(?:^|[(\s,;:])(?P<sign>[+-])\s?\Z")
_DIRECT_GAP = re.compile(fold_pattern(r"[\s)]*(?:(?:so với|so|với|của|theo|trên)\s)?"))
_DATED_GAP = re.compile(fold_pattern(r"\s?(?:(?:vào|trong|của|ở|tại thời điểm|tính)\s)?\(?"))
_VERBLESS = re.compile(fold_pattern(r"[\s,;&]*(?:(?:và|còn|là|cùng|hoặc|với|đồng thời)[\s,]*)*"))
_FROM = re.compile(fold_pattern(r"\btừ\s(?:mức\s)?(?:hơn\s|trên\s|gần\s|khoảng\s)?\Z"))
_TO = re.compile(fold_pattern(r"\b(?:lên|đến|xuống|còn|tới|là|đạt|thành)\s(?:mức\s)?(?:hơn\s|trên\s|gần\s|khoảng\s)?\Z"))
_SHARE = re.compile(fold_pattern(r"\b(?:chiếm|tỷ lệ|tỷ trọng|cơ cấu)\b"))
_FORMER = re.compile(fold_pattern(r"(?:trong khi|còn|mà|thì|\()?\s?(?:cùng~kỳ)"))


def _outside(matches: Sequence[Match], others: Sequence[Match], kind: str) -> list[Match]:
    """Drop matches of `kind` that are only part of a longer phrase of the other sort."""
    spans = [(o.start, o.end) for o in others]
    starts = [s for s, _ in spans]
    kept = []
    for match in matches:
        k = bisect_left(starts, match.start + 1) - 1
        inside = k >= 0 and spans[k][1] >= match.end and spans[k] != (match.start, match.end)
        if not (inside and match.key(kind)):
            kept.append(match)
    return kept


def _next_word(text: str, at: int) -> int:
    while at < len(text) and text[at] == " ":
        at += 1
    return at


_SERIES = frozenset(
    (
        "iip", "industrial_output", "grdp_share", "product", "retail", "exports", "imports", "trade_total", "electrification",
        "power_generated", "power_sold", "occupancy", "cpi",
    )
)
_FORMER_VERBS = tuple(fold(v) for v in ("tăng", "giảm", "đạt", "là", "chỉ", "có", "ước", "bằng", "("))


def read_statements(healed: HealedText, lexicon: Lexicon) -> tuple[list[Reading], list[Reading]]:
    """Return a reading for every digit run in the passages of `healed`, passage by passage, and the zeros in words."""
    tracker = SectionTracker()
    readings: list[Reading] = []
    zeros: list[Reading] = []
    snapshots: dict[int, list[tuple[int, _Scope]]] = {}
    parents: list[tuple[int, _Scope]] = []
    scope = _Scope()
    led = False
    anchored = {p.anchor[0] for p in healed.passages if p.anchor}
    for passage in healed.passages:
        found = lexicon.find(passage.folded)
        section = tracker.enter(passage, found)
        if passage.kind is PassageKind.HEADING:
            parents.clear()
            start = _Scope(topic=_heading_topic(found, lexicon))
        elif passage.note is not None:
            start = _at_anchor(snapshots, passage)
        else:
            start = _inherited(parents, passage, scope, led=led)
        reader = _PassageReader(passage, found, section, start, lexicon, has_notes=passage.index in anchored)
        readings.extend(reader.read())
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


def _heading_topic(found: Sequence[Match], lexicon: Lexicon) -> str:
    series = {c for m in found if (c := m.key("concept")) in _SERIES and c in lexicon.defaults}
    return (series.pop() or "") if len(series) == 1 else ""


def _at_anchor(snapshots: Mapping[int, list[tuple[int, _Scope]]], passage: Passage) -> _Scope:
    if not passage.anchor or passage.anchor[0] not in snapshots:
        return _Scope()
    marks = snapshots[passage.anchor[0]]
    at = bisect_left([m[0] for m in marks], passage.anchor[1]) - 1
    base = marks[max(at, 0)][1] if marks else _Scope()
    return replace(base, period=None, sentence_period=None, lead_period=None, carried_period=None, territory="", direction=0, shift=0, crossed=True, status_concept=base.status_concept)


def _inherited(parents: Sequence[tuple[int, _Scope]], passage: Passage, last: _Scope, *, led: bool) -> _Scope:
    """A bullet takes over from the bullet above its level; a paragraph goes on where the one before it stopped."""
    if passage.kind is PassageKind.ITEM:
        above = [scope for level, scope in parents if level < passage.level or level == 0]
        return replace(above[-1]) if above else _Scope()
    return replace(
        last,
        period=None,
        sentence_period=None,
        lead_period=None,
        carried_period=None,
        direction=0,
        shift=0,
        crossed=True,
        aspect=last.aspect if led else "",
        item=last.item if led else last.topic_item,
        list_basis=last.list_basis if led else None,
        activity=False,
        territory="",
    )


class _PassageReader:
    """Reads one passage; `scope` is what holds at its end, `snapshots` what held at each event."""

    def __init__(
        self, passage: Passage, found: list[Match], section: Section, start: _Scope, lexicon: Lexicon, *, has_notes: bool
    ) -> None:
        self.has_notes = has_notes
        self.passage = passage
        self.text = passage.folded
        self.lexicon = lexicon
        self.section = section
        self.scope = start
        self.stack: list[_Scope] = []
        self.opened: list[int] = []
        self.zeros: list[Reading] = []
        self.window = _Window()
        self.snapshots: list[tuple[int, _Scope]] = []
        self.by_start: defaultdict[int, list[Match]] = defaultdict(list)
        for match in found:
            self.by_start[match.start].append(match)
        self.bases = find_bases(self.text)
        self.periods = [p for p in find_periods(self.text) if not any(b.start <= p.start < b.end for b in self.bases)]
        self.figures = find_figures(passage.text, self.text, self.by_start, self.periods, self.bases)
        self.found = found
        plain = longest(m for m in found if any(t.kind != "item" for t in m.terms))
        items = longest(m for m in found if m.key("item"))
        self.plain = _outside(plain, items, "concept")
        self.item_matches = _outside(items, [m for m in plain if m.key("concept")], "item")
        self.out: list[Reading] = []
        self.sentence_start = 0
        self.remembered: dict[str, Meaning] = {}
        self.has_concept = {m.key("concept") for m in found}
        self.last: Reading | None = None

    # -- the row of events ------------------------------------------------------------------------------------------

    def read(self) -> list[Reading]:
        for at, kind, event in sorted(self._events(), key=lambda e: (e[0], e[1])):
            handler = getattr(self, f"_on_{kind[1:]}")
            handler(at, event)
        self._bound_sentences(len(self.text))
        return sorted([*self.out, *self._others()], key=lambda r: r.figure.start)

    def lead_scope(self, *, dated: bool) -> _Scope:
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
            direction=0,
            crossed=True,
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
            if kind == "stop" and _ABBREVIATION.search(self.text[max(mark.start() - 6, 0) : mark.start()]):
                continue
            yield mark.start(), f"1{kind}", mark
        for plan in _PLAN_SUBJECT.finditer(self.text):
            yield plan.end() - 1, "4plan", plan
        for district in _DISTRICT.finditer(self.passage.text):
            yield district.start(), "4district", district

    # -- marks that end a scope -------------------------------------------------------------------------------------

    def _on_comma(self, at: int, mark: object) -> None:
        """`Về điện gió, …` at the head of a sentence names what follows, as a colon would."""
        head = self.text[self.sentence_start : at].lstrip(" .")
        led = _COLON_AHEAD.match(self.text, at)
        if head.startswith(_HEADS) and len(head) < 70 and not led and self.window.start <= self.sentence_start + 1:
            self._on_colon(at, mark)

    def _on_stop(self, at: int, mark: object) -> None:
        self._keep_subject()
        self._bound_sentences(at + 1)
        scope = self.scope
        scope.carried_period = scope.period
        scope.list_direction = 0
        scope.semi = False
        scope.period = scope.sentence_period = scope.lead_period
        if scope.status == "plan":
            scope.status = ""
        scope.direction = 0
        scope.measure = ""
        scope.aspect = ""
        scope.item = scope.topic_item
        scope.in_parts = False
        scope.crossed = True
        scope.shift = 0
        scope.is_average = False
        scope.activity = False
        scope.territory = ""
        if scope.list_basis and not scope.list_basis.is_explicit:
            scope.list_basis = None
        subject = scope.main or scope.topic
        if subject and not (self.window.concepts and self._default_of(self.window.concepts[-1])):
            scope.concept = subject
            scope.meaning = self.lexicon.defaults.get(subject)
        self._new_window(at + 1)
        self._snap(at)

    def _on_semi(self, at: int, mark: object) -> None:
        self._keep_subject()
        scope = self.scope
        scope.semi = True
        self._restart_list()
        scope.item = scope.topic_item
        scope.crossed = True
        scope.shift = 0
        scope.territory = ""
        self._new_window(at + 1)
        self._snap(at)

    def _restart_list(self) -> None:
        """The next entry of a list: a direction stated once before the list holds again."""
        self.scope.direction = self.scope.list_direction
        if self.scope.list_direction:
            self.scope.measure = "growth_pct"

    def _on_enumerator(self, at: int, figure: object) -> None:
        self._on_semi(at, figure)
        self.scope.period = self.scope.sentence_period
        self.scope.semi = False

    def _on_colon(self, at: int, mark: object) -> None:
        window = self.window
        self._keep_subject()
        topic = self._topic()
        named = window.items[-1:] or window.concepts[-1:]
        if named:
            self.scope.label = self.passage.text[named[0].start : named[0].end]
        if topic:
            self.scope.topic = self.scope.main = topic
            self.scope.concept = topic
            self.scope.meaning = self.lexicon.defaults.get(topic)
            self.scope.activity = False
        items = self._items(window.items, self.scope.meaning)
        if items:
            first = items[0] in _ENERGY
            self.scope.topic_item = self.scope.item = items[0] if first else items[-1]
        if window.basis:
            self.scope.list_basis = window.basis
        if window.direction:
            self.scope.direction, self.scope.measure = window.direction, "growth_pct"
            self.scope.list_direction = window.direction
        if window.aspect:
            self.scope.aspect = window.aspect
        self._new_window(at + 1)
        self._snap(at)

    def _topic(self) -> str:
        """The concept that a lead (`Về lao động lĩnh vực công nghiệp:`) makes the subject of what follows."""
        named = [c for m in self.window.concepts if (c := m.key("concept")) and c not in _NO_TOPIC]
        series = [c for m in self.window.concepts if (c := self._default_of(m))]
        energy = [m for m in self.window.items if m.key("item") in _ENERGY]
        return (series or named or (["power_project"] if energy else [""]))[0]

    def _on_open(self, at: int, mark: object) -> None:
        self._keep_subject()
        self.stack.append(replace(self.scope))
        self.opened.append(len(self.out))
        self.scope.sentence_period = self.scope.period
        self.scope.shift = 0
        name, end = self.window.territory
        if end == at or end == at - 1:
            self.scope.territory = name
        self._new_window(at + 1, keep_items=True)
        self._snap(at)

    def _on_close(self, at: int, mark: object) -> None:
        if self.stack:
            status, period = self.scope.status, self.window.period
            self.scope = self.stack.pop()
            if period and len(self.out) == self.opened.pop():
                self.scope.period = period
            self.scope.status = self.scope.status or (status if status != "plan" and status != "target" else "")
        self._new_window(at + 1)
        self._snap(at)

    def _new_window(self, at: int, *, keep_items: bool = False) -> None:
        old = self.window
        self.window = _Window(start=at)
        if keep_items and not self.out:
            self.window.basis = old.basis

    def _keep_subject(self) -> None:
        """A series named without a figure yet is what the next figures are about."""
        window, scope = self.window, self.scope
        for match in window.concepts:
            concept = self._default_of(match)
            if concept:
                scope.concept, scope.meaning, scope.activity = concept, self.lexicon.defaults[concept], False
                scope.item = ""
                if not scope.in_parts:
                    scope.main = concept
        items = self._items(window.items, scope.meaning)
        if items:
            scope.item = items[-1]
        elif (energy := [k for m in window.items if (k := m.key("item")) in _ENERGY]) and not scope.meaning:
            scope.item = energy[-1] or ""
        elif window.items and (product := self._product_of_rate()):
            scope.concept, scope.meaning, scope.item = "product", self.lexicon.defaults["product"], product
        if window.basis:
            scope.list_basis = window.basis
        if window.aspect and window.aspect != "inherit":
            scope.aspect = window.aspect
        if window.shift:
            scope.shift = window.shift

    def _default_of(self, match: Match) -> str:
        concept = match.key("concept") or ""
        meaning = self.lexicon.defaults.get(concept)
        if meaning and self.lexicon.natures.get(meaning.indicator) in ("flow", "index", "rate") and concept in _SERIES:
            return concept
        return ""

    def _snap(self, at: int) -> None:
        """Remember what a note would take over whose mark stood here, the words since the last mark included."""
        if not self.has_notes:
            return
        kept = self.scope
        self.scope = replace(kept)
        self._keep_subject()
        energy = [key for m in self.window.items if (key := m.key("item")) in _ENERGY and key]
        if energy:
            self.scope.item = energy[-1]
        self.snapshots.append((at, self.scope))
        self.scope = kept

    def _bound_sentences(self, end: int) -> None:
        for k in range(len(self.out) - 1, -1, -1):
            if self.out[k].sentence[1]:
                break
            self.out[k] = replace(self.out[k], sentence=(self.sentence_start, end))
        self.sentence_start = end

    # -- cues -------------------------------------------------------------------------------------------------------

    def _on_period(self, at: int, cue: object) -> None:
        assert isinstance(cue, PeriodCue)
        if cue.kind == "day" and not _DAY_COUNTS.search(self.text[max(cue.start - 14, 0) : cue.start]):
            return
        if _OUTLOOK.search(self.text[max(cue.start - 24, 0) : cue.start]):
            return
        last = self.last
        if cue.kind in ("last_year", "year") and last and last.measure == "growth_times" and not last.basis:
            if not self.text[last.figure.tail : cue.start].strip():
                self._attach(last, BasisCue(start=cue.start, end=cue.end, basis="same_period", year=cue.year))
                return
        if last and not self.window.concepts and self.window.start <= last.figure.noun_end:
            gap = self.text[max(last.figure.noun_end, self.window.start) : cue.start]
            if _DATED_GAP.fullmatch(gap) and cue.kind in ("year", "month", "months", "years", "quarter", "last_year", "this_year"):
                self._amend(last, period=cue)
                return
        if cue.kind == "last_year":
            self.window.shift = -12
            return
        dated = self.window.period
        if cue.kind == "to_date" and dated and dated.kind in ("year", "month", "months", "quarter", "years", "day"):
            return
        self.window.period = cue
        self.scope.period = cue
        self.scope.shift = 0
        if not self.last or self.last.figure.start < self.sentence_start or self._at_clause_head():
            self.scope.sentence_period = cue
        if cue.kind == "to_date" and self.scope.status == "plan":
            self.scope.status = ""
        if cue.kind == "years":
            self.scope.is_average = self.scope.is_average and True

    def _at_clause_head(self) -> bool:
        return not any(r.figure.start >= self.sentence_start for r in self.out)

    def _on_basis(self, at: int, basis: object) -> None:
        assert isinstance(basis, BasisCue)
        last = self.last
        direct = (
            last is not None
            and self.window.start <= last.figure.tail
            and bool(_DIRECT_GAP.fullmatch(self.text[last.figure.tail : basis.start]))
        )
        leads = bool(_VERB_AFTER.match(self.text, basis.end)) and basis.is_explicit
        if last is not None and direct:
            self._attach(last, basis)
        elif leads:
            self.window.basis = basis
            self._snap(at)
        elif basis.basis in ("plan", "resolution") and not basis.is_explicit:
            if basis.basis == "plan":
                self.window.plan_at = basis.end
            else:
                self.window.resolution_at = basis.end
        elif basis.basis == "same_period" and not basis.is_explicit:
            self._on_former(basis)
        elif last is not None and self._belongs_back(last, basis):
            self._attach(last, basis)
        else:
            self.window.basis = basis
            self._snap(at)

    def _on_former(self, basis: BasisCue) -> None:
        """A bare `cùng kỳ` before a verb dates what follows; after `%` or a noun it is the base of what went before."""
        after = self.text[basis.end : basis.end + 30].lstrip()
        last = self.last
        if last and self.text[last.figure.tail : basis.start].strip() == fold("của"):
            self._amend(last, shift=-12)
            return
        if after.startswith(_FORMER_VERBS):
            self.window.shift = -12
        elif self.last is not None and self._belongs_back(self.last, basis):
            self._attach(self.last, basis)
        else:
            self.window.shift = -12

    def _belongs_back(self, last: Reading, basis: BasisCue) -> bool:
        """Whether a base that does not stand right behind a figure still is that figure's (`tăng 5 hộ so với cùng kỳ`)."""
        if last.figure.start < self.sentence_start or self.window.start > last.figure.noun_end:
            return False
        between = self.text[last.figure.tail : basis.start]
        return not any(c in between for c in ",;:(") and len(between) < 60 and not self.window.direction

    def _attach(self, last: Reading, basis: BasisCue) -> None:
        if last.measure == "level" and basis.basis in ("plan", "resolution") and last.figure.unit == "pct":
            self._amend(last, basis=basis, measure="plan_pct", basis_rule="base_after")
        elif last.measure in ("share_pct",) and basis.basis in ("plan", "resolution"):
            self._amend(last, basis=basis, measure="plan_pct", basis_rule="base_after")
        elif last.measure in ("share_pct", "level") and basis.basis in ("same_period", "prev_month", "month", "prev_quarter"):
            if last.figure.unit == "pct" and not self._is_rate(last.meaning):
                self._amend(last, basis=basis, measure="level", basis_rule="ratio_to_base")
        elif last.concept.startswith("products_"):
            self._amend(last, basis=basis, basis_rule="count_of_comparison")
        elif last.measure not in ("level", "of_total", "share_pct"):
            self._amend(last, basis=basis, basis_rule="base_after")
            self.scope.basis = basis

    def _amend(self, reading: Reading, **changes: object) -> None:
        changed = replace(reading, **changes)  # type: ignore[arg-type]
        self.out[self.out.index(reading)] = changed
        if self.last is reading:
            self.last = changed

    def _on_plan(self, at: int, match: object) -> None:
        """`Quy hoạch … đến năm 2020 có 19 CCN`: what a plan lays down is planned."""
        self.scope.status, self.scope.status_concept, self.scope.crossed = "plan", "", False

    def _on_district(self, at: int, match: object) -> None:
        assert isinstance(match, regex.Match)
        self.window.territory = (match["name"], match.end())
        if self.text[max(at - 6, 0) : at].endswith(fold("riêng ")):
            self.scope.territory = match["name"]

    def _on_term(self, at: int, match: object) -> None:
        assert isinstance(match, Match)
        window = self.window
        if self.last and self.last.figure.noun and match.start < self.last.figure.noun_end and match.start >= self.last.figure.tail:
            adjacent = True
        else:
            adjacent = False
        for term in match.terms:
            kind, key = term.kind, term.key
            if kind == "concept" and not adjacent:
                window.concepts.append(match)
            elif kind == "aspect":
                window.aspect, window.aspect_at = key, match.start
            elif kind == "growth":
                window.direction, window.direction_at = int(key), match.end
            elif kind == "toward":
                window.toward_at = match.end
            elif kind == "reach":
                window.reach, window.reach_at = self.text[match.start : match.end], match.end
            elif kind == "factor":
                window.factor_at = match.end
            elif kind == "same_thing":
                window.same_thing = True
            elif kind == "status":
                self._on_status(key, match)
            elif kind == "parts":
                self._keep_subject()
                self.scope.in_parts = True
                self.scope.sentence_period = self.scope.period
                self.scope.parts_concept, self.scope.parts_meaning = self.scope.concept, self.scope.meaning
            elif kind == "qualifier":
                window.qualifier = (key, match.end)
            elif kind == "price_base":
                self.scope.price_base = key
            elif kind == "average":
                self.scope.is_average = True
            elif kind == "territory":
                window.territory = (key, match.end)
                if not self.text[max(window.start, self.sentence_start) : match.start].strip(" .;,"):
                    self.scope.territory = key
            elif kind == "province_wide":
                window.territory = ("", -1)
                self.scope.territory = ""
        if match.key("concept"):
            self._snap(at)

    def _on_item(self, at: int, match: object) -> None:
        assert isinstance(match, Match)
        last = self.last
        if not (last and last.figure.noun and last.figure.tail <= match.start < last.figure.noun_end):
            self.window.items.append(match)
            self._snap(at)

    def _on_status(self, key: str, match: Match) -> None:
        if key == "plan" and self.text.startswith(_BY_A_PLAN, match.start):
            horizons = [p for p in self.periods if match.end <= p.start < match.end + 110 and p.kind in ("year", "years")]
            if not horizons:
                return
        weak = self.text[match.start : match.end] == fold("sẽ")
        if key == "forecast" and (self.scope.status == "plan" or (weak and self.scope.status)):
            return
        if _OWN_STATUS.search(self.text[max(match.start - 24, 0) : match.start]):
            self.window.status = key
            return
        self.scope.status = key
        self.scope.status_concept = ""
        self.scope.crossed = False

    # -- figures ----------------------------------------------------------------------------------------------------

    def _on_figure(self, at: int, event: object) -> None:
        assert isinstance(event, Figure)
        figure = self._with_unit(event)
        previous = self.last
        if figure.part == "of_total" and previous:
            reading = self._total_of(figure, previous)
        elif figure.unit in _RATES:
            reading = self._rate(figure)
        else:
            reading = self._level(figure)
        reading = self._dated(reading)
        self.out.append(reading)
        self.last = reading
        self._carry(reading)
        if reading.concept and reading.meaning and reading.figure.unit in _COUNTED_UNITS:
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
        if reading.meaning and reading.aspect in ("new", "dissolved"):
            self.zeros.append(replace(reading, sentence=(self.sentence_start, len(self.text))))

    def _with_unit(self, figure: Figure) -> Figure:
        """A number whose unit the clause makes plain: a rate after a verb of growth, else what is being counted."""
        if figure.unit:
            if figure.unit == "times" and not (self.window.direction or self.window.factor_at >= 0 or self.scope.measure == "growth_times"):
                return replace(figure, unit="count", noun=figure.unit_text, noun_end=figure.tail)
            return figure
        grows = self.window.direction and figure.numeral.decimals > 0
        if grows or (figure.numeral.decimals > 0 and self.last and self.last.figure.unit == "pct"):
            return replace(figure, unit="pct", rules=(*figure.rules, ("unit", "rate_without_sign")), is_doubtful=True)
        if self.last and self.last.figure.start >= self.sentence_start and self.last.figure.unit in _COUNTED_UNITS:
            return replace(figure, unit=self.last.figure.unit, rules=(*figure.rules, ("unit", "unit_of_the_sentence")))
        return replace(figure, unit="count", rules=(*figure.rules, ("unit", "no_unit_printed")), is_doubtful=True)

    def _total_of(self, figure: Figure, previous: Reading) -> Reading:
        return replace(
            previous,
            place=self.passage.places[figure.start],
            figure=figure,
            measure="of_total",
            basis=None,
            sign=1,
            qualifier="",
            sentence=(0, 0),
            is_subset=previous.is_subset,
            rules=figure.rules,
        )

    def _base_reading(self, figure: Figure) -> Reading:
        scope = self.scope
        status = self._status(figure)
        return Reading(
            place=self.passage.places[figure.start],
            passage=self.passage.index,
            figure=figure,
            status="plan" if status == "planned" else status,
            is_planned=status == "planned",
            qualifier=figure.qualifier or self._qualifier(figure),
            period=self.window.period or self._period_of_entry(figure) or self._period_before(figure),
            shift=self.window.shift or scope.shift,
            price_base=scope.price_base,
            territory=self._territory(figure),
            section=self.section,
            label=self._label(figure),
            rules=figure.rules,
            is_doubtful=figure.is_doubtful,
            is_origin=bool(_FROM.search(self.text[max(figure.start - 24, 0) : figure.start])),
        )

    def _label(self, figure: Figure) -> str:
        """The words, as printed, of what is counted or measured: behind the figure, else before it, else carried."""
        if figure.noun:
            return figure.noun
        behind = [m for m in self.by_start.get(_next_word(self.text, figure.tail), ()) if m.key("concept")]
        named = behind[:1] or self.window.items[-1:] or self.window.concepts[-1:]
        if named:
            return self.passage.text[named[0].start : named[0].end]
        return self.scope.label

    def _period_of_entry(self, figure: Figure) -> PeriodCue | None:
        """Behind `;` a new series starts again in the time of the sentence; other things go on in the time before."""
        scope = self.scope
        if scope.semi:
            scope.semi = False
            named = any(self._default_of(m) for m in self.window.concepts) or bool(self.window.items)
            if named and not (figure.noun and figure.unit in _COUNTED_UNITS):
                scope.period = scope.sentence_period
        return scope.period

    def _period_before(self, figure: Figure) -> PeriodCue | None:
        """A sentence that names no subject of its own goes on in the time of the one before."""
        window, scope = self.window, self.scope
        own = window.concepts or window.items or (figure.noun and figure.unit in _COUNTED_UNITS)
        first = not any(r.figure.start >= self.sentence_start for r in self.out)
        return scope.carried_period if scope.in_parts or (first and not own) else None

    def _status(self, figure: Figure) -> str:
        window = self.window
        between_plan = self.text[window.plan_at : figure.start] if window.plan_at >= 0 else None
        named = between_plan is not None and (_PLAN_GAP.fullmatch(between_plan) or _PLAN_IS.fullmatch(between_plan))
        if named and between_plan is not None and len(between_plan) < 60 and not window.direction:
            return "planned"
        if window.resolution_at >= 0 and figure.start - window.resolution_at < 30:
            return "target"
        return window.status or self.scope.status

    def _qualifier(self, figure: Figure) -> str:
        key, end = self.window.qualifier
        if end < 0:
            return ""
        gap = self.text[end : figure.start]
        return key if not gap.strip() and key != ">=" or (key == ">=" and not gap.strip() and self.text[end - 2 : end] != fold("từ")) else ""

    def _territory(self, figure: Figure) -> str:
        abroad = _OF_COUNTRY.match(self.text, figure.tail)
        if abroad:
            return "country"
        name, end = self.window.territory
        if end >= 0:
            inside = _DISTRICT_HAS.match(self.text, end)
            self.scope.territory = name if inside and inside.end() <= figure.start + 1 else self.scope.territory
        return self.scope.territory

    # -- levels and changes -----------------------------------------------------------------------------------------

    def _level(self, figure: Figure) -> Reading:
        reading = self._base_reading(figure)
        window, scope = self.window, self.scope
        before = self.text[max(figure.start - 24, 0) : figure.start]
        dimension = self.lexicon.dimensions.get(figure.unit, "other")
        aspect = self._aspect(figure)
        concept, meaning, item = self._subject(figure, dimension, aspect)
        measure, sign, basis, basis_rule = "level", 1, None, ""
        moved = window.direction and window.direction_at > window.toward_at and window.direction_at > window.reach_at
        plain = not _FROM.search(before) and not _TO.search(before)
        if window.same_thing and self.last and self.last.measure in ("growth_pct", "change_abs") and figure.unit not in _RATES:
            measure, sign, basis, basis_rule = "change_abs", self.last.sign, self.last.basis, "same_change_in_other_words"
            concept, meaning, item = self.last.concept, self.last.meaning, self.last.item
        elif moved and plain and figure.start - window.direction_at <= 28 and self._governed(figure):
            measure, sign = "change_abs", window.direction
            basis, basis_rule = window.basis or scope.list_basis, "base_before"
            if meaning is None and concept:
                meaning = self.remembered.get(concept) or self.lexicon.defaults.get(concept)
        added = _ADDED.search(before)
        if added and measure == "level" and (meaning is None or self._meaning(concept, "new", dimension) == self._meaning(concept, "", dimension)):
            if not (meaning and meaning.indicator.endswith("_added")):
                measure, sign = "change_abs", 1
                basis, basis_rule = window.basis or scope.list_basis, "base_before"
        if concept.startswith("products_") and concept != "products_tracked":
            basis, basis_rule = window.basis or scope.list_basis, "count_of_comparison"
        if measure == "level" and self._is_plan_level(figure):
            reading = replace(reading, status="plan", is_planned=True)
        if measure == "level" and self._is_former_level(figure):
            reading = replace(reading, shift=self._former_shift())
        return replace(
            reading,
            measure=measure,
            sign=sign,
            basis=basis,
            basis_rule=basis_rule,
            concept=concept,
            aspect=aspect,
            item=item,
            meaning=meaning,
            is_subset=self._is_subset(figure, meaning, aspect, item),
            raises_total=_RAISES.search(self.text, self.sentence_start, figure.start) is not None,
            is_standing=bool(_STANDING.match(self.text, figure.noun_end)) or (concept == "power_project" and aspect != "new"),
            is_stock=aspect == "total",
        )

    def _governed(self, figure: Figure) -> bool:
        """Whether the verb of growth takes the figure as its object: nothing but a qualifier or `thêm` stands between."""
        return bool(_GOVERNED_GAP.fullmatch(self.text[self.window.direction_at : figure.start]))

    def _is_former_level(self, figure: Figure) -> bool:
        """A level in brackets right behind `so với cùng kỳ` is the base itself."""
        last = self.last
        if not last or not last.basis or last.basis.basis not in ("same_period", "prev_month") or last.figure.unit != "pct":
            return False
        if not last.figure.tail <= last.basis.start < figure.start:
            return False
        return bool(_BRACKET_BEFORE.fullmatch(self.text[last.basis.end : figure.start].lstrip()))

    def _is_plan_level(self, figure: Figure) -> bool:
        """`đạt 47,08% kế hoạch (1.300 triệu USD)`: the bracket holds the plan."""
        last = self.last
        if not last or not last.basis or last.basis.basis != "plan" or last.basis.end > figure.start:
            return False
        return bool(_BRACKET_BEFORE.fullmatch(self.text[last.basis.end : figure.start].lstrip()))

    def _former_shift(self) -> int:
        return -12 if self.last and self.last.basis and self.last.basis.basis == "same_period" else -1

    def _aspect(self, figure: Figure) -> str:
        after = self._aspect_after(figure)
        if after:
            return after
        return self._aspect_before(figure) or self.scope.aspect

    def _aspect_before(self, figure: Figure) -> str:
        """The aspect named before a figure; what stands before the last comma or `và` belongs to the figure before."""
        window = self.window
        if not window.aspect or window.aspect == "inherit":
            return ""
        if window.aspect == "there_is":
            return "-" if not self.text[window.aspect_at : figure.start].strip(_THERE_IS) else ""
        if self.last and window.start == self.last.figure.tail:
            parts = [m.start() for m in _PART_MARK.finditer(self.text, window.start, figure.start)]
            if not parts or window.aspect_at < parts[-1]:
                return ""
        return window.aspect

    def _aspect_after(self, figure: Figure) -> str:
        """`04 doanh nghiệp giải thể`, `19 doanh nghiệp phát triển mới`: the aspect stands behind the noun."""
        gap = _PASSIVE.match(self.text, figure.noun_end)
        at = gap.end() if gap else figure.noun_end
        for match in self.by_start.get(at, ()):
            key = match.key("aspect")
            if key in ("new", "dissolved", "resolved", "pending", "received", "new_power", "total"):
                return key
        if figure.noun and _NEW_AFTER.match(self.text, figure.noun_end):
            return "new"
        after = next((f for f in self.figures if f.start > figure.noun_end), None)
        if after and after.noun and figure.noun and self.text[figure.noun_end : after.start].strip() == fold("và"):
            return self._aspect_after(after)
        return ""

    def _subject(self, figure: Figure, dimension: str, aspect: str) -> tuple[str, Meaning | None, str]:
        noun = self._noun_concepts(figure)
        if noun:
            for concept in noun:
                found = self._special(concept, figure, aspect) or concept
                meaning = self._meaning(found, aspect, dimension)
                if meaning:
                    return found, meaning, self._item_for(meaning, figure)
        topic = self.lexicon.defaults.get(self.scope.topic) if self.scope.topic in noun and aspect in _NEUTRAL else None
        if topic and topic.dimension == dimension:
            return self.scope.topic, topic, self._item_for(topic, figure)
        remembered = self._remembered(noun, aspect, dimension)
        if remembered:
            return noun[0], remembered, self._item_for(remembered, figure)
        if figure.unit in ("person", "household") and figure.noun:
            for match in reversed(self.window.concepts):
                concept = match.key("concept") or ""
                meaning = self._meaning(concept, aspect, dimension) if concept not in noun else None
                if meaning:
                    return concept, meaning, self._item_for(meaning, figure)
        if noun:
            criterion = self._criterion(figure, dimension)
            if criterion:
                return criterion, self._meaning(criterion, aspect, dimension), ""
            return noun[0], None, ""
        if figure.noun:
            criterion = self._criterion(figure, dimension)
            if criterion:
                return criterion, self._meaning(criterion, aspect, dimension), ""
            return "", None, ""
        among = self.scope.topic == "product" or self.scope.concept == "product"
        named = [c for m in reversed(self.window.concepts) if (c := m.key("concept")) and not (among and m.key("item"))]
        named = [c for c in named if not self._names_a_part(c)]
        for concept in [*self._concepts_after(figure), *named]:
            found = self._special(concept, figure, aspect) or concept
            meaning = self._meaning(found, aspect, dimension)
            if meaning:
                return found, meaning, self._item_for(meaning, figure)
        if named and not self.scope.in_parts and named[0] in _STANDS_ALONE:
            return named[0], None, ""
        scope = self.scope
        own = self._concept_of_item()
        if own and scope.concept != own and not self._items(self.window.items, scope.meaning):
            meaning = self._meaning(own, "", dimension)
            if meaning:
                return own, meaning, self._item_for(meaning, figure)
        product = self._product_in_window(dimension) if among else ""
        if product:
            return "product", self._meaning("product", "", dimension), product
        for concept in (scope.concept, scope.topic):
            bare_topic = concept in ("enterprise", "worker") and concept not in self.remembered
            if concept and not bare_topic and not (scope.activity and concept == scope.topic):
                meaning = self._meaning(concept, aspect or scope.aspect, dimension) or self._meaning(concept, scope.aspect, dimension)
                if meaning:
                    return concept, meaning, self._item_for(meaning, figure)
        product = self._product_in_window(dimension)
        if product:
            return "product", self._meaning("product", "", dimension), product
        return "", None, ""

    def _names_a_part(self, concept: str) -> bool:
        """Whether a concept's words stand for a part of what is being spoken of (`DN/HTX 32,23 tỷ đồng` of a sum)."""
        meaning = self.scope.meaning
        return any(m.key("concept") == concept and self._items([m], meaning) for m in self.window.concepts)

    def _concept_of_item(self) -> str:
        """A part that belongs to one series only names that series: `bán lẻ 72.540 tỷ đồng`."""
        for match in reversed(self.window.items):
            for term in match.terms:
                of = self.lexicon.item_of.get(term.key, frozenset()) if term.kind == "item" else frozenset()
                concepts = [c for c in _SERIES if (m := self.lexicon.defaults.get(c)) and m.indicator in of]
                if len(of) == 1 and len(concepts) == 1 and concepts[0] != "product":
                    return concepts[0]
        return ""

    def _remembered(self, noun: Sequence[str], aspect: str, dimension: str) -> Meaning | None:
        """`lũy kế 11 tháng có 894 doanh nghiệp`: the same things over a longer span are of the same kind."""
        if aspect not in _NEUTRAL:
            return None
        if noun and self.last and self.last.concept == noun[0] and self.last.figure.start >= self.sentence_start:
            if self.last.meaning and self.last.meaning.dimension == dimension:
                return self.last.meaning
        cue = self.window.period or self.scope.period
        longer = cue is not None and (cue.cumulative or cue.kind in ("months", "year_to_date"))
        known = self.remembered.get(noun[0]) if noun and longer else None
        return known if known and known.dimension == dimension else None

    def _product_in_window(self, dimension: str) -> str:
        for match in reversed(self.window.items):
            key = match.key("item") or ""
            if "product_output" in self.lexicon.item_of.get(key, ()) and dimension not in ("money_vnd", "money_usd", "count", "person"):
                return key
        return ""

    def _in_craft_villages(self) -> bool:
        return any(r.concept in ("craft_village", "cluster") and r.figure.start >= self.sentence_start for r in self.out)

    def _meaning(self, concept: str, aspect: str, dimension: str) -> Meaning | None:
        return self.lexicon.meaning(concept, aspect, dimension) or (
            self.lexicon.meaning(concept, "", dimension)
        )

    def _noun_concepts(self, figure: Figure) -> list[str]:
        return [c for m in self.by_start.get(figure.noun_start if figure.noun else -1, ()) if (c := m.key("concept"))]

    def _concepts_after(self, figure: Figure) -> list[str]:
        """Concepts right behind a unit of measure: `0,44km đường dây trung thế`."""
        at = _next_word(self.text, figure.tail)
        return [c for m in self.by_start.get(at, ()) if (c := m.key("concept"))]

    def _special(self, concept: str, figure: Figure, aspect: str) -> str:
        """Nouns that count for an indicator only in its company."""
        after = self.text[figure.noun_end : figure.noun_end + 60]
        if concept == "products" or (concept == "product" and figure.noun):
            return self._products(figure)
        if aspect == "inspected":
            return "-"
        if concept == "scheme":
            company = {"promotion"} & (self.has_concept | set(self.section.concepts) | {self.scope.concept, self.scope.topic})
            return "promotion" if company or _MACHINES.match(after) else "-"
        if concept == "file":
            company = self.has_concept | set(self.section.concepts)
            known = bool(company & {"dossier", "procedure", "dossier_context"}) or self.scope.concept == "dossier"
            return "dossier" if known and _FILE_OF.match(after) else "-"
        if concept == "shop":
            if self.stack and self.scope.concept in ("convenience_store", "supermarket", "fuel_station"):
                return self.scope.concept
            fuel = _FUEL.search(self.text) is not None
            return "fuel_station" if fuel and aspect in ("total", "other", "new", "-") else "-"
        if concept in ("power_project", "power_capacity"):
            if self._on_roofs(figure):
                return "solar_meter"
            return "power_project" if self._energy(figure) or self._has_power(figure) else "-"
        if concept == "fuel_trader":
            return "gas_trader" if _GAS.search(self.text[max(self.window.start - 1, 0) : figure.noun_end + 40]) else ""
        if concept == "station":
            return "substation" if self.scope.concept in ("mv_line", "lv_line", "substation", "capacity") else "-"
        if concept == "procedure":
            return "-" if aspect == "other" and figure.part == "" and not self._is_fraction(figure) else ""
        if concept == "worker" and self._in_craft_villages():
            return "-"
        if concept == "household":
            return self._households(figure, aspect)
        return ""

    def _households(self, figure: Figure, aspect: str) -> str:
        named = {m.key("concept") for m in self.window.concepts}
        for concept in ("household_all", "power_household"):
            if concept in named:
                return concept
        if aspect == "total" and figure.noun.split()[-1:] == ["dân"]:
            return "household_all"
        powered = {"power_household", "electrification"} & (self.has_concept | {self.scope.concept, self.scope.topic})
        return "power_household" if powered and aspect in ("total", "new") else "household"

    def _products(self, figure: Figure) -> str:
        end = figure.noun_end
        for aspect, pattern in _PRODUCTS.items():
            if pattern.match(self.text, end):
                return f"products_{aspect}"
        if _TRACKED_BEFORE.search(self.text[max(figure.start - 24, 0) : figure.start]) or figure.part == "of_total":
            return "products_tracked"
        return "-"

    def _energy(self, figure: Figure) -> bool:
        near = [*self.window.items, *self._items_after(figure)]
        return bool(self._items(near, self.lexicon.meaning("power_project", "", "count"))) or bool(
            self.scope.topic_item in _ENERGY or self.scope.item in _ENERGY
        )

    def _has_power(self, figure: Figure) -> bool:
        """A capacity in a passage about plants, or projects whose capacity follows in the same clause."""
        if figure.unit in _POWER_UNITS:
            return any(m.key("item") in _ENERGY for m in self.found)
        stop = _CLAUSE_END_WIDE.search(self.text, figure.noun_end)
        end = stop.start() if stop else len(self.text)
        return any(f.unit in _POWER_UNITS and figure.end < f.start < end for f in self.figures)

    def _on_roofs(self, figure: Figure) -> bool:
        named = [m.key("item") for m in (*self.window.items, *self._items_after(figure)) if m.key("item") in _ENERGY]
        inherits = not named and "rooftop_solar" in (self.scope.item, self.scope.topic_item)
        return figure.unit in _POWER_UNITS and (named[-1:] == ["rooftop_solar"] or inherits or self.scope.concept == "solar_meter")

    def _criterion(self, figure: Figure, dimension: str) -> str:
        """`85/85 xã đạt tiêu chí số 4`: what the communes meet stands behind them."""
        if dimension != "commune":
            return ""
        fraction = figure.part != "of_total" and self._is_fraction(figure)
        stop = (_SENTENCE_END if fraction else _CLAUSE_END).search(self.text, figure.noun_end)
        end = stop.start() if stop else len(self.text)
        nearby = [m for m in self.found if figure.noun_end <= m.start < end]
        wanted = ("criterion4", "criterion7", "grid")
        names = [c for m in nearby if (c := m.key("concept")) in wanted]
        before = [c for m in self.plain if m.end <= figure.start and (c := m.key("concept")) in wanted]
        if before and (fraction or not names) and (not names or _MET_ALREADY.match(self.text, figure.noun_end)):
            names = before[-1:]
        if not names and self.window.concepts:
            names = [c for m in self.window.concepts if (c := m.key("concept")) in ("criterion4", "criterion7", "grid")]
        if not names or not (fraction or self.window.aspect == "total" or self.scope.aspect == "total"):
            return ""
        if _ADVANCED.search(self.text[figure.noun_end : end]):
            return ""
        return names[0]

    def _is_fraction(self, figure: Figure) -> bool:
        k = self.figures.index(next(f for f in self.figures if f.start == figure.start))
        return k + 1 < len(self.figures) and self.figures[k + 1].part == "of_total"

    def _items_after(self, figure: Figure) -> list[Match]:
        stop = _SENTENCE_END.search(self.text, figure.noun_end)
        end = stop.start() if stop else len(self.text)
        later = [f.start for f in self.figures if f.start >= figure.noun_end and f.role == "value"]
        end = min([end, *later[:1], figure.noun_end + 90])
        start = figure.noun_start if figure.noun else figure.tail
        chain: list[Match] = []
        for match in self.item_matches:
            reach = chain[-1].end + 6 if chain else figure.noun_end + 18
            near = start <= match.start < min(end, reach)
            if near and (chain or not _BREAK.search(self.text, figure.noun_end, match.start)):
                chain.append(match)
        return chain

    def _items(self, matches: Iterable[Match], meaning: Meaning | None) -> list[str]:
        out: list[str] = []
        for match in matches:
            concept = match.key("concept") or ""
            own = self.lexicon.defaults.get(concept) if concept in _SERIES else None
            if own and meaning and own.indicator == meaning.indicator and not self.scope.in_parts:
                continue
            for term in match.terms:
                if term.kind == "item" and meaning and meaning.indicator in self.lexicon.item_of.get(term.key, ()):
                    if term.key not in out:
                        out.append(term.key)
        return out

    def _item_for(self, meaning: Meaning, figure: Figure) -> str:
        if meaning.item:
            return meaning.item
        behind = self._items_after(figure)
        after = self._items(behind, meaning)
        if after:
            listed = len(after) > 1 and _JOINED.search(self.text[behind[0].end : behind[-1].start])
            return "" if listed else after[0]
        own = self._noun_concepts(figure)
        before = self._items((m for m in self.window.items if not (own and self._is_sibling(m, meaning))), meaning)
        if meaning.indicator.startswith("power_project") and self.scope.item in (before or [self.scope.item]):
            return self.scope.item
        if before:
            return before[-1] if len(before) == 1 or meaning.indicator == "product_output" else self._one_of(before)
        inherits = not self.window.concepts and not self._noun_concepts(figure)
        carried = self.scope.item if inherits else self.scope.topic_item
        return carried if meaning.indicator in self.lexicon.item_of.get(carried, ()) else ""

    def _is_sibling(self, match: Match, meaning: Meaning) -> bool:
        """An item that is itself a concept of the same indicator (`doanh nghiệp` beside `cơ sở, doanh nghiệp`) qualifies nothing."""
        concept = match.key("concept") or ""
        other = self.lexicon.meaning(concept, "total", "count")
        return other is not None and other.indicator == meaning.indicator

    def _one_of(self, items: Sequence[str]) -> str:
        joined = self.text[self.window.items[0].end : self.window.items[-1].start]
        return "" if _JOINED.search(joined) else items[-1]

    def _is_subset(self, figure: Figure, meaning: Meaning | None, aspect: str, item: str) -> bool:
        if not meaning or figure.unit not in _COUNTED_UNITS or item:
            return False
        after = self.text[figure.noun_end : figure.noun_end + 40]
        if _NOT_STAGE.match(after):
            return False
        return aspect == "other" or bool(_STAGE_AFTER.match(after))

    # -- rates ------------------------------------------------------------------------------------------------------

    def _rate(self, figure: Figure) -> Reading:
        reading = self._base_reading(figure)
        window, scope = self.window, self.scope
        concept, meaning, item = self._rate_subject(figure)
        before = self.text[max(figure.start - 24, 0) : figure.start]
        signed = _SIGNED.search(before)
        direction = window.direction if window.direction_at >= window.reach_at or _TO.search(before) else 0
        if window.direction and window.reach_at > window.direction_at and not _DIRECT_REACH.fullmatch(self.text[window.reach_at : figure.start]):
            direction = window.direction
        as_noun = bool(window.direction and _GROWTH_NOUN.search(self.text[window.start : figure.start]))
        if as_noun:
            direction = window.direction
        elif direction and not self._within_reach(figure):
            direction = 0
        basis: BasisCue | None = None
        rule = ""
        measure, sign = "", 1
        toward = bool(_FROM.search(before) or _TO.search(before)) and not as_noun
        percent_point = fold("điểm") in fold(figure.unit_text)
        next_basis = self._next_basis(figure)
        plan = next_basis if next_basis and next_basis.basis in ("plan", "resolution") else None
        if window.same_thing and self.last and self.last.measure in ("change_abs", "growth_pct") and not window.direction:
            measure, sign, basis, rule = "growth_pct", self.last.sign, self.last.basis, "same_change_in_other_words"
            concept, meaning, item = self.last.concept, self.last.meaning, self.last.item
        elif (bracketed := self._plan_before(figure)) is not None:
            measure, basis, rule = "plan_pct", bracketed, "base_before"
        elif self._bare_share(figure):
            measure, concept, meaning, item = "share_pct", self.last.concept, self.last.meaning, self.last.item  # type: ignore[union-attr]
        elif percent_point:
            measure, sign = "change_abs", (window.direction or scope.direction or 1)
        elif figure.unit == "times":
            measure, sign = "growth_times", (window.direction or 1)
        elif self._is_rate(meaning):
            if direction and not toward:
                measure, sign = "change_abs", direction
            else:
                measure = "level"
        elif signed:
            measure, sign = "growth_pct", -1 if signed["sign"] == "-" else 1
        elif direction and not toward:
            measure, sign = "growth_pct", direction
        elif plan:
            measure = "plan_pct"
        elif window.reach_at >= 0 or window.toward_at >= 0 or _SHARE.search(self.text[window.start : figure.start]):
            measure = self._reached(figure, next_basis)
        elif self._elliptic(figure) and scope.measure:
            carried = "growth_pct" if scope.measure == "growth_times" else scope.measure
            measure, sign = carried, scope.direction or 1
        elif next_basis and next_basis.basis in ("same_period", "prev_month"):
            measure = "level"
        else:
            measure = "share_pct"
        if measure in ("growth_pct", "growth_times", "change_abs") and not rule:
            basis, rule = self._growth_basis()
        elif measure == "plan_pct" and not plan and not rule:
            basis, rule = self.scope.basis, "carried"
        if measure in ("growth_pct", "plan_pct", "growth_times", "level") and meaning is None and concept:
            meaning = self.lexicon.defaults.get(concept)
        if measure == "share_pct" and not self._bare_share(figure) and not self._may_share(figure):
            concept, meaning, item = "", None, ""
        return replace(
            reading,
            measure=measure,
            sign=sign,
            basis=basis,
            basis_rule=rule,
            concept=concept,
            item=item if meaning else "",
            meaning=meaning,
            aspect=scope.aspect,
            is_average=scope.is_average and measure == "growth_pct",
            is_second=self.text[window.start : figure.start].strip() == fold("và"),
            is_subset=bool(meaning and self.last and self.last.is_subset and concept == self.last.concept and self._elliptic(figure)),
        )

    def _plan_before(self, figure: Figure) -> BasisCue | None:
        """`đã vượt kế hoạch năm (101,56%)`: the rate of the plan named right before the bracket."""
        for basis in self.bases:
            if basis.basis == "plan" and basis.end < figure.start and self.text[basis.end : figure.start].strip() == "(":
                return basis
        return None

    def _bare_share(self, figure: Figure) -> bool:
        """`20 chợ (17,24%)`: a bare rate in brackets right behind a count is its share."""
        last = self.last
        if not last or last.measure not in ("level", "of_total") or last.figure.unit not in _COUNTED_UNITS:
            return False
        return self.text[last.figure.noun_end : figure.start].strip() == "(" and figure.unit == "pct"

    def _within_reach(self, figure: Figure) -> bool:
        """A verb of growth reaches over the name of a series, not over a story of its own."""
        start = self.window.direction_at
        named = sum(m.end - m.start for m in (*self.window.concepts, *self.window.items) if m.start >= start)
        return figure.start - start - named <= 36

    def _reached(self, figure: Figure, basis: BasisCue | None) -> str:
        if basis and basis.basis in ("same_period", "prev_month", "month", "prev_quarter"):
            return "level"
        return "share_pct"

    def _next_basis(self, figure: Figure) -> BasisCue | None:
        for basis in self.bases:
            if basis.start >= figure.tail:
                gap = self.text[figure.tail : basis.start]
                return basis if _DIRECT_GAP.fullmatch(gap) or (basis.is_explicit and not re.search(r"[,;:()\d]", gap) and len(gap) < 40) else None
        return None

    def _growth_basis(self) -> tuple[BasisCue | None, str]:
        if self.window.basis:
            return self.window.basis, "base_before"
        if self.scope.list_basis:
            return self.scope.list_basis, "base_of_the_list"
        return None, ""

    def _elliptic(self, figure: Figure) -> bool:
        return bool(_VERBLESS.fullmatch(self.text[self.window.start : figure.start])) or not (
            self.window.direction or self.window.reach_at >= 0
        )

    def _may_share(self, figure: Figure) -> bool:
        last = self.last
        if self.stack and last and last.measure in ("level", "share_pct") and self._items(self.window.items, last.meaning):
            return True
        if _SHARE.search(self.text[self.window.start : figure.start]):
            return bool(last and last.figure.start >= self.sentence_start)
        return bool(last and last.measure == "of_total" and last.figure.start >= self.sentence_start)

    def _is_rate(self, meaning: Meaning | None) -> bool:
        return bool(meaning and self.lexicon.natures.get(meaning.indicator) in RATE_NATURES)

    def _rate_subject(self, figure: Figure) -> tuple[str, Meaning | None, str]:
        scope = self.scope
        about = _ABOUT.match(self.text, figure.tail)
        for match in self.by_start.get(about.end(), ()) if about else ():
            meaning = self.lexicon.defaults.get(match.key("concept") or "")
            if meaning:
                return match.key("concept") or "", meaning, meaning.item
        for match in reversed(self.window.concepts):
            concept = match.key("concept") or ""
            if concept == "product" or concept not in self.lexicon.defaults:
                continue
            if "product" in (scope.topic, scope.concept) and match.key("item"):
                break
            if concept in _SERIES:
                meaning = self.lexicon.defaults[concept]
                return concept, meaning, self._rate_item(meaning, figure, named=True)
        rate = self._rate_in_scope()
        if rate:
            return rate
        product = self._product_of_rate()
        if product:
            return "product", self.lexicon.defaults["product"], product
        if scope.in_parts and scope.parts_meaning and self._items(self.window.items, scope.parts_meaning):
            return scope.parts_concept, scope.parts_meaning, self._rate_item(scope.parts_meaning, figure, named=False)
        concept, meaning = scope.concept, scope.meaning
        if not meaning and scope.topic and not scope.activity:
            concept, meaning = scope.topic, self.lexicon.defaults.get(scope.topic)
        if meaning:
            if scope.in_parts and not self.window.items and self._names_something(figure):
                return concept, meaning, ""
            return concept, meaning, self._rate_item(meaning, figure, named=False)
        return "", None, ""

    def _names_something(self, figure: Figure) -> bool:
        """Whether words of their own stand before the verb: a part that the vocabulary does not know."""
        end = max(self.window.direction_at, self.window.reach_at)
        words = self.text[self.window.start : end if end > 0 else figure.start]
        return len(_OWN_WORDS.findall(words)) >= 2

    def _rate_in_scope(self) -> tuple[str, Meaning | None, str] | None:
        """`đạt tỷ lệ 99,52 %` behind a count of households is the rate that the bullet is about."""
        scope = self.scope
        meaning = self.lexicon.defaults.get(scope.topic)
        at_level = self.window.reach_at >= 0 and not self.window.direction
        if meaning and self._is_rate(meaning) and at_level and not self.window.items:
            return scope.topic, meaning, ""
        if scope.concept == "power_household" and at_level and _SHARE.search(self.text[self.window.start :][:60]):
            return "electrification", self.lexicon.defaults["electrification"], ""
        return None

    def _product_of_rate(self) -> str:
        scope = self.scope
        for match in reversed(self.window.items):
            key = match.key("item") or ""
            of = self.lexicon.item_of.get(key, frozenset())
            named = [t.key for t in match.terms if t.kind == "item"]
            parts = scope.parts_meaning if scope.in_parts else None
            if parts and any(parts.indicator in self.lexicon.item_of.get(k, ()) for k in named):
                return "" if parts.indicator != "product_output" else key
            if scope.meaning and any(scope.meaning.indicator in self.lexicon.item_of.get(k, ()) for k in named):
                if scope.meaning.indicator != "product_output":
                    return ""
            if "product_output" in of:
                return key
        return ""

    def _rate_item(self, meaning: Meaning, figure: Figure, *, named: bool) -> str:
        if meaning.item:
            return meaning.item
        items = self._items(self.window.items, meaning)
        if items:
            return items[-1]
        carried = self.scope.topic_item if named else self.scope.item
        return carried if meaning.indicator in self.lexicon.item_of.get(carried, ()) else ""

    # -- what is carried on -----------------------------------------------------------------------------------------

    def _dated(self, reading: Reading) -> Reading:
        status_broken = (
            self.scope.crossed
            and self.scope.status
            and self._family(reading) != self.scope.status_concept
            and self.scope.status_concept
            and not self.window_named_status()
        )
        if status_broken:
            self.scope.status = ""
            reading = replace(reading, status="" if reading.status not in ("plan", "target") else reading.status)
        elif self.scope.status and not self.scope.status_concept:
            self.scope.status_concept = self._family(reading)
        self.scope.crossed = False
        return reading

    def _family(self, reading: Reading) -> str:
        """Indicators of one family (`households_connected`, `households_with_power`) share a status."""
        return reading.meaning.indicator.split("_")[0] if reading.meaning else reading.concept or "-"

    def window_named_status(self) -> bool:
        return False

    def _carry(self, reading: Reading) -> None:
        scope = self.scope
        window = self.window
        scope.label = reading.label
        scope.aspect = (reading.aspect if reading.meaning else "") or self._aspect_before(reading.figure) or scope.aspect
        if reading.meaning:
            scope.concept, scope.meaning, scope.item = reading.concept, reading.meaning, reading.item
            scope.activity = False
            if reading.concept in _SERIES and not scope.in_parts and not self.stack:
                scope.main = reading.concept
        elif reading.measure == "level" and reading.figure.unit in _COUNTED_UNITS:
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

    def _others(self) -> Iterator[Reading]:
        """Runs that are no statistic: they are in the ledger too, with the reason."""
        for figure in self.figures:
            if figure.role not in ("value", "malformed"):
                yield Reading(place=self.passage.places[figure.start], passage=self.passage.index, figure=figure, rules=figure.rules)


_PART_MARK = re.compile(fold_pattern(r",(?!\d)|\s(?:và|với)\s"))
_BY_A_PLAN = fold("theo ")
_THERE_IS = " đãcóềunòtrêkhoảgh"
_STANDING = re.compile(fold_pattern(r"\s?(?:\w+\s){0,3}?(?:đã|đang|hiện)\s"))
_VERB_AFTER = re.compile(fold_pattern(r"\s?,?\s?(?:đều\s|cũng\s)?(?:tăng|giảm|bằng|gấp|đạt|cao hơn|thấp hơn)(?!\w)"))
_ABOUT = re.compile(fold_pattern(r"\svề\s(?:số\s|tổng\s|số lượng\s)?"))
_ADDED = re.compile(fold_pattern(r"\btăng thêm(?:\sđược)?\s(?:hơn\s|gần\s|trên\s|khoảng\s)?\Z"))
_OF_COUNTRY = re.compile(fold_pattern(r"\s(?:của\s|ở\s|trên\s)?(?:cả nước|toàn quốc|toàn vùng|khu vực)"))
_GROWTH_NOUN = re.compile(fold_pattern(r"\b(?:tốc độ|mức|tỷ lệ) (?:tăng|giảm)"))
_OWN_WORDS = re.compile(
    fold_pattern(
        r"(?<!\w)(?!(?:tăng|giảm|đạt|và|so|với|cùng|kỳ|lũy|kế|tháng|năm|ước|trong|đó|tương|đương|chiếm|bằng|hoàn|thành|thì|nhưng|đã|cũng|"
        r"trước|khi|còn|chỉ|mạnh|cao|nhẹ|hơn|gần|trên|khoảng|vượt|kế|hoạch|quý|đầu|tính|chung|là|mức|tỷ|lệ|trọng|góp|đóng|làm)\b)[^\W\d_]+"
    )
)
_MACHINES = re.compile(fold_pattern(r"[^;.,]{0,40}\b(?:máy|thiết bị)\b"))
_BREAK = re.compile(fold_pattern(r"[,;:()]|(?<!\w)(?:sang|cho|tại|với|để)(?!\w)"))
_MET_ALREADY = re.compile(fold_pattern(r"\s?(?:đã\s)?đạt\s?(?:[,.;(]|$)"))
_PLAN_SUBJECT = re.compile(
    fold_pattern(r"(?:^|[.;:]\s|-\s)(?:quy hoạch|đề án|phương án)\b[^.;]{0,110}?\b(?:19|20)\d\d\)?[^.;\d]{0,60}?\s(?:có|xác định|bố trí|là)\s")
)
_HEADS = (fold("về "), fold("đối với "), fold("riêng về "))
_PASSIVE = re.compile(fold_pattern(r"\s*(?:(?:vừa\s|mới\s)?được\s)?"))
_COLON_AHEAD = re.compile(r"[^.;]{0,80}:")
_NEUTRAL = frozenset(("", "-", "pending", "resolved", "received"))
_GAS = re.compile(fold_pattern(r"khí dầu mỏ|khí đốt|(?<!\w)(?:lpg|gas)(?!\w)|phân phối khí|mua bán khí"))
_NEW_AFTER = re.compile(fold_pattern(r"\s?mới(?!\w)"))
_OWN_STATUS = re.compile(fold_pattern(r"\b(?:công suất|quy mô|tổng mức đầu tư|vốn đầu tư|diện tích|kinh phí)\s\Z"))
_ZERO = re.compile(
    fold_pattern(r"(?<!\w)(?:không|chưa)\s(?:(?:có|phát sinh|có phát sinh|ghi nhận)\s)?(?P<new>(?:phát triển|thành lập|đăng ký|cấp)\s(?:thành lập\s)?mới\s)?")
)
_RAISES = re.compile(fold_pattern(r"nâng tổng(?!\w)"))
_NO_TOPIC = frozenset(
    ("dossier_context", "products", "file", "shop", "scheme", "household", "commune", "area", "capacity", "criterion4", "criterion7", "grid", "capital")
)
_COUNTED_UNITS = ("count", "person", "household", "commune", "day")
_ENERGY = frozenset(("wind", "solar", "thermal", "biomass", "gas_lng", "rooftop_solar"))
_STANDS_ALONE = frozenset(("trade_total", "cpi"))
_FUEL = re.compile(fold_pattern(r"xăng,? dầu|sức chứa|thương nhân"))
_CLAUSE_END = re.compile(r"[;()]|\.(?=\s|$)|,(?!\d)")
_CLAUSE_END_WIDE = re.compile(r"[;()]|\.(?=\s|$)")
_SENTENCE_END = re.compile(r";|\.(?=\s|$)")
_POWER_UNITS = ("MW", "MWp", "kWp")
_ADVANCED = re.compile(fold_pattern(r"nâng cao|kiểu mẫu"))
_JOINED = re.compile(fold_pattern(r"\b(?:và|hoặc)\b|/|,"))
_OUTLOOK = re.compile(fold_pattern(r"(?:xét|tầm nhìn|định hướng|hướng đến|hướng tới)(?:\sđến)?(?:\snăm)?\s\Z"))
_DAY_COUNTS = re.compile(fold_pattern(r"(?:đến|tới|từ|vào|trong|hết)\s(?:hết\s)?\Z"))
_PLAN_IS = re.compile(fold_pattern(r"\s[^,;.():]{0,48}\slà\s(?:khoảng\s)?"))
_PLAN_GAP = re.compile(fold_pattern(r"(?:\s(?:là|năm|đạt|tỷ lệ|cả|giao|đề ra|\d{4}|hộ|sử dụng|điện|chỉ tiêu|tổng|số|trên|khoảng))*\s"))
_GOVERNED_GAP = re.compile(fold_pattern(r"\s(?:(?:thêm|hơn|gần|trên|khoảng|được|bình quân|tới|đến|mới|thêm được)\s)*"))
_BRACKET_BEFORE = re.compile(fold_pattern(r"\(\s?(?:cùng kỳ|năm trước|kế hoạch)?[^(),;]{0,20}\Z"))
_DIRECT_REACH = re.compile(fold_pattern(r"\s(?:(?:hơn|gần|trên|khoảng|tỷ lệ|mức)\s)*"))
