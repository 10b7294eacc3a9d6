"""What a figure measures: a level, a change, a growth rate, a rate of the plan, a share."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from extract.cues import BasisCue
from extract.figures import Figure
from extract.grammar.circumstances import Circumstances
from extract.grammar.reading import Reading
from extract.grammar.scope import Measured, Subject
from extract.grammar.wording import COUNTED_UNITS, DIRECT_GAP, FROM_BEFORE, RATE_UNITS, SHARE_WORDS
from extract.spelling import fold, fold_pattern

_SIGNED = re.compile(r"(?:^|[(\s,;:])(?P<sign>[+-])\s?\Z")
_VERBLESS = re.compile(fold_pattern(r"[\s,;&]*(?:(?:và|còn|là|cùng|hoặc|với|đồng thời)[\s,]*)*"))
_TO = re.compile(
    fold_pattern(
        r"\b(?:lên|đến|xuống|còn|tới|là|đạt|thành)\s(?:mức\s)?(?:hơn\s|trên\s|gần\s|khoảng\s)?\Z"
    )
)
_STANDING = re.compile(fold_pattern(r"\s?(?:\w+\s){0,3}?(?:đã|đang|hiện)\s"))
_ADDED = re.compile(fold_pattern(r"\btăng thêm(?:\sđược)?\s(?:hơn\s|gần\s|trên\s|khoảng\s)?\Z"))
_GROWTH_NOUN = re.compile(
    fold_pattern(
        r"\b(?:(?:tốc độ|mức|tỷ lệ) (?:tăng|giảm)|(?:tăng|giảm)(?: trưởng)? (?:bình quân|trung bình))"
    )
)
_GROWS = re.compile(fold_pattern(r"\btăng trưởng(?!\w)[^;:()]*\s(?:đạt|là|ở)\s(?:mức\s)?\Z"))
_GROWS_FROM = re.compile(
    fold_pattern(r"\b(?P<verb>tăng|giảm)\s(?:thêm\s)?(?:khoảng\s)?từ\s(?:khoảng\s)?\Z")
)
_STAGE_WORDS = re.compile(
    fold_pattern(
        r"[^,;:.()\d]+?(?=\s(?:với|và|tổng|có tổng|trong đó|do|tại|để|so)\s|[,;:.()/\d]|\Z)"
    )
)
_RAISES = re.compile(fold_pattern(r"nâng tổng(?!\w)"))
_GOVERNED_GAP = re.compile(
    fold_pattern(r"\s(?:(?:thêm|hơn|gần|trên|khoảng|được|bình quân|tới|đến|mới|thêm được)\s)*")
)
_BRACKET_BEFORE = re.compile(fold_pattern(r"\(\s?(?:cùng kỳ|năm trước|kế hoạch)?[^(),;]{0,20}\Z"))
_DIRECT_REACH = re.compile(fold_pattern(r"\s(?:(?:hơn|gần|trên|khoảng|tỷ lệ|mức)\s)*"))


_OPENED = re.compile(fold_pattern(r"\s?\(\s?(?:(?:đạt|bằng|hoàn thành)\s)?(?:hơn\s|trên\s|gần\s)?"))
_OF_A_NOUN = re.compile(
    fold_pattern(
        r"\s(?!(?:so|kế|kh|tổng|số|cùng|trong|của|và|là|vào|do|nhờ|năm|tháng|quý|về|dự|nghị|chỉ|mức|theo|tại|lên|xuống|trở|nhưng|còn|"
        r"thì|để|khi|cao|thấp|hộ|sản|từ|ở|với|vì|tuy|bình|mỗi|hàng|trên|đến|giai|ước|trung|mà|riêng|đạt|tăng|giảm)(?!\w))[^\W\d_]"
    )
)
_CLAUSE_STOP = re.compile(r"[.;:()]|(?<!\w)\d")
_IN_VOLUME = re.compile(fold_pattern(r"\svề\s(?:(?:số|khối|sản)\s)?lượng(?!\w)"))
_AND = re.compile(fold_pattern(r"\s?và\s(?:(?:tăng|giảm)\s)?"))
_OF_POWER = re.compile(
    fold_pattern(
        r"\s(?:so với\s|của\s)?(?:tổng\s)?(?:sản lượng\s)?"
        r"điện (?:năng )?(?:thương phẩm|tiêu thụ)"
    )
)
_PLANS = ("plan", "resolution")
_MONEY = ("money_vnd", "money_usd")
_COMPARISONS = ("same_period", "prev_month", "month", "prev_quarter")


def _amount(figure: Figure) -> Decimal:
    return (figure.numeral.value or Decimal(0)) * figure.factor


class Measures(Circumstances):
    """What a figure measures: a level, a change, a growth rate, a rate of the plan, a share."""

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

    def _level(self, figure: Figure) -> Reading:
        reading = self._base_reading(figure)
        dimension = self.lexicon.dimensions.get(figure.unit, "other")
        aspect = self._aspect(figure)
        subject = self._subject(figure, dimension, aspect)
        found = self._change(figure, subject, dimension) or self._plain_level(subject)
        subject = found.subject or subject
        if found.measure == "level":
            reading = self._dated_by_its_bracket(reading, figure)
        subset = self._is_subset(figure, subject.meaning, aspect, subject.item) or self._itemises(
            reading, subject
        )
        return replace(
            reading,
            measure=found.measure,
            sign=found.sign,
            basis=found.basis,
            basis_rule=found.basis_rule,
            concept=subject.concept,
            aspect=aspect,
            item=subject.item,
            meaning=subject.meaning,
            is_subset=subset,
            label=self._part_label(figure) if subset else reading.label,
            raises_total=self._raises_total(figure),
            is_standing=self._is_standing(figure, subject, aspect),
            is_stock=aspect == "total",
            rules=(*reading.rules, ("indicator", subject.rule), ("measure", found.rule)),
        )

    def _part_label(self, figure: Figure) -> str:
        """The words that tell a part: `CCN được phê duyệt quy hoạch chi tiết`, `khu vực kinh tế trong nước`."""
        if not figure.noun:
            return self._words_before(figure, fewest=1) or self._label(figure)
        words = _STAGE_WORDS.match(self.text, figure.noun_start)
        end = max(words.end() if words else 0, figure.noun_start + len(figure.noun))
        return self.passage.text[figure.noun_start : end].strip()

    def _itemises(self, reading: Reading, subject: Subject) -> bool:
        """`24 cửa hàng (gồm 16 cửa hàng …, 08 cửa hàng …)`: in a bracket, less of the same thing is a part of it."""
        head = self.out[self.opened[-1] - 1] if self.opened and self.opened[-1] else None
        if not head or not head.meaning or head.measure != "level" or self.window.period:
            return False
        if reading.is_planned or reading.shift or self.window.shift:
            return False
        if self.window.direction:
            return False
        same = (head.meaning, head.item) == (subject.meaning, subject.item)
        part, whole = reading.figure, head.figure
        if (
            not same
            or part.unit != whole.unit
            or _CLAUSE_STOP.search(self.text, whole.noun_end, self.opened_at[-1])
        ):
            return False
        return _amount(part) < _amount(whole)

    def _raises_total(self, figure: Figure) -> bool:
        since = max(self.sentence_start, figure.start - 400)
        return _RAISES.search(self.text, since, figure.start) is not None

    def _plain_level(self, subject: Subject) -> Measured:
        if subject.concept.startswith("products_") and subject.concept != "products_tracked":
            basis = self.window.basis or self.scope.list_basis
            return Measured(
                measure="level", rule="count", basis=basis, basis_rule="count_of_comparison"
            )
        return Measured(measure="level", rule="level")

    def _change(self, figure: Figure, subject: Subject, dimension: str) -> Measured | None:
        """`giảm 4.470 lao động`, `(tương đương 128 triệu USD)`, `tăng thêm 5 xã`: the figure is the difference."""
        last, window = self.last, self.window
        if (
            window.same_thing
            and last
            and last.measure in ("growth_pct", "change_abs")
            and figure.unit not in RATE_UNITS
        ):
            return self._same_change(last, "change_abs")
        basis = window.basis or self.scope.list_basis
        if self._moved(figure):
            meaning = subject.meaning
            if meaning is None and subject.concept:
                meaning = self.remembered.get(subject.concept) or self.lexicon.defaults.get(
                    subject.concept
                )
            return Measured(
                measure="change_abs",
                rule="object_of_a_verb",
                sign=window.direction,
                basis=basis,
                basis_rule="base_before",
                subject=replace(subject, meaning=meaning),
            )
        if self._adds(figure, subject, dimension):
            return Measured(
                measure="change_abs", rule="added", basis=basis, basis_rule="base_before"
            )
        return None

    @staticmethod
    def _same_change(last: Reading, measure: str) -> Measured:
        subject = Subject(
            concept=last.concept, meaning=last.meaning, item=last.item, rule="same_change"
        )
        rule = "same_change_in_other_words"
        return Measured(
            measure=measure,
            rule=rule,
            sign=last.sign,
            basis=last.basis,
            basis_rule=rule,
            subject=subject,
        )

    def _moved(self, figure: Figure) -> bool:
        """Whether a verb of growth takes the figure as its object, and neither `từ` nor `lên` makes it an end point."""
        window = self.window
        before = self._before(figure)
        last_verb = window.direction_at > window.toward_at and window.direction_at > window.reach_at
        if (
            not window.direction
            or not last_verb
            or FROM_BEFORE.search(before)
            or _TO.search(before)
        ):
            return False
        return figure.start - window.direction_at <= 28 and self._governed(figure)

    def _adds(self, figure: Figure, subject: Subject, dimension: str) -> bool:
        """`tăng thêm` before a thing that is not itself a count of new ones."""
        if not _ADDED.search(self._before(figure)):
            return False
        meaning = subject.meaning
        if meaning and meaning.indicator.endswith("_added"):
            return False
        new = self._meaning(subject.concept, "new", dimension)
        return meaning is None or new == self._meaning(subject.concept, "", dimension)

    def _before(self, figure: Figure) -> str:
        return self.text[max(figure.start - 24, 0) : figure.start]

    def _dated_by_its_bracket(self, reading: Reading, figure: Figure) -> Reading:
        if self._is_plan_level(figure):
            period = self._time_of_plan(reading.period)
            return replace(reading, status="plan", is_planned=True, period=period)
        if self._is_former_level(figure):
            return replace(reading, shift=self._former_shift())
        return reading

    def _is_standing(self, figure: Figure, subject: Subject, aspect: str) -> bool:
        plant = subject.concept == "power_project" and aspect != "new"
        return plant or bool(_STANDING.match(self.text, figure.noun_end))

    def _governed(self, figure: Figure) -> bool:
        """Whether the verb of growth takes the figure as its object: only a qualifier or `thêm` stands between."""
        return bool(_GOVERNED_GAP.fullmatch(self.text[self.window.direction_at : figure.start]))

    def _is_former_level(self, figure: Figure) -> bool:
        """A level in brackets right behind `so với cùng kỳ` is the base itself."""
        last = self.last
        if (
            not last
            or not last.basis
            or last.basis.basis not in ("same_period", "prev_month")
            or last.figure.unit not in RATE_UNITS
        ):
            return False
        if not last.figure.tail <= last.basis.start < figure.start:
            return False
        return bool(_BRACKET_BEFORE.fullmatch(self.text[last.basis.end : figure.start].lstrip()))

    def _is_plan_level(self, figure: Figure) -> bool:
        """`đạt 47,08% kế hoạch (1.300 triệu USD)`: the bracket holds the plan."""
        last = self.last
        if (
            not last
            or not last.basis
            or last.basis.basis != "plan"
            or last.basis.end > figure.start
        ):
            return False
        return bool(_BRACKET_BEFORE.fullmatch(self.text[last.basis.end : figure.start].lstrip()))

    def _former_shift(self) -> int:
        return (
            -12 if self.last and self.last.basis and self.last.basis.basis == "same_period" else -1
        )

    def _rate(self, figure: Figure) -> Reading:
        reading = self._base_reading(figure)
        subject = self._rate_subject(figure)
        found = self._measure_of_rate(figure, subject)
        subject = self._subject_of_rate(figure, found.subject or subject, found)
        basis, basis_rule = found.basis, found.basis_rule
        if found.measure in ("growth_pct", "growth_times", "change_abs") and not basis_rule:
            basis, basis_rule = self._growth_basis()
        return replace(
            reading,
            measure=found.measure,
            sign=found.sign,
            basis=basis,
            basis_rule=basis_rule,
            concept=subject.concept,
            item=subject.item if subject.meaning else "",
            meaning=subject.meaning,
            aspect=self.scope.aspect,
            is_average=self.scope.is_average and found.measure == "growth_pct",
            is_second=_AND.fullmatch(self.text[self.window.start : figure.start]) is not None,
            is_subset=self._rate_of_subset(figure, subject, found.measure),
            rules=(*reading.rules, ("indicator", subject.rule), ("measure", found.rule)),
        )

    def _subject_of_rate(self, figure: Figure, subject: Subject, found: Measured) -> Subject:
        if found.measure == "share_pct" and self._saved_of_power(figure):
            return self._saved()
        if (
            found.measure == "share_pct"
            and not self._bare_share(figure)
            and not self._may_share(figure)
        ):
            return Subject(rule="share_of_something")
        carried = subject.rule in ("carried", "topic")
        compared = self._next_basis(figure) is not None
        another = _OF_A_NOUN.match(self.text, figure.tail) and not compared
        money = subject.meaning is not None and subject.meaning.dimension in _MONEY
        if money and _IN_VOLUME.match(self.text, figure.tail):
            return Subject(rule="rate_of_the_volume")
        if carried and found.measure != "plan_pct" and another:
            return Subject(rule="rate_of_another_thing")
        if not subject.concept and found.measure == "growth_pct" and self._at_clause_head():
            return self._named_further_on(figure) or subject
        if found.measure != "share_pct" and subject.meaning is None and subject.concept:
            return replace(subject, meaning=self.lexicon.defaults.get(subject.concept))
        return subject

    def _saved_of_power(self, figure: Figure) -> bool:
        """`tiết kiệm 4,36 triệu kWh, bằng 2,04% điện thương phẩm`: the power saved as a share of the power sold."""
        last = self.last
        saved = last is not None and last.concept == "power_saved" and last.measure == "level"
        near = saved and last is not None and last.figure.start >= self.sentence_start
        of_power = _OF_POWER.match(self.text, figure.tail) is not None
        return bool(near and of_power) or self._saves_power()

    def _saved(self) -> Subject:
        meaning = self._meaning("power_saved", "", "energy")
        return Subject(concept="power_saved", meaning=meaning, rule="saved_of_the_power_sold")

    def _named_further_on(self, figure: Figure) -> Subject | None:
        """`Tháng 7, tăng 4% so với cùng kỳ, kim ngạch xuất khẩu đạt …`: the rate stands before its series."""
        for match in self.plain_behind(figure.tail):
            if _CLAUSE_STOP.search(self.text, figure.tail, match.start):
                return None
            concept = self._default_of(match)
            if concept:
                meaning = self.lexicon.defaults[concept]
                return Subject(
                    concept=concept, meaning=meaning, item=meaning.item, rule="named_further_on"
                )
        return None

    def _rate_of_subset(self, figure: Figure, subject: Subject, measure: str) -> bool:
        if subject.rule == "part_by_its_words" or self._is_unknown_product(
            subject.meaning, subject.item
        ):
            return True
        if subject.meaning and not subject.item and self._is_of_an_owner(figure, subject.meaning):
            return True
        if self._is_share_of_a_part(subject, measure) or self._is_of_an_unknown_part(subject):
            return True
        last = self._before_bracket()
        same = last is not None and last.is_subset and subject.concept == last.concept
        unnamed = not (self.window.concepts or self.window.items or self._names_something(figure))
        return bool(subject.meaning and same and (unnamed or self._elliptic(figure)))

    def _is_of_an_unknown_part(self, subject: Subject) -> bool:
        """`tỷ lệ hộ sử dụng điện …, trong đó khu vực nông thôn đạt 99,3%`: no part of this series, yet a part."""
        meaning, items = subject.meaning, self.window.items
        if not (self.scope.in_parts and meaning and items) or subject.item:
            return False
        return self._is_rate(meaning) and not self._items(items, meaning)

    @staticmethod
    def _is_share_of_a_part(subject: Subject, measure: str) -> bool:
        """`doanh nghiệp FDI chiếm 58%` of a value: the share is a part's, whose name the vocabulary lacks."""
        meaning = subject.meaning
        money = meaning is not None and meaning.dimension in _MONEY
        return measure == "share_pct" and money and not subject.item

    def _measure_of_rate(self, figure: Figure, subject: Subject) -> Measured:
        """What a per cent or a multiple measures; the first rule that knows decides."""
        next_basis = self._next_basis(figure)
        return (
            self._rate_saved()
            or self._rate_in_other_words()
            or self._rate_in_brackets(figure)
            or self._multiple_or_points(figure)
            or self._rate_indicator(figure, subject)
            or self._growth(figure)
            or self._rate_of_plan(next_basis)
            or self._rate_reached_of_plan()
            or self._rate_reached(figure, next_basis)
            or self._rate_carried(figure)
            or self._rate_unsaid(next_basis)
        )

    def _rate_saved(self) -> Measured | None:
        saves = self._saves_power() and self.window.toward_at < 0
        return Measured(measure="share_pct", rule="saved") if saves else None

    def _rate_in_other_words(self) -> Measured | None:
        last, window = self.last, self.window
        if not window.same_thing or window.direction or last is None:
            return None
        return (
            self._same_change(last, "growth_pct")
            if last.measure in ("change_abs", "growth_pct")
            else None
        )

    def _rate_in_brackets(self, figure: Figure) -> Measured | None:
        plan = self._plan_before(figure)
        if plan is not None:
            return Measured(
                measure="plan_pct", rule="plan_in_brackets", basis=plan, basis_rule="base_before"
            )
        last = self.last
        if last is None or not self._bare_share(figure):
            return None
        subject = Subject(
            concept=last.concept, meaning=last.meaning, item=last.item, rule="share_in_brackets"
        )
        return Measured(measure="share_pct", rule="share_in_brackets", subject=subject)

    def _multiple_or_points(self, figure: Figure) -> Measured | None:
        if fold("điểm") in fold(figure.unit_text):
            sign = self.window.direction or self.scope.direction or 1
            return Measured(measure="change_abs", rule="percentage_points", sign=sign)
        if figure.unit == "times":
            return Measured(
                measure="growth_times", rule="multiple", sign=self.window.direction or 1
            )
        return None

    def _rate_indicator(self, figure: Figure, subject: Subject) -> Measured | None:
        """An indicator that is itself a rate has levels; what it grew by is a difference."""
        if not self._is_rate(subject.meaning):
            return None
        direction, toward = self._direction(figure)
        if direction and not toward:
            return Measured(measure="change_abs", rule="change_of_a_rate", sign=direction)
        return Measured(measure="level", rule="level_of_a_rate")

    def _growth(self, figure: Figure) -> Measured | None:
        signed = _SIGNED.search(self._before(figure))
        if signed and figure.part != "high":
            return Measured(
                measure="growth_pct", rule="sign", sign=-1 if signed["sign"] == "-" else 1
            )
        direction, toward = self._direction(figure)
        if direction and not toward:
            return Measured(measure="growth_pct", rule="verb_of_growth", sign=direction)
        return self._growth_in_a_span(figure)

    def _growth_in_a_span(self, figure: Figure) -> Measured | None:
        """`tăng từ 3 - 4%`: the ends of a span, not where a movement sets out and ends."""
        last = self.last
        if figure.part == "high" and last and last.figure.part == "low":
            goes_on = last.measure == "growth_pct" and last.figure.tail <= figure.start
            return self._same_change(last, "growth_pct") if goes_on else None
        verb = _GROWS_FROM.search(self._before(figure)) if figure.part == "low" else None
        if not verb:
            return None
        sign = -1 if verb["verb"] == fold("giảm") else 1
        return Measured(measure="growth_pct", rule="verb_of_growth", sign=sign)

    def _direction(self, figure: Figure) -> tuple[int, bool]:
        """Rise or fall as the clause says, 0 where it does not, and whether the figure is where the movement ends."""
        window = self.window
        before = self._before(figure)
        spans = figure.part in ("low", "high")
        toward = not spans and bool(FROM_BEFORE.search(before) or _TO.search(before))
        if not window.direction:
            return 0, toward
        words = self.text[window.start : figure.start]
        planned = self._next_basis(figure)
        of_plan = planned is not None and planned.basis in ("plan", "resolution")
        if _GROWTH_NOUN.search(words) or (_GROWS.search(words) and not of_plan):
            return window.direction, False
        told = window.direction_at >= window.reach_at or _TO.search(before) is not None
        if not told and not _DIRECT_REACH.fullmatch(self.text[window.reach_at : figure.start]):
            told = True
        return (window.direction if told and self._within_reach(figure) else 0), toward

    @staticmethod
    def _rate_of_plan(basis: BasisCue | None) -> Measured | None:
        if basis and basis.basis in ("plan", "resolution"):
            return Measured(measure="plan_pct", rule="plan_behind")
        return None

    def _rate_reached_of_plan(self) -> Measured | None:
        """`so KH đạt 52,4%`: the base stands before the verb."""
        window = self.window
        basis = window.basis
        if not basis or basis.basis not in _PLANS or window.reach_at < basis.end:
            return None
        return Measured(
            measure="plan_pct", rule="plan_before", basis=basis, basis_rule="base_before"
        )

    def _rate_reached(self, figure: Figure, basis: BasisCue | None) -> Measured | None:
        window = self.window
        shares = SHARE_WORDS.search(self.text[window.start : figure.start])
        if window.reach_at < 0 and window.toward_at < 0 and not shares:
            return None
        if basis and basis.basis in _COMPARISONS:
            return Measured(measure="level", rule="ratio")
        last = self.last
        if last and last.is_planned and not shares and last.figure.start >= self.sentence_start:
            plan = BasisCue(start=last.figure.start, end=last.figure.end, basis="plan")
            return Measured(
                measure="plan_pct", rule="reached_of_the_plan", basis=plan, basis_rule="base_before"
            )
        return Measured(measure="share_pct", rule="share")

    def _rate_carried(self, figure: Figure) -> Measured | None:
        """`tăng 7,16% so tháng trước và 0,87% so tháng cùng kỳ`: a rate without a verb goes on as the one before."""
        scope = self.scope
        if not scope.measure or not self._elliptic(figure):
            return None
        measure = "growth_pct" if scope.measure == "growth_times" else scope.measure
        if measure == "plan_pct":
            return Measured(
                measure=measure, rule="carried", basis=scope.basis, basis_rule="carried"
            )
        last = self.last
        ratio = measure == "level" and last and last.measure == "level" and last.basis
        return Measured(
            measure=measure,
            rule="carried",
            sign=scope.direction or 1,
            basis=last.basis if ratio and last else None,
            basis_rule="ratio_to_base" if ratio else "",
        )

    @staticmethod
    def _rate_unsaid(basis: BasisCue | None) -> Measured:
        ratio = basis is not None and basis.basis in ("same_period", "prev_month")
        return (
            Measured(measure="level", rule="ratio")
            if ratio
            else Measured(measure="share_pct", rule="bare_rate")
        )

    def _plan_before(self, figure: Figure) -> BasisCue | None:
        """`đã vượt kế hoạch năm (101,56%)`: the rate of the plan named right before the bracket."""
        for basis in self.bases_behind(max(figure.start - 60, 0)):
            if basis.end >= figure.start:
                return None
            if basis.basis == "plan" and _OPENED.fullmatch(self.text[basis.end : figure.start]):
                return basis
        return None

    def _bare_share(self, figure: Figure) -> bool:
        """`20 chợ (17,24%)`: a bare rate in brackets right behind a count is its share."""
        last = self.last
        if (
            not last
            or last.measure not in ("level", "of_total")
            or last.figure.unit not in COUNTED_UNITS
        ):
            return False
        return (
            self.text[last.figure.noun_end : figure.start].strip() == "(" and figure.unit == "pct"
        )

    def _within_reach(self, figure: Figure) -> bool:
        """A verb of growth reaches over the name of a series, not over a story of its own."""
        start = self.window.direction_at
        named = sum(
            m.end - m.start for m in (*self.window.concepts, *self.window.items) if m.start >= start
        )
        return figure.start - start - named <= 36

    def _next_basis(self, figure: Figure) -> BasisCue | None:
        basis = next(self.bases_behind(figure.tail), None)
        if basis is None:
            return None
        gap = self.text[figure.tail : basis.start]
        near = basis.is_explicit and len(gap) < 40 and not re.search(r"[,;:()\d]", gap)
        return basis if near or DIRECT_GAP.fullmatch(gap) else None

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
        if (
            self.stack
            and last
            and last.measure in ("level", "share_pct")
            and self._items(self.window.items, last.meaning)
        ):
            return True
        if SHARE_WORDS.search(self.text[self.window.start : figure.start]):
            if self.scope.in_parts and self._items(self.window.items, self.scope.parts_meaning):
                return True
            return bool(last and last.figure.start >= self.sentence_start)
        return bool(
            last and last.measure == "of_total" and last.figure.start >= self.sentence_start
        )
