"""Ruled tables without lines between some of their rows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.making.pdf import Sheets
from tests.pages import read

WIDTHS = (140, 60, 80, 80)
HEAD = ("Tên", "ĐVT", "Tháng 6", "Tháng 7")
CASES = (
    ("one row", ("Cát", "m3", "34,5", "36,1"), 1),
    ("three rows", ("Cát\nBia\nĐiện", "m3\nlít\nkWh", "34,5\n7\n120", "36,1\n8\n-"), 3),
    ("a row without a figure", ("Cát\nBia\nĐiện", "m3\nlít\nkWh", "34,5\n7\n120", "36,1\n8,2\n "), 3),
    ("a long label", ("Sản xuất và\nphân phối điện", "kWh", "34,5", "36,1"), 1),
    ("a long label among others", ("Cát\nSản xuất và\nphân phối điện", "m3\nkWh", "34,5\n7", "1\n8"), 2),
    ("a list under a row", ("Tổng số\nTrong đó:", "m3", "34,5", "36,1"), 2),
    ("figures too long for their cells", ("Cát", "m3", "14.134.500,\n12", "14.134.500,\n75"), 1),
    ("figures cut within their decimals", ("Cát", "m3", "1.114.134.500,1\n2", "1.114.134.500,7\n5"), 1),
    ("one cell of figures alone", ("Cát", "m3", "34,5\n36,1", "đạt"), 1),
)  # fmt: skip


def drawn(*bands: Sequence[str]) -> Sheets:
    sheets = Sheets()
    sheets.grid(60, 100, WIDTHS, [HEAD, *bands], figures=2, pitch=12)
    return sheets


@pytest.mark.parametrize(("band", "rows"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_rows_of_a_band(band: Sequence[str], rows: int, tmp_path: Path) -> None:
    document = read(tmp_path, drawn(band, ("Gỗ", "m3", "5", "6")))
    (table,) = document.tables
    assert max(cell.row for cell in table.cells) == rows + 1
    last = [document.text[c.start : c.end] for c in table.cells if c.row == rows + 1]
    assert last == ["Gỗ", "m3", "5", "6"]


def test_each_line_of_a_band_is_a_row(tmp_path: Path) -> None:
    document = read(tmp_path, drawn(CASES[1][1]))
    (table,) = document.tables
    assert document.text[table.span.start : table.span.end].split("\n")[1:] == [
        "Cát | m3 | 34,5 | 36,1",
        "Bia | lít | 7 | 8",
        "Điện | kWh | 120 | -",
    ]
