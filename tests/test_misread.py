"""Phrases whose marks a recogniser of images misread are met; nothing else is bent."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

import pytest

from extract.misread import bare, leveller_of
from extract.model import Document, Place
from extract.spelling import fold
from normalize.report import interpret
from tests.reading import FRAMES, document, vocabulary

LEVELLED = [
    ("sản lượng tôm đồng lạnh tăng", "sản lượng tôm đông lạnh tăng"),
    ("doanh thu địch vụ tiêu dùng giảm", "doanh thu dịch vụ tiêu dùng giảm"),
    ("giá trị sản xuât công nghiệp đạt", "giá trị sản xuất công nghiệp đạt"),
    ("tăng 5% so với cùng ký năm trước", "tăng 5% so với cùng kỳ năm trước"),
    ("đạt 40% kê hoạch", "đạt 40% kế hoạch"),
]
LEFT_ALONE = [
    "giá trị sản xuất công nghiệp đạt",
    "giá trị sản xuất nông nghiệp đạt",
    "một dòng chữ không có tên nào cả",
    "chợ nổi và chợ vải, kể hoạt",
    "",
]


@pytest.mark.parametrize(("read", "meant"), LEVELLED)
def test_a_phrase_with_wrong_marks(read: str, meant: str) -> None:
    levelled, places = leveller_of(vocabulary().lexicon).level(fold(read))
    assert levelled == fold(meant)
    assert len(places) == 1


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_stands_as_it_should_or_is_no_phrase(text: str) -> None:
    assert leveller_of(vocabulary().lexicon).level(fold(text)) == (fold(text), ())


def test_bare_letters_keep_their_places() -> None:
    text = fold("Đường dây trung thế, quý III: tỷ lệ 99,5%")
    assert len(bare(text)) == len(text)
    assert bare(text) == "duong day trung the, quy iii: ty le 99,5%"


@dataclass(frozen=True)
class _Scanned:
    """A source in which everything was read off an image."""

    def place_of(self, start: int, end: int) -> Place:
        return Place(confidence=Decimal(99))


SENTENCE = "- Riêng sản lượng tôm đồng lạnh tháng 7 tăng 12,5% so cùng kỳ.\n"


def _read(change: Callable[[Document], Document]) -> tuple[str, str, bool]:
    made = change(document(FRAMES["month"] + SENTENCE))
    row = next(row for row in interpret(made, vocabulary()).ledger if row.digits == "12,5")
    return row.indicator, row.item, row.is_doubtful


def test_a_figure_that_rests_on_it_is_in_doubt() -> None:
    scanned = _read(lambda text: replace(text, source=_Scanned()))
    assert scanned == ("product_output", "frozen_shrimp", True)


def test_typed_text_is_never_bent() -> None:
    assert _read(lambda text: text)[1] == ""
