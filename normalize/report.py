"""One file read to the end: document, healed text, statements, and the ledger in the vocabulary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from extract.document import read_document
from extract.grammar.reading import Reading
from extract.healing import DIGIT_RUN, HealedText, PassageKind, heal
from extract.model import Document
from extract.statements import read_statements
from extract.tables.finding import find_tables
from extract.tables.grid import has_figures
from extract.tables.reading import read_tables
from normalize.dating import Calendar, calendar_of
from normalize.issues import find_issues
from normalize.model import LedgerRow, Report
from normalize.neighbours import (
    Pair,
    with_bases,
    with_first_mentions,
    with_increments,
    with_months,
    with_turns,
)
from normalize.profile import find_profile, places_of
from normalize.resolving import Resolver
from normalize.vocabulary import Vocabulary


def read_report(path: Path, vocabulary: Vocabulary) -> Report:
    """Read the report at `path` into its ledger.

    Raises:
        SolieuError: the file cannot be read as text; the message says why and what to do.
    """
    return interpret(read_document(path), vocabulary)


def interpret(document: Document, vocabulary: Vocabulary) -> Report:
    """Turn a document into a report: every digit run of its text becomes one row of the ledger."""
    document = _with_tables(document)
    healed = heal(document)
    prose = [p for p in healed.passages if p.kind is not PassageKind.TABLE]
    profile = find_profile(prose, vocabulary, healed.passages[len(prose) :])
    calendar = calendar_of(profile)
    runs = [(m.start(), m[0]) for m in DIGIT_RUN.finditer(document.text)]
    numbers = {start: n for n, (start, _) in enumerate(runs, start=1)}
    resolver = Resolver(document, healed, vocabulary, calendar, numbers)
    readings, zeros = read_statements(healed, vocabulary.lexicon)
    tables = read_tables(document, healed, vocabulary.lexicon, places_of(vocabulary, profile))
    readings = list(tables.without_units(readings))
    rows = _resolved(readings, resolver, healed, calendar)
    document = replace(document, notices=(*document.notices, *tables.notices))
    rows += map(resolver.row, tables.readings)
    ledger = tuple(_complete(document, healed, rows, runs))
    return Report(
        document=document,
        profile=profile,
        ledger=ledger,
        zeros=tuple(resolver.zero(reading) for reading in zeros),
        footnotes=healed.footnotes,
        issues=tuple(find_issues(document, healed, ledger, calendar)),
    )


def _with_tables(document: Document) -> Document:
    """A plain text marks no tables: they are looked for. What other formats mark as tables and holds no figures, as
    letterheads and signatures do, is read as prose.
    """
    if not document.tables and document.source is None:
        return replace(document, tables=find_tables(document.text))
    figured = tuple(table for table in document.tables if has_figures(document, table))
    return replace(document, tables=figured) if len(figured) < len(document.tables) else document


def _resolved(
    readings: Sequence[Reading], resolver: Resolver, healed: HealedText, calendar: Calendar | None
) -> list[LedgerRow]:
    pairs = [Pair(reading=reading, row=resolver.row(reading)) for reading in with_bases(readings)]
    if calendar:
        anchors = {p.index: p.anchor for p in healed.passages if p.anchor}
        pairs = with_increments(
            with_turns(with_months(pairs, calendar, anchors)), calendar, anchors
        )
    return with_first_mentions(pairs)


def _complete(
    document: Document,
    healed: HealedText,
    rows: Iterable[LedgerRow],
    runs: Sequence[tuple[int, str]],
) -> Iterator[LedgerRow]:
    """Every digit run of the text in text order, those that healing lifted out among them."""
    by_start = {row.start: row for row in rows}
    for n, (start, digits) in enumerate(runs, start=1):
        row = by_start.get(start)
        yield row if row and row.digits == digits else _lifted(document, healed, n, start, digits)


def _lifted(document: Document, healed: HealedText, n: int, start: int, digits: str) -> LedgerRow:
    role = healed.lifted.get(start, "")
    place = document.place_of(start, start + len(digits))
    return LedgerRow(
        n=n,
        start=start,
        end=start + len(digits),
        digits=digits,
        role=role or "malformed",
        line=document.line_of(start),
        page=place.page,
        place=place,
        note="" if role else "not read: cut by the layout",
        rules=(("role", "layout"),),
    )
