"""What a font's name says of its text: PDF, Word and workbook cells hand over Western characters."""

import pytest

from extract.legacy.fonts import decode_by_font, family_of


@pytest.mark.parametrize(
    ("font", "expected"),
    [
        (".VnTime", "tcvn3"),
        (".VnTimeH", "tcvn3 capitals"),
        (".VnArial Narrow", "tcvn3"),
        (".VnArial NarrowH", "tcvn3 capitals"),
        (".VnHelvetInsH", "tcvn3 capitals"),
        (".VnHelvetIns", "tcvn3"),
        ("ABCDEF+.VnTime", "tcvn3"),
        ("ABCDEF+.VnTimeH,Bold", "tcvn3 capitals"),
        ("ABCDEF+.VnTime-BoldItalic", "tcvn3"),
        ("QWERTY+VnTimeH-Bold", "tcvn3 capitals"),
        (".VNTIME", "tcvn3"),
        (".VnTime,Heavy", "tcvn3"),
        ("VNI-Times", "vni"),
        ("VNI-Helve-Condense", "vni"),
        ("ABCDEF+VNI-Times,Bold", "vni"),
        ("VNI Times", "vni"),
        ("VI Times", "viscii"),
        ("Times New Roman", ""),
        ("Arial", ""),
        ("VNTime", ""),
        ("vnTimesRoman", ""),
        ("Vnimation", ""),
        ("VIPER", ""),
        ("ABCDEF+TimesNewRomanPS-BoldMT", ""),
        ("", ""),
    ],
)
def test_family(font: str, expected: str) -> None:
    family = family_of(font)
    told = "" if family is None else family.charset + " capitals" * family.is_capitals
    assert told == expected


@pytest.mark.parametrize(
    ("font", "shown", "expected"),
    [
        (".VnTime", "S¶n xuÊt c«ng nghiÖp", "Sản xuất công nghiệp"),
        (".VnTimeH", "b¸o c¸o t×nh h×nh", "BÁO CÁO TÌNH HÌNH"),
        (".VnTimeH", "I. C«ng nghiÖp 2009", "I. CÔNG NGHIỆP 2009"),
        (".VnTime", "c¶ n\xadíc", "cả nước"),
        (".VnTime", "c¶ n-íc, gi¸ trÞ -íc ®¹t", "cả nước, giá trị ước đạt"),
        (".VnTime", "nhµ n\u2212íc", "nhà nước"),
        (".VnTime", "th\x02¬ng m¹i", "thương mại"),
        (".VnTime", "Bµ RÞa-Vòng Tµu", "Bà Rịa-Vũng Tàu"),
        (".VnTime", "2016-2020, n¨m 2001-2005", "2016-2020, năm 2001-2005"),
        (".VnTime", "- Gi¸ 12,5-13%", "- Giá 12,5-13%"),
        (".VnTime", "-u ®·i; t- nh©n; l-u tró", "ưu đãi; tư nhân; lưu trú"),
        (".VnTime", "1.234,5", "1.234,5"),
        (".VnTimeH", "mw", "MW"),
        (".VnTime", "®ång/m\u03bc", "đồng/mà"),
        ("VNI-Times", "BAÙO CAÙO saûn xuaát coâng nghieäp", "BÁO CÁO sản xuất công nghiệp"),
        ("VNI-Times", "Öôùc ñaït 8.100 tyû ñoàng", "Ước đạt 8.100 tỷ đồng"),
        ("VI Times", "B\xe1o c\xe1o s\xe4n xu\xa4t", "Báo cáo sản xuất"),
        ("VI Times", "\u2019i\u2018m", "ỖiỔm"),
        ("Arial", "S¶n xuÊt", "S¶n xuÊt"),
        (".VnTime", "", ""),
    ],
)
def test_text_in_a_font(font: str, shown: str, expected: str) -> None:
    decoded = decode_by_font(shown, font)
    assert decoded.text == expected
    assert len(decoded.starts) == len(expected) + 1
    assert decoded.starts[-1] == len(shown)


@pytest.mark.parametrize(
    ("font", "shown", "expected"),
    [
        (".VnArial", "Tổng mức bán lẻ (Tỷ đồng)", "Tổng mức bán lẻ (Tỷ đồng)"),
        (".VnArial", "Giá trị sản xuất", "Giá trị sản xuất"),
        (".VnArial", "Giá cả tháng 6 tăng lên", "Giá cả tháng 6 tăng lên"),
        (".VnArial", "6 th¸ng đầu n¨m", "6 tháng đầu năm"),
        (".VnArial", "Đ¬n vị: tû đồng", "Đơn vị: tỷ đồng"),
        (".VnTimeH", "Tổng số", "Tổng số"),
        ("VNI-Times", "Tổng mức bán lẻ", "Tổng mức bán lẻ"),
        ("VNI-Times", "thaùng đầu naêm", "tháng đầu năm"),
    ],
)
def test_unicode_typed_in_an_old_font_stays(font: str, shown: str, expected: str) -> None:
    assert decode_by_font(shown, font).text == expected


def test_a_slice_of_the_decoded_text_is_a_slice_of_what_was_given() -> None:
    given = "Lũy keá 7 thaùng ñaït 18.925,36 tyû ñoàng"
    decoded = decode_by_font(given, "VNI-Times")
    assert decoded.charset == "vni"
    at = decoded.text.index("18.925,36")
    assert given[decoded.starts[at] : decoded.starts[at + 9]] == "18.925,36"
    at = decoded.text.index("tháng")
    assert given[decoded.starts[at] : decoded.starts[at + 5]] == "thaùng"
