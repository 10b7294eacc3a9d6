"""What the words over a column say of its figures: when, against what, how measured, how sure, in what unit.

The words are found with the cues of prose (`extract.cues`) and the vocabulary; what is left of a head when they are
taken out names a thing of its own, and must be understood or the column's figures get no indicator.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import regex

from extract.cues import BasisCue, PeriodCue, find_bases, find_periods
from extract.grammar.wording import COUNTED_UNITS
from extract.lexicon import Lexicon, Match, longest
from extract.spelling import fold, fold_pattern
from extract.tables.units import UnitOfTable, bracketed_unit, unit_of

_BRACKET: Final = regex.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_NOTE_MARK: Final = regex.compile(r"^\s*(?:\*{1,3}|\d)\s*$|^\s*(?:\d{1,2}\s*=.*)$")
_YEAR: Final = regex.compile(r"(?<![\d/.,-])(?:19|20)\d\d(?![\d/.,]*\d)(?!\s?-\s?\d)")
_GROWTH: Final = re.compile(
    fold_pattern(
        r"(?<!\w)(?:tăng|giảm|tốc độ|tăng trưởng|phát triển)(?!\w)|\+\s?/\s?-|±|\(\+\)|\(-\)"
    )
)
_DEVELOPS: Final = re.compile(fold_pattern(r"tốc độ phát triển|chỉ số phát triển"))
_INDEX: Final = re.compile(fold_pattern(r"(?<!\w)(?:chỉ số|bằng|tốc độ phát triển)(?!\w)"))
_SO: Final = re.compile(fold_pattern(r"(?<!\w)so(?!\w)"))
_ABSOLUTE: Final = re.compile(
    fold_pattern(r"(?<!\w)(?:tuyệt đối|số lượng|mức tăng|chênh lệch)(?!\w)")
)
_SHARE: Final = re.compile(fold_pattern(r"(?<!\w)(?:cơ cấu|tỷ trọng|chiếm)(?!\w)"))
_COMPARES: Final = re.compile(
    fold_pattern(r"(?<!\w)(?:so|so sánh|với|tăng|giảm|bằng|tốc độ|chỉ số)(?!\w)|\+\s?/\s?-")
)
_PLAN_RATE: Final = re.compile(
    fold_pattern(
        r"(?:th|thực hiện|ước|lũy kế|đạt)?\s*/\s*(?:kế hoạch|kh)(?!\w)|"
        r"(?:hoàn thành|đạt|thực hiện|ht|th)\s*(?:so\s)?(?:với\s)?(?:kế hoạch|kh)(?!\w)|%\s?(?:kế hoạch|kh)(?!\w)"
    )
)
_STATUSES: Final = (
    (re.compile(fold_pattern(r"(?<!\w)(?:kế hoạch|kh|dự toán|chỉ tiêu kế hoạch)(?!\w)")), "plan"),
    (re.compile(fold_pattern(r"(?<!\w)(?:mục tiêu|chỉ tiêu|phấn đấu|nghị quyết)(?!\w)")), "target"),
    (re.compile(fold_pattern(r"(?<!\w)(?:dự kiến|dự báo)(?!\w)")), "forecast"),
    (
        re.compile(fold_pattern(r"(?<!\w)(?:ước|ước tính|ước thực hiện|uớc|ưth|ước th|uth)(?!\w)")),
        "estimate",
    ),
    (
        re.compile(fold_pattern(r"(?<!\w)(?:thực hiện|th|chính thức|sơ bộ|thực tế|kết quả)(?!\w)")),
        "actual",
    ),
)
_FILLERS: Final = re.compile(
    fold_pattern(
        r"(?<!\w)(?:thực hiện|thực tế|th|ước tính|uớc tính|ước thực hiện|ước th|ước|uớc|ưth|uth|"
        r"sơ bộ|chính thức|dự kiến|dự báo|kế hoạch|kh|dự toán|so sánh|so|sánh|với|tỷ lệ|"
        r"tốc độ|tăng trưởng|phát triển|tăng|giảm|bằng|mức|lũy kế|"
        r"cộng dồn|tính chung|cộng|kỳ này|kỳ|báo cáo|số liệu|kết quả|năm|tháng|quý|đến|hết|cuối|đầu|từ|trong|"
        r"của|các|nay|cùng|cả|đạt|hoặc|và|thời điểm|tuyệt đối|tương đối|mục tiêu|hoàn thành|ht|chỉ số|cơ cấu|tỷ trọng|"
        r"tổng số|tổng cộng|toàn tỉnh|toàn ngành|chung|chia ra|trong đó|trước|này|tiếp theo|số tuyệt đối|"
        r"lần|điểm)(?!\w)|"
        r"[%+\-/(),.:;=*±\"'·]|(?<!\w)\d+(?!\w)"
    )
)
_MONTH_WORD: Final = fold("tháng")
_MONTH: Final = re.compile(r"(?<![\w/.,-])t\.?(0?[1-9]|1[0-2])(?![\d.,]|\w)")
_MONTHS: Final = re.compile(
    fold_pattern(r"(?<![\w/.,-])(0?[1-9]|1[0-2])t(?=\s?/\s?(?:19|20)\d\d|~(?:đầu|năm|so|ước)|$)")
)
_SHORTEST_NAME: Final = 5
_QUANTITY: Final = frozenset(fold(w) for w in ("lượng", "số lượng", "khối lượng", "sản lượng"))
_VALUE: Final = frozenset(
    fold(w)
    for w in (
        "trị giá",
        "giá trị",
        "kim ngạch",
        "tổng mức",
        "doanh thu",
        "giá trị kim ngạch",
        "trị giá kim ngạch",
    )
)
_AVERAGE: Final = re.compile(fold_pattern(r"(?<!\w)bình quân(?!\w)"))
_ORIGIN: Final = re.compile(fold_pattern(r"(?<!\w)kỳ gốc(?!\w)"))
_AT_THE_TIME: Final = re.compile(fold_pattern(r"~(?:của~)?(?:(?P<month>tháng)|quý)~trước"))
_YEAR_BEFORE: Final = re.compile(fold_pattern(r"(?<!\w)năm (?:trước|ngoái)(?!\w)"))
_PARTS: Final = ("month", "months", "quarter", "year_to_date")
_LAST_YEAR: Final = re.compile(fold_pattern(r"(?<!\w)cùng kỳ(?!\w)"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sense:
    """What a head says of its column.

    `measure` is one of the ledger's, `ratio` where it is a rate against `basis` of which the words don't say whether
    100 or 0 means no change, or `open` where a per cent is not told at all. `shift` is -12 for figures of the year
    before, whose period is that of the figures they stand beside (`is_beside`). `rest` are the folded words that are
    no cue; `amount` is `quantity` or `value` where they only say which. `units` are those of the head.
    """

    measure: str = "level"
    basis: BasisCue | None = None
    period: PeriodCue | None = None
    shift: int = 0
    status: str = ""
    unit: UnitOfTable | None = None
    is_planned: bool = False
    is_beside: bool = False
    is_average: bool = False
    amount: str = ""
    rest: str = ""
    rules: tuple[tuple[str, str], ...] = ()
    is_doubtful: bool = False


def sense_of(levels: Sequence[str], lexicon: Lexicon) -> Sense:
    """Return what the texts over a column say, given from the outermost to the innermost."""
    plain, unit, growth_marks = _without_brackets(levels, lexicon)
    folded = fold(" ".join(plain.split()))
    has_percent = "%" in folded or (unit is not None and unit.unit == "pct")
    has_times = unit is not None and unit.unit == "times"
    words = " ".join(folded.replace("%", " ").replace(":", " ").split())
    words = in_full(words)
    if len(_SO.findall(words)) > 1:
        words = words.replace(fold("so sánh "), "", 1)
    bases = [b for b in find_bases(words) if not _is_part_of_price(words, b)]
    compares = bool(_COMPARES.search(words)) or has_percent or has_times or growth_marks
    bases = [b for b in bases if b.is_explicit or compares or b.basis == "same_period"]
    bases = bases or _unread_base(words)
    cues = _periods(words, bases)
    basis = _basis(words, bases, cues, compares=compares)
    sense = Sense(
        period=cues[0] if cues else None,
        status=_status(words, basis),
        unit=unit,
        is_average=bool(_AVERAGE.search(words)),
    )
    grows = growth_marks or bool(_GROWTH.search(words) and not _DEVELOPS.search(words))
    sense = _measured(sense, words, basis, grows=grows, percent=has_percent, times=has_times)
    return _with_rest(sense, words, bases, cues, lexicon)


def in_full(words: str) -> str:
    """Write months that a head abbreviates in full: `T6 so T5`, `6T đầu năm`, `12T/2022`. Takes folded words."""
    words = _MONTH.sub(rf"{_MONTH_WORD} \1", words)
    return _MONTHS.sub(rf"\1 {_MONTH_WORD}", words)


def _without_brackets(
    levels: Sequence[str], lexicon: Lexicon
) -> tuple[str, UnitOfTable | None, bool]:
    """Return the words outside brackets, the unit, and whether signs say that a change is meant."""
    unit: UnitOfTable | None = None
    grows = False
    kept: list[str] = []
    for level in levels:
        text = level
        for match in _BRACKET.finditer(level):
            inner = (match[1] or match[2] or "").strip()
            found = bracketed_unit(inner, lexicon)
            if found:
                unit = found
            elif inner in ("+", "-", "+/-", "±", "+, -", "+;-"):
                grows = True
            elif not _NOTE_MARK.match(inner):
                text = text.replace(match[0], f" {inner} ")
            text = text.replace(match[0], " % " if found and found.unit == "pct" else " ")
        own = unit_of(text, lexicon) if text.strip() and not unit else None
        is_scaled = own is not None and (own.unit not in COUNTED_UNITS or own.factor != 1)
        if own and is_scaled and text.strip() != "%":
            unit = own
            continue
        if text.strip() == "%":
            unit = own
        kept.append(text)
    joined = " ".join(kept)
    return (
        regex.sub(r"\+\s?/\s?-|±", " ", joined),
        unit,
        grows or bool(regex.search(r"\+\s?/\s?-|±", joined)),
    )


def _unread_base(words: str) -> list[BasisCue]:
    """`so với vụ đông xuân 2008`: against something that is no known base, named up to its year."""
    so = _SO.search(words)
    after = [c.end for c in find_periods(words) if so and c.start > so.start()]
    after += [m.end() for m in _YEAR.finditer(words) if so and m.start() > so.start()]
    if not so or not after:
        return []
    return [BasisCue(start=so.start(), end=max(after), basis="other_period")]


def _is_part_of_price(words: str, basis: BasisCue) -> bool:
    return words[max(basis.start - 4, 0) : basis.start].endswith(fold("giá "))


def _periods(words: str, bases: Sequence[BasisCue]) -> list[PeriodCue]:
    """Return the periods that are no part of a base; a bare year is one too."""
    found = [c for c in find_periods(words) if not _inside(c.start, bases)]
    found = [c for c in found if c.kind not in ("last_month",) or not bases]
    taken = [(c.start, c.end) for c in found]
    for match in _YEAR.finditer(words):
        at = match.start()
        if not _inside(at, bases) and not any(start <= at < end for start, end in taken):
            found.append(PeriodCue(start=at, end=match.end(), kind="year", year=int(match[0])))
    found.sort(key=lambda c: c.start)
    return _joined(found)


def _joined(cues: list[PeriodCue]) -> list[PeriodCue]:
    """A month or quarter whose year is printed apart from it (`Tháng 6` over `2020`) gets that year."""
    years = [c for c in cues if c.kind == "year"]
    parts = [c for c in cues if c.kind in _PARTS]
    if len(parts) == 1 and parts[0].year is None and len(years) == 1:
        return [replace(parts[0], year=years[0].year), *(c for c in cues if c is not parts[0])]
    if parts and cues[0].kind == "year":
        return sorted(cues, key=lambda c: c.kind == "year")
    return cues


def _inside(at: int, bases: Sequence[BasisCue]) -> bool:
    return any(b.start <= at < b.end for b in bases)


def _basis(
    words: str, bases: Sequence[BasisCue], cues: Sequence[PeriodCue], *, compares: bool
) -> BasisCue | None:
    named = [b for b in bases if b.is_explicit] or (list(bases) if compares else [])
    if not named and compares and _PLAN_RATE.search(words):
        return BasisCue(start=0, end=0, basis="plan")
    if not named:
        return None
    basis = named[-1]
    behind = _AT_THE_TIME.match(words, basis.end)
    if basis.basis == "same_period" and behind:
        slug = "prev_month" if behind["month"] else "prev_quarter"
        return replace(basis, basis=slug, end=behind.end())
    if basis.basis in ("plan", "resolution", "whole", "prev_month", "prev_quarter"):
        return basis
    return _against(basis, words, cues[0] if cues else None)


def _against(basis: BasisCue, words: str, own: PeriodCue | None) -> BasisCue:
    """Return the base as what it is of the column's own period: a base that names a time is told by the distance."""
    printed = words[basis.start : basis.end]
    named = [c for c in find_periods(printed) if c.kind in ("month", "quarter", "year", "months")]
    if _LAST_YEAR.search(printed) or own is None or not named:
        return basis
    base = named[-1]
    distance = _months_between(base, own)
    if distance is None:
        return basis
    slug = {12: "same_period", 1: "prev_month"}.get(distance, "other_period")
    if own.kind == "quarter" and distance == 3:
        slug = "prev_quarter"
    return replace(basis, basis=slug)


def _months_between(base: PeriodCue, own: PeriodCue) -> int | None:
    """Months from the end of `base` to the end of `own`, None where they are not of one kind or a year is open."""
    if base.kind != own.kind and not {base.kind, own.kind} <= {"year", "months", "year_to_date"}:
        return 0
    if own.kind in ("year", "year_to_date") or base.kind == "year":
        if base.year is None or own.year is None:
            return None
        return 12 * (own.year - base.year)
    step = 3 if own.kind == "quarter" else 1
    if own.kind == "months" and base.first != own.first:
        return 0
    if own.year is None and base.year is None:
        apart = step * (own.first - base.first)
        return apart if apart > 0 else None
    year = own.year if own.year is not None else base.year
    before = base.year if base.year is not None else year
    if year is None or before is None:
        return None
    return 12 * (year - before) + step * (own.first - base.first)


def _status(words: str, basis: BasisCue | None) -> str:
    for pattern, status in _STATUSES:
        for match in pattern.finditer(words):
            if not (basis and basis.start <= match.start() < basis.end):
                if status in ("plan", "target") and basis is not None:
                    continue
                return status
    return ""


def _measured(
    sense: Sense, words: str, basis: BasisCue | None, *, grows: bool, percent: bool, times: bool
) -> Sense:
    if _SHARE.search(words) and (percent or sense.unit is None):
        return replace(sense, measure="share_pct")
    if basis is not None and basis.basis == "whole":
        return replace(sense, measure="share_pct")
    if _ORIGIN.search(words):
        other = BasisCue(start=0, end=0, basis="other_period")
        return replace(sense, measure="ratio", basis=other)
    if basis is not None:
        return _against_base(sense, words, basis, grows=grows, percent=percent, times=times)
    if sense.status == "plan":
        return replace(sense, is_planned=sense.period is None or sense.period.kind == "year")
    if _LAST_YEAR.search(words):
        beside = sense.period is None or sense.period.kind in ("year", "last_year")
        return (
            replace(sense, shift=-12, is_beside=beside, status="actual")
            if beside
            else replace(
                sense,
                shift=-12 if sense.period and sense.period.year is None else 0,
                status="actual",
            )
        )
    if times:
        return replace(sense, measure="growth_times" if grows else "level")
    if percent and grows:
        return replace(sense, measure="growth_pct")
    if grows and not percent and _ABSOLUTE.search(words):
        return replace(sense, measure="change_abs")
    if percent and not _INDEX.search(words):
        return replace(sense, measure="open")
    past = sense.period and sense.period.kind in _PARTS and _YEAR_BEFORE.search(words)
    return replace(sense, shift=-12, status="actual") if past else sense


def _against_base(
    sense: Sense, words: str, basis: BasisCue, *, grows: bool, percent: bool, times: bool
) -> Sense:
    sense = replace(sense, basis=basis)
    if times:
        return replace(sense, measure="growth_times")
    has_other_unit = sense.unit is not None and sense.unit.unit not in ("pct", "times")
    if has_other_unit or (grows and not percent and _ABSOLUTE.search(words)):
        return replace(sense, measure="change_abs" if grows else "ratio", unit=sense.unit)
    if basis.basis in ("plan", "resolution"):
        return replace(sense, measure="growth_pct" if grows and percent else "plan_pct")
    if _INDEX.search(words) and not grows:
        return replace(sense, measure="index")
    if grows and (percent or not _ABSOLUTE.search(words)):
        return replace(sense, measure="growth_pct" if percent else "change")
    return replace(sense, measure="ratio")


def _with_rest(
    sense: Sense,
    words: str,
    bases: Sequence[BasisCue],
    cues: Sequence[PeriodCue],
    lexicon: Lexicon,
) -> Sense:
    """Take the cues out of the words; what is left names what the column is about."""
    gone = [(b.start, b.end) for b in bases] + [(c.start, c.end) for c in cues]
    kept = "".join(
        char if not any(start <= at < end for start, end in gone) else " "
        for at, char in enumerate(words)
    )
    named = [m for m in longest(_things(kept, lexicon)) if m.end - m.start > _SHORTEST_NAME]
    pieces: list[str] = []
    done = 0
    for match in named:
        pieces += [_FILLERS.sub(" ", kept[done : match.start]), kept[match.start : match.end]]
        done = match.end
    pieces.append(_FILLERS.sub(" ", kept[done:]))
    rest = " ".join(" ".join(pieces).split())
    if rest in _QUANTITY:
        return replace(sense, amount="quantity")
    if rest in _VALUE:
        return replace(sense, amount="value")
    return replace(sense, rest=rest)


def _things(words: str, lexicon: Lexicon) -> list[Match]:
    return [m for m in lexicon.find(words) if m.key("concept") or m.key("item")]
