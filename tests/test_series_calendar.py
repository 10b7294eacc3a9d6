"""Series on the calendar: gaps are rows, one figure a period, nothing mixed that is told apart."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.builders import retail, row
from tests.series import Rows, build, issued, rows_of

DAY = date(2025, 12, 31)


@pytest.fixture(scope="module")
def calendar(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Months, quarters, years, spans from January and stocks, with holes; each indicator a case."""

    def figure(indicator: str, period: str, **columns: object) -> object:
        return retail(0, "5", period, **{"indicator": indicator, "status": "actual", **columns})

    figures = [
        figure("retail_sales", "2019-11"),
        figure("retail_sales", "2020-02"),
        figure("retail_sales", "2018"),
        figure("retail_sales", "2020"),
        figure("retail_sales", "2019-04/2019-06"),
        figure("retail_sales", "2020-01/2020-03"),
        figure("exports", "2020-01/2020-10"),
        figure("exports", "2021-01/2021-03"),
        figure("imports", "2020-05"),
        figure("imports", "2016/2020"),
        figure("markets", "@2020-01", unit="count"),
        figure("markets", "2020-02", unit="count"),
        figure("markets", "@2020-03", unit="count"),
        figure("power_sold", "2025-05", unit="kWh_mn"),
        figure("power_sold", "2025-09", unit="kWh_mn"),
    ]
    path = tmp_path_factory.mktemp("calendar") / "test.duckdb"
    return build(path, issued(DAY, *figures))  # type: ignore[arg-type]


def periods(path: Path, indicator: str, view: str, kind: str = "flow") -> Rows:
    return rows_of(
        path,
        f"select period, origin, obs_status from {view} where indicator = '{indicator}'"
        f" and series_key like '%.{kind}' order by period_to",
    )


def test_a_gap_is_a_row_between_the_first_and_the_last_figure(calendar: Path) -> None:
    assert periods(calendar, "retail_sales", "series_monthly") == [
        ("2019-11", "reported", "A"),
        ("2019-12", "missing", "O"),
        ("2020-01", "missing", "O"),
        ("2020-02", "reported", "A"),
    ]


def test_a_gap_holds_nothing(calendar: Path) -> None:
    assert rows_of(
        calendar,
        "select value, low, high, status, observation_id, document, n_vintages, n_statements, months,"
        " period_from, period_to from series_monthly where period = '2020-01' and indicator = 'retail_sales'",
    ) == [(None, None, None, None, None, None, 0, 0, 1, date(2020, 1, 1), date(2020, 1, 31))]


def test_years_and_months_have_ends_of_their_own(calendar: Path) -> None:
    years = [period for period, *_ in periods(calendar, "retail_sales", "series_yearly")]
    assert years == ["2018", "2019", "2020"]


def test_quarters_run_over_the_new_year(calendar: Path) -> None:
    quarters = periods(calendar, "retail_sales", "series_quarterly")
    assert [period for period, *_ in quarters] == [
        "2019-04/2019-06", "2019-07/2019-09", "2019-10/2019-12", "2020-01/2020-03",
    ]  # fmt: skip
    assert [origin for _, origin, _ in quarters] == ["reported", "missing", "missing", "reported"]


def test_spans_from_january_begin_anew_each_year(calendar: Path) -> None:
    spans = periods(calendar, "exports", "series_cumulative")
    assert [(period, origin) for period, origin, _ in spans] == [
        ("2020-01/2020-10", "reported"),
        ("2020-01/2020-11", "missing"),
        ("2021-01/2021-02", "missing"),
        ("2021-01/2021-03", "reported"),
    ]


def test_a_first_quarter_is_a_span_from_january_too(calendar: Path) -> None:
    assert periods(calendar, "retail_sales", "series_cumulative") == [
        ("2020-01/2020-03", "reported", "A")
    ]


def test_a_single_figure_is_a_single_row(calendar: Path) -> None:
    assert periods(calendar, "imports", "series_monthly") == [("2020-05", "reported", "A")]
    assert periods(calendar, "imports", "series_yearly") == []


def test_a_stock_and_a_flow_are_two_series(calendar: Path) -> None:
    assert [p for p, *_ in periods(calendar, "markets", "series_monthly", "stock")] == [
        "@2020-01", "@2020-02", "@2020-03",
    ]  # fmt: skip
    assert [p for p, *_ in periods(calendar, "markets", "series_monthly")] == ["2020-02"]


def test_after_its_end_a_province_can_have_no_figures(calendar: Path) -> None:
    assert [
        (period, status) for period, _, status in periods(calendar, "power_sold", "series_monthly")
    ] == [("2025-05", "A"), ("2025-06", "O"), ("2025-07", "M"), ("2025-08", "M"), ("2025-09", "A")]


def test_steps_follow_each_other(calendar: Path) -> None:
    assert rows_of(
        calendar,
        "select count(*) from (select step - lag(step) over (partition by series_key, frequency"
        " order by period_to) as jump from timeline) where jump <> 1",
    ) == [(0,)]


CASES: tuple[tuple[dict[str, object], str, tuple[str, str]], ...] = (
    ({"status": "actual"}, "A", ("4.5", "5.5")),
    ({"status": "estimate"}, "E", ("4.5", "5.5")),
    ({"status": "forecast"}, "F", ("4.5", "5.5")),
    ({"status": "plan"}, "A", ("5", "5")),
    ({"status": "target"}, "A", ("5", "5")),
    ({"status": "estimate", "qualifier": "~"}, "U", ("4", "6")),
    ({"status": "actual", "qualifier": ">"}, "U", ("4.5", "6")),
    ({"status": "actual", "qualifier": "<"}, "U", ("4", "5.5")),
    ({"status": "actual", "is_doubtful": True}, "U", ("4.5", "5.5")),
    ({"status": "actual", "unit": "count"}, "A", ("5", "5")),
    ({"status": "actual", "unit": "kWh"}, "A", ("0.0000045", "0.0000055")),
    ({"status": "plan", "unit": "pct"}, "A", ("4.5", "5.5")),
)


@pytest.fixture(scope="module")
def statuses(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A month for each of CASES."""
    figures = [
        retail(0, "5", f"2020-{n:02}", **columns) for n, (columns, *_) in enumerate(CASES, start=1)
    ]
    return build(tmp_path_factory.mktemp("statuses") / "test.duckdb", issued(DAY, *figures))


@pytest.mark.parametrize("n", range(len(CASES)))
def test_status_and_interval(statuses: Path, n: int) -> None:
    _, code, (low, high) = CASES[n]
    assert rows_of(
        statuses,
        f"select obs_status, low, high from timeline where period = '2020-{n + 1:02}' and origin <> 'missing'",
    ) == [(code, Decimal(low), Decimal(high))]


APART: tuple[dict[str, object], ...] = (
    {},
    {"status": "plan"},
    {"status": "target"},
    {"price_base": "constant_2010"},
    {"price_base": "current"},
    {"item": "goods"},
    {"unit": "USD_mn"},
    {"unit": "t"},
    {"unit": "other", "unit_text": "nghìn con"},
    {"unit": "other", "unit_text": "nghìn cây"},
    {"territory": "duyen_hai"},
    {"territory": "Duyên Hải"},
    {"is_subset": True, "label": "chợ"},
    {"is_subset": True, "label": "cho"},
    {"is_subset": True, "label": "Chờ"},
    {"measure": "change_abs", "basis": "prev_month"},
    {"measure": "change_abs", "basis": "same_period"},
    {"measure": "growth_pct", "basis": "same_period", "unit": "pct"},
    {"measure": "plan_pct", "basis": "plan", "unit": "pct"},
    {"period": "@2020-07"},
)


@pytest.fixture(scope="module")
def apart(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One figure of each of APART, each with a value of its own."""
    figures = [
        replace(retail(0, str(n), status="actual"), **columns)  # type: ignore[arg-type]
        for n, columns in enumerate(APART)
    ]
    return build(tmp_path_factory.mktemp("apart") / "test.duckdb", issued(DAY, *figures))


def test_what_is_told_apart_never_mixes(apart: Path) -> None:
    found = rows_of(
        apart, "select series_key, value, n_values from timeline where frequency = 'monthly'"
    )
    assert len({key for key, *_ in found}) == len(APART)
    assert {value for _, value, _ in found} == {Decimal(n) for n in range(len(APART))}
    assert {n_values for *_, n_values in found} == {1}


def test_only_totals_are_in_the_series_views(apart: Path) -> None:
    keys = {str(key) for (key,) in rows_of(apart, "select series_key from series_monthly")}
    assert len(keys) == sum("territory" not in c and "is_subset" not in c for c in APART)
    assert not any("@" in key or "~" in key for key in keys)


def test_a_key_can_be_read(apart: Path) -> None:
    keys = {value: key for key, value in rows_of(apart, "select series_key, value from timeline")}
    assert keys[Decimal(0)] == (
        "tra_vinh.retail_sales.total.level.none.VND_bn.unstated.outturn.flow"
    )
    assert keys[Decimal(8)].startswith("tra_vinh.retail_sales.total.level.none.other-nghin_con-")  # type: ignore[attr-defined]
    assert keys[Decimal(10)].startswith("tra_vinh@duyen_hai.retail_sales.")  # type: ignore[attr-defined]
    assert keys[Decimal(12)].startswith("tra_vinh.retail_sales.total~cho-")  # type: ignore[attr-defined]


def test_a_figure_has_a_key_where_nothing_is_missing(tmp_path: Path) -> None:
    path = build(
        tmp_path / "test.duckdb",
        issued(
            DAY,
            retail(0, "1"),
            retail(0, "2", indicator=""),
            row(0, "3", unit="count", measure="level"),
        ),
    )
    assert rows_of(
        path,
        "select missing = '' as is_in_series, series_key <> '', is_vintage from stg_observation order by all",
    ) == [(False, False, False), (False, False, False), (True, True, True)]


def test_implied_values_fill_gaps_with_their_interval(tmp_path: Path) -> None:
    july = issued(
        date(2020, 7, 20),
        retail(0, "107,0", "2020-07"),
        retail(0, "7,0", "2020-07", unit="pct", measure="growth_pct", basis="prev_month"),
        retail(0, "50", "2020-01/2020-07", unit="pct", measure="plan_pct", basis="plan"),
        retail(0, "600", "2020-01/2020-07"),
    )
    path = build(tmp_path / "test.duckdb", july, is_derived=True)
    ((value, low, high, status, n, observation),) = rows_of(
        path,
        "select value, low, high, obs_status, n_derivations, observation_id from series_monthly"
        " where period = '2020-06' and measure = 'level' and origin = 'implied'",
    )
    assert low < Decimal(100) < high  # type: ignore[operator]
    assert value == (low + high) / 2  # type: ignore[operator]
    assert (status, n, observation) == ("I", 1, None)
    assert rows_of(
        path,
        "select low <= 1200 and high >= 1200, scenario from series_yearly where origin = 'implied'",
    ) == [(True, "plan")]


def test_a_reported_value_wins_and_says_whether_it_fits(tmp_path: Path) -> None:
    july = issued(
        date(2020, 7, 20),
        retail(0, "107,0", "2020-07"),
        retail(0, "7,0", "2020-07", unit="pct", measure="growth_pct", basis="prev_month"),
        retail(0, "100,0", "2020-06"),
        retail(0, "8,0", "2019-07"),
        retail(0, "7,0", "2019-07", unit="pct", measure="growth_pct", basis="prev_month"),
        retail(0, "9,0", "2019-06"),
    )
    path = build(tmp_path / "test.duckdb", july, is_derived=True)
    assert rows_of(
        path,
        "select period, origin, value, is_inside from series_monthly"
        " where period in ('2019-06', '2020-06') and measure = 'level' order by period",
    ) == [
        ("2019-06", "reported", Decimal(9), False),
        ("2020-06", "reported", Decimal(100), True),
    ]
