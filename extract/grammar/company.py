"""Nouns that stand for an indicator only in company: `dự án` beside a kind of power, `hồ sơ` of procedures."""

from __future__ import annotations

import re
from itertools import takewhile

from extract.figures import Figure
from extract.grammar.clause import Clause
from extract.lexicon import Match, Meaning
from extract.spelling import fold_pattern

_PRODUCTS = {
    "rising": re.compile(fold_pattern(r"\s?(?:\w+\s){0,3}?(?:có\s)?(?:mức\s|sản lượng\s)?tăng")),
    "falling": re.compile(fold_pattern(r"\s?(?:\w+\s){0,3}?(?:có\s)?(?:mức\s|sản lượng\s)?giảm")),
    "idle": re.compile(
        fold_pattern(
            r"\s?(?:\([^)]*\)\s?)?(?:(?:đã|do|nên|hiện|đang|tạm)\s){0,3}(?:không|chưa|hết|ngừng|ngưng|tạm|không có)\s?"
            r"(?:có\s)?(?:sản xuất|phát sinh|thời vụ|vào vụ|vụ|mùa vụ|sản lượng)"
        )
    ),
}
_TRACKED_BEFORE = re.compile(
    fold_pattern(r"(?:trong|theo dõi|tổng số|trên tổng số|số)\s(?:số\s)?\Z")
)
_FILE_OF = re.compile(
    fold_pattern(
        r"\s?(?:$|[,.;:)(]|(?:trong hạn|nhận|nộp|đúng|trước|sớm|đã|đang|còn|được|tồn|trễ|quá|qua|trực|"
        r"tiếp nhận|chuyển|giải quyết|kỳ trước|mới|và|trả|chưa|thuộc thẩm quyền)(?!\w))"
    )
)
_MACHINES = re.compile(fold_pattern(r"[^;.,]{0,40}\b(?:máy|thiết bị)\b"))
_BREAK = re.compile(fold_pattern(r"[,;:()]|(?<!\w)(?:sang|cho|tại|với|để)(?!\w)"))
_MET_ALREADY = re.compile(fold_pattern(r"\s?(?:đã\s)?đạt\s?(?:[,.;(]|$)"))
_GAS = re.compile(
    fold_pattern(r"khí dầu mỏ|khí đốt|(?<!\w)(?:lpg|gas)(?!\w)|phân phối khí|mua bán khí")
)
_FUEL_LEAD = re.compile(fold_pattern(r"(?:về\s|kinh doanh\s|hệ thống\s)*xăng,? dầu\s?:"))
_FUEL = re.compile(fold_pattern(r"xăng,? dầu|sức chứa|thương nhân"))
_CLAUSE_END = re.compile(r"[;()]|\.(?=\s|$)|,(?!\d)")
_CLAUSE_END_WIDE = re.compile(r"[;()]|\.(?=\s|$)")
_SENTENCE_END = re.compile(r";|\.(?=\s|$)")
_CLUSTER_OF = re.compile(fold_pattern(r"\s(?:tuyến|dân cư|thi đua|máy|loa|pano|công trình)(?!\w)"))
_OUT_OF_ALL = re.compile(
    fold_pattern(r"(?:/|\strên|\strong)\s?tổng(?:\ssố)?(?:\shộ)?(?:\sdân)?\s?\Z")
)
_POWER_UNITS = ("MW", "MWp", "kWp")
_ADVANCED = re.compile(fold_pattern(r"nâng cao|kiểu mẫu"))


class Company(Clause):
    """Nouns that stand for an indicator only in company: `dự án` beside a kind of power, `hồ sơ` of procedures."""

    def _special(self, concept: str, figure: Figure, aspect: str) -> str:
        """Nouns that count for an indicator only in its company."""
        after = self.text[figure.noun_end : figure.noun_end + 60]
        if concept == "products" or (concept == "product" and figure.noun):
            return self._products(figure)
        if aspect == "inspected":
            return "-"
        if concept == "scheme":
            company = {"promotion"} & (
                self.has_concept
                | set(self.section.concepts)
                | {self.scope.concept, self.scope.topic}
            )
            return "promotion" if company or _MACHINES.match(after) else "-"
        if concept == "file":
            company = self.has_concept | set(self.section.concepts)
            known = (
                bool(company & {"dossier", "procedure", "dossier_context"})
                or self.scope.concept == "dossier"
            )
            return "dossier" if known and _FILE_OF.match(after) else "-"
        if concept == "shop":
            if self.stack and self.scope.concept in (
                "convenience_store",
                "supermarket",
                "fuel_station",
            ):
                return self.scope.concept
            fuel = _FUEL.search(self.text) is not None
            led = _FUEL_LEAD.match(self.text) is not None and not aspect
            counts = aspect in ("total", "other", "new", "-") or led
            return "fuel_station" if fuel and counts else "-"
        if concept in ("power_project", "power_capacity"):
            if self._on_roofs(figure):
                return "solar_meter"
            return "power_project" if self._energy(figure) or self._has_power(figure) else "-"
        if concept == "fuel_trader":
            return (
                "gas_trader"
                if _GAS.search(self.text[max(self.window.start - 1, 0) : figure.noun_end + 40])
                else ""
            )
        if concept == "group":
            known = "cluster" in self.has_concept and not _CLUSTER_OF.match(after)
            return "cluster" if known else "-"
        if concept == "station":
            return (
                "substation"
                if self.scope.concept in ("mv_line", "lv_line", "substation", "capacity")
                else "-"
            )
        if concept == "procedure":
            return (
                "-"
                if aspect == "other" and figure.part == "" and not self._is_fraction(figure)
                else ""
            )
        if concept == "worker" and self._in_craft_villages():
            return "-"
        if concept == "household":
            return self._households(figure, aspect)
        return ""

    def _households(self, figure: Figure, aspect: str) -> str:
        if _OUT_OF_ALL.search(self.text[max(figure.start - 24, 0) : figure.start]):
            return "household_all"
        named = {m.key("concept") for m in self.window.concepts}
        for concept in ("household_all", "power_household"):
            if concept in named:
                return concept
        if aspect == "total" and figure.noun.split()[-1:] == ["dân"]:
            return "household_all"
        powered = {"power_household", "electrification"} & (
            self.has_concept | {self.scope.concept, self.scope.topic}
        )
        return "power_household" if powered and aspect in ("total", "new") else "household"

    def _products(self, figure: Figure) -> str:
        end = figure.noun_end
        for aspect, pattern in _PRODUCTS.items():
            if pattern.match(self.text, end):
                return f"products_{aspect}"
        if (
            _TRACKED_BEFORE.search(self.text[max(figure.start - 24, 0) : figure.start])
            or figure.part == "of_total"
        ):
            return "products_tracked"
        return "-"

    def _energy(self, figure: Figure) -> bool:
        """Whether a kind of power is named near the figure, or was before it in the sentence."""
        near = [*self.window.items, *self._items_after(figure)]
        named = bool(self._items(near, self.lexicon.meaning("power_project", "", "count")))
        return named or bool(
            {self.scope.topic_item, self.scope.item, self.scope.plant} & self.lexicon.plants
        )

    def _has_power(self, figure: Figure) -> bool:
        """A capacity in a passage about plants, or projects whose capacity follows in the same clause."""
        if figure.unit in _POWER_UNITS:
            return any(m.key("item") in self.lexicon.plants for m in self.found)
        stop = _CLAUSE_END_WIDE.search(self.text, figure.noun_end)
        end = stop.start() if stop else len(self.text)
        return any(f.unit in _POWER_UNITS and figure.end < f.start < end for f in self.figures)

    def _on_roofs(self, figure: Figure) -> bool:
        named = [
            m.key("item")
            for m in (*self.window.items, *self._items_after(figure))
            if m.key("item") in self.lexicon.plants
        ]
        inherits = not named and "rooftop_solar" in (
            self.scope.item,
            self.scope.topic_item,
            self.scope.plant,
        )
        return figure.unit in _POWER_UNITS and (
            named[-1:] == ["rooftop_solar"] or inherits or self.scope.concept == "solar_meter"
        )

    def _criterion(self, figure: Figure, dimension: str) -> str:
        """`85/85 xã đạt tiêu chí số 4`: what the communes meet stands behind them."""
        if dimension != "commune":
            return ""
        fraction = figure.part != "of_total" and self._is_fraction(figure)
        stop = (_SENTENCE_END if fraction else _CLAUSE_END).search(self.text, figure.noun_end)
        end = stop.start() if stop else len(self.text)
        nearby = takewhile(lambda m: m.start < end, self.found_behind(figure.noun_end))
        wanted = ("criterion4", "criterion7", "grid")
        names = [c for m in nearby if (c := m.key("concept")) in wanted]
        before = [
            c for m in self.plain if m.end <= figure.start and (c := m.key("concept")) in wanted
        ]
        if (
            before
            and (fraction or not names)
            and (not names or _MET_ALREADY.match(self.text, figure.noun_end))
        ):
            names = before[-1:]
        if not names and self.window.concepts:
            names = [
                c
                for m in self.window.concepts
                if (c := m.key("concept")) in ("criterion4", "criterion7", "grid")
            ]
        if not names or not (
            fraction or self.window.aspect == "total" or self.scope.aspect == "total"
        ):
            return ""
        if _ADVANCED.search(self.text[figure.noun_end : end]):
            return ""
        return names[0]

    def _is_fraction(self, figure: Figure) -> bool:
        after = next(self.figures_behind(figure.start + 1), None)
        return after is not None and after.part == "of_total"

    def _in_craft_villages(self) -> bool:
        return any(r.concept in ("craft_village", "cluster") for r in self.said())

    def _meaning(self, concept: str, aspect: str, dimension: str) -> Meaning | None:
        return self.lexicon.meaning(concept, aspect, dimension) or (
            self.lexicon.meaning(concept, "", dimension)
        )

    def _items_after(self, figure: Figure) -> list[Match]:
        stop = _SENTENCE_END.search(self.text, figure.noun_end)
        end = stop.start() if stop else len(self.text)
        later = (f.start for f in self.figures_behind(figure.noun_end) if f.role == "value")
        end = min(end, next(later, end), figure.noun_end + 90)
        start = figure.noun_start if figure.noun else figure.tail
        chain: list[Match] = []
        for match in self.items_behind(start):
            if match.start >= end:
                break
            reach = chain[-1].end + 6 if chain else figure.noun_end + 18
            near = match.start < min(end, reach)
            if near and (chain or not _BREAK.search(self.text, figure.noun_end, match.start)):
                chain.append(match)
        return chain
