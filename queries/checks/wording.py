"""The arithmetic of a relation as one sentence a person can follow, in English and in Vietnamese.

Numbers are written in the manner of the language: `10,978.5` and `10.978,5`. All operands of a sentence are in the
unit of the figure that is held against the others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from queries.checks.figures import Figure
from queries.checks.intervals import SCALE
from queries.checks.judging import UNBOUNDED, implied, reported_of
from queries.checks.relations import Judgement, Operand, Relation, Shape

Language = Literal["en", "vi"]

_MARKS: Final = str.maketrans(",.", ".,")
_MORE: Final = 2
_MOST_PLACES: Final = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a language needs."""

    language: Language
    holds: str
    rounds: str
    cut_off: str
    fails: str
    more: str
    less: str
    revised: str
    unread: str
    lacks: str
    bounded: str
    leaves: str
    exceeds: str
    of: str
    against: str
    a_year: str
    years: str
    lies: str
    lies_not: str
    entries: str
    twice: str
    implies: str
    adds: str
    to: str
    points: str
    sides: str
    agree: tuple[str, str]
    add_up: tuple[str, str]
    roles: Mapping[str, str]


_EN: Final = Words(
    language="en",
    holds="as printed",
    rounds="which meets the printed {printed} within the rounding",
    cut_off="the printed {printed} is cut off instead of rounded",
    fails="but {printed} is printed, {gap} {sense}",
    more="more",
    less="less",
    revised="{first} in the earlier report, {later} in the later one: revised by {gap}",
    unread="cannot be computed: {what} cannot be read with certainty",
    lacks="cannot be computed: the reports do not give {what}",
    bounded="not more than the printed {printed}",
    leaves="not more than the printed {printed}; {rest} are left, which the report does not state",
    exceeds="more than the printed {printed} of which they are part, by {gap}",
    of="{current} of {base} is {found}",
    against="{current} against {base} is {found}",
    a_year="from {base} to {current} in {years} years is {found} a year",
    years="{years} years",
    lies="the parts grow by {low} to {high}, and the printed {printed} of the whole lies between",
    lies_not="the parts, which leave nothing out, grow by {low} to {high}, but {printed} is printed for the whole",
    entries="{count} entries are listed",
    twice="; listed twice: {names}",
    implies="{level} at {rate} implies {found}",
    adds="{current} after {rate} implies {found} added",
    to="{low} to {high}",
    points=" points",
    sides="{one} in one comparison, {other} in the other",
    agree=("these agree", "these do not agree"),
    add_up=("the others add up to the first", "the others do not add up to the first"),
    roles={
        "base": "the base",
        "current": "the level",
        "current base": "the level and the base",
        "dossiers_received": "what was received",
        "dossiers_resolved": "what was resolved",
        "dossiers_pending": "what is left",
    },
)
_VI: Final = Words(
    language="vi",
    holds="đúng như số in",
    rounds="khớp với số in {printed} trong phạm vi làm tròn",
    cut_off="số in {printed} bị cắt bớt chữ số thay vì làm tròn",
    fails="nhưng số in là {printed}, {sense} {gap}",
    more="nhiều hơn",
    less="ít hơn",
    revised="báo cáo trước {first}, báo cáo sau {later}: điều chỉnh {gap}",
    unread="không tính được: không đọc chắc chắn được {what}",
    lacks="không tính được: báo cáo không nêu {what}",
    bounded="không vượt số in {printed}",
    leaves="không vượt số in {printed}; còn lại {rest}, báo cáo không nêu",
    exceeds="vượt số in {printed} của tổng thể, vượt {gap}",
    of="{current} trên {base} bằng {found}",
    against="{current} so với {base} là {found}",
    a_year="từ {base} đến {current} trong {years} năm, bình quân {found} mỗi năm",
    years="{years} năm",
    lies="các bộ phận tăng từ {low} đến {high}, số in {printed} của tổng thể nằm trong khoảng đó",
    lies_not="các bộ phận hợp thành toàn bộ tăng từ {low} đến {high}, nhưng số in của tổng thể là {printed}",
    entries="liệt kê {count} mục",
    twice="; liệt kê hai lần: {names}",
    implies="{level} ứng với {rate} suy ra {found}",
    adds="{current} sau khi tăng {rate} suy ra phần tăng thêm {found}",
    to="từ {low} đến {high}",
    points=" điểm phần trăm",
    sides="{one} trong lần so sánh này, {other} trong lần so sánh kia",
    agree=("các số này khớp nhau", "các số này không khớp nhau"),
    add_up=("các số sau cộng lại khớp số đầu", "các số sau cộng lại không khớp số đầu"),
    roles={
        "base": "số gốc",
        "current": "mức thực hiện",
        "current base": "mức thực hiện và số gốc",
        "dossiers_received": "số tiếp nhận",
        "dossiers_resolved": "số đã giải quyết",
        "dossiers_pending": "số còn lại",
    },
)


def tell(relation: Relation, judgement: Judgement) -> tuple[str, str]:
    """Return the arithmetic in English and in Vietnamese."""
    return _sentence(relation, judgement, _EN), _sentence(relation, judgement, _VI)


def _sentence(relation: Relation, judgement: Judgement, words: Words) -> str:
    said = _SAYERS[relation.shape](relation, judgement, words)
    return said[0].upper() + said[1:] + "."


def number(value: int, unit_scale: int, places: int, language: Language) -> str:
    """Return a scaled number in a unit, rounded to `places` where it has more."""
    power = 10**places
    rounded = (2 * value * power + unit_scale) // (2 * unit_scale)
    whole, fraction = divmod(abs(rounded), power)
    sign = "-" if rounded < 0 else ""
    written = f"{sign}{whole:,}.{fraction:0{places}d}" if places else f"{sign}{whole:,}"
    return written.translate(_MARKS) if language == "vi" else written


@lru_cache(maxsize=4096)
def places_of(step: int, unit_scale: int) -> int:
    """Return how many decimals one unit in the last place asks for."""
    places = 0
    while step and step * 10**places < unit_scale and places < _MOST_PLACES:
        places += 1
    return places


def unit_of(figure: Figure, language: Language) -> str:
    """Return the unit as it is written behind a number, empty for counted things."""
    if figure.unit == "pct":
        return "%"
    if figure.dimension in {"count", "commune", "household", "person"}:
        return ""
    if figure.unit in {"other", "unknown"}:
        return f" {figure.unit_text}".rstrip()
    return f" {figure.unit_label_en if language == 'en' else figure.unit_label_vi}"


def shown(
    figure: Figure, language: Language, like: Figure | None = None, *, bare: bool = False
) -> str:
    """Return a figure as it is printed, in the unit of `like` where that is another one of its kind."""
    target = like if like is not None and like.base == figure.base else figure
    text = number(
        figure.number, target.unit_scale, places_of(figure.step, target.unit_scale), language
    )
    return (
        f"{figure.qualifier}{text}"
        if bare
        else f"{figure.qualifier}{text}{unit_of(target, language)}"
    )


def _span(low: int, high: int, figure: Figure, words: Words, extra: int = _MORE) -> str:
    places = places_of(figure.step, figure.unit_scale)
    unit = unit_of(figure, words.language)
    if high >= UNBOUNDED or low == high:
        exact = places if low == high and low % max(figure.step, 1) == 0 else places + extra
        return _signed(figure, number(low, figure.unit_scale, exact, words.language)) + unit
    ends = [
        _signed(figure, number(end, figure.unit_scale, places + extra, words.language))
        for end in (low, high)
    ]
    if ends[0] == ends[1]:
        return ends[0] + unit
    return words.to.format(low=ends[0] + unit, high=ends[1] + unit)


def _verdict(judgement: Judgement, printed: Figure, words: Words) -> str:
    text = shown(printed, words.language)
    match judgement.outcome:
        case "consistent_exact":
            return words.holds
        case "consistent_rounding":
            return words.rounds.format(printed=text)
        case "consistent_if_truncated":
            return words.cut_off.format(printed=text)
    return words.fails.format(
        printed=text,
        gap=_gap(judgement, printed, words),
        sense=words.more if judgement.gap > 0 else words.less,
    )


def _gap(judgement: Judgement, figure: Figure, words: Words) -> str:
    places = places_of(figure.step, figure.unit_scale)
    text = number(abs(judgement.gap), figure.unit_scale, places, words.language)
    if judgement.gap and not text.strip("0.,"):
        text = number(abs(judgement.gap), figure.unit_scale, places + _MORE, words.language)
    return text + (words.points if figure.unit == "pct" else unit_of(figure, words.language))


def _incomplete(relation: Relation, _judgement: Judgement, words: Words) -> str:
    unread = [figure.value_text for figure in relation.figures if figure.value is None]
    if unread:
        return words.unread.format(what=", ".join(unread))
    what = words.roles.get(relation.missing, relation.missing)
    known = relation.operands[0].figure
    return f"{shown(known, words.language)}: {words.lacks.format(what=what)}"


def _linear(relation: Relation, judgement: Judgement, words: Words) -> str:
    printed = judgement.reported or reported_of(relation)
    if printed is None or judgement.outcome == "blocked":
        return _incomplete(relation, judgement, words)
    own = next(o for o in relation.operands if o.figure is printed)
    if relation.kind in {"revision", "same_twice"}:
        return _two(relation, judgement, words)
    if relation.rule == "same_products":
        return _sides(relation, words)
    formula = _formula([o for o in relation.operands if o is not own], own.sign, printed, words)
    if relation.constant:
        rest = number(-relation.constant, SCALE, 0, words.language)
        return _shares(relation, judgement, words, rest)
    found = _found_sum(relation, own, printed, words)
    return f"{formula} = {found}, {_verdict(judgement, printed, words)}"


def _found_sum(relation: Relation, own: Operand, printed: Figure, words: Words) -> str:
    others = [o for o in relation.operands if o is not own]
    total = sum(o.sign * o.figure.number for o in others)
    finest = min(o.figure.step for o in others)
    places = places_of(finest, printed.unit_scale)
    value = -total if own.sign > 0 else total
    return number(value, printed.unit_scale, places, words.language) + unit_of(
        printed, words.language
    )


def _formula(operands: list[Operand], own_sign: int, like: Figure, words: Words) -> str:
    ordered = sorted(operands, key=lambda o: o.sign == own_sign)
    pieces: list[str] = []
    for operand in ordered:
        is_plus = operand.sign != own_sign
        text = shown(operand.figure, words.language, like, bare=True)
        text = f"({text})" if text.startswith("-") and pieces else text
        pieces.append(text if not pieces and is_plus else f"{'+' if is_plus else '-'} {text}")
    return " ".join(pieces)


def _shares(relation: Relation, judgement: Judgement, words: Words, whole: str) -> str:
    parts = [o.figure for o in relation.operands]
    formula = " + ".join(shown(part, words.language) for part in parts)
    total = number(
        sum(part.number for part in parts),
        SCALE,
        max(places_of(part.step, SCALE) for part in parts),
        words.language,
    )
    if judgement.outcome == "consistent_exact":
        return f"{formula} = {total}%"
    sense = words.more if judgement.gap > 0 else words.less
    if judgement.outcome == "inconsistent":
        return f"{formula} = {total}%, {sense} {whole}%"
    return f"{formula} = {total}%, {words.rounds.format(printed=f'{whole}%')}"


def _two(relation: Relation, judgement: Judgement, words: Words) -> str:
    first, later = relation.figures
    if judgement.outcome.startswith("consistent"):
        texts = (shown(first, words.language), shown(later, words.language))
        return f"{texts[0]} = {texts[1]}, {_verdict(judgement, first, words)}"
    gap = abs(later.number - first.number)
    places = max(places_of(f.step, f.unit_scale) for f in (first, later))
    text = number(gap, later.unit_scale, places, words.language) + unit_of(later, words.language)
    if relation.kind == "revision":
        texts = (shown(first, words.language), shown(later, words.language))
        return words.revised.format(first=texts[0], later=texts[1], gap=text)
    sense = words.more if later.number > first.number else words.less
    printed = shown(later, words.language)
    return f"{shown(first, words.language)}, " + words.fails.format(
        printed=printed, gap=text, sense=sense
    )


def _sides(relation: Relation, words: Words) -> str:
    texts = []
    for sign in (1, -1):
        own = [o.figure for o in relation.operands if o.sign == sign]
        formula = " + ".join(shown(figure, words.language) for figure in own)
        texts.append(f"{formula} = {sum(int(figure.value or 0) for figure in own)}")
    return words.sides.format(one=texts[0], other=texts[1])


def _bound(relation: Relation, judgement: Judgement, words: Words) -> str:
    if judgement.outcome == "blocked":
        return _incomplete(relation, judgement, words)
    total, *parts = relation.figures
    formula = " + ".join(shown(part, words.language, total, bare=True) for part in parts)
    said = sum(part.number for part in parts)
    places = places_of(min(part.step for part in parts), total.unit_scale)
    if len(parts) > 1:
        formula = f"{formula} = {number(said, total.unit_scale, places, words.language)}"
    printed = shown(total, words.language)
    formula += unit_of(total, words.language)
    over = abs(total.number - said)
    rest = number(over, total.unit_scale, places, words.language)
    if judgement.outcome == "inconsistent":
        gap = rest + unit_of(total, words.language)
        return f"{formula}, {words.exceeds.format(printed=printed, gap=gap)}"
    if relation.rule.startswith("rest:") and over:
        return f"{formula}, {words.leaves.format(printed=printed, rest=rest)}"
    return f"{formula}, {words.bounded.format(printed=printed)}"


def _ratio(relation: Relation, judgement: Judgement, words: Words) -> str:
    if judgement.outcome == "blocked":
        return _incomplete(relation, judgement, words)
    rate, current, base = relation.figures
    is_growth = rate.measure in {"growth_pct", "growth_times", "change_abs"}
    template = words.against if is_growth else words.of
    said = template.format(
        current=shown(current, words.language, base),
        base=shown(base, words.language),
        found=_span(judgement.low, judgement.high, rate, words),
    )
    return f"{said}, {_verdict(judgement, rate, words)}"


def _signed(rate: Figure, text: str) -> str:
    return f"+{text}" if rate.measure == "growth_pct" and not text.startswith("-") else text


def _average(relation: Relation, judgement: Judgement, words: Words) -> str:
    if judgement.outcome == "blocked":
        return _incomplete(relation, judgement, words)
    rate, current, *bases = relation.figures
    base = bases[relation.options.index(judgement.option)] if len(bases) > 1 else bases[0]
    said = words.a_year.format(
        base=shown(base, words.language),
        current=shown(current, words.language),
        years=judgement.option,
        found=_span(judgement.low, judgement.high, rate, words),
    )
    return f"{said}, {_verdict(judgement, rate, words)}"


def _hull(relation: Relation, judgement: Judgement, words: Words) -> str:
    if judgement.outcome == "blocked":
        return _incomplete(relation, judgement, words)
    total = relation.figures[0]
    places = max(places_of(total.step, total.unit_scale), 1)
    ends = [
        number(end, SCALE, places, words.language) + "%" for end in (judgement.low, judgement.high)
    ]
    template = words.lies_not if judgement.outcome == "inconsistent" else words.lies
    return template.format(low=ends[0], high=ends[1], printed=shown(total, words.language))


def _count(relation: Relation, judgement: Judgement, words: Words) -> str:
    if judgement.outcome == "blocked":
        return _incomplete(relation, judgement, words)
    stated = relation.figures[0]
    entries = relation.entries
    counts = sorted(entries.counts) if entries else []
    nearest = min(counts, key=lambda count: abs(count - int(stated.value or 0)), default=0)
    said = words.entries.format(count=nearest)
    twice = (
        words.twice.format(names=", ".join(entries.repeated))
        if entries and entries.repeated
        else ""
    )
    return f"{said}, {_verdict(judgement, stated, words)}{twice}"


def _pairs(relation: Relation, judgement: Judgement, words: Words) -> str:
    if judgement.outcome in {"blocked", "not_checkable"}:
        return _incomplete(relation, judgement, words)
    said: list[str] = []
    for level_at, rate_at in relation.pairs:
        level, rate = relation.figures[level_at], relation.figures[rate_at]
        found = implied(level, rate, "rounded")
        if found is not None:
            text = words.implies.format(
                level=shown(level, words.language),
                rate=shown(rate, words.language),
                found=_span(found.low, found.high, level, words, 0),
            )
            said.append(text)
    agrees, differs = words.agree if relation.shape == "agreement" else words.add_up
    verdict = differs if judgement.outcome == "inconsistent" else agrees
    return f"{'; '.join(said)}: {verdict}"


def _implied_change(relation: Relation, judgement: Judgement, words: Words) -> str:
    if judgement.outcome == "blocked":
        return _incomplete(relation, judgement, words)
    change, current, rate = relation.figures
    said = words.adds.format(
        current=shown(current, words.language),
        rate=shown(rate, words.language),
        found=_span(judgement.low, judgement.high, change, words),
    )
    return f"{said}, {_verdict(judgement, change, words)}"


def _months(relation: Relation, judgement: Judgement, words: Words) -> str:
    if judgement.outcome in {"blocked", "not_checkable"}:
        return _incomplete(relation, judgement, words)
    whole, month, rate = relation.figures
    before = implied(month, rate, "printed")
    text = _span(before.low, before.low, month, words, 0) if before else ""
    said = words.implies.format(
        level=shown(month, words.language), rate=shown(rate, words.language), found=text
    )
    both = number(
        judgement.low, whole.unit_scale, places_of(whole.step, whole.unit_scale), words.language
    )
    verdict = (words.exceeds if judgement.outcome == "inconsistent" else words.bounded).format(
        printed=shown(whole, words.language), gap=_gap(judgement, whole, words)
    )
    return f"{said}; {both}{unit_of(whole, words.language)}: {verdict}"


def _implied(relation: Relation, _judgement: Judgement, words: Words) -> str:
    return relation.told[0] if words.language == "en" else relation.told[1]


_SAYERS: Final[Mapping[Shape, Callable[[Relation, Judgement, Words], str]]] = {
    "linear": _linear,
    "bound": _bound,
    "ratio": _ratio,
    "average": _average,
    "hull": _hull,
    "count": _count,
    "agreement": _pairs,
    "implied_sum": _pairs,
    "implied_change": _implied_change,
    "months": _months,
    "implied": _implied,
    "incomplete": _incomplete,
}
