"""The number grammar: one reading or none, and any number that it prints is read back."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.numerals import Numeral, parse_numeral
from tests.reading import cases

bounded = settings(max_examples=150, deadline=None, derandomize=True, database=None)


def described(numeral: Numeral) -> str:
    if numeral.value is not None:
        return format(numeral.value, "f")
    return " ".join(("?", *(format(reading, "f") for reading in numeral.readings)))


@pytest.mark.parametrize(("text", "expected"), cases("numerals"))
def test_numeral(text: str, expected: str) -> None:
    kind, _, digits = text.rpartition(" ")
    assert (
        described(parse_numeral(digits, is_counted=kind == "counted", is_ratio=kind == "ratio"))
        == expected
    )


def printed(number: Decimal, *, grouped: bool) -> str:
    whole, _, rest = format(number, "f").partition(".")
    if grouped:
        whole = f"{int(whole):,}".replace(",", ".")
    return f"{whole},{rest}" if rest else whole


@bounded
@given(
    number=st.decimals(min_value=0, max_value=10**9, allow_nan=False, places=2).map(abs),
    places=st.integers(0, 2),
    grouped=st.booleans(),
)
def test_printed_number_is_read_back(number: Decimal, places: int, grouped: bool) -> None:
    exact = number.quantize(Decimal(1).scaleb(-places))
    numeral = parse_numeral(printed(exact, grouped=grouped))
    assert numeral.value == exact
    assert numeral.decimals == places
    assert not numeral.is_doubtful


@bounded
@given(number=st.integers(0, 10**12), is_ratio=st.booleans())
def test_grouped_count_is_read_back(number: int, is_ratio: bool) -> None:
    digits = f"{number:,}".replace(",", ".")
    assert parse_numeral(digits, is_counted=True, is_ratio=is_ratio).value == number


@bounded
@given(
    st.from_regex(r"[0-9]{1,4}([.,][0-9]{1,4}){0,4}", fullmatch=True), st.booleans(), st.booleans()
)
def test_every_run_has_a_value_or_readings(digits: str, is_counted: bool, is_ratio: bool) -> None:
    numeral = parse_numeral(digits, is_counted=is_counted, is_ratio=is_ratio)
    bare = digits.replace(".", "").replace(",", "")
    assert numeral.readings
    assert numeral.value is None or numeral.readings == (numeral.value,)
    assert {format(r, "f").replace(".", "").lstrip("0") for r in numeral.readings} == {
        bare.lstrip("0")
    }
