"""The run: find, judge, propose, store."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from duckdb import DuckDBPyConnection

from normalize.relations import Relations, load_relations
from queries.checks.finding import find_relations
from queries.checks.judging import judge
from queries.checks.repairs import Judged, Repair, propose
from queries.checks.rows import operand_columns, proposal_columns, result_columns
from queries.checks.texts import ReportText, read_texts
from store.results import replace_results


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a run did: reports read, relations found, and how many of them could be computed.

    A run that computed nothing has not passed.
    """

    reports: int
    relations: int
    computed: int
    repairs: int


def run_checks(connection: DuckDBPyConnection, relations: Relations | None = None) -> Run:
    """Check all reports of the database and put the results in the place of the last ones, all or nothing.

    Raises VocabularyError if the reference files of relations are wrong.
    """
    with _uncollected():
        reports = list(read_texts(connection))
        judged = judge_all(reports, relations or load_relations())
        repairs = list(propose(judged, sentences_of(reports)))
        store(connection, judged, repairs)
    return Run(
        reports=len(reports),
        relations=len(judged),
        computed=sum(j.outcome not in {"blocked", "not_checkable"} for _, j in judged),
        repairs=len(repairs),
    )


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep Python's collector from walking the many records that live to the end anyway."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def judge_all(reports: Iterable[ReportText], relations: Relations) -> list[Judged]:
    """Return the relations of `reports`, each with what came out."""
    return [(relation, judge(relation)) for relation in find_relations(reports, relations)]


def sentences_of(reports: Iterable[ReportText]) -> dict[str, str]:
    """Return the sentences of reports by their ids."""
    return {s.sentence_id: s.text for report in reports for s in report.sentences}


def store(
    connection: DuckDBPyConnection, judged: Sequence[Judged], repairs: Sequence[Repair]
) -> None:
    """Put judged relations and proposals into the tables."""
    results = result_columns(judged)
    replace_results(
        connection,
        {
            "check_result": results,
            "check_operand": operand_columns(judged, results["check_id"]),
            "repair_proposal": proposal_columns(repairs),
        },
    )
