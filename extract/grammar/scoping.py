"""Cues that open a scope: periods, bases of comparison, status, territory, growth and aspect."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import regex

from extract.cues import BasisCue, PeriodCue
from extract.grammar.clause import Clause
from extract.grammar.reading import Reading
from extract.grammar.scope import Window
from extract.grammar.wording import DIRECT_GAP
from extract.lexicon import Match
from extract.spelling import fold, fold_pattern

_DATED_GAP = re.compile(fold_pattern(r"\s?(?:(?:vào|trong|của|ở|tại thời điểm|tính)\s)?\(?"))
_FORMER_VERBS = tuple(
    fold(v) for v in ("tăng", "giảm", "đạt", "là", "chỉ", "có", "ước", "bằng", "(")
)
_YEAR_AHEAD = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_BY_A_PLAN = fold("theo ")
_VERB_AFTER = re.compile(
    fold_pattern(r"\s?,?\s?(?:đều\s|cũng\s)?(?:tăng|giảm|bằng|gấp|đạt|cao hơn|thấp hơn)(?!\w)")
)
_OWN_STATUS = re.compile(
    fold_pattern(r"\b(?:công suất|quy mô|tổng mức đầu tư|vốn đầu tư|diện tích|kinh phí)\s\Z")
)
_OUTLOOK = re.compile(
    fold_pattern(r"(?:xét|tầm nhìn|định hướng|hướng đến|hướng tới)(?:\sđến)?(?:\snăm)?\s\Z")
)
_RATES_HANG_ON = re.compile(fold_pattern(r"\s?,\s(?:tăng|giảm)(?!\w)"))
_MOST = re.compile(
    fold_pattern(r"(?<!\w)nhất\s(?:(?:trong|của|kể|từ|so với|suốt|cả|các)\s)*(?:các\snăm\s)?\Z")
)
_OF_A_WHOLE = re.compile(
    fold_pattern(r"\s(?:(?:trong|của|trên|so với)\s)?(?:(?:tổng|tổng số|toàn bộ)\s)?")
)
_RATE_OF = re.compile(
    fold_pattern(
        r"\b(?:với|hơn|bằng|theo)\s(?:mức|tốc độ|tỷ lệ)\s(?:tăng|giảm)(?:\s(?:trưởng|chung))?\s(?:(?:của|trong)\s)?\Z"
    )
)
_DAY_COUNTS = re.compile(fold_pattern(r"(?:đến|tới|từ|vào|trong|hết)\s(?:hết\s)?\Z"))


_BEFORE = ("same_period", "prev_month", "month", "prev_quarter")
_HEAD_WORDS = frozenset(
    fold(w) for w in ("tính chung", "trong khi", "riêng", "cùng kỳ", "so với", "chung")
)


def _see_aspect(window: Window, key: str, match: Match) -> None:
    window.aspect, window.aspect_at = key, match.start


def _see_growth(window: Window, key: str, match: Match) -> None:
    window.direction, window.direction_at = int(key), match.end


def _see_toward(window: Window, key: str, match: Match) -> None:
    window.toward_at = match.end


def _see_reach(window: Window, key: str, match: Match) -> None:
    window.reach_at = match.end


def _see_factor(window: Window, key: str, match: Match) -> None:
    window.factor_at = match.end


def _see_same_thing(window: Window, key: str, match: Match) -> None:
    window.same_thing = True


def _see_qualifier(window: Window, key: str, match: Match) -> None:
    window.qualifier = (key, match.end)


_WINDOW_CUES: Mapping[str, Callable[[Window, str, Match], None]] = {
    "aspect": _see_aspect,
    "growth": _see_growth,
    "toward": _see_toward,
    "reach": _see_reach,
    "factor": _see_factor,
    "same_thing": _see_same_thing,
    "qualifier": _see_qualifier,
}
_SCOPE_CUES: Mapping[str, str] = {
    "status": "_on_status",
    "parts": "_on_parts",
    "price_base": "_on_price_base",
    "average": "_on_average",
    "territory": "_on_territory",
    "province_wide": "_on_province_wide",
}


class Scoping(Clause):
    """Cues that open a scope: periods, bases of comparison, status, territory, growth and aspect."""

    def _on_period(self, at: int, cue: object) -> None:
        assert isinstance(cue, PeriodCue)
        if cue.kind == "day" and not _DAY_COUNTS.search(
            self.text[max(cue.start - 14, 0) : cue.start]
        ):
            return
        if _OUTLOOK.search(self.text[max(cue.start - 24, 0) : cue.start]):
            return
        if cue.kind != "to_date" and _MOST.search(self.text[max(cue.start - 24, 0) : cue.start]):
            return
        if _RATE_OF.search(self.text[max(cue.start - 40, 0) : cue.start]):
            return
        last = self.last
        if (
            cue.kind in ("last_year", "year")
            and last
            and last.measure == "growth_times"
            and not last.basis
        ) and not self.text[last.figure.tail : cue.start].strip():
            self._attach(
                last, BasisCue(start=cue.start, end=cue.end, basis="same_period", year=cue.year)
            )
            return
        if last and not self.window.concepts and self.window.start <= last.figure.noun_end:
            gap = self.text[max(last.figure.noun_end, self.window.start) : cue.start]
            if _DATED_GAP.fullmatch(gap) and cue.kind in (
                "year",
                "month",
                "months",
                "years",
                "quarter",
                "last_year",
                "this_year",
            ):
                self._amend(last, period=cue)
                if last.measure == "level" and _RATES_HANG_ON.match(self.text, cue.end):
                    self.scope.period = cue
                return
        if cue.kind in ("last_year", "last_month"):
            if cue.kind == "last_year" or self._tells_of_before(cue.end):
                self.window.shift = -12 if cue.kind == "last_year" else -1
            return
        dated = self.window.period
        if (
            cue.kind == "to_date"
            and dated
            and dated.kind in ("year", "month", "months", "quarter", "years", "day")
        ):
            return
        self.window.period = cue
        self.scope.period = cue
        self.scope.shift = 0
        if not self.last or self.last.figure.start < self.sentence_start or self._at_clause_head():
            self.scope.sentence_period = cue
        if cue.kind == "to_date" and self.scope.status == "plan":
            self.scope.status = ""

    def _on_basis(self, at: int, basis: object) -> None:
        assert isinstance(basis, BasisCue)
        last = self.last
        direct = (
            last is not None
            and self.window.start <= last.figure.tail
            and bool(DIRECT_GAP.fullmatch(self.text[last.figure.noun_end : basis.start]))
        )
        leads = bool(_VERB_AFTER.match(self.text, basis.end)) and basis.is_explicit
        if last is not None and self._respectively(last, basis):
            return
        if last is not None and direct:
            self._attach(last, basis)
        elif leads:
            self.window.basis = basis
            self._snap(at)
        elif basis.basis in ("plan", "resolution") and not basis.is_explicit:
            if basis.basis == "plan":
                self.window.plan_at = basis.end
                if basis.year:
                    self.window.period = PeriodCue(
                        start=basis.start, end=basis.end, kind="year", year=basis.year
                    )
            else:
                self.window.resolution_at = basis.end
        elif basis.basis == "same_period" and not basis.is_explicit:
            self._on_former(basis)
        elif last is not None and self._belongs_back(last, basis):
            self._attach(last, basis)
        else:
            self.window.basis = basis
            self._snap(at)

    def _respectively(self, last: Reading, basis: BasisCue) -> bool:
        """`tăng 2% và 7% so với tháng trước và cùng kỳ`: two rates joined by `và` take two bases in order."""
        if len(self.out) < 2 or not last.basis or last.basis.start < last.figure.tail:
            return False
        first = self.out[-2]
        joined = self.text[last.basis.end : basis.start].strip() == fold("và")
        paired = self.text[first.figure.tail : last.figure.start].strip() == fold("và")
        if not (joined and paired) or first.basis or first.measure != last.measure:
            return False
        self._amend(first, basis=last.basis, basis_rule="bases_in_order")
        self._amend(last, basis=basis, basis_rule="bases_in_order")
        return True

    def _on_former(self, basis: BasisCue) -> None:
        """A bare `cùng kỳ` before a verb dates what follows; after `%` or a noun it is the base of what went before."""
        last = self.last
        if last and self.text[last.figure.tail : basis.start].strip() == fold("của"):
            self._amend(last, shift=-12)
            return
        if self._tells_of_before(basis.end):
            self.window.shift = -12
        elif self.last is not None and self._belongs_back(self.last, basis):
            self._attach(self.last, basis)
        else:
            self.window.shift = -12

    def _tells_of_before(self, at: int) -> bool:
        """Whether a verb follows, so that the words before it date a figure of their own (`cùng kỳ giảm 4,5%`)."""
        return self.text[at : at + 30].lstrip().startswith(_FORMER_VERBS)

    def _belongs_back(self, last: Reading, basis: BasisCue) -> bool:
        """Whether a base some words behind a figure still is that figure's (`tăng 5 hộ so với cùng kỳ`)."""
        if last.figure.start < self.sentence_start or self.window.start > last.figure.noun_end:
            return False
        between = self.text[last.figure.tail : basis.start]
        return (
            not any(c in between for c in ",;:(")
            and len(between) < 60
            and (not self.window.direction or last.concept.startswith("products_"))
        )

    def _attach(self, last: Reading, basis: BasisCue) -> None:
        if last.concept.startswith("products_"):
            if basis.basis in _BEFORE:
                self._amend(last, basis=basis, basis_rule="count_of_comparison")
        elif (
            last.measure == "level"
            and basis.basis in ("plan", "resolution")
            and last.figure.unit == "pct"
        ) or (last.measure in ("share_pct",) and basis.basis in ("plan", "resolution")):
            self._amend(last, basis=basis, measure="plan_pct", basis_rule="base_after")
        elif last.measure in ("share_pct", "level") and basis.basis in _BEFORE:
            if last.figure.unit == "pct" and not self._is_rate(last.meaning):
                self._amend(last, basis=basis, measure="level", basis_rule="ratio_to_base")
        elif last.measure not in ("level", "of_total", "share_pct"):
            self._amend(last, basis=basis, basis_rule="base_after")
            self.scope.basis = basis

    def _on_plan(self, at: int, match: object) -> None:
        """`Quy hoạch … đến năm 2020 có 19 CCN`: what a plan lays down is planned."""
        assert isinstance(match, re.Match)
        self.scope.status, self.scope.status_concept, self.scope.crossed = "plan", "", False
        if match["year"]:
            self.scope.period = self.scope.sentence_period = PeriodCue(
                start=match.start("year"),
                end=match.end("year"),
                kind="year",
                year=int(match["year"]),
            )

    def _on_district(self, at: int, match: object) -> None:
        assert isinstance(match, regex.Match)
        self.window.territory = (match["name"], match.end())
        if self.text[max(at - 6, 0) : at].endswith(fold("riêng ")):
            self.scope.territory = match["name"]

    def _on_term(self, at: int, match: object) -> None:
        assert isinstance(match, Match)
        for term in match.terms:
            if term.kind == "concept":
                if self._is_whole_of_share(match):
                    self.window.start = max(self.window.start, match.end)
                elif not self._is_in_noun(match):
                    self.window.concepts.append(match)
            elif term.kind in _WINDOW_CUES:
                _WINDOW_CUES[term.kind](self.window, term.key, match)
            elif term.kind in _SCOPE_CUES:
                getattr(self, _SCOPE_CUES[term.kind])(term.key, match)
        if match.key("concept"):
            self._snap(at)

    def _is_whole_of_share(self, match: Match) -> bool:
        """`chiếm 57,7% tổng kim ngạch xuất khẩu, tăng 4%`: the whole of a share is not what the next rate is about."""
        last = self.last
        if last is None or last.measure != "share_pct" or last.figure.tail > match.start:
            return False
        return _OF_A_WHOLE.fullmatch(self.text[last.figure.tail : match.start]) is not None

    def _is_in_noun(self, match: Match) -> bool:
        """Whether a phrase is part of the noun that the last figure counts."""
        last = self.last
        return bool(
            last and last.figure.noun and last.figure.tail <= match.start < last.figure.noun_end
        )

    def _on_parts(self, key: str, match: Match) -> None:
        self._keep_subject()
        scope = self.scope
        scope.in_parts = True
        scope.sentence_period = scope.period
        scope.parts_concept, scope.parts_meaning = scope.concept, scope.meaning

    def _on_price_base(self, key: str, match: Match) -> None:
        self.scope.price_base = key

    def _on_average(self, key: str, match: Match) -> None:
        self.scope.is_average = True

    def _on_territory(self, key: str, match: Match) -> None:
        self.window.territory = (key, match.end)
        head = self.text[max(self.window.start, self.sentence_start) : match.start].strip(" .;,")
        if not head or head in _HEAD_WORDS:
            self.scope.territory = key

    def _on_province_wide(self, key: str, match: Match) -> None:
        self.window.territory = ("", -1)
        self.scope.territory = ""

    def _on_item(self, at: int, match: object) -> None:
        assert isinstance(match, Match)
        if self._is_in_noun(match):
            return
        self.window.items.append(match)
        if match.key("item") in self.lexicon.plants:
            self.scope.plant = match.key("item") or ""
        self._snap(at)

    def _on_status(self, key: str, match: Match) -> None:
        compared = next(self.bases_behind(match.start - 12), None)
        if compared and compared.start <= match.start < compared.end:
            return
        dated = _YEAR_AHEAD.search(self.text, match.end, match.end + 110)
        if key == "plan" and self.text.startswith(_BY_A_PLAN, match.start) and not dated:
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
