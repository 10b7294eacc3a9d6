"""CSV files: what stands in them, byte by byte."""

import csv
from pathlib import Path

import pytest

from extract.errors import QueryError
from queries.exporting import EXCEL, TIDY, Dialect, export_series
from store.database import reading
from tests.builders import august, july, report, retail
from tests.conftest import Select, Store


def exported(database: Path, folder: Path, dialect: Dialect = TIDY) -> dict[str, bytes]:
    with reading(database) as connection:
        files = export_series(connection, folder, dialect)
    return {file.path.name: file.path.read_bytes() for file in files}


def test_the_bytes(store: Store, database: Path, tmp_path: Path) -> None:
    store(report(retail(5, "2.890,50", qualifier=">"), name='a "b", c.txt'))
    head, line, end = exported(database, tmp_path)["series_monthly.csv"].decode().split("\n")
    fields = dict(zip(head.split(","), next(csv.reader([line])), strict=True))
    assert end == ""
    assert line.startswith(
        "tra_vinh,retail_sales,total,level,none,VND_bn,,unstated,outturn,2020-07,"
    )
    assert '"a ""b"", c.txt"' in line
    assert (fields["period_from"], fields["period_to"]) == ("2020-07-01", "2020-07-31")
    assert (fields["value"], fields["ulp"], fields["qualifier"]) == ("2890.5", "0.01", ">")
    assert (fields["previous_value"], fields["n_vintages"]) == ("", "1")


@pytest.mark.parametrize(
    ("digits", "expected"),
    [
        ("100", "100"),
        ("0", "0"),
        ("0,5", "0.5"),
        ("1.000.000", "1000000"),
        ("0,000000001", "0.000000001"),
    ],
)
def test_a_decimal_is_plain(
    store: Store, database: Path, tmp_path: Path, digits: str, expected: str
) -> None:
    store(report(retail(5, digits)))
    content = exported(database, tmp_path)["series_monthly.csv"].decode()
    (record,) = csv.DictReader(content.splitlines())
    assert record["value"] == expected


def test_every_series_view_has_its_file_with_all_rows(
    store: Store, database: Path, tmp_path: Path, select: Select
) -> None:
    store(july(), august())
    files = exported(database, tmp_path)
    views = [
        str(v)
        for (v,) in select(
            "select view_name from duckdb_views() where view_name like 'series\\_%' escape '\\'"
        )
    ]
    assert set(files) == {f"{view}.csv" for view in views} | {"columns.csv"}
    for view in views:
        assert [(files[f"{view}.csv"].count(b"\n") - 1,)] == select(f"select count(*) from {view}")


def test_rows_are_in_order(store: Store, database: Path, tmp_path: Path) -> None:
    store(august(), july())
    for name, content in exported(database, tmp_path).items():
        records = list(csv.reader(content.decode().splitlines()))[1:]
        keys = [record[:11] for record in records]
        assert name == "columns.csv" or keys == sorted(keys)


def test_every_column_is_documented(store: Store, database: Path, tmp_path: Path) -> None:
    store(july())
    files = exported(database, tmp_path)
    documented = list(csv.DictReader(files.pop("columns.csv").decode().splitlines()))
    assert all(record["meaning"] for record in documented)
    for name, content in files.items():
        head = content.decode().splitlines()[0].split(",")
        assert [r["column"] for r in documented if f"{r['relation']}.csv" == name] == head


def test_excel_gets_a_byte_order_mark_and_semicolons(
    store: Store, database: Path, tmp_path: Path
) -> None:
    store(july())
    tidy = exported(database, tmp_path / "tidy")
    excel = exported(database, tmp_path / "excel", EXCEL)
    assert tidy.keys() == excel.keys()
    for name, content in excel.items():
        assert content.startswith(b"\xef\xbb\xbf")
        read = csv.reader(content.decode("utf-8-sig").splitlines(), delimiter=";")
        assert list(read) == list(csv.reader(tidy[name].decode().splitlines()))


def test_an_empty_database_gives_heads(store: Store, database: Path, tmp_path: Path) -> None:
    store()
    files = exported(database, tmp_path)
    assert files["series_yearly.csv"].count(b"\n") == 1


def test_a_folder_that_is_a_file_is_refused(store: Store, database: Path, tmp_path: Path) -> None:
    store(july())
    (tmp_path / "out").touch()
    with pytest.raises(QueryError, match="cannot be written"):
        exported(database, tmp_path / "out")
