"""Automatic numbers and bullets of Word lists are printed but not in the text: they are counted as Word counts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from extract.formats.docx import read_docx
from extract.word.numbering import roman
from tests.making.docx import raw_docx

Level = tuple[str, str, int]
"""Format, text and start of a list's level."""

OUTLINE: tuple[Level, ...] = (
    ("upperRoman", "%1.", 1),
    ("decimal", "%2.", 1),
    ("lowerLetter", "%3)", 1),
)


def level(at: int, form: str, text: str, start: int, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(*levels: Level, more: str = "", numbers: str = "") -> str:
    inner = "".join(level(at, *one, more=more) for at, one in enumerate(levels))
    return (
        f'<w:abstractNum w:abstractNumId="7">{inner}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>{numbers}'
    )


def entries(*places: tuple[int, int]) -> str:
    """Paragraphs `a`, `b`, … by the ids of their lists and their levels; list 0 is none."""
    return "".join(
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
        f"<w:r><w:t>{chr(ord('a') + k)}</w:t></w:r></w:p>"
        for k, (number, at) in enumerate(places)
    )


def printed(numbers: str, *places: tuple[int, int]) -> list[str]:
    document = read_docx(raw_docx(entries(*places), numbering=numbers), Path("list.docx"))
    return document.text.strip().split("\n\n")


@pytest.mark.parametrize(
    ("levels", "places", "expected"),
    [
        ([("decimal", "%1.", 1)], [(1, 0)] * 3, ["1. a", "2. b", "3. c"]),
        ([("decimal", "%1.", 4)], [(1, 0)] * 2, ["4. a", "5. b"]),
        ([("decimalZero", "%1", 9)], [(1, 0)] * 2, ["09 a", "10 b"]),
        ([("upperRoman", "%1.", 3)], [(1, 0)] * 2, ["III. a", "IV. b"]),
        ([("lowerLetter", "%1)", 25)], [(1, 0)] * 3, ["y) a", "z) b", "aa) c"]),
        ([("lowerRoman", "(%1)", 8)], [(1, 0)] * 2, ["(viii) a", "(ix) b"]),
        ([("bullet", "-", 1)], [(1, 0)] * 2, ["- a", "- b"]),
        ([("bullet", "\uf0b7", 1)], [(1, 0)], ["• a"]),
        ([("bullet", "\uf0a7", 1)], [(1, 0)], ["▪ a"]),
        ([("none", "", 1)], [(1, 0)], ["a"]),
        ([("decimal", "Biểu %1:", 1)], [(1, 0)] * 2, ["Biểu 1: a", "Biểu 2: b"]),
        (OUTLINE, [(1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1)], ["I. a", "1. b", "2. c", "a) d", "II. e", "1. f"]),
        ([("decimal", "%1.", 1), ("decimal", "%1.%2.", 1)], [(1, 0), (1, 1), (1, 1), (1, 0), (1, 1)],
         ["1. a", "1.1. b", "1.2. c", "2. d", "2.1. e"]),
        ([("decimal", "%1.", 1), ("decimal", "%1.%2.", 1)], [(1, 1), (1, 1)], ["1.1. a", "1.2. b"]),
        ([("upperRoman", "%1.", 1), ("decimal", "%1.%2.", 1)], [(1, 0), (1, 1)], ["I. a", "I.1. b"]),
        ([("decimal", "%1.", 1)], [(1, 0), (0, 0), (1, 0)], ["1. a", "b", "2. c"]),
        ([("decimal", "%1.", 1)], [(9, 0)], ["a"]),
    ],
)  # fmt: skip
def test_a_list_prints_what_word_prints(
    levels: Sequence[Level], places: list[tuple[int, int]], expected: list[str]
) -> None:
    assert printed(numbering(*levels), *places) == expected


def test_two_lists_of_one_kind_count_on_unless_one_starts_anew() -> None:
    on = '<w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>'
    anew = (
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
        "</w:lvlOverride></w:num>"
    )
    numbers = numbering(("decimal", "%1.", 1), numbers=on + anew)
    places = [(1, 0), (2, 0), (3, 0), (3, 0), (1, 0)]
    assert printed(numbers, *places) == ["1. a", "2. b", "1. c", "2. d", "3. e"]


def test_a_level_may_go_on_counting_behind_a_higher_one() -> None:
    numbers = numbering(("upperRoman", "%1.", 1), ("decimal", "%2.", 1))
    numbers = numbers.replace(
        '<w:numFmt w:val="decimal"/>', '<w:numFmt w:val="decimal"/><w:lvlRestart w:val="0"/>'
    )
    assert printed(numbers, (1, 0), (1, 1), (1, 0), (1, 1)) == ["I. a", "1. b", "II. c", "2. d"]


def test_legal_numbers_are_arabic_and_glued_ones_have_no_blank() -> None:
    legal = numbering(
        ("upperRoman", "%1.", 1),
        ("decimal", "%1.%2", 1),
        more="<w:isLgl/><w:suff w:val='nothing'/>",
    )
    assert printed(legal, (1, 0), (1, 1)) == ["1.a", "1.1b"]


def test_a_number_without_words_is_a_marker_and_counts() -> None:
    body = entries((1, 0)) + entries((1, 0)).replace("<w:t>a</w:t>", "") + entries((1, 0))
    content = raw_docx(body, numbering=numbering(("decimal", "%1.", 1)))
    document = read_docx(content, Path("list.docx"))
    assert document.text == "1. a\n\n2.\n\n3. a\n"
    assert [document.text[s.start : s.end] for s in document.furniture] == ["2."]


def test_a_style_may_number_its_paragraphs() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Muc"><w:name w:val="muc"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Muc2"><w:name w:val="muc 2"/><w:basedOn w:val="Muc"/>'
        "</w:style>"
    )
    numbers = numbering(("decimal", "%1.", 1), ("lowerLetter", "%2)", 1)).replace(
        '<w:lvl w:ilvl="1">', '<w:lvl w:ilvl="1"><w:pStyle w:val="Muc2"/>'
    )
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>'
        for style in ("Muc", "Muc2", "Muc2", "Muc")
    )
    document = read_docx(raw_docx(body, styles=styles, numbering=numbers), Path("list.docx"))
    assert document.text.split() == ["1.", "x", "a)", "x", "b)", "x", "2.", "x"]


def test_a_format_that_is_not_known_is_told() -> None:
    content = raw_docx(entries((1, 0)), numbering=numbering(("chineseCounting", "%1.", 1)))
    document = read_docx(content, Path("list.docx"))
    assert document.text == "1. a\n"
    assert [notice.code for notice in document.notices] == ["number_format"]


def test_hidden_entries_do_not_count() -> None:
    hidden = entries((1, 0)).replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>")
    content = raw_docx(
        entries((1, 0)) + hidden + entries((1, 0)), numbering=numbering(("decimal", "%1.", 1))
    )
    assert read_docx(content, Path("list.docx")).text == "1. a\n\n2. a\n"


@pytest.mark.parametrize(
    ("value", "expected"), [(1, "i"), (4, "iv"), (14, "xiv"), (49, "xlix"), (1994, "mcmxciv")]
)
def test_roman_numbers(value: int, expected: str) -> None:
    assert roman(value) == expected
