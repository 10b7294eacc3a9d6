"""One unit a series: conversions are exact, what was printed stays, dimensions never meet."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from extract.errors import VocabularyError
from normalize.vocabulary import load_vocabulary
from tests.builders import retail
from tests.series import build, issued, rows_of

DAY, NEXT = date(2020, 7, 20), date(2020, 8, 20)
MILLION = {"unit": "VND_mn", "unit_text": "triệu đồng"}


def test_millions_and_billions_are_one_series(tmp_path: Path) -> None:
    path = build(
        tmp_path / "test.duckdb",
        issued(DAY, retail(0, "2.895.070", "2020-06", **MILLION)),
        issued(NEXT, retail(0, "2.895,1", "2020-06"), retail(0, "3.001,5", "2020-07")),
    )
    assert rows_of(path, "select distinct unit from timeline") == [("VND_bn",)]
    assert rows_of(
        path,
        "select period, value, ulp, value_text, unit_text, revision_kind from series_vintages order by all",
    ) == [
        ("2020-06", Decimal("2895.07"), Decimal("0.001"), "2.895.070", "triệu đồng", "first"),
        ("2020-06", Decimal("2895.1"), Decimal("0.1"), "2.895,1", "tỷ đồng", "rounding"),
        ("2020-07", Decimal("3001.5"), Decimal("0.1"), "3.001,5", "tỷ đồng", "first"),
    ]
    assert rows_of(path, "select distinct unit from stg_observation order by unit") == [
        ("VND_bn",), ("VND_mn",),
    ]  # fmt: skip


def test_within_a_report_the_more_exact_print_speaks_whatever_its_unit(tmp_path: Path) -> None:
    figures = (retail(0, "2.895,1"), retail(0, "2.895.070", **MILLION), retail(0, "2.895"))
    path = build(tmp_path / "test.duckdb", issued(DAY, *figures))
    assert rows_of(path, "select value, value_text, n_statements, n_values from series") == [
        (Decimal("2895.07"), "2.895.070", 3, 3)
    ]


def test_the_same_in_two_units_is_one_value(tmp_path: Path) -> None:
    path = build(
        tmp_path / "test.duckdb", issued(DAY, retail(0, "5"), retail(0, "5.000", **MILLION))
    )
    assert rows_of(path, "select value, n_statements, n_values from series") == [(Decimal(5), 2, 1)]


@pytest.mark.parametrize(
    ("columns", "unit", "value"),
    [
        ({"unit": "kWh", "indicator": "power_sold"}, "kWh_mn", "1.234567"),
        ({"unit": "kWp", "indicator": "power_project_capacity"}, "MWp", "1234.567"),
        ({"unit": "MWp", "indicator": "rooftop_solar_capacity"}, "kWp", "1234567000"),
        ({"unit": "VND_bn", "indicator": "promotion_funding"}, "VND_mn", "1234567000"),
        ({"unit": "VND_mn", "indicator": "promotion_funding"}, "VND_mn", "1234567"),
        ({"unit": "USD_mn", "indicator": "promotion_funding"}, "USD_mn", "1234567"),
        ({"unit": "t", "indicator": "product_output"}, "t", "1234567"),
        ({"unit": "parsec", "indicator": "product_output"}, "parsec", "1234567"),
    ],
)
def test_a_series_has_the_unit_of_its_indicator_or_dimension(
    tmp_path: Path, columns: dict[str, str], unit: str, value: str
) -> None:
    path = build(tmp_path / "test.duckdb", issued(DAY, retail(0, "1.234.567", **columns)))
    assert rows_of(path, "select unit, value from series") == [(unit, Decimal(value))]


def test_quantity_and_value_of_a_product_are_two_series(tmp_path: Path) -> None:
    product = {"indicator": "product_output", "item": "bags"}
    figures = (retail(0, "5", **product), retail(0, "7", **product, unit="t"))
    path = build(tmp_path / "test.duckdb", issued(DAY, *figures))
    assert rows_of(path, "select unit, value from series order by all") == [
        ("VND_bn", Decimal(5)), ("t", Decimal(7)),
    ]  # fmt: skip


def test_what_cannot_be_converted_exactly_keeps_its_unit(tmp_path: Path) -> None:
    figures = (
        retail(0, "1,2345", "2020-06", unit="kWh", indicator="power_sold"),
        retail(0, "1,2", "2020-07", unit="kWh_mn", indicator="power_sold"),
    )
    path = build(tmp_path / "test.duckdb", issued(DAY, *figures))
    assert rows_of(path, "select unit, value, low from series_monthly order by all") == [
        ("kWh", Decimal("1.2345"), Decimal("1.23445")),
        ("kWh_mn", Decimal("1.2"), Decimal("1.15")),
    ]


def test_implied_values_are_in_the_unit_of_their_series(tmp_path: Path) -> None:
    solar = {"indicator": "rooftop_solar_capacity"}
    rate = {"unit": "pct", "measure": "growth_pct", "basis": "prev_month"}
    figures = (retail(0, "107,0", unit="kWp", **solar), retail(0, "7,0", **rate, **solar))
    path = build(tmp_path / "test.duckdb", issued(DAY, *figures), is_derived=True)
    assert rows_of(path, "select unit, low < 0.1 and high > 0.1 from implied_value") == [
        ("MWp", True)
    ]
    assert rows_of(
        path,
        "select unit, low < 100 and high > 100, high - low < 1 from series_monthly where origin = 'implied'",
    ) == [("kWp", True, True)]


HEAD = "indicator,dimension,unit,source\n"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("retail_sales,energy,VND_bn,x", "VND_bn measures money_vnd, not energy"),
        ("retail_sales,money_vnd,florin,x", "unknown florin"),
        ("retail_trade,money_vnd,VND_bn,x", "unknown retail_trade"),
    ],
)
def test_a_wrong_unit_of_a_series_is_refused(tmp_path: Path, line: str, reason: str) -> None:
    (tmp_path / "series_units.csv").write_text(f"{HEAD}{line}\n", encoding="utf-8")
    with pytest.raises(VocabularyError, match=f"series_units.csv: .*{reason}"):
        load_vocabulary(tmp_path)


def test_a_unit_larger_than_its_base_is_refused(tmp_path: Path) -> None:
    units = "unit,label_vi,label_en,dimension,base_unit,to_base,source\n"
    (tmp_path / "units.csv").write_text(
        f"{units}VND_tn,nghìn tỷ đồng,trillion dong,money_vnd,VND_bn,1000,x\n", encoding="utf-8"
    )
    (tmp_path / "series_units.csv").write_text(
        f"{HEAD}retail_sales,money_vnd,VND_tn,x\n", encoding="utf-8"
    )
    with pytest.raises(VocabularyError, match="no whole number of VND_tn; name the base unit"):
        load_vocabulary(tmp_path)
