"""Annex tables of many layouts: each figure right in value, row and column, in whatever form the table comes."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from extract.document import read_document
from extract.healing import DIGIT_RUN
from normalize.report import interpret
from tests.annexes import (
    CASES,
    COLUMNS,
    FORMS,
    HALF_RULED,
    TYPED,
    figures,
    half_ruled,
    record,
    report,
    typed,
)
from tests.reading import vocabulary

NAMES = sorted(path.stem for path in CASES.glob("*.csv") if not path.stem.endswith("-expected"))


def expected(name: str) -> dict[tuple[int, int], dict[str, str]]:
    with (CASES / f"{name}-expected.csv").open(encoding="utf-8", newline="") as file:
        return {(int(row.pop("row")), int(row.pop("column"))): row for row in csv.DictReader(file)}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", NAMES)
def test_each_figure_of_an_annex(name: str, form: str, tmp_path: Path) -> None:
    read = report(form, name, tmp_path)
    wanted = expected(name)
    found = {
        place: {**record(row), "row_head": row.row_head, "column_head": row.column_head}
        for place, row in figures(read).items()
    }
    assert set(found) == set(wanted)
    for place, row in wanted.items():
        heads = form not in ("markdown",)
        columns = (*COLUMNS, "doubt", "row_head", *(("column_head",) if heads else ()))
        assert {c: found[place][c] for c in columns} == {c: row[c] for c in columns}, place


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", NAMES)
def test_every_digit_run_is_in_the_ledger(name: str, form: str, tmp_path: Path) -> None:
    read = report(form, name, tmp_path)
    runs = [match.start() for match in DIGIT_RUN.finditer(read.document.text)]
    assert [row.start for row in read.ledger] == runs
    assert all(read.document.text[r.start : r.end] == r.digits for r in read.ledger)
    assert all(row.role != "malformed" for row in read.ledger)


@pytest.mark.parametrize("name", NAMES)
def test_figures_of_a_workbook_know_their_cells(name: str, tmp_path: Path) -> None:
    read = report("xlsx", name, tmp_path)
    for row in read.ledger:
        if row.table:
            assert row.place.sheet == "Sheet"
            assert row.place.cell[:1].isupper()
            assert row.place.cell[-1:].isdigit()
    tables = {row.table for row in read.ledger if row.role == "value"}
    assert tables == {1}


@pytest.mark.parametrize(("rules", "font", "stands", "height"), HALF_RULED)
@pytest.mark.parametrize("name", NAMES)
def test_figures_of_a_table_without_lines(
    name: str, rules: str, font: str, stands: str, height: float | None, tmp_path: Path
) -> None:
    read = half_ruled(name, tmp_path, rules=rules, font=font, stands=stands, height=height)
    found = [record(row) for row in read.ledger if row.role in ("value", "malformed")]
    wanted = [row for _, row in sorted(expected(name).items())]
    assert [{c: row[c] for c in COLUMNS} for row in found] == [
        {c: row[c] for c in COLUMNS} for row in wanted
    ]
    # Without lines between columns, which head stands over which rests on places alone: each figure says so.
    if rules != "columns":
        assert all(row.is_doubtful for row in read.ledger if row.role == "value")


@pytest.mark.parametrize("way", TYPED)
@pytest.mark.parametrize("name", NAMES)
def test_figures_of_a_typed_table(name: str, way: str, tmp_path: Path) -> None:
    read = typed(name, tmp_path, way)
    found = [row for row in read.ledger if row.role in ("value", "malformed")]
    wanted = [row for _, row in sorted(expected(name).items())]
    assert [{c: record(row)[c] for c in COLUMNS} for row in found] == [
        {c: row[c] for c in COLUMNS} for row in wanted
    ]
    assert all(read.document.text[row.start : row.end] == row.digits for row in read.ledger)
    assert len(read.ledger) == len(DIGIT_RUN.findall(read.document.text))
    if way.startswith("blanks"):
        assert all(row.is_doubtful for row in found if row.role == "value")


MANNERS = (
    (("15,204", "104.6"), ("3,380", "98.9"), ("910", "101.5"), "15204"),
    (("15,204", "104,6"), ("3,380", "98,9"), ("910", "101,5"), "15.204"),
    (("15,204", "104.6"), ("3,380", "98,9"), ("910", "101.5"), "15.204?"),
)


@pytest.mark.parametrize("case", MANNERS)
def test_points_before_one_digit_tell_the_english_manner(
    case: tuple[tuple[str, str], tuple[str, str], tuple[str, str], str], tmp_path: Path
) -> None:
    *rows, wanted = case
    lines = ["| Sản phẩm | Tháng 6 năm 2022 (tấn) | So với tháng trước (%) |", "|---|---|---|"]
    lines += [f"| Sản phẩm {k} | {row[0]} | {row[1]} |" for k, row in enumerate(rows)]
    path = tmp_path / "annex.md"
    path.write_text("Báo cáo tháng 6 năm 2022\n\n" + "\n".join(lines) + "\n", encoding="utf-8")
    read = interpret(read_document(path), vocabulary())
    first = next(row for row in read.ledger if row.digits == "15,204")
    assert f"{first.value}{'?' if first.is_doubtful else ''}" == wanted
