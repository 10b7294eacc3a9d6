"""A report as a page for proof-reading: its text line by line, every figure marked with how it was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Final

from normalize.model import LedgerRow, Report
from queries.plain import plain

# Kind, colour, what the legend says. Each kind has a frame of its own too, see _STYLE.
_KINDS: Final = (
    ("core", "#bfe3c0", "statistic with an indicator"),
    ("other", "#cfe0f7", "statistic without an indicator, under its own words"),
    ("doubtful", "#ffe08a", "? two readings were close"),
    ("malformed", "#f6b5b0", "! cannot be read with certainty"),
    ("none", "#e6e6e6", "no statistic"),
)
_MARK: Final = (
    '<mark class="{label}" style="background: {bg}" title="{details}">{text}'
    '<span class="reading">{reading}</span></mark>'
)
_STYLE: Final = """
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; font: 16px/1.9 sans-serif; color: #111; }
main { counter-reset: line; }
.entities { counter-increment: line; position: relative; padding-left: 3.5rem; min-height: 1.9em;
    line-height: 1.9 !important; white-space: pre-wrap; overflow-wrap: anywhere; }
.entities::before { content: counter(line); position: absolute; left: 0; color: #767676; font-size: 0.75em; }
mark { padding: 0.1em 0.25em; border: 1px solid transparent; border-radius: 0.25em; color: inherit; }
mark.core { border-color: #2e7d32; }
mark.doubtful { border: 2px dashed #8a6100; }
mark.malformed { border: 2px solid #a4160c; }
.reading { margin-left: 0.4em; font-size: 0.7em; font-weight: bold; }
.legend mark { margin-right: 0.5em; }
"""
_PAGE: Final = """<!DOCTYPE html>
<html lang="vi">
<head>
<meta charset="utf-8">
<title>{name}</title>
<style>{style}</style>
</head>
<body>
<header>
<h1>{name}</h1>
<p>{title}</p>
<ul class="legend" lang="en">
{legend}
</ul>
</header>
<main>
{text}
</main>
</body>
</html>
"""


def make_page(report: Report) -> str:
    """Return `report` as one HTML file that needs no other: a block a line of the text, each figure marked once.

    A mark holds the figure and its reading: indicator, period and status of a statistic (its own words where it has
    no indicator), else its role. Value and measure are shown when the mouse rests on it.
    """
    from spacy import displacy  # noqa: PLC0415

    rows = sorted((*report.ledger, *report.zeros), key=lambda row: row.start)
    text: str = displacy.render(
        list(_lines(report.document.text, rows)),
        style="ent",
        manual=True,
        page=False,
        jupyter=False,
        options={
            "colors": {kind: colour for kind, colour, _ in _KINDS},
            "template": _MARK,
        },
    )
    return _PAGE.format(
        name=escape(report.document.name),
        title=escape(report.profile.title),
        style=_STYLE,
        legend="\n".join(_legend(rows)),
        text=text,
    )


def _lines(text: str, rows: Sequence[LedgerRow]) -> Iterator[dict[str, object]]:
    """Yield each line with the marks that begin in it; `rows` are in text order."""
    start = place = 0
    for line in text.split("\n"):
        end = start + len(line)
        marks: list[dict[str, object]] = []
        while place < len(rows) and rows[place].start < end:
            row = rows[place]
            marks.append(_mark(row, row.start - start, min(row.end, end) - start))
            place += 1
        yield {"text": line, "ents": marks}
        start = end + 1


def _mark(row: LedgerRow, start: int, end: int) -> dict[str, object]:
    # displacy escapes the text of a mark only.
    texts = {"reading": escape(_reading(row)), "details": escape(_details(row))}
    return {"start": start, "end": end, "label": _kind(row), "params": texts}


def _kind(row: LedgerRow) -> str:
    if row.role == "malformed":
        return "malformed"
    if row.is_doubtful:
        return "doubtful"
    if row.role != "value":
        return "none"
    return "core" if row.indicator else "other"


def _reading(row: LedgerRow) -> str:
    sign = {"malformed": "! ", "doubtful": "? "}.get(_kind(row), "")
    if row.role != "value":
        return f"{sign}{row.role}"
    about = "/".join(filter(None, (row.indicator, row.item))) if row.indicator else row.label
    return sign + " · ".join(filter(None, (about, row.period, row.status)))


def _details(row: LedgerRow) -> str:
    value = " ".join(filter(None, (row.qualifier, plain(row.value), row.unit)))
    return " · ".join(filter(None, (value, row.measure, row.basis, row.territory, row.note)))


def _legend(rows: Iterable[LedgerRow]) -> Iterator[str]:
    counts = Counter(map(_kind, rows))
    for kind, colour, meaning in _KINDS:
        chip = f'<mark class="{kind}" style="background: {colour}">{counts[kind]}</mark>'
        yield f"<li>{chip}{escape(meaning)}</li>"
