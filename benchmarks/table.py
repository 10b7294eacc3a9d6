"""The result of a benchmark, as a table on standard output and in a file that is not tracked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from benchmarks.machine import describe_machine

RESULTS = Path(__file__).parent / "results"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What was measured: a title, columns, rows as text, and what a reader must know."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: str = ""


def write_table(name: str, table: Table) -> None:
    """Print `table` and write it with the machine to `results/<name>.md`."""
    text = as_markdown(table)
    print(text)
    RESULTS.mkdir(exist_ok=True)
    machine = "\n".join(f"- {key}: {value}" for key, value in describe_machine().items())
    (RESULTS / f"{name}.md").write_text(f"{text}\n{machine}\n", encoding="utf-8")


def as_markdown(table: Table) -> str:
    """Return `table` as Markdown, its columns aligned."""
    lines = (table.columns, *table.rows)
    widths = [max(len(line[i]) for line in lines) for i in range(len(table.columns))]
    rule = tuple("-" * (width - 1) + ":" for width in widths)
    body = (
        "| " + " | ".join(map(str.rjust, line, widths)) + " |"
        for line in (lines[0], rule, *lines[1:])
    )
    return "\n".join((f"## {table.title}", "", *body, "", table.notes, ""))
