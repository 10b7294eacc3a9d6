"""What a figure is about: the noun behind it, the series named before it, or what is carried over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from extract.figures import Figure
from extract.grammar.company import Company
from extract.grammar.reading import Reading
from extract.grammar.scope import Subject
from extract.grammar.wording import COUNTED_UNITS, next_word
from extract.lexicon import Match, Meaning
from extract.spelling import fold, fold_pattern

_STAGE_AFTER = re.compile(
    fold_pattern(
        r"\s?(?:được|đã|đang|chưa|sẽ|đưa|giao|khởi công|hiện|đăng ký|xin|đề nghị|đề xuất|mới|"
        r"có (?!tổng|tỷ|diện|quy mô|công suất)|"
        r"mức độ|hạng|thuộc|do |hoàn thành|đi vào|triển khai|vận hành|trình|chuyển|lập|bổ sung|nằm|còn lại|"
        r"không|ngoài|theo|tạm (?:ngừng|dừng)|ngừng|dừng|chờ|bị|(?:quay )?trở lại|quay lại|hoạt động trở lại|phục hồi)"
    )
)
_NOT_STAGE = re.compile(
    fold_pattern(
        r"\s?(?:đang hoạt động|hiện có|hiện nay|đã được phân hạng|được phân hạng|có tổng|"
        r"(?:được\s)?đăng ký\s(?:thành lập\s|kinh doanh\s|hoạt động\s)?mới|"
        r"(?:được|trong|theo) quy hoạch(?! chi tiết))"
    )
)
_PART_MARK = re.compile(fold_pattern(r",(?!\d)|\s(?:và|với)\s"))
_PART_BEFORE = re.compile(
    fold_pattern(
        r"(?<!\w)(?:chủ yếu|nhất là|như|trong đó|riêng)\s(?:là\s|từ\s|các\s|mặt hàng\s|sản phẩm\s|nhóm\s|ngành\s)*"
        r"[^\W\d_]+\s[^\d;:()]*\Z"
    )
)
_OWNER = re.compile(
    fold_pattern(
        r"(?<!\w)(?:khu vực|khối|nhóm|thành phần|kinh tế|công nghiệp|doanh nghiệp|dn|công ty)\s(?:[^\W\d_]+\s){0,4}?"
        r"(?:fdi|nước ngoài|trong nước|nhà nước|tư nhân|cá thể|tập thể|quốc doanh)(?!\w)"
    )
)
_CLAUSE_HEAD = re.compile(r"[,;:](?!\d)")
_OUTPUT = re.compile(fold_pattern(r"(?:^|[,;.:(]|\s)\s?giá trị sản xuất(?!\w)"))
_POWER = re.compile(fold_pattern(r"(?<!\w)điện(?!\w)"))
_THERE_IS = " đãcóềunòtrêkhoảgh"
_ABOUT = re.compile(fold_pattern(r"\svề\s(?:số\s|tổng\s|số lượng\s)?"))
OWN_WORDS = re.compile(
    fold_pattern(
        r"(?<!\w)(?!(?:tăng|giảm|đạt|và|so|với|cùng|kỳ|lũy|kế|tháng|năm|ước|trong|đó|tương|đương|chiếm|bằng|hoàn|thành|thì|nhưng|đã|cũng|"
        r"trước|khi|còn|chỉ|mạnh|cao|nhẹ|hơn|gần|trên|khoảng|vượt|kế|hoạch|quý|đầu|tính|chung|là|mức|tỷ|lệ|trọng|góp|đóng|làm|về|lượng|giá|trị|kim|ngạch|khối|tổng|số|sản|cộng|dồn|tính|luỹ|toàn|ngành|tỉnh|cả)\b)[^\W\d_]+"
    )
)
_PASSIVE = re.compile(fold_pattern(r"\s*(?:(?:vừa\s|mới\s)?được\s)?"))
_NEUTRAL = frozenset(("", "-", "pending", "resolved", "received"))
_EVENT_AFTER = re.compile(
    fold_pattern(
        r"\s?(?:đã\s|xin\s|đăng ký\s)?(?:tạm (?:ngừng|dừng)|ngừng|dừng|chờ|bị|(?:quay )?trở lại|quay lại|"
        r"hoạt động trở lại|chuyển|sáp nhập|chia tách)(?!\w)"
    )
)
_NEW_AFTER = re.compile(fold_pattern(r"\s?mới(?!\w)"))
_NAMES_ITS_SERIES = re.compile(
    fold_pattern(r"bán lẻ|bán buôn|doanh thu|xuất khẩu|nhập khẩu|sản xuất")
)
_NO_OUTPUT = ("money_vnd", "money_usd", "count", "person")
_STANDS_ALONE = frozenset(("trade_total", "cpi"))
_JOINED = re.compile(fold_pattern(r"\b(?:và|hoặc)\b|/|,"))


_WHOLE_ONLY = frozenset(
    ("products_rising", "products_falling", "products_idle", "products_tracked")
)
_GRADE_BEFORE = re.compile(fold_pattern(r"(?:mức độ|hạng|loại|cấp)\s\w{1,3}\s?\(\s?\Z"))
_BUILDS = re.compile(fold_pattern(r"\bxây dựng\s(?:được\s)?\Z"))
_SUPPORTS = fold("hỗ trợ")
_OF_THESE = re.compile(
    fold_pattern(
        r"[^.;:()\d]{0,60}?(?:với|có|,|\()?\s?(?:tổng\s)?(?:quy mô\s)?(?:công suất|diện tích|quy mô)(?!\w)"
    )
)
_CLAUSE_END = re.compile(r"[.;](?=\s|$)")
_A_YEAR = re.compile(
    fold_pattern(
        r"\b(?:bình quân|trung bình)\s(?:mỗi|hàng|hằng|một|1)\s(?:năm|tháng)\b|\bmỗi (?:năm|tháng)\b"
    )
)
ANOTHER_THING = "names_another_thing"
_HEADS_CLAUSE = re.compile(
    fold_pattern(
        r"(?:^|[,;.:]\s?|\s(?:và|còn|riêng|nhưng)\s)\s?(?:(?:tổng|số|tổng số|số lượng)\s)?\Z"
    )
)
_WITH_ITS_VERB = re.compile(
    fold_pattern(
        r"\s(?:(?:ước|cũng|đã|đều|chỉ|tiếp tục|lại)\s)*(?:tăng|giảm|đạt|bằng)(?:\strưởng)?"
    )
)
_HEADS_ITS_OWN = re.compile(
    fold_pattern(
        r"(?:^|[,;.:(]\s?|\s(?:và|còn|riêng|nhưng|trong khi(?: đó)?|đồng thời)\s)\s?"
        r"(?:(?:tỷ lệ\s)?(?:tổn thất|hao hụt)|chỉ số|doanh thu(?! (?:bán lẻ|dịch vụ|du lịch))|doanh số|"
        r"khối lượng|lượng|vốn|số thu|thu ngân sách|chi ngân sách|số thuế|dư nợ|nguồn vốn|"
        r"lợi nhuận|năng suất|giá(?! trị)|giá trị (?=tăng thêm|gia tăng|tài sản)|chi phí|tồn kho|tỷ giá|thu nhập|"
        r"tiền lương|số (?=lao động|doanh nghiệp|lượt|hộ))"
        r"\s?[^\W\d_]"
    )
)


_SALES = re.compile(
    fold_pattern(
        r"(?:^|[,;.:(]\s?|\s(?:và|còn|riêng|nhưng)\s)\s?"
        r"(?:doanh thu(?! (?:bán lẻ|dịch vụ|du lịch|hàng hóa|khác))|doanh số(?! bán lẻ))"
        r"\s(?!(?:tháng|quý|năm|ước|đạt|thực hiện|lũy kế|\d))[^\W\d_]"
    )
)


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
        if _BUILDS.search(self.text[max(figure.start - 16, 0) : figure.start]):
            return "new"
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
        if figure.noun and _EVENT_AFTER.match(self.text, figure.noun_end):
            return "-"
        if figure.noun and _NEW_AFTER.match(self.text, figure.noun_end):
            return "new"
        after = next(self.figures_behind(figure.noun_end + 1), None)
        if (
            after
            and after.noun
            and figure.noun
            and self.text[figure.noun_end : after.start].strip() == fold("và")
        ):
            return self._aspect_after(after)
        return ""

    def _subject(self, figure: Figure, dimension: str, aspect: str) -> Subject:
        """The subject of a level: a counted thing's noun, an amount's name before it, or what is carried."""
        if figure.noun:
            return self._counted(figure, dimension, aspect)
        return self._amount_of(figure, dimension, aspect)

    def _counted(self, figure: Figure, dimension: str, aspect: str) -> Subject:
        noun = self._noun_concepts(figure)
        found = (
            self._first_meaning(noun, figure, dimension, aspect, "counted_noun")
            or self._topic_counted(figure, noun, dimension, aspect)
            or self._remembered(figure, noun, dimension, aspect)
            or self._head_counted(figure, noun, dimension, aspect)
            or self._criterion_met(figure, dimension, aspect)
            or self._households_of_rate(figure, dimension)
        )
        return found or Subject(concept=noun[0] if noun else "", rule="other_noun")

    def _first_meaning(
        self, concepts: Iterable[str], figure: Figure, dimension: str, aspect: str, rule: str
    ) -> Subject | None:
        for concept in concepts:
            known = self._special(concept, figure, aspect) or concept
            meaning = self._meaning(known, aspect, dimension)
            if meaning:
                return Subject(
                    concept=known, meaning=meaning, item=self._item_for(meaning, figure), rule=rule
                )
        return None

    def _topic_counted(
        self, figure: Figure, noun: Sequence[str], dimension: str, aspect: str
    ) -> Subject | None:
        """Under a lead that names it, a thing is counted in whole: `Lao động: năm 2016 có 60.470 lao động`."""
        topic = self.scope.topic
        unsaid = aspect in _NEUTRAL or not self.window.aspect
        meaning = self.lexicon.defaults.get(topic) if topic in noun and unsaid else None
        if not meaning or meaning.dimension != dimension:
            return None
        return Subject(
            concept=topic, meaning=meaning, item=self._item_for(meaning, figure), rule="topic"
        )

    def _head_counted(
        self, figure: Figure, noun: Sequence[str], dimension: str, aspect: str
    ) -> Subject | None:
        """`tổng số hộ dân là 286.702 hộ`: the noun behind says little, the one before says what is counted."""
        if figure.unit not in ("person", "household"):
            return None
        for match in reversed(self.window.concepts):
            concept = match.key("concept") or ""
            meaning = self._meaning(concept, aspect, dimension) if concept not in noun else None
            if meaning:
                item = self._item_for(meaning, figure)
                return Subject(concept=concept, meaning=meaning, item=item, rule="named_before")
        return None

    def _households_of_rate(self, figure: Figure, dimension: str) -> Subject | None:
        """`tỷ lệ hộ sử dụng điện đạt 99,97% (546.310/546.474 hộ)`: the bracket counts the households of the rate."""
        last = self.last
        rate = last.meaning if last and self.stack else None
        if figure.unit != "household" or not rate or rate.concept != "electrification":
            return None
        meaning = self._meaning("power_household", "", dimension)
        return Subject(concept="power_household", meaning=meaning, rule="households_of_the_rate")

    def _criterion_met(self, figure: Figure, dimension: str, aspect: str) -> Subject | None:
        criterion = self._criterion(figure, dimension)
        if not criterion:
            return None
        return Subject(
            concept=criterion, meaning=self._meaning(criterion, aspect, dimension), rule="criterion"
        )

    def _amount_of(self, figure: Figure, dimension: str, aspect: str) -> Subject:
        among = "product" in (self.scope.topic, self.scope.concept)
        named = [
            concept
            for match in reversed(self.window.concepts)
            if (concept := match.key("concept"))
            and not (among and match.key("item"))
            and not (self._names_a_part(concept) and self._fits_what_is_carried(dimension))
        ]
        found = self._first_meaning(
            [*self._concepts_after(figure), *named], figure, dimension, aspect, "named"
        )
        if found:
            return found
        if not named and not self.window.items and self._sells_its_own(figure):
            return Subject(rule=ANOTHER_THING)
        if named and not self.scope.in_parts and named[0] in _STANDS_ALONE:
            return Subject(concept=named[0], rule="outside_the_vocabulary")
        found = (
            self._named_by_its_part(figure, dimension)
            or (self._product_named(dimension) if among else None)
            or self._carried(figure, dimension, aspect)
            or self._product_named(dimension)
        )
        return found or Subject(rule="nothing_named")

    def _named_by_its_part(self, figure: Figure, dimension: str) -> Subject | None:
        own = self._concept_of_item()
        if (
            not own
            or self.scope.concept == own
            or self._items(self.window.items, self.scope.meaning)
        ):
            return None
        meaning = self._meaning(own, "", dimension)
        if not meaning:
            return None
        return Subject(
            concept=own,
            meaning=meaning,
            item=self._item_for(meaning, figure),
            rule="named_by_its_part",
        )

    def _product_named(self, dimension: str) -> Subject | None:
        product = self._product_in_window(dimension)
        if not product:
            return None
        return Subject(
            concept="product",
            meaning=self._meaning("product", "", dimension),
            item=product,
            rule="product",
        )

    def _carried(self, figure: Figure, dimension: str, aspect: str) -> Subject | None:
        scope = self.scope
        for concept, rule in ((scope.concept, "carried"), (scope.topic, "topic")):
            bare_topic = concept in ("enterprise", "worker") and concept not in self.remembered
            if not concept or bare_topic or (scope.activity and concept == scope.topic):
                continue
            if concept == "product" and dimension in _NO_OUTPUT:
                continue
            meaning = self._meaning(concept, aspect or scope.aspect, dimension)
            meaning = meaning or self._meaning(concept, scope.aspect, dimension)
            if meaning:
                return Subject(
                    concept=concept,
                    meaning=meaning,
                    item=self._item_for(meaning, figure),
                    rule=rule,
                )
        return None

    def _fits_what_is_carried(self, dimension: str) -> bool:
        """Whether the series spoken of can have a figure in this unit: an index has none in kWh."""
        concept = self.scope.concept
        return not concept or self._meaning(concept, self.scope.aspect, dimension) is not None

    def _names_a_part(self, concept: str) -> bool:
        """Whether a concept's words stand for a part of what is being spoken of (`DN/HTX 32,23 tỷ đồng` of a sum)."""
        meaning = self.scope.meaning
        return any(
            m.key("concept") == concept and self._items([m], meaning) for m in self.window.concepts
        )

    def _concept_of_item(self) -> str:
        """A part that belongs to one series only names that series: `bán lẻ 72.540 tỷ đồng`."""
        for match in reversed(self.window.items):
            if not _NAMES_ITS_SERIES.search(self.text, match.start, match.end):
                continue
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

    def _remembered(
        self, figure: Figure, noun: Sequence[str], dimension: str, aspect: str
    ) -> Subject | None:
        """`lũy kế 11 tháng có 894 doanh nghiệp`: the same things over a longer span are of the same kind."""
        if aspect not in _NEUTRAL or not noun or _EVENT_AFTER.match(self.text, figure.noun_end):
            return None
        last = self.last
        again = (
            last is not None
            and last.concept == noun[0]
            and last.figure.start >= self.sentence_start
        )
        meaning = last.meaning if again and last else None
        if not meaning or meaning.dimension != dimension:
            cue = self.window.period or self.scope.period
            longer = cue is not None and (cue.cumulative or cue.kind in ("months", "year_to_date"))
            meaning = self.remembered.get(noun[0]) if longer else None
        if not meaning or meaning.dimension != dimension:
            return None
        return Subject(
            concept=noun[0],
            meaning=meaning,
            item=self._item_for(meaning, figure),
            rule="said_before",
        )

    def _product_in_window(self, dimension: str) -> str:
        if dimension in _NO_OUTPUT:
            return ""
        keys = (match.key("item") or "" for match in reversed(self.window.items))
        return next(
            (key for key in keys if "product_output" in self.lexicon.item_of.get(key, ())), ""
        )

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
        if meaning.indicator.startswith("power_project"):
            plant = self.scope.item or self.scope.plant
            if plant in (before or [plant]):
                return plant
        if before:
            return (
                before[-1]
                if len(before) == 1 or meaning.indicator == "product_output"
                else self._one_of(before)
            )
        inherits = not self.window.concepts and not self._noun_concepts(figure)
        carried = self.scope.item if inherits else self.scope.topic_item
        if carried and inherits and self._next_in_list(figure, meaning):
            return self.scope.topic_item if carried == self.scope.topic_item else ""
        return carried if meaning.indicator in self.lexicon.item_of.get(carried, ()) else ""

    def _next_in_list(self, figure: Figure, meaning: Meaning) -> bool:
        """`thủy sản 20 triệu USD, giày da 6 triệu USD`: an amount with words of its own is not of the part before."""
        last, window = self.last, self.window
        alike = last is not None and (last.measure, last.figure.unit) == ("level", figure.unit)
        if not alike or figure.noun or window.period or window.shift or window.basis or self.stack:
            return False
        return self._in_list_of_parts(meaning) and self._own_words(figure) >= 1

    def _own_words(self, figure: Figure) -> int:
        return len(OWN_WORDS.findall(self.text, self._named_from(), figure.start))

    def _named_from(self) -> int:
        """Where the words begin that name a figure; those right before a bracket name its first figure."""
        opened = self.stack and self.opened[-1] == len(self.out)
        return self.named_before[-1] if opened else self.window.start

    def _is_sibling(self, match: Match, meaning: Meaning) -> bool:
        """An item that is a concept of the same indicator (`doanh nghiệp` beside `cơ sở`) qualifies nothing."""
        concept = match.key("concept") or ""
        other = self.lexicon.meaning(concept, "total", "count")
        return other is not None and other.indicator == meaning.indicator

    def _one_of(self, items: Sequence[str]) -> str:
        joined = self.text[self.window.items[0].end : self.window.items[-1].start]
        return "" if _JOINED.search(joined) else items[-1]

    def _is_subset(self, figure: Figure, meaning: Meaning | None, aspect: str, item: str) -> bool:
        """Whether a figure counts or measures a stage or a part of what its indicator stands for.

        Plants of one kind of power are told apart by stage as well; of other parts the item already says which.
        """
        if not meaning or meaning.concept in _WHOLE_ONLY:
            return False
        if self._is_unknown_product(meaning, item) or self._is_yearly_share(figure):
            return True
        if figure.unit not in COUNTED_UNITS:
            return self._measures_a_subset(figure, meaning) or self._unknown_part(
                figure, meaning, item
            )
        if figure.unit == "commune" or (item and meaning.concept != "power_project"):
            return False
        after = self.text[figure.noun_end : figure.noun_end + 40]
        if _NOT_STAGE.match(after):
            return False
        dated = self.window.period is not None
        part = self.scope.in_parts and self.scope.parts_meaning == meaning and not (item or dated)
        flow = self.lexicon.natures.get(meaning.indicator) == "flow"
        acted = aspect == "other" and not (flow and self._supported())
        graded = _GRADE_BEFORE.search(self.text[max(figure.start - 24, 0) : figure.start])
        return part or acted or bool(graded or _STAGE_AFTER.match(after))

    def _is_yearly_share(self, figure: Figure) -> bool:
        """`bình quân mỗi năm 4,32 tỷ đồng` of a span's amount is no amount of the span."""
        return _A_YEAR.search(self.text, self.window.start, figure.start) is not None

    @staticmethod
    def _is_unknown_product(meaning: Meaning | None, item: str) -> bool:
        """Output is always that of a product: one that the vocabulary has no item for must not pass for a total."""
        return meaning is not None and meaning.concept == "product" and not item

    def _supported(self) -> bool:
        """Schemes are there to be supported: `hỗ trợ 05 đề án` counts them whole."""
        return self.text.startswith(_SUPPORTS, self.window.aspect_at)

    def _unknown_part(self, figure: Figure, meaning: Meaning, item: str) -> bool:
        """`trong đó rau quả 4,2 triệu USD`: a part that the vocabulary has no item for must not pass for the total."""
        if item:
            return False
        if self._is_of_an_owner(figure, meaning):
            return True
        if self._next_in_list(figure, meaning) or self._is_worth_of_a_part():
            return True
        if self._is_named_before_its_bracket():
            return True
        if not (self.scope.in_parts or self._in_list_of_parts(meaning)):
            return False
        return self._own_words(figure) - self._words_of_its_series(meaning) >= 2

    def _is_of_an_owner(self, figure: Figure, meaning: Meaning) -> bool:
        """`doanh nghiệp có vốn đầu tư nước ngoài xuất khẩu 31 triệu USD`: the exports of some, not of all."""
        if meaning.concept not in self.lexicon.series or self._is_rate(meaning):
            return False
        words = self.text[self._named_from() : figure.start]
        return _OWNER.search(_CLAUSE_HEAD.split(words)[-1]) is not None

    def _is_named_before_its_bracket(self) -> bool:
        """`tăng 9%, chủ yếu là nguyên liệu giày da (28,6 triệu USD)`: the words before the bracket name a part."""
        if not self.stack or self.opened[-1] != len(self.out):
            return False
        return bool(_PART_BEFORE.search(self.text, self.named_before[-1], self.opened_at[-1]))

    def _words_of_its_series(self, meaning: Meaning) -> int:
        """`xuất nhập khẩu đạt 52 triệu USD, trong đó xuất khẩu 41 triệu USD`: a series in whole, not a part of one."""
        of = self.scope.parts_meaning
        if of and of.indicator == meaning.indicator:
            return 0
        names = [m for m in self.window.concepts if self._default_of(m) == meaning.concept]
        return sum(len(OWN_WORDS.findall(self.text, m.start, m.end)) for m in names)

    def _weighs_goods(self, reading: Reading) -> bool:
        """`hạt điều 158 nghìn tấn` in a list of goods traded: what follows is still of the trade."""
        weight = self.lexicon.dimensions.get(reading.figure.unit) == "mass"
        goods = self._own_words(reading.figure) > 0 and not self.window.concepts
        trade = self.scope.concept in ("exports", "imports") and not self.scope.activity
        unknown = not self._items(self.window.items, self.scope.meaning)
        return weight and goods and trade and unknown and reading.measure == "level"

    def _is_worth_of_a_part(self) -> bool:
        """`hạt điều 158 nghìn tấn, trị giá 921 triệu USD`: the worth of goods that the vocabulary has no name for."""
        named = self.window.concepts or self.window.items or self.window.period
        return self.scope.weighed and not named

    def _in_list_of_parts(self, meaning: Meaning) -> bool:
        last = self.last
        if last is None or last.figure.start < self.sentence_start:
            return False
        if not (last.item or last.is_subset):
            return False
        return last.meaning is not None and last.meaning.indicator == meaning.indicator

    def _measures_a_subset(self, figure: Figure, meaning: Meaning) -> bool:
        """`08 CCN đã thành lập với tổng diện tích 371,5 ha`: the area is that of the eight."""
        last = self.last
        return bool(
            last
            and last.is_subset
            and last.concept == meaning.concept
            and _OF_THESE.match(self.text, last.figure.noun_end)
            and not _CLAUSE_END.search(self.text, last.figure.noun_end, figure.start)
        )

    def _rate_subject(self, figure: Figure) -> Subject:
        """The subject of a rate: what is named behind or before it, a product, a part, or what is carried."""
        found = self._named_behind(figure) or self._series_named(figure)
        if not found and (
            self._heads_its_own(figure) or self._saves_power() or self._names_one_alone()
        ):
            return Subject(rule=ANOTHER_THING)
        found = (
            found
            or self._rate_in_scope()
            or self._product_rated()
            or self._part_rated(figure)
            or self._series_of_its_part()
            or self._thing_rated()
        )
        if found:
            return found
        scope = self.scope
        concept, meaning = scope.concept, scope.meaning
        if not meaning and scope.topic and not scope.activity:
            concept, meaning = scope.topic, self.lexicon.defaults.get(scope.topic)
        if not meaning:
            return Subject(rule="nothing_named")
        among_parts = scope.in_parts or self._in_list_of_parts(meaning)
        unknown_part = among_parts and not self.window.items and self._names_something(figure)
        item = "" if unknown_part else self._rate_item(meaning, named=False)
        return Subject(
            concept=concept,
            meaning=meaning,
            item=item,
            rule="part_by_its_words" if unknown_part else "carried",
        )

    def _named_behind(self, figure: Figure) -> Subject | None:
        """`giảm 3,2% về số doanh nghiệp`."""
        about = _ABOUT.match(self.text, figure.tail)
        if not about:
            return None
        for match in (*self.by_start.get(figure.tail + 1, ()), *self.by_start.get(about.end(), ())):
            concept = match.key("concept") or ""
            meaning = self.lexicon.defaults.get(concept)
            if meaning:
                return Subject(
                    concept=concept, meaning=meaning, item=meaning.item, rule="named_behind"
                )
        return None

    def _series_named(self, figure: Figure) -> Subject | None:
        for match in reversed(self.window.concepts):
            concept = match.key("concept") or ""
            if concept == "product" or concept not in self.lexicon.series:
                continue
            if "product" in (self.scope.topic, self.scope.concept) and match.key("item"):
                return None
            if self.scope.in_parts and self._items([match], self.scope.parts_meaning):
                return None
            meaning = self.lexicon.defaults[concept]
            self.window.items = [m for m in self.window.items if m.start >= match.start]
            return Subject(
                concept=concept,
                meaning=meaning,
                item=self._rate_item(meaning, named=True),
                rule="named",
            )
        return None

    def _product_rated(self) -> Subject | None:
        product = self._product_of_rate()
        if not product:
            return None
        return Subject(
            concept="product",
            meaning=self.lexicon.defaults["product"],
            item=product,
            rule="product",
        )

    def _part_rated(self, figure: Figure) -> Subject | None:
        scope = self.scope
        if (
            not scope.in_parts
            or not scope.parts_meaning
            or not self._items(self.window.items, scope.parts_meaning)
        ):
            return None
        item = self._rate_item(scope.parts_meaning, named=False)
        return Subject(
            concept=scope.parts_concept, meaning=scope.parts_meaning, item=item, rule="part"
        )

    def _series_of_its_part(self) -> Subject | None:
        """`…; doanh thu du lịch giảm 8%` behind another series: the part names the series that it belongs to."""
        own = self._concept_of_item()
        if not own or self._items(self.window.items, self.scope.meaning):
            return None
        meaning = self.lexicon.defaults[own]
        item = self._rate_item(meaning, named=True)
        return Subject(concept=own, meaning=meaning, item=item, rule="named_by_its_part")

    def _names_something(self, figure: Figure) -> bool:
        """Whether words of their own stand before the verb: a part that the vocabulary does not know."""
        end = max(self.window.direction_at, self.window.reach_at)
        start = max(self.window.start, self.last.figure.noun_end if self.last else 0)
        words = self.text[start : end if end > 0 else figure.start]
        return len(OWN_WORDS.findall(words)) >= 2

    def _thing_rated(self) -> Subject | None:
        """`…, số vốn đăng ký tăng 5%`: a thing that is no series of its own heads the clause of its rate."""
        verb = max(self.window.direction_at, self.window.reach_at)
        for match in reversed(self.window.concepts):
            meaning = self.lexicon.defaults.get(match.key("concept") or "")
            if not meaning or self.scope.in_parts or match.end > verb:
                continue
            heads = _HEADS_CLAUSE.search(self.text[self.window.start : match.start])
            if heads and _WITH_ITS_VERB.fullmatch(self.text[match.end : verb]):
                item = self._rate_item(meaning, named=True)
                return Subject(concept=meaning.concept, meaning=meaning, item=item, rule="named")
        return None

    def _heads_its_own(self, figure: Figure) -> bool:
        """`…, chỉ số sử dụng lao động tăng 4%`: a clause about a thing that the vocabulary does not know."""
        verb = max(self.window.direction_at, self.window.reach_at)
        end = verb if verb > self.window.start else figure.start
        head = self.window.start
        if self.window.head >= 0 and not any(
            self._default_of(m) for m in self.plain if self.window.head <= m.start < end
        ):
            head = self.window.head
        words = self.text[head:end]
        output = _OUTPUT.search(words) and self.scope.concept != "industrial_output"
        return bool(output or _HEADS_ITS_OWN.search(words))

    def _names_one_alone(self) -> bool:
        """`CPI bình quân 5 tháng tăng 2%`: a series that is known, and none of the vocabulary's."""
        return any(m.key("concept") in _STANDS_ALONE for m in self.window.concepts[-1:])

    def _sells_its_own(self, figure: Figure) -> bool:
        """`doanh thu vận tải đạt 512 tỷ đồng`: sales that are none of the retail trade's."""
        return _SALES.search(self.text[self.window.start : figure.start]) is not None

    def _saves_power(self) -> bool:
        """`…; tiết kiệm điện tối thiểu 2%` behind a rate of households is no such rate."""
        named = self.window.concepts[-1:]
        power = any(
            m.key("concept") == "power_saved"
            and _POWER.search(self.text, m.start, m.end + len("được điện"))
            for m in named
        )
        return power and not self.window.direction

    def _rate_in_scope(self) -> Subject | None:
        """`đạt tỷ lệ 99,52 %` behind a count of households is the rate that the bullet is about."""
        scope, window = self.scope, self.window
        at_level = (window.reach_at >= 0 or window.plan_at >= 0) and not window.direction
        meaning = self.lexicon.defaults.get(scope.topic)
        if meaning and self._is_rate(meaning) and at_level and not window.items:
            return Subject(concept=scope.topic, meaning=meaning, rule="topic")
        if scope.concept in ("power_household", "household_all") and at_level:
            return Subject(
                concept="electrification",
                meaning=self.lexicon.defaults["electrification"],
                rule="carried",
            )
        return None

    def _rate_item(self, meaning: Meaning, *, named: bool) -> str:
        if meaning.item:
            return meaning.item
        items = self._items(self.window.items, meaning)
        if items:
            return items[-1]
        carried = self.scope.topic_item if named else self.scope.item
        return carried if meaning.indicator in self.lexicon.item_of.get(carried, ()) else ""
