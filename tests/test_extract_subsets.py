"""Stages and parts told from wholes."""

import pytest

from tests.reading import cases, facts, rows_of


@pytest.mark.parametrize(("text", "expected"), cases("subsets"))
def test_subsets(text: str, expected: str) -> None:
    assert facts(rows_of(text), expected) == expected
