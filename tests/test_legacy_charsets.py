"""Old encodings: every letter of each there and back, against iconv, Python and viparse; the way back to the bytes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from viparse.normalize.tables import convert
from viparse.normalize.tcvn3 import TCVN3
from viparse.normalize.viscii import VISCII
from viparse.normalize.vni import VNI

from extract.legacy.charsets import LABELS, charset
from tests.legacy import LETTERS, in_bytes

bounded = settings(max_examples=150, deadline=None, derandomize=True, database=None)
WHOLE = sorted(set(LABELS) - {"tcvn3"})
ABC = "".join(char for char in LETTERS if char.islower() or char in "ĂÂĐÊÔƠƯ")


@pytest.mark.parametrize("key", WHOLE)
def test_every_letter_of_both_cases_is_read_back(key: str) -> None:
    assert len(LETTERS) == 134
    for letter in LETTERS:
        assert charset(key).decode(in_bytes(letter, key).decode("latin-1")).text == letter


def test_every_letter_that_the_abc_fonts_have_is_read_back() -> None:
    assert len(ABC) == 74
    assert charset("tcvn3").decode(in_bytes(ABC, "tcvn3").decode("latin-1")).text == ABC


@pytest.mark.parametrize("key", ["viscii", "windows-1258", "tcvn"])
@pytest.mark.parametrize("shown_as", ["latin-1", "cp1252"])
def test_control_characters_and_windows_quotes_are_the_same_bytes(key: str, shown_as: str) -> None:
    codec = {"viscii": "viscii", "windows-1258": "cp1258", "tcvn": "tcvn"}[key]
    for letter in LETTERS:
        given_bytes = in_bytes(letter, key)
        try:
            shown = given_bytes.decode(shown_as)
        except UnicodeDecodeError:  # Windows-1252 leaves five bytes without a character
            continue
        assert charset(key).decode(shown).text == letter, codec


@pytest.mark.parametrize(
    ("key", "table"), [("tcvn3", TCVN3), ("vni", VNI), ("viscii", VISCII)], ids=lambda x: str(x)[:6]
)
def test_every_code_of_viparse_is_the_same_letter(key: str, table) -> None:
    for code, letter in table.pairs:
        assert charset(key).decode(code).text == convert(code, table) == letter


def test_the_case_of_the_letter_decides_in_vni() -> None:
    assert charset("vni").decode("aÙ Aù ôÏ Öû oÄ Ñ").text == "á Á ợ Ử ộ Đ"


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ("B¸O C¸O T×NH H×NH", "BÁO CÁO TÌNH HÌNH"),
        ("Së C«NG TH¦¥NG", "SỞ CÔNG THƯƠNG"),
        ("H\u00b5 NéI", "HÀ NỘI"),
        ("Së C«ng Th­¬ng", "Sở Công Thương"),
        ("§¹t 8.100 tû ®ång, t¨ng 2,5%", "Đạt 8.100 tỷ đồng, tăng 2,5%"),
        ("N÷", "Nữ"),
        ("Sè: 214/BC-SCT", "Số: 214/BC-SCT"),
    ],
)
def test_capitals_that_tcvn3_lacks(shown: str, expected: str) -> None:
    assert charset("tcvn3").decode(shown).text == expected


@pytest.mark.parametrize("key", LABELS)
@bounded
@given(text=st.text(alphabet=st.sampled_from(LETTERS + "abehinotuy 0123456789.,%\n"), max_size=40))
def test_slices_lead_back_to_the_codes(key: str, text: str) -> None:
    codes = [in_bytes(char, key).decode("latin-1") for char in text]
    decoded = charset(key).decode("".join(codes))
    assert len(decoded.starts) == len(decoded.text) + 1
    assert decoded.starts[0] == 0
    assert decoded.starts[-1] == len("".join(codes))
    assert list(decoded.starts) == sorted(decoded.starts)
    for at, char in enumerate(decoded.text):
        piece = "".join(codes)[decoded.starts[at] : decoded.starts[at + 1]]
        assert charset(key).decode(piece).text.lower() == char.lower()


@pytest.mark.parametrize("key", LABELS)
@bounded
@given(text=st.text(max_size=60))
def test_digits_and_what_is_no_letter_stay(key: str, text: str) -> None:
    decoded = charset(key).decode(text)
    assert [c for c in decoded.text if c.isdecimal()] == [c for c in text if c.isdecimal()]
    assert len(decoded.starts) == len(decoded.text) + 1
