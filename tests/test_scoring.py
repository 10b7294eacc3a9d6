"""Scores: what counts as right, and against what it is counted."""

from fractions import Fraction
from pathlib import Path

import pytest

from extract.errors import UnreadableDocument
from normalize.model import LEDGER_COLUMNS
from solieu.ledger import read_ledger
from solieu.scoring import Rate, score_ledger

Facts = dict[str, str]


def fact(start: int, role: str = "value", **columns: str) -> Facts:
    filled = {
        "value": "2.5",
        "unit": "pct",
        "indicator": "iip",
        "measure": "growth_pct",
        "basis": "prev_month",
        "period": "2020-07",
        "status": "actual",
    }
    made = dict.fromkeys(LEDGER_COLUMNS, "") | {"start": str(start), "role": role}
    return made | (filled if role == "value" else {}) | columns


GOLD = [
    fact(1, "period"),
    fact(5),
    fact(9, indicator="", value="40", unit="count", measure="level", basis=""),
    fact(13, "malformed"),
]


def changed(start: int, **columns: str) -> list[Facts]:
    return [row | columns if row["start"] == str(start) else row for row in GOLD]


def test_full_marks() -> None:
    score = score_ledger(GOLD, GOLD)
    assert score.covered == score.role == Rate(right=4, claimed=4, wanted=4)
    assert score.number == score.quantity == Rate(right=2, claimed=2, wanted=2)
    assert score.core == score.strict == Rate(right=1, claimed=1, wanted=1)
    assert set(score.columns.values()) == {Rate(right=1, claimed=1, wanted=1)}
    assert score.alarms == 0


@pytest.mark.parametrize(
    ("start", "columns", "wrong"),
    [
        (5, {"value": "2.50"}, set()),
        (5, {"value": "-2.5"}, {"number", "quantity", "core", "strict"}),
        (5, {"value": ""}, {"number", "quantity", "core", "strict"}),
        (5, {"value": "two"}, {"number", "quantity", "core", "strict"}),
        (5, {"unit": "times"}, {"quantity", "core", "strict"}),
        (5, {"indicator": "exports"}, {"core", "strict"}),
        (5, {"item": "mining"}, {"core", "strict"}),
        (5, {"period": "2020-08"}, {"core", "strict"}),
        (5, {"status": "estimate"}, {"strict"}),
        (5, {"qualifier": ">"}, {"strict"}),
        (5, {"label": "x", "note": "y"}, set()),
        (5, {"role": "name"}, {"role", "number", "quantity", "core", "strict"}),
        (1, {"role": "name"}, {"role"}),
        (9, {"measure": "share_pct", "period": "2019"}, set()),
        (9, {"indicator": "exports"}, {"core", "strict"}),
    ],
)
def test_what_is_wrong_counts_where_it_matters(start: int, columns: Facts, wrong: set[str]) -> None:
    score = score_ledger(GOLD, changed(start, **columns))
    names = ("covered", "role", "number", "quantity", "core", "strict")
    assert {name for name in names if getattr(score, name).f1 != 1} == wrong


def test_a_run_that_is_missing_or_too_many() -> None:
    score = score_ledger(GOLD, [*GOLD[:1], fact(99)])
    assert score.covered == Rate(right=1, claimed=4, wanted=4)
    assert score.number == Rate(right=0, claimed=1, wanted=2)
    assert score.core == Rate(right=0, claimed=1, wanted=1)
    assert not any((score.core.precision, score.core.recall, score.core.f1))


def test_a_value_claimed_of_a_misprint_is_an_alarm() -> None:
    assert score_ledger(GOLD, changed(13, role="value")).alarms == 1


def test_precision_recall_and_f1() -> None:
    rate = Rate(right=6, claimed=8, wanted=12)
    assert (rate.precision, rate.recall, rate.f1) == (
        Fraction(3, 4),
        Fraction(1, 2),
        Fraction(3, 5),
    )


def test_an_empty_reference_scores_nothing() -> None:
    score = score_ledger([], [])
    assert score.core == score.role == Rate(right=0, claimed=0, wanted=0)
    assert not any((score.core.precision, score.core.recall, score.core.f1))
    assert len(score.table()) == 14


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "no ledger"),
        (b"a,b\n1,2\n", "no ledger"),
        (",".join(LEDGER_COLUMNS).encode() + b"\n1,x,7,period\n", "row 2: start is no offset"),
        (b"\xff\xfe", "cannot be read"),
    ],
)
def test_a_file_that_is_no_ledger_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "gold.csv"
    path.write_bytes(content)
    with pytest.raises(UnreadableDocument, match=message):
        read_ledger(path)
