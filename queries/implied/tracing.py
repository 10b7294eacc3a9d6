"""The way back from a derived value: its formula, its operands, and the sentences in which they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from duckdb import DuckDBPyConnection

from queries.asking import ask

Record = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One operand: its record, and where it is itself derived, its own operands; `level` counts from 1."""

    operand: Record
    level: int

    @property
    def is_derived(self) -> bool:
        """Whether it follows from other figures."""
        return bool(self.operand["derived_id"])

    @property
    def quote(self) -> tuple[str, str, str]:
        """The sentence before the figure, the figure, and the sentence behind it; empty for a derived one."""
        text = str(self.operand["sentence_text"])
        first, last = self.operand["figure_from"], self.operand["figure_to"]
        if not isinstance(first, int) or not isinstance(last, int):
            return "", "", ""
        return text[:first], text[first:last] or str(self.operand["value_text"]), text[last:]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpliedTrace:
    """A derivation's record and its steps, an operand's own operands right after it."""

    value: Record
    steps: tuple[Step, ...]


def trace_implied(connection: DuckDBPyConnection, implied_id: str) -> ImpliedTrace | None:
    """Return the way back of the derivation, None if there is none of that id."""
    found = next(ask(connection, "implied_value", {"implied_id": implied_id}).records(), None)
    if found is None:
        return None
    return ImpliedTrace(value=found, steps=tuple(_steps(connection, implied_id, 1)))


def _steps(connection: DuckDBPyConnection, implied_id: str, level: int) -> Iterator[Step]:
    for operand in list(ask(connection, "implied_operands", {"implied_id": implied_id}).records()):
        yield Step(operand=operand, level=level)
        if operand["derived_id"]:
            yield from _steps(connection, str(operand["derived_id"]), level + 1)
