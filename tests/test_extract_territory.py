"""Another territory's figures kept apart."""

import pytest

from tests.reading import cases, facts, rows_of


@pytest.mark.parametrize(("text", "expected"), cases("territory"))
def test_territory(text: str, expected: str) -> None:
    assert facts(rows_of(text), expected) == expected
