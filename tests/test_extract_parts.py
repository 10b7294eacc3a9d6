"""Parts of a whole: trong đó, mirrored brackets, scopes, shares, price bases."""

import pytest

from tests.reading import cases, facts, rows_of


@pytest.mark.parametrize(("text", "expected"), cases("parts"))
def test_parts(text: str, expected: str) -> None:
    assert facts(rows_of(text), expected) == expected
