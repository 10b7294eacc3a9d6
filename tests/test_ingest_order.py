"""What is exported depends on what is stored, not on the order in which it came."""

from itertools import permutations
from pathlib import Path

import pytest

from normalize.model import Report
from queries.exports.formats import ExportFormat
from queries.exports.running import export
from store.database import reading, writing
from store.loading import load_report
from tests.beginning import begun
from tests.builders import august, july, report, retail, row, vocabulary

REPORTS = (
    july(),
    august(),
    report(retail(9, "2.900"), name="soctrang-2020-07.txt", province="soc_trang"),
    report(row(9, "5", indicator="new_thing", measure="level", unit="parsec"), name="other.txt"),
)


def exported(folder: Path, order: tuple[Report, ...]) -> dict[str, bytes]:
    folder.mkdir()
    database = folder / "test.duckdb"
    with writing(begun(database, vocabulary)) as connection:
        for made in order:
            load_report(connection, made)
    with reading(database) as connection:
        files = export(connection, folder / "out", ExportFormat)
    return {file.path.name: file.path.read_bytes() for file in files}


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return exported(tmp_path_factory.mktemp("order") / "first", REPORTS)


@pytest.mark.parametrize("order", list(permutations(range(len(REPORTS))))[5::6])
def test_any_order_gives_the_same_bytes(
    tmp_path: Path, expected: dict[str, bytes], order: tuple[int, ...]
) -> None:
    assert exported(tmp_path / "again", tuple(REPORTS[i] for i in order)) == expected


def test_the_order_would_be_seen(tmp_path: Path, expected: dict[str, bytes]) -> None:
    assert expected["series_monthly.csv"].count(b"\n") > 3
    assert exported(tmp_path / "less", REPORTS[:2]) != expected
