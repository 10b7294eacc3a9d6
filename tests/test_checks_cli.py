"""`solieu check`: findings first and worst first, then what was examined; how it ends."""

import csv
import io
import json
import subprocess
from pathlib import Path

import pytest

from tests.golden_findings import corpus_database
from tests.program import solieu


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the corpus in its database."""
    made = tmp_path_factory.mktemp("cli")
    corpus_database(made / "solieu.duckdb")
    return made


def check(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return solieu(folder, "check", *arguments)


def records(ended: subprocess.CompletedProcess[str]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(ended.stdout)))


def test_findings_come_first_and_the_worst_of_them(folder: Path) -> None:
    ended = check(folder)
    assert ended.returncode == 1
    heads = [line for line in ended.stdout.splitlines() if " · " in line]
    severities = [head.split(" · ")[0] for head in heads]
    assert severities == sorted(severities, key=["critical", "error", "warning", "info"].index)
    assert "5,542 - 5,468 = 74, but 748 is printed, 674 more." in ended.stdout
    assert "còn>>748<< hồ sơ" in ended.stdout
    assert "may be 74 instead of 748: missing blank" in ended.stdout
    assert ended.stdout.splitlines()[-1].split()[0] == "all"
    assert ended.stdout.index(" · ") < ended.stdout.index("examined")
    assert "milder findings are not shown" in ended.stderr


def test_one_report_and_a_severity(folder: Path) -> None:
    ended = check(folder, "--report", "travinh-2023-03", "--severity", "error", "--format", "csv")
    assert ended.returncode == 1
    found = records(ended)
    assert {record["document"] for record in found} == {"travinh-2023-03.txt"}
    assert {record["severity"] for record in found} == {"error"}
    assert all(record["quotes"] and record["arithmetic_vi"] for record in found)


def test_a_report_without_errors_ends_well(folder: Path) -> None:
    ended = check(folder, "--report", "travinh-2020-07", "--severity", "info")
    assert ended.returncode == 0
    assert "cut off instead of rounded" in ended.stdout


def test_json_has_operands(folder: Path) -> None:
    ended = check(folder, "--severity", "error", "--format", "json")
    found = json.loads(ended.stdout)
    assert all(operand["value_text"] for record in found for operand in record["operands"])


def test_a_relation_is_explained(folder: Path) -> None:
    found = records(check(folder, "--severity", "error", "--format", "csv"))
    dossiers = next(record for record in found if record["kind"] == "balance")
    ended = check(folder, "--explain", dossiers["check_id"])
    assert ended.returncode == 0
    assert "còn>>748<< hồ sơ" in ended.stdout
    assert "nhận >>5.542<< hồ sơ" in ended.stdout
    assert dossiers["arithmetic_vi"] in ended.stdout
    assert json.loads(check(folder, "--explain", dossiers["check_id"], "--format", "json").stdout)


@pytest.mark.parametrize("arguments", [("--report", "nothing"), ("--explain", "nothing")])
def test_what_there_is_not_is_one_line(folder: Path, arguments: tuple[str, ...]) -> None:
    ended = check(folder, *arguments)
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert ended.stderr.startswith("solieu: there is no")
    assert len(ended.stderr.splitlines()) == 1


def test_a_run_that_computed_nothing_says_so(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text("BÁO CÁO\nTình hình tháng 7 năm 2020\n\n- Có 12 doanh nghiệp.\n", "utf-8")
    assert solieu(tmp_path, "ingest", "report.txt").returncode == 0
    ended = check(tmp_path)
    assert ended.returncode == 2
    assert "nothing could be computed" in ended.stderr
