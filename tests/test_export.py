"""CSV files: what stands in them, byte by byte."""

import csv
import io
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from extract.errors import QueryError
from queries.exports.delimited import EXCEL, TIDY, Dialect
from queries.exports.rows import Choice
from queries.exports.running import export
from store.database import reading
from tests.builders import august, july, report, retail
from tests.conftest import Select, Store


def exported(
    database: Path, folder: Path, dialect: Dialect = TIDY, **chosen: Any
) -> dict[str, bytes]:
    with reading(database) as connection:
        files = export(connection, folder, choice=Choice(**chosen), dialect=dialect)
    return {file.path.name: file.path.read_bytes() for file in files}


def records(content: bytes, dialect: Dialect = TIDY) -> list[dict[str, str]]:
    with io.StringIO(content.decode(dialect.encoding), newline="") as file:
        return list(csv.DictReader(file, delimiter=dialect.delimiter))


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


def test_excel_gets_a_byte_order_mark_semicolons_and_decimal_commas(
    store: Store, database: Path, tmp_path: Path
) -> None:
    store(july())
    tidy = exported(database, tmp_path / "tidy")
    excel = exported(database, tmp_path / "excel", EXCEL)
    assert tidy.keys() == excel.keys()
    for name, content in excel.items():
        assert content.startswith(b"\xef\xbb\xbf")
        plain = records(tidy[name])
        for record, plain_record in zip(records(content, EXCEL), plain, strict=True):
            assert record.keys() == plain_record.keys()
            for column, text in plain_record.items():
                allowed = {text, text.replace(".", ","), f"'{text}" if text[:1] == "@" else text}
                assert record[column] in allowed
    assert b";2895,07;" in excel["series_monthly.csv"]
    assert b";travinh-2020-07.txt;" in excel["series_monthly.csv"]


FORMULAS = ["=1+1", "+84 294", "-2 kho", "@SUM(A1)", "\t=1", "\r=1"]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_spreadsheet_sees_no_formula(
    store: Store, database: Path, tmp_path: Path, text: str
) -> None:
    store(report(retail(5, "2.890"), name=f"{text}.txt"))
    (line,) = records(exported(database, tmp_path / "excel", EXCEL)["series_monthly.csv"], EXCEL)
    assert line["document"] == f"'{text}.txt"
    (line,) = records(exported(database, tmp_path / "tidy")["series_monthly.csv"])
    assert line["document"] == f"{text}.txt"


def test_a_negative_figure_is_no_formula(store: Store, database: Path, tmp_path: Path) -> None:
    store(report(retail(5, "2.890,5", value=Decimal("-2890.5"))))
    content = exported(database, tmp_path, EXCEL)["series_monthly.csv"].decode("utf-8-sig")
    (line,) = csv.DictReader(content.splitlines(), delimiter=";")
    assert line["value"] == "-2890,5"


@pytest.mark.parametrize(
    "name", ["a;b.txt", 'a"b".txt', "a\nb.txt", "a,b.txt", "a\r\nb.txt", " a .txt"]
)
@pytest.mark.parametrize("dialect", [TIDY, EXCEL], ids=["tidy", "excel"])
def test_any_text_comes_back(
    store: Store, database: Path, tmp_path: Path, name: str, dialect: Dialect
) -> None:
    store(report(retail(5, "2.890"), name=name))
    content = exported(database, tmp_path, dialect)["series_monthly.csv"]
    (line,) = records(content, dialect)
    assert line["document"] == name


@pytest.mark.parametrize(
    ("chosen", "periods"),
    [
        ({}, ["2020-07", "2020-08"]),
        ({"indicator": "retail_sales"}, ["2020-07", "2020-08"]),
        ({"indicator": "power_projects"}, []),
        ({"province": "soc_trang"}, []),
        ({"first_day": date(2020, 8, 1)}, ["2020-08"]),
        ({"last_day": date(2020, 7, 31)}, ["2020-07"]),
        ({"last_day": date(2020, 7, 30)}, []),
        ({"first_day": date(2020, 8, 31), "last_day": date(2020, 8, 31)}, ["2020-08"]),
    ],
)
def test_only_what_was_chosen(
    store: Store, database: Path, tmp_path: Path, chosen: dict[str, Any], periods: list[str]
) -> None:
    store(july(), august())
    content = exported(database, tmp_path, **chosen)["series_monthly.csv"].decode()
    levels = [r for r in csv.DictReader(content.splitlines()) if r["measure"] == "level"]
    retail_levels = [r for r in levels if r["indicator"] == "retail_sales"]
    assert [r["period"] for r in retail_levels] == periods


def test_an_empty_database_gives_heads(store: Store, database: Path, tmp_path: Path) -> None:
    store()
    files = exported(database, tmp_path)
    assert files["series_yearly.csv"].count(b"\n") == 1


def test_a_folder_that_is_a_file_is_refused(store: Store, database: Path, tmp_path: Path) -> None:
    store(july())
    (tmp_path / "out").touch()
    with pytest.raises(QueryError, match="cannot be written"):
        exported(database, tmp_path / "out")


def test_a_folder_in_the_place_of_a_file_is_refused_and_nothing_is_left(
    store: Store, database: Path, tmp_path: Path
) -> None:
    store(july())
    (tmp_path / "out" / "series_yearly.csv").mkdir(parents=True)
    with pytest.raises(QueryError, match="cannot be written"):
        exported(database, tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["series_yearly.csv"]


def test_a_failed_export_leaves_the_old_files_whole(
    store: Store, database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store(july())
    before = exported(database, tmp_path / "out")
    store(august())

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("queries.exports.running.write_columns", full)
    with pytest.raises(QueryError, match="No space left on device"):
        exported(database, tmp_path / "out")
    assert {p.name: p.read_bytes() for p in (tmp_path / "out").iterdir()} == before


def test_an_export_takes_the_place_of_the_one_before(
    store: Store, database: Path, tmp_path: Path
) -> None:
    store(july())
    exported(database, tmp_path / "out")
    store(august())
    again = exported(database, tmp_path / "out")
    assert again == exported(database, tmp_path / "other")
