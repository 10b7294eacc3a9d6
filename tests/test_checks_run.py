"""A run: replaces the last one whole, gives the same ids, proposes and never applies."""

import os
from pathlib import Path

import pytest

from queries.checks import halves
from queries.checks.running import run_checks
from store.database import reading, writing
from store.loading import load_report
from tests.beginning import begun
from tests.builders import july
from tests.checking import checked, of_text, shipped

DOSSIERS = (
    "Nhận «5.542|dossiers_received» hồ sơ («78|dossiers_received/carried_over» tồn,"
    " «5.171|dossiers_received/online» trực tuyến, «293|dossiers_received/in_person» trực tiếp),"
    " trả «5.468|dossiers_resolved» hồ sơ, còn«748|dossiers_pending» hồ sơ."
)
TABLES = ("check_result", "check_operand", "repair_proposal")


def rows(path: Path, statement: str) -> list[tuple[object, ...]]:
    with reading(path) as connection:
        return connection.execute(statement).fetchall()


def everything(path: Path) -> list[list[tuple[object, ...]]]:
    return [rows(path, f"select * from {table} order by all") for table in TABLES]


def again(path: Path, *, is_halved: bool = False) -> None:
    with writing(path) as connection:
        run_checks(connection, is_halved=is_halved)


def test_a_run_again_leaves_the_same(tmp_path: Path) -> None:
    path = tmp_path / "checks.duckdb"
    checked(path, of_text(DOSSIERS, "a.txt"))
    first = everything(path)
    again(path)
    assert everything(path) == first
    assert all(first)


def test_two_processes_leave_what_one_leaves(tmp_path: Path) -> None:
    path = tmp_path / "checks.duckdb"
    names = [province.province for province in shipped().provinces][:7]
    checked(path, *(of_text(DOSSIERS, f"{name}.txt", province=name) for name in names))
    first = everything(path)
    again(path, is_halved=True)
    assert everything(path) == first


def test_a_child_that_fails_is_made_up_for() -> None:
    def work(share: int) -> bytes:
        if share == 2 and os.getpid() != parent:
            raise SystemExit(1)
        return bytes([share])

    parent = os.getpid()
    assert halves.in_halves(work, (1, 2)) == [b"\x01", b"\x02"]


def test_another_report_changes_no_id(tmp_path: Path) -> None:
    path = tmp_path / "checks.duckdb"
    checked(path, of_text(DOSSIERS, "a.txt"))
    before = set(rows(path, "select check_id from check_result"))
    with writing(path) as connection:
        load_report(connection, of_text(DOSSIERS.replace("5.542", "5.642"), "b.txt"))
    again(path)
    after = set(rows(path, "select check_id from check_result"))
    assert before < after


def test_what_fails_in_the_middle_leaves_the_last_results(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "checks.duckdb"
    checked(path, of_text(DOSSIERS, "a.txt"))
    first = everything(path)
    monkeypatch.setattr("store.results.PARTS", ("check_result", "no such part"))
    with writing(path) as connection, pytest.raises(KeyError):
        run_checks(connection, is_halved=False)
    assert everything(path) == first


def test_a_glued_number_is_proposed_and_not_applied(tmp_path: Path) -> None:
    path = tmp_path / "checks.duckdb"
    checked(path, of_text(DOSSIERS, "a.txt"))
    columns = "value_text, proposed_text, change, reason, n_mended"
    assert rows(path, f"select {columns} from repair_proposal") == [
        ("748", "74", "dropped", "missing_blank", 1)
    ]
    assert rows(path, "select value from fact_observation where value_text = '748'") == [(748,)]


@pytest.mark.parametrize(
    ("text", "proposed"),
    [
        (DOSSIERS.replace("còn«", "còn «"), []),
        ("Nhận «554.213|dossiers_received» hồ sơ, trả «546.813|dossiers_resolved» hồ sơ,"
         " còn «7.000|dossiers_pending» hồ sơ.", []),
        ("Tiết kiệm «2.027.476|power_saved|unit=kWh» kWh (cùng kỳ «1.524.920|power_saved|"
         "unit=kWh period=2019-07» kWh), tăng «36,96|power_saved|unit=pct measure=growth_pct"
         " basis=same_period»%.", []),
    ],
)  # fmt: skip
def test_what_could_be_several_slips_or_chance_is_not_proposed(
    tmp_path: Path, text: str, proposed: list[object]
) -> None:
    path = tmp_path / "checks.duckdb"
    checked(path, of_text(text, "a.txt"))
    assert rows(path, "select severity from check_result where outcome = 'inconsistent'")
    assert rows(path, "select proposed_text from repair_proposal") == proposed


def test_the_only_operand_that_is_not_confirmed_is_mended(tmp_path: Path) -> None:
    path = tmp_path / "checks.duckdb"
    text = (
        "Có «108.735|workers|unit=person» người, gồm «20.321|workers/urban|unit=person» và"
        " «88.514|workers/rural|unit=person». ¶¶ Nhắc lại «20.321|workers/urban|unit=person» và"
        " «88.514|workers/rural|unit=person»."
    )
    checked(path, of_text(text, "a.txt"))
    found = rows(path, "select distinct value_text, proposed_text, reason from repair_proposal")
    assert found == [("108.735", "108.835", "unlikely_by_chance")]


def test_one_slip_that_mends_two_relations_is_proposed(tmp_path: Path) -> None:
    path = tmp_path / "checks.duckdb"
    text = (
        "Có «1.196|markets» chợ, gồm «20|markets/urban» chợ thành thị, «1.076|markets/rural» chợ"
        " nông thôn; theo hạng có «02|markets/class1», «09|markets/class2», «1.085|markets/class3»."
    )
    checked(path, of_text(text, "a.txt"))
    found = rows(path, "select distinct value_text, proposed_text, reason from repair_proposal")
    assert found == [("1.196", "1.096", "mends_two")]


def test_the_views_say_what_was_found(tmp_path: Path) -> None:
    path = tmp_path / "checks.duckdb"
    checked(path, of_text(DOSSIERS, "a.txt"))
    assert rows(path, "select severity, kind, repair_to, len(operands) from findings") == [
        ("error", "balance", "74", 3)
    ]
    beside = "kind, reported, recomputed_from, recomputed_to, gap, outcome"
    assert rows(
        path, f"select {beside} from reported_against_recomputed order by kind limit 1"
    ) == [("balance", 748, 74, 74, 674, "inconsistent")]
    counts = "n_relations, n_computed, n_held, n_inconsistent"
    assert rows(path, f"select kind, {counts} from check_coverage order by kind") == [
        ("balance", 1, 1, 0, 1),
        ("sum", 1, 1, 1, 0),
    ]


def test_every_operand_has_its_place(tmp_path: Path) -> None:
    path = tmp_path / "checks.duckdb"
    checked(path, of_text(DOSSIERS, "a.txt"))
    assert rows(
        path,
        "select count(*) from check_operand inner join sentence using (sentence_id)"
        " where sentence_text[figure_from + 1 : figure_to] <> value_text",
    ) == [(0,)]
    assert rows(path, "select count(*) from check_operand where sentence_id = ''") == [(0,)]


def test_reports_without_relations_have_none(tmp_path: Path) -> None:
    path = tmp_path / "checks.duckdb"
    with writing(begun(path, shipped)) as connection:
        run = run_checks(connection)
        assert (run.reports, run.relations, run.computed) == (0, 0, 0)
        load_report(connection, july())
        assert run_checks(connection).reports == 1
