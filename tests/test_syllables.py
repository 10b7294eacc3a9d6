"""How syllables are spelt: what is one, what is none, and the share of them in texts of several languages."""

import unicodedata

import pytest

from extract.syllables import count_words, is_syllable, share_of_syllables
from tests.program import CORPUS

SYLLABLES = """
    a ạ báo cáo tình quốc quý quả quyết giếng gì giữ giặt nghiệp nghị ghế kể kỳ ước ưu đường Đường hoá hóa thuỷ thủy
    lũy luỹ khuya khuỷu nguyễn xoong loằng ngoằng huých tuýp quỳnh yên yếu iếc rượu hươu pin cuộc chuẩn tuần thuế thuở
    quanh qua y ý ỷ sỹ sĩ
"""
NONE = """
    t tr ce ki̇ gê ghà ngê nghà ka tac tàc tảc tãch cê café naïve Straße Müller größer être déjà tháńg báoo xuấtt
    BáO bÁo nghieäp coâng th¸ng w zero street figure strength
"""


@pytest.mark.parametrize("word", SYLLABLES.split())
def test_a_syllable(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(word.upper())


@pytest.mark.parametrize("word", NONE.split())
def test_no_syllable(word: str) -> None:
    assert not is_syllable(unicodedata.normalize("NFC", word))


@pytest.mark.parametrize("report", sorted((CORPUS / "reports").iterdir()), ids=lambda p: p.name)
def test_reports_are_made_of_syllables(report) -> None:
    text = report.read_text(encoding="utf-8")
    count = count_words(text)
    assert count.marked_syllables > 0.98 * count.marked
    assert share_of_syllables(text) > 0.94
    assert count_words(unicodedata.normalize("NFD", text)) == count


@pytest.mark.parametrize(
    "text",
    [
        "The output of the sector grew strongly against the same month of the previous year.",
        "Die Industrieproduktion wuchs gegenüber dem Vorjahresmonat kräftig, größere Betriebe führten.",
        "La production industrielle a progressé de façon régulière; les dépenses étaient élevées.",
        "Gi¸ trÞ s¶n xuÊt c«ng nghiÖp th¸ng 7 ®¹t 1.865 tû ®ång, t¨ng 5% so víi th¸ng tr\xadíc.",
        "Giaù trò saûn xuaát coâng nghieäp thaùng 7 öôùc ñaït 1.865 tyû ñoàng, taêng so thaùng tröôùc.",
    ],
)
def test_other_text_is_not(text: str) -> None:
    count = count_words(text)
    assert share_of_syllables(text) < 0.6
    assert count.marked_syllables <= count.marked // 2


def test_nothing_has_no_share() -> None:
    assert share_of_syllables("2020: 18.925,36 %") == 0
