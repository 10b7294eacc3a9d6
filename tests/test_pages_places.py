"""From a transcription back to the page: boxes of words and of their characters, raised marks, confidence."""

from decimal import Decimal

from extract.model import Box, PageRecord, Place
from extract.pages.assembling import assemble
from extract.pages.printed import PrintedPage, Word
from extract.pages.writing import Transcription


def word(text: str, left: float, top: float = 100.0, **more: object) -> Word:
    """A word in 10 point type whose characters are 5 points wide."""
    box = {
        "left": left,
        "top": top,
        "right": left + 5 * len(text),
        "bottom": top + 12,
        "size": 10.0,
    }
    return Word(text=text, **(box | more))  # type: ignore[arg-type]


def page(number: int, *words: Word) -> PrintedPage:
    return PrintedPage(
        record=PageRecord(page=number, method="pdfplumber"), width=595.0, height=842.0, words=words
    )


def place(found: Transcription, printed: str) -> Place:
    start = found.text.index(printed)
    return found.source.place_of(start, start + len(printed))


def box(*sides: str) -> Box:
    left, top, right, bottom = map(Decimal, sides)
    return Box(left=left, top=top, right=right, bottom=bottom)


def test_a_word_has_its_box_and_page() -> None:
    found = assemble([page(1, word("đạt", 50), word("22,5", 70)), page(2, word("tăng", 80))])
    assert found.text == "đạt 22,5\n\ntăng"
    assert place(found, "22,5") == Place(page=1, box=box("70", "100", "90", "112"))
    assert place(found, "tăng").page == 2
    assert found.page_starts == (0, 10)


def test_characters_have_the_box_of_their_edges() -> None:
    found = assemble([page(1, word("22,5%", 70, edges=[70, 76, 82, 84, 90, 99.5], right=99.5))])
    assert place(found, "22,5") == Place(page=1, box=box("70", "100", "90", "112"))
    assert place(found, "%") == Place(page=1, box=box("90", "100", "99.5", "112"))


def test_edges_that_are_not_known_are_spread_evenly() -> None:
    found = assemble([page(1, word("22,5%", 70))])
    assert place(found, "%") == Place(page=1, box=box("90", "100", "95", "112"))


def test_several_words_have_one_box() -> None:
    found = assemble([page(1, word("đạt", 50), word("22,5", 70), word("tỷ", 95))])
    assert place(found, "22,5 tỷ") == Place(page=1, box=box("70", "100", "105", "112"))


def test_what_runs_over_pages_has_the_place_of_its_beginning() -> None:
    found = assemble([page(1, word("đạt", 50)), page(2, word("tăng", 80))])
    assert place(found, "đạt\n\ntăng") == Place(page=1, box=box("50", "100", "65", "112"))


def test_a_raised_mark_stands_between_tags_and_keeps_its_place() -> None:
    mark = word("12", 65, bottom=106, size=6.0)
    found = assemble([page(1, word("đạt", 50), mark, word("tăng", 80))])
    assert found.text == "đạt<sup>12</sup> tăng"
    assert place(found, "12") == Place(page=1, box=box("65", "100", "75", "106"))


def test_lowered_characters_are_not_raised() -> None:
    low = word("2", 65, top=106, bottom=114, size=6.0)
    assert assemble([page(1, word("CO2"[:2], 55), low)]).text == "CO2"


def test_the_lowest_confidence_counts() -> None:
    words = (word("22,5", 50, confidence=91.4), word("tỷ", 80, confidence=60))
    found = assemble([page(1, *words)])
    assert place(found, "22,5").confidence == Decimal("91.4")
    assert place(found, "22,5 tỷ").confidence == 60


def test_what_lies_off_the_page_is_kept_at_its_edge() -> None:
    found = assemble([page(1, word("đạt", -20))])
    assert place(found, "đạt") == Place(page=1, box=box("0", "100", "0", "112"))
