"""The way back: from an observation to the sentence that states it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from duckdb import DuckDBPyConnection

from extract.errors import QueryError
from queries.asking import Parameter, ask


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """An observation's labels and place by column, and its sentence cut around the figure.

    Where the figure stands in a footnote, `footnote` is that note's number, `footnote_text` the note, and
    `marked_text` the sentence in which its mark stands; else None and empty. `marked_text` is empty too where no
    mark was found or its sentence has no figure.
    """

    observation: Mapping[str, object]
    before: str
    figure: str
    after: str
    footnote: int | None
    footnote_text: str
    marked_text: str


def trace_observation(connection: DuckDBPyConnection, observation_id: str) -> Trace:
    """Return the way back of the observation; raises QueryError if there is none of that id."""
    found = next(ask(connection, "observation", {"observation_id": observation_id}).records(), None)
    if found is None:
        raise QueryError(
            f"there is no observation {observation_id!r}; ids stand in the last column of: solieu series"
        )
    sentence = str(found.pop("sentence_text") or "")
    first, last = _offset(found.pop("figure_from")), _offset(found.pop("figure_to"))
    note = _footnote(connection, found)
    return Trace(
        observation=found,
        before=sentence[:first],
        figure=sentence[first:last] or str(found["value_text"]),
        after=sentence[last:],
        footnote=_offset(note["footnote"]) if note else None,
        footnote_text=str(note["footnote_text"]) if note else "",
        marked_text=str(note["marked_text"] or "") if note else "",
    )


def _footnote(
    connection: DuckDBPyConnection, observation: Mapping[str, object]
) -> Mapping[str, object] | None:
    if observation["footnote"] is None:
        return None
    asked: dict[str, Parameter] = {
        "document_id": str(observation["document_id"]),
        "place": _offset(observation["place_from"]),
    }
    return next(ask(connection, "footnote_of", asked).records(), None)


def _offset(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(f"not a place: {value!r}")
    return value
