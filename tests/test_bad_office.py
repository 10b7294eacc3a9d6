"""Office files and web pages that are broken, hostile or not what they say: a clear error, or read all the same."""

from __future__ import annotations

import io
import re
import time
import zipfile
from pathlib import Path
from random import Random

import pytest

from extract.document import read_document
from extract.errors import SolieuError, UnreadableDocument, UnsupportedFormat
from extract.formats.kinds import Kind, kind_of
from solieu.ingest import find_reports, ingest
from tests.making.docx import plain_docx, raw_docx, repacked, rich_docx
from tests.reading import FRAMES

TEXT = "Kim ngạch xuất khẩu đạt 40 triệu USD."
GOOD = plain_docx(TEXT)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def archive(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def with_part(name: str, part: bytes) -> bytes:
    out = io.BytesIO(GOOD)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as made:
        made.writestr(name, part)
    return out.getvalue()


def encrypted_member() -> bytes:
    """The good file with the flag that says its members are under a password."""
    content = bytearray(GOOD)
    for signature, flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(signature)
        while at >= 0:
            content[at + flag] |= 1
            at = content.find(signature, at + 4)
    return bytes(content)


LAUGHS = "".join(f'<!ENTITY l{k} "{f"&l{k - 1};" * 10}">' for k in range(1, 9))
DOCTYPE = f'<!DOCTYPE d [<!ENTITY l0 "ha">{LAUGHS}<!ENTITY x SYSTEM "file:///etc/passwd">]>'
DEEP = "<w:sdt><w:sdtContent>" * 400 + "<w:p/>" + "</w:sdtContent></w:sdt>" * 400


@pytest.mark.parametrize(
    ("content", "error", "message"),
    [
        pytest.param(GOOD[:2000], UnreadableDocument, "cut short or damaged; fetch it again", id="truncated"),
        pytest.param(GOOD[:-40], UnreadableDocument, "fetch it again", id="without its directory's end"),
        pytest.param(encrypted_member(), UnreadableDocument, "password", id="members under a password"),
        pytest.param(with_part("word/media/image1.png", b"\0" * 120_000_000), UnreadableDocument, "unpacks to",
                     id="bomb"),
        pytest.param(repacked(GOOD, b"<w:body>", b"<w:body><w:p>"), UnreadableDocument, "is damaged", id="broken XML"),
        pytest.param(repacked(GOOD, b"<w:document", DOCTYPE.encode() + b"<w:document"), UnreadableDocument,
                     "declares", id="entities"),
        pytest.param(raw_docx(DEEP), UnreadableDocument, "save it again", id="nested without end"),
        pytest.param(raw_docx("<w:p/>"), UnreadableDocument, "holds no text", id="without text"),
        pytest.param(raw_docx('<w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p>'), UnreadableDocument,
                     "print it to PDF", id="pictures only"),
        pytest.param(archive(**{"[Content_Types].xml": b"<x/>", "word__settings.xml": b"<x/>"}), UnreadableDocument,
                     "no text part", id="no main part"),
        pytest.param(archive(**{"a.txt": b"a"}), UnsupportedFormat, "zip archive, not text; unpack it", id="a zip"),
        pytest.param(archive(**{"ppt__presentation.xml": b"<x/>"}), UnsupportedFormat, "slides as PDF", id="slides"),
        pytest.param(archive(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), UnsupportedFormat,
                     "save it as an Excel workbook", id="ods"),
        pytest.param(OLE + b"\0" * 1000, UnreadableDocument, "damaged; fetch it again", id="truncated OLE"),
        pytest.param(b"Rar!\x1a\x07\x00" + b"x" * 100, UnsupportedFormat, "unpack it", id="rar"),
        pytest.param(b"<html><body><script>1</script></body></html>", UnreadableDocument, "shows no text",
                     id="page without text"),
    ],
)  # fmt: skip
def test_a_bad_file_is_a_clear_error(
    content: bytes, error: type[SolieuError], message: str, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.docx"
    bad.write_bytes(content)
    began = time.monotonic()
    with pytest.raises(error, match=rf"bad\.docx: .*{message}"):
        read_document(bad)
    assert time.monotonic() - began < 20


VALUES = (b"-1", b"", b"99999999999999999999", b"abc", "²".encode(), b"1e9")


def damaged(content: bytes, dice: Random) -> bytes:
    """The Word file with values of its parts changed, or with its bytes."""
    if dice.random() < 0.2:
        raw = bytearray(content)
        for _ in range(dice.randrange(1, 20)):
            raw[dice.randrange(len(raw))] = dice.randrange(256)
        return bytes(raw)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(out, "w") as made:
        for name in given.namelist():
            part = given.read(name)
            for value in dice.sample(re.findall(rb'w:val="[^"]+"', part) or [b"\n"], 1):
                part = part.replace(value, b'w:val="' + dice.choice(VALUES) + b'"', 3)
            made.writestr(name, part)
    return out.getvalue()


@pytest.mark.parametrize("seed", range(40))
def test_damage_gives_a_document_or_a_clear_error(seed: int, tmp_path: Path) -> None:
    text = (
        FRAMES["month"] + f"1. Công nghiệp\n\n- {TEXT}<sup>1</sup>\n\n<sup>1</sup> Ước 5 tỷ đồng.\n"
    )
    bad = tmp_path / "bad.docx"
    bad.write_bytes(damaged(rich_docx(text), Random(seed)))
    outcome = f"{bad}: "
    try:
        outcome += read_document(bad).text.strip()
    except SolieuError as error:
        outcome = str(error)
    assert outcome.startswith(f"{bad}: ")
    assert len(outcome) > len(f"{bad}: ")


def test_a_million_paragraphs_end_in_bounded_time(tmp_path: Path) -> None:
    bad = tmp_path / "bad.docx"
    bad.write_bytes(raw_docx("<w:p><w:r><w:t>a 1</w:t></w:r></w:p>" * 1_000_000))
    began = time.monotonic()
    with pytest.raises(UnreadableDocument, match="unpacks to far more"):
        read_document(bad)
    assert time.monotonic() - began < 20


PAGE = f"<!DOCTYPE html><html><body><p>{TEXT}</p></body></html>".encode()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("report.pdf", GOOD),
        ("report.txt", GOOD),
        ("report.doc", GOOD),
        ("report.doc", PAGE),
        ("report.docx", TEXT.encode()),
        ("report.html", TEXT.encode()),
        ("report.xls", PAGE),
        ("report", GOOD),
    ],
)
def test_a_wrong_name_is_no_matter(name: str, content: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    assert read_document(tmp_path / name).text.strip() == TEXT


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"<p>mot</p>\n<p>hai</p>\n<p>ba</p>", Kind.HTML),
        (b"\xef\xbb\xbf  <!-- x -->\n<HTML><body>", Kind.HTML),
        ('<?xml version="1.0"?>\n<!DOCTYPE html><html>'.encode("utf-16"), Kind.HTML),
        (b"<sup>1</sup> Theo bao cao\n\n<sup>2</sup> Theo so\n\n<sup>3</sup> x", Kind.TEXT),
        (b"Tang <b>12%</b> so <p> cung </p> ky </div></p></p>", Kind.TEXT),
        (b"<p>tang</p> 12% so voi cung ky", Kind.TEXT),
        (b"1 < 2 va <html> la mot the", Kind.TEXT),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n boundary=x\r\n\r\n", Kind.MHTML),
        (b"Kinh gui: ...\nContent-Type: multipart/related", Kind.TEXT),
        (b"{\\rtf1 x}", Kind.RTF),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>', Kind.WORD_XML),
        (b"\n\n%PDF-1.4", Kind.PDF),
    ],
)  # fmt: skip
def test_what_a_file_is_is_told_by_what_is_in_it(content: bytes, kind: Kind) -> None:
    assert kind_of(content) is kind


def test_nothing_outside_of_a_file_is_followed(tmp_path: Path) -> None:
    """Remote templates, pictures and frames are addresses in the file; nothing listens there and nothing asks."""
    remote = (
        '<Relationship Id="t" TargetMode="External" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/attachedTemplate" Target="http://192.0.2.1/t.dotm"/></Relationships>'
    )
    (tmp_path / "remote.docx").write_bytes(repacked(GOOD, b"</Relationships>", remote.encode()))
    page = PAGE.replace(
        b"<p>",
        b'<iframe src="http://192.0.2.1/"></iframe><img src="http://192.0.2.1/a.png"><link rel=x href=//192.0.2.1><p>',
    )
    (tmp_path / "remote.html").write_bytes(page)
    began = time.monotonic()
    assert read_document(tmp_path / "remote.docx").text.strip() == TEXT
    assert read_document(tmp_path / "remote.html").text.strip() == TEXT
    assert time.monotonic() - began < 5


def test_bad_files_are_set_aside_and_the_rest_goes_in(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    report = FRAMES["month"] + TEXT
    (folder / "a.docx").write_bytes(plain_docx(report))
    (folder / "b.docx").write_bytes(GOOD[:500])
    (folder / "c.html").write_bytes(PAGE.replace(TEXT.encode(), report.encode()))
    (folder / "~$a.docx").write_bytes(b"lock")
    (folder / "._c.html").write_bytes(b"beside")
    found = find_reports([folder])
    assert [path.name for path in found] == ["a.docx", "b.docx", "c.html"]
    outcomes = {done.path.name: done.refusal for done in ingest(found, tmp_path / "test.duckdb")}
    assert outcomes["a.docx"] == outcomes["c.html"] == ""
    assert "fetch it again" in outcomes["b.docx"]
