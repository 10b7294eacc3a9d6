"""Damaged, locked, empty and hostile PDF files: each a clear error or a notice, in bounded time."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from time import monotonic

import pytest
from pypdf import PdfReader, PdfWriter

from extract.errors import UnreadableDocument
from extract.formats.pdf import MOST_PAGES
from tests.making.pdf import Sheets
from tests.pages import SENTENCES, read


def report(count: int = 1) -> bytes:
    sheets = Sheets()
    for page in range(count):
        if page:
            sheets.turn()
        sheets.paragraph(80, SENTENCES)
    return sheets.finish()


def written(writer: PdfWriter) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def locked() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(report())))
    writer.encrypt(user_password="secret", algorithm="AES-256")
    return written(writer)


def locked_against_change() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(report())))
    writer.encrypt(user_password="", owner_password="secret", algorithm="RC4-128")
    return written(writer)


def without_pages() -> bytes:
    return objects("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>")


def blank() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    return written(writer)


def with_many_pages(count: int) -> bytes:
    writer = PdfWriter()
    for _ in range(count):
        writer.add_blank_page(595, 842)
    return written(writer)


def objects(*bodies: str | bytes) -> bytes:
    """A file of these objects, numbered from 1; the first is the catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(bodies, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode()
        out += body if isinstance(body, bytes) else body.encode()
        out += b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += (
        f"trailer << /Size {len(bodies) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    )
    return bytes(out)


def stream(content: bytes, entries: str = "") -> bytes:
    return f"<< /Length {len(content)} {entries} >>\nstream\n".encode() + content + b"\nendstream"


def page_of(contents: bytes, resources: str = "<< >>", *more: bytes | str) -> bytes:
    return objects(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources {resources} >>",
        contents,
        *more,
    )


def pages_that_hold_themselves() -> bytes:
    return objects(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>",
        "<< /Type /Pages /Kids [2 0 R] /Parent 2 0 R /Count 1 >>",
    )


def a_form_that_draws_itself() -> bytes:
    form = stream(
        b"/F Do",
        "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 5 0 R >> >>",
    )
    return page_of(stream(b"/F Do"), "<< /XObject << /F 5 0 R >> >>", form)


def forms_that_multiply(levels: int = 12, times: int = 12) -> bytes:
    """Each form draws the next one many times: a billion drawings in a small file."""
    forms = []
    for level in range(levels):
        last = level == levels - 1
        drawn = b"0 0 m 1 1 l S" if last else b"/F Do " * times
        resources = "<< >>" if last else f"<< /XObject << /F {6 + level} 0 R >> >>"
        forms.append(
            stream(drawn, f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources {resources}")
        )
    return page_of(stream(b"/F Do"), "<< /XObject << /F 5 0 R >> >>", *forms)


def a_stream_that_swells() -> bytes:
    swollen = zlib.compress(b"0 0 m 1 1 l S " * 6_000_000, 1)
    return page_of(stream(swollen, "/Filter /FlateDecode"))


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (
            lambda: b"%PDF-1.7\n",
            r"this PDF is damaged or cut short; fetch it again, or print it to a new PDF",
        ),
        (lambda: report()[:400], r"this PDF is damaged or cut short; .*"),
        (locked, r"this PDF is encrypted; open it with its password and save it without one"),
        (without_pages, r"this PDF has no pages; .*"),
        (blank, r"its pages hold no text; .*"),
        (pages_that_hold_themselves, r".*"),
        (
            lambda: with_many_pages(MOST_PAGES + 1),
            rf"this PDF has {MOST_PAGES + 1:,} pages \(limit .*\); split it .*",
        ),
    ],
    ids=["head-only", "cut", "locked", "no-pages", "blank", "looping-pages", "too-many-pages"],
)
def test_what_can_t_be_read_is_refused_with_the_remedy(
    tmp_path: Path, make: Callable[[], bytes], message: str
) -> None:
    content = make()
    start = monotonic()
    with pytest.raises(UnreadableDocument) as caught:
        read(tmp_path, content)
    assert re.fullmatch(rf".*report\.pdf: {message}", str(caught.value))
    assert monotonic() - start < 20


def test_what_is_locked_only_against_change_is_read(tmp_path: Path) -> None:
    assert read(tmp_path, locked_against_change()).text == SENTENCES


@pytest.mark.parametrize(
    "make",
    [a_form_that_draws_itself, forms_that_multiply, a_stream_that_swells],
    ids=["form-in-itself", "forms-that-multiply", "swelling-stream"],
)
def test_hostile_pages_end_in_bounded_time(tmp_path: Path, make: Callable[[], bytes]) -> None:
    content = make()
    start = monotonic()
    with pytest.raises(UnreadableDocument):
        read(tmp_path, content)
    assert monotonic() - start < 30


@pytest.mark.parametrize("share", [30, 60, 90])
def test_a_file_cut_in_its_middle_is_refused_or_read_without_inventing(
    tmp_path: Path, share: int
) -> None:
    whole = report(3)
    try:
        text = read(tmp_path, whole[: len(whole) * share // 100]).text
    except UnreadableDocument:
        text = ""
    assert set(text.split()) <= set(SENTENCES.split())
