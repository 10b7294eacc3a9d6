"""A trace in words: the place, the sentence with the figure marked, what was read, the footnote."""

from __future__ import annotations

import sys

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


def trace_record(trace: Trace) -> dict[str, object]:
    """Return `trace` as one row."""
    return {
        **trace.observation,
        "before": trace.before,
        "figure": trace.figure,
        "after": trace.after,
        "footnote_text": trace.footnote_text,
        "marked_text": trace.marked_text,
    }
