"""Reports for the checks, written as sentences with their figures marked.

`«5.542|dossiers_received»` is a figure: its print, what it is about (`indicator` or `indicator/item`, nothing for a
count of something), and columns of the ledger that differ from a level of July 2020 (`unit=pct measure=share_pct`);
`qualifier=-` is a fall. `«2.79,18|?»` could not be read. `¶` begins another sentence of the paragraph, `¶¶` another
paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from normalize.model import LedgerRow, Report
from normalize.vocabulary import Vocabulary, load_vocabulary
from queries.checks.running import run_checks
from store.database import writing
from store.loading import load_report
from tests.beginning import begun
from tests.builders import report, row

_MARKED = re.compile(r"«([^|»]+)\|?([^|»]*)\|?([^»]*)»")
_FIELDS = {
    "unit", "measure", "basis", "period", "status", "qualifier", "label", "territory", "price_base",
    "unit_text", "is_subset",
}  # fmt: skip
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
    assert set(given) <= _FIELDS, columns
    is_fall = given.get("qualifier") == "-"
    told: dict[str, object] = {
        "unit": "count",
        "measure": "level",
        **given,
        "label": given.get("label", "").replace("_", " "),
        "qualifier": "" if is_fall else given.get("qualifier", ""),
        "is_subset": given.get("is_subset") == "true",
    }
    made = row(place, digits, **{"indicator": indicator, "item": item, **told})  # type: ignore[arg-type]
    assert made.value is not None
    return replace(made, value=-made.value if is_fall else made.value)


def of_text(text: str, name: str, *, province: str = "", **profile: str) -> Report:
    """Return a report of marked sentences; of no known province no other report concerns it."""
    rows = sorted(marked(text), key=lambda made: made.start)
    return report(*rows, name=name, text=text, **{"province": province, **profile})  # type: ignore[arg-type]


def checked(path: Path, *reports: Report) -> dict[str, list[Found]]:
    """Load `reports` into a database at `path`, check it, and return what was found by the report's name."""
    with writing(begun(path, shipped)) as connection:
        for made in reports:
            load_report(connection, made)
        run_checks(connection)
        rows = connection.execute(
            "select dim_document.name, check_result.kind, outcome, severity from check_result"
            " inner join dim_document using (document_id) order by all"
        ).fetchall()
    found: dict[str, list[Found]] = {made.document.name: [] for made in reports}
    for name, kind, outcome, severity in rows:
        found[name].append((kind, outcome, severity))
    return found
