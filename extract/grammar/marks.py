"""Marks that end a scope: full stops, semicolons, colons, brackets, list numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.grammar.clause import Clause
from extract.lexicon import Match
from extract.spelling import fold, fold_pattern

_HEADS = (fold("về "), fold("đối với "), fold("riêng về "))
_COLON_AHEAD = re.compile(r"[^.;]{0,80}:")
_COUNTRY_HEAD = re.compile(
    fold_pattern(
        r"[\s.+*-]*(?:(?:tính chung|trên|trong|phạm vi|của)\s)*(?:cả nước|toàn quốc)(?!\w)"
    )
)
_ENTRY_END = re.compile(r"[;.](?=\s|$)")
_AT_HOME = re.compile(fold_pattern(r"(?<!\w)(?:tỉnh|địa phương|địa bàn)(?!\w)"))
_QUALIFIED = 18
"""Characters between a verb of growth and the bracket with its rates: `tăng khá cao (8,15%)`."""
_LISTS_PRODUCTS = frozenset(("products",))
"""`Các sản phẩm tăng cao so với cùng kỳ: …` lists products, though it counts none."""
_NO_TOPIC = frozenset(
    (
        "dossier_context",
        "products",
        "file",
        "shop",
        "fair",
        "scheme",
        "household",
        "commune",
        "area",
        "capacity",
        "criterion4",
        "criterion7",
        "grid",
        "capital",
    )
)


class Marks(Clause):
    """Marks that end a scope: full stops, semicolons, colons, brackets, list numbers."""

    def _on_comma(self, at: int, mark: object) -> None:
        """`Về điện gió, …` at the head of a sentence names what follows, as a colon would."""
        head = self.text[self.sentence_start : at].lstrip(" .")
        led = _COLON_AHEAD.match(self.text, at)
        if (
            head.startswith(_HEADS)
            and len(head) < 70
            and not led
            and self.window.start <= self.sentence_start + 1
        ):
            self._on_colon(at, mark)

    def _on_stop(self, at: int, mark: object) -> None:
        self._keep_subject()
        self._bound_sentences(at + 1)
        scope = self.scope
        scope.end_sentence()
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
        scope.weighed = False
        self._restart_list()
        scope.item = scope.topic_item
        scope.crossed = True
        scope.shift = 0
        if not self._is_of_the_country(at):
            scope.territory = ""
        self._new_window(at + 1)
        self._snap(at)

    def _is_of_the_country(self, at: int) -> bool:
        """`Cả nước, xuất khẩu đạt …; tổng mức bán lẻ đạt …`: what heads the sentence holds behind a semicolon too."""
        if not _COUNTRY_HEAD.match(self.text, self.sentence_start):
            return False
        stop = _ENTRY_END.search(self.text, at + 1)
        return not _AT_HOME.search(self.text, at, stop.start() if stop else len(self.text))

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
        apart = [m for m in window.items if not self._stands_beside(m, window.concepts)]
        items = self._items(apart, self.scope.meaning)
        if not topic and self._breaks_down():
            scope = self.scope
            scope.in_parts, scope.sentence_period = True, scope.period
            scope.parts_concept, scope.parts_meaning = scope.concept, scope.meaning
        if items:
            first = items[0] in self.lexicon.plants
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

    def _breaks_down(self) -> bool:
        """`đạt 1.600 tỷ đồng: khu vực nước ngoài 960 tỷ đồng, …`: parts follow the colon behind an amount."""
        last, meaning = self.last, self.scope.meaning
        if last is None or meaning is None or last.figure.start < self.sentence_start:
            return False
        if last.meaning != meaning or last.item or self.window.concepts or self.window.period:
            return False
        return any(r.measure == "level" and r.meaning == meaning for r in self.said())

    def _stands_beside(self, item: Match, concepts: Sequence[Match]) -> bool:
        """`Sản xuất công nghiệp và điện:` names two subjects, not a part of one."""
        before = [m.end for m in concepts if m.end <= item.start]
        return bool(before) and self.text[before[-1] : item.start].strip() == fold("và")

    def _topic(self) -> str:
        """The concept that a lead (`Về lao động lĩnh vực công nghiệp:`) makes the subject of what follows."""
        named = [c for m in self.window.concepts if (c := m.key("concept")) and c not in _NO_TOPIC]
        series = [c for m in self.window.concepts if (c := self._default_of(m))]
        energy = [m for m in self.window.items if m.key("item") in self.lexicon.plants]
        keys = {m.key("concept") for m in self.window.concepts}
        listed = ["product"] if self.window.direction and keys & _LISTS_PRODUCTS else []
        return (series or named or listed or (["power_project"] if energy else [""]))[0]

    def _on_open(self, at: int, mark: object) -> None:
        self._keep_subject()
        self.stack.append(replace(self.scope))
        self.opened.append(len(self.out))
        self.opened_at.append(at)
        self.named_before.append(
            max(self.window.start, self.last.figure.noun_end if self.last else 0)
        )
        self.scope.sentence_period = self.scope.period
        self.scope.shift = 0
        if self.window.direction and at - self.window.direction_at <= _QUALIFIED:
            self.scope.direction, self.scope.measure = self.window.direction, "growth_pct"
        name, end = self.window.territory
        if end == at or end == at - 1:
            self.scope.territory = name
        resolved = self.window.resolution_at
        self._new_window(at + 1, keep_items=True)
        if 0 <= at - resolved <= 1:
            self.window.resolution_at = at + 1
        self._snap(at)

    def _on_close(self, at: int, mark: object) -> None:
        is_bare, head = False, -1
        if self.stack:
            inside, period = self.scope, self.window.period
            status = inside.status
            self.scope = self.stack.pop()
            self.opened_at.pop()
            head = self.named_before.pop()
            first = self.opened.pop()
            self.past_bracket = (len(self.out), self.out[first - 1] if first else None)
            if len(self.out) == first:
                self.scope.period = period or self.scope.period
                self.scope.price_base = inside.price_base
            self.scope.status = self.scope.status or (
                status if status not in {"plan", "target"} else ""
            )
            is_bare = len(self.out) == first
        self._new_window(at + 1)
        if is_bare:
            self.window.head = head
        self._snap(at)
