"""Footnotes and endnotes of Word files: the number at the mark, the note behind its paragraph, its figures known."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.formats.docx import read_docx
from extract.healing import heal
from extract.model import Document
from normalize.report import interpret
from tests.making.docx import raw_docx
from tests.reading import FRAMES, vocabulary

REF = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:{kind}Reference w:id="{id}"/></w:r>'
OWN = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'


def read(body: str, **parts: str) -> Document:
    return read_docx(raw_docx(body, **parts), Path("notes.docx"))


def words(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, more: str = "") -> str:
    return f"<w:p>{more}{''.join(runs)}</w:p>"


def mark(number: int, kind: str = "footnote") -> str:
    return REF.format(kind=kind, id=number)


def note(number: int, *runs: str, kind: str = "footnote") -> str:
    return f'<w:{kind} w:id="{number}"><w:p>{"".join(runs)}</w:p></w:{kind}>'


SEPARATORS = (
    '<w:footnote w:id="-1" w:type="separator"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:id="0" w:type="continuationSeparator"><w:p/></w:footnote>'
)


def test_a_note_stands_behind_the_paragraph_that_it_explains() -> None:
    body = paragraph(words("Có 10 sản phẩm tăng"), mark(5), words(" và 02 giảm.")) + paragraph(
        words("Hết.")
    )
    document = read(body, footnotes=SEPARATORS + note(5, OWN, words(" Túi xách tăng 3%.")))
    assert document.text == (
        "Có 10 sản phẩm tăng<sup>1</sup> và 02 giảm.\n\n<sup>1</sup> Túi xách tăng 3%.\n\nHết.\n"
    )
    passages = heal(document).passages
    assert [p.text for p in passages] == [
        "Có 10 sản phẩm tăng và 02 giảm.",
        "Túi xách tăng 3%.",
        "Hết.",
    ]
    assert passages[1].anchor == (0, len("Có 10 sản phẩm tăng"))


@pytest.mark.parametrize(
    ("runs", "own", "expected"),
    [
        (
            ["Đề án(", mark(5), ") có"],
            ["(", OWN, ") Đã"],
            "Đề án<sup>(1)</sup> có\n\n<sup>(1)</sup> Đã\n",
        ),
        (["Đề án", mark(5), ") có"], [OWN, " Đã"], "Đề án<sup>1</sup>) có\n\n<sup>1</sup> Đã\n"),
        (["(Đề án", mark(5), ") có"], [OWN, " Đã"], "(Đề án<sup>1</sup>) có\n\n<sup>1</sup> Đã\n"),
        (
            ["Đề án", mark(5)],
            [" Đã không có số."],
            "Đề án<sup>1</sup>\n\n<sup>1</sup> Đã không có số.\n",
        ),
        (["Đề án", mark(5)], [OWN, "(?) Đã"], "Đề án<sup>1</sup>\n\n<sup>(1)</sup> Đã\n"),
    ],
)
def test_brackets_around_a_mark_belong_to_it(
    runs: list[str], own: list[str], expected: str
) -> None:
    def dressed(parts: list[str]) -> list[str]:
        return [part if part.startswith("<") else words(part) for part in parts]

    document = read(paragraph(*dressed(runs)), footnotes=note(5, *dressed(own)))
    assert document.text == expected


def test_notes_are_numbered_in_the_order_of_their_marks() -> None:
    body = paragraph(words("a"), mark(9), words(" b"), mark(4))
    document = read(body, footnotes=note(4, OWN, words("vier")) + note(9, OWN, words("neun")))
    assert document.text.split("\n\n") == [
        "a<sup>1</sup> b<sup>2</sup>",
        "<sup>1</sup>neun",
        "<sup>2</sup>vier\n",
    ]


def test_numbers_start_where_the_section_says() -> None:
    section = "<w:pPr><w:sectPr><w:footnotePr><w:numStart w:val='3'/><w:numRestart w:val='eachSect'/></w:footnotePr>"
    first = paragraph(words("a"), mark(1), more=f"{section}</w:sectPr></w:pPr>")
    second = paragraph(words("b"), mark(2)) + "<w:sectPr/>"
    document = read(first + second, footnotes=note(1, OWN) + note(2, OWN))
    assert [m for m in ("<sup>3</sup>", "<sup>1</sup>") if m in document.text] == [
        "<sup>3</sup>",
        "<sup>1</sup>",
    ]


def test_a_note_of_several_paragraphs_is_one_line() -> None:
    two = note(1, OWN, words(" Một.")).replace(
        "</w:footnote>", f"{paragraph(words('Hai 12%.'))}</w:footnote>"
    )
    document = read(paragraph(words("a"), mark(1)), footnotes=two)
    assert document.text == "a<sup>1</sup>\n\n<sup>1</sup> Một. Hai 12%.\n"


def test_endnotes_stand_at_the_end_and_count_on_behind_footnotes() -> None:
    body = paragraph(words("a"), mark(1), words(" b"), mark(2, "endnote")) + paragraph(words("c"))
    ended = note(2, OWN.replace("footnote", "endnote"), words(" cuối"), kind="endnote")
    document = read(body, footnotes=note(1, OWN, words(" chân")), endnotes=ended)
    assert document.text == (
        "a<sup>1</sup> b<sup>2</sup>\n\n<sup>1</sup> chân\n\nc\n\n<sup>2</sup> cuối\n"
    )
    assert [(n.number, n.text) for n in heal(document).footnotes] == [(1, "chân"), (2, "cuối")]


def test_a_note_of_a_table_stands_behind_the_table() -> None:
    row = "<w:tr>{}</w:tr>"
    cells = [
        row.format("".join(f"<w:tc>{paragraph(words(t))}</w:tc>" for t in texts))
        for texts in (("Sản phẩm", "Tháng 7"), ("Gạo", "12"), ("Than", "30"))
    ]
    marked = row.format(
        f"<w:tc>{paragraph(words('Điện'), mark(1))}</w:tc><w:tc>{paragraph(words('7,5'))}</w:tc>"
    )
    document = read(
        f"<w:tbl>{''.join(cells)}{marked}</w:tbl>", footnotes=note(1, OWN, words(" Ước."))
    )
    assert document.text == (
        "Sản phẩm | Tháng 7\nGạo | 12\nThan | 30\nĐiện<sup>1</sup> | 7,5\n\n<sup>1</sup> Ước.\n"
    )


def test_a_note_does_not_glue_its_paragraph_to_the_next() -> None:
    body = paragraph(words("Các sản phẩm chủ yếu tháng 7"), mark(1)) + paragraph(
        words("Xuất khẩu đạt 5 triệu USD.")
    )
    document = read(body, footnotes=note(1, OWN, words(" Theo Cục Thống kê.")))
    assert [p.text for p in heal(document).passages] == [
        "Các sản phẩm chủ yếu tháng 7", "Theo Cục Thống kê.", "Xuất khẩu đạt 5 triệu USD.",
    ]  # fmt: skip


def test_a_figure_of_a_note_is_a_fact_of_the_sentence_that_points_to_it() -> None:
    lead = "".join(paragraph(words(line)) for line in FRAMES["month"].splitlines() if line)
    body = lead + paragraph(
        words("- Kim ngạch xuất khẩu tháng 7 đạt 40 triệu USD"), mark(1), words(".")
    )
    document = read(body, footnotes=note(1, OWN, words(" So với tháng trước tăng 5,5%.")))
    row = next(r for r in interpret(document, vocabulary()).ledger if r.digits == "5,5")
    assert (row.role, row.indicator, row.measure, row.basis) == (
        "value",
        "exports",
        "growth_pct",
        "prev_month",
    )
