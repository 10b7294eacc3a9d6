"""When, how sure, where: what is said of a figure beside what it measures."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.cues import PeriodCue
from extract.figures import Figure
from extract.grammar.reading import Reading
from extract.grammar.subjects import OWN_WORDS, Subjects
from extract.grammar.wording import COUNTED_UNITS, FROM_BEFORE, RATE_UNITS, next_word
from extract.spelling import fold, fold_pattern

_DISTRICT_HAS = re.compile(
    fold_pattern(
        r"[^,;:.]{0,20}?(?:^|\s)(?:có|đạt|là|ước|tăng|giảm|còn|chỉ tăng|chỉ giảm|tập trung|chiếm|hiện có)(?!\w)|\s?\("
    )
)
_OF_COUNTRY = re.compile(
    fold_pattern(r"\s(?:của\s|ở\s|trên\s)?(?:cả nước|toàn quốc|toàn vùng|khu vực)")
)
_PLAN_IS = re.compile(fold_pattern(r"\s[^,;.():]{0,48}\slà\s(?:khoảng\s)?"))
_PLAN_GAP = re.compile(
    fold_pattern(
        r"(?:\s(?:là|năm|đạt|tỷ lệ|cả|giao|đề ra|\d{4}|hộ|sử dụng|điện|chỉ tiêu|tổng|số|trên|khoảng))*\s"
    )
)


_BEFORE_AMOUNT = re.compile(
    fold_pattern(
        r"(?:^|(?<=\s))(?:là|đạt|ước|khoảng|hơn|gần|trên|dưới|còn|lên|đến|tới|bằng|từ|được|tăng|giảm|mức|trị giá|thêm|"
        r"chỉ|tăng trưởng|tương ứng|tương đương|vượt)\s+$"
    )
)
_NAME_STARTS = re.compile(
    fold_pattern(r"[,;:.()]\s*|(?:^|\s)(?:với|và|có|nhưng|trong đó|do|nhờ|để|cho)\s")
)
_TRADED = ("exports", "imports")
_PLAN_GROWS = re.compile(
    fold_pattern(
        r"[(;,]\s?(?:kế hoạch|kh|chỉ tiêu|mục tiêu)(?:\s(?:cả\s)?năm)?(?:\s\d{4})?\s(?:là\s)?(?:tăng|giảm)\s"
        r"(?:trên\s|từ\s|khoảng\s)?\Z"
    )
)
_SO_ORDERED = re.compile(fold_pattern(r"(?<!\w)lần lượt(?!\w)"))
_VISITS = re.compile(
    fold_pattern(r"(?<!\w)(?:du khách|hành khách|lượng khách|khách|đại biểu|người)(?!\w)")
)
_LAYS_DOWN = re.compile(fold_pattern(r"nghị quyết[^.;,]{0,60}?\s(?:đề ra|xác định|giao|đặt ra)\Z"))


class Circumstances(Subjects):
    """When, how sure, where: what is said of a figure beside what it measures."""

    def _base_reading(self, figure: Figure) -> Reading:
        scope = self.scope
        status = self._status(figure)
        period = self.window.period or self._period_of_entry(figure) or self._period_before(figure)
        if status == "planned":
            period = self._time_of_plan(period)
        return Reading(
            place=self.passage.places[figure.start],
            passage=self.passage.index,
            figure=figure,
            status="plan" if status == "planned" else status,
            is_planned=status == "planned",
            qualifier=figure.qualifier or self._qualifier(figure),
            period=period,
            shift=self.window.shift or scope.shift,
            price_base=scope.price_base,
            territory=self._territory(figure),
            section=self.section,
            label=self._label(figure),
            rules=figure.rules,
            is_doubtful=figure.is_doubtful,
            is_origin=bool(FROM_BEFORE.search(self.text[max(figure.start - 24, 0) : figure.start])),
        )

    def _time_of_plan(self, period: PeriodCue | None) -> PeriodCue | None:
        """A plan is the year's where no other is named with it, in a report of a quarter as well."""
        carried = period is not None and period is not self.window.period
        return None if carried and period is not None and period.kind == "quarter" else period

    def _label(self, figure: Figure) -> str:
        """The words, as printed, of what is counted or measured: behind the figure, else before it, else carried."""
        if figure.noun:
            return figure.noun
        behind = [
            m for m in self.by_start.get(next_word(self.text, figure.tail), ()) if m.key("concept")
        ]
        named = behind[:1] or self.window.items[-1:] or self.window.concepts[-1:]
        if named:
            return self.passage.text[named[0].start : named[0].end]
        words = self._words_before(figure)
        if figure.unit in RATE_UNITS and len(OWN_WORDS.findall(fold(words))) < 2:
            return self.scope.label
        return words or self.scope.label

    def _words_before(self, figure: Figure, *, fewest: int = 2) -> str:
        """What the vocabulary has no name for: `với số tiền 42 triệu đồng`, `bia đóng lon giảm 3,6%`."""
        start, end = self.window.start, figure.start
        while verb := _BEFORE_AMOUNT.search(self.text, start, end):
            end = verb.start()
        for mark in _NAME_STARTS.finditer(self.text, start, end):
            start = mark.end()
        cue = next(self.cues_behind(start), None)
        dated = cue is not None and cue.start < end
        words = [] if dated else self.passage.text[start:end].split()
        return " ".join(words) if fewest <= len(words) <= 8 else ""

    def _period_of_entry(self, figure: Figure) -> PeriodCue | None:
        """Behind `;` a new series starts again in the time of the sentence; other things go on in the time before."""
        scope = self.scope
        if scope.semi:
            scope.semi = False
            named = any(self._default_of(m) for m in self.window.concepts) or bool(
                self.window.items
            )
            if named and not (figure.noun and figure.unit in COUNTED_UNITS):
                scope.period = scope.sentence_period
        return scope.period

    def _period_before(self, figure: Figure) -> PeriodCue | None:
        """A sentence that names no subject of its own goes on in the time of the one before."""
        window, scope = self.window, self.scope
        own = window.concepts or window.items or (figure.noun and figure.unit in COUNTED_UNITS)
        first = self._at_clause_head()
        return scope.carried_period if scope.in_parts or (first and not own) else None

    def _status(self, figure: Figure) -> str:
        window = self.window
        between_plan = self.text[window.plan_at : figure.start] if window.plan_at >= 0 else None
        named = between_plan is not None and (
            _PLAN_GAP.fullmatch(between_plan) or _PLAN_IS.fullmatch(between_plan)
        )
        if named and between_plan is not None and len(between_plan) < 60 and not window.direction:
            return "planned"
        if _PLAN_GROWS.search(self.text[max(figure.start - 60, 0) : figure.start]):
            return "planned"
        if window.resolution_at >= 0 and (
            figure.start - window.resolution_at < 30
            or _LAYS_DOWN.search(
                self.text, max(window.resolution_at - 100, 0), window.resolution_at
            )
        ):
            return "target"
        return window.status or self.scope.status

    def _qualifier(self, figure: Figure) -> str:
        key, end = self.window.qualifier
        if end < 0:
            return ""
        gap = self.text[end : figure.start]
        return (
            key
            if (not gap.strip() and key != ">=")
            or (key == ">=" and not gap.strip() and self.text[end - 2 : end] != fold("từ"))
            else ""
        )

    def _territory(self, figure: Figure) -> str:
        abroad = _OF_COUNTRY.match(self.text, figure.tail)
        if abroad:
            return "country"
        name, end = self.window.territory
        if end >= 0:
            inside = _DISTRICT_HAS.match(self.text, end)
            self.scope.territory = (
                name if inside and inside.end() <= figure.start + 1 else self.scope.territory
            )
        return self.scope.territory

    def _of_people(self, figure: Figure) -> bool:
        """`khách quốc tế 262.300 lượt`: what was counted stands before the figure."""
        turns = figure.unit == "count" and figure.noun == fold("lượt")
        return turns and _VISITS.search(self.text, self.window.start, figure.start) is not None

    def _unit_of_the_next(self, figure: Figure) -> Figure | None:
        """`lần lượt là 38,5 và 9,2 triệu USD`: the unit is printed once, behind the last."""
        behind = next(self.figures_behind(figure.end), None)
        if (
            not behind
            or not behind.unit
            or not _SO_ORDERED.search(self.text, self.window.start, figure.start)
        ):
            return None
        if self.text[figure.end : behind.start].strip() != fold("và"):
            return None
        return replace(
            figure,
            unit=behind.unit,
            unit_text=behind.unit_text,
            factor=behind.factor,
            rules=(*figure.rules, ("unit", "unit_of_the_next")),
        )

    def _with_unit(self, figure: Figure) -> Figure:
        """A number whose unit the clause makes plain: a rate after a verb of growth, else what is being counted."""
        if figure.unit:
            if figure.unit == "times" and not (
                self.window.direction
                or self.window.factor_at >= 0
                or self.scope.measure == "growth_times"
            ):
                return replace(figure, unit="count", noun=figure.unit_text, noun_end=figure.tail)
            return replace(figure, unit="person") if self._of_people(figure) else figure
        shared = self._unit_of_the_next(figure)
        if shared:
            return shared
        grows = self.window.direction and figure.numeral.decimals > 0
        if grows or (figure.numeral.decimals > 0 and self.last and self.last.figure.unit == "pct"):
            return replace(
                figure,
                unit="pct",
                rules=(*figure.rules, ("unit", "rate_without_sign")),
                is_doubtful=True,
            )
        if (
            self.last
            and self.last.figure.start >= self.sentence_start
            and self.last.figure.unit in COUNTED_UNITS
        ):
            return replace(
                figure,
                unit=self.last.figure.unit,
                rules=(*figure.rules, ("unit", "unit_of_the_sentence")),
            )
        return replace(
            figure,
            unit="count",
            rules=(*figure.rules, ("unit", "no_unit_printed")),
            is_doubtful=True,
        )

    def _dated(self, reading: Reading) -> Reading:
        status_broken = (
            self.scope.crossed
            and self.scope.status
            and self._family(reading) != self.scope.status_concept
            and self.scope.status_concept
            and not (self.scope.in_parts and not reading.meaning)
            and not self._weighs_goods(reading)
            and not (self.scope.status_concept == "trade_total" and reading.concept in _TRADED)
        )
        if status_broken:
            self.scope.status = ""
            reading = replace(
                reading, status="" if reading.status not in ("plan", "target") else reading.status
            )
        elif self.scope.status and not self.scope.status_concept:
            self.scope.status_concept = self._family(reading)
        self.scope.crossed = False
        return reading

    def _family(self, reading: Reading) -> str:
        """Indicators of one family (`households_connected`, `households_with_power`) share a status."""
        if not reading.meaning:
            return reading.concept or "-"
        indicator = reading.meaning.indicator
        family = indicator.split("_")[0]
        return indicator if family == "power" else family
