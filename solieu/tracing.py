"""A trace in words: the place, the sentence with the figure marked, what was read, its footnote; how it is derived."""

from __future__ import annotations

import sys

from queries.implied.tracing import ImpliedTrace, Step
from queries.plain import plain
from queries.tracing import Trace

_SHOWN = (
    ("indicator", ("indicator", "indicator_label_vi", "indicator_label_en")),
    ("product", ("product", "product_label_vi", "product_label_en")),
    ("period", ("period", "period_label_vi", "period_label_en")),
    ("measure", ("measure",)),
    ("basis", ("basis",)),
    ("status", ("status",)),
    ("value", ("qualifier", "value", "unit")),
    ("printed", ("value_text", "unit_text")),
    ("label", ("label",)),
    ("territory", ("territory",)),
    ("prices", ("price_base",)),
    ("note", ("note",)),
    ("rules", ("rules",)),
)
_DERIVED = (
    ("indicator", ("indicator", "indicator_label_vi", "indicator_label_en")),
    ("product", ("product", "product_label_vi", "product_label_en")),
    ("label", ("series_label",)),
    ("period", ("period", "period_label_vi", "period_label_en")),
    ("scenario", ("scenario",)),
    ("territory", ("territory",)),
    ("prices", ("price_base",)),
    ("formula", ("formula",)),
    ("low", ("low", "unit", "other_unit")),
    ("high", ("high", "unit", "other_unit")),
    ("assumed", ("assumption",)),
)
_NOTHING_TO_SAY = {"", "none", "own", "unstated"}


def print_trace(trace: Trace) -> None:
    """Print `trace` on standard output; the figure stands between >> and <<, and in bold on a terminal."""
    from rich.console import Console  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    console = Console(file=sys.stdout, highlight=False, markup=False)
    told = trace.observation
    place = f"{told['document']}, page {told['page']}, line {told['line']}"
    console.print(
        f"{place}, code points {told['place_from']} to {told['place_to']}", soft_wrap=True
    )
    figure = Text(f">>{trace.figure}<<", style="bold reverse")
    console.print(Text.assemble("\n", trace.before, figure, trace.after, "\n"), soft_wrap=True)
    for name, columns in _SHOWN:
        text = " · ".join(filter(None, (plain(told[column]) for column in columns)))
        if text not in _NOTHING_TO_SAY:
            console.print(f"{name:10} {text}", soft_wrap=True)
    if trace.footnote is not None:
        console.print(f"\nfootnote {trace.footnote}: {trace.footnote_text}", soft_wrap=True)
    if trace.marked_text:
        console.print(f"its mark stands in: {trace.marked_text}", soft_wrap=True)


def print_any_trace(trace: Trace | ImpliedTrace) -> None:
    """Print the way back of a figure or of a derived value on standard output."""
    if isinstance(trace, ImpliedTrace):
        print_implied(trace)
    else:
        print_trace(trace)


def trace_record(trace: Trace | ImpliedTrace) -> dict[str, object]:
    """Return `trace` as one row."""
    if isinstance(trace, ImpliedTrace):
        return _implied_record(trace)
    return {
        **trace.observation,
        "before": trace.before,
        "figure": trace.figure,
        "after": trace.after,
        "footnote_text": trace.footnote_text,
        "marked_text": trace.marked_text,
    }


def print_implied(trace: ImpliedTrace) -> None:
    """Print a derivation on standard output: the arithmetic, what it is of, its operands with their sentences."""
    from rich.console import Console  # noqa: PLC0415

    console = Console(file=sys.stdout, highlight=False, markup=False)
    told = trace.value
    console.print(f"derived, not printed: {told['arithmetic_en']}", soft_wrap=True)
    console.print(f"suy ra, không phải số in: {told['arithmetic_vi']}\n", soft_wrap=True)
    for name, columns in _DERIVED:
        text = " · ".join(filter(None, (plain(told[column]) for column in columns)))
        if text not in _NOTHING_TO_SAY:
            console.print(f"{name:10} {text}", soft_wrap=True)
    for step in trace.steps:
        console.print(f"\n{_step(step)}", soft_wrap=True)


def _step(step: Step) -> str:
    operand, indent = step.operand, "  " * (step.level - 1)
    if step.is_derived:
        head = f"{indent}{operand['role']}: derived, {operand['derived_id']}"
        return f"{head}\n{indent}{_quote(step)}"
    place = f"{operand['document']}, page {operand['page']}, line {operand['line']}"
    head = f"{indent}{operand['role']}: {place} · {operand['observation_id']}"
    return f"{head}\n{indent}{_quote(step)}"


def _quote(step: Step) -> str:
    """Return the sentence with the figure between >> and <<; of a derived operand, the arithmetic."""
    if step.is_derived:
        return str(step.operand["arithmetic_en"])
    before, figure, after = step.quote
    return f"{before}>>{figure}<<{after}"


def _implied_record(trace: ImpliedTrace) -> dict[str, object]:
    """Return a derivation as one row, its steps in a list."""
    return {
        **trace.value,
        "steps": [
            {
                **{name: step.operand[name] for name in _STEP},
                "level": step.level,
                "quote": _quote(step),
            }
            for step in trace.steps
        ],
    }


_STEP = ("role", "sign", "observation_id", "derived_id", "document", "page", "line")
