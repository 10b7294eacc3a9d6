"""The way back from a derived value to the sentences it follows from."""

import json
from pathlib import Path

import pytest

from queries.implied.tracing import ImpliedTrace, trace_implied
from store.database import reading
from tests.checking import of_text
from tests.implied import ingest_reports
from tests.program import solieu

REPORT = of_text(
    "7 tháng đạt «700|retail_sales|unit=VND_bn period=2020-01/2020-07» tỷ đồng,"
    " tháng 7 đạt «110|retail_sales|unit=VND_bn» tỷ đồng,"
    " tăng «10,0|retail_sales|unit=pct measure=growth_pct basis=prev_month»% so tháng trước.",
    "travinh-2020-07.txt",
    province="tra_vinh",
)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ingest_reports(tmp_path_factory.mktemp("trace") / "test.duckdb", REPORT)


def key_of(database: Path, period: str) -> str:
    with reading(database) as connection:
        ((key,),) = connection.execute(
            "select implied_id from implied where period = ?", [period]
        ).fetchall()
    return str(key)


def traced(database: Path, period: str) -> ImpliedTrace:
    key = key_of(database, period)
    with reading(database) as connection:
        found = trace_implied(connection, key)
    assert found is not None
    return found


def test_each_operand_leads_to_its_sentence(database: Path) -> None:
    trace = traced(database, "2020-06")
    assert trace.value["formula"] == "base_of_growth"
    assert [(step.operand["role"], step.quote[1]) for step in trace.steps] == [
        ("level", "110"),
        ("rate", "10,0"),
    ]
    before, _, after = trace.steps[1].quote
    assert before.endswith("tỷ đồng, tăng ")
    assert after == "% so tháng trước."


def test_a_derived_operand_is_followed_by_its_own(database: Path) -> None:
    trace = traced(database, "2020-01/2020-05")
    assert trace.value["depth"] == 2
    assert [(step.level, step.is_derived, step.quote[1]) for step in trace.steps] == [
        (1, True, ""),
        (2, False, "700"),
        (2, False, "110"),
        (1, True, ""),
        (2, False, "110"),
        (2, False, "10,0"),
    ]


def test_trace_says_it_in_words(database: Path) -> None:
    key = key_of(database, "2020-06")
    ended = solieu(database.parent, "trace", key, "--db", database.name)
    assert (ended.returncode, ended.stderr) == (0, "")
    lines = ended.stdout.splitlines()
    assert lines[0].startswith(
        "derived, not printed: June 2020: 110 (July 2020) / (100% + 10.0%) = "
    )
    assert lines[1].startswith("suy ra, không phải số in: Tháng 6/2020: 110 (tháng 7/2020)")
    assert "formula    base_of_growth" in lines
    assert sum(">>10,0<<" in line for line in lines) == 1


def test_trace_as_json_holds_the_steps(database: Path) -> None:
    key = key_of(database, "2020-01/2020-05")
    ended = solieu(database.parent, "trace", key, "--db", database.name, "--format", "json")
    (row,) = json.loads(ended.stdout)
    assert row["implied_id"] == key
    assert [step["level"] for step in row["steps"]] == [1, 2, 2, 1, 2, 2]


def test_an_unknown_id_is_refused(database: Path) -> None:
    ended = solieu(database.parent, "trace", "f" * 16, "--db", database.name)
    assert ended.returncode == 2
    assert "there is no observation" in ended.stderr
