"""What was not understood or is in doubt, each with its place: never a silent guess."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.healing import HealedText
from extract.model import Document
from normalize.dating import Calendar
from normalize.model import Issue, LedgerRow
from normalize.neighbours import CHANGES


def find_issues(
    document: Document, healed: HealedText, ledger: Sequence[LedgerRow], calendar: Calendar | None
) -> Iterator[Issue]:
    """Yield the issues of a report, not by severity: report, reading, notes, then figures by place."""
    if calendar is None:
        yield Issue(
            code="no_reference_period",
            severity="error",
            start=0,
            end=0,
            line=1,
            page=1,
            message="neither title nor letterhead gives the reference period; the figures have no period",
        )
    for notice in document.notices:
        yield Issue(
            code=notice.code,
            severity=notice.severity,
            start=notice.span.start,
            end=notice.span.end,
            line=document.line_of(notice.span.start),
            page=document.page_of(notice.span.start),
            message=notice.message,
        )
    for note in healed.footnotes:
        if note.mark_at is None:
            yield Issue(
                code="orphan_note",
                severity="warning",
                start=note.span.start,
                end=note.span.end,
                line=document.line_of(note.span.start),
                page=document.page_of(note.span.start),
                message=f"note {note.number} has no mark in the text; its figures have only their own words",
            )
    for row in ledger:
        problem = _problem(row)
        if problem:
            code, severity, message = problem
            yield Issue(
                code=code,
                severity=severity,
                start=row.start,
                end=row.end,
                line=row.line,
                page=row.page,
                message=message,
            )


def _problem(row: LedgerRow) -> tuple[str, str, str] | None:
    if row.role == "malformed":
        return (
            "malformed_number",
            "error",
            f"{row.digits!r} cannot be read with certainty: {row.note}",
        )
    if row.role != "value":
        return None
    if row.measure in CHANGES and not row.basis:
        return (
            "no_basis",
            "warning",
            f"{row.digits}: nothing says against what this change is measured",
        )
    if row.is_doubtful:
        ways = ", ".join(f"{column} by {rule}" for column, rule in row.rules if rule)
        return "doubtful_reading", "info", f"{row.digits}: read with doubt ({ways})"
    return None
