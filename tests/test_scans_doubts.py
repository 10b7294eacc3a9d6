"""Doubtful figures of scans: what is told, and what is left in peace."""

from dataclasses import dataclass
from decimal import Decimal

import pytest

from extract.model import Cell, Document, PageRecord, Place, Span, Table
from extract.scans.doubts import LEAST_CONFIDENCE, doubts_of

GROUPED = "đạt 1.520,22 tấn, tăng 7,5% và 12,1%; "


@dataclass(frozen=True)
class Sure:
    """Everything was read with one confidence, or is no scan."""

    confidence: Decimal | None

    def place_of(self, start: int, end: int) -> Place:
        return Place(page=1, confidence=self.confidence)


def document(text: str, confidence: str = "99", method: str = "ocr", **more) -> Document:
    return Document(
        name="a.pdf",
        text=text,
        sha256="0" * 64,
        source=Sure(Decimal(confidence) if method == "ocr" else None),
        pages=(PageRecord(page=1, method=method),),
        **more,
    )


def doubted(text: str, **more) -> list[str]:
    made = document(text, **more)
    return [made.text[notice.span.start : notice.span.end] for notice in doubts_of(made)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("sản lượng 1.207/34 tấn", ["1.207/34"], id="a slash for a comma"),
        pytest.param("sản lượng 8-l0 tấn, S4 cái, 750m", ["8-l0", "S4"], id="letters among digits"),
        pytest.param("điều 1] và 5O tấn", ["1]", "5O"], id="signs among digits"),
        pytest.param("Gạo loại l và Khoản ! Điều 2", ["l", "!"], id="signs alone"),
        pytest.param(GROUPED + "Gạo 152022 tấn", ["152022"], id="separators lost"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_what_may_be_misread_is_told(text: str, expected: list[str]) -> None:
    assert doubted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(GROUPED + "năm 2020, 53/86 xã, ngày 20/7/2020", id="dates and fractions"),
        pytest.param("Gạo 152022 tấn", id="a text that groups nothing"),
        pytest.param(
            GROUPED + "Quyết định số 15202/QĐ-UBND, 2016-20201", id="numbers of documents"
        ),
        pytest.param("quý I năm 2020\n\nI. KẾT QUẢ\n\nloại I", id="Roman one"),
        pytest.param(
            "trạm 110kV, dài 17,5km, 25MW, 12m3, 500ml, Covid-19, H5N1", id="units and names"
        ),
        pytest.param("Đây là gì! Vậy.", id="a mark of exclamation"),
    ],
)
def test_what_is_as_usual_is_not(text: str) -> None:
    assert doubted(text) == []


def test_a_text_that_is_no_scan_has_no_doubts() -> None:
    assert doubted("1.207/34 tấn, S4, 1]", method="pdfplumber") == []


@pytest.mark.parametrize(("confidence", "n"), [("96.9", 2), ("97", 0)])
def test_a_figure_below_the_bound_is_told(confidence: str, n: int) -> None:
    assert Decimal(97) == LEAST_CONFIDENCE
    made = document("tăng 7,5% trong 3 tháng", confidence=confidence)
    notices = doubts_of(made)
    assert [(x.code, x.severity) for x in notices] == [("ocr_low_confidence", "warning")] * n
    assert not n or "'7,5'" in notices[0].message


def table(*rows: str) -> dict[str, object]:
    """A table of one column and the document's text."""
    text = "\n".join(rows)
    cells, at = [], 0
    for n, row in enumerate(rows):
        cells.append(Cell(row=n, column=0, start=at, end=at + len(row)))
        at += len(row) + 1
    return {"text": text, "tables": (Table(span=Span(start=0, end=len(text)), cells=tuple(cells)),)}


def test_the_bars_between_cells_are_not_printed() -> None:
    text = "1 | a | l"
    cells = tuple(Cell(row=0, column=n, start=at, end=at + 1) for n, at in enumerate((0, 4, 8)))
    made = Table(span=Span(start=0, end=9), cells=cells)
    assert doubted(text, tables=(made,)) == ["l"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (("TT", "1", "2", "3", "ó", "5"), ["ó"]),
        (("STT", "9", "10", "lãi", "12", "13"), ["lãi"]),
        (("STT", "97", "09", "99", "100", "¡1", "102", "103"), ["09", "¡1"]),
        (("STT", "110", "II", "112", "113", "114"), ["II"]),
        (("%", "7", "12", "9", "30,5"), []),
        (("STT", "1", "2", "3", "4", "-"), []),
        (("I", "1", "2", "3", "4", "II"), []),
        (("1", "a", "b", "c", "d"), []),
    ],
)
def test_a_letter_in_a_column_of_figures_is_told(
    rows: tuple[str, ...], expected: list[str]
) -> None:
    assert doubted(**table(*rows)) == expected  # type: ignore[arg-type]
