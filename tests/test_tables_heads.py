"""What the words over a column say."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from extract.tables.heads import Sense, sense_of
from tests.reading import vocabulary

CASES = Path(__file__).parent / "cases" / "table_heads.csv"


def cases() -> list[object]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return [pytest.param(row, id=row["case"]) for row in csv.DictReader(file)]


def told(sense: Sense) -> dict[str, str]:
    cue = sense.period
    return {
        "measure": sense.measure,
        "basis": sense.basis.basis if sense.basis else "",
        "period": f"{cue.kind} {cue.year or 0} {cue.first}" if cue else "",
        "status": sense.status,
        "rest": sense.rest,
    }


@pytest.mark.parametrize("row", cases())
def test_head(row: dict[str, str]) -> None:
    sense = sense_of(row["head"].split(" · "), vocabulary().lexicon)
    assert told(sense) == {column: row[column] for column in told(sense)}
