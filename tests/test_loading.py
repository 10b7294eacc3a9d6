"""Loading: one report is one transaction, the same bytes go in once, nothing is lost or guessed."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from normalize.model import Report
from queries.views import make_views
from store import loading
from store.database import writing
from store.loading import find_document, load_report, load_vocabulary_members
from store.rows import observation_id
from tests.builders import august, july, report, retail, row, vocabulary
from tests.conftest import Select, Store


def test_the_counts_of_a_report(store: Store) -> None:
    (result,) = store(july())
    assert (result.state, result.digit_runs, result.facts, result.core_facts, result.issues) == (
        "loaded",
        9,
        7,
        6,
        0,
    )


def test_the_same_bytes_go_in_once(store: Store, select: Select) -> None:
    first, again = store(july(), july())
    assert (first.state, again.state) == ("loaded", "skipped")
    assert first.document_id == again.document_id
    assert select("select count(*) from fact_observation") == [(7,)]
    assert select("select count(*) from ledger") == [(9,)]


@pytest.mark.parametrize("names", [("a.txt", "b.txt"), ("b.txt", "a.txt")])
def test_a_copy_keeps_the_first_name_of_the_alphabet(
    store: Store, select: Select, names: tuple[str, str]
) -> None:
    copies = [_named(july(), name) for name in names]
    results = store(*copies)
    assert results[1].name == "a.txt"
    assert select("select name, edition from dim_document") == [("a.txt", 1)]


def _named(made: Report, name: str) -> Report:
    return replace(made, document=replace(made.document, name=name))


def test_a_changed_file_is_another_document(store: Store, select: Select) -> None:
    before = report(retail(20, "2.895,07"))
    after = report(retail(20, "2.895,70"))
    assert [result.state for result in store(before, after)] == ["loaded", "loaded"]
    assert select("select edition from dim_document order by edition") == [(1,), (2,)]
    assert select("select value, n_vintages, previous_value from series") == [
        (Decimal("2895.7"), 2, Decimal("2895.07"))
    ]


def test_editions_are_counted_by_name_province_and_period(store: Store, select: Select) -> None:
    store(
        report(retail(20, "1"), name="a.txt"),
        report(retail(20, "2"), name="b.txt"),
        report(retail(20, "3"), name="a.txt", period="2020-08"),
        report(retail(20, "4"), name="a.txt", province="soc_trang"),
    )
    assert select("select distinct edition from dim_document") == [(1,)]


def test_ids_come_from_document_and_place_alone(store: Store, select: Select) -> None:
    made = july()
    store(made)
    other_reading = replace(
        made, ledger=tuple(replace(r, value=r.value and -r.value) for r in made.ledger)
    )
    expected = {
        observation_id(other_reading.document, r.start)
        for r in other_reading.ledger
        if r.role == "value"
    }
    assert {key for (key,) in select("select observation_id from fact_observation")} == expected
    assert all(len(key) == 16 for key in expected)


def test_what_is_silent_gets_an_unknown_member(store: Store, select: Select) -> None:
    store(
        report(row(5, "12", period=""), province="", kind="", period="", cumulative="", agency="")
    )
    keys = (
        "province, territory, indicator, product, unit, period, measure, basis, status, price_base"
    )
    assert select(f"select {keys} from fact_observation") == [
        (
            "unknown",
            "own",
            "unknown",
            "total",
            "unknown",
            "unknown",
            "unknown",
            "unknown",
            "actual",
            "unstated",
        )
    ]
    assert select("select kind, report_period, issued_on, issued_on_source from dim_document") == [
        ("unknown", "unknown", None, "unknown")
    ]


def test_a_level_without_a_basis_compares_with_nothing(store: Store, select: Select) -> None:
    store(report(retail(5, "12"), row(9, "5", measure="growth_pct", indicator="retail_sales")))
    assert select("select measure, basis from fact_observation order by measure") == [
        ("growth_pct", "unknown"),
        ("level", "none"),
    ]


def test_a_slug_that_no_vocabulary_lists_gets_a_bare_member(store: Store, select: Select) -> None:
    store(
        report(
            retail(5, "12", indicator="new_thing", unit="parsec", basis="last_eclipse"),
            province="atlantis",
        )
    )
    for dimension, slug in (
        ("indicator", "new_thing"),
        ("unit", "parsec"),
        ("basis", "last_eclipse"),
        ("province", "atlantis"),
    ):
        found = select(f"select label_vi from dim_{dimension} where {dimension} = '{slug}'")
        assert found == [(slug,)]


def test_a_zero_in_words_is_a_fact_and_no_run_of_digits(store: Store, select: Select) -> None:
    words = "không có"
    zero = replace(
        row(30, "0", indicator="enterprises_dissolved", measure="level", unit="count"),
        digits="",
        context=f"Trong tháng {words} doanh nghiệp giải thể.",
        context_from=12,
        context_to=12 + len(words),
    )
    (result,) = store(report(retail(5, "12"), zeros=(zero,)))
    assert (result.digit_runs, result.facts) == (1, 2)
    assert select("select value, value_text from fact_observation where is_in_words") == [
        (Decimal(0), words)
    ]
    assert select("select count(*) from ledger") == [(1,)]


@pytest.mark.parametrize(
    ("digits", "is_kept"),
    [
        ("9" * 29, True),
        ("9" * 30, False),
        ("0,123456789", True),
        ("0,1234567891", False),
        ("0,1000000000", False),
        ("9" * 5000, False),
    ],
)
def test_nothing_is_rounded(store: Store, select: Select, digits: str, is_kept: bool) -> None:
    (result,) = store(report(retail(5, digits), retail(20, "1,5")))
    assert (result.facts, result.issues) == ((2, 0) if is_kept else (1, 1))
    kept = Decimal(digits.replace(",", "."))
    assert ((kept,) in select("select value from fact_observation")) == is_kept
    assert select("select code from issue") == ([] if is_kept else [("value_out_of_range",)])
    assert select("select count(*) from ledger") == [(2,)]


def test_a_scaled_value_keeps_its_last_place(store: Store, select: Select) -> None:
    store(report(retail(5, "60,2", value=Decimal(60200), factor=Decimal(1000))))
    assert select("select value, ulp, decimals from fact_observation") == [
        (Decimal(60200), Decimal(100), 1)
    ]


def test_a_period_in_another_notation_is_an_issue(store: Store, select: Select) -> None:
    (result,) = store(report(retail(5, "12", period="07/2020")))
    assert result.issues == 1
    assert select("select period from fact_observation") == [("unknown",)]
    assert select("select code, severity from issue") == [("unknown_period", "error")]


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        ({"issued_period": "2023-03"}, ("2023-03-31", "printed_month")),
        ({}, ("2020-07-31", "report_period")),
        ({"cumulative": "2020-01/2020-09"}, ("2020-09-30", "report_period")),
        ({"period": "", "cumulative": ""}, ("", "unknown")),
    ],
)
def test_a_blank_day_of_issue_has_a_stand_in(
    store: Store, select: Select, profile: dict[str, Any], expected: tuple[str, str]
) -> None:
    store(report(retail(5, "12"), **profile))
    dates = "select coalesce(cast(issued_on as varchar), ''), issued_on_source from dim_document"
    assert select(dates) == [expected]


def test_a_report_that_fails_leaves_nothing(
    database: Path, select: Select, monkeypatch: pytest.MonkeyPatch
) -> None:
    class PowerCutError(Exception):
        pass

    insert = loading._insert

    def fails_at_sentences(connection: object, statement: str, table: str, rows: object) -> None:
        if table == "sentence":
            raise PowerCutError
        insert(connection, statement, table, rows)  # type: ignore[arg-type]

    with writing(database) as connection:
        load_vocabulary_members(connection, vocabulary())
        make_views(connection)
        load_report(connection, august())
        monkeypatch.setattr(loading, "_insert", fails_at_sentences)
        with pytest.raises(PowerCutError):
            load_report(connection, july())
        monkeypatch.undo()
        assert find_document(connection, july().document.sha256, "x") is None
    assert select("select count(*) from fact_observation") == [(2,)]
    assert select("select count(*) from dim_period where period = '@2020-07'") == [(0,)]


def test_a_changed_vocabulary_changes_the_labels(database: Path, select: Select) -> None:
    first = vocabulary()
    renamed = replace(first.indicators[0], label_en="Sales by retail")
    second = replace(first, indicators=(renamed, *first.indicators[1:]))
    with writing(database) as connection:
        load_vocabulary_members(connection, first)
        make_views(connection)
        load_report(connection, july())
        load_vocabulary_members(connection, second)
    labels = "select distinct indicator_label_en from observations where indicator = 'retail_sales'"
    assert select(labels) == [("Sales by retail",)]


def test_the_loader_never_reads_the_facts(database: Path) -> None:
    """The cost of a report does not depend on what is stored: no statement of loading scans facts or ledger."""
    statements: list[str] = []

    class Spy:
        def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
            self.connection = connection

        def execute(self, statement: str, *rest: object) -> duckdb.DuckDBPyConnection:
            statements.append(statement)
            return self.connection.execute(statement, *rest)

        def __getattr__(self, name: str) -> object:
            return getattr(self.connection, name)

    with writing(database) as connection:
        load_vocabulary_members(connection, vocabulary())
        load_report(Spy(connection), july())  # type: ignore[arg-type]
    assert len(statements) > 5
    reads = [s for s in statements if "from fact_observation" in s or "from ledger" in s]
    assert reads == []
