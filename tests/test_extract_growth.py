"""Growth and change: percent, times, ratio, difference, and what they are measured against."""

import pytest

from tests.reading import cases, facts, rows_of


@pytest.mark.parametrize(("text", "expected"), cases("growth"))
def test_growth(text: str, expected: str) -> None:
    assert facts(rows_of(text), expected) == expected
