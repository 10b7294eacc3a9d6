"""Counts of all kinds, with their unit and label."""

import pytest

from tests.reading import cases, facts, rows_of


@pytest.mark.parametrize(("text", "expected"), cases("counts"))
def test_counts(text: str, expected: str) -> None:
    assert facts(rows_of(text), expected) == expected
