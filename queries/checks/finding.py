"""All relations of a set of reports, each once: where two rules find the same one, the surer rule has it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, groupby
from typing import Final

from normalize.relations import Relations
from queries.checks.balances import find_balances
from queries.checks.chains import find_chains
from queries.checks.lists import find_lists
from queries.checks.ratios import find_rates
from queries.checks.relations import Relation
from queries.checks.repeats import find_revisions, find_same_twice
from queries.checks.spans import find_cumulative, find_hulls, find_implied_in_report
from queries.checks.sums import find_lists_of_parts, find_partitions
from queries.checks.tables import find_table_sums
from queries.checks.texts import ReportText

_SUREST: Final = ("known", "declared", "direct", "hypothesis", "across")
_SUMS: Final = frozenset({"sum", "of_which", "cumulative", "balance"})


def find_relations(reports: Iterable[ReportText], relations: Relations) -> Iterator[Relation]:
    """Yield the relations within each report and between the reports of each province."""
    by_province: dict[str, list[ReportText]] = {}
    for report in reports:
        yield from _distinct(_within(report, relations))
        by_province.setdefault(report.province, []).append(report)
    for province, own in sorted(by_province.items()):
        if province != "unknown":
            figures = chain.from_iterable(report.figures for report in own)
            revised = find_revisions(figures, relations.several)
            yield from _distinct(chain(revised, find_chains(own, relations)))


def _within(report: ReportText, relations: Relations) -> Iterator[Relation]:
    yield from find_partitions(report, relations)
    yield from find_balances(report, relations)
    yield from find_lists_of_parts(report, relations)
    yield from find_table_sums(report)
    yield from find_rates(report, relations)
    yield from find_cumulative(report)
    yield from find_implied_in_report(report, relations)
    yield from find_hulls(report, relations)
    yield from find_lists(report, relations)
    yield from find_same_twice(report.figures, relations.several)


def _distinct(found: Iterable[Relation]) -> Iterator[Relation]:
    def key(relation: Relation) -> tuple[str, tuple[tuple[str, int], ...]]:
        family = "sum" if relation.kind in _SUMS else relation.kind
        places = sorted({(figure.document_id, figure.place_from) for figure in relation.figures})
        return family, tuple(places)

    ordered = sorted(found, key=lambda relation: (key(relation), _rank(relation)))
    for _, same in groupby(ordered, key=key):
        yield next(iter(same))


def _rank(relation: Relation) -> tuple[int, int, str]:
    is_bound = relation.shape in {"bound", "incomplete"}
    return int(is_bound), _SUREST.index(relation.strength), relation.rule
