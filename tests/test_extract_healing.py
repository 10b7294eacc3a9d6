"""Page breaks, page numbers, notes and broken lines undone, with the way back to the text as given."""

import codecs
import unicodedata
from pathlib import Path

import pytest

from extract.document import read_document
from extract.healing import heal
from tests.reading import cases, document, framed


def healed(text: str) -> str:
    whole, start, end = framed(text)
    kept = [p for p in heal(document(whole)).passages if p.text and start <= p.places[0] < end]
    return " ¶ ".join(p.text if p.note is None else f"[{p.note}] {p.text}" for p in kept)


@pytest.mark.parametrize(("text", "expected"), cases("healing"))
def test_healed(text: str, expected: str) -> None:
    assert healed(text) == expected


@pytest.mark.parametrize(("text", "expected"), cases("healing"))
def test_healed_from_combining_marks(text: str, expected: str) -> None:
    assert healed(unicodedata.normalize("NFD", text)) == expected


@pytest.mark.parametrize(("text", "_"), cases("healing"))
def test_every_character_knows_its_place(text: str, _: str) -> None:
    whole = framed(text)[0]
    for passage in heal(document(whole)).passages:
        assert len(passage.places) == len(passage.text) == len(passage.folded)
        assert list(passage.places) == sorted(passage.places)
        digits = [
            (c, whole[at])
            for c, at in zip(passage.text, passage.places, strict=True)
            if c.isdigit()
        ]
        assert all(c == given or given in "²³" for c, given in digits)


@pytest.mark.parametrize("encoded", ["bom", "utf-16"])
def test_byte_order_mark_is_no_text(tmp_path: Path, encoded: str) -> None:
    text = framed("- Xuất khẩu đạt 5 triệu USD.")[0]
    path = tmp_path / "report.txt"
    content = codecs.BOM_UTF8 + text.encode() if encoded == "bom" else text.encode("utf-16")
    path.write_bytes(content)
    assert read_document(path).text == text


def test_text_is_kept_as_given(tmp_path: Path) -> None:
    text = unicodedata.normalize("NFD", framed("- Lũy kế\r\n\f đạt 5 tỷ đồng.")[0]).replace(
        "\n", "\r\n"
    )
    path = tmp_path / "report.txt"
    path.write_bytes(text.encode())
    assert read_document(path).text == text
