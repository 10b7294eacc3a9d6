"""The digit runs of a passage: role, exact number, unit, and the words of what is counted."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extract.cues import BasisCue, PeriodCue
from extract.healing import DIGIT_RUN
from extract.lexicon import Match
from extract.numerals import Numeral, parse_numeral
from extract.roles import LEFT, RIGHT, Surroundings, continues_list, role_of
from extract.spelling import fold, fold_pattern


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A digit run in a passage's text.

    `start` to `end` are the digits, `tail` is where the unit or, without one, the digits end; `noun_end` where the
    counted noun ends (equal to `tail` where none was recognised). `unit` is a slug, `unit_text` as printed.
    `part` is `of_total` for the second number of a fraction, `low` and `high` for the ends of a range. `rules` pairs
    what was decided with the rule that did.
    """

    start: int
    end: int
    digits: str
    role: str
    numeral: Numeral
    unit: str = ""
    factor: Decimal = Decimal(1)
    unit_text: str = ""
    tail: int = 0
    noun_end: int = 0
    noun: str = ""
    noun_start: int = 0
    part: str = ""
    qualifier: str = ""
    rules: tuple[tuple[str, str], ...] = ()
    is_doubtful: bool = False


_UNREAD = Numeral(value=None, decimals=0, readings=())
_SPACES = re.compile(r"\s{0,2}")
_WORD = re.compile(r"[^\W\d_]+")
_FUNCTION_WORDS = frozenset(
    fold(word)
    for word in [
        "so",
        "với",
        "và",
        "hoặc",
        "của",
        "là",
        "đạt",
        "tăng",
        "giảm",
        "trong",
        "tại",
        "vào",
        "do",
        "nên",
        "thì",
        "mà",
        "để",
        "đến",
        "từ",
        "cho",
        "theo",
        "bằng",
        "chiếm",
        "được",
        "cùng",
        "trên",
        "như",
        "gồm",
        "năm",
        "tháng",
        "nhưng",
        "còn",
        "khi",
        "nhờ",
        "qua",
        "về",
        "ra",
        "lên",
        "ở",
        "thuộc",
        "không",
        "đã",
        "đang",
        "sẽ",
    ]
)
"""Words that neither begin nor belong to the noun phrase of what is counted."""
_NOT_COUNTED = _FUNCTION_WORDS | frozenset(
    fold(word)
    for word in [
        "dưới",
        "quý",
        "xuống",
        "trở",
        "kể",
        "tính",
        "cộng",
        "lũy",
        "ước",
        "nhằm",
        "nếu",
        "vì",
        "tuy",
        "tương",
        "cũng",
        "rất",
        "hơn",
        "kém",
        "đối",
        "mở",
        "lần",
        "bị",
        "giai",
    ]
)
_LABEL_ENDS = _FUNCTION_WORDS | frozenset(fold(word) for word in ["đi", "có", "chưa"])
_RUNS = re.compile(fold_pattern(r"(?:vận hành|hoạt động|phát điện)(?!\w)"))
_TAKES_PART = fold("tham gia")
_RANGE = re.compile(r"\s?-\s?")
_FROM_TO = re.compile(fold_pattern(r"\s?(?:đến|tới|-)\s(?:hơn |trên |gần |khoảng )?"))
_FRACTION_AFTER = re.compile(r"\s?/\s?\d")
_LETTER_FOR_DIGIT = re.compile(r"[ol](?=k[wvm]|mw|%)")
_RATE_TAIL = re.compile(r"\s?/\s?(?!tổng)[^\W\d_]+(?:\s?/\s?[^\W\d_]+)?")
_FRACTION = re.compile(r"\s?/\s?")
_OF_TOTAL = re.compile(fold_pattern(r"\s?/\s?(?:tổng|trên tổng)[\w ]{0,30}"))
_SHARED_UNIT = re.compile(fold_pattern(r"\s?(?:,|và|;)\s?"))
_FROM_BEFORE = re.compile(fold_pattern(r"\btừ\s(?:khoảng |hơn |trên )?\Z"))
_AND_MORE = re.compile(fold_pattern(r"\s?(?:trở lên|trở đi)"))
_SCALE_ALONE = re.compile(fold_pattern(r"\s?(nghìn|ngàn|triệu|tỷ|vạn)(?!\w)"))


def find_figures(
    text: str,
    folded: str,
    by_start: Mapping[int, Sequence[Match]],
    periods: Sequence[PeriodCue],
    bases: Sequence[BasisCue],
) -> list[Figure]:
    """Return every digit run of a passage, in order, with its role.

    `by_start` holds the vocabulary's matches in `folded` by their start, longer ones first.
    """
    dated = sorted([(c.start, c.end) for c in periods] + [(b.start, b.end) for b in bases])
    quoted = _quoted(text)
    figures: list[Figure] = []
    for match in DIGIT_RUN.finditer(text):
        figure = _read(text, folded, match.start(), match.end(), by_start)
        role = _role(figure, text, folded, by_start, dated, quoted, figures)
        figures.append(_with_role(figure, role))
    return _related(figures, folded)


def _read(
    text: str, folded: str, start: int, end: int, by_start: Mapping[int, Sequence[Match]]
) -> Figure:
    digits = text[start:end]
    gap = _SPACES.match(folded, end)
    at = gap.end() if gap else end
    unit, factor, tail, counted, rule = _unit_at(folded, at, by_start)
    numeral = parse_numeral(digits, is_counted=counted, is_ratio=unit in ("pct", "times"))
    noun, noun_end = ("", tail)
    if not unit or counted:
        noun, noun_end = noun_at(text, folded, at, by_start)
        if not unit and noun:
            unit, counted, rule = "count", True, "counted_noun"
            numeral = parse_numeral(digits, is_counted=True)
        tail = end
    return Figure(
        start=start,
        end=end,
        digits=digits,
        role="",
        numeral=numeral,
        unit=unit,
        factor=factor,
        unit_text=text[at:tail] if tail > at else "",
        tail=tail if tail > end else end,
        noun=noun,
        noun_start=at,
        noun_end=max(noun_end, tail, end),
        rules=(("unit", rule),) if rule else (),
    )


def _unit_at(
    folded: str, at: int, by_start: Mapping[int, Sequence[Match]]
) -> tuple[str, Decimal, int, bool, str]:
    """Return unit slug, factor, end, whether a counted noun gave it, and the rule; an empty slug where none stands."""
    best: tuple[str, Decimal, int, bool, str] = ("", Decimal(1), at, False, "")
    for match in by_start.get(at, ()):
        for term in match.terms:
            if term.kind == "plain_word" and match.end > best[2]:
                best = ("", Decimal(1), match.end, False, "")
            elif term.kind in ("unit", "counted") and match.end > best[2]:
                best = (
                    term.key,
                    term.factor,
                    match.end,
                    term.kind == "counted",
                    f"{term.kind}_phrase",
                )
    rate = (
        _RATE_TAIL.match(folded, best[2])
        if best[0] in ("VND_bn", "VND_mn", "USD_mn", "t", "kWh")
        else None
    )
    if rate:
        return "other", Decimal(1), rate.end(), False, "rate"
    if not best[0] and best[2] == at:
        scale = _SCALE_ALONE.match(folded, at)
        if scale:
            return "other", Decimal(1), scale.end(), False, "scale_without_unit"
    return best


def noun_at(
    text: str, folded: str, at: int, by_start: Mapping[int, Sequence[Match]]
) -> tuple[str, int]:
    """Return the counted noun phrase (at most eight words) and the end of its head."""
    first = _WORD.match(folded, at)
    if not first or first[0] in _NOT_COUNTED or _RUNS.match(folded, at):
        return "", at
    known = [
        m.end
        for m in by_start.get(at, ())
        if any(t.kind in ("concept", "counted") for t in m.terms)
    ]
    if text[at].isupper() and not known and _capitalised_before(text, at):
        return "", at
    head_end = max(known, default=first.end())
    words = 0
    end = at
    for word in _WORD.finditer(folded, at):
        between = folded[end : word.start()]
        ends = word[0] in _LABEL_ENDS or folded.startswith(_TAKES_PART, word.start())
        if words and (between.strip() or ends) and word.start() >= head_end:
            break
        end, words = word.end(), words + 1
        if words == 8:
            break
    return text[at:end], max(head_end, first.end())


def _capitalised_before(text: str, at: int) -> bool:
    words = text[max(at - 24, 0) : at].split()
    return len(words) >= 2 and words[-2][:1].isupper() and len(words[-1]) <= 2


def _role(
    figure: Figure,
    text: str,
    folded: str,
    by_start: Mapping[int, Sequence[Match]],
    dated: Sequence[tuple[int, int]],
    quoted: Sequence[tuple[int, int]],
    before: Sequence[Figure],
) -> tuple[str, str]:
    start, end = figure.start, figure.end
    measured = bool(figure.unit) and figure.unit != "count" and not figure.noun
    left = folded[max(start - LEFT, 0) : start]
    around = Surroundings(
        digits=figure.digits,
        raw_left=text[max(start - LEFT, 0) : start],
        raw_right=text[end : end + RIGHT],
        left=left,
        right=folded[end : end + RIGHT],
        has_unit=measured,
        has_noun=bool(figure.noun),
        known_noun=bool(figure.noun) and bool(by_start.get(end + 1)),
        in_quotes=_within(quoted, start),
        designator=_designator_before(folded, start, by_start),
        starts_sentence=_starts_sentence(left),
        in_brackets=_in_brackets(folded, start),
    )
    found = None if _between_digits(text, start, end) else role_of(around)
    if found and found[0] in ("reference", "marker"):
        return found
    if _within(dated, start):
        return "period", "period_phrase"
    if found:
        return found
    if before and not figure.unit and before[-1].role in ("reference", "name", "period"):
        between = folded[before[-1].end : start]
        same_kind = before[-1].role != "period" or (
            figure.digits.isdigit() and len(figure.digits) <= 2
        )
        if continues_list(between) and same_kind and not _FRACTION_AFTER.match(folded, end):
            return before[-1].role, "list_goes_on"
    if figure.numeral.value is None:
        return "malformed", "number_grammar"
    if _between_digits(text, start, end) or _LETTER_FOR_DIGIT.match(folded, end):
        return "malformed", "letter_among_digits"
    return "value", "statistic"


_BRACKET_REACH = 2000


def _in_brackets(folded: str, at: int) -> bool:
    """Whether the last bracket before a place opens; one further back than a page's half is not looked for."""
    since = max(at - _BRACKET_REACH, 0)
    return folded.rfind("(", since, at) > folded.rfind(")", since, at)


def _within(spans: Sequence[tuple[int, int]], at: int) -> bool:
    """Whether a place is inside one of the spans, which are in order and apart from each other."""
    k = bisect_right(spans, at, key=lambda span: span[0]) - 1
    return k >= 0 and at < spans[k][1]


def _with_role(figure: Figure, role: tuple[str, str]) -> Figure:
    rules = (*figure.rules, ("role", role[1]))
    if role[0] in ("value", "malformed"):
        return replace(figure, role=role[0], rules=rules, is_doubtful=figure.numeral.is_doubtful)
    return replace(
        figure, role=role[0], rules=(("role", role[1]),), unit="", noun="", numeral=_UNREAD
    )


def _between_digits(text: str, start: int, end: int) -> bool:
    """Whether a letter that looks like a digit stands between this run and another (`5.3O1,6`)."""
    before = (
        text[start - 1 : start] in ("O", "o", "l", "I") and text[start - 2 : start - 1].isdigit()
    )
    return before or (text[end : end + 1] in ("O", "o", "l") and text[end + 1 : end + 2].isdigit())


_DESIGNATOR_GAP = re.compile(fold_pattern(r"\s(?:số\s)?\Z"))


def _designator_before(folded: str, start: int, by_start: Mapping[int, Sequence[Match]]) -> str:
    gap = _DESIGNATOR_GAP.search(folded[max(start - 5, 0) : start])
    end = start - len(gap[0]) if gap else start
    for at in range(max(end - 18, 0), end if gap else 0):
        for match in by_start.get(at, ()):
            if match.end == end and (
                match.key("designator_before") or match.key("designator_strong")
            ):
                return "strong" if match.key("designator_strong") else "plain"
    return ""


def _starts_sentence(left: str) -> bool:
    """Whether only one word stands between the sentence's start and the run (`Có 10 sản phẩm`)."""
    piece = re.split(r"[.;:!?(]\s*|^", left)[-1]
    return len(piece.split()) <= 1


_QUOTED = re.compile(r'“[^“”;]{3,300}”|"[^"“”;]{3,300}"')


def _quoted(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _QUOTED.finditer(text)]


def _related(figures: list[Figure], folded: str) -> list[Figure]:
    """Give the first of two numbers the unit that both share, and say what each is to the other."""
    out = list(figures)
    for k in range(len(out) - 1):
        a, b = out[k], out[k + 1]
        if a.role not in ("value", "malformed") or b.role not in ("value", "malformed"):
            continue
        between = folded[a.tail : b.start]
        bare = not a.unit
        if bare and _FRACTION.fullmatch(between):
            out[k] = _share_unit(a, b)
            out[k + 1] = replace(b, part="of_total", rules=(*b.rules, ("measure", "fraction")))
        elif not bare and _OF_TOTAL.fullmatch(between):
            out[k + 1] = replace(
                b, part="of_total", rules=(*b.rules, ("measure", "fraction_in_words"))
            )
        elif (bare or a.unit == b.unit) and (
            _RANGE.fullmatch(between)
            or (
                _FROM_TO.fullmatch(between)
                and _FROM_BEFORE.search(folded[max(a.start - 16, 0) : a.start])
            )
        ):
            low = _share_unit(a, b) if bare else a
            out[k] = replace(
                low, part="low", qualifier=">=", rules=(*low.rules, ("qualifier", "range"))
            )
            out[k + 1] = replace(
                b, part="high", qualifier="<=", rules=(*b.rules, ("qualifier", "range"))
            )
        elif bare and b.unit in ("pct", "times") and _SHARED_UNIT.fullmatch(between):
            out[k] = _share_unit(a, b)
    return [_open_ended(f, folded) for f in out]


def _share_unit(a: Figure, b: Figure) -> Figure:
    counted = b.unit in ("count", "person", "household", "commune") and bool(b.noun)
    numeral = parse_numeral(a.digits, is_counted=counted, is_ratio=b.unit in ("pct", "times"))
    role = "value" if numeral.value is not None else "malformed"
    return replace(
        a,
        unit=b.unit,
        factor=b.factor,
        unit_text=b.unit_text,
        noun=b.noun,
        noun_start=b.noun_start,
        noun_end=b.noun_end,
        numeral=numeral,
        role=role,
        rules=(*a.rules, ("unit", "unit_of_the_next_number")),
    )


def _open_ended(figure: Figure, folded: str) -> Figure:
    if figure.role == "value" and _AND_MORE.match(folded, figure.noun_end):
        return replace(figure, qualifier=">=", rules=(*figure.rules, ("qualifier", "and_more")))
    return figure
