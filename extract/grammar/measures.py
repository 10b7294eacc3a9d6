"""What a figure measures: a level, a change, a growth rate, a rate of the plan, a share."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.cues import BasisCue
from extract.figures import Figure
from extract.grammar.circumstances import Circumstances
from extract.grammar.reading import Reading
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
_GROWTH_NOUN = re.compile(fold_pattern(r"\b(?:tốc độ|mức|tỷ lệ) (?:tăng|giảm)"))
_RAISES = re.compile(fold_pattern(r"nâng tổng(?!\w)"))
_GOVERNED_GAP = re.compile(
    fold_pattern(r"\s(?:(?:thêm|hơn|gần|trên|khoảng|được|bình quân|tới|đến|mới|thêm được)\s)*")
)
_BRACKET_BEFORE = re.compile(fold_pattern(r"\(\s?(?:cùng kỳ|năm trước|kế hoạch)?[^(),;]{0,20}\Z"))
_DIRECT_REACH = re.compile(fold_pattern(r"\s(?:(?:hơn|gần|trên|khoảng|tỷ lệ|mức)\s)*"))


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
        window, scope = self.window, self.scope
        before = self.text[max(figure.start - 24, 0) : figure.start]
        dimension = self.lexicon.dimensions.get(figure.unit, "other")
        aspect = self._aspect(figure)
        concept, meaning, item = self._subject(figure, dimension, aspect)
        measure, sign, basis, basis_rule = "level", 1, None, ""
        moved = (
            window.direction
            and window.direction_at > window.toward_at
            and window.direction_at > window.reach_at
        )
        plain = not FROM_BEFORE.search(before) and not _TO.search(before)
        if (
            window.same_thing
            and self.last
            and self.last.measure in ("growth_pct", "change_abs")
            and figure.unit not in RATE_UNITS
        ):
            measure, sign, basis, basis_rule = (
                "change_abs",
                self.last.sign,
                self.last.basis,
                "same_change_in_other_words",
            )
            concept, meaning, item = self.last.concept, self.last.meaning, self.last.item
        elif (
            moved and plain and figure.start - window.direction_at <= 28 and self._governed(figure)
        ):
            measure, sign = "change_abs", window.direction
            basis, basis_rule = window.basis or scope.list_basis, "base_before"
            if meaning is None and concept:
                meaning = self.remembered.get(concept) or self.lexicon.defaults.get(concept)
        added = _ADDED.search(before)
        if (
            added
            and measure == "level"
            and (
                meaning is None
                or self._meaning(concept, "new", dimension) == self._meaning(concept, "", dimension)
            )
        ):
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
            is_standing=bool(_STANDING.match(self.text, figure.noun_end))
            or (concept == "power_project" and aspect != "new"),
            is_stock=aspect == "total",
        )

    def _governed(self, figure: Figure) -> bool:
        """Whether the verb of growth takes the figure as its object: nothing but a qualifier or `thêm` stands between."""
        return bool(_GOVERNED_GAP.fullmatch(self.text[self.window.direction_at : figure.start]))

    def _is_former_level(self, figure: Figure) -> bool:
        """A level in brackets right behind `so với cùng kỳ` is the base itself."""
        last = self.last
        if (
            not last
            or not last.basis
            or last.basis.basis not in ("same_period", "prev_month")
            or last.figure.unit != "pct"
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
        window, scope = self.window, self.scope
        concept, meaning, item = self._rate_subject(figure)
        before = self.text[max(figure.start - 24, 0) : figure.start]
        signed = _SIGNED.search(before)
        direction = (
            window.direction if window.direction_at >= window.reach_at or _TO.search(before) else 0
        )
        if (
            window.direction
            and window.reach_at > window.direction_at
            and not _DIRECT_REACH.fullmatch(self.text[window.reach_at : figure.start])
        ):
            direction = window.direction
        as_noun = bool(
            window.direction and _GROWTH_NOUN.search(self.text[window.start : figure.start])
        )
        if as_noun:
            direction = window.direction
        elif direction and not self._within_reach(figure):
            direction = 0
        basis: BasisCue | None = None
        rule = ""
        measure, sign = "", 1
        toward = bool(FROM_BEFORE.search(before) or _TO.search(before)) and not as_noun
        percent_point = fold("điểm") in fold(figure.unit_text)
        next_basis = self._next_basis(figure)
        plan = next_basis if next_basis and next_basis.basis in ("plan", "resolution") else None
        if (
            window.same_thing
            and self.last
            and self.last.measure in ("change_abs", "growth_pct")
            and not window.direction
        ):
            measure, sign, basis, rule = (
                "growth_pct",
                self.last.sign,
                self.last.basis,
                "same_change_in_other_words",
            )
            concept, meaning, item = self.last.concept, self.last.meaning, self.last.item
        elif (bracketed := self._plan_before(figure)) is not None:
            measure, basis, rule = "plan_pct", bracketed, "base_before"
        elif self._bare_share(figure):
            measure, concept, meaning, item = (
                "share_pct",
                self.last.concept,
                self.last.meaning,
                self.last.item,
            )  # type: ignore[union-attr]
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
        elif (
            window.reach_at >= 0
            or window.toward_at >= 0
            or SHARE_WORDS.search(self.text[window.start : figure.start])
        ):
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
        if (
            measure in ("growth_pct", "plan_pct", "growth_times", "level")
            and meaning is None
            and concept
        ):
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
            is_subset=bool(
                meaning
                and self.last
                and self.last.is_subset
                and concept == self.last.concept
                and self._elliptic(figure)
            ),
        )

    def _plan_before(self, figure: Figure) -> BasisCue | None:
        """`đã vượt kế hoạch năm (101,56%)`: the rate of the plan named right before the bracket."""
        for basis in self.bases:
            if (
                basis.basis == "plan"
                and basis.end < figure.start
                and self.text[basis.end : figure.start].strip() == "("
            ):
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

    def _reached(self, figure: Figure, basis: BasisCue | None) -> str:
        if basis and basis.basis in ("same_period", "prev_month", "month", "prev_quarter"):
            return "level"
        return "share_pct"

    def _next_basis(self, figure: Figure) -> BasisCue | None:
        for basis in self.bases:
            if basis.start >= figure.tail:
                gap = self.text[figure.tail : basis.start]
                return (
                    basis
                    if DIRECT_GAP.fullmatch(gap)
                    or (basis.is_explicit and not re.search(r"[,;:()\d]", gap) and len(gap) < 40)
                    else None
                )
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
        if (
            self.stack
            and last
            and last.measure in ("level", "share_pct")
            and self._items(self.window.items, last.meaning)
        ):
            return True
        if SHARE_WORDS.search(self.text[self.window.start : figure.start]):
            return bool(last and last.figure.start >= self.sentence_start)
        return bool(
            last and last.measure == "of_total" and last.figure.start >= self.sentence_start
        )
