"""What a figure is about: the noun behind it, the series named before it, or what is carried over."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.figures import Figure
from extract.grammar.company import Company
from extract.grammar.wording import COUNTED_UNITS, SHARE_WORDS, next_word
from extract.lexicon import Match, Meaning
from extract.spelling import fold, fold_pattern

_STAGE_AFTER = re.compile(
    fold_pattern(
        r"\s?(?:được|đã|đang|chưa|sẽ|đưa|giao|khởi công|hiện|đăng ký|xin|đề nghị|đề xuất|mới|có (?!tổng|tỷ|diện|quy mô|công suất)|thuộc|do |"
        r"hoàn thành|đi vào|triển khai|vận hành|trình|chuyển|lập|bổ sung|nằm|còn lại|không|ngoài|theo)"
    )
)
_NOT_STAGE = re.compile(
    fold_pattern(r"\s?(?:đang hoạt động|hiện có|hiện nay|đã được phân hạng|được phân hạng|có tổng)")
)
_PART_MARK = re.compile(fold_pattern(r",(?!\d)|\s(?:và|với)\s"))
_THERE_IS = " đãcóềunòtrêkhoảgh"
_ABOUT = re.compile(fold_pattern(r"\svề\s(?:số\s|tổng\s|số lượng\s)?"))
_OWN_WORDS = re.compile(
    fold_pattern(
        r"(?<!\w)(?!(?:tăng|giảm|đạt|và|so|với|cùng|kỳ|lũy|kế|tháng|năm|ước|trong|đó|tương|đương|chiếm|bằng|hoàn|thành|thì|nhưng|đã|cũng|"
        r"trước|khi|còn|chỉ|mạnh|cao|nhẹ|hơn|gần|trên|khoảng|vượt|kế|hoạch|quý|đầu|tính|chung|là|mức|tỷ|lệ|trọng|góp|đóng|làm)\b)[^\W\d_]+"
    )
)
_PASSIVE = re.compile(fold_pattern(r"\s*(?:(?:vừa\s|mới\s)?được\s)?"))
_NEUTRAL = frozenset(("", "-", "pending", "resolved", "received"))
_NEW_AFTER = re.compile(fold_pattern(r"\s?mới(?!\w)"))
_STANDS_ALONE = frozenset(("trade_total", "cpi"))
_JOINED = re.compile(fold_pattern(r"\b(?:và|hoặc)\b|/|,"))


class Subjects(Company):
    """What a figure is about: the noun behind it, the series named before it, or what is carried over."""

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
        if (
            after
            and after.noun
            and figure.noun
            and self.text[figure.noun_end : after.start].strip() == fold("và")
        ):
            return self._aspect_after(after)
        return ""

    def _subject(
        self, figure: Figure, dimension: str, aspect: str
    ) -> tuple[str, Meaning | None, str]:
        noun = self._noun_concepts(figure)
        if noun:
            for concept in noun:
                found = self._special(concept, figure, aspect) or concept
                meaning = self._meaning(found, aspect, dimension)
                if meaning:
                    return found, meaning, self._item_for(meaning, figure)
        topic = (
            self.lexicon.defaults.get(self.scope.topic)
            if self.scope.topic in noun and aspect in _NEUTRAL
            else None
        )
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
        named = [
            c
            for m in reversed(self.window.concepts)
            if (c := m.key("concept")) and not (among and m.key("item"))
        ]
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
                meaning = self._meaning(
                    concept, aspect or scope.aspect, dimension
                ) or self._meaning(concept, scope.aspect, dimension)
                if meaning:
                    return concept, meaning, self._item_for(meaning, figure)
        product = self._product_in_window(dimension)
        if product:
            return "product", self._meaning("product", "", dimension), product
        return "", None, ""

    def _names_a_part(self, concept: str) -> bool:
        """Whether a concept's words stand for a part of what is being spoken of (`DN/HTX 32,23 tỷ đồng` of a sum)."""
        meaning = self.scope.meaning
        return any(
            m.key("concept") == concept and self._items([m], meaning) for m in self.window.concepts
        )

    def _concept_of_item(self) -> str:
        """A part that belongs to one series only names that series: `bán lẻ 72.540 tỷ đồng`."""
        for match in reversed(self.window.items):
            for term in match.terms:
                of = (
                    self.lexicon.item_of.get(term.key, frozenset())
                    if term.kind == "item"
                    else frozenset()
                )
                concepts = [
                    c
                    for c in self.lexicon.series
                    if (m := self.lexicon.defaults.get(c)) and m.indicator in of
                ]
                if len(of) == 1 and len(concepts) == 1 and concepts[0] != "product":
                    return concepts[0]
        return ""

    def _remembered(self, noun: Sequence[str], aspect: str, dimension: str) -> Meaning | None:
        """`lũy kế 11 tháng có 894 doanh nghiệp`: the same things over a longer span are of the same kind."""
        if aspect not in _NEUTRAL:
            return None
        if (
            noun
            and self.last
            and self.last.concept == noun[0]
            and self.last.figure.start >= self.sentence_start
        ):
            if self.last.meaning and self.last.meaning.dimension == dimension:
                return self.last.meaning
        cue = self.window.period or self.scope.period
        longer = cue is not None and (cue.cumulative or cue.kind in ("months", "year_to_date"))
        known = self.remembered.get(noun[0]) if noun and longer else None
        return known if known and known.dimension == dimension else None

    def _product_in_window(self, dimension: str) -> str:
        for match in reversed(self.window.items):
            key = match.key("item") or ""
            if "product_output" in self.lexicon.item_of.get(key, ()) and dimension not in (
                "money_vnd",
                "money_usd",
                "count",
                "person",
            ):
                return key
        return ""

    def _noun_concepts(self, figure: Figure) -> list[str]:
        return [
            c
            for m in self.by_start.get(figure.noun_start if figure.noun else -1, ())
            if (c := m.key("concept"))
        ]

    def _concepts_after(self, figure: Figure) -> list[str]:
        """Concepts right behind a unit of measure: `0,44km đường dây trung thế`."""
        at = next_word(self.text, figure.tail)
        return [c for m in self.by_start.get(at, ()) if (c := m.key("concept"))]

    def _item_for(self, meaning: Meaning, figure: Figure) -> str:
        if meaning.item:
            return meaning.item
        behind = self._items_after(figure)
        after = self._items(behind, meaning)
        if after:
            listed = len(after) > 1 and _JOINED.search(self.text[behind[0].end : behind[-1].start])
            return "" if listed else after[0]
        own = self._noun_concepts(figure)
        before = self._items(
            (m for m in self.window.items if not (own and self._is_sibling(m, meaning))), meaning
        )
        if meaning.indicator.startswith("power_project") and self.scope.item in (
            before or [self.scope.item]
        ):
            return self.scope.item
        if before:
            return (
                before[-1]
                if len(before) == 1 or meaning.indicator == "product_output"
                else self._one_of(before)
            )
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
        if not meaning or figure.unit not in COUNTED_UNITS or item:
            return False
        after = self.text[figure.noun_end : figure.noun_end + 40]
        if _NOT_STAGE.match(after):
            return False
        return aspect == "other" or bool(_STAGE_AFTER.match(after))

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
            if concept in self.lexicon.series:
                meaning = self.lexicon.defaults[concept]
                return concept, meaning, self._rate_item(meaning, figure, named=True)
        rate = self._rate_in_scope()
        if rate:
            return rate
        product = self._product_of_rate()
        if product:
            return "product", self.lexicon.defaults["product"], product
        if (
            scope.in_parts
            and scope.parts_meaning
            and self._items(self.window.items, scope.parts_meaning)
        ):
            return (
                scope.parts_concept,
                scope.parts_meaning,
                self._rate_item(scope.parts_meaning, figure, named=False),
            )
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
        if (
            scope.concept == "power_household"
            and at_level
            and SHARE_WORDS.search(self.text[self.window.start :][:60])
        ):
            return "electrification", self.lexicon.defaults["electrification"], ""
        return None

    def _rate_item(self, meaning: Meaning, figure: Figure, *, named: bool) -> str:
        if meaning.item:
            return meaning.item
        items = self._items(self.window.items, meaning)
        if items:
            return items[-1]
        carried = self.scope.topic_item if named else self.scope.item
        return carried if meaning.indicator in self.lexicon.item_of.get(carried, ()) else ""
