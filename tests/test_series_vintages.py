"""Vintages: every value that was ever reported, revisions with their size, and what was known on a day."""

from datetime import date
from decimal import Decimal
from itertools import pairwise, permutations
from pathlib import Path

import pytest

from tests.builders import retail
from tests.series import Rows, build, issued, rows_of

JULY, AUGUST, SEPTEMBER = date(2020, 7, 20), date(2020, 8, 20), date(2020, 9, 20)
LAST = "date '9999-12-31'"

REVISIONS: tuple[tuple[str, str, dict[str, object], str, str, str | None], ...] = (
    # first print, second print, columns of both, kind, change, change in percent
    ("2.895,07", "2.890,07", {}, "revision", "-5", "-0.1727"),
    ("2.895,07", "2.895,08", {}, "revision", "0.01", "0.0003"),
    ("2.895,07", "2.895,07", {}, "none", "0", "0"),
    ("2.895,07", "2.895", {}, "rounding", "-0.07", "-0.0024"),
    ("2.895", "2.895,07", {}, "rounding", "0.07", "0.0024"),
    ("2.895", "2.895,50", {}, "rounding", "0.5", "0.0173"),
    ("2.895", "2.895,51", {}, "revision", "0.51", "0.0176"),
    ("12", "13", {"unit": "count"}, "revision", "1", "8.3333"),
    ("90.000", "90.000,5", {"status": "plan"}, "revision", "0.5", "0.0006"),
    ("0", "5", {}, "revision", "5", None),
    ("-8,0", "-4,0", {"unit": "pct", "measure": "growth_pct", "basis": "same_period"},
     "revision", "4", "50"),
)  # fmt: skip


@pytest.fixture(scope="module")
def revisions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A year for each of REVISIONS, reported in July and again in August."""
    first = [retail(0, a, f"{2001 + n}", **c) for n, (a, _, c, *_) in enumerate(REVISIONS)]
    second = [retail(0, b, f"{2001 + n}", **c) for n, (_, b, c, *_) in enumerate(REVISIONS)]
    path = tmp_path_factory.mktemp("revisions") / "test.duckdb"
    return build(path, issued(AUGUST, *second), issued(JULY, *first))


@pytest.mark.parametrize("n", range(len(REVISIONS)))
def test_a_revision_is_told_from_a_rounding(revisions: Path, n: int) -> None:
    *_, kind, change, percent = REVISIONS[n]
    assert rows_of(
        revisions,
        "select vintage, revision_kind, revision, revision_pct, previous_document"
        f" from series_vintages where period = '{2001 + n}' order by vintage",
    ) == [
        (1, "first", None, None, None),
        (2, kind, Decimal(change), percent and Decimal(percent), "tra_vinh-2020-07-20.txt"),
    ]


def test_a_bound_in_words_is_a_rounding(tmp_path: Path) -> None:
    path = build(
        tmp_path / "test.duckdb",
        issued(JULY, retail(0, "2.900", "2020-06", qualifier="<")),
        issued(AUGUST, retail(0, "2.895", "2020-06")),
    )
    assert rows_of(path, "select revision_kind from series") == [("rounding",)]


VINTAGES = (
    issued(JULY, retail(0, "100", "2020-06", status="estimate"), retail(0, "50", "2020-03")),
    issued(AUGUST, retail(0, "90", "2020-06", status="actual"), retail(0, "120", "2020-07")),
    issued(
        SEPTEMBER,
        retail(0, "130", "2020-07"),
        retail(0, "95", "2020-06"),
        retail(0, "7", "2020-08"),
    ),
    issued(None, retail(0, "40", "2020-03"), retail(0, "30", "2020-02")),
)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four reports: of July, August and September, and one that nothing dates."""
    return build(tmp_path_factory.mktemp("told") / "test.duckdb", *VINTAGES)


def known_on(path: Path, day: str) -> Rows:
    return rows_of(
        path,
        f"select period, value, status, n_vintages from series_as_of({day})"
        " where frequency = 'monthly' order by period",
    )


def test_what_was_known_before_a_revision_and_after(told: Path) -> None:
    before = {period: rest for period, *rest in known_on(told, "date '2020-08-19'")}
    assert before["2020-06"] == [Decimal(100), "estimate", 1]
    after = {period: rest for period, *rest in known_on(told, "date '2020-08-20'")}
    assert after["2020-06"] == [Decimal(90), "actual", 2]
    assert "2020-07" not in before
    assert after["2020-07"] == [Decimal(120), "estimate", 1]


def test_gaps_are_those_of_the_day(told: Path) -> None:
    early = [period for period, *_ in known_on(told, "date '2020-07-20'")]
    assert early == ["2020-02", "2020-03", "2020-04", "2020-05", "2020-06"]


def test_a_report_without_a_date_counts_from_the_beginning(told: Path) -> None:
    assert known_on(told, "date '1900-01-01'") == [
        ("2020-02", Decimal(30), "estimate", 1),
        ("2020-03", Decimal(40), "estimate", 1),
    ]
    assert rows_of(told, "select value, first_value from series where period = '2020-03'") == [
        (Decimal(50), Decimal(40))
    ]


def test_on_the_last_day_everything_is_known(told: Path) -> None:
    assert rows_of(told, f"from timeline_as_of({LAST}) except all from timeline") == []
    assert rows_of(told, f"from timeline except all from timeline_as_of({LAST})") == []
    latest = "select period, value, status from series where granularity = 'month' order by period"
    known = [
        (p, value, status) for p, value, status, _ in known_on(told, LAST) if value is not None
    ]
    assert known == rows_of(told, latest)


def test_a_later_day_never_knows_less(told: Path) -> None:
    days = ["1900-01-01", *map(str, (JULY, AUGUST, SEPTEMBER)), "9999-12-31"]
    known = [
        {(p, n) for p, value, _, n in known_on(told, f"date '{day}'") if value is not None}
        for day in days
    ]
    for earlier, later in pairwise(known):
        counts = dict(later)
        assert all(counts[p] >= n for p, n in earlier)  # type: ignore[operator]
    assert known[0] != known[-1]


def test_first_and_latest(told: Path) -> None:
    columns = "period, value, n_vintages"
    june = "where period = '2020-06'"
    assert rows_of(told, f"select {columns} from series_first {june}") == [
        ("2020-06", Decimal(100), 3)
    ]
    assert rows_of(
        told,
        f"select value, first_value, previous_value, least_value, greatest_value from series_monthly {june}",
    ) == [(Decimal(95), Decimal(100), Decimal(90), Decimal(90), Decimal(100))]


def test_the_order_of_ingest_changes_nothing(told: Path, tmp_path: Path) -> None:
    everything = [f"from {view} order by all" for view in ("timeline", "points", "stg_series")]
    expected = [rows_of(told, statement) for statement in everything]
    assert all(expected)
    for n, order in enumerate(list(permutations(VINTAGES))[7::8]):
        again = build(tmp_path / f"{n}.duckdb", *order)
        assert [rows_of(again, statement) for statement in everything] == expected


def test_where_the_date_comes_from_is_kept(told: Path) -> None:
    assert rows_of(
        told,
        "select distinct issued_on, issued_on_source from series_vintages order by all nulls first",
    ) == [(None, "unknown"), *((day, "printed") for day in (JULY, AUGUST, SEPTEMBER))]


def test_implied_values_are_known_with_their_last_report(tmp_path: Path) -> None:
    path = build(
        tmp_path / "test.duckdb",
        issued(JULY, retail(0, "600", "2020-01/2020-07")),
        issued(AUGUST, retail(0, "100", "2020-08"), retail(0, "9", "2020-06")),
        issued(SEPTEMBER, retail(0, "725", "2020-01/2020-08"), retail(0, "10", "2020-06")),
        is_derived=True,
    )
    asked = "select origin from series_as_of(date '{}') where period = '2020-07' and frequency = 'monthly'"
    spans = "select count(*) from series_as_of(date '{}') where origin = 'implied'"
    assert rows_of(path, spans.format(JULY)) == [(0,)]
    assert rows_of(path, spans.format(AUGUST)) != [(0,)]
    assert rows_of(path, asked.format(JULY)) == []
