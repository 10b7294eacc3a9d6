"""The commands: what they print, what they refuse, how they end."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from normalize.model import LEDGER_COLUMNS
from solieu import cli
from tests.beginning import begun
from tests.checking import shipped

REPORT = """Trà Vinh, ngày 20 tháng 7 năm 2020

BÁO CÁO
Tình hình sản xuất công nghiệp, hoạt động thương mại tháng 7 năm 2020

- Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ: Ước tháng 7 đạt 2.895,07 tỷ đồng, tăng 7,16% so tháng trước. \
Lũy kế 7 tháng đạt 18.925,36 tỷ đồng, giảm 1,98% so cùng kỳ.
"""
LATER = REPORT.replace("tháng 7", "tháng 8").replace("7 tháng", "8 tháng").replace("2.895", "3.001")


@dataclass(frozen=True)
class Ended:
    code: int
    out: str
    err: str

    @property
    def records(self) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(self.out)))


Run = Callable[..., Ended]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs `solieu` in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOLIEU_DB", raising=False)

    def call(*arguments: str) -> Ended:
        monkeypatch.setattr(sys, "argv", ["solieu", *arguments])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            cli.main()
        code = ended.value.code
        printed = capsys.readouterr()
        return Ended(code if isinstance(code, int) else 0, printed.out, printed.err)

    return call


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    (folder / "later").mkdir(parents=True)
    (folder / "july.txt").write_text(REPORT, encoding="utf-8")
    (folder / "later" / "august.md").write_text(LATER, encoding="utf-8")
    (folder / "logo.svg").write_bytes(b"not looked at in a folder")
    (folder / "~$notes.docx").write_bytes(b"a lock that Word leaves")
    (folder / "._july.txt").write_bytes(b"what macOS puts beside a file")
    (folder / ".drafts").mkdir()
    (folder / ".drafts" / "june.txt").write_text(REPORT, encoding="utf-8")
    return folder


@pytest.fixture
def ingested(run: Run, reports: Path, tmp_path: Path) -> Path:
    begun(tmp_path / "solieu.duckdb", shipped)
    assert run("ingest", str(reports)).code == 0
    return reports


def test_a_folder_is_walked_and_each_report_has_its_line(run: Run, reports: Path) -> None:
    ended = run("ingest", str(reports), "--format", "csv")
    assert (ended.code, ended.err) == (0, "")
    july, august = ended.records
    assert (july["file"], august["file"]) == ("july.txt", "august.md")
    assert july["state"] == august["state"] == "loaded"
    runs = len(re.findall(r"\d+(?:[.,]\d+)*", REPORT))
    assert (july["n_digit_runs"], july["n_facts"]) == (str(runs), "4")
    assert july["n_core_facts"] == "4"


def test_the_summary_is_a_table(run: Run, reports: Path) -> None:
    head, _, first, *_ = run("ingest", str(reports)).out.splitlines()
    assert head.split() == ["report", "state", "figures", "facts", "core", "facts", "issues"]
    assert first.split()[:2] == ["july.txt", "loaded"]


def test_again_is_skipped(run: Run, ingested: Path) -> None:
    (ingested / "copy.txt").write_text(REPORT, encoding="utf-8")
    ended = run("ingest", str(ingested), "--format", "csv")
    assert ended.code == 0
    states = {record["file"]: record["state"] for record in ended.records}
    assert states == {
        "august.md": "skipped",
        "copy.txt": "skipped",
        "july.txt": "skipped, stored as copy.txt",
    }


def empty(path: Path) -> None:
    path.touch()


def binary(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 40)


def latin(path: Path) -> None:
    path.write_bytes("Báo cáo tháng 7".encode("latin-1"))


def digits(path: Path) -> None:
    path.write_text("1234567890" * 5_000_000, encoding="utf-8")


@pytest.mark.parametrize(
    ("make", "reason"),
    [(empty, "empty"), (binary, "binary"), (latin, "not UTF-8"), (digits, "too large")],
)
def test_a_bad_file_is_named_and_the_rest_goes_in(
    run: Run, reports: Path, make: Callable[[Path], None], reason: str
) -> None:
    make(reports / "bad.txt")
    ended = run("ingest", str(reports), "--format", "csv")
    assert ended.code == cli.FINDINGS
    assert len(ended.err.splitlines()) == 1
    assert re.match(rf"refused: .*bad\.txt: .*{reason}.*; ", ended.err)
    states = {record["file"]: record["state"] for record in ended.records}
    assert states == {"august.md": "loaded", "bad.txt": "refused", "july.txt": "loaded"}


def test_nothing_but_bad_files_needs_a_person(run: Run, tmp_path: Path) -> None:
    binary(tmp_path / "bad.txt")
    ended = run("ingest", "bad.txt", "missing.txt")
    assert ended.code == cli.A_PERSON_MUST_ACT
    assert [line.split(":")[1].strip() for line in ended.err.splitlines()] == [
        "bad.txt",
        "missing.txt",
    ]


def test_a_folder_without_reports_is_refused_by_its_name(run: Run, reports: Path) -> None:
    (reports.parent / "hollow").mkdir()
    ended = run("ingest", "hollow", "reports", "--format", "csv")
    assert ended.code == cli.FINDINGS
    assert ended.err.startswith("refused: hollow: no report in it (")
    assert ended.err.endswith("); name a folder with reports\n")
    states = {record["file"]: record["state"] for record in ended.records}
    assert states == {"august.md": "loaded", "july.txt": "loaded", "hollow": "refused"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["reports"], "solieu.duckdb: there is no database"),
        (["reports", "--db", "foreign.duckdb"], "not a DuckDB database"),
        (["ingest", "one.txt", "--db", "foreign.duckdb"], "not a DuckDB database"),
        (["ingest", "one.txt", "--db", "no/where.duckdb"], "there is no folder"),
        (["ledger", "hollow/none.txt"], "cannot be read"),
        (["ledger", "one.txt", "-o", "no/out.csv"], "cannot be written"),
        (["score", "one.txt", "one.txt"], "no ledger"),
        (["score", "none.csv", "one.txt"], "cannot be read"),
    ],
)
def test_what_a_person_must_mend_is_one_line(
    run: Run, tmp_path: Path, arguments: list[str], message: str
) -> None:
    (tmp_path / "hollow").mkdir()
    (tmp_path / "foreign.duckdb").write_text("x" * 9000)
    (tmp_path / "one.txt").write_text(REPORT, encoding="utf-8")
    ended = run(*arguments)
    assert (ended.code, ended.out) == (cli.A_PERSON_MUST_ACT, "")
    assert ended.err.startswith("solieu: ")
    assert message in ended.err
    assert len(ended.err.splitlines()) == 1


def test_reports_are_listed(run: Run, ingested: Path) -> None:
    records = run("reports", "--format", "csv").records
    assert [(r["document"], r["reporting_province"], r["report_period"]) for r in records] == [
        ("july.txt", "tra_vinh", "2020-07"),
        ("august.md", "tra_vinh", "2020-08"),
    ]


def test_a_series_by_its_slug_or_its_names(run: Run, ingested: Path) -> None:
    by_slug = run("series", "retail_sales", "--format", "csv")
    levels = [r for r in by_slug.records if (r["measure"], r["origin"]) == ("level", "reported")]
    assert [r["value"] for r in levels] == ["2895.07", "3001.07", "18925.36", "18925.36"]
    for name in ("Retail sales of goods and services", "RETAIL-SALES"):
        assert run("series", name, "--format", "csv").out == by_slug.out


@pytest.mark.parametrize(
    ("options", "periods"),
    [
        (["--measure", "growth_pct"], {"2020-07", "2020-08", "2020-01/2020-07", "2020-01/2020-08"}),
        (["--measure", "level", "--to", "2020-07"], {"2020-07", "2020-01/2020-07"}),
        (["--from", "2020-08", "--to", "2020"], {"2020-08", "2020-01/2020-08"}),
        (["--from", "2020-08-31"], {"2020-08", "2020-01/2020-08"}),
        (["--from", "2021"], set()),
        (["--province", "Trà Vinh", "--to", "2020-07"], {"2020-07", "2020-01/2020-07"}),
        (["--province", "soc_trang"], set()),
        (["--product", "goods"], set()),
    ],
)
def test_a_series_is_narrowed(
    run: Run, ingested: Path, options: list[str], periods: set[str]
) -> None:
    ended = run("series", "retail_sales", *options, "--format", "csv")
    assert ended.code == 0
    reported = {r["period"] for r in ended.records if r["origin"] == "reported"}
    assert reported == periods
    assert {r["origin"] for r in ended.records} <= {"reported", "implied", "missing"}


def test_gaps_share_a_row_and_implied_values_are_intervals(run: Run, ingested: Path) -> None:
    out = run("series", "retail_sales", "--measure", "level").out
    assert re.search(
        r"^2019-07 +2869\.95 to 2870\.\d+ +implied$|^2020-06 +2701\.\d+ to 2701\.\d+ +implied",
        out,
        re.M,
    )
    assert re.search(r"^[\d/-]+ … [\d/-]+ +missing", out, re.M)
    assert re.search(r"^monthly +2\d{3}-\d\d [▁▂▃▄▅▆▇█ ]+ 2020-08$", out, re.M)


def test_a_merged_province_stands_for_its_territory(run: Run, ingested: Path) -> None:
    ended = run("series", "retail_sales", "--province", "tra_vinh", "--territory", "current")
    assert ended.code == 0
    assert "vinh_long_2025" in ended.out
    assert "missing" in ended.out
    assert run("series", "retail_sales", "--territory", "old").code == 2


def test_a_series_is_drawn(run: Run, ingested: Path, tmp_path: Path) -> None:
    ended = run("series", "retail_sales", "--measure", "level", "--plot", "retail.svg")
    assert (ended.code, ended.err) == (0, "")
    drawn = (tmp_path / "retail.svg").read_text("utf-8")
    assert "Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ · Trà Vinh" in drawn
    assert "tỷ đồng" in drawn


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--plot", "retail.pdf"], "pictures are .png or .svg"),
        (["--plot", "retail"], "pictures are .png or .svg"),
        (["--plot", "no/folder/retail.png"], "cannot be written"),
        (["--plot", "retail.png", "--province", "soc_trang"], "nothing to draw"),
    ],
)
def test_what_cannot_be_drawn_is_said(
    run: Run, ingested: Path, tmp_path: Path, options: list[str], message: str
) -> None:
    ended = run("series", "retail_sales", *options)
    assert ended.code == cli.A_PERSON_MUST_ACT
    assert message in ended.err
    assert not list(tmp_path.glob("*retail*"))


@pytest.mark.parametrize(
    ("options", "files"),
    [
        (
            ["--format", "wide", "--format", "sdmx"],
            {"wide_monthly.csv", "sdmx_data.csv", "sdmx_codes.csv"},
        ),
        (["--format", "xlsx"], {"solieu.xlsx"}),
        (
            ["--format", "datapackage", "--as-of", "2020-07-31"],
            {"datapackage.json", "series_yearly.csv"},
        ),
        (
            ["--indicator", "Retail sales of goods and services", "--from", "2020-08"],
            {"series_monthly.csv"},
        ),
    ],
)
def test_an_export_in_formats(
    run: Run, ingested: Path, tmp_path: Path, options: list[str], files: set[str]
) -> None:
    ended = run("export", "out", *options)
    assert (ended.code, ended.err) == (0, "")
    assert files <= {path.name for path in (tmp_path / "out").iterdir()}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--indicator", "retail_sale"], "did you mean retail_sales"),
        (["--province", "atlantis"], "there is no province 'atlantis'"),
        (["--as-of", "yesterday"], "'yesterday' is no period"),
        (["--format", "csv", "--format", "datapackage", "--excel"], "without --excel"),
    ],
)
def test_a_wrong_export_is_said(
    run: Run, ingested: Path, tmp_path: Path, options: list[str], message: str
) -> None:
    ended = run("export", "out", *options)
    assert ended.code == cli.A_PERSON_MUST_ACT
    assert message in ended.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["retail_sale"], "did you mean retail_sales"),
        (["retail_sales", "--province", "atlantis"], "there is no province 'atlantis'"),
        (["retail_sales", "--from", "07/2020"], "'07/2020' is no period"),
        (["retail_sales", "--from", ""], "'' is no period"),
    ],
)
def test_a_wrong_name_is_said(run: Run, ingested: Path, arguments: list[str], message: str) -> None:
    ended = run("series", *arguments)
    assert ended.code == cli.A_PERSON_MUST_ACT
    assert message in ended.err


def test_a_series_table_has_a_block_for_each_series(run: Run, ingested: Path) -> None:
    out = run("series", "retail_sales").out
    blocks = [block.splitlines()[0] for block in out.strip().split("\n\n")]
    assert blocks[0] == "tra_vinh · retail_sales · total · level · VND_bn"
    assert len(blocks) == 3
    assert "\x1b" not in out


def test_sql_in_three_forms(run: Run, ingested: Path) -> None:
    statement = (
        "select period, value, issued_on from series where period = '2020-07' and measure = 'level'"
    )
    assert run("sql", statement, "--format", "csv").out == (
        "period,value,issued_on\n2020-07,2895.07,2020-07-20\n"
    )
    assert json.loads(run("sql", statement, "--format", "json").out, parse_float=Decimal) == [
        {"period": "2020-07", "value": Decimal("2895.07"), "issued_on": "2020-07-20"}
    ]
    assert run("sql", statement).out.splitlines()[-1].split() == [
        "2020-07",
        "2895.07",
        "2020-07-20",
    ]


def test_sql_without_rows(run: Run, ingested: Path) -> None:
    nothing = "select period from series where false"
    assert run("sql", nothing, "--format", "json").out == "[]\n"
    assert run("sql", nothing, "--format", "csv").out == "period\n"
    assert run("sql", nothing).code == 0


def test_sql_from_standard_input(run: Run, ingested: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("select 'có' as a"))
    assert run("sql", "--format", "csv").out == "a\ncó\n"


@pytest.mark.parametrize(
    "statement",
    ["", "selec 1", "drop table ledger", "copy ledger to 'x.csv'", "from read_csv('x')"],
)
def test_a_statement_that_is_wrong_or_reaches_too_far(
    run: Run, ingested: Path, tmp_path: Path, statement: str
) -> None:
    ended = run("sql", statement)
    assert ended.code == cli.A_PERSON_MUST_ACT
    assert len(ended.err.splitlines()) == 1
    assert not (tmp_path / "x.csv").exists()


def test_schema_says_what_stands_where(run: Run, ingested: Path) -> None:
    assert "fact_observation" in run("schema").out
    assert "ulp" in {r["column"] for r in run("schema", "series", "--format", "csv").records}
    assert run("schema", "serie").code == cli.A_PERSON_MUST_ACT


def test_export_writes_files(run: Run, ingested: Path, tmp_path: Path) -> None:
    assert run("export", "out").code == 0
    assert run("export", "excel", "--excel").code == 0
    assert (tmp_path / "out" / "series_monthly.csv").read_text("utf-8").count("\n") > 4
    assert (tmp_path / "excel" / "columns.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_from_a_series_back_to_the_page(run: Run, ingested: Path) -> None:
    records = run("series", "retail_sales", "--measure", "level", "--format", "csv").records
    key = records[-1]["observation_id"]
    out = run("trace", key).out
    assert out.startswith("august.md, page 1, line 6,")
    assert "Lũy kế 8 tháng đạt >>18.925,36<< tỷ đồng" in out
    (record,) = run("trace", key, "--format", "csv").records
    place = int(record["place_from"]), int(record["place_to"])
    assert LATER[slice(*place)] == record["figure"] == "18.925,36"
    assert run("trace", "nothing").code == cli.A_PERSON_MUST_ACT


def test_a_ledger_has_every_run_of_digits(run: Run, reports: Path, tmp_path: Path) -> None:
    ended = run("ledger", str(reports / "july.txt"))
    assert ended.out.splitlines()[0] == ",".join(LEDGER_COLUMNS)
    found = [(int(record["start"]), record["digits"]) for record in ended.records]
    assert found == [(m.start(), m[0]) for m in re.finditer(r"\d+(?:[.,]\d+)*", REPORT)]
    assert run("ledger", str(reports / "july.txt"), "-o", "july.csv").out == ""
    assert (tmp_path / "july.csv").read_text("utf-8") == ended.out
    assert not (tmp_path / "solieu.duckdb").exists()


def test_a_ledger_scores_full_marks_against_itself(run: Run, reports: Path) -> None:
    report = str(reports / "july.txt")
    run("ledger", report, "-o", "gold.csv")
    for file in (report, "gold.csv"):
        scores = {
            r["score"]: r["f1"] for r in run("score", "gold.csv", file, "--format", "csv").records
        }
        assert scores.pop("alarms") == ""
        assert set(scores.values()) == {"1.000"}


def test_the_database_can_be_named_by_the_environment(
    run: Run, reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOLIEU_DB", "named.duckdb")
    assert run("ingest", str(reports)).code == 0
    assert (tmp_path / "named.duckdb").exists()
    assert run("reports").code == 0


def test_a_reader_that_has_seen_enough_is_no_error(
    run: Run, ingested: Path, tmp_path: Path
) -> None:
    command = [
        sys.executable,
        "-m",
        "solieu",
        "sql",
        "select range from range(500000)",
        "--format",
        "csv",
    ]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == b"range\n"
        process.stdout.close()
        assert process.stderr.read() == b""


def test_help_is_quick_and_loads_nothing_heavy() -> None:
    loaded = "import sys, solieu.cli; print(*sys.modules)"
    out = subprocess.run(
        [sys.executable, "-c", loaded], capture_output=True, check=True, text=True, env=os.environ
    ).stdout.split()
    heavy = {"duckdb", "matplotlib", "pyarrow", "pandas", "spacy", "underthesea", "xlsxwriter"}
    assert heavy & set(out) == set()


COMMANDS = (
    "ingest",
    "reports",
    "series",
    "sql",
    "schema",
    "export",
    "trace",
    "check",
    "candidates",
    "ledger",
    "text",
    "page",
    "score",
    "doctor",
)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_with_an_example(run: Run, command: str) -> None:
    ended = run(command, "--help")
    assert ended.code == 0
    assert f"Example: solieu {command}" in ended.out


def test_no_command_is_without_such_a_test(run: Run) -> None:
    listed = re.findall(r"^│ (\w+)  +\w", run("--help").out, flags=re.MULTILINE)
    assert sorted(listed) == sorted(COMMANDS)
