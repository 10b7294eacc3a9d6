"""Vintages: the latest report speaks for a series, the others stay beside it."""

from datetime import date
from decimal import Decimal

from tests.builders import august, july, report, retail
from tests.conftest import Select, Store


def test_the_latest_report_speaks(store: Store, select: Select) -> None:
    store(july(), august())
    assert select(
        "select value, status, n_vintages, first_value, previous_value, document"
        " from series_monthly where period = '2020-07' and measure = 'level' and unit = 'VND_bn'"
    ) == [
        (Decimal(2890), "actual", 2, Decimal("2895.07"), Decimal("2895.07"), "travinh-2020-08.txt")
    ]


def test_every_value_stays(store: Store, select: Select) -> None:
    store(august(), july())
    assert select(
        "select vintage, value, revision, is_latest from series_vintages"
        " where period = '2020-07' and unit = 'VND_bn' order by vintage"
    ) == [
        (1, Decimal("2895.07"), None, False),
        (2, Decimal(2890), Decimal("-5.07"), True),
    ]


def test_the_date_of_issue_comes_before_the_period(store: Store, select: Select) -> None:
    late = report(retail(5, "1"), name="late.txt", issued_on=date(2020, 12, 1))
    early = report(retail(5, "2"), name="early.txt", issued_on=date(2020, 8, 1), period="2020-11")
    store(late, early)
    assert select("select document from series where period = '2020-07'") == [("late.txt",)]


def test_without_dates_the_reference_period_then_the_name_decides(
    store: Store, select: Select
) -> None:
    day = date(2020, 9, 1)
    store(
        report(retail(5, "1"), name="b.txt", issued_on=day),
        report(retail(5, "2"), name="a.txt", issued_on=day),
        report(retail(5, "3"), name="0.txt", issued_on=day, period="2020-08"),
    )
    assert select("select document from series_vintages order by vintage") == [
        ("a.txt",),
        ("b.txt",),
        ("0.txt",),
    ]


def test_of_two_prints_in_a_report_the_more_exact_is_taken(store: Store, select: Select) -> None:
    store(report(retail(5, "2.895"), retail(20, "2.895,07"), retail(40, "2.895,1")))
    assert select("select value, n_statements, n_values, n_vintages from series") == [
        (Decimal("2895.07"), 3, 3, 1)
    ]


def test_of_equals_the_first_is_taken(store: Store, select: Select) -> None:
    store(report(retail(5, "353"), retail(20, "8")))
    assert select("select value, n_values from series") == [(Decimal(353), 2)]


def test_a_target_is_no_vintage_of_an_outturn(store: Store, select: Select) -> None:
    store(report(retail(5, "90", status="target"), retail(20, "88", status="estimate")))
    assert select("select scenario, value, n_vintages from series order by scenario") == [
        ("outturn", Decimal(88), 1),
        ("target", Decimal(90), 1),
    ]
