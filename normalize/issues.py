"""What was not understood or is in doubt, each with its place: never a silent guess."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.healing import HealedText
from extract.model import Document
from normalize.dating import Calendar
from normalize.model import Issue, LedgerRow
from normalize.neighbours import CHANGES

UNREADABLE = "\ufffd"


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
            message="neither title nor letterhead gives the reference period; figures that name no year have no "
            "period",
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
    yield from _unreadable(document, ledger)
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


def _unreadable(document: Document, ledger: Sequence[LedgerRow]) -> Iterator[Issue]:
    """Characters without Unicode in the source (U+FFFD), and the figures that touch one: it may be a digit."""
    first = document.text.find(UNREADABLE)
    if first < 0:
        return
    count = document.text.count(UNREADABLE)
    yield Issue(
        code="unreadable_characters",
        severity="warning",
        start=first,
        end=first + 1,
        line=document.line_of(first),
        page=document.page_of(first),
        message=f"{count} characters have no Unicode in the file, the first here; "
        "export it again with its fonts embedded, or ingest a scan of it",
    )
    for row in ledger:
        beside = (
            document.text[max(row.start - 1, 0) : row.start] + document.text[row.end : row.end + 1]
        )
        if UNREADABLE in beside:
            yield Issue(
                code="unreadable_beside_figure",
                severity="error",
                start=row.start,
                end=row.end,
                line=row.line,
                page=row.page,
                message=f"{row.digits}: the character beside it can't be read and may be a digit; look at the page",
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
