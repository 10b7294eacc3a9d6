"""Reports made by hand, for what is tested behind the reading of texts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from hashlib import sha256

from extract.model import Document, Footnote
from normalize.model import Issue, LedgerRow, Report, ReportProfile
from normalize.vocabulary import Indicator, Item, Province, Unit, Vocabulary, load_vocabulary

RETAIL = {
    "indicator": "retail_sales",
    "unit": "VND_bn",
    "unit_text": "tỷ đồng",
    "measure": "level",
    "status": "estimate",
}


def row(start: int, digits: str, role: str = "value", **columns: object) -> LedgerRow:
    """A ledger row; a value is read from its digits in the Vietnamese manner unless given."""
    before = "Trong kỳ đạt "
    made = LedgerRow(
        n=0,
        start=start,
        end=start + len(digits),
        digits=digits,
        role=role,
        sentence_from=max(start - len(before), 0),
        sentence_to=start + len(digits) + 1,
        context=f"{before}{digits}.",
        context_from=len(before),
        context_to=len(before) + len(digits),
    )
    if role == "value":
        printed = Decimal(digits.replace(".", "").replace(",", "."))
        places = len(digits.partition(",")[2])
        made = replace(made, value=printed, decimals=places, period="2020-07", status="actual")
    return replace(made, **columns)  # type: ignore[arg-type]


def retail(start: int, digits: str, period: str = "2020-07", **columns: object) -> LedgerRow:
    """A level of retail sales in VND billion."""
    return row(start, digits, "value", **{**RETAIL, "period": period, **columns})


def report(
    *rows: LedgerRow,
    name: str = "travinh-2020-07.txt",
    text: str = "",
    zeros: tuple[LedgerRow, ...] = (),
    footnotes: tuple[Footnote, ...] = (),
    issues: tuple[Issue, ...] = (),
    **profile: object,
) -> Report:
    """A report with `rows` as its ledger; its hash is that of its name, rows and text."""
    described: dict[str, object] = {
        "province": "tra_vinh",
        "kind": "month",
        "period": "2020-07",
        "cumulative": "2020-01/2020-07",
        "agency": "Sở Công Thương tỉnh Trà Vinh",
    }
    seed = repr((name, rows, zeros, text))
    return Report(
        document=Document(name=name, text=text or seed, sha256=sha256(seed.encode()).hexdigest()),
        profile=ReportProfile(**{**described, **profile}),  # type: ignore[arg-type]
        ledger=tuple(replace(r, n=n) for n, r in enumerate(rows, start=1)),
        zeros=zeros,
        footnotes=footnotes,
        issues=issues,
    )


def july(**profile: object) -> Report:
    """The July report: a month, a cumulative span, growth, a stage, another territory, a misprint."""
    return report(
        row(6, "7", role="period"),
        retail(20, "2.895,07"),
        row(40, "7,16", unit="pct", indicator="retail_sales", measure="growth_pct", basis="prev_month"),
        retail(60, "18.925,36", "2020-01/2020-07"),
        row(80, "10", unit="count", indicator="power_projects", measure="level", is_subset=True,
            label="dự án được cấp chủ trương", period="@2020-07"),
        row(90, "25", unit="count", indicator="power_projects", measure="level", period="@2020-07"),
        retail(100, "400", territory="duyen_hai"),
        row(110, "2.79,18", role="malformed", unit_text="km"),
        row(120, "250", unit="count", measure="level", label="gian hàng"),
        **{"issued_on": date(2020, 7, 20), **profile},  # type: ignore[arg-type]
    )  # fmt: skip


def august(**profile: object) -> Report:
    """The August report, which revises July."""
    return report(
        retail(20, "3.001,5", "2020-08"),
        retail(40, "2.890", "2020-07", status="actual"),
        name="travinh-2020-08.txt",
        **{"period": "2020-08", "issued_on": date(2020, 8, 20), **profile},  # type: ignore[arg-type]
    )


@cache
def vocabulary() -> Vocabulary:
    """The shipped vocabulary with a handful of members only."""
    shipped = load_vocabulary()
    return replace(
        shipped,
        indicators=tuple(
            Indicator(indicator=slug, label_vi=vi, label_en=en, nature=nature, additivity="", source="")
            for slug, vi, en, nature in (
                ("retail_sales", "Tổng mức bán lẻ", "Retail sales", "flow"),
                ("power_projects", "Số dự án nguồn điện", "Power projects", "count"),
            )
        ),
        items=(Item(item="goods", label_vi="Bán lẻ hàng hóa", label_en="Goods", kind="component",
                    parent="", of=("retail_sales",), source=""),),
        units=tuple(
            Unit(unit=slug, label_vi=slug, label_en=slug, dimension=dimension, base_unit=slug,
                 to_base=Decimal(1), source="")
            for slug, dimension in (("VND_bn", "money"), ("pct", "ratio"), ("count", "count"))
        ),
        provinces=(Province(province="tra_vinh", label_vi="Trà Vinh", label_en="Tra Vinh",
                            gso_code="84", valid_from="1992-01-01", valid_to="2025-06-30",
                            successor="", source=""),),
    )  # fmt: skip
