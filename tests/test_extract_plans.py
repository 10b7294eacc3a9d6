"""Plan rates, plans and what only looks like one."""

import pytest

from tests.reading import cases, facts, rows_of


@pytest.mark.parametrize(("text", "expected"), cases("plans"))
def test_plans(text: str, expected: str) -> None:
    assert facts(rows_of(text), expected) == expected
