"""Old fonts in Word files and workbooks, from the file to the text of the document."""

import io
from pathlib import Path

import docx
import pytest
import xlwt

from extract.document import read_document
from extract.syllables import count_words
from tests.program import ROOT

ARCHIVE = ROOT.parent / "shared" / "archive"


def test_runs_of_a_word_file_in_old_fonts(tmp_path: Path) -> None:
    made = docx.Document()
    paragraph = made.add_paragraph()
    for text, font in (
        ("Giaù trò saûn xuaát ", "VNI-Times"),
        ("c«ng nghiÖp n\xadíc ta ", ".VnTime"),
        ("đạt 1.865 tỷ đồng.", "Times New Roman"),
    ):
        paragraph.add_run(text).font.name = font
    made.save(str(tmp_path / "a.docx"))
    read = read_document(tmp_path / "a.docx").text
    assert "Giá trị sản xuất công nghiệp nước ta đạt 1.865 tỷ đồng." in read


def test_cells_of_a_workbook_mix_fonts(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("1")
    rows = [
        ("S¶n l\xadîng ®iÖn", ".VnTime"),
        ("Toång möùc baùn leû", "VNI-Times"),
        ("Xuất khẩu", "Arial"),
    ]
    for row, (label, font) in enumerate(rows):
        sheet.write(row, 0, label, xlwt.easyxf(f"font: name {font}"))
        sheet.write(row, 1, 40.5 + row)
    out = io.BytesIO()
    book.save(out)
    (tmp_path / "a.xls").write_bytes(out.getvalue())
    read = read_document(tmp_path / "a.xls").text
    for label in ("Sản lượng điện", "Tổng mức bán lẻ", "Xuất khẩu"):
        assert label in read


@pytest.mark.parametrize("name", ["gso_bieu_2000_12.xls", "gso_bieu_2009_06.xls"])
def test_real_workbooks_in_old_fonts_are_vietnamese(name: str) -> None:
    if not (ARCHIVE / name).exists():
        pytest.skip("the archive of real files is not here")
    count = count_words(read_document(ARCHIVE / name).text)
    assert count.marked > 2000
    assert count.marked_syllables > 0.98 * count.marked
