"""Sums of table rows as relations: what holds, what fails, and what is no sum."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from extract.model import Document
from normalize.report import interpret
from queries.checks.running import run_checks
from store.database import writing
from store.loading import load_report
from tests.beginning import begun
from tests.checking import shipped

HEAD = """SỞ CÔNG THƯƠNG TỈNH BẾN TRE

BÁO CÁO

Tình hình công nghiệp và thương mại tháng 7 năm 2022

Vốn thực hiện theo nguồn tháng 7 năm 2022

| STT | Nguồn | Tháng 6 năm 2022 (Tỷ đồng) | Tháng 7 năm 2022 (Tỷ đồng) |
|---|---|---|---|
"""
TOTAL = """|  | Tổng cộng | 100,5 | 120,0 |
| 1 | Nguồn trong tỉnh | 60,5 | {} |
| 2 | Nguồn ngoài tỉnh | 30,0 | 35,5 |
| 3 | Nguồn khác | 10,0 | 14,5 |
"""
OPENED = """|  | Tổng cộng | 100,5 | 120,0 |
|  | {} |  |  |
|  | - Nguồn trong tỉnh | 60,5 | 70,0 |
|  | - Nguồn ngoài tỉnh | 30,0 | 35,5 |
"""
Outcomes = list[tuple[str, str, str]]


def outcomes(rows: str, folder: Path) -> Outcomes:
    text = HEAD + rows
    document = Document(name="a.md", text=text, sha256=sha256(text.encode()).hexdigest())
    database = folder / "a.duckdb"
    with writing(begun(database, shipped)) as connection:
        load_report(connection, interpret(document, shipped()))
        run_checks(connection)
        return connection.execute(
            "select kind, strength, outcome from check_result where rule = 'table_rows' "
            "order by place_from"
        ).fetchall()


def test_numbered_rows_below_a_total_make_it(tmp_path: Path) -> None:
    assert outcomes(TOTAL.format("70,0"), tmp_path) == [
        ("sum", "declared", "consistent_exact"),
        ("sum", "declared", "consistent_exact"),
    ]


def test_a_wrong_part_is_found(tmp_path: Path) -> None:
    assert outcomes(TOTAL.format("77,0"), tmp_path) == [
        ("sum", "declared", "consistent_exact"),
        ("sum", "declared", "inconsistent"),
    ]


def test_a_row_without_a_figure_leaves_a_bound(tmp_path: Path) -> None:
    assert outcomes(TOTAL.format("…"), tmp_path) == [
        ("sum", "declared", "consistent_exact"),
        ("of_which", "declared", "consistent_exact"),
    ]


def test_some_parts_only_bound_the_whole(tmp_path: Path) -> None:
    kinds = {(kind, outcome) for kind, _, outcome in outcomes(OPENED.format("Trong đó:"), tmp_path)}
    assert kinds == {("of_which", "consistent_exact")}


def test_declared_parts_must_be_complete(tmp_path: Path) -> None:
    kinds = {(kind, outcome) for kind, _, outcome in outcomes(OPENED.format("Chia ra:"), tmp_path)}
    assert kinds == {("sum", "inconsistent")}


def test_rows_that_only_stand_below_each_other_are_no_sum(tmp_path: Path) -> None:
    rows = "|  | Nguồn trong tỉnh | 60,5 | 70,0 |\n|  | Nguồn ngoài tỉnh | 30,0 | 35,5 |\n"
    assert outcomes(rows, tmp_path) == []


def test_a_table_of_one_part_is_no_sum(tmp_path: Path) -> None:
    rows = "|  | Tổng cộng | 60,5 | 70,0 |\n| 1 | Nguồn trong tỉnh | 60,5 | 70,0 |\n"
    assert outcomes(rows, tmp_path) == []
