"""What headings and lead sentences set for all that stands below them: a period, a status, a topic."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.cues import PeriodCue, find_periods
from extract.healing import Passage, PassageKind
from extract.lexicon import Match
from extract.spelling import fold_pattern


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What governs a passage: the `status` and `period` of its headings, the concepts that its headings name."""

    status: str = ""
    period: PeriodCue | None = None
    concepts: tuple[str, ...] = ()


_TASKS = re.compile(
    fold_pattern(
        r"\b(?:chương trình công tác|phương hướng|giải pháp|mục tiêu|định hướng|"
        r"nhiệm vụ (?:trọng tâm|chủ yếu|công tác|và giải pháp))\b"
    )
)
_DATED_TASKS = re.compile(fold_pattern(r"\b(?:nhiệm vụ(?! chuyên môn)|kế hoạch)\b"))
_RESULTS = re.compile(
    fold_pattern(
        r"\b(?:kết quả|tình hình|đánh giá|đã thực hiện|thực hiện các|thực hiện nhiệm vụ|thực hiện kế hoạch|"
        r"nhận xét|tổng kết|khắc phục|công tác (?:quy hoạch|thực hiện|xây dựng|quản lý|cải cách|thanh))\b"
    )
)
_FORECAST = re.compile(fold_pattern(r"\b(?:dự báo|dự kiến|ước thực hiện|khả năng thực hiện)\b"))
_SPAN_KINDS = frozenset(("month", "months", "last_months", "quarter", "year", "years", "this_year"))


class SectionTracker:
    """Follows headings and lead sentences through a document; `enter` is called for each passage in order."""

    def __init__(self) -> None:
        self._headings: dict[int, Section] = {}
        self._lead: tuple[int, Section] | None = None

    def enter(self, passage: Passage, matches: Sequence[Match]) -> Section:
        """Take note of `passage` and return what governs it."""
        if passage.kind is PassageKind.HEADING:
            self._headings = {
                level: s for level, s in self._headings.items() if level < passage.level
            }
            self._headings[passage.level] = _section_of(passage, matches)
            self._lead = None
            return self._current()
        if self._lead and not self._governs(passage):
            self._lead = None
        section = self._current()
        if passage.kind is not PassageKind.NOTE and passage.text.endswith(":"):
            self._lead = (_depth(passage), _lead_of(passage, matches))
        return section

    @property
    def dates_what_follows(self) -> bool:
        """Whether the lead sentence just met gives the time of what stands below it."""
        return self._lead is not None and bool(self._lead[1].status and self._lead[1].period)

    def _governs(self, passage: Passage) -> bool:
        depth = self._lead[0] if self._lead else 0
        return (
            passage.kind is PassageKind.NOTE
            or _depth(passage) > depth
            or (depth == 0 and passage.kind is PassageKind.ITEM)
        )

    def _current(self) -> Section:
        status = ""
        period: PeriodCue | None = None
        concepts: tuple[str, ...] = ()
        chain = [self._headings[level] for level in sorted(self._headings)]
        if self._lead:
            chain.append(self._lead[1])
        for section in chain:
            if section.status:
                status = section.status
            if section.period:
                period = section.period
            concepts = section.concepts or concepts
        return Section(
            status=status if status != "actual" else "", period=period, concepts=concepts
        )


def _depth(passage: Passage) -> int:
    return passage.level if passage.kind is PassageKind.ITEM else 0


def _concepts(matches: Sequence[Match]) -> tuple[str, ...]:
    return tuple(key for m in matches if (key := m.key("concept")) is not None)


def _section_of(passage: Passage, matches: Sequence[Match]) -> Section:
    text = passage.folded
    periods = [p for p in find_periods(text) if p.kind in _SPAN_KINDS]
    if _FORECAST.search(text):
        status = "forecast"
    elif (_TASKS.search(text) or (periods and _DATED_TASKS.search(text))) and not _RESULTS.search(
        text
    ):
        status = "target"
    else:
        status = "actual" if _RESULTS.search(text) else ""
    governs = status in ("target", "forecast", "actual")
    return Section(
        status=status,
        period=periods[-1] if periods and governs else None,
        concepts=_concepts(matches),
    )


_SENTENCE_START = re.compile(r"[.;]\s")


def _lead_of(passage: Passage, matches: Sequence[Match]) -> Section:
    text = passage.folded
    starts = [m.end() for m in _SENTENCE_START.finditer(text)]
    start = starts[-1] if starts else 0
    last = text[start:]
    periods = [p for p in find_periods(last) if p.kind in _SPAN_KINDS or p.kind == "year_to_date"]
    forecast = _FORECAST.search(last)
    tasks = (
        _TASKS.search(last) or (periods and _DATED_TASKS.search(last))
    ) and not _RESULTS.search(last)
    short = len(last) < 60
    if not (forecast or tasks or short):
        return Section(concepts=_concepts(matches))
    return Section(
        status="forecast" if forecast else "target" if tasks else "",
        period=periods[-1] if periods else None,
        concepts=_concepts(matches),
    )
