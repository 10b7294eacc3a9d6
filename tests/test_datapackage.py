"""The data package: valid by frictionless, with keys, hashes and sources, and nothing said of a licence."""

import csv
import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import frictionless
import pytest

from extract.errors import QueryError
from queries.exports.delimited import EXCEL
from queries.exports.formats import ExportFormat
from queries.exports.running import export
from store.database import reading
from tests.builders import august, july, report, retail, row
from tests.conftest import Store

Package = Callable[..., Path]


@pytest.fixture
def package(store: Store, database: Path, tmp_path: Path) -> Package:
    """Exports what the reports say as a data package and returns its folder."""

    def made(*reports: Any) -> Path:
        store(*reports)
        with reading(database) as connection:
            export(connection, tmp_path / "out", [ExportFormat.DATAPACKAGE])
        return tmp_path / "out"

    return made


def problems(folder: Path) -> list[tuple[str, str]]:
    found = frictionless.validate(str(folder / "datapackage.json"))
    return [(str(kind), str(note)) for kind, note in found.flatten(["type", "note"])]


def described(folder: Path) -> dict[str, Any]:
    package: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return package


def test_a_package_is_valid(package: Package) -> None:
    odd = report(
        row(5, "5", indicator="new thing", measure="level", unit="parsec"),
        retail(25, "9", territory='huyện "A", B\nC'),
        retail(35, "1.234.567.890.123.456.789,123", "2020-09"),
        retail(45, "5,5", "2020-10", value=None),
        name="odd.txt",
    )
    assert problems(package(july(), august(), odd)) == []


def test_an_empty_package_is_valid(package: Package) -> None:
    assert problems(package()) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "kind"),
    [
        ("series_monthly.csv", "2890,", "2891,", "hash-count"),
        ("series_monthly.csv", "2890,", "many,", "type-error"),
        ("dim_province.csv", "tra_vinh,", "tra_vinhh,", "foreign-key"),
        ("reports.csv", "travinh-2020-07.txt,", "other.txt,", "hash-count"),
    ],
)
def test_a_change_is_seen(package: Package, file: str, old: str, new: str, kind: str) -> None:
    folder = package(july(), august())
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")
    assert kind in {found for found, _ in problems(folder)}


def test_every_file_is_described_with_its_hash_and_size(package: Package) -> None:
    folder = package(july(), august())
    resources = described(folder)["resources"]
    names = {resource["path"] for resource in resources}
    assert names == {path.name for path in folder.glob("*.csv")}
    for resource in resources:
        content = (folder / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{sha256(content).hexdigest()}"
        assert resource["bytes"] == len(content)
        head = next(csv.reader(content.decode().splitlines()))
        assert [field["name"] for field in resource["schema"]["fields"]] == head


def test_columns_say_what_they_mean(package: Package) -> None:
    for resource in described(package(july()))["resources"]:
        for field in resource["schema"]["fields"]:
            assert field["description"], (resource["name"], field["name"])


def test_figures_are_numbers_and_days_are_dates(package: Package) -> None:
    resources = {r["name"]: r for r in described(package(july()))["resources"]}
    types = {f["name"]: f["type"] for f in resources["series_monthly"]["schema"]["fields"]}
    assert {types[name] for name in ("value", "low", "high", "ulp")} == {"number"}
    assert types["period_to"] == types["issued_on"] == "date"
    assert types["n_vintages"] == "integer"


def test_series_refer_to_their_dimensions(package: Package) -> None:
    resources = {r["name"]: r for r in described(package(july()))["resources"]}
    references = {
        key["fields"][0]: key["reference"]["resource"]
        for key in resources["series_monthly"]["schema"]["foreignKeys"]
    }
    assert references == {
        "document_id": "reports", "province": "dim_province", "indicator": "dim_indicator",
        "product": "dim_product", "measure": "dim_measure", "basis": "dim_basis", "unit": "dim_unit",
        "status": "dim_status",
    }  # fmt: skip


def test_the_reports_are_its_sources_and_a_licence_is_not_made_up(package: Package) -> None:
    made = described(package(july(), august()))
    assert [source["title"] for source in made["sources"]] == [
        "travinh-2020-07.txt",
        "travinh-2020-08.txt",
    ]
    assert "licenses" not in made


def test_it_is_not_written_over_by_files_for_a_spreadsheet(
    store: Store, database: Path, tmp_path: Path
) -> None:
    store(july())
    both = [ExportFormat.CSV, ExportFormat.DATAPACKAGE]
    with reading(database) as connection:
        with pytest.raises(QueryError, match="without --excel"):
            export(connection, tmp_path / "out", both, dialect=EXCEL)
        export(connection, tmp_path / "out", both)
    assert problems(tmp_path / "out") == []
