"""Annex tables of many layouts: each figure right in value, row and column, in whatever form the table comes."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from extract.healing import DIGIT_RUN
from tests.annexes import CASES, COLUMNS, FORMS, figures, record, report

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
