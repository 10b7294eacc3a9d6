"""Scanned pages: told from others, read with their tables and marks, and what is said where they can't be read."""

import os
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

from extract.document import read_document
from extract.errors import UnreadableDocument
from extract.formats.debian import missing
from extract.formats.pdf import read_pdf
from extract.model import Document
from extract.scans.tesseract import NEEDED
from tests.making.fonts import TRUETYPE
from tests.making.scan import CLEAN, Flaws, Sheet, pdf_of, png_of, scanned, tiff_of, typeset

if not TRUETYPE["Liberation Serif"].exists():
    pytest.skip("fonts-liberation2 is not installed", allow_module_level=True)

recogniser = pytest.mark.skipif(
    bool(missing(*NEEDED)), reason=f"not installed: {', '.join(missing(*NEEDED))}"
)

PROSE = (
    "Chỉ số sản xuất công nghiệp tháng 5 ước tăng 7,04% so với tháng trước<sup>1</sup>, tăng 11,36% so với cùng kỳ. "
    "Lũy kế 5 tháng, tổng mức bán lẻ hàng hóa đạt 18.925,36 tỷ đồng, đạt 41,8% kế hoạch năm<sup>2</sup>.",
    "Toàn tỉnh có 1.204 cơ sở, giải quyết việc làm cho 35.680 lao động, trong đó 53/86 xã có chợ; điện thương phẩm "
    "đạt 128,45 triệu kWh.",
    "<sup>1</sup> Tháng 4 có 03 ngày nghỉ lễ.",
    "<sup>2</sup> Theo Nghị quyết số 21/NQ-HĐND ngày 09/12/2019.",
)
TABLE = (
    ("Sản phẩm", "Kế hoạch", "Tháng 5", "5 tháng"),
    ("Gạo xay xát", "152.000,00", "11.520,22", "61.209,75"),
    ("Tôm đông lạnh", "24.500,00", "1.520,22", "7.318,04"),
    ("Thuốc lá", "1.360,00", "98,60", "460,15"),
    ("Điện", "1.210,00", "102,33", "7,18"),
)
SPOILT = "\n".join(
    ["BO TAI CHiNH", *["Thvc hien xay dung Co sOr du lieu quoc gia ve gia theo quy dinh"] * 6]
)
TEXT = "\n".join(["Báo cáo tình hình sản xuất công nghiệp và thương mại tháng 5 của tỉnh ta"] * 8)
STAMP = "Ký bởi: Sở Công Thương\nThời gian ký: 15.11.2016 11:03:37 +07:00"

Read = Callable[[str, Callable[[], bytes]], Document]


@pytest.fixture(scope="session")
def read(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Reads a file once for all processes that run the tests: a page takes seconds."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base

    def reading(name: str, make: Callable[[], bytes]) -> Document:
        kept = shared / f"{name}.pickle"
        if not kept.exists():
            file = base / name
            file.write_bytes(make())
            fresh = base / f"{name}.fresh"
            fresh.write_bytes(pickle.dumps(read_document(file)))
            fresh.replace(kept)
        found = pickle.loads(kept.read_bytes())
        assert isinstance(found, Document)
        return found

    return reading


def cells_of(document: Document) -> list[list[str]]:
    (table,) = document.tables
    rows: dict[int, list[str]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(document.text[cell.start : cell.end])
    return list(rows.values())


def prose() -> bytes:
    return pdf_of(Sheet(picture=scanned(typeset(*PROSE), CLEAN)))


def table_askew() -> bytes:
    flaws = Flaws(dpi=200, skew=1.4, noise=12)
    page = typeset("Biểu 1. Sản phẩm chủ yếu tháng 5 năm 2020 của tỉnh", TABLE)
    return pdf_of(Sheet(picture=scanned(page, flaws)))


@recogniser
def test_a_scanned_page_is_read_with_its_marks(read: Read) -> None:
    document = read("prose.pdf", prose)
    assert document.text.split("\n\n") == list(PROSE)
    (record,) = document.pages
    assert (record.method, record.rotation, float(record.skew)) == ("ocr", 0, 0)
    assert record.reason == "scanned: a picture and no text"


@recogniser
def test_every_figure_has_its_place_and_confidence(read: Read) -> None:
    document = read("prose.pdf", prose)
    for figure in ("7,04", "18.925,36", "1.204"):
        start = document.text.index(figure)
        place = document.place_of(start, start + len(figure))
        assert place.confidence is not None
        assert 90 < place.confidence <= 100
        assert place.box is not None
        assert 60 < place.box.left < place.box.right < 540
        assert 8 < place.box.bottom - place.box.top < 18


@recogniser
def test_a_ruled_table_askew_is_read_cell_by_cell(read: Read) -> None:
    document = read("table.pdf", table_askew)
    assert cells_of(document) == [list(row) for row in TABLE]
    (record,) = document.pages
    assert abs(float(record.skew) - 1.4) < 0.2


@recogniser
def test_a_page_on_its_side_is_turned(read: Read) -> None:
    flaws = Flaws(turned=90, skew=0.8, dpi=200)
    document = read("turned.png", lambda: png_of(scanned(typeset(*PROSE[1:2]), flaws), 200))
    assert "35.680 lao động, trong đó 53/86 xã" in document.text
    (record,) = document.pages
    assert record.rotation == 90
    assert abs(float(record.skew) - 0.8) < 0.2


@recogniser
def test_a_tiff_has_pages_and_specks_do_no_harm(read: Read) -> None:
    flaws = Flaws(specks=0.004, noise=10)
    pages = [scanned(typeset(text), flaws) for text in (PROSE[1], PROSE[3][12:])]
    document = read("pages.tif", lambda: tiff_of(*pages))
    assert [record.page for record in document.pages] == [1, 2]
    assert document.page_of(document.text.index("128,45")) == 1
    assert document.page_of(document.text.index("09/12/2019")) == 2


@recogniser
def test_a_file_may_mix_pages(read: Read) -> None:
    page = scanned(typeset(*PROSE[:1]), CLEAN)
    document = read("mixed.pdf", lambda: pdf_of(Sheet(text=TEXT), Sheet(picture=page)))
    assert [record.method for record in document.pages][1] == "ocr"
    assert document.pages[0].method != "ocr"
    assert "18.925,36" in document.text
    assert document.place_of(0, 5).confidence is None


@pytest.mark.parametrize(
    ("sheet", "reason"),
    [
        pytest.param(Sheet(text=TEXT), "", id="text"),
        pytest.param(Sheet(), "", id="a blank page"),
        pytest.param(Sheet(picture=scanned(typeset(), CLEAN)), "", id="a blank picture"),
        pytest.param(Sheet(picture=typeset(*PROSE)), "a picture and no text", id="a picture"),
        pytest.param(
            Sheet(picture=typeset(*PROSE), text=SPOILT, is_unseen=True),
            "spoilt",
            id="a spoilt text",
        ),
        pytest.param(
            Sheet(picture=typeset(*PROSE), text=TEXT, is_unseen=True),
            "not drawn",
            id="a good unseen text",
        ),
        pytest.param(
            Sheet(picture=typeset(*PROSE), text=STAMP), "most of its print", id="a stamp over it"
        ),
        pytest.param(
            Sheet(picture=typeset().point(lambda _: 225), text=TEXT), "", id="text on a background"
        ),
    ],
)
def test_a_scan_is_told_by_itself(
    monkeypatch: pytest.MonkeyPatch, sheet: Sheet, reason: str
) -> None:
    """Without a recogniser, so that nothing but the decision is made; a page of text is added to have one."""
    monkeypatch.setenv("PATH", "")
    document = read_pdf(pdf_of(sheet, Sheet(text=TEXT)), Path("a.pdf"))
    first, second = document.pages
    assert not second.reason.startswith("scanned")
    assert first.reason.startswith("scanned: ") == bool(reason)
    assert reason in first.reason


def test_without_a_recogniser_the_readable_pages_go_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    content = pdf_of(Sheet(text=TEXT), Sheet(picture=typeset(*PROSE), text=SPOILT, is_unseen=True))
    document = read_pdf(content, Path("mixed.pdf"))
    assert document.text.count("Báo cáo tình hình") == 8
    assert "Thvc hien" not in document.text
    (notice,) = document.notices
    assert (notice.code, notice.severity) == ("unrecognised_page", "error")
    assert notice.message.startswith("page 2 is an image and was not read; ")
    assert notice.message.endswith("apt-get install tesseract-ocr tesseract-ocr-vie")


def test_without_a_recogniser_a_good_unseen_text_is_taken_with_a_warning(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", "")
    content = pdf_of(Sheet(picture=typeset(*PROSE), text=TEXT, is_unseen=True))
    document = read_pdf(content, Path("a.pdf"))
    assert document.text.count("Báo cáo tình hình") == 8
    assert [(n.code, n.severity) for n in document.notices] == [("unproven_text", "warning")]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", pdf_of(Sheet(picture=typeset(*PROSE)))),
        ("a.png", png_of(typeset(*PROSE))),
        ("a.tif", tiff_of(typeset(*PROSE))),
    ],
)
def test_without_a_recogniser_nothing_but_scans_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, content: bytes
) -> None:
    monkeypatch.setenv("PATH", "")
    (tmp_path / name).write_bytes(content)
    with pytest.raises(
        UnreadableDocument, match=r"apt-get install tesseract-ocr tesseract-ocr-vie$"
    ):
        read_document(tmp_path / name)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(png_of(typeset())[:3000], id="cut"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + b"\0" * 100, id="no picture"),
        pytest.param(b"II*\x00" + b"\xff" * 100, id="no TIFF"),
    ],
)
def test_a_damaged_picture_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.png").write_bytes(content)
    with pytest.raises(UnreadableDocument, match=r"a\.png: "):
        read_document(tmp_path / "a.png")
