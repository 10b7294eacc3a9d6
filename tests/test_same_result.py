"""One text, one result: a report gives the same rows whatever format it comes in; each difference is counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

import pytest

from extract.document import read_document
from extract.healing import HealedText, heal
from extract.lines import LineKind, split_lines
from extract.model import Document
from normalize.model import LedgerRow, Report
from normalize.report import interpret
from tests.making.docx import plain_docx, rich_docx
from tests.making.html import plain_html, rich_html
from tests.program import CORPUS, ROOT
from tests.reading import vocabulary

SHARED = ROOT.parent / "shared" / "reports"
REPORTS = [*sorted((CORPUS / "reports").iterdir()), *sorted(SHARED.glob("*.txt"))]

Make = Callable[[str], bytes]
"""From a text report to the bytes of a file in another format."""

FORMATS: dict[str, Make] = {
    "plain.docx": plain_docx,
    "rich.docx": rich_docx,
    "plain.html": plain_html,
    "rich.html": rich_html,
}
"""What gives exactly the same rows, by the name of the file that is made."""

Row = tuple[object, ...]


def columns_of(row: LedgerRow) -> Row:
    return (
        row.role, row.digits, row.value, row.unit, row.indicator, row.item, row.measure, row.basis, row.period,
        row.status, row.qualifier,
    )  # fmt: skip


def rows_in_order(document: Document, healed: HealedText, report: Report) -> list[Row]:
    """The rows of running text and notes in the order in which they are to be read.

    A note stands in another place in each format; the marks of notes are compared as notes.
    """
    order: dict[int, tuple[int, int]] = {}
    for passage in healed.passages:
        for at, place in enumerate(passage.places):
            order.setdefault(place, (passage.index, at))
    placed = [(order[row.start], row) for row in report.ledger if row.start in order]
    return [columns_of(row) for _, row in sorted(placed, key=lambda pair: pair[0])]


def numbers_of_lists(document: Document, report: Report) -> Counter[str]:
    """How often each list or section number was taken off; page numbers differ from format to format."""
    pages = [
        x for x in split_lines(document) if x.kind in (LineKind.PAGE_NUMBER, LineKind.FURNITURE)
    ]
    within = {at for line in pages for at in range(line.start, line.end)}
    lifted = heal(document).lifted
    return Counter(
        row.digits
        for row in report.ledger
        if lifted.get(row.start) == "marker" and row.start not in within
    )


@cache
def read_as_text(path: Path) -> tuple[Document, Report]:
    document = read_document(path)
    return document, interpret(document, vocabulary())


def differences(text: tuple[Document, Report], other: tuple[Document, Report]) -> list[Row]:
    """What is in one of the two and not in the other, in order."""
    rows = [rows_in_order(document, heal(document), report) for document, report in (text, other)]
    found: list[Row] = []
    for kind, i, j, k, n in SequenceMatcher(None, rows[0], rows[1], autojunk=False).get_opcodes():
        if kind != "equal":
            found += [("text", *row) for row in rows[0][i:j]] + [
                ("other", *row) for row in rows[1][k:n]
            ]
    numbers = [numbers_of_lists(document, report) for document, report in (text, other)]
    found += [("text", "marker", digits) for digits in (numbers[0] - numbers[1]).elements()]
    found += [("other", "marker", digits) for digits in (numbers[1] - numbers[0]).elements()]
    notes = [Counter(note.number for note in report.footnotes) for _, report in (text, other)]
    found += [("text", "footnote", number) for number in (notes[0] - notes[1]).elements()]
    found += [("other", "footnote", number) for number in (notes[1] - notes[0]).elements()]
    return found


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("path", REPORTS, ids=lambda p: f"{p.parent.parent.name}-{p.stem}")
def test_a_report_says_the_same_in_another_format(path: Path, form: str, tmp_path: Path) -> None:
    text = read_as_text(path)
    made = tmp_path / f"{path.stem}.{form}"
    made.write_bytes(FORMATS[form](path.read_text("utf-8")))
    document = read_document(made)
    report = interpret(document, vocabulary())
    assert differences(text, (document, report)) == []
    assert report.profile == text[1].profile
    assert [row.digits for row in report.zeros] == [row.digits for row in text[1].zeros]


@pytest.mark.parametrize("path", REPORTS[:1], ids=lambda p: p.stem)
def test_a_difference_would_be_counted(path: Path, tmp_path: Path) -> None:
    text = read_as_text(path)
    other = tmp_path / "other.docx"
    other.write_bytes(rich_docx(path.read_text("utf-8").replace("28.678", "28.679")))
    document = read_document(other)
    found = differences(text, (document, interpret(document, vocabulary())))
    assert [row[2] for row in found] == ["28.678", "28.679"]


def test_the_reports_are_there() -> None:
    assert len(REPORTS) >= 5
