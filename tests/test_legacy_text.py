"""Text files in old encodings: told by their words, read to the same ledger; Unicode is never taken for one of them."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.errors import UnreadableDocument, UnsupportedFormat
from extract.formats.text import read_text
from extract.legacy.charsets import LABELS
from extract.legacy.detection import recognise_text
from extract.model import Document
from normalize.report import interpret
from normalize.vocabulary import load_vocabulary
from tests.legacy import in_bytes
from tests.program import CORPUS, ROOT

bounded = settings(max_examples=200, deadline=None, derandomize=True, database=None)
REPORTS = sorted([*(CORPUS / "reports").iterdir(), *(ROOT / "tests" / "reports").iterdir()])
SHARED = sorted((ROOT.parent / "shared" / "reports").glob("*.txt"))
OF_BYTES = sorted(set(LABELS) - {"utf-8"})
BASIC = (
    "Báo cáo tình hình sản xuất công nghiệp và hoạt động thương mại tháng 7. Giá trị sản xuất ước đạt"
    " 1.865 tỷ đồng, tăng 5,2% so với tháng trước; kim ngạch xuất khẩu giảm nhẹ.\n"
)


def read(content: bytes) -> Document:
    return read_text(content, Path("report.txt"))


def codes(document: Document) -> list[str]:
    return [notice.code for notice in document.notices]


def written(text: str, charset: str) -> tuple[bytes, str]:
    """Return `text` in an old encoding, and the text that this can hold: `?` for a character that it lacks."""
    pieces, held = [], []
    for char in unicodedata.normalize("NFC", text):
        try:
            pieces.append(in_bytes(char, charset))
            held.append(char)
        except (KeyError, ValueError):
            pieces.append(b"?")
            held.append("?")
    return b"".join(pieces), "".join(held)


def shown(content: bytes, codec: str) -> str:
    """Return bytes as a program shows them that takes them for Western ones."""
    if codec == "latin-1":
        return content.decode("latin-1")
    no_character = {0x81, 0x8D, 0x8F, 0x90, 0x9D}
    return "".join(
        chr(byte) if byte in no_character else bytes([byte]).decode("cp1252") for byte in content
    )


@pytest.mark.parametrize("path", REPORTS[::3], ids=lambda p: p.name)
@pytest.mark.parametrize("charset", LABELS)
def test_a_report_in_an_old_encoding_is_read_as_it_was_written(path: Path, charset: str) -> None:
    content, held = written(path.read_text(encoding="utf-8"), charset)
    misread = shown(content, "cp1252").encode()
    for form in [misread] if charset == "utf-8" else [content, misread]:
        document = read(form)
        text, expected = document.text, held
        if charset == "tcvn3":  # a heading in capitals may have come from small letters
            text, expected = text.lower(), expected.lower()
        assert text == expected
        assert codes(document) == ["old_encoding"]
        assert LABELS[charset] in document.notices[0].message


@pytest.mark.parametrize("charset", OF_BYTES)
def test_the_ledger_of_an_old_encoding_is_that_of_unicode(charset: str) -> None:
    vocabulary = load_vocabulary()
    for path in REPORTS[5:7]:
        content, held = written(path.read_text(encoding="utf-8"), charset)
        old, new = (interpret(read(form), vocabulary) for form in (content, held.encode()))
        assert len(new.ledger) > 30
        assert old.profile == new.profile
        assert old.ledger == new.ledger
        assert old.zeros == new.zeros


@pytest.mark.parametrize(
    "path", [*REPORTS, *SHARED], ids=lambda p: f"{p.parent.parent.name}-{p.name}"
)
@pytest.mark.parametrize("form", ["NFC", "NFD", "as it is"])
def test_a_unicode_report_stays_as_it_is(path: Path, form: str) -> None:
    text = path.read_bytes().decode("utf-8-sig")
    if form != "as it is":
        text = unicodedata.normalize("NFC" if form == "NFC" else "NFD", text)
    document = read(text.encode())
    assert document.text == text
    assert document.notices == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The output grew by 5.2 % against July; naïve façades and the café's résumé were fine.",
        "Die Größe der Öfen wächst: für Müller, Köhler und Jäger zählen 5 µm, 3 m² und 25 °C.",
        "Les dépenses étaient élevées là où la forêt brûlée a dû être coupée; où ça? Né à Orléans.",
        "El año pasado España exportó más café; qué sé yo, tú también, ¿sí?",
        "Så må vi gå på; året før må også stå på plass, når båten går på sjøen.",
        "São Paulo, Ceará, Maranhão: produção à mão não é solução; também há açúcar.",
        "1 µm 2 µg 3 m² 4 m³ 5 °C ±6 ½ ¼ × ÷ § ¶ © ® « » ¡ ¿ £ ¥",
        "Đắk Lắk, Bắc Kạn, Kon Tum, QĐ-UBND, HĐND, TMĐT, NLĐ, ĐBSCL, VIệt Nam",
        "Bút, bé, cô, là, tô, tố, ba, hò, đó, số, Bé Tý, có ô tô, ý tưởng, tú, cá, hé",
        "| 1 | 18.925,36 | - | 105,97 |\n| 2 | 7 | 8 | 9 |\n",
        "«Cà phê» – “hạt điều” ‘gạo’… • tăng 5% ± 2",
        "Công ty Nestlé, Hãng Citroën, Côte d'Ivoire, Düsseldorf, São Tomé và Curaçao tăng 5%",
        "ÿþýüûúùø÷öõôóòñðïîíìëêéèçæåäãâáàßÞÝÜÛÚÙØ×ÖÕÔÓÒÑÐÏÎÍÌËÊÉÈÇÆÅÄÃÂÁÀ",
        "Łódź, Žižkov, İstanbul, Ελλάδα, Россия, 中国, 한국, ไทย, עברית 12,5%",
    ],
)
def test_other_unicode_text_stays_as_it_is(text: str) -> None:
    for given_text in (unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)):
        assert recognise_text(given_text).text == given_text
        assert recognise_text(given_text).notices == ()


@bounded
@given(text=st.text(max_size=300))
def test_random_unicode_stays_as_it_is(text: str) -> None:
    assert recognise_text(text).text == text


@bounded
@given(
    words=st.lists(
        st.sampled_from([*BASIC.split(), "12,5%", "m²", "café", "für"]),
        max_size=60,
    )
)
def test_vietnamese_words_in_any_order_stay_as_they_are(words: list[str]) -> None:
    text = " ".join(words)
    assert recognise_text(text).text == text


@bounded
@given(text=st.text(alphabet=st.characters(min_codepoint=0x20, max_codepoint=0xFF), max_size=200))
def test_no_digit_is_lost_or_made(text: str) -> None:
    digits = [char for char in recognise_text(text).text if char.isdecimal()]
    assert digits == [char for char in text if char.isdecimal()]


def test_lines_in_several_encodings_are_read_each_as_what_it_is() -> None:
    tcvn3, vni = (shown(in_bytes(BASIC, key), "cp1252") for key in ("tcvn3", "vni"))
    document = read((BASIC + tcvn3 + "\n" + vni + "10 bé\n" + BASIC).encode())
    assert document.text == BASIC * 2 + "\n" + BASIC + "10 bé\n" + BASIC
    assert [n.message.split(":")[0] for n in document.notices if n.code == "old_encoding"] == [
        "1 of 5 lines, the first of them line 2, were read as TCVN3 (ABC)",
        "1 of 5 lines, the first of them line 4, were read as VNI",
    ]
    for notice in document.notices[:2]:
        assert document.text[notice.span.start : notice.span.end] == BASIC


def test_bytes_in_several_encodings_are_read_each_as_what_it_is() -> None:
    document = read(in_bytes(BASIC * 2, "vni") + in_bytes(BASIC, "tcvn3") + b"\n1.234,5\n")
    assert document.text == BASIC * 3 + "\n1.234,5\n"
    assert codes(document) == ["old_encoding"] * 2


def test_a_short_line_follows_the_lines_around_it() -> None:
    lines = [BASIC, "Bộ\n", "đơn vị: bộ\n", BASIC]
    text = "".join(lines)
    assert read(in_bytes(text, "tcvn3")).text == text
    assert read(shown(in_bytes(text, "tcvn3"), "cp1252").encode()).text == text


def test_what_the_words_leave_open_is_said_and_left() -> None:
    text = "B¸o c¸o th¸ng, gi¸ c¸"
    document = read(text.encode())
    assert document.text == text
    assert codes(document) == ["encoding_unsure"]
    assert "may be TCVN3 (ABC) or TCVN" in document.notices[0].message


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            "Größe geändert, Öl für Müller".encode("latin-1"),
            r"not UTF-8 \(byte 2 in line 1 is 0xf6\)",
        ),
        (
            "Báo\ncáo".encode("latin-1"),
            r"byte 1 in line 1 is 0xe1\), and no old Vietnamese .* fits: ",
        ),
        (BASIC.encode()[:-40] + b"\xe1\n", r"1 of \d+ characters beyond ASCII are broken"),
        (
            b"18\xff925,36 " + BASIC.encode(),
            r"byte 2 in line 1 is 0xff\): 1 of \d+ .* and figures may",
        ),
        (b"\xff\xfe\x41\xd8\x41", r"its mark says UTF-16, which it is not \(byte \d"),
        (b"\xff" * 50, r"not UTF-8 \(byte 0 in line 1 is 0xff\); open it"),
    ],
)
def test_what_cannot_be_told_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(UnreadableDocument, match=message):
        read(content)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_read_and_said(codec: str) -> None:
    document = read(BASIC.encode(codec))
    assert document.text == BASIC
    assert codes(document) == ["no_byte_order_mark"]


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_unicode_with_its_mark_is_read_without_a_word(codec: str) -> None:
    document = read(BASIC.encode(codec))
    assert (document.text, document.notices) == (BASIC, ())


@pytest.mark.parametrize(
    "content", [b"\x00" * 100, bytes(range(256)) * 9, BASIC.encode() + b"\x00"]
)
def test_binary_is_no_text(content: bytes) -> None:
    with pytest.raises((UnsupportedFormat, UnreadableDocument)):
        read(content)
