"""The run: after an ingest, for what is touched, the same whatever the order, all or nothing."""

from decimal import Decimal
from itertools import permutations
from pathlib import Path

import pytest

from normalize.model import Report
from normalize.relations import load_relations
from queries.checks.running import run_checks
from queries.implied import deriving, running
from queries.implied.running import derive_pending, families_of
from store.database import reading, writing
from tests.checking import of_text
from tests.implied import derivations, derived, ingest_reports

RETAIL = "«{}|retail_sales|unit=VND_bn period={}»"
GROWTH = "«{}|retail_sales|unit=pct measure=growth_pct basis={} period={}»"


def of_month(month: int, text: str, province: str = "tra_vinh", year: int = 2020) -> Report:
    return of_text(
        text,
        f"{province}-{year}-{month:02}.txt",
        province=province,
        period=f"{year}-{month:02}",
        cumulative=f"{year}-01/{year}-{month:02}" if month > 1 else "",
    )


JUNE = of_month(
    6,
    f"Tháng 6 đạt {RETAIL.format(100, '2020-06')}; 6 tháng {RETAIL.format(600, '2020-01/2020-06')}",
)
JULY = of_month(
    7,
    f"Tháng 7 đạt {RETAIL.format(110, '2020-07')}, tăng {GROWTH.format('10,0', 'same_period', '2020-07')}%;"
    f" có «6.051|substations_total|period=@2020-07» trạm",
)
OTHER = of_month(7, f"Tháng 7 đạt {RETAIL.format(55, '2020-07')}, tăng"
                    f" {GROWTH.format('10,0', 'prev_month', '2020-07')}%", "ben_tre")  # fmt: skip
ADDED = of_month(8, "Thêm «48|substations_added|period=2020-07» trạm")
REPORTS = (JUNE, JULY, OTHER, ADDED)


def everything(path: Path) -> list[object]:
    """All that is stored of derived values, in order."""
    with reading(path) as connection:
        return [
            connection.execute(f"from {table} order by all").fetchall()
            for table in ("implied_value", "implied_operand", "implied_document", "dim_period")
        ] + [connection.execute("from implied order by all").fetchall()]


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> list[object]:
    return everything(ingest_reports(tmp_path_factory.mktemp("run") / "db", *REPORTS))


@pytest.mark.parametrize("order", list(permutations(range(4)))[3::7])
def test_any_order_in_any_number_of_runs_gives_the_same(
    tmp_path: Path, expected: list[object], order: tuple[int, ...]
) -> None:
    path = tmp_path / "db"
    for at in order:
        ingest_reports(path, REPORTS[at])
    assert everything(path) == expected


def test_what_follows_across_reports_is_there(tmp_path: Path) -> None:
    path = ingest_reports(tmp_path / "db", *REPORTS)
    found = {(row.formula, row.about) for row in derivations(path)}
    assert ("cumulative_of_month", "retail_sales/total@2020-01/2020-07") in found
    assert ("stock_before", "substations_total/total@@2020-06") in found


def test_only_what_is_touched_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = ingest_reports(tmp_path / "db", JUNE, OTHER)
    seen: list[str] = []

    def watched(figures, *others):
        seen.extend(f"{figure.province} {figure.indicator}" for figure in figures)
        return deriving.derive(figures, *others)

    monkeypatch.setattr(running, "derive", watched)
    ingest_reports(path, ADDED)
    assert set(seen) == {"tra_vinh substations_added"}
    seen.clear()
    ingest_reports(path, JULY)
    assert set(seen) == {
        "tra_vinh retail_sales", "tra_vinh substations_total", "tra_vinh substations_added",
    }  # fmt: skip
    seen.clear()
    ingest_reports(path, JULY)
    assert not seen


def test_a_run_that_breaks_leaves_the_old_state(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, expected: list[object]
) -> None:
    path = ingest_reports(tmp_path / "db", JUNE)
    before = everything(path)
    ingest_reports(path, *REPORTS, derive=False)

    def broken(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("store.implied._insert_periods", broken)
        with pytest.raises(KeyboardInterrupt), writing(path) as connection:
            derive_pending(connection)
    assert everything(path)[:3] == before[:3]
    with writing(path) as connection:
        derive_pending(connection)
    assert everything(path) == expected


def test_other_relations_derive_all_anew(tmp_path: Path) -> None:
    path = ingest_reports(tmp_path / "db", *REPORTS)
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "stocks.csv").write_text(
        "stock,flow,source\nsubstations_total,retail_sales,nobody\n", encoding="utf-8"
    )
    with writing(path) as connection:
        run = derive_pending(connection, load_relations(tmp_path / "own"))
    assert run.documents == 4
    assert "stock_before" not in {row.formula for row in derivations(path)}


def test_kin_of_kin_are_kin() -> None:
    families = families_of(load_relations())
    assert {"households_with_power", "households_connected", "electrification_rate",
            "households_total"} <= set(families["households_total"])  # fmt: skip
    assert families["households_total"] == families["households_connected"]
    assert "retail_sales" not in families


def test_a_period_that_nothing_is_about_any_more_goes(tmp_path: Path) -> None:
    path = ingest_reports(tmp_path / "db", JUNE)
    derived_period = "select count(*) from dim_period where period = '2020-01/2020-05'"
    with writing(path) as connection:
        assert connection.execute(derived_period).fetchall() == [(1,)]
        connection.execute(
            "update fact_observation set is_doubtful = true where period = '2020-06'"
        )
        connection.execute("delete from implied_document")
        derive_pending(connection)
        assert connection.execute(derived_period).fetchall() == [(0,)]
        kept = "select count(*) from dim_period where period = '2020-01/2020-06'"
        assert connection.execute(kept).fetchall() == [(1,)]


def test_a_series_that_nothing_is_of_any_more_goes(tmp_path: Path) -> None:
    rate = "«50|retail_sales|unit=pct measure=plan_pct basis=plan period=2020-01/2020-06»"
    level = RETAIL.format(600, "2020-01/2020-06")
    path = ingest_reports(tmp_path / "db", of_month(6, f"6 tháng {level}, đạt {rate}% kế hoạch"))
    series = "select scenario, measure from dim_series order by all"
    with writing(path) as connection:
        printed = [("outturn", "level"), ("outturn", "plan_pct")]
        assert connection.execute(series).fetchall() == [*printed, ("plan", "level")]
        connection.execute("update fact_observation set is_doubtful = measure = 'plan_pct'")
        connection.execute("delete from implied_document")
        derive_pending(connection)
        assert connection.execute(series).fetchall() == printed


def test_provinces_never_meet(tmp_path: Path) -> None:
    june = of_month(6, f"6 tháng {RETAIL.format(600, '2020-01/2020-06')}")
    july = of_month(7, f"Tháng 7 {RETAIL.format(100, '2020-07')}", "ben_tre")
    assert derived(tmp_path / "db", june, july) == []


def test_the_latest_print_is_the_operand(tmp_path: Path) -> None:
    first = of_month(6, f"6 tháng {RETAIL.format(600, '2020-01/2020-06')}")
    revised = of_month(7, f"6 tháng {RETAIL.format(610, '2020-01/2020-06')}")
    third = of_month(8, f"Tháng 7 {RETAIL.format(100, '2020-07')}")
    found = derived(tmp_path / "db", first, revised, third)
    assert [(row.about, row.low, row.high) for row in found] == [
        ("retail_sales/total@2020-01/2020-07", Decimal(709), Decimal(711))
    ]


def test_a_rate_is_never_held_to_another_report_s_level(tmp_path: Path) -> None:
    growth = GROWTH.format("10,0", "same_period", "2020-06")
    june = of_month(6, f"Tháng 6 {RETAIL.format(110, '2020-06')}, tăng {growth}%")
    july = of_month(7, f"Tháng 6 {RETAIL.format(220, '2020-06')}")
    found = derived(tmp_path / "db", june, july)
    assert [int(row.low) for row in found if row.about == "retail_sales/total@2019-06"] == [99]


def test_contradictory_prints_derive_nothing(tmp_path: Path) -> None:
    report = of_month(
        7,
        f"7 tháng {RETAIL.format(700, '2020-01/2020-07')}. ¶ 7 tháng {RETAIL.format(900, '2020-01/2020-07')}."
        f" ¶ Tháng 7 {RETAIL.format(100, '2020-07')}.",
    )
    assert derived(tmp_path / "db", report) == []


def test_a_subset_without_a_label_is_no_print_of_the_total(tmp_path: Path) -> None:
    part = RETAIL.format(40, "2019-07").replace("»", " is_subset=true label=»")
    growth = GROWTH.format("10,0", "same_period", "2020-07")
    july = f"Tháng 7 {RETAIL.format(110, '2020-07')}, tăng {growth}%, cùng kỳ có {part}"
    path = ingest_reports(tmp_path / "db", of_month(7, july))
    with reading(path) as connection:
        found = connection.execute(
            "select reported_value from implied where period = '2019-07'"
        ).fetchall()
    assert found == [(None,)]


def test_a_point_does_not_enter_its_own_derivation(tmp_path: Path) -> None:
    june = GROWTH.format("10,0", "prev_month", "2020-07")
    report = of_month(
        7,
        f"Tháng 7 {RETAIL.format(110, '2020-07')}, tăng {june}%; 7 tháng {RETAIL.format(700, '2020-01/2020-07')}",
    )
    path = ingest_reports(tmp_path / "db", report)
    with reading(path) as connection:
        loops = connection.execute(
            "with recursive walk as ("
            " select implied_id as top, derived_id as id, 1 as steps from implied_operand where derived_id <> ''"
            " union all select top, derived_id, steps + 1 from walk inner join implied_operand"
            " on walk.id = implied_operand.implied_id where derived_id <> '')"
            " select max(steps), count(*) filter (a.period = b.period) from walk"
            " inner join implied_value a on top = a.implied_id inner join implied_value b on id = b.implied_id"
        ).fetchall()
        deepest = connection.execute("select max(depth) from implied_value").fetchall()
    assert loops == [(deepest[0][0] - 1, 0)]
    assert deepest[0][0] <= 3


def test_figures_beyond_all_reason_break_nothing(tmp_path: Path) -> None:
    huge = "9" * 29
    report = of_month(
        7,
        f"7 tháng {RETAIL.format(huge, '2020-01/2020-07')}; tháng 7 {RETAIL.format('1', '2020-07')};"
        f" 6 tháng «{huge}|retail_sales|unit=VND_bn period=2020-01/2020-06 qualifier=>»,"
        f" đạt «0,01|retail_sales|unit=pct measure=plan_pct basis=plan period=2020-01/2020-07»%",
    )
    path = ingest_reports(tmp_path / "db", report)
    with writing(path) as connection:
        run_checks(connection)
        found = connection.execute("select indicator from implied").fetchall()
    assert set(found) <= {("retail_sales",)}
