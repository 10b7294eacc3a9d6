"""Values as text and JSON: exact, never through a float."""

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.plain import plain, plain_decimal, to_json

decimals = st.decimals(
    allow_nan=False, allow_infinity=False, min_value=-(10**29), max_value=10**29, places=9
)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("1.500000000", "1.5"),
        ("100", "100"),
        ("1E+3", "1000"),
        ("-0.000", "0"),
        ("0E-9", "0"),
        ("0.000000001", "0.000000001"),
        ("12345678901234567890123456789.123456789", "12345678901234567890123456789.123456789"),
    ],
)
def test_plain_decimal(value: str, expected: str) -> None:
    assert plain_decimal(Decimal(value)) == expected


@given(decimals)
def test_a_decimal_is_read_back(value: Decimal) -> None:
    assert Decimal(plain_decimal(value)) == value
    assert json.loads(to_json(value), parse_float=Decimal, parse_int=Decimal) == value


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ""),
        (True, "true"),
        (date(2020, 7, 20), "2020-07-20"),
        ({"value": "vi_number", "unit": "next_word"}, "value: vi_number; unit: next_word"),
        ([1, Decimal("2.50")], "1; 2.5"),
        ("lũy kế", "lũy kế"),
    ],
)
def test_plain(value: object, expected: str) -> None:
    assert plain(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"a": Decimal("2.50"), "b": None}, '{"a": 2.5, "b": null}'),
        ([date(2020, 7, 20), "“ước”", 'a "b"\n'], '["2020-07-20", "“ước”", "a \\"b\\"\\n"]'),
        (True, "true"),
        (float("nan"), "null"),
        (float("inf"), "null"),
        (0.5, "0.5"),
        ({}, "{}"),
        (b"\x01\xab", '"01ab"'),
    ],
)
def test_json(value: object, expected: str) -> None:
    assert to_json(value) == expected
    json.loads(to_json(value))
