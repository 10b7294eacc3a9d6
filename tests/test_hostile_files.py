"""Files that are broken or mean harm, of every format: refused clearly, in bounded time and memory; the rest goes in.

What an office format, a PDF or a web page may do beyond that is in the tests of its reader.
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import tarfile
import threading
import time
import zipfile
import zlib
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import ClassVar

import openpyxl
import pytest
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from extract.document import read_document
from extract.errors import SolieuError
from extract.naming import printable
from solieu.ingest import ingest
from tests.making.docx import plain_docx
from tests.program import CORPUS, ROOT

SECONDS = 10
MEMORY = 2 * 2**30
"""Bytes of address space: the libraries that are loaded take half of it."""
GOOD = CORPUS / "reports" / "travinh-2021-01.txt"
SENTENCE = "Kim ngach xuat khau dat 40 trieu USD, tang 5,2% so voi thang truoc."
bounded = settings(max_examples=12, deadline=None, derandomize=True, database=None)


def text() -> bytes:
    return "Kim ngạch xuất khẩu ước đạt 40 triệu USD, tăng 5,2% so với tháng trước.\n".encode() * 20


def pdf(pages: int = 2) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=True)
    for _ in range(pages):
        canvas.drawString(72, 720, SENTENCE)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def docx() -> bytes:
    return plain_docx(SENTENCE)


def html() -> bytes:
    return f"<!doctype html><html><body><p>{SENTENCE}</p></body></html>".encode()


def xlsx() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["Chỉ tiêu", "Tháng 7"])  # type: ignore[union-attr]
    book.active.append(["Xuất khẩu", 40.5])  # type: ignore[union-attr]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def xls() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Biểu 1")
    for row, (label, figure) in enumerate([("Chỉ tiêu", "Tháng 7"), ("Xuất khẩu", 40.5)]):
        sheet.write(row, 0, label)
        sheet.write(row, 1, figure)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 40), "white").save(out, "PNG")
    return out.getvalue()


FORMATS: dict[str, Callable[[], bytes]] = {
    ".txt": text,
    ".pdf": pdf,
    ".docx": docx,
    ".html": html,
    ".xlsx": xlsx,
    ".xls": xls,
    ".png": png,
}
SOUND = [".txt", ".pdf", ".docx", ".html", ".xlsx", ".xls"]
"""Formats whose sample needs no recogniser to be read."""


def outcome(path: Path) -> str:
    """Read `path`: `read`, or the refusal, which names the file and the remedy in one line, in bounded time."""
    started = time.monotonic()
    try:
        read_document(path)
    except SolieuError as error:
        message = str(error)
        assert message.startswith(f"{path}: ")
        assert "; " in message
        assert "\n" not in message
        told = message.removeprefix(f"{path}: ")
    else:
        told = "read"
    assert time.monotonic() - started < SECONDS
    return told


def written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("suffix", SOUND)
def test_the_samples_are_read(tmp_path: Path, suffix: str) -> None:
    assert outcome(written(tmp_path, f"a{suffix}", FORMATS[suffix]())) == "read"


@pytest.mark.parametrize("suffix", FORMATS)
def test_an_empty_file_is_refused(tmp_path: Path, suffix: str) -> None:
    assert outcome(written(tmp_path, f"a{suffix}", b"")) == "the file is empty; fetch it again"


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".xlsx", ".xls", ".png"])
@pytest.mark.parametrize("part", [0.02, 0.3, 0.6, 0.9])
def test_a_truncated_file_is_refused(tmp_path: Path, suffix: str, part: float) -> None:
    content = FORMATS[suffix]()
    told = outcome(written(tmp_path, f"a{suffix}", content[: int(len(content) * part)]))
    if suffix != ".pdf":  # the start of a PDF may hold whole pages
        assert told != "read"


@pytest.mark.parametrize("suffix", SOUND)
@pytest.mark.parametrize(
    "name", ["a.txt", "a.pdf", "a.docx", "a.html", "a.xls", "a.xlsx", "a.png", "a"]
)
def test_the_name_says_nothing(tmp_path: Path, suffix: str, name: str) -> None:
    assert outcome(written(tmp_path, name, FORMATS[suffix]())) == "read"


@pytest.mark.parametrize("suffix", FORMATS)
@bounded
@given(
    flips=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(1, 255)), max_size=8)
)
def test_flipped_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, flips: list[tuple[float, int]]
) -> None:
    content = bytearray(FORMATS[suffix]())
    for place, mask in flips:
        content[int(place * len(content))] ^= mask
    outcome(written(tmp_path_factory.mktemp("flips"), f"a{suffix}", bytes(content)))


@bounded
@given(
    content=st.binary(min_size=1, max_size=3000),
    head=st.sampled_from([make()[:64] for make in FORMATS.values()]),
)
def test_random_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, head: bytes
) -> None:
    outcome(written(tmp_path_factory.mktemp("random"), "a.bin", head + content))


def without_pages() -> bytes:
    return (
        b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
        b"2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
    )


def encrypted_pdf() -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(PdfReader(io.BytesIO(pdf())))
    writer.encrypt("secret")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def zip_of(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def bomb(sample: Callable[[], bytes], part: str) -> bytes:
    """The sample with a part that unpacks to a quarter of a gigabyte."""
    out = io.BytesIO(sample())
    with (
        zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED, compresslevel=9) as archive,
        archive.open(part, "w", force_zip64=True) as stream,
    ):
        for _ in range(256):
            stream.write(b" " * 2**20)
    return out.getvalue()


def nested_zip() -> bytes:
    content = bomb(lambda: zip_of(a=b"a"), "zeros.txt")
    for _ in range(5):
        content = zip_of(**{f"inner{n}.zip": content for n in range(3)})
    return content


def flate_bomb() -> bytes:
    """A PDF of one page whose stream unpacks to a gigabyte."""
    packed = zlib.compress(zlib.compress(b"0 0 m " * (2**30 // 600), 9), 9)
    stream = b"<< /Filter [/FlateDecode /FlateDecode] /Length %d >>\nstream\n" % len(packed)
    return (
        b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
        b"2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
        b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R >>\nendobj\n"
        b"4 0 obj\n" + stream + packed + b"\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
    )


def pages_in_a_ring() -> bytes:
    return pdf(1).replace(b"/Kids [ 3 0 R ]", b"/Kids [ 4 0 R ]")


def giant_png() -> bytes:
    """A picture that says it is 60,000 pixels wide and high."""
    content = bytearray(png())
    content[16:24] = (60_000).to_bytes(4, "big") * 2
    content[29:33] = zlib.crc32(bytes(content[12:29])).to_bytes(4, "big")
    return bytes(content)


def entities() -> bytes:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return (
        f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY l0 "ha">{laughs}]>'
        f"<html><body><p>&l9; {SENTENCE}</p></body></html>"
    ).encode()


def tar() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("a.txt"), io.BytesIO(b""))
    return out.getvalue()


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "a PDF without pages.pdf": (without_pages, "no pages|damaged"),
    "a PDF under a password.pdf": (encrypted_pdf, "password"),
    "five thousand pages.pdf": (lambda: pdf(5000), r"5,000 pages"),
    "only the head of a PDF.pdf": (lambda: b"%PDF-1.7\n", "damaged"),
    "a bomb in a Word file.docx": (
        lambda: bomb(docx, "word/media/image1.xml"),
        "unpacks to far more",
    ),
    "a bomb in a workbook.xlsx": (
        lambda: bomb(xlsx, "xl/worksheets/sheet9.xml"),
        "unpacks to far more",
    ),
    "zips in zips.zip": (nested_zip, "zip archive, not text; unpack it"),
    "a picture of giant size.png": (giant_png, "."),
    "NUL bytes.txt": (lambda: b"\x00" * 5000, "binary file"),
    "a lone surrogate.txt": (lambda: text() + b"\xed\xa0\x80\n", "not UTF-8"),
    "a hundred megabytes in a line.txt": (
        lambda: b"12 trieu USD, " * 7_500_000,
        "100 MiB is too large",
    ),
    "an archive of tar.tar": (tar, "binary file"),
}


BOUNDED: dict[str, Callable[[], bytes]] = {
    "a page of deep nesting.html": lambda: (
        b"<!doctype html><html>" + b"<div>" * 50_000 + SENTENCE.encode()
    ),
    "a page of deep tables.html": lambda: (
        b"<!doctype html><html>" + b"<table><tr><td>" * 5_000 + SENTENCE.encode()
    ),
    "entities in a page.html": entities,
    "a stream that unpacks to a gigabyte.pdf": flate_bomb,
    "pages in a ring.pdf": pages_in_a_ring,
    "brackets.txt": lambda: b"(" * 200_000,
    "hyphens.txt": lambda: "\u00e1-".encode() * 50_000,
    "blanks.txt": lambda: b"a" + b" " * 200_000 + b"1",
    "marks.txt": ("a" + "\u0301" * 100_000).encode,
    "old letters.txt": lambda: b"\xb8\xad" * 50_000,
}
"""Files that may be read or refused, but in bounded time and memory."""

_CHILD = """
import resource, sys, time
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]),) * 2)
from extract.document import read_document
from extract.errors import SolieuError
started = time.process_time()
try:
    read_document(Path(sys.argv[1]))
    told = "read"
except SolieuError as error:
    told = str(error)
print(round(time.process_time() - started, 1), told)
"""


def outcome_in_bounds(path: Path) -> str:
    """Read `path` in a process with bounded memory and processor time."""
    ended = subprocess.run(
        [sys.executable, "-c", _CHILD, str(path), str(MEMORY)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=12 * SECONDS,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    seconds, _, told = ended.stdout.strip().partition(" ")
    assert float(seconds) < SECONDS
    return told


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_file_is_refused_in_bounded_time_and_memory(tmp_path: Path, name: str) -> None:
    make, message = REFUSED[name]
    path = written(tmp_path, name, make())
    told = outcome_in_bounds(path)
    assert told.startswith(f"{path}: ")
    assert re.search(message, told)


@pytest.mark.parametrize("name", BOUNDED)
def test_a_strange_file_takes_bounded_time_and_memory(tmp_path: Path, name: str) -> None:
    path = written(tmp_path, name, BOUNDED[name]())
    told = outcome_in_bounds(path)
    assert told == "read" or told.startswith(f"{path}: ")


def pipe(path: Path) -> None:
    os.mkfifo(path)


def ring(path: Path) -> None:
    path.symlink_to(path.name)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def socket_file(path: Path) -> None:
    import socket

    with socket.socket(socket.AF_UNIX) as made:
        made.bind(os.path.relpath(path))


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (pipe, "this is no regular file; name the file itself"),
        (device, "this is no regular file; name the file itself"),
        (socket_file, "this is no regular file; name the file itself"),
        (ring, r"cannot be read \(Too many levels of symbolic links\); check the path .*"),
    ],
)
def test_what_is_no_file_is_refused_and_the_rest_goes_in(
    tmp_path: Path, database: Path, make: Callable[[Path], None], message: str
) -> None:
    bad = tmp_path / "bad.txt"
    make(bad)
    refused, good = ingest([bad, GOOD], database)
    assert re.fullmatch(rf"{re.escape(str(bad))}: {message}", refused.refusal)
    assert good.result is not None


def started(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run the program of this tree, whatever is installed, and keep its output as bytes."""
    return subprocess.run(
        [sys.executable, "-m", "solieu", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )


NAMES = [
    b"new\nline.txt",
    b"escape\x1b[2J\x1b]0;title\x07.txt",
    b"not \xff utf-8.txt",
    b"right to left \xe2\x80\xae txt.exe.txt",
    b"return\r.txt",
]


def test_names_of_any_bytes_are_stored_and_said_without_harm(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for blanks, name in enumerate(NAMES):
        (folder / os.fsdecode(name)).write_bytes(GOOD.read_bytes() + b"\n" * blanks)
        (folder / os.fsdecode(b"bad " + name)).write_bytes(b"\x00" * 500)
    ended = started(tmp_path, "ingest", "reports")
    assert ended.returncode == 1
    table, refusals = ended.stdout.decode("utf-8"), ended.stderr.decode("utf-8")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u202e]", table + refusals)
    assert table.count("\n") == 2 + 2 * len(NAMES)
    assert refusals.count("\n") == len(NAMES)
    for safe in (printable(os.fsdecode(name)) for name in NAMES):
        assert re.search(rf"^{re.escape(safe)} +loaded", table, re.MULTILINE)
        assert f"refused: reports/bad {safe}: this is a binary file" in refusals


def test_a_text_cannot_speak_to_the_terminal(tmp_path: Path) -> None:
    written(
        tmp_path,
        "a.txt",
        GOOD.read_bytes() + "\n\nHội chợ \x1b[2J\x1b]0;x\x07 có 250 gian hàng.\n".encode(),
    )
    for command in (["ingest", "a.txt"], ["sql", "select * from ledger"]):
        ended = started(tmp_path, *command)
        assert ended.returncode == 0
        assert b"\x1b" not in ended.stdout + ended.stderr
        assert b"\x07" not in ended.stdout + ended.stderr


def test_a_fault_of_the_program_sets_the_file_aside_and_says_so(
    tmp_path: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import solieu.ingest
    from normalize.report import read_report

    bad = written(tmp_path, "bad.txt", text())

    def failing(path: Path, vocabulary: object) -> object:
        if path == bad:
            raise KeyError("\x1b[31mwhat\nelse")
        return read_report(path, vocabulary)  # type: ignore[arg-type]

    monkeypatch.setattr(solieu.ingest, "read_report", failing)
    with pytest.raises(KeyError):
        list(ingest([bad, GOOD], database))
    monkeypatch.delenv(solieu.ingest.DEBUG)
    refused, good = ingest([bad, GOOD], database)
    assert re.fullmatch(
        rf"{bad}: solieu failed on this file \(KeyError in test_hostile_files\.py, line \d+: .*\), which is its fault"
        r" and not the file's; report it with the file, and with what it prints when SOLIEU_DEBUG=1 is set",
        refused.refusal,
    )
    assert "\x1b" not in refused.refusal
    assert good.result is not None
    assert good.result.state == "loaded"


_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


class _Listener(BaseHTTPRequestHandler):
    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(204)
        self.end_headers()


def linked(sample: str, address: str) -> bytes:
    """A file of a format that points to `address` in the ways that it has."""
    if sample == ".html":
        return (
            f'<!doctype html><html><head><link rel="stylesheet" href="{address}/css"><base href="{address}">'
            f'<script src="{address}/js"></script><meta http-equiv="refresh" content="0;url={address}/next"></head>'
            f'<body><img src="{address}/img"><iframe src="{address}/frame"></iframe><p>{SENTENCE}</p></body></html>'
        ).encode()
    if sample == ".xhtml":
        return (
            f'<?xml version="1.0"?><?xml-stylesheet href="{address}/xsl"?><!DOCTYPE html SYSTEM "{address}/dtd" '
            f'[<!ENTITY x SYSTEM "{address}/entity">]><html><body><p>&x; {SENTENCE}</p></body></html>'
        ).encode()
    if sample == ".docx":
        out = io.BytesIO()
        rels = (
            f'<Relationship Id="rIdX" Type="{_RELATION}/attachedTemplate" Target="{address}/template"'
            ' TargetMode="External"/></Relationships>'
        )
        with zipfile.ZipFile(io.BytesIO(docx())) as old, zipfile.ZipFile(out, "w") as new:
            for part in old.infolist():
                content = old.read(part)
                if part.filename == "word/_rels/document.xml.rels":
                    content = content.replace(b"</Relationships>", rels.encode())
                new.writestr(part, content)
        return out.getvalue()
    if sample == ".xlsx":
        book = openpyxl.load_workbook(io.BytesIO(xlsx()))
        book.active["C2"] = f'=WEBSERVICE("{address}/cell")'  # type: ignore[index]
        book.active["C2"].hyperlink = f"{address}/link"  # type: ignore[index]
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()
    canvas = Canvas(out := io.BytesIO())
    canvas.drawString(72, 720, SENTENCE)
    canvas.linkURL(f"{address}/link", (72, 700, 200, 730))
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize("sample", [".html", ".xhtml", ".docx", ".xlsx", ".pdf"])
def test_no_link_is_followed(tmp_path: Path, sample: str) -> None:
    server = HTTPServer(("127.0.0.1", 0), _Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        address = f"http://127.0.0.1:{server.server_port}"
        content = linked(sample, address)
        outcome(written(tmp_path, f"a{sample}", content))
        time.sleep(0.2)
    finally:
        server.shutdown()
        server.server_close()
    assert _Listener.asked == []


@pytest.mark.parametrize("suffix", [".html", ".txt"])
def test_no_file_is_read_by_an_entity(tmp_path: Path, suffix: str) -> None:
    secret = written(tmp_path, "secret", b"4711 secret")
    content = (
        f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
        f"<html><body><p>&x; {SENTENCE}</p></body></html>"
    ).encode()
    path = written(tmp_path, f"a{suffix}", content)
    try:
        document = read_document(path)
    except SolieuError:
        return
    assert "4711" not in document.text


def test_the_bound_of_memory_is_one() -> None:
    greedy = f"import resource as r; r.setrlimit(r.RLIMIT_AS, ({MEMORY},) * 2); bytes(2**32)"
    ended = subprocess.run(
        [sys.executable, "-c", greedy], capture_output=True, text=True, check=False
    )
    assert "MemoryError" in ended.stderr
