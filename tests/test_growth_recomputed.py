"""Growth as reported beside growth recomputed from the levels of the two periods."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.builders import retail
from tests.series import Rows, build, issued, rows_of

DAY = date(2021, 12, 31)


def rate(digits: str, period: str, basis: str = "same_period", **columns: object) -> object:
    return retail(0, digits, period, unit="pct", measure="growth_pct", basis=basis, **columns)


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case an indicator or product: rates that fit their levels and rates that do not."""
    figures = [
        retail(0, "107,0", "2020-07"), retail(0, "100,0", "2020-06"), retail(0, "95,0", "2019-07"),
        rate("7,0", "2020-07", "prev_month"), rate("12,6", "2020-07"),
        retail(0, "107,0", "2020-07", item="goods"), retail(0, "100,0", "2020-06", item="goods"),
        rate("7,2", "2020-07", "prev_month", item="goods"),
        retail(0, "-5", "2020-07", indicator="exports"), retail(0, "0", "2020-06", indicator="exports"),
        rate("7,0", "2020-07", "prev_month", indicator="exports"),
        retail(0, "300", "2021-01/2021-03", indicator="imports"),
        retail(0, "200", "2020-01/2020-03", indicator="imports"),
        rate("50", "2021-01/2021-03", indicator="imports"),
        retail(0, "80", "2021", indicator="power_sold"), retail(0, "100", "2020", indicator="power_sold"),
        rate("-20", "2021", indicator="power_sold"),
        retail(0, "80", "2021", indicator="power_saved", price_base="current"),
        retail(0, "100", "2020", indicator="power_saved", price_base="current"),
        rate("-20", "2021", indicator="power_saved"),
    ]  # fmt: skip
    path = tmp_path_factory.mktemp("growth") / "test.duckdb"
    return build(path, issued(DAY, *figures))  # type: ignore[arg-type]


def found(path: Path, where: str) -> Rows:
    return rows_of(
        path,
        "select frequency, base_period, reported, recomputed, agrees, is_independent"
        f" from growth_recomputed where {where} order by frequency, basis",
    )


def test_a_rate_that_fits(compared: Path) -> None:
    month_before = "indicator = 'retail_sales' and product = 'total' and basis = 'prev_month'"
    assert found(compared, month_before) == [
        ("monthly", "2020-06", Decimal(7), Decimal(7), True, True)
    ]
    assert rows_of(
        compared,
        f"select recomputed_low, recomputed_high from growth_recomputed where {month_before}",
    ) == [(Decimal("6.8966"), Decimal("7.1036"))]


def test_a_rate_that_fits_only_by_the_printed_digits(compared: Path) -> None:
    year_before = "indicator = 'retail_sales' and product = 'total' and basis = 'same_period'"
    assert found(compared, year_before) == [
        ("monthly", "2019-07", Decimal("12.6"), Decimal("12.6316"), True, True)
    ]


def test_a_rate_that_does_not_fit(compared: Path) -> None:
    assert found(compared, "product = 'goods'") == [
        ("monthly", "2020-06", Decimal("7.2"), Decimal(7), False, True)
    ]


def test_a_base_of_nought_is_left_alone(compared: Path) -> None:
    assert found(compared, "indicator = 'exports'") == []


def test_a_first_quarter_is_compared_as_both(compared: Path) -> None:
    expected = ("2020-01/2020-03", Decimal(50), Decimal(50), True, True)
    assert found(compared, "indicator = 'imports'") == [
        ("cumulative", *expected), ("quarterly", *expected),
    ]  # fmt: skip


def test_a_fall_over_a_year(compared: Path) -> None:
    assert found(compared, "indicator = 'power_sold'") == [
        ("yearly", "2020", Decimal(-20), Decimal(-20), True, True)
    ]


def test_prices_are_not_mixed(compared: Path) -> None:
    assert found(compared, "indicator = 'power_saved'") == []
