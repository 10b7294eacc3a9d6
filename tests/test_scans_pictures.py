"""The picture of a page: level, lit, its lines found and taken out, its cells seen."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from extract.scans.grids import find_grids
from extract.scans.picture import dark_pixels, evenly_lit, skew_of, turned, without_specks
from extract.scans.ruling import find_ruling

DPI = 300


def blank() -> Image.Image:
    return Image.new("L", (1600, 1200), 255)


def ruled(rows: int, columns: int, *missing: tuple[float, float, float, float]) -> Image.Image:
    """A table of cells 300 pixels wide and 90 high from (100, 100), lines 3 pixels thick, parts of them rubbed out."""
    page = blank()
    draw = ImageDraw.Draw(page)
    for n in range(rows + 1):
        draw.line((100, 100 + 90 * n, 100 + 300 * columns, 100 + 90 * n), fill=0, width=3)
    for n in range(columns + 1):
        draw.line((100 + 300 * n, 100, 100 + 300 * n, 100 + 90 * rows), fill=0, width=3)
    for box in missing:
        draw.rectangle(box, fill=255)
    return page


def bars(page: Image.Image) -> Image.Image:
    """Rows of short bars, as text lies on a page."""
    draw = ImageDraw.Draw(page)
    for top in range(80, 1100, 70):
        for left in range(100, 1500, 40):
            draw.rectangle((left, top, left + 25, top + 26), fill=0)
    return page


@pytest.mark.parametrize("degrees", [-4.5, -1.3, -0.4, 0.0, 0.25, 2.0, 6.0])
def test_the_skew_is_found_and_undone(degrees: float) -> None:
    askew = np.asarray(bars(blank()).rotate(-degrees, Image.Resampling.BICUBIC, fillcolor=255))
    found = skew_of(dark_pixels(askew), DPI)
    assert abs(found - degrees) <= 0.1
    assert abs(skew_of(dark_pixels(turned(askew, found)), DPI)) <= 0.1


def test_a_blank_page_is_level() -> None:
    assert skew_of(np.zeros((500, 400), dtype=bool), DPI) == 0


def test_paper_becomes_white_and_ink_stays_dark() -> None:
    page = np.asarray(bars(blank()), dtype=np.float32)
    shade = np.linspace(0.45, 1.0, page.shape[1], dtype=np.float32)
    lit = evenly_lit(((page * 0.9 + 20) * shade).astype(np.uint8))
    assert np.median(lit) > 245
    assert np.array_equal(dark_pixels(lit), page < 128)


def test_specks_are_taken_out_of_a_speckled_page_only() -> None:
    page = np.asarray(bars(blank())).copy()
    assert without_specks(page) is page
    speckled = page.copy()
    speckled[::9, ::9] = 0
    assert int((without_specks(speckled) < 128)[30:60].sum()) == 0


def test_lines_are_found_and_letters_that_touch_them_stay() -> None:
    page = ruled(3, 2)
    ImageDraw.Draw(page).rectangle(
        (500, 150, 512, 215), fill=0
    )  # a stem that goes through a line at 190
    dark = np.asarray(page) < 128
    ruling = find_ruling(dark, DPI)
    assert [round(line.at, -1) for line in ruling.flat] == [100, 190, 280, 370]
    assert [round(line.at, -1) for line in ruling.upright] == [100, 400, 700]
    left = dark & ~ruling.removed
    assert left[155:180, 504:510].all()
    assert left[200:215, 504:510].all()
    assert int(left[:, :480].sum()) == 0


def test_text_is_no_line() -> None:
    dark = np.asarray(bars(blank())) < 128
    ruling = find_ruling(dark, DPI)
    assert (ruling.flat, ruling.upright) == ((), ())
    assert not ruling.removed.any()


def cells(page: Image.Image) -> list[list[tuple[int, int, int, int]]]:
    grids = find_grids(find_ruling(np.asarray(page) < 128, DPI), DPI)
    return [[(c.row, c.column, c.rows, c.columns) for c in grid.cells] for grid in grids]


def test_a_table_has_its_cells() -> None:
    assert cells(ruled(2, 3)) == [[(r, c, 1, 1) for r in range(2) for c in range(3)]]


def test_a_cell_over_two_columns_is_one() -> None:
    below = [(r, c, 1, 1) for r in range(1, 4) for c in range(3)]
    assert cells(ruled(4, 3, (390, 105, 410, 185))) == [[(0, 0, 1, 2), (0, 2, 1, 1), *below]]


def test_a_cell_over_two_rows_is_one() -> None:
    assert cells(ruled(2, 2, (105, 180, 395, 200))) == [[(0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1)]]


def test_a_worn_line_parts_cells_all_the_same() -> None:
    assert len(cells(ruled(3, 2, (200, 185, 202, 195)))[0]) == 6


def test_a_frame_or_a_rule_is_no_table() -> None:
    assert cells(ruled(1, 1)) == []
    assert cells(ruled(4, 1)) == []


def test_cells_have_their_boxes() -> None:
    (grid,) = find_grids(find_ruling(np.asarray(ruled(2, 2)) < 128, DPI), DPI)
    box = (grid.cells[0].left, grid.cells[0].top, grid.cells[0].right, grid.cells[0].bottom)
    assert [round(side, -1) for side in box] == [100, 100, 400, 190]
