"""The way back from a figure to the page."""

from decimal import Decimal
from pathlib import Path

import pytest

from extract.errors import QueryError
from extract.model import Footnote, Span
from queries.tracing import Trace, trace_observation
from store.database import reading
from tests.builders import july, report, retail
from tests.conftest import Select, Store


def traced(database: Path, observation_id: object) -> Trace:
    with reading(database) as connection:
        return trace_observation(connection, str(observation_id))


def test_the_sentence_is_cut_around_the_figure(
    store: Store, database: Path, select: Select
) -> None:
    sentence = "Lũy kế 7 tháng đạt 18.925,36 tỷ đồng."
    at = sentence.index("18.")
    store(
        report(
            retail(
                600, "18.925,36", line=12, page=2,
                context=sentence, context_from=at, context_to=at + 9, rules=(("period", "ytd"),),
            )
        )
    )  # fmt: skip
    ((key,),) = select("select observation_id from series")
    trace = traced(database, key)
    assert (trace.before, trace.figure, trace.after) == (
        "Lũy kế 7 tháng đạt ",
        "18.925,36",
        " tỷ đồng.",
    )
    told = trace.observation
    assert (told["document"], told["page"], told["line"]) == ("travinh-2020-07.txt", 2, 12)
    assert (told["place_from"], told["place_to"]) == (600, 609)
    assert (told["value"], told["rules"]) == (Decimal("18925.36"), {"period": "ytd"})
    assert (trace.footnote, trace.footnote_text, trace.marked_text) == (None, "", "")


def test_a_footnote_leads_to_its_mark(store: Store, database: Path, select: Select) -> None:
    note = "1 So với tháng trước: túi xách tăng hơn 3,6 lần."
    notes = (
        Footnote(number=1, text=note, span=Span(start=100, end=200), mark_at=14),
        Footnote(number=1, text="another note 1", span=Span(start=300, end=400), mark_at=None),
    )
    store(
        report(
            retail(10, "2.895,07"),
            retail(120, "3,6", footnote=1),
            retail(320, "4,7", footnote=1),
            footnotes=notes,
        )
    )
    statement = "select value_text, observation_id from fact_observation"
    found = {str(row[0]): row[1] for row in select(statement)}
    first = traced(database, found["3,6"])
    assert (first.footnote, first.footnote_text) == (1, note)
    assert first.marked_text == "Trong kỳ đạt 2.895,07."
    second = traced(database, found["4,7"])
    assert (second.footnote, second.footnote_text, second.marked_text) == (1, "another note 1", "")


def test_a_figure_without_a_sentence_is_shown_as_printed(
    store: Store, database: Path, select: Select
) -> None:
    store(report(retail(5, "12,5", context="", context_from=0, context_to=0)))
    ((key,),) = select("select observation_id from series")
    trace = traced(database, key)
    assert (trace.before, trace.figure, trace.after) == ("", "12,5", "")


@pytest.mark.parametrize("observation_id", ["", "0", "f" * 16, "' or true --"])
def test_an_unknown_id_is_refused(store: Store, database: Path, observation_id: str) -> None:
    store(july())
    with pytest.raises(QueryError, match="there is no observation"):
        traced(database, observation_id)
