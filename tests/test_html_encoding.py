"""A page's encoding is what its bytes are, whatever it declares."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from extract.formats.html import read_html
from extract.web.decoding import decode_page

WORDS = "Tổng mức bán lẻ hàng hóa và dịch vụ đạt 12,5 tỷ đồng"


def page(charset: str) -> str:
    declared = (
        f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">'
        if charset
        else ""
    )
    return f"<html><head>{declared}</head><body><p>{WORDS}</p></body></html>"


def in_windows_1258(text: str) -> bytes:
    """`text` with its tones as combining marks where the encoding has no letter for both."""
    out = bytearray()
    for char in text:
        try:
            out += char.encode("cp1258")
        except UnicodeEncodeError:
            first, tone = (
                unicodedata.normalize("NFD", char)[:-1],
                unicodedata.normalize("NFD", char)[-1],
            )
            if tone not in "\u0300\u0301\u0303\u0309\u0323":
                base = unicodedata.normalize("NFD", char)
                first, tone = base[0] + base[2:], base[1]
            out += unicodedata.normalize("NFC", first).encode("cp1258") + tone.encode("cp1258")
    return bytes(out)


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (page("utf-8").encode(), "utf-8"),
        (page("").encode(), "utf-8"),
        (page("windows-1252").encode(), "utf-8"),
        (page("windows-1258").encode(), "utf-8"),
        (b"\xef\xbb\xbf" + page("").encode(), "utf-8"),
        (page("").encode("utf-16"), "utf-16-le"),
        (in_windows_1258(page("windows-1258")), "windows-1258"),
        (in_windows_1258(page("utf-8")), "windows-1258"),
        (in_windows_1258(page("")), "windows-1258"),
        (in_windows_1258(page("no-such-thing")), "windows-1258"),
        (page("iso-8859-1").encode("ascii", "xmlcharrefreplace"), "utf-8"),
    ],
)
def test_a_page_is_read_in_what_it_is(content: bytes, encoding: str) -> None:
    assert decode_page(content).encoding == encoding
    text = read_html(content, Path("page.html")).text
    assert unicodedata.normalize("NFC", text).strip() == WORDS


def test_what_the_mail_around_a_page_states_counts_where_the_page_is_silent() -> None:
    assert decode_page(in_windows_1258("<p>ở đây</p>"), "windows-1258").encoding == "windows-1258"


def test_a_false_declaration_and_broken_bytes_are_told() -> None:
    wrong = read_html(page("windows-1252").encode(), Path("page.html"))
    assert [notice.code for notice in wrong.notices] == ["encoding_declared"]
    cut = read_html(page("utf-8").encode()[:-40] + "ộ".encode()[:2], Path("page.html"))
    assert [notice.code for notice in cut.notices] == ["unreadable_bytes"]
