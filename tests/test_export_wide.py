"""Wide CSV and Parquet: the same points as tidy CSV in other shapes."""

import csv
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from queries.exports.delimited import EXCEL
from queries.exports.formats import ExportFormat
from queries.exports.rows import Kind, typed
from queries.exports.running import export
from queries.exports.wide import widen
from store.database import reading
from tests.builders import august, july, report, retail
from tests.conftest import Store


def records(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


@pytest.fixture
def folder(store: Store, database: Path, tmp_path: Path) -> Path:
    later = report(retail(5, "3.100", "2020-10"), name="later.txt", period="2020-10")
    store(july(), august(), later)
    with reading(database) as connection:
        export(
            connection,
            tmp_path / "out",
            [ExportFormat.WIDE, ExportFormat.PARQUET, ExportFormat.CSV],
        )
    return tmp_path / "out"


def test_periods_are_columns_in_order_and_gaps_are_empty(folder: Path) -> None:
    made = records(folder / "wide_monthly.csv")
    periods = [head for head in made[0] if head.startswith("20")]
    assert periods == ["2020-07", "2020-08", "2020-09", "2020-10"]
    (levels,) = (r for r in made if (r["indicator"], r["measure"]) == ("retail_sales", "level"))
    assert [levels[period] for period in periods] == ["2890", "3001.5", "", "3100"]


def test_bounds_and_status_have_the_same_shape(folder: Path) -> None:
    shapes = {}
    for name in ("", "_low", "_high", "_obs_status"):
        made = records(folder / f"wide_monthly{name}.csv")
        shapes[name] = [(list(r), r["series_key"]) for r in made]
    assert len({str(shape) for shape in shapes.values()}) == 1
    status = next(
        r
        for r in records(folder / "wide_monthly_obs_status.csv")
        if ".level.none.VND_bn" in r["series_key"]
    )
    assert [status[f"2020-{month:02}"] for month in (7, 8, 9, 10)] == ["A", "E", "O", "E"]


def test_a_moment_stands_under_its_month(folder: Path) -> None:
    made = records(folder / "wide_monthly.csv")
    (stock,) = (r for r in made if r["indicator"] == "power_projects")
    assert stock["2020-07"] == "25"
    assert stock["series_key"].endswith(".stock")


def test_every_point_of_tidy_csv_is_in_the_wide_one(folder: Path) -> None:
    for frequency in ("monthly", "quarterly", "yearly", "cumulative"):
        wide = {r["series_key"]: r for r in records(folder / f"wide_{frequency}.csv")}
        for point in records(folder / f"series_{frequency}.csv"):
            assert wide[point["series_key"]][point["period"].removeprefix("@")] == point["value"]


def test_a_spreadsheet_gets_decimal_commas(store: Store, database: Path, tmp_path: Path) -> None:
    store(july())
    with reading(database) as connection:
        export(connection, tmp_path / "out", [ExportFormat.WIDE], dialect=EXCEL)
    made = records(tmp_path / "out" / "wide_monthly.csv", ";")
    assert {r["2020-07"] for r in made} == {"2895,07", "7,16", "25"}


def test_two_points_in_one_place_are_an_error() -> None:
    table = pa.table(
        {
            "province": ["a", "a"],
            "period": ["2020-07", "@2020-07"],
            "period_from": pa.array([None, None], pa.date32()),
            "period_to": pa.array([None, None], pa.date32()),
            "value": ["1", "2"],
            "series_key": ["k", "k"],
        }
    )
    with pytest.raises(ValueError, match="two points"):
        widen(typed("broken", table, {}), "value")


def test_parquet_has_types_and_the_same_values(folder: Path) -> None:
    read = pq.read_table(folder / "series_monthly.parquet")
    assert read.schema.field("value").type == pa.decimal128(38, 9)
    assert read.schema.field("period_to").type == pa.date32()
    assert read.schema.field("is_doubtful").type == pa.bool_()
    assert read.schema.field("n_vintages").type == pa.int64()
    tidy = records(folder / "series_monthly.csv")
    values = [Decimal(r["value"]) if r["value"] else None for r in tidy]
    assert read.column("value").to_pylist() == values
    assert read.column("series_key").to_pylist() == [r["series_key"] for r in tidy]


def test_parquet_says_what_its_columns_mean(folder: Path) -> None:
    for path in folder.glob("*.parquet"):
        for field in pq.read_schema(path):
            assert field.metadata[b"meaning"], (path.name, field.name)


def test_row_groups_do_not_depend_on_how_rows_arrive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from queries.exports.parquet import write_parquet

    monkeypatch.setattr("queries.exports.parquet._ROW_GROUP", 3)
    whole = pa.table({"period": ["a", "b", "c", "d", "e", "f", "g"]})
    parts = pa.concat_tables([whole.slice(0, 2), whole.slice(2, 4), whole.slice(6)])
    write_parquet(typed("x", whole, {}), tmp_path / "whole")
    write_parquet(typed("x", parts, {}), tmp_path / "parts")
    assert (tmp_path / "whole").read_bytes() == (tmp_path / "parts").read_bytes()
    assert pq.ParquetFile(tmp_path / "whole").metadata.num_row_groups == 3


def test_a_double_is_refused() -> None:
    with pytest.raises(TypeError, match="share: a column of type double"):
        typed("x", pa.table({"share": [0.5]}), {})


@pytest.mark.parametrize(
    "text",
    [
        "0.000000001",
        "-0.00000012",
        "-12.5",
        "12345678901234567890123456789.123456789",
        "0",
        "100",
        "1200.5",
    ],
)
def test_decimals_are_exact_and_plain(text: str) -> None:
    table = pa.table({"value": pa.array([Decimal(text), None], pa.decimal128(38, 9))})
    rows = typed("x", table, {})
    assert list(rows.texts()) == [(text,), ("",)]
    assert rows.column("value").kind is Kind.DECIMAL
