"""What a digit run is: a statistic, or part of a reference, a name, a period, a list, a note."""

import pytest

from tests.reading import cases, roles, rows_of


@pytest.mark.parametrize(("text", "expected"), cases("roles"))
def test_roles(text: str, expected: str) -> None:
    bulleted = text if text[0].isdigit() else f"- {text}"
    assert roles(rows_of(bulleted)) == expected
