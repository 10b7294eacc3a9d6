"""What tests of printed pages share: a paragraph to print, and pages read through the program's own door."""

from __future__ import annotations

from pathlib import Path

from extract.document import read_document
from extract.model import Document
from tests.making.pdf import Sheets

SENTENCES = (
    "Trong tháng các cơ sở sản xuất trên địa bàn tỉnh hoạt động ổn định, sản lượng nhiều mặt hàng tăng khá so với "
    "tháng trước và cùng kỳ năm trước, riêng mặt hàng may mặc giảm do thiếu đơn hàng từ các thị trường truyền thống "
    "nên doanh nghiệp phải cắt giảm giờ làm trong hai tuần cuối tháng."
)


def read(folder: Path, printed: Sheets | bytes) -> Document:
    """The document that a PDF is."""
    path = folder / "report.pdf"
    path.write_bytes(printed if isinstance(printed, bytes) else printed.finish())
    return read_document(path)


def furniture(document: Document) -> list[str]:
    """What is set apart as the page's, in order."""
    return [document.text[span.start : span.end] for span in document.furniture]


def report_lines(document: Document) -> list[str]:
    """The lines that are left for the report."""
    text = document.text
    for span in reversed(document.furniture):
        text = text[: span.start] + text[span.end :]
    return [line for line in text.split("\n") if line.strip()]
