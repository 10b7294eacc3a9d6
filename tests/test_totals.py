"""What a series may hold: one thing, of the whole province, in one unit."""

from decimal import Decimal

import pytest

from tests.builders import july, report, retail, row
from tests.conftest import Select, Store


def test_a_stage_enters_no_series_of_totals(store: Store, select: Select) -> None:
    store(july())
    assert select("select value from series where indicator = 'power_projects'") == [(Decimal(25),)]
    assert select(
        "select value, series_label from series_parts where indicator = 'power_projects'"
    ) == [(Decimal(10), "dự án được cấp chủ trương")]


def test_two_stages_are_two_series(store: Store, select: Select) -> None:
    store(
        report(retail(5, "3", is_subset=True, label="a"), retail(9, "4", is_subset=True, label="b"))
    )
    assert select("select count(*) from series") == [(0,)]
    assert select("select series_label, n_values from series_parts order by all") == [
        ("a", 1),
        ("b", 1),
    ]


def test_another_territory_enters_no_series_of_totals(store: Store, select: Select) -> None:
    store(july())
    assert select("select count(*) from series where value = 400") == [(0,)]
    assert select("select territory, value from series_parts where territory <> 'own'") == [
        ("duyen_hai", Decimal(400))
    ]


@pytest.mark.parametrize(
    "difference",
    [
        {"unit": "VND_mn"},
        {"price_base": "constant_2010"},
        {"item": "goods"},
        {"measure": "of_total"},
        {"basis": "plan"},
        {"period": "@2020-07"},
        {"period": "2020-01/2020-07"},
        {"status": "plan"},
    ],
)
def test_what_differs_is_another_series(
    store: Store, select: Select, difference: dict[str, str]
) -> None:
    store(report(retail(5, "1"), retail(20, "2", **difference)))
    assert select("select n_values from series") == [(1,), (1,)]


def test_units_that_are_not_listed_are_told_apart_as_printed(store: Store, select: Select) -> None:
    made = [row(n, "5", indicator="product_output", measure="level", unit="other", unit_text=unit)
            for n, unit in ((5, "triệu lít"), (9, "nghìn con"), (13, "Triệu lít"))]  # fmt: skip
    store(report(*made))
    assert select("select other_unit, n_statements from series order by all") == [
        ("nghìn con", 1),
        ("triệu lít", 2),
    ]


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({"indicator": ""}, "no_indicator"),
        ({"period": ""}, "no_period"),
        ({"unit": ""}, "no_unit"),
        ({"measure": "growth_pct"}, "no_basis"),
        ({"measure": ""}, "no_measure"),
        ({"status": ""}, "no_status"),
    ],
)
def test_what_lacks_a_key_is_unresolved_and_in_no_series(
    store: Store, select: Select, columns: dict[str, str], reason: str
) -> None:
    store(report(retail(5, "1", **columns)))
    assert select("select count(*) from points") == [(0,)]
    assert select("select reason from unresolved") == [(reason,)]


def test_a_report_of_no_known_province_joins_no_series(store: Store, select: Select) -> None:
    store(report(retail(5, "1"), province=""))
    assert select("select count(*) from points") == [(0,)]
    assert select("select reason from unresolved") == [("no_province",)]


def test_misprints_and_doubts_are_unresolved(store: Store, select: Select) -> None:
    store(report(row(5, "2.79,18", role="malformed"), retail(20, "1", is_doubtful=True)))
    assert select("select reason, value_text from unresolved order by all") == [
        ("doubtful", "1"),
        ("malformed", "2.79,18"),
    ]


@pytest.mark.parametrize(
    ("period", "views"),
    [
        ("2020-07", {"series_monthly"}),
        ("@2020-07", {"series_monthly"}),
        ("2020-01/2020-07", {"series_cumulative"}),
        ("2020-01/2020-03", {"series_cumulative", "series_quarterly"}),
        ("2020-04/2020-06", {"series_quarterly"}),
        ("2020", {"series_yearly"}),
        ("@2020", {"series_yearly"}),
        ("2016/2020", {"series_other"}),
        ("2020-07/2020-12", {"series_other"}),
        ("2022-12/2023-03", {"series_other"}),
        ("@2020-07-20", {"series_other"}),
    ],
)
def test_every_period_has_its_view(
    store: Store, select: Select, period: str, views: set[str]
) -> None:
    store(report(retail(5, "1", period)))
    every = ("monthly", "quarterly", "cumulative", "yearly", "other")
    found = {f"series_{view}" for view in every if select(f"select 1 from series_{view}")}
    assert found == views
    assert select("select period from series") == [(period,)]


def test_growth_says_what_it_is_measured_against(store: Store, select: Select) -> None:
    growth = {"indicator": "retail_sales", "unit": "pct", "measure": "growth_pct"}
    store(
        report(
            row(5, "7,16", basis="prev_month", **growth),
            row(15, "0,87", basis="same_period", **growth),
            row(25, "1,98", basis="same_period", **{**growth, "period": "2020-01/2020-02"}),
            row(35, "8,5", basis="avg_annual", **{**growth, "period": "2016/2020"}),
        )
    )
    dates = "basis, period, cast(base_from as varchar), cast(base_to as varchar)"
    assert select(f"select {dates} from growth_reported order by period, basis") == [
        ("avg_annual", "2016/2020", None, None),
        ("same_period", "2020-01/2020-02", "2019-01-01", "2019-02-28"),
        ("prev_month", "2020-07", "2020-06-01", "2020-06-30"),
        ("same_period", "2020-07", "2019-07-01", "2019-07-31"),
    ]


def test_coverage_names_gaps_too(store: Store, select: Select) -> None:
    store(report(retail(5, "1")))
    columns = "indicator, is_reported, n_facts, n_levels"
    assert select(f"select {columns} from coverage order by indicator") == [
        ("power_projects", False, 0, 0),
        ("retail_sales", True, 1, 1),
    ]
