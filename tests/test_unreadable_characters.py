"""Characters that a file has no Unicode for are kept as gaps and told, above all beside a figure."""

from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from extract.document import read_document
from normalize.model import Report
from normalize.report import interpret
from tests.making.fonts import TRUETYPE
from tests.making.pdf import Sheets, poor_font
from tests.reading import FRAMES, document, vocabulary

LINE = (
    "Giá trị sản xuất công nghiệp tháng 7 ước đạt 3.722,24 tỷ đồng, tăng 6,86% so với tháng trước."
)


def codes(report: Report) -> list[str]:
    return [issue.code for issue in report.issues if issue.code.startswith("unreadable")]


def test_a_font_without_the_letters(tmp_path: Path) -> None:
    font = poor_font(tmp_path / "poor.ttf")
    pdfmetrics.registerFont(TTFont("Poor", str(font)))
    assert "Poor" not in TRUETYPE
    sheets = Sheets(font="Poor")
    sheets.text(60, 80, LINE)
    (tmp_path / "poor.pdf").write_bytes(sheets.finish())
    read = read_document(tmp_path / "poor.pdf")
    assert "Giá tr\ufffd s\ufffdn xu\ufffdt công nghi\ufffdp tháng 7" in read.text
    report = interpret(read, vocabulary())
    assert [row.digits for row in report.ledger] == ["7", "3.722,24", "6,86"]
    assert codes(report) == ["unreadable_characters"]
    assert not any(row.indicator for row in report.ledger)


def test_a_gap_beside_a_figure_may_be_a_digit() -> None:
    text = FRAMES["month"] + "- Toàn tỉnh có 1\ufffd8 chợ, 07 siêu thị.\n"
    report = interpret(document(text), vocabulary())
    assert codes(report) == ["unreadable_characters", *["unreadable_beside_figure"] * 2]
    told = [issue for issue in report.issues if issue.code == "unreadable_beside_figure"]
    assert [text[issue.start : issue.end] for issue in told] == ["1", "8"]


def test_a_text_without_gaps_says_nothing() -> None:
    assert codes(interpret(document(FRAMES["month"] + f"- {LINE}\n"), vocabulary())) == []
