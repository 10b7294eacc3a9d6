"""Bad input through the program itself: one line a case that names the file and the remedy, and the rest goes in."""

import os
import re
import shutil
import sqlite3
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import duckdb
import pytest

from solieu.ingest import SUFFIXES
from tests.program import CORPUS, solieu

GOOD = CORPUS / "reports" / "travinh-2021-01.txt"
LOADED = {"good.txt": "loaded"}
HOLLOW = f"no report in it ({', '.join(sorted(SUFFIXES))}); name a folder with reports"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "reports").mkdir()
    shutil.copy(GOOD, tmp_path / "reports" / "good.txt")
    return tmp_path


def states(table: str) -> dict[str, str]:
    return {name: state for name, state, *_ in map(str.split, table.splitlines()[2:])}


def nothing(bad: Path) -> None:
    bad.touch()


def blanks(bad: Path) -> None:
    bad.write_text(" \n\n\t\n\f\n", encoding="utf-8")


def bytes_of_all_kinds(bad: Path) -> None:
    bad.write_bytes(bytes(range(256)) * 40)


def a_pdf(bad: Path) -> None:
    bad.write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n")


def latin_1(bad: Path) -> None:
    bad.write_bytes("Báo cáo tháng 7".encode("latin-1"))


def digits_50_mb(bad: Path) -> None:
    bad.write_text("1234567890" * 5_000_000, encoding="utf-8")


def a_folder(bad: Path) -> None:
    bad.mkdir()


def a_link_to_nothing(bad: Path) -> None:
    bad.symlink_to("nowhere.txt")


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (nothing, "the file is empty; fetch it again"),
        (blanks, "the file holds no text; check the export that made it"),
        (bytes_of_all_kinds, r"this is a binary file, not text; convert it .*"),
        (a_pdf, r"this PDF is damaged or cut short; fetch it again, .*"),
        (latin_1, r"not UTF-8 \(byte 1 in line 1 is 0xe1\), and no old .*; .* save it as UTF-8"),
        (digits_50_mb, r"48 MiB is too large for a report .*; split it into its reports"),
        (a_folder, re.escape(HOLLOW)),
        (a_link_to_nothing, r"cannot be read \(No such file or directory\); check the path .*"),
    ],
)
def test_a_bad_file_is_one_line_and_the_rest_goes_in(
    folder: Path, make: Callable[[Path], None], message: str
) -> None:
    make(folder / "reports" / "bad.txt")
    ended = solieu(folder, "ingest", "reports")
    assert ended.returncode == 1
    assert re.fullmatch(rf"refused: reports/bad\.txt: {message}\n", ended.stderr)
    assert states(ended.stdout) == {"bad.txt": "refused", **LOADED}


def test_a_bad_file_among_those_named_is_one_line_too(folder: Path) -> None:
    (folder / "hollow").mkdir()
    ended = solieu(folder, "ingest", "missing.txt", "hollow", "reports/good.txt")
    assert ended.returncode == 1
    assert ended.stderr.splitlines() == [
        "refused: missing.txt: cannot be read (No such file or directory);"
        " check the path and its permissions",
        f"refused: hollow: {HOLLOW}",
    ]
    assert states(ended.stdout) == {"missing.txt": "refused", "hollow": "refused", **LOADED}


def test_nothing_but_a_folder_without_reports_needs_a_person(folder: Path) -> None:
    (folder / "hollow").mkdir()
    ended = solieu(folder, "ingest", "hollow")
    assert ended.returncode == 2
    assert ended.stderr == f"refused: hollow: {HOLLOW}\n"


def without_privileges() -> list[str]:
    """What makes a process of the superuser heed the permissions of files."""
    if os.geteuid() != 0:
        return []
    if not shutil.which("setpriv"):
        pytest.skip("the superuser reads every file, and there is no setpriv to step down with")
    return ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"]


@pytest.mark.parametrize("is_folder", [False, True])
def test_what_may_not_be_read_is_one_line(folder: Path, is_folder: bool) -> None:
    under = without_privileges()
    bad = folder / "reports" / "bad.txt"
    if is_folder:
        bad.mkdir()
    else:
        shutil.copy(GOOD, bad)
    bad.chmod(0)
    try:
        ended = solieu(folder, "ingest", "reports", under=under)
    finally:
        bad.chmod(0o700)
    assert ended.returncode == 1
    assert ended.stderr == (
        "refused: reports/bad.txt: cannot be read (Permission denied);"
        " check the path and its permissions\n"
    )
    assert states(ended.stdout) == {"bad.txt": "refused", **LOADED}


def test_a_run_of_a_million_digits_is_an_issue_and_no_figure(folder: Path) -> None:
    text = f"{GOOD.read_text('utf-8')}\n\nTổng số đạt {'1234567890' * 100_000} tỷ đồng.\n"
    (folder / "reports" / "long.txt").write_text(text, encoding="utf-8")
    ended = solieu(folder, "ingest", "reports")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert states(ended.stdout) == {"long.txt": "loaded", **LOADED}
    counts = solieu(
        folder,
        "sql",
        "select document, n_digit_runs, n_facts, n_errors from reports order by document",
        "--format",
        "csv",
    )
    (good, *of_good), (long, *of_long) = (line.split(",") for line in counts.stdout.split()[1:])
    assert (good, long) == ("good.txt", "long.txt")
    more = [int(b) - int(a) for a, b in zip(of_good, of_long, strict=True)]
    assert more[:2] == [1, 0]
    assert more[2] >= 1


def another_duckdb(path: Path) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("create table ledger as select 42 as answer")


def an_sqlite(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("create table ledger (answer integer)")


def a_text(path: Path) -> None:
    path.write_text("no database at all\n" * 500, encoding="utf-8")


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (another_duckdb, "the database belongs to another program; name another one with --db"),
        (an_sqlite, "the file is not a DuckDB database; name another one with --db"),
        (a_text, "the file is not a DuckDB database; name another one with --db"),
    ],
)
@pytest.mark.parametrize("command", [["ingest", "reports"], ["reports"]])
def test_the_database_of_another_program_is_left_alone(
    folder: Path, make: Callable[[Path], None], message: str, command: list[str]
) -> None:
    database = folder / "other.db"
    make(database)
    before = sha256(database.read_bytes()).hexdigest()
    ended = solieu(folder, *command, "--db", "other.db")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == f"solieu: other.db: {message}\n"
    assert sha256(database.read_bytes()).hexdigest() == before


def test_nothing_stored_is_lost_by_a_bad_file(folder: Path) -> None:
    everything = ("sql", "select * from figures order by document, n", "--format", "csv")
    solieu(folder, "ingest", "reports")
    before = solieu(folder, *everything).stdout
    bytes_of_all_kinds(folder / "reports" / "bad.txt")
    ended = solieu(folder, "ingest", "reports")
    assert ended.returncode == 1
    assert states(ended.stdout) == {"bad.txt": "refused", "good.txt": "skipped"}
    assert solieu(folder, *everything).stdout == before
