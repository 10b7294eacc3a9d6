"""What follows from the corpus and from the five real reports: the points, the plans, how many, the contradictions."""

from decimal import Decimal
from pathlib import Path

import pytest

from queries.checks.running import run_checks
from store.database import reading, writing
from tests.golden_implied import GOLDEN, implied_points, ingested
from tests.program import CORPUS, ROOT

REAL = ROOT.parent / "shared" / "reports"
_POINTS = """
    with printed as (
        select distinct
            o.province, o.territory, o.indicator, o.product, o.series_label,
            case u.base_unit when '' then u.unit else u.base_unit end as unit,
            o.other_unit, o.price_base, s.scenario, o.period
        from stg_observation as o
        inner join stg_unit as u on o.unit = u.unit
        inner join stg_status as s on o.status = s.status
        where o.missing = '' and o.measure = 'level' and o.basis = 'none' and u.dimension not in ('ratio', 'times')
    ),
    added as (
        select province, territory, indicator, product, series_label, unit, other_unit, price_base, scenario, period
        from implied where reported_value is null and not is_empty
    ),
    -- Series that more than a bare level is told of: where at all something can follow.
    told as (
        select distinct province, territory, indicator, product, series_label, price_base from added
    )
    select
        (select count(*) from printed),
        (
            select count(*) from printed
            semi join told using (province, territory, indicator, product, series_label, price_base)
        ),
        (select count(*) from added)
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ingested(CORPUS / "reports", tmp_path_factory.mktemp("implied") / "corpus.duckdb")


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not REAL.is_dir():
        pytest.skip("the five real reports are not here")
    return ingested(REAL, tmp_path_factory.mktemp("implied") / "real.duckdb")


def counts(database: Path) -> tuple[int, int, int]:
    """Points printed as levels, those in series of which something follows, and points that follow unprinted."""
    with reading(database) as connection:
        ((printed, told, added),) = connection.execute(_POINTS).fetchall()
    return printed, told, added


def test_the_points_are_these(corpus: Path) -> None:
    assert implied_points(corpus) == GOLDEN.read_text(encoding="utf-8")


def test_the_corpus_holds_more_points_than_it_prints(corpus: Path) -> None:
    printed, told, added = counts(corpus)
    assert (printed, told, added) == (280, 98, 124)


def test_the_real_reports_hold_more_points_than_they_print(real: Path) -> None:
    printed, told, added = counts(real)
    assert printed + added >= 1.4 * printed
    assert told + added >= 2.1 * told


@pytest.mark.parametrize(
    ("indicator", "unit", "plan"),
    [
        ("industrial_output", "VND_bn", 40000),
        ("exports", "USD_mn", 900),
        ("imports", "USD_mn", 150),
        ("retail_sales", "VND_bn", 90000),
    ],
)
def test_the_plan_of_the_year_lies_inside(
    real: Path, corpus: Path, indicator: str, unit: str, plan: int
) -> None:
    for database in (real, corpus):
        with reading(database) as connection:
            found = connection.execute(
                "select low, high, unit from implied where province = 'soc_trang' and indicator = ?"
                " and product = 'total' and scenario = 'plan' and period = '2020'",
                [indicator],
            ).fetchall()
        assert found
        for low, high, own_unit in found:
            assert own_unit == unit
            assert low <= Decimal(plan) <= high
            assert (high - low) * 50 < plan


@pytest.mark.parametrize("name", ["corpus", "real"])
def test_every_contradiction_is_a_finding(name: str, request: pytest.FixtureRequest) -> None:
    database: Path = request.getfixturevalue(name)
    with writing(database) as connection:
        run_checks(connection)
        contradicted = connection.execute(
            "select period, indicator, reported_observation_id from implied"
            " where is_empty or not reported_is_inside"
        ).fetchall()
        found = connection.execute(
            "select distinct check_operand.observation_id from check_operand inner join check_result using (check_id)"
            " where severity <> 'none'"
        ).fetchall()
        implied = connection.execute(
            "select count(*) from check_result where kind = 'implied_value'"
        ).fetchall()
    assert contradicted
    assert {row[2] for row in contradicted} <= {row[0] for row in found}
    assert implied == [(0,)], "each of them is told by a relation that fails already"
