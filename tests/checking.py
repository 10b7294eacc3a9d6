"""Reports for the checks, written as sentences with their figures marked.

`«5.542|dossiers_received»` is a figure: its print, what it is about (`indicator` or `indicator/item`, nothing for a
count of something), and columns of the ledger that differ from a level of July 2020 (`unit=pct measure=share_pct`).
`«2.79,18|?»` could not be read. `¶` begins another sentence of the paragraph, `¶¶` another paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

from normalize.model import LedgerRow, Report
from normalize.vocabulary import Vocabulary, load_vocabulary
from queries.checks.running import run_checks
from queries.views import make_views
from store.database import writing
from store.loading import load_report, load_vocabulary_members
from tests.builders import report, row

_MARKED = re.compile(r"«([^|»]+)\|?([^|»]*)\|?([^»]*)»")
_FIELDS = {"item", "unit", "measure", "basis", "period", "status", "qualifier", "label", "territory", "price_base", "unit_text"}
_PARAGRAPH = 10_000

Found = tuple[str, str, str]
"""Kind, outcome and severity of a relation."""


@cache
def shipped() -> Vocabulary:
    """The shipped vocabulary."""
    return load_vocabulary()


def marked(text: str, start: int = 0) -> Iterator[LedgerRow]:
    """Yield the rows of marked sentences."""
    for paragraph in text.split("¶¶"):
        place = start
        for sentence in paragraph.split("¶"):
            yield from _sentence(sentence.strip(), place)
            place += len(_MARKED.sub(r"\1", sentence.strip())) + 1
        start += _PARAGRAPH


def _sentence(marked_text: str, start: int) -> Iterator[LedgerRow]:
    plain = ""
    done = 0
    found = []
    for match in _MARKED.finditer(marked_text):
        plain += marked_text[done : match.start()]
        found.append((len(plain), match[1], match[2], match[3]))
        plain += match[1]
        done = match.end()
    plain += marked_text[done:]
    for at, digits, about, columns in found:
        made = _figure(start + at, digits, about, columns)
        yield replace(
            made,
            sentence_from=start,
            sentence_to=start + len(plain),
            context=plain,
            context_from=at,
            context_to=at + len(digits),
        )


def _figure(place: int, digits: str, about: str, columns: str) -> LedgerRow:
    if about == "?":
        unit_text = columns.removeprefix("unit_text=")
        return row(place, digits, role="malformed", unit_text=unit_text)
    indicator, _, item = about.partition("/")
    given = dict(pair.split("=", 1) for pair in columns.split())
    assert set(given) <= _FIELDS | {"is_subset", "factor"}, columns
    told: dict[str, object] = {"unit": "count", "measure": "level", **given}
    if "label" in told:
        told["label"] = str(told["label"]).replace("_", " ")
    if "factor" in told:
        told["factor"] = Decimal(str(told["factor"]))
    told["is_subset"] = told.get("is_subset") == "true"
    made = row(place, digits, indicator=indicator, item=item, **told)
    assert made.value is not None
    is_fall = str(told["measure"]).startswith(("growth", "change")) and given.get("qualifier") == "-"
    sign = -1 if is_fall else 1
    qualifier = "" if is_fall else made.qualifier
    return replace(made, value=made.value * made.factor * sign, qualifier=qualifier)


def of_text(text: str, name: str, **profile: object) -> Report:
    """Return a report of marked sentences; of no known province, so that no other report concerns it."""
    rows = sorted(marked(text), key=lambda made: made.start)
    return report(*rows, name=name, text=text, **{"province": "", **profile})


def checked(path: Path, *reports: Report) -> dict[str, list[Found]]:
    """Load `reports` into a database at `path`, check it, and return what was found by the report's name."""
    with writing(path) as connection:
        load_vocabulary_members(connection, shipped())
        make_views(connection)
        for made in reports:
            load_report(connection, made)
        run_checks(connection)
        rows = connection.execute(
            "select name, kind, outcome, severity from check_result"
            " inner join dim_document using (document_id) order by all"
        ).fetchall()
    found: dict[str, list[Found]] = {made.document.name: [] for made in reports}
    for name, kind, outcome, severity in rows:
        found[name].append((kind, outcome, severity))
    return found
