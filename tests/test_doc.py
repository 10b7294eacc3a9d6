"""Old Word files, RTF and OpenDocument text: read through an installed program, with a clear error where none is."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from hashlib import sha256
from pathlib import Path

import pytest

from extract.document import read_document
from extract.errors import UnreadableDocument, UnsupportedFormat
from extract.formats import conversion, doc
from extract.formats.kinds import Kind
from extract.healing import heal
from normalize.model import Report
from normalize.report import interpret
from tests.making.docx import rich_docx
from tests.program import ROOT
from tests.reading import FRAMES, vocabulary

ARCHIVE = ROOT.parent / "shared" / "archive"
HANOI = ARCHIVE / "hanoi_sct_baocao_2015.doc"
TEXT = (
    FRAMES["month"]
    + "- Kim ngạch xuất khẩu tháng 7<sup>1</sup> đạt 40 triệu USD, tăng 3,5% so với tháng trước.\n\n"
    "<sup>1</sup> Nhập khẩu đạt 12 triệu USD.\n\n- Tỷ lệ hộ sử dụng điện đạt 99,5%.\n"
)

with_libreoffice = pytest.mark.skipif(
    not conversion.libreoffice(), reason="LibreOffice is not installed (solieu doctor says how)"
)
with_catdoc = pytest.mark.skipif(not conversion.catdoc(), reason="catdoc is not installed")


def converted(folder: Path, suffix: str) -> Path:
    """The report as LibreOffice saves it in another of Word's formats."""
    source = folder / "report.docx"
    source.write_bytes(rich_docx(TEXT))
    subprocess.run(
        [conversion.libreoffice(), "--headless", f"-env:UserInstallation={(folder / 'p').as_uri()}",
         "--convert-to", suffix, "--outdir", str(folder), str(source)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return folder / f"report.{suffix}"


@with_libreoffice
@pytest.mark.parametrize("suffix", ["doc", "rtf", "odt"])
def test_a_converted_report_says_the_same(suffix: str, tmp_path: Path) -> None:
    path = converted(tmp_path, suffix)
    document = read_document(path)
    rows = [
        (r.digits, r.role, r.value, r.indicator, r.measure)
        for r in interpret(document, vocabulary()).ledger
    ]
    word = read_document(tmp_path / "report.docx")
    expected = interpret(word, vocabulary())
    assert rows == [(r.digits, r.role, r.value, r.indicator, r.measure) for r in expected.ledger]
    assert [note.text for note in heal(document).footnotes] == ["Nhập khẩu đạt 12 triệu USD."]
    assert document.sha256 == sha256(path.read_bytes()).hexdigest()
    assert "LibreOffice" in document.pages[0].reason


@with_catdoc
@with_libreoffice
def test_without_libreoffice_catdoc_reads_and_says_what_it_loses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = converted(tmp_path, "doc")
    monkeypatch.setattr(conversion, "libreoffice", lambda: "")
    document = read_document(path)
    assert "40 triệu USD" in document.text
    assert [notice.code for notice in document.notices] == ["notes_and_tables_lost"]
    assert "catdoc" in document.pages[0].reason


@pytest.mark.parametrize("kind", [Kind.RTF, Kind.WORD_XML])
def test_without_a_program_the_error_says_how_to_get_one(
    kind: Kind, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversion, "libreoffice", lambda: "")
    monkeypatch.setattr(conversion, "catdoc", lambda: "")
    with pytest.raises(
        UnsupportedFormat, match=r"a\.rtf: .* install it with: .*apt-get install libreoffice"
    ):
        doc.read_converted(b"{\\rtf1 a}", Path("a.rtf"), kind)


@pytest.mark.skipif(not HANOI.exists(), reason="the real file is not here")
def test_without_any_program_an_old_word_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conversion, "libreoffice", lambda: "")
    monkeypatch.setattr(conversion, "catdoc", lambda: "")
    with pytest.raises(UnsupportedFormat, match="apt-get install"):
        read_document(HANOI)


@pytest.mark.skipif(not HANOI.exists(), reason="the real file is not here")
@pytest.mark.parametrize(("size", "flag"), [(None, True), (30_000, False)])
def test_an_old_word_file_under_a_password_or_cut_short(
    size: int | None, flag: bool, tmp_path: Path
) -> None:
    content = bytearray(HANOI.read_bytes()[:size])
    if flag:
        head = content.find(b"\xec\xa5")  # the FIB's magic number
        content[head + 11] |= 1
    bad = tmp_path / "bad.doc"
    bad.write_bytes(content)
    with pytest.raises(UnreadableDocument, match="password" if flag else "damaged|cut short"):
        read_document(bad)


def test_a_program_that_hangs_is_stopped_with_its_children(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tmp_path / "child"
    hanging = tmp_path / "soffice"
    hanging.write_text(f"#!/bin/sh\nsleep 60 &\necho $! > {told}\nwait\n")
    hanging.chmod(0o755)
    monkeypatch.setattr(conversion, "libreoffice", lambda: str(hanging))
    monkeypatch.setattr(conversion, "SECONDS", 1)
    with pytest.raises(UnreadableDocument, match="did not finish in 1 seconds"):
        conversion.to_docx(b"{\\rtf1}", Path("a.rtf"), ".rtf")
    assert is_gone(int(told.read_text()))


def is_gone(process: int) -> bool:
    for _ in range(50):
        try:
            os.kill(process, signal.SIG_DFL)
        except ProcessLookupError:
            return True
        state = Path(f"/proc/{process}/stat")
        if state.exists() and state.read_text().split()[2] == "Z":
            return True
        time.sleep(0.1)
    return False


@with_libreoffice
def test_what_libreoffice_cannot_read_is_a_clear_error() -> None:
    with pytest.raises(UnreadableDocument, match=r"a\.doc: .*save it as \.docx"):
        conversion.to_docx(b"\xd0\xcf\x11\xe0" + b"\0" * 600, Path("a.doc"), ".doc")


@pytest.fixture(scope="module")
def hanoi() -> Report:
    if not HANOI.exists() or not conversion.libreoffice():
        pytest.skip("the real file or LibreOffice is not here")
    return interpret(read_document(HANOI), vocabulary())


FIGURES = (
    ("15,5", "15.5", "pct"), ("276,75", "276.75", "VND_bn"), ("236,074", "236.074", "VND_bn"),
    ("11.700", "11700", "VND_bn"),
    ("9.379", "9379", "VND_bn"), ("2.372", "2372", "VND_bn"), ("4,4", "4.4", "pct"), ("7,5", "7.5", "pct"),
    ("5,99", "5.99", "pct"), ("1.600", "1600", "count"), ("235", "235", "count"), ("526", "526", "count"),
    ("34", "34", "count"), ("1.164", "1164", "count"), ("395", "395", "count"), ("769", "769", "count"),
    ("207", "207", "count"), ("34.500", "34500", "t"), ("5.740", "5740", "t"), ("2.453", "2453", "t"),
    ("1.020", "1020", "t"), ("32.800", "32800", "t"), ("2.400", "2400", "t"), ("847", "847", "t"),
    ("2.566", "2566", "VND_bn"), ("30.000", "30000", "t"), ("2.500", "2500", "VND_bn"), ("6.000", "6000", "VND_bn"),
    ("450", "450", "VND_bn"), ("1.200", "1200", "VND_bn"), ("2.700", "2700", "VND_bn"), ("15.000", "15000", "VND_bn"),
    ("0,68", "0.68", "pct"), ("4,75", "4.75", "pct"), ("8,6", "8.6", "pct"), ("6,4", "6.4", "pct"),
    ("300.000", "300000", "person"), ("600.000", "600000", "person"), ("26", "26", "pct"), ("600", "600", "count"),
)  # fmt: skip
"""Digits, value and unit of forty figures, checked by hand against the printed text."""


@pytest.mark.parametrize(("digits", "value", "unit"), FIGURES)
def test_a_real_report_of_a_department_is_read(
    hanoi: Report, digits: str, value: str, unit: str
) -> None:
    found = {(str(row.value), row.unit) for row in hanoi.ledger if row.digits == digits}
    assert (value, unit) in {
        (text.rstrip("0").rstrip(".") if "." in text else text, u) for text, u in found
    }


def test_the_note_and_the_time_of_the_real_report(hanoi: Report) -> None:
    note = hanoi.footnotes[0]
    assert (len(hanoi.footnotes), note.number, note.text.count("TMCP")) == (1, 1, 7)
    assert note.mark_at is not None
    assert hanoi.document.text[: note.mark_at].endswith("các gói tín dụng ")
    profile = hanoi.profile
    assert (profile.province, profile.period, str(profile.issued_on)) == (
        "ha_noi",
        "2015",
        "2015-11-17",
    )
    furniture = [hanoi.document.text[s.start : s.end] for s in hanoi.document.furniture]
    assert len(furniture) == 1
    assert furniture[0].isdigit()
