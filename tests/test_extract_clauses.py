"""The period of each clause, recaps, averages over spans."""

import pytest

from tests.reading import cases, facts, rows_of


@pytest.mark.parametrize(("text", "expected"), cases("clauses"))
def test_clauses(text: str, expected: str) -> None:
    assert facts(rows_of(text), expected) == expected
