"""`solieu text`: what the offsets of the ledger count in, and how each page was read."""

import csv
from io import StringIO
from pathlib import Path

from tests.program import solieu

TEXT = "UBND TỈNH TRÀ VINH\nBÁO CÁO\nTình hình tháng 7 năm 2020\n\f- Toàn tỉnh có 118 chợ.\n"


def test_a_text_file_is_printed_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(TEXT, encoding="utf-8")
    assert solieu(tmp_path, "text", "report.txt").stdout == TEXT


def test_the_ledger_counts_in_it(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(
        f"<html><body><p>{TEXT.replace(chr(10), '</p><p>')}</p></body></html>", encoding="utf-8"
    )
    shown = solieu(tmp_path, "text", "page.html").stdout
    rows = csv.DictReader(StringIO(solieu(tmp_path, "ledger", "page.html").stdout))
    found = [(row["digits"], shown[int(row["start"]) :][: len(row["digits"])]) for row in rows]
    assert [digits for digits, _ in found] == ["7", "2020", "118"]
    assert all(digits == printed for digits, printed in found)


def test_it_is_written_to_a_file(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(TEXT, encoding="utf-8")
    assert solieu(tmp_path, "text", "report.txt", "-o", "out.txt").stdout == ""
    assert (tmp_path / "out.txt").read_text(encoding="utf-8") == TEXT
    refused = solieu(tmp_path, "text", "report.txt", "-o", "none/out.txt")
    assert refused.returncode == 2
    assert "none/out.txt" in refused.stderr


def test_pages_say_how_they_were_read(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(TEXT, encoding="utf-8")
    answer = solieu(tmp_path, "text", "report.txt", "--pages", "--format", "csv").stdout
    assert answer.splitlines()[1:] == ["1,text,,0,0"]
