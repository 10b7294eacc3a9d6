"""A report as rows of the tables: pure, one function a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256
from typing import Final

from extract.model import Document
from extract.spelling import fold
from normalize.model import Issue, LedgerRow, Report, ReportProfile
from normalize.periods import UNKNOWN_PERIOD, Period, parse_period

Row = Mapping[str, object]

_INTEGER_DIGITS: Final = 29
_DECIMAL_PLACES: Final = 9
_KEY_DIGITS: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRows:
    """The rows that one report adds: a document, its facts, and what stands beside them.

    `periods` are those that the rows mention. `issues` holds the report's own and those of figures that the tables
    cannot hold.
    """

    document: Row
    facts: tuple[Row, ...]
    ledger: tuple[Row, ...]
    sentences: tuple[Row, ...]
    footnotes: tuple[Row, ...]
    issues: tuple[Row, ...]
    pages: tuple[Row, ...]
    periods: tuple[Row, ...]


def rows_of(report: Report) -> ReportRows:
    """Return the rows of `report`; figures outside the tables' range become issues, nothing is rounded."""
    figures = [row for row in (*report.ledger, *report.zeros) if row.role == "value"]
    facts = [row for row in figures if _fits(row)]
    issues = (*report.issues, *_store_issues(figures))
    profile = report.profile
    written = {row.period for row in facts} | {profile.period, profile.cumulative}
    return ReportRows(
        document=_document_row(report.document, profile),
        facts=tuple(_fact_row(report, row) for row in facts),
        ledger=tuple(_ledger_row(report.document, row) for row in report.ledger),
        sentences=tuple(_sentence_rows(report)),
        footnotes=tuple(_footnote_rows(report)),
        issues=tuple(_issue_row(report.document, issue) for issue in issues),
        pages=tuple(_page_rows(report.document)),
        periods=tuple({p.notation: period_row(p) for p in map(_period, sorted(written))}.values()),
    )


def document_id(document: Document) -> str:
    """Return the key of `document`."""
    return document.sha256[:_KEY_DIGITS]


def observation_id(document: Document, start: int) -> str:
    """Return the key of the statement whose print begins at code point `start` of `document`."""
    return _key(document.sha256, start)


@lru_cache(maxsize=2)
def _sentence_key(document_hash: str, first: int, last: int, text: str) -> str:
    # Rows of one sentence follow each other.
    return _key(document_hash, first, last, text)


def _key(*parts: object) -> str:
    return sha256(":".join(map(str, parts)).encode()).hexdigest()[:_KEY_DIGITS]


def _document_row(document: Document, profile: ReportProfile) -> Row:
    issued_on, issued_on_source = _issue_date(profile)
    return {
        "document_id": document_id(document),
        "sha256": document.sha256,
        "name": document.name,
        "media_type": document.media_type,
        "province": profile.province or "unknown",
        "agency": profile.agency,
        "kind": profile.kind or "unknown",
        "title": profile.title,
        "document_number": profile.document_number,
        "report_period": _period(profile.period).notation,
        "cumulative_period": _period(profile.cumulative).notation,
        "issued_on": issued_on,
        "issued_on_source": issued_on_source,
        "pages": len(document.page_starts),
        "characters": len(document.text),
    }


def _issue_date(profile: ReportProfile) -> tuple[date | None, str]:
    """Return the day of issue or what stands in for it, and which it is."""
    if profile.issued_on is not None:
        return profile.issued_on, "printed"
    printed_month = _period(profile.issued_period).end
    if printed_month is not None:
        return printed_month, "printed_month"
    ends = [_period(text).end for text in (profile.period, profile.cumulative)]
    known = [end for end in ends if end is not None]
    return (max(known), "report_period") if known else (None, "unknown")


def _fact_row(report: Report, row: LedgerRow) -> Row:
    return {
        "observation_id": observation_id(report.document, row.start),
        "document_id": document_id(report.document),
        "province": report.profile.province or "unknown",
        "territory": row.territory or "own",
        "indicator": row.indicator or "unknown",
        "product": row.item or "total",
        "unit": row.unit or "unknown",
        "period": _period(row.period).notation,
        "measure": row.measure or "unknown",
        "basis": row.basis or ("none" if row.measure in {"level", "of_total"} else "unknown"),
        "status": row.status or "unknown",
        "price_base": row.price_base or "unstated",
        "is_subset": row.is_subset,
        "series_label": fold(row.label) if row.is_subset else "",
        "value": row.value,
        "ulp": _ulp(row),
        "qualifier": row.qualifier,
        "value_text": row.digits or row.context[row.context_from : row.context_to],
        "decimals": row.decimals,
        "factor": row.factor,
        "is_in_words": not row.digits,
        "figure_from": row.context_from,
        "figure_to": row.context_to,
        **_reading(report.document, row),
    }


def _ledger_row(document: Document, row: LedgerRow) -> Row:
    is_value = row.role == "value"
    return {
        "document_id": document_id(document),
        "n": row.n,
        "digits": row.digits,
        "role": row.role,
        "observation_id": observation_id(document, row.start) if is_value else "",
        **_reading(document, row),
    }


def _reading(document: Document, row: LedgerRow) -> Row:
    """Return what facts and ledger say alike of a reading: its words, its place, how it was read."""
    return {
        "label": row.label,
        "unit_text": row.unit_text,
        "note": row.note,
        "place_from": row.start,
        "place_to": row.end,
        "line": row.line,
        "page": row.page,
        **_place(row),
        "table_number": row.table,
        "row_head": row.row_head,
        "column_head": row.column_head,
        "footnote": row.footnote,
        "sentence_id": _sentence_id(document, row),
        "is_doubtful": row.is_doubtful,
        "rules": dict(row.rules),
    }


def _place(row: LedgerRow) -> Row:
    box, place = row.place.box, row.place
    return {
        "box_left": box.left if box else None,
        "box_top": box.top if box else None,
        "box_right": box.right if box else None,
        "box_bottom": box.bottom if box else None,
        "sheet": place.sheet,
        "cell": place.cell,
        "ocr_confidence": place.confidence,
    }


def _page_rows(document: Document) -> Iterator[Row]:
    for record in document.page_records:
        yield {
            "document_id": document_id(document),
            "page": record.page,
            "method": record.method,
            "reason": record.reason,
            "rotation": record.rotation,
            "skew": record.skew,
        }


def _sentence_id(document: Document, row: LedgerRow) -> str:
    if not row.context:
        return ""
    return _sentence_key(document.sha256, row.sentence_from, row.sentence_to, row.context)


def _sentence_rows(report: Report) -> Iterator[Row]:
    seen = {""}
    for row in (*report.ledger, *report.zeros):
        sentence_id = _sentence_id(report.document, row)
        if sentence_id not in seen:
            seen.add(sentence_id)
            yield {
                "sentence_id": sentence_id,
                "document_id": document_id(report.document),
                "sentence_from": row.sentence_from,
                "sentence_to": row.sentence_to,
                "sentence_text": row.context,
            }


def _footnote_rows(report: Report) -> Iterator[Row]:
    for note in report.footnotes:
        yield {
            "document_id": document_id(report.document),
            "footnote": note.number,
            "footnote_text": note.text,
            "place_from": note.span.start,
            "place_to": note.span.end,
            "mark_at": note.mark_at,
        }


def _issue_row(document: Document, issue: Issue) -> Row:
    return {
        "document_id": document_id(document),
        "code": issue.code,
        "severity": issue.severity,
        "place_from": issue.start,
        "place_to": issue.end,
        "line": issue.line,
        "page": issue.page,
        "message": issue.message,
    }


def period_row(period: Period) -> Row:
    """Return a period as a row of dim_period."""
    return {
        "period": period.notation,
        "period_from": period.start,
        "period_to": period.end,
        "granularity": period.granularity,
        "accumulation": period.accumulation,
        "months": period.months,
        "label_vi": period.label_vi,
        "label_en": period.label_en,
    }


@lru_cache(maxsize=1024)
def _period(text: str) -> Period:
    return parse_period(text) or UNKNOWN_PERIOD


def _store_issues(figures: list[LedgerRow]) -> Iterator[Issue]:
    for row in figures:
        if not _fits(row):
            yield _issue(
                row,
                "value_out_of_range",
                "the figure has too many digits to be kept; read it by hand",
            )
        elif _period(row.period) is UNKNOWN_PERIOD and row.period not in {
            "",
            UNKNOWN_PERIOD.notation,
        }:
            yield _issue(
                row, "unknown_period", f"the period {row.period!r} is not in the ledger's notation"
            )


def _issue(row: LedgerRow, code: str, message: str) -> Issue:
    return Issue(
        code=code,
        severity="error",
        start=row.start,
        end=row.end,
        line=row.line,
        page=row.page,
        message=f"{row.digits[:40]}: {message}",
    )


def _ulp(row: LedgerRow) -> Decimal:
    sign, digits, exponent = row.factor.as_tuple()
    return Decimal((sign, digits, int(exponent) - row.decimals))


def _fits(row: LedgerRow) -> bool:
    return row.value is not None and all(map(is_storable, (row.value, row.factor, _ulp(row))))


def is_storable(value: Decimal) -> bool:
    """Tell whether DECIMAL(38, 9) holds `value` exactly."""
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int):
        return False
    surplus = -exponent - _DECIMAL_PLACES
    is_exact = surplus <= 0 or not any(value.as_tuple().digits[-surplus:])
    return is_exact and (value.is_zero() or value.adjusted() < _INTEGER_DIGITS)
