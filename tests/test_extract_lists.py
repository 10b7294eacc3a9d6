"""Lists that state their base, their verb or their topic once."""

import pytest

from tests.reading import cases, facts, rows_of


@pytest.mark.parametrize(("text", "expected"), cases("lists"))
def test_lists(text: str, expected: str) -> None:
    assert facts(rows_of(text), expected) == expected
