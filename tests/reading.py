"""What tests of reading share: tables of cases, frames of a report around a sentence, facts in one line."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest

from extract.model import Document
from normalize.model import LedgerRow, Report
from normalize.report import interpret
from normalize.vocabulary import Vocabulary, load_vocabulary

CASES = Path(__file__).parent / "cases"

_LETTERHEAD = (
    "UBND TỈNH {capitals}\nSỞ CÔNG THƯƠNG\n\nSố: {number}/BC-SCT\n\n{dated}\n\nBÁO CÁO\n\n"
)
_TRA_VINH = _LETTERHEAD.format(
    capitals="TRÀ VINH", number="0412", dated="Trà Vinh, ngày 20 tháng 7 năm 2020"
)
_LEAD = "\n\nSở Công Thương báo cáo kết quả thực hiện nhiệm vụ như sau:\n\n"
_SOC_TRANG = _LETTERHEAD.format(
    capitals="SÓC TRĂNG", number="0518", dated="Sóc Trăng, ngày 18 tháng 9 năm 2020"
)
_SIGNED = "\n\nNơi nhận:\n\n- UBND tỉnh;\n\n- Lưu: VT.\n\nKT. GIÁM ĐỐC\n\nPHÓ GIÁM ĐỐC\n"

FRAMES = {
    "month": (
        f"{_TRA_VINH}Tình hình hoạt động ngành công thương tháng 7 và chương trình công tác tháng 8 năm 2020{_LEAD}"
        "I. KẾT QUẢ THỰC HIỆN\n\n"
    ),
    "month_tasks": (
        f"{_TRA_VINH}Tình hình hoạt động ngành công thương tháng 7 và chương trình công tác tháng 8 năm 2020{_LEAD}"
        "II. CHƯƠNG TRÌNH CÔNG TÁC THÁNG 8 NĂM 2020\n\n"
    ),
    "nine_months": (
        f"{_SOC_TRANG}Kết quả hoạt động ngành công thương 9 tháng đầu năm và nhiệm vụ 3 tháng cuối năm 2020{_LEAD}"
        "A. KẾT QUẢ HOẠT ĐỘNG 9 THÁNG ĐẦU NĂM 2020\n\n"
    ),
    "nine_months_outlook": (
        f"{_SOC_TRANG}Kết quả hoạt động ngành công thương 9 tháng đầu năm và nhiệm vụ 3 tháng cuối năm 2020{_LEAD}"
        "I. DỰ BÁO CÁC CHỈ TIÊU NĂM 2020\n\n"
    ),
    "five_years": (
        f"{_TRA_VINH}Kết quả phát triển ngành công thương giai đoạn 2016-2020 và kế hoạch giai đoạn 2021-2025{_LEAD}"
        "PHẦN THỨ NHẤT: KẾT QUẢ THỰC HIỆN GIAI ĐOẠN 2016-2020\n\n"
    ),
    "five_years_plan": (
        f"{_TRA_VINH}Kết quả phát triển ngành công thương giai đoạn 2016-2020 và kế hoạch giai đoạn 2021-2025{_LEAD}"
        "PHẦN THỨ HAI: MỤC TIÊU, NHIỆM VỤ GIAI ĐOẠN 2021-2025\n\n"
    ),
}
"""Letterhead, title and the heading above the sentence, by the kind of report."""


def cases(name: str) -> list[object]:
    """The rows of a table as pytest parameters: input, expected."""
    with (CASES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [pytest.param(r["input"], r["expected"], id=r["case"]) for r in csv.DictReader(file)]


@cache
def vocabulary() -> Vocabulary:
    """The shipped vocabulary."""
    return load_vocabulary()


def document(text: str, name: str = "report.txt") -> Document:
    """A document that holds exactly `text`."""
    return Document(name=name, text=text, sha256=sha256(text.encode()).hexdigest())


def framed(sentence: str, frame: str = "month") -> tuple[str, int, int]:
    """A short report around `sentence` and where that stands in it; `«frame»` before it names another frame."""
    if sentence.startswith("«"):
        frame, sentence = sentence[1:].split("»", 1)
    head = FRAMES[frame]
    return head + sentence + _SIGNED, len(head), len(head) + len(sentence)


def read(text: str, words: Vocabulary | None = None) -> Report:
    """The report that `text` is."""
    return interpret(document(text), words or vocabulary())


def rows_of(sentence: str, words: Vocabulary | None = None) -> list[LedgerRow]:
    """The ledger rows of a sentence in its frame, and the zeros that it states in words."""
    text, start, end = framed(sentence)
    report = read(text, words)
    return [row for row in (*report.ledger, *report.zeros) if start <= row.start < end]


def plain_number(value: Decimal | None) -> str:
    """A number without exponent and trailing zeros."""
    if value is None:
        return "?"
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def fact(row: LedgerRow, *, labelled: bool = False, priced: bool = False) -> str:
    """A value on one line.

    Value, unit, indicator/item, measure, basis, period, status, qualifier; what is empty left out.
    """
    if row.role == "malformed":
        return f"malformed {row.digits}"
    about = "/".join(part for part in (row.indicator, row.item) if part) or "-"
    parts = [
        plain_number(row.value),
        row.unit,
        about,
        row.measure,
        row.basis,
        row.period,
        row.status,
        row.qualifier,
    ]
    parts += ["subset" if row.is_subset else "", "elsewhere" if row.territory else ""]
    parts += [row.price_base if priced else "", f"[{row.label}]" if labelled else ""]
    return " ".join(part for part in parts if part)


def facts(rows: Iterable[LedgerRow], expected: str = "") -> str:
    """All values on one line; labels and price bases are given where `expected` has them."""
    labelled = "[" in expected
    priced = "constant_2010" in expected or "current" in expected
    kept = [row for row in rows if row.role in ("value", "malformed")]
    return " | ".join(fact(row, labelled=labelled, priced=priced) for row in kept)


def quantities(rows: Iterable[LedgerRow]) -> str:
    """Value, unit and qualifier of each value."""
    kept = [row for row in rows if row.role in ("value", "malformed")]
    return " | ".join(map(_quantity, kept))


def _quantity(row: LedgerRow) -> str:
    if row.role == "malformed":
        return f"malformed {row.digits}"
    return " ".join(part for part in (plain_number(row.value), row.unit, row.qualifier) if part)


def roles(rows: Iterable[LedgerRow]) -> str:
    """`digits=role` of each run."""
    return " ".join(f"{row.digits}={row.role}" for row in rows)


def reportable(report: Report) -> list[tuple[object, ...]]:
    """What a report says, without offsets: the columns of each value in order."""
    return [
        (
            row.role, row.digits, row.value, row.unit, row.indicator, row.item, row.measure, row.basis, row.period,
            row.status, row.qualifier, row.label, row.territory, row.is_subset, row.price_base,
        )
        for row in (*report.ledger, *report.zeros)
        if row.role in ("value", "malformed")
    ]  # fmt: skip
