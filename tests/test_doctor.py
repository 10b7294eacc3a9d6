"""What a machine lacks: found by the programs and files themselves, told with the command that mends it."""

import csv
import os
import stat
import subprocess
import tomllib
from io import StringIO
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extract.formats import debian
from extract.formats.debian import (
    Package,
    how_to_install,
    is_there,
    missing,
    packages,
    version_of,
)
from solieu.cli import FINDINGS, app
from tests.program import ROOT

NAMES = [package.package for package in packages()]


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with no program on its path but those that a test puts there."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def put(folder: Path, name: str, prints: str, code: int = 0) -> None:
    program = folder / name
    program.write_text(f"#!/bin/sh\nprintf '{prints}'\nexit {code}\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)


def row(shown_by: str, needed_for: str = "scans", version: str = "") -> Package:
    return Package(
        package="example",
        needed_for=needed_for,
        shown_by=shown_by,
        version=version,
        label_vi="thử",
        label_en="an example",
    )


def listed(monkeypatch: pytest.MonkeyPatch, *rows: Package) -> None:
    monkeypatch.setattr(debian, "packages", lambda: rows)


def test_the_list_is_in_order_and_complete() -> None:
    assert sorted(set(NAMES)) == NAMES
    for package in packages():
        kind, _, name = package.shown_by.partition(" ")
        assert kind in {"command", "file", "language"}, package
        assert name
        assert package.needed_for in {"scans", "doc", "tests"}
        assert package.label_vi
        assert package.label_en


def test_the_list_is_shipped_with_the_program() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    patterns = project["tool"]["setuptools"]["package-data"]["extract"]
    shipped = [file for pattern in patterns for file in (ROOT / "extract").glob(pattern)]
    assert ROOT / "extract/formats/debian-packages.csv" in shipped


def test_nothing_is_there_on_a_bare_machine(bare: Path) -> None:
    commands = [p.package for p in packages() if not p.shown_by.startswith("file")]
    assert missing(*commands) == tuple(commands)
    assert {version_of(name) for name in NAMES} == {""}


def test_a_program_is_found_by_its_command(bare: Path) -> None:
    put(bare, "tesseract", "tesseract 9.8.7\\n leptonica-1.2\\n")
    assert is_there("tesseract-ocr")
    assert version_of("tesseract-ocr") == "9.8.7"


def test_a_program_without_its_language_is_no_help(bare: Path) -> None:
    put(bare, "tesseract", "List of available languages (2):\\neng\\nosd\\n")
    assert not is_there("tesseract-ocr-vie")
    put(bare, "tesseract", "List of available languages (2):\\nosd\\nvie\\n")
    assert is_there("tesseract-ocr-vie")


def test_a_program_that_fails_tells_nothing(bare: Path) -> None:
    put(bare, "tesseract", "vie 5.3\\n", code=1)
    assert not is_there("tesseract-ocr-vie")
    assert version_of("tesseract-ocr") == ""


def test_a_file_is_found_where_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listed(monkeypatch, row(f"file {tmp_path / 'font.ttf'}"))
    assert missing("example") == ("example",)
    (tmp_path / "font.ttf").touch()
    assert missing("example") == ()


@pytest.mark.parametrize(("user", "start"), [(0, "apt-get install "), (1000, "sudo apt-get ")])
def test_the_remedy_is_one_command(monkeypatch: pytest.MonkeyPatch, user: int, start: str) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: user)
    command = how_to_install(["tesseract-ocr", "tesseract-ocr-vie"])
    assert command.startswith(start)
    assert command.endswith("install tesseract-ocr tesseract-ocr-vie")


def test_doctor_lists_every_package() -> None:
    ended = CliRunner().invoke(app, ["doctor", "--format", "csv"])
    records = list(csv.DictReader(StringIO(ended.stdout)))
    assert [record["package"] for record in records] == NAMES
    for record in records:
        assert record["state"] == ("found" if is_there(record["package"]) else "missing")


@pytest.mark.parametrize(
    ("needed_for", "code"), [("scans", FINDINGS), ("doc", FINDINGS), ("tests", 0)]
)
def test_what_only_the_tests_use_may_be_missing(
    monkeypatch: pytest.MonkeyPatch, bare: Path, needed_for: str, code: int
) -> None:
    listed(monkeypatch, row("command nothing-of-this-name", needed_for))
    ended = CliRunner().invoke(app, ["doctor"])
    assert ended.exit_code == code
    assert ended.stdout.splitlines()[-1].split() == ["example", "missing", "an", "example"]
    assert ended.stderr.startswith("1 missing; install with: ")
    assert ended.stderr.endswith("apt-get install example\n")


def test_nothing_missing_is_fine(monkeypatch: pytest.MonkeyPatch, bare: Path) -> None:
    put(bare, "scanner", "scanner 1.2")
    listed(monkeypatch, row("command scanner", version="scanner --version"))
    ended = CliRunner().invoke(app, ["doctor"])
    assert (ended.exit_code, ended.stderr) == (0, "")
    assert ended.stdout.splitlines()[-1].split() == ["example", "found", "1.2", "an", "example"]


def packages_that_ci_installs(folder: Path) -> list[str]:
    """Run .ci/run up to the tests on a machine where nothing is installed and say what it asks for."""
    asked = folder / "asked"
    put(folder, "dpkg-query", "", code=1)
    (folder / "apt-get").write_text(f'#!/bin/sh\necho "$@" >> {asked}\n', encoding="utf-8")
    (folder / "apt-get").chmod(0o755)
    put(folder, "make", "made\\n")
    ended = subprocess.run(
        ["bash", str(ROOT / ".ci/run")],
        env={**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ended.stdout.endswith("made\n")
    lines = asked.read_text(encoding="utf-8").splitlines() if asked.exists() else []
    return [line.split()[-1] for line in lines if line.startswith("install")]


def test_ci_installs_what_the_list_names(tmp_path: Path) -> None:
    assert packages_that_ci_installs(tmp_path) == (NAMES if os.geteuid() == 0 else [])
