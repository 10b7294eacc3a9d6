"""Word files: every character that is printed comes into the text, what is not printed stays out."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.formats.docx import read_docx
from extract.healing import heal
from extract.model import Document
from normalize.report import interpret
from tests.making.docx import raw_docx, repacked
from tests.reading import vocabulary


def read(content: bytes) -> Document:
    return read_docx(content, Path("report.docx"))


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def text_of(*runs: str) -> str:
    return read(raw_docx(paragraph(*runs))).text.rstrip("\n")


MACROS = "application/vnd.ms-word.document.macroEnabled"
RAISED = '<w:vertAlign w:val="superscript"/>'
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF _12 </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>mục 3</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
DELETED = '<w:del w:id="1"><w:r><w:delText> 9%</w:delText></w:r></w:del>'
BOX = "<w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent>"


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        pytest.param([run("Đạt 1"), run("2,5 tỷ đồng")], "Đạt 12,5 tỷ đồng", id="a figure cut into runs"),
        pytest.param(["<w:r><w:t>A</w:t><w:tab/><w:t>B</w:t></w:r>"], "A\tB", id="tab"),
        pytest.param(["<w:r><w:t>A</w:t><w:br/><w:t>B</w:t></w:r>"], "A\nB", id="line break"),
        pytest.param(["<w:r><w:t>2016</w:t><w:noBreakHyphen/><w:t>2020</w:t></w:r>"], "2016-2020", id="hard hyphen"),
        pytest.param(["<w:r><w:t>công</w:t><w:softHyphen/><w:t> nghiệp</w:t></w:r>"], "công nghiệp", id="soft hyphen"),
        pytest.param([run("12\xad345 ha")], "12345 ha", id="soft hyphen as a character"),
        pytest.param([run("công"), '<w:ins w:id="1">' + run(" thương") + "</w:ins>"], "công thương", id="insertion"),
        pytest.param([run("tăng"), DELETED], "tăng", id="deletion"),
        pytest.param([run("tăng"), "<w:moveFrom>" + run(" 9%") + "</w:moveFrom>"], "tăng", id="moved away"),
        pytest.param(["<w:moveTo>" + run("tăng 9%") + "</w:moveTo>"], "tăng 9%", id="moved here"),
        pytest.param([run("đạt"), run(" 77", "<w:vanish/>")], "đạt", id="hidden"),
        pytest.param([run("đạt"), run(" 77", '<w:vanish w:val="0"/>')], "đạt 77", id="not hidden after all"),
        pytest.param([run("xem "), FIELD], "xem mục 3", id="field"),
        pytest.param(['<w:fldSimple w:instr="PAGE">' + run("4") + "</w:fldSimple>"], "4", id="simple field"),
        pytest.param(['<w:hyperlink r:id="x">' + run("công bố 15/7") + "</w:hyperlink>"], "công bố 15/7", id="link"),
        pytest.param(["<w:smartTag>" + run("tháng 7") + "</w:smartTag>"], "tháng 7", id="smart tag"),
        pytest.param(["<w:sdt><w:sdtContent>" + run("quý I") + "</w:sdtContent></w:sdt>"], "quý I", id="control"),
        pytest.param([run("9.810 m"), run("3", RAISED)], "9.810 m<sup>3</sup>", id="exponent"),
        pytest.param([run("sản phẩm tăng"), run("1", RAISED), run("2", RAISED)], "sản phẩm tăng<sup>12</sup>",
                     id="a mark cut into runs"),
        pytest.param([run("tăng"), run("3", '<w:position w:val="6"/>')], "tăng<sup>3</sup>", id="raised by position"),
        pytest.param([run("H"), run("2", '<w:vertAlign w:val="subscript"/>'), run("O")], "H2O", id="lowered"),
        pytest.param([run("Ghi chú dài 2020", RAISED)], "Ghi chú dài 2020", id="raised words are no mark"),
        pytest.param([run("báo cáo", "<w:caps/>")], "BÁO CÁO", id="printed in capitals"),
        pytest.param(['<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', run(" 95%")], "≥ 95%", id="symbol"),
        pytest.param(["<m:oMath><m:f><m:num><m:r><m:t>53</m:t></m:r></m:num><m:den><m:r><m:t>86</m:t></m:r></m:den></m:f>"
                      "</m:oMath>"], "53/86", id="equation"),
        pytest.param(["<m:oMath><m:sSup><m:e><m:r><m:t>m</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>"
                      "</m:oMath>"], "m<sup>2</sup>", id="exponent of an equation"),
        pytest.param([run("®¹t 12,5 tû ®ång", '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>')], "đạt 12,5 tỷ đồng",
                     id="a font from before Unicode"),
        pytest.param([run("UBND TỈNH", '<w:rFonts w:ascii=".VnTimeH"/>')], "UBND TỈNH", id="Unicode in such a font"),
        pytest.param(['<w:commentRangeStart w:id="0"/>' + run("đạt 5%") + '<w:r><w:commentReference w:id="0"/></w:r>'],
                     "đạt 5%", id="comment"),
    ],
)  # fmt: skip
def test_what_is_printed_is_in_the_text(runs: list[str], expected: str) -> None:
    assert text_of(*runs, run("")) == expected


def test_a_text_box_is_read_once_behind_its_paragraph() -> None:
    both = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp><wps:txbx>"
        f"{BOX.format('trong khung 12')}</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        f"<v:textbox>{BOX.format('trong khung 12')}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert text_of(run("Trước"), both, run(" sau")) == "Trước sau\n\ntrong khung 12"
    old = f"<w:r><w:pict><v:textbox>{BOX.format('khung cũ 7')}</v:textbox></w:pict></w:r>"
    assert text_of(run("Trước"), old) == "Trước\n\nkhung cũ 7"


def test_a_deleted_paragraph_end_joins_two() -> None:
    body = paragraph(run("Lũy kế đạt"), properties="<w:rPr><w:del w:id='1'/></w:rPr>") + paragraph(
        run(" 12,5 tỷ đồng.")
    )
    assert read(raw_docx(body)).text == "Lũy kế đạt 12,5 tỷ đồng.\n"


STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Đề mục"/><w:basedOn w:val="H2"/></w:style>'
    '<w:style w:type="character" w:styleId="Mark"><w:name w:val="mark"/>'
    '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
)


@pytest.mark.parametrize(
    ("text", "style", "expected"),
    [
        ("Thương mại", "H2", "## Thương mại"),
        ("Thương mại", "Own", "## Thương mại"),
        ("Thương mại", "Normal", "Thương mại"),
        ("Tổng mức bán lẻ đạt 12,5 tỷ đồng.", "H2", "Tổng mức bán lẻ đạt 12,5 tỷ đồng."),
        ("x" * 200, "H2", "x" * 200),
    ],
)
def test_a_heading_is_marked_where_it_is_one(text: str, style: str, expected: str) -> None:
    body = paragraph(run(text), properties=f'<w:pStyle w:val="{style}"/>')
    assert read(raw_docx(body, styles=STYLES)).text.strip() == expected


def test_a_mark_may_be_raised_by_its_style() -> None:
    body = paragraph(run("sản phẩm tăng"), run("4", '<w:rStyle w:val="Mark"/>'))
    assert read(raw_docx(body, styles=STYLES)).text.strip() == "sản phẩm tăng<sup>4</sup>"


def test_a_table_of_contents_belongs_to_the_page() -> None:
    body = paragraph(run("I. Công nghiệp"), run("\t12"), properties='<w:pStyle w:val="TOC1"/>')
    body += paragraph(run("Đạt 5 tỷ đồng."))
    document = read(raw_docx(body, styles=STYLES))
    assert [document.text[s.start : s.end] for s in document.furniture] == ["I. Công nghiệp\t12"]
    roles = {row.digits: row.role for row in interpret(document, vocabulary()).ledger}
    assert roles == {"12": "marker", "5": "value"}


def test_what_belongs_to_the_page_glues_no_paragraphs() -> None:
    contents = paragraph(run("I. Công nghiệp"), run("\\t12"), properties='<w:pStyle w:val="TOC1"/>')
    body = (
        paragraph(run("Tình hình tháng 7 năm 2020"))
        + contents
        + paragraph(run("Sở báo cáo như sau."))
    )
    passages = heal(read(raw_docx(body, styles=STYLES))).passages
    assert [p.text for p in passages] == ["Tình hình tháng 7 năm 2020", "Sở báo cáo như sau."]


# Running heads and pages.

SECTION = (
    "<w:sectPr><w:headerReference w:type='first' r:id='header1'/><w:headerReference w:type='default' r:id='header2'/>"
    "<w:footerReference w:type='default' r:id='footer1'/><w:titlePg/></w:sectPr>"
)


def test_running_heads_are_set_apart_and_a_first_page_head_is_text() -> None:
    content = raw_docx(
        paragraph(run("Xuất khẩu đạt 40 triệu USD.")) + SECTION,
        header1=paragraph(run("UBND TỈNH TRÀ VINH")),
        header2=paragraph(run("Báo cáo số 77")),
        footer1=paragraph('<w:fldSimple w:instr="PAGE">' + run("3") + "</w:fldSimple>"),
    )
    document = read(content)
    assert (
        document.text == "UBND TỈNH TRÀ VINH\n\nBáo cáo số 77\n\nXuất khẩu đạt 40 triệu USD.\n\n3\n"
    )
    assert [document.text[s.start : s.end] for s in document.furniture] == ["Báo cáo số 77", "3"]
    assert [p.text for p in heal(document).passages] == [
        "UBND TỈNH TRÀ VINH",
        "Xuất khẩu đạt 40 triệu USD.",
    ]
    roles = [(row.digits, row.role) for row in interpret(document, vocabulary()).ledger]
    assert roles == [("77", "marker"), ("40", "value"), ("3", "marker")]


def test_a_first_page_head_without_a_title_page_is_not_printed() -> None:
    section = SECTION.replace("<w:titlePg/>", "")
    content = raw_docx(
        paragraph(run("Văn bản.")) + section,
        header1=paragraph(run("không in 9")),
        header2=paragraph(run("in")),
        footer1=paragraph(run("cuối")),
    )
    assert read(content).text == "in\n\nVăn bản.\n\ncuối\n"


def test_pages_are_those_that_word_last_set() -> None:
    turned = "<w:r><w:lastRenderedPageBreak/><w:t>40 triệu USD.</w:t></w:r>"
    asked = '<w:r><w:br w:type="page"/></w:r>'
    body = paragraph(run("Xuất khẩu đạt "), turned) + paragraph(asked)
    body += paragraph("<w:r><w:lastRenderedPageBreak/><w:t>Nhập khẩu 5 triệu USD.</w:t></w:r>")
    document = read(raw_docx(body))
    pages = {
        digits: document.page_of(document.text.index(digits)) for digits in ("Xuất", "40", "5 ")
    }
    assert pages == {"Xuất": 1, "40": 2, "5 ": 3}
    assert [page.page for page in document.pages] == [1, 2, 3]
    assert document.text[document.page_starts[1] :].startswith("40 triệu")


def test_without_word_s_own_breaks_those_of_the_writer_count() -> None:
    body = paragraph(run("Trang một.")) + paragraph(
        '<w:r><w:br w:type="page"/></w:r>', run("Trang hai.")
    )
    body += paragraph(run("Trang ba."), properties="<w:pageBreakBefore/>")
    document = read(raw_docx(body))
    assert [document.page_of(document.text.index(word)) for word in ("một", "hai", "ba")] == [
        1,
        2,
        3,
    ]
    assert "own breaks only" in document.pages[0].reason


# What is told about the file.


@pytest.mark.parametrize(
    ("body", "code", "severity"),
    [
        ('<w:ins w:id="1">' + run("12") + "</w:ins>", "tracked_changes", "warning"),
        (
            '<w:del w:id="1"><w:r><w:delText>9</w:delText></w:r></w:del>' + run("a"),
            "tracked_changes",
            "warning",
        ),
        (run("a") + run("mật 5", "<w:vanish/>"), "hidden_text", "warning"),
        (run("a") + run("mật", "<w:vanish/>"), "hidden_text", "info"),
        ('<w:commentRangeStart w:id="0"/>' + run("a"), "comments", "info"),
        (run("a") + "<w:r><w:drawing><a:blip/></w:drawing></w:r>", "pictures", "info"),
        (
            run("a") + "<w:r><w:object><v:OLEObject/></w:object></w:r>",
            "embedded_objects",
            "warning",
        ),
        (run("a") + "<w:r><w:drawing><a:chart/></w:drawing></w:r>", "charts", "warning"),
    ],
)
def test_what_a_person_should_know_is_a_notice(body: str, code: str, severity: str) -> None:
    notices = read(raw_docx(paragraph(body))).notices
    assert [(notice.code, notice.severity) for notice in notices] == [(code, severity)]


def test_a_plain_file_has_no_notice() -> None:
    assert read(raw_docx(paragraph(run("Đạt 5%.")))).notices == ()


def test_a_file_with_macros_is_read_and_they_are_not_run() -> None:
    content = raw_docx(paragraph(run("Đạt 5%.")), main=f"{MACROS}.main+xml", vbaProject="")
    document = read(content)
    assert document.text == "Đạt 5%.\n"


def test_the_strict_form_of_the_standard_is_read() -> None:
    usual = raw_docx(paragraph(run("Đạt 5%"), run("1", RAISED)))
    strict = repacked(
        usual,
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert read(strict).text == read(usual).text == "Đạt 5%<sup>1</sup>\n"
