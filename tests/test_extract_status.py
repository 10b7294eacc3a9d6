"""Status and its reach."""

import pytest

from tests.reading import cases, facts, rows_of


@pytest.mark.parametrize(("text", "expected"), cases("status"))
def test_status(text: str, expected: str) -> None:
    assert facts(rows_of(text), expected) == expected
