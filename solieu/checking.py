"""Findings in words: the arithmetic, the sentences with the operands marked, the counts by kind."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from queries.checks.results import Finding, Quote
from queries.plain import plain
from solieu.output import print_table

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

COUNT_HEADS = {
    "kind": "relation",
    "n_relations": "examined",
    "n_computed": "computed",
    "n_held": "held",
    "n_truncated": "if cut off",
    "n_inconsistent": "inconsistent",
    "n_revised": "revised",
    "n_blocked": "blocked",
    "n_not_checkable": "not checkable",
}
FINDING_COLUMNS = (
    "check_id", "severity", "kind", "outcome", "strength", "document", "page", "line",
    "arithmetic_en", "arithmetic_vi", "reported", "recomputed_from", "recomputed_to", "gap", "unit",
    "repair_from", "repair_to", "repair_reason", "operands", "quotes",
)  # fmt: skip
_AROUND = 60


def finding_rows(findings: Iterable[Finding]) -> Iterable[tuple[object, ...]]:
    """Yield findings as rows of FINDING_COLUMNS; a quote has its operands between >> and <<."""
    for finding in findings:
        quotes = [marked(quote) for quote in finding.quotes]
        yield (*(finding.result[column] for column in FINDING_COLUMNS[:-1]), quotes)


def marked(quote: Quote) -> str:
    """Return the quote's text with its operands between >> and <<."""
    return "".join(f">>{text}<<" if is_operand else text for text, is_operand in _pieces(quote))


def _pieces(quote: Quote) -> Iterable[tuple[str, bool]]:
    done = 0
    for start, end in quote.marks:
        if start >= done:
            yield quote.text[done:start], False
            yield quote.text[start:end], True
            done = end
    yield quote.text[done:], False


def print_findings(findings: Sequence[Finding]) -> None:
    """Print findings on standard output: severity and place, the arithmetic, the quotes, a proposed repair."""
    console = _console()
    for finding in findings:
        told = finding.result
        head = f"{told['severity']} · {told['kind']} · {told['document']}, page {told['page']}, line {told['line']}"
        console.print(f"{head} · {told['check_id']}", style="bold", soft_wrap=True)
        console.print(f"  {told['arithmetic_en']}", soft_wrap=True)
        for quote in finding.quotes:
            console.print(_quoted(quote), soft_wrap=True)
        if told["repair_to"]:
            reason = f"{told['repair_reason']}".replace("_", " ")
            console.print(
                f"  may be {told['repair_to']} instead of {told['repair_from']}: {reason}",
                soft_wrap=True,
            )
        console.print()


def print_explanation(finding: Finding) -> None:
    """Print one relation in full: both sentences of arithmetic, every operand with its interval, every quote whole."""
    console = _console()
    told = finding.result
    for name in ("kind", "rule", "strength", "outcome", "severity", "document", "missing"):
        if told[name]:
            console.print(f"{name:10} {plain(told[name])}", soft_wrap=True)
    console.print(f"\n{told['arithmetic_en']}\n{told['arithmetic_vi']}\n", soft_wrap=True)
    print_table(
        ("role", "printed", "value", "from", "to", "unit", "report", "page", "line"),
        [_operand_row(operand) for operand in finding.operands],
    )
    for quote in finding.quotes:
        console.print(f"\n{quote.document}, page {quote.page}, line {quote.line}", style="bold")
        console.print(_text(quote), soft_wrap=True)
    for language in ("en", "vi"):
        if told[f"proposal_{language}"]:
            console.print(f"\n{told[f'proposal_{language}']}", soft_wrap=True)


def print_counts(counts: Sequence[Mapping[str, object]]) -> None:
    """Print how many relations were examined and held, by kind and in all."""
    columns = list(COUNT_HEADS)
    rows: list[list[object]] = [[count[column] for column in columns] for count in counts]
    totals = [sum(int(str(row[at])) for row in rows) for at in range(1, len(columns))]
    print_table(list(COUNT_HEADS.values()), [*rows, ["all", *totals]])


def explanation_record(finding: Finding) -> dict[str, object]:
    """Return one relation as one row, its operands and quotes in lists."""
    return {
        **finding.result,
        "operands": [dict(operand) for operand in finding.operands],
        "quotes": [marked(quote) for quote in finding.quotes],
    }


def _operand_row(operand: Mapping[str, object]) -> tuple[object, ...]:
    text = str(operand["value_text"])
    return (
        operand["role"],
        text if len(text) <= _AROUND else f"{text[:_AROUND]}…",
        *(operand[name] for name in ("value", "value_from", "value_to", "unit", "document")),
        str(operand["page"]),
        str(operand["line"]),
    )


def _quoted(quote: Quote) -> Text:
    """Return the quote on one line, cut off where it is far from any operand."""
    from rich.text import Text  # noqa: PLC0415

    return Text.assemble(f"  line {quote.line}: ", _text(_excerpt(quote)))


def _excerpt(quote: Quote) -> Quote:
    if not quote.marks:
        return quote
    start = max(quote.marks[0][0] - _AROUND, 0)
    stop = min(quote.marks[-1][1] + _AROUND, len(quote.text))
    before, after = "…" if start else "", "…" if stop < len(quote.text) else ""
    shift = len(before) - start
    return replace(
        quote,
        text=f"{before}{quote.text[start:stop]}{after}",
        marks=tuple((first + shift, last + shift) for first, last in quote.marks),
    )


def _text(quote: Quote) -> Text:
    from rich.text import Text  # noqa: PLC0415

    pieces = [
        Text(f">>{text}<<", style="bold reverse") if is_operand else Text(text)
        for text, is_operand in _pieces(quote)
    ]
    return Text.assemble(*pieces)


def _console() -> Console:
    from rich.console import Console  # noqa: PLC0415

    return Console(file=sys.stdout, markup=False, highlight=False)
