"""A page of reports, scanned with noise and askew: how many figures are misread, and how many of these are told."""

from pathlib import Path

import pytest

from extract.document import read_document
from extract.formats.debian import missing
from extract.scans.tesseract import NEEDED
from normalize.report import interpret
from tests.making.fonts import TRUETYPE
from tests.making.scan import Flaws, Sheet, pages_of, pdf_of, scanned, typeset
from tests.program import CORPUS
from tests.reading import vocabulary
from tests.scans import compare

if not TRUETYPE["Liberation Serif"].exists():
    pytest.skip("fonts-liberation2 is not installed", allow_module_level=True)
if missing(*NEEDED):
    pytest.skip(f"not installed: {', '.join(missing(*NEEDED))}", allow_module_level=True)

RIGHT = 0.98
"""Share of the figures of a page, its note marks among them, that are read right; 0.99 was measured."""
UNTOLD = 1
"""Places at most where a figure is misread, lost or invented on a page and no issue says so."""
FLAWS = Flaws(noise=15, skew=1.0)


@pytest.fixture(scope="module", params=["travinh-2020-07.md", "travinh-2016-2020.txt"])
def page(request: pytest.FixtureRequest) -> tuple[str, ...]:
    text = (CORPUS / "reports" / request.param).read_text(encoding="utf-8-sig")
    return pages_of(text)[1]


@pytest.fixture(scope="module")
def file(page: tuple[str, ...], tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("scan") / "scan.pdf"
    made.write_bytes(pdf_of(Sheet(picture=scanned(typeset(*page), FLAWS))))
    return made


def test_figures_are_read_right_or_told(page: tuple[str, ...], file: Path) -> None:
    document = read_document(file)
    found = compare("\n\n".join(page), document)
    assert found.figures > 30
    assert found.right >= RIGHT * found.figures, found.wrong
    assert len(found.wrong) - found.flagged_wrong <= UNTOLD, found.wrong
    assert found.flagged_right <= 0.03 * found.figures
    report = interpret(document, vocabulary())
    marked = [row for row in report.ledger if row.digits]
    assert marked
    assert all(row.place.confidence is not None for row in marked)
