"""Numbers with their units: scales, rates, glued and missing units, ranges, qualifiers."""

import pytest

from tests.reading import cases, quantities, rows_of


@pytest.mark.parametrize(("text", "expected"), cases("units"))
def test_quantity(text: str, expected: str) -> None:
    assert quantities(rows_of(f"- Kết quả trong kỳ ghi nhận {text}.")) == expected


@pytest.mark.parametrize(("text", "expected"), cases("units"))
def test_quantity_in_brackets(text: str, expected: str) -> None:
    assert quantities(rows_of(f"- Kết quả trong kỳ được ghi nhận đầy đủ ({text}).")) == expected
