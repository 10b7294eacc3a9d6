"""What the last run of the checks left: findings with their operands, counts by kind, one relation explained."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from duckdb import DuckDBPyConnection

from extract.errors import QueryError
from queries.asking import ask

SEVERITIES = ("critical", "error", "warning", "info")
"""From the worst to the mildest."""

Record = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A sentence with the operands that stand in it, each a stretch of its text, in order."""

    document: str
    page: int
    line: int
    text: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A relation with its operands and the sentences in which they stand."""

    result: Record
    operands: tuple[Record, ...]
    quotes: tuple[Quote, ...]


def find_document_id(connection: DuckDBPyConnection, name: str) -> str:
    """Return the key of the report of that name; of several, the latest.

    Raises QueryError if there is none.
    """
    found = list(ask(connection, "check_documents", {"name": name}).records())
    if not found:
        raise QueryError(f"there is no report {name!r}; list them with: solieu reports")
    return str(found[-1]["document_id"])


def read_findings(
    connection: DuckDBPyConnection, document_id: str | None, mildest: str
) -> list[Finding]:
    """Return the findings at `mildest` or worse, worst first."""
    asked = {"document_id": document_id, "severity_order": SEVERITIES.index(mildest)}
    results = list(ask(connection, "check_findings", asked).records())
    operands = _operands(connection, None)
    return [_finding(result, operands.get(str(result["check_id"]), ())) for result in results]


def read_counts(connection: DuckDBPyConnection, document_id: str | None) -> list[Record]:
    """Return how many relations were examined and held, by kind."""
    return list(ask(connection, "check_counts", {"document_id": document_id}).records())


def explain(connection: DuckDBPyConnection, check_id: str) -> Finding:
    """Return one relation of the last run, whether it holds or not; raises QueryError if there is none of that id."""
    result = next(ask(connection, "check_result", {"check_id": check_id}).records(), None)
    if result is None:
        raise QueryError(f"there is no check {check_id!r}; ids are printed by: solieu check")
    return _finding(result, _operands(connection, check_id).get(check_id, ()))


def _operands(
    connection: DuckDBPyConnection, check_id: str | None
) -> dict[str, tuple[Record, ...]]:
    records = ask(connection, "check_operands", {"check_id": check_id}).records()
    groups = groupby(records, key=lambda record: str(record["check_id"]))
    return {key: tuple(own) for key, own in groups}


def _finding(result: Record, operands: Sequence[Record]) -> Finding:
    return Finding(result=result, operands=tuple(operands), quotes=tuple(_quotes(operands)))


def _quotes(operands: Sequence[Record]) -> Iterator[Quote]:
    by_sentence: dict[str, list[Record]] = {}
    for operand in operands:
        if operand["sentence_text"]:
            by_sentence.setdefault(str(operand["sentence_id"]), []).append(operand)
        elif operand["role"] == "list":
            by_sentence.setdefault("", []).append(
                {**operand, "sentence_text": operand["value_text"]}
            )
    for own in by_sentence.values():
        first = min(own, key=lambda operand: _whole(operand["figure_from"]))
        yield Quote(
            document=str(first["document"]),
            page=_whole(first["page"]),
            line=_whole(first["line"]),
            text=str(first["sentence_text"]),
            marks=_marks(own),
        )


def _marks(operands: Sequence[Record]) -> tuple[tuple[int, int], ...]:
    """Return the stretches to mark, none within another."""
    spans = sorted(
        {
            (_whole(o["figure_from"]), _whole(o["figure_to"]))
            for o in operands
            if o["role"] != "list"
        }
    )
    return tuple(span for span in spans if span[0] < span[1])


def _whole(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(f"not a whole number: {value!r}")
    return value
