"""What the words of a row, of a title or of what is left of a head stand for: taken whole or not at all.

A label is understood where the vocabulary covers all of it: a thing, its part, its prices, its time, and words that add
nothing. `Xuất khẩu dịch vụ` is no `Xuất khẩu`; what is not covered stays a label without an indicator.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import regex

from extract.cues import PeriodCue, find_periods
from extract.lexicon import Lexicon, Term
from extract.spelling import fold, fold_pattern
from extract.tables.units import UnitOfTable, bracketed_unit

_LEAD: Final = regex.compile(
    r"^\s*(?P<mark>(?:[IVX]{1,5}|[A-ZĐ]|\d{1,2}(?:\.\d{1,2}){0,3}|[a-zđ])\s?[.)\-/](?=\s|\p{Lu}|\d?\p{L})\s*|"
    r"\d{1,2}(?:\.\d{1,2}){1,3}\s+|[-–+*•●▪○]+\s*)+"
)
_OF_WHICH: Final = regex.compile(
    fold_pattern(
        r"^(?:trong đó|tr\.?\s?đó|trđ|bao gồm|gồm|chia ra|trong tổng số|cụ thể)\s*[:：]?\s*-?\s*"
    )
)
_SECTION: Final = re.compile(
    fold_pattern(
        r"^(?:và|phân theo|chia theo|chia ra|theo|trong đó|bao gồm|mặt hàng chủ yếu|một số mặt hàng|một số sản phẩm|"
        r"nhóm hàng|các mặt hàng|sản phẩm chủ yếu|một số|phân ra|tr\.?\s?đó)(?!\w)"
    )
)
_TOTAL: Final = re.compile(
    fold_pattern(
        r"(?:tổng số|tổng cộng|cộng|tổng|toàn tỉnh|toàn thành phố|toàn ngành|toàn ngành công nghiệp|"
        r"toàn ngành cn|tổng trị giá|tổng giá trị|tổng mức|tổng kim ngạch|chung|chỉ số chung|"
        r"toàn ngành chế biến, chế tạo|tổng số toàn tỉnh|toàn địa bàn)"
    )
)
_COUNTRY: Final = re.compile(fold_pattern(r"(?:cả nước|toàn quốc|việt nam)"))
_REGION: Final = re.compile(
    fold_pattern(
        r"(?:vùng )?(?:đồng bằng sông (?:hồng|cửu long)|đbscl|đbsh|trung du và miền núi.*|trung du.*|"
        r"đông bắc.*|tây bắc.*|bắc trung bộ.*|duyên hải.*|nam trung bộ.*|tây nguyên|"
        r"đông nam bộ|miền (?:bắc|trung|nam|núi)|tây nam bộ)"
    )
)
_DISTRICT: Final = regex.compile(
    r"(?:huyện|thị xã|quận|phường|xã|thị trấn|tx\.?|h\.)\s+\p{L}.*|(?:tp\.?|thành phố)\s+\p{L}.*",
    regex.IGNORECASE,
)
_PLACE_WORDS: Final = re.compile(
    fold_pattern(r"^(?:tỉnh|thành phố|tp\.?|t\.p\.?|toàn tỉnh|tphcm)\s*")
)
_FILLERS: Final = re.compile(
    fold_pattern(
        r"(?<!\w)(?:của|tỉnh|toàn tỉnh|trên địa bàn(?: tỉnh)?|theo|toàn ngành|ngành|trong kỳ|trong tháng|tháng|năm|quý|"
        r"các|và|cả năm|số|thực hiện|ước|ước tính|ước thực hiện|chủ yếu|tình hình|kết quả|hàng tháng|một số|tiếp theo|"
        r"tiếp biểu|phân theo|chia theo|ngành công nghiệp|ngành kinh tế|loại hình kinh tế|ngành hàng|nhóm hàng|"
        r"ngành hoạt động|khu vực|thành phần kinh tế|đến|đầu|từ|trong)(?!\w)|"
        r"[-:;,.()/\"'*]|(?<!\w)\d{1,2}(?!\w)"
    )
)
_TITLE_LEAD: Final = regex.compile(
    fold_pattern(
        r"^(?:(?:biểu|bảng|phụ lục|phụ biểu|mẫu|biểu mẫu)(?:\s+số)?\s*[\w.\-/]{0,12}\s*[:.\-–]?\s+)?"
        r"(?:\(?(?:tiếp theo|tiếp biểu|tiếp)\)?\s*[:.]?\s*)?"
        r"(?:(?:báo cáo|tình hình|kết quả|thực hiện|ước thực hiện)\s+)*"
    )
)
_BRACKET: Final = regex.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_EMPTY: Final = regex.compile(r"\(\s*\)")
_ABBREVIATION: Final = regex.compile(r"[A-ZĐ&]{2,8}")
_NOTE_MARK: Final = regex.compile(r"\*{1,3}|\d")
_PRICE: Final = re.compile(
    fold_pattern(
        r"(?:theo\s)?(?:giá (?P<constant>so sánh|ss|cố định|cđ)(?:\s(?:năm\s)?(?P<year>(?:19|20)\d\d))?|"
        r"(?P<current>giá (?:hiện hành|hh|thực tế)))"
    )
)
_LISTS_ON: Final = re.compile(
    fold_pattern(r"[,;:.(-]|(?:và|theo|trên|tại|của|năm|tháng|quý|\d)(?!\w)")
)
_COUNTING: Final = re.compile(fold_pattern(r"(?:tổng số|tổng|số lượng|số|sản lượng)~"))
"""Words before a counted thing that add nothing: `Số chợ`."""


OWN: Final = "own"
"""What names of the reporting territory lead to: its row is that of the whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What a label says.

    `text` is it without number, bullet and unit. `concept`, `items` and `aspect` are keys of the vocabulary, empty
    where it names none; `is_known` says that the vocabulary covers all of it. `is_total` marks the row of the whole,
    `is_section` words that only open a list. `is_qualified` marks a title that begins with a thing and says more of it
    than is understood (`Xuất, nhập khẩu dịch vụ`): rows named after the thing are about something else. `territory` is
    the slug of a province or a place as printed.
    """

    text: str
    concept: str = ""
    items: tuple[str, ...] = ()
    aspect: str = ""
    unit: UnitOfTable | None = None
    period: PeriodCue | None = None
    price_base: str = ""
    territory: str = ""
    is_total: bool = False
    is_section: bool = False
    is_known: bool = False
    is_qualified: bool = False
    marks: int = 0


def label_of(text: str, lexicon: Lexicon, provinces: Mapping[str, str]) -> Label:
    """Return what the label of a row says; `provinces` leads from folded names to slugs."""
    led = _LEAD.match(text)
    marks = led.end() if led and led.end() < len(text) else 0
    words, unit, price = _without_brackets(_EMPTY.sub(" ", text[marks:]), lexicon)
    shown = " ".join(words.split()).strip(" :;.*-–")
    folded = fold(shown)
    which = _OF_WHICH.match(folded)
    if which and which.end() < len(folded):
        shown, folded = shown[which.end() :].strip(), folded[which.end() :].strip()
    label = Label(text=shown, unit=unit, price_base=price, marks=marks)
    if not folded or (which and which.end() == len(folded)) or _SECTION.match(folded):
        section = replace(label, is_section=True)
        whole = _whole(section, folded, lexicon) if folded else None
        return whole or section
    if _TOTAL.fullmatch(folded):
        return replace(label, is_total=True, is_known=True)
    place = _territory(folded, shown, provinces)
    if place == OWN:
        return replace(label, is_total=True, is_known=True)
    if place:
        return replace(label, territory=place, is_known=True)
    counted = _COUNTING.match(folded)
    rest = folded[counted.end() :] if counted else ""
    return _whole(label, folded, lexicon) or (rest and _whole(label, rest, lexicon)) or label


def title_of(text: str, lexicon: Lexicon, provinces: Mapping[str, str]) -> Label:
    """Return what a title or heading says: it must begin with the thing, and go on with words that add nothing."""
    words, unit, price = _without_brackets(_EMPTY.sub(" ", text), lexicon, is_title=True)
    led = _LEAD.match(words)
    shown = " ".join(words[led.end() if led else 0 :].split())
    folded = fold(shown)
    start = _TITLE_LEAD.match(folded)
    folded = folded[start.end() if start else 0 :].strip(" .:-*")
    folded, territory = _without_places(folded, provinces)
    label = Label(
        text=shown, unit=unit, price_base=price or price_base_of(folded), territory=territory
    )
    found = _whole(label, folded, lexicon, is_title=True)
    return found or replace(label, is_qualified=_is_qualified(folded, lexicon))


def _is_qualified(folded: str, lexicon: Lexicon) -> bool:
    for length in _prefixes(folded):
        if any(term.kind == "concept" for term in lexicon.labels.get(folded[:length], ())):
            rest = folded[length:].strip()
            return bool(rest) and not _LISTS_ON.match(rest)
    return False


def _without_places(folded: str, provinces: Mapping[str, str]) -> tuple[str, str]:
    """Take the names of provinces out of a title; a foreign one is the territory of all that stands below."""
    territory = ""
    for name, slug in provinces.items():
        if name in folded:
            found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", folded)
            if found:
                folded = f"{folded[: found.start()].rstrip()} {folded[found.end() :].lstrip()}"
                territory = "" if slug == OWN else slug
    return folded.strip(), territory


def price_base_of(folded: str) -> str:
    """Return the price base that folded words name: `constant_2010`, `constant_1994`, `current`, or none."""
    found = _PRICE.search(folded)
    if not found:
        return ""
    return "current" if found["current"] else f"constant_{found['year'] or '2010'}"


def _without_brackets(
    text: str, lexicon: Lexicon, *, is_title: bool = False
) -> tuple[str, UnitOfTable | None, str]:
    """Take off brackets that hold a unit, prices, an abbreviation or a note's mark; others stay."""
    unit: UnitOfTable | None = None
    price = ""
    kept = text
    for match in _BRACKET.finditer(text):
        inner = match[1].strip()
        base = _PRICE.fullmatch(fold(inner))
        found = None if base else bracketed_unit(inner, lexicon)
        if found:
            unit = found
        elif base:
            price = price_base_of(fold(inner))
        elif is_title and fold(inner).startswith(fold("tiếp")):
            pass
        elif not (_ABBREVIATION.fullmatch(inner) or _NOTE_MARK.fullmatch(inner)):
            continue
        kept = kept.replace(match[0], " ", 1)
    if unit is None and "," in kept:
        head, _, tail = kept.rpartition(",")
        found = bracketed_unit(tail, lexicon) if len(tail) < 16 else None
        if found and not is_title and tail.strip() == "%":
            return head, found, price
    return kept, unit, price


def _territory(folded: str, shown: str, provinces: Mapping[str, str]) -> str:
    bare = _PLACE_WORDS.sub("", folded)
    spaced, joined = bare.replace("-", " - "), bare.replace("-", " ")
    for name in (folded, bare, " ".join(spaced.split()), " ".join(joined.split())):
        if name in provinces:
            return provinces[name]
    if _COUNTRY.fullmatch(folded):
        return "country"
    if _REGION.fullmatch(folded):
        return shown
    return shown if _DISTRICT.fullmatch(shown) and len(shown) < 40 else ""


def _whole(label: Label, folded: str, lexicon: Lexicon, *, is_title: bool = False) -> Label | None:
    """Return the label with its meaning where its words are covered, else None."""
    for length in _prefixes(folded):
        terms = lexicon.labels.get(folded[:length], ())
        concept = "" if is_generic(terms) else _concept_of(terms)
        items = tuple(t.key for t in terms if t.kind == "item")
        if not (concept or items) or (is_title and not concept):
            continue
        found = _with_rest(
            replace(label, concept=concept, items=items),
            folded[length:],
            lexicon,
            is_title=is_title,
        )
        if found:
            return found
    cues = find_periods(folded)
    bare = regex.fullmatch(r"(?:19|20)\d\d", folded)
    if bare:
        year = PeriodCue(start=0, end=4, kind="year", year=int(folded))
        return replace(label, period=year, is_known=True)
    if (
        len(cues) == 1
        and not _FILLERS.sub(" ", folded[: cues[0].start] + folded[cues[0].end :]).strip()
    ):
        return replace(label, period=cues[0], is_known=True)
    return None


def is_generic(terms: Sequence[Term]) -> bool:
    """Whether a phrase is too general to name a thing where no sentence is around it: `Dự án`, `Diện tích`."""
    return any(term.kind == "generic" for term in terms)


def _concept_of(terms: Sequence[Term]) -> str:
    return next((term.key for term in terms if term.kind == "concept"), "")


def _prefixes(folded: str) -> list[int]:
    """The ends of the words of a text, the longest beginning first."""
    ends = [m.start() for m in regex.finditer(r"(?<=\w|\))(?=\W|$)", folded)]
    return sorted({*ends, len(folded)}, reverse=True)


def _with_rest(label: Label, rest: str, lexicon: Lexicon, *, is_title: bool) -> Label | None:
    """Return the label where what follows its name is understood: parts, aspects, prices, times, empty words."""
    price = label.price_base or price_base_of(rest)
    rest = _PRICE.sub(" ", rest)
    cues = find_periods(rest)
    for cue in reversed(cues):
        rest = f"{rest[: cue.start]} {rest[cue.end :]}"
    rest = regex.sub(r"(?<!\w)(?:19|20)\d\d(?!\w)", " ", rest)
    aspect, items = label.aspect, label.items
    left = rest.strip(" -:,;.")
    if left:
        terms = lexicon.labels.get(left, ())
        more = tuple(t.key for t in terms if t.kind == "item")
        aspects = [t.key for t in terms if t.kind == "aspect"]
        if more and label.concept and not is_title:
            items, left = more, ""
        elif aspects and label.concept:
            aspect, left = aspects[0], ""
    if left and _FILLERS.sub(" ", left).strip():
        return None
    period = cues[0] if len(cues) == 1 else None
    return replace(
        label, items=items, aspect=aspect, period=period, price_base=price, is_known=True
    )
