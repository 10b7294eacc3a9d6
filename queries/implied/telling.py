"""The arithmetic of a derivation as one sentence, in English and in Vietnamese.

`June 2020: 2,895.07 (July 2020) / (100% + 7.16%) = 2,701.58 to 2,701.72 billion dong.` The ends are shown rounded
outward; a derived operand stands as its span.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from queries.checks.calendar import period_of
from queries.checks.figures import Figure
from queries.checks.intervals import SCALE
from queries.checks.wording import Language, number, places_of, shown
from queries.implied.formulas import years_between
from queries.implied.model import Assumption, Formula, Point, Term, Value

_MORE: Final = 2
_MOST: Final = 9


class UnitFacts(NamedTuple):
    """What telling and tightening need of a base unit."""

    dimension: str
    label_vi: str
    label_en: str


Units = Mapping[str, UnitFacts]

_UNCOUNTED: Final = frozenset({"count", "commune", "household", "person"})
_SCENARIOS: Final[Mapping[Language, Mapping[str, str]]] = {
    "en": {"plan": "plan for {}", "target": "target for {}"},
    "vi": {"plan": "kế hoạch {}", "target": "mục tiêu {}"},
}
_TO: Final[Mapping[Language, str]] = {"en": " to ", "vi": " đến "}
_NOTHING: Final[Mapping[Language, str]] = {
    "en": "no value fits",
    "vi": "không có giá trị nào thỏa mãn",
}
_OR: Final[Mapping[Language, str]] = {"en": "{n} or {more} times", "vi": "{n} hoặc {more} lần"}
_MIXED: Final[Mapping[Language, str]] = {
    "en": "{level}, divided so that the parts' {own} and {other} make {whole} in all",
    "vi": "{level}, chia sao cho các phần tăng {own} và {other} thì tổng tăng {whole}",
}
_NOTES: Final[Mapping[Language, Mapping[Assumption, str]]] = {
    "en": {
        "same_prices": "rate and level taken to be at the same prices",
        "n_or_n_plus_1": "n times as much and n times more both covered",
        "base_of_span": "the average taken to count from the year before the span",
    },
    "vi": {
        "same_prices": "coi tốc độ và mức cùng một giá",
        "n_or_n_plus_1": "tính cả hai cách hiểu gấp n lần và tăng thêm n lần",
        "base_of_span": "coi bình quân tính từ năm trước giai đoạn",
    },
}


def tell(
    formula: Formula,
    point: Point,
    terms: tuple[Term, ...],
    ends: tuple[int, int],
    assumptions: frozenset[Assumption],
    units: Units,
) -> tuple[str, str]:
    """Return the sentence in English and in Vietnamese."""
    english, vietnamese = (
        _sentence(formula, point, terms, ends, assumptions, units, language)
        for language in _LANGUAGES
    )
    return english, vietnamese


_LANGUAGES: Final[tuple[Language, Language]] = ("en", "vi")


def _sentence(
    formula: Formula,
    point: Point,
    terms: tuple[Term, ...],
    ends: tuple[int, int],
    assumptions: frozenset[Assumption],
    units: Units,
    language: Language,
) -> str:
    said = _SAYERS.get(formula, _sum)(point, terms, language)
    found = _found(point, terms, ends, units, language)
    notes = "; ".join(_NOTES[language][name] for name in sorted(assumptions))
    tail = f" ({notes})" if notes else ""
    head = (
        _SCENARIOS[language].get(point.scenario, "{}").format(period_label(point.period, language))
    )
    return f"{head[0].upper()}{head[1:]}: {said} = {found}{tail}."


@lru_cache(maxsize=4096)
def period_label(notation: str, language: Language) -> str:
    """Return a period in words."""
    period = period_of(notation)
    if period is None:
        return notation
    return period.label_vi if language == "vi" else period.label_en


def unit_label(point: Point, units: Units, language: Language) -> str:
    """Return the unit as it is written behind a number, empty for counted things."""
    if point.base.startswith("other:"):
        return f" {point.base.partition(':')[2]}".rstrip()
    facts = units[point.base]
    if facts.dimension in _UNCOUNTED:
        return ""
    return f" {facts.label_vi if language == 'vi' else facts.label_en}"


def _found(
    point: Point,
    terms: tuple[Term, ...],
    ends: tuple[int, int],
    units: Units,
    language: Language,
) -> str:
    if ends[0] > ends[1]:
        return _NOTHING[language]
    places = _places(terms)
    return span_text(ends, places, language) + unit_label(point, units, language)


def _places(terms: tuple[Term, ...]) -> int:
    """Return two places more than the levels and changes among the terms have, in the base unit."""
    places = [0]
    for term in terms:
        source = term.source
        if isinstance(source, Value):
            places.append(_places_of_value(source))
        elif source.dimension not in {"ratio", "times"}:
            places.append(places_of(source.step, SCALE))
    return min(max(places) + _MORE, _MOST)


@lru_cache(maxsize=4096)
def _places_of_value(value: Value) -> int:
    if value.figure is not None:
        return places_of(value.figure.step, SCALE)
    return _places(value.derivation.terms) - _MORE if value.derivation is not None else 0


def span_text(ends: tuple[int, int], places: int, language: Language) -> str:
    """Return two scaled ends rounded outward to `places`, one number where they are the same."""
    step = SCALE // 10**places
    low, high = ends[0] // step * step, -(-ends[1] // step) * step
    if low == high:
        return _trimmed(low, places, language)
    return _TO[language].join(_trimmed(end, places, language) for end in (low, high))


def _trimmed(value: int, places: int, language: Language) -> str:
    text = number(value, SCALE, places, language)
    mark = "," if language == "vi" else "."
    return text.rstrip("0").rstrip(mark) if mark in text else text


def _shown(point: Point, source: Value | Figure, language: Language) -> str:
    """Return a term as printed, or as its span, with its period where that is another one than the point's."""
    if isinstance(source, Figure):
        return shown(source, language)
    text = _level_text(source, language)
    if source.point.period == point.period:
        return text
    return f"{text} ({period_label(source.point.period, language)})"


@lru_cache(maxsize=4096)
def _level_text(value: Value, language: Language) -> str:
    if value.figure is not None:
        figure = value.figure
        return shown(figure, language, bare=figure.unit == figure.base)
    places = min(_places_of_value(value) + _MORE, _MOST)
    return f"[{span_text(value.bounds[:2], places, language)}]"


def _of(terms: tuple[Term, ...], role: str) -> Value | Figure:
    return next(term.source for term in terms if term.role == role)


def _factor(rate: Figure, language: Language) -> str:
    """Return by what the rate says that the base is multiplied."""
    text = shown(rate, language)
    if rate.measure == "growth_times":
        places = places_of(rate.step, SCALE)
        more = number(rate.number + SCALE, SCALE, places, language)
        return _OR[language].format(n=shown(rate, language, bare=True), more=more)
    if rate.measure != "growth_pct":
        return text
    sign, bare = ("-", text.replace("-", "", 1)) if rate.number < 0 else ("+", text)
    return f"(100% {sign} {bare})"


_Say = Callable[[Point, tuple[Term, ...], Language], str]


def _ratio(role: str, mark: str) -> _Say:
    def say(point: Point, terms: tuple[Term, ...], language: Language) -> str:
        rate = _of(terms, "rate")
        assert isinstance(rate, Figure)
        return f"{_shown(point, _of(terms, role), language)} {mark} {_factor(rate, language)}"

    return say


def _average(role: str, mark: str) -> _Say:
    def say(point: Point, terms: tuple[Term, ...], language: Language) -> str:
        said = _ratio(role, mark)(point, terms, language)
        return f"{said}^{years_between(terms, point)}"

    return say


def _sum(point: Point, terms: tuple[Term, ...], language: Language) -> str:
    said = ""
    for term in sorted(terms, key=lambda term: term.sign < 0):
        text = _shown(point, term.source, language)
        if text.startswith("-"):
            text = f"({text})"
        mark = "-" if term.sign < 0 else "+"
        said = f"{said} {mark} {text}" if said else text
    return said


def _of_change(*, is_base: bool) -> _Say:
    def say(point: Point, terms: tuple[Term, ...], language: Language) -> str:
        change = _shown(point, _of(terms, "change"), language)
        rate = _of(terms, "rate")
        assert isinstance(rate, Figure)
        text = shown(rate, language)
        said = f"{change} / {text}"
        return said if is_base else f"{said} × {_factor(rate, language)}"

    return say


def _mixture(point: Point, terms: tuple[Term, ...], language: Language) -> str:
    rates = {role: _of(terms, role) for role in ("rate", "part_rate", "other_rate")}
    whole, own, other = (
        shown(rate, language) for rate in rates.values() if isinstance(rate, Figure)
    )
    level = _shown(point, _of(terms, "level"), language)
    return _MIXED[language].format(level=level, own=own, other=other, whole=whole)


_SAYERS: Final[Mapping[Formula, _Say]] = {
    "base_of_growth": _ratio("level", "/"),
    "level_of_growth": _ratio("base", "×"),
    "plan_of_rate": _ratio("level", "/"),
    "level_of_plan_rate": _ratio("plan", "×"),
    "level_of_share": _ratio("whole", "×"),
    "whole_of_share": _ratio("part", "/"),
    "numerator_of_rate": _ratio("denominator", "×"),
    "denominator_of_rate": _ratio("numerator", "/"),
    "base_of_average_growth": _average("level", "/"),
    "level_of_average_growth": _average("base", "×"),
    "level_of_growth_and_change": _of_change(is_base=False),
    "base_of_growth_and_change": _of_change(is_base=True),
    "part_of_growth_rates": _mixture,
    "base_part_of_growth_rates": _mixture,
}
