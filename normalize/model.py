"""What it means: a report's ledger in the vocabulary, its profile and its issues."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from extract.model import NOWHERE, Document, Footnote, Place

LEDGER_COLUMNS = (
    "n",
    "start",
    "digits",
    "role",
    "value",
    "unit",
    "indicator",
    "item",
    "measure",
    "basis",
    "period",
    "status",
    "qualifier",
    "label",
    "note",
)
"""The ledger's columns, in the order in which the `ledger` command prints them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """One digit run of a report (or a zero stated in words) and what it says.

    `start` and `end` are code points of the document's text; `digits` is the run as printed, empty for a zero in
    words. Columns that do not apply to the role are empty strings (None for `value`). `value` carries the sign of
    the wording and is scaled to `unit`: value = printed number x `factor`, exactly.

    `period` is written as `2020-07`, `2020-01/2020-07`, `2020`, `2016/2020`, `2020-07-20`; a leading `@` marks a
    stock or a count to date, as of that time.

    `is_subset` marks a stage or a part of the counted thing that no item names: it must never enter a series of
    totals, `label` tells it apart. `territory` is empty for the report's own province, else the slug or the printed
    name of another one. `price_base` is `constant_2010` (or another base year), `current`, or empty where the text is
    silent.

    `decimals` counts the printed decimal places. `line` and `page` count from 1, `place` is where in its source (page
    and box, sheet and cell) the print stands. A figure in a table has the number of the `table` (from 1, in the order
    of the document), the words of its row in `row_head` and those of its column in `column_head`, the outer ones
    first, joined by ` · `. `footnote` is the number of the
    note in which the figure stands, None in the running text. `sentence_from`/`sentence_to` bound the healed
    sentence in the document (it may enclose a page break). `context` is that sentence as healed, and
    `context_from`/`context_to` the figure's place in it. `rules` pairs a column with the rule that decided it;
    `is_doubtful` marks a reading where two were close.
    """

    n: int
    start: int
    end: int
    digits: str
    role: str
    value: Decimal | None = None
    unit: str = ""
    indicator: str = ""
    item: str = ""
    measure: str = ""
    basis: str = ""
    period: str = ""
    status: str = ""
    qualifier: str = ""
    label: str = ""
    note: str = ""
    territory: str = ""
    is_subset: bool = False
    price_base: str = ""
    unit_text: str = ""
    decimals: int = 0
    factor: Decimal = Decimal(1)
    line: int = 1
    page: int = 1
    place: Place = NOWHERE
    table: int | None = None
    row_head: str = ""
    column_head: str = ""
    footnote: int | None = None
    sentence_from: int = 0
    sentence_to: int = 0
    context: str = ""
    context_from: int = 0
    context_to: int = 0
    rules: tuple[tuple[str, str], ...] = ()
    is_doubtful: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportProfile:
    """What letterhead and title say of a report; an empty string or None where they are silent.

    `province` is a slug of `reference/provinces.csv`; `kind` is one of month, quarter, six_months, nine_months,
    year, five_years, other. `period` is the reference period (for a month report that also covers a cumulative
    span: the month), `cumulative` the cumulative span beside it. `issued_on` is the date of issue; where the day is
    blank, `issued_on` is None and `issued_period` holds what is printed (`2023-03`).
    """

    agency: str = ""
    province: str = ""
    kind: str = ""
    title: str = ""
    period: str = ""
    cumulative: str = ""
    issued_on: date | None = None
    issued_period: str = ""
    document_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Something that was not understood or is in doubt, with its place.

    `code` is a short slug (`malformed_number`, `unknown_unit`, `no_indicator`, `orphan_mark`, ...), `severity` one of
    error, warning, info; `message` says what and, where there is one, the remedy.
    """

    code: str
    severity: str
    start: int
    end: int
    line: int
    page: int
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything read from one file."""

    document: Document
    profile: ReportProfile
    ledger: tuple[LedgerRow, ...]
    zeros: tuple[LedgerRow, ...]
    footnotes: tuple[Footnote, ...]
    issues: tuple[Issue, ...]
