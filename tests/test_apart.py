"""A file that makes its reader crash or hang is set aside; the program goes on."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from extract.document import read_document
from extract.errors import UnreadableDocument
from extract.formats.apart import read_apart
from extract.model import Document
from solieu.ingest import ingest
from tests.making.pdf import Sheets

pytestmark = pytest.mark.skipif(
    sys.platform in ("win32", "darwin"), reason="no process can be copied safely here"
)
PATH = Path("report.pdf")
DOCUMENT = Document(name="report.pdf", text="Tháng 7 đạt 12 tấn.", sha256="0" * 64)


def crashes(begin: Callable[[int], None]) -> Document:
    begin(1)
    begin(2)
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def hangs(begin: Callable[[int], None]) -> Document:
    begin(3)
    time.sleep(60)
    return DOCUMENT


def test_what_is_read_apart_is_what_is_read_here() -> None:
    assert read_apart(lambda _: DOCUMENT, PATH) == DOCUMENT


def test_a_crash_names_the_page() -> None:
    with pytest.raises(UnreadableDocument, match=r"report\.pdf: its page 2 makes .* crash .*print"):
        read_apart(crashes, PATH)


def test_a_page_without_end_is_given_up() -> None:
    start = time.monotonic()
    with pytest.raises(UnreadableDocument, match=r"report\.pdf: its page 3 takes more than 0 sec"):
        read_apart(hangs, PATH, longest=0.2)
    assert time.monotonic() - start < 30


def test_each_page_has_its_own_time() -> None:
    def slow(begin: Callable[[int], None]) -> Document:
        for page in range(1, 6):
            begin(page)
            time.sleep(0.1)
        return DOCUMENT

    assert read_apart(slow, PATH, longest=0.4) == DOCUMENT


def test_an_error_of_the_reader_stays_what_it_is() -> None:
    def refuses(_: Callable[[int], None]) -> Document:
        raise UnreadableDocument("report.pdf: it has no pages; print it again")

    with pytest.raises(UnreadableDocument, match=r"^report\.pdf: it has no pages; print it again$"):
        read_apart(refuses, PATH)


def test_a_fault_shows_its_cause_here() -> None:
    def fails(_: Callable[[int], None]) -> Document:
        return DOCUMENT.pages[7]  # type: ignore[return-value]

    with pytest.raises(IndexError):
        read_apart(fails, PATH)


def test_the_rest_of_a_run_goes_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import extract.formats.pdf as reader

    read = reader.read_pdf

    def read_or_crash(content: bytes, path: Path, begin: Callable[[int], None]) -> Document:
        return crashes(begin) if path.name.startswith("bad") else read(content, path, begin)

    monkeypatch.setattr(reader, "read_pdf", read_or_crash)
    for name in ("a.pdf", "bad.pdf", "c.pdf"):
        sheets = Sheets()
        sheets.text(60, 80, f"Tháng 7 năm 2020, tỉnh Trà Vinh có {len(name)} chợ.")
        (tmp_path / name).write_bytes(sheets.finish())
    done = list(ingest(sorted(tmp_path.glob("*.pdf")), tmp_path / "out.duckdb"))
    assert [bool(outcome.result) for outcome in done] == [True, False, True]
    assert "bad.pdf" in done[1].refusal


def test_the_places_of_a_pdf_come_with_it(tmp_path: Path) -> None:
    sheets = Sheets()
    sheets.text(60, 80, "Tháng 7 đạt 12 tấn.")
    (tmp_path / "a.pdf").write_bytes(sheets.finish())
    document = read_document(tmp_path / "a.pdf")
    place = document.place_of(0, 5)
    assert place.page == 1
    assert place.box is not None
