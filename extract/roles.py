"""What a digit run is before it is a figure: reference, name, marker or part of a period, each by its own evidence.

A rule looks at the words just before and just after the run. It answers for that run alone; runs in a list
(`vị trí số 1, 3, 5`) take the role of the run before them where nothing is counted after them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import regex

from extract.cues import YEAR
from extract.spelling import fold, fold_pattern

LEFT = 64
RIGHT = 40
"""Characters looked at before and after a run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """A run in its text: `raw_left`/`raw_right` as printed, `left`/`right` folded, and what is known beside it.

    `has_unit` says that a unit of measure follows, `has_noun` that a word in lower case does that could be counted,
    `known_noun` that the vocabulary knows it;
    `in_quotes` that the run stands between quotation marks; `designator` is `plain` or `strong` where a word that
    numbers things (`nhà máy`, `phường`) stands right before it; after a strong one nothing is counted.
    """

    digits: str
    raw_left: str
    raw_right: str
    left: str
    right: str
    has_unit: bool
    has_noun: bool
    known_noun: bool
    in_quotes: bool
    designator: str
    starts_sentence: bool
    in_brackets: bool


def _at_end(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{fold_pattern(pattern)})\Z")


def _at_start(pattern: str) -> re.Pattern[str]:
    return re.compile(fold_pattern(pattern))


_CODE_AFTER = re.compile(
    r"(?:\s?/\s?\d{4})?\s?[/–-]\s?(?![IVX]+\b)(?:[A-ZĐÐ]{2}|[A-Z][a-z]?[A-Z]|[A-ZĐÐ]-[A-Z])"
)
_DOCUMENT_NOUN = (
    r"(?:nghị quyết|quyết định|chỉ thị|công văn|kế hoạch|thông tư|nghị định|tờ trình|báo cáo|thông báo|"
    r"văn bản|công điện|kết luận|hướng dẫn|quy định|chương trình hành động|chương trình|luật|pháp lệnh|giấy phép|"
    r"biên bản|hợp đồng|quy chế|đề án|lệnh|sắc lệnh|giấy mời|phiếu|hiến pháp|thông tư liên tịch)"
)
_DOCUMENT_NUMBER = _at_end(rf"\b{_DOCUMENT_NOUN}(?:~liên tịch)?(?:~của[\w ]{{1,30}})?~số\s*:?\s*")
_DOCUMENT_BARE = _at_end(rf"\b{_DOCUMENT_NOUN}~")
_ENDS_REFERENCE = _at_start(r"\s*(?:[/-]|của~|ngày~|về~|[,.;)])")
_ARTICLE = _at_end(
    r"\b(?:điều|khoản|điểm|mục|chương|phụ lục|biểu|mẫu|phần|bảng|hình|phụ biểu|tiết)(?:~số)?\s*"
)
_ARTICLE_AFTER = _at_start(r"\s*(?:điều|khoản|điểm|mục|chương|phần)(?!\w)")
_CLOCK_AFTER = re.compile(r"h(?:\d{2})?(?![\w/])")
_CLOCK_BEFORE = re.compile(r"(?<!\w)\d{1,2}h\Z")
_ORDINAL = _at_end(r"\b(?:kỳ họp|khóa|lần|phiên|phiên họp|đại hội|hội nghị|kỳ)~(?:\w+~){0,2}?thứ~")
_CRITERION = _at_end(r"\btiêu chí(?:~(?:số|thứ))?\s*")
_STANDARD = _at_end(
    r"\b(?:iso|iec|tcvn|qcvn|tcn|haccp|ohsas)(?:[\s:/-]*(?:iso|iec))?[\s:-]*(?:\d+\s?[:-]\s?)*"
)
_NUMBER_WORD = _at_end(r"(?P<before>\w+~)?\bsố\s*:?\s*")
_COUNTS_AFTER_NUMBER_WORD = frozenset(
    fold(w)
    for w in (
        "tổng",
        "trong",
        "một",
        "con",
        "chỉ",
        "nâng",
        "đa",
        "hệ",
        "dân",
        "hộ",
        "lượng",
        "tăng",
        "giảm",
    )
)
_CAPITAL_NUMBER = re.compile(r"(?:^|\W)Số\s*:?\s*\Z")
_VIRUS = _at_end(r"(?:covid|cov|corona|ncov|sars)[\s-]*")
_INDUSTRY_4 = _at_end(
    r"(?:công nghiệp|cách mạng|cmcn|thời đại|nông nghiệp)(?:~(?:lần thứ|thế hệ))?~"
)
_VOLTAGE = _at_start(r"\s?kv(?![a-z])")
_CAPACITY_BEFORE = _at_start(r".*(?:dung lượng|công suất)")
_YEAR = re.compile(rf"{YEAR}\Z")
_YEARS_AFTER = _at_start(r"\s*(?:năm|tuần)(?!\w)")
_MONTHS_AFTER = _at_start(r"\s*(?:tháng|quý)(?!\w)")
_ANNIVERSARY = _at_end(r"(?:kỷ niệm|chào mừng|mừng)~(?:\w+~){0,3}")
_DAY_BEFORE = _at_end(r"(?<!mỗi )(?<!/)\bngày~")
_DAY_MONTH_AFTER = re.compile(r"\s?/\s?\d{1,2}(?=\s+năm|\s*[,.;)]|\s*$)")
_DAY_BEFORE_MONTH = re.compile(r"\d{1,2}\s?/\s?\Z")
_DAY_WORD = _at_end(r"\b(?:ngày|sáng|chiều|hôm)(?:~\w+){0,6}~(?:\d{1,2}\s?/\s?)?")
_DATED = _at_end(r"(?:năm|giai đoạn|đến|từ|tháng|quý|[/(-])\s?")
_PHONE = _at_end(
    r"\b(?:điện thoại|đt|tel|fax|hotline|zalo|số máy|đường dây nóng)[\s.:()]*(?:[\d.() -]*)"
)
_ADDRESS = re.compile(r"(?:https?://|www\.|@)\S*\Z")
_STREET_BEFORE = _at_end(r"(?:\b(?:tại|ở|số|số nhà|địa chỉ|phố|đường)\s?:?|,)\s")
_STREET = re.compile(
    r"\s(?!(?:Khu|Cụm|Trung|Siêu|Chợ|Sở|Nhà|Công|Trường|Hội|Cửa|Điểm|Ban|Doanh|Hợp|Cơ|Dự)\s)"
    r"[A-ZĐÂĂÊÔƠƯÁÀẢÃẠ]\w+(?:\s[A-ZĐÂĂÊÔƠƯÁÀẢÃẠ]\w+){1,3}(?=\s?[,.;)–-]|\s*$)"
)
"""`148 Giảng Võ, Hà Nội`: a house number before a street's name."""
_CODED = _at_end(r"\bmã(?:~số)?(?:~\w+){0,3}\s*:\s*[\w.-]*")
_CHAINAGE_BEFORE = re.compile(
    r"(?<![\w\s])\s*Km\s?\Z|(?:^|[^\W\d]\s)Km\s?\Z|\b[Kk]m\s?\d+\s?\+\s?\Z"
)
"""`Km4+00`, `từ Km 12 đến Km 18`: posts along a road; a length has its figure before `km`."""
_ENUMERATED = re.compile(r"\(\s?\Z")
_CLOSED = re.compile(r"\s?\)")
_CELL_AFTER = re.compile(r"\.?\s?\|\s*[^\W\d_]")
"""The cell of words behind a row's number, in a table without columns of figures."""
_PROPER_BEFORE = re.compile(r"([^\W\d_]\w*)\+?(?:\s?[-–]\s?|\s)\Z")
_TWO_CAPITALS = regex.compile(r"\p{Lu}\w*\s\p{Lu}\w*\s\Z")
_FUNCTION_AFTER = _at_start(
    r"\s*(?:$|[,.;:)\"'&(-]|(?:và|tại|của|đến|là|vào|với|ở|thuộc|do|có|được|mở rộng|cho|giai đoạn|năm|gồm|sang|"
    r"về|khi|để|trên|trong|đối với|công suất|đã|đang|chưa|như|theo|nhằm|vận hành|phát điện|"
    r"hoạt động|hoàn thành|khởi công)(?!\w))"
)
_TYPE_AFTER = _at_start(r"\s*(?:(?:,|và|-)\s*\d\s*)?(?:chiều|sao|pha|bánh|tại chỗ|mặt giáp)(?!\w)")
_GRADE_AFTER = _at_start(r"\s*(?:con\s?/\s?kg|%\s?tấm)(?!\w)")
"""Sizes of shrimp and grades of rice are names of products."""
_LETTER_AFTER = re.compile(r"(?:[A-ZĐ](?![A-Za-zĐđ/]))|[A-Z]\d")
_CONTINUES = re.compile(r"\s?(?:[,;&]|và|-|đến)\s?(?:(?:và|số)\s)?")
_SMALL = re.compile(r"\d{1,3}\Z")


def role_of(it: Surroundings) -> tuple[str, str] | None:
    """Return role and rule of a run that is no statistic, or None where nothing says that it is none."""
    return _reference(it) or _marker(it) or _years(it) or _name(it) or _period(it)


def continues_list(between: str) -> bool:
    """Whether the text between two runs only lists them (`1, 3 và 5`)."""
    return bool(_CONTINUES.fullmatch(between))


def _reference(it: Surroundings) -> tuple[str, str] | None:
    if _CODE_AFTER.match(it.raw_right):
        return "reference", "document_code"
    if (
        _ARTICLE.search(it.left)
        and not it.has_unit
        and (not it.has_noun or _ARTICLE_AFTER.match(it.right))
    ):
        return "reference", "article"
    if _CRITERION.search(it.left) and not it.has_unit:
        return "reference", "criterion"
    if _CODED.search(it.left) and not it.has_unit:
        return "reference", "code"
    if _STANDARD.search(it.left):
        return "reference", "standard"
    if _DOCUMENT_NUMBER.search(it.left):
        return "reference", "document_number"
    plain = it.digits.isdigit()
    if (
        plain
        and not it.has_unit
        and _DOCUMENT_BARE.search(it.left)
        and _ENDS_REFERENCE.match(it.right)
        and not _YEAR.match(it.digits)
    ):
        return "reference", "document_noun"
    if plain and _CAPITAL_NUMBER.search(it.raw_left) and not it.has_unit:
        return "reference", "capital_number"
    return None


def _marker(it: Surroundings) -> tuple[str, str] | None:
    if _ENUMERATED.search(it.left) and _CLOSED.match(it.right) and len(it.digits) <= 2:
        return "marker", "parenthesised_number"
    stands_alone = not it.left or it.left[-1] in ' "'
    if stands_alone and not it.in_brackets and it.right.startswith(")") and len(it.digits) <= 2:
        return "marker", "closed_number"
    if not it.left.strip("| ") and _CELL_AFTER.match(it.raw_right) and _SMALL.match(it.digits):
        return "marker", "number_of_a_row"
    return None


def _name(it: Surroundings) -> tuple[str, str] | None:
    if _ADDRESS.search(it.raw_left):
        return "name", "address"
    if _STREET_BEFORE.search(it.left) and _STREET.match(it.raw_right) and not it.has_unit:
        return "name", "street"
    if _VIRUS.search(it.left):
        return "name", "disease"
    if _CHAINAGE_BEFORE.search(it.raw_left):
        return "name", "chainage"
    if it.digits == "4.0" or (_INDUSTRY_4.search(it.left) and it.digits in ("4", "4.0")):
        return "name", "industry_4"
    glued = it.raw_left[-1:]
    if glued.isalpha():
        word = re.split(r"[\W\d_]", it.raw_left)[-1]
        if word in ("m", "km", "cm", "dm", "mm", "CO") and it.digits in ("2", "3"):
            return "name", "exponent"
        if glued.isupper() and not it.has_unit:
            return "name", "letter_and_number"
    if _LETTER_AFTER.match(it.raw_right) and not it.has_unit:
        return "name", "number_and_letter"
    if _VOLTAGE.match(it.right) and not _CAPACITY_BEFORE.match(it.left[-32:]):
        return "name", "voltage_of_a_line"
    if _ORDINAL.search(it.left) and it.digits.isdigit():
        return "name", "ordinal"
    if _GRADE_AFTER.match(it.right):
        return "name", "grade"
    if _TYPE_AFTER.match(it.right):
        return "name", "type"
    long_number = (
        it.digits.startswith("0")
        and sum(c.isdigit() for c in it.digits) >= 9
        and "," not in it.digits
    )
    if (_PHONE.search(it.left) or long_number) and not it.has_unit:
        return "name", "telephone"
    return _proper_name(it)


def _proper_name(it: Surroundings) -> tuple[str, str] | None:
    if it.has_unit:
        return None
    counted = it.has_noun and it.digits.startswith("0")
    if (it.designator == "strong" and not counted) or (
        it.designator and not it.has_noun and not _YEAR.match(it.digits)
    ):
        return "name", "designator"
    number = _NUMBER_WORD.search(it.left)
    if (
        number
        and not it.has_noun
        and (number["before"] or "").strip() not in _COUNTS_AFTER_NUMBER_WORD
    ):
        return "name", "numbered_thing"
    if it.in_quotes and not (_YEAR.match(it.digits) and _DATED.search(it.left)):
        return "name", "in_a_title"
    before = _PROPER_BEFORE.search(it.raw_left)
    if (
        before
        and before[1][0].isupper()
        and _SMALL.match(it.digits)
        and not it.starts_sentence
        and not (it.in_brackets and len(it.digits) == 2)
        and (
            _FUNCTION_AFTER.match(it.right)
            or (len(it.digits) == 1 and not it.known_noun and _TWO_CAPITALS.search(it.raw_left))
        )
    ):
        return "name", "proper_name"
    return None


def _years(it: Surroundings) -> tuple[str, str] | None:
    if (
        not it.has_unit
        and it.digits.isdigit()
        and len(it.digits) <= 2
        and _YEARS_AFTER.match(it.right)
    ):
        return (
            ("name", "anniversary")
            if _ANNIVERSARY.search(it.left)
            else ("period", "number_of_years")
        )
    return None


def _is_clock(it: Surroundings) -> bool:
    """An hour glued to its `h` (`7h30`, `16h`) or the minutes behind it."""
    if not it.digits.isdigit() or len(it.digits) > 2:
        return False
    is_hour = int(it.digits) <= 24 and _CLOCK_AFTER.match(it.raw_right)
    return bool(is_hour or (_CLOCK_BEFORE.search(it.raw_left) and not it.raw_right[:1].isalnum()))


def _period(it: Surroundings) -> tuple[str, str] | None:
    if _is_clock(it):
        return "period", "time_of_day"
    if it.has_unit:
        return None
    if it.digits.isdigit() and len(it.digits) <= 2 and _MONTHS_AFTER.match(it.right):
        return "period", "number_of_months"
    if _YEAR.match(it.digits) and not it.has_noun:
        return "period", "year"
    if _YEAR.match(it.digits) and "." not in it.digits and not it.right[:1].isalpha():
        return "period", "year"
    if it.digits.isdigit() and len(it.digits) <= 2:
        if _DAY_BEFORE.search(it.left) and not it.has_noun:
            return "period", "day"
        dated = _DAY_WORD.search(it.left) is not None
        if dated and (
            _DAY_MONTH_AFTER.match(it.right)
            or (_DAY_BEFORE_MONTH.search(it.left) and not it.has_noun)
        ):
            return "period", "day_and_month"
    return None
