"""Words and numbers as a Vietnamese page has them: decimal commas, points between thousands, names of rhythms."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from queries.plain import plain_decimal
from solieu.drawing.model import Rhythm

RHYTHM_TITLES: Final[Mapping[Rhythm, str]] = {
    Rhythm.MONTH: "Theo tháng",
    Rhythm.QUARTER: "Theo quý",
    Rhythm.YEAR: "Theo năm",
    Rhythm.YEAR_TO_DATE: "Lũy kế từ đầu năm",
    Rhythm.AS_OF: "Tại thời điểm",
    Rhythm.OTHER: "Theo kỳ khác",
}

ACTUAL: Final = "Thực hiện"
ESTIMATE: Final = "Ước thực hiện"
FORECAST: Final = "dự kiến"
PLAN: Final = "kế hoạch"
TARGET: Final = "mục tiêu"
IMPLIED: Final = "Suy ra từ số liệu khác (khoảng)"
REVISION: Final = "Các lần công bố trước"
BREAK: Final = "Đứt chuỗi"
DOUBT: Final = "Độ tin cậy thấp"

PRICES: Final[Mapping[str, str]] = {
    "constant_2010": "giá so sánh 2010",
    "current": "giá hiện hành",
    "unstated": "không nêu giá",
}
SCENARIOS: Final[Mapping[str, str]] = {
    "outturn": "thực hiện",
    "plan": "kế hoạch",
    "target": "mục tiêu",
    "unknown": "không rõ",
}

_ROMAN: Final = ("I", "II", "III", "IV")


def number(value: Decimal) -> str:
    """Return `value` with all its digits: 18925.36 is 18.925,36."""
    whole, _, places = plain_decimal(abs(value)).partition(".")
    groups = f"{int(whole):,}".replace(",", ".")
    sign = "−" if value < 0 else ""
    return f"{sign}{groups},{places}" if places else f"{sign}{groups}"


def month_label(rhythm: Rhythm, month: int) -> str:
    """Return the name of the period that ends with `month`, counted from January of the year 0."""
    year, place = divmod(month, 12)
    match rhythm:
        case Rhythm.YEAR:
            return f"{year}"
        case Rhythm.QUARTER:
            return f"{_ROMAN[place // 3]}/{year}"
    return f"{place + 1}/{year}"
