"""Pictures of series: what stands on them, drawn how, with the same bytes every time."""

import calendar
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from extract.errors import QueryError
from queries.asking import ask
from solieu.drawing.figure import write_picture
from solieu.drawing.model import Line, Origin, Panel, Picture, Point, Rhythm
from solieu.drawing.reading import make_picture, read_labels
from solieu.drawing.sparkline import BLOCKS, can_print, sparkline
from solieu.drawing.wording import month_label, number
from store.database import reading
from tests.builders import august, july, report, retail
from tests.conftest import Store


def month(number_of_month: int, value: str = "", year: int = 2020, **columns: Any) -> Point:
    last = calendar.monthrange(year, number_of_month)[1]
    described: dict[str, Any] = {
        "period": f"{year}-{number_of_month:02}",
        "first_day": date(year, number_of_month, 1),
        "last_day": date(year, number_of_month, last),
        "origin": Origin.REPORTED if value else Origin.MISSING,
        "status": "actual" if value else "",
        "value": Decimal(value) if value else None,
    }
    return Point(**{**described, **columns})


def picture(*points: Point, **columns: Any) -> Picture:
    panel: dict[str, Any] = {
        "title": "Theo tháng",
        "axis_label": "tỷ đồng",
        "rhythm": Rhythm.MONTH,
        "is_change": False,
        "lines": (Line(label="", points=points),),
    }
    return Picture(title="Bán lẻ", source="Nguồn: a.txt", panels=(Panel(**{**panel, **columns}),))


def svg(made: Picture, folder: Path) -> str:
    write_picture(made, folder / "a.svg")
    return (folder / "a.svg").read_text(encoding="utf-8")


def texts(content: str) -> list[str]:
    """Every text on the picture."""
    return [
        "".join(element.itertext()).strip()
        for element in ElementTree.fromstring(content).iter("{http://www.w3.org/2000/svg}text")
    ]


def count(content: str, gid: str) -> int:
    return len(re.findall(rf'<g id="{gid}"', content))


def test_what_stands_on_it(tmp_path: Path) -> None:
    shown = texts(svg(picture(month(1, "2500"), month(2, "2480.5")), tmp_path))
    for text in (
        "Bán lẻ",
        "Theo tháng",
        "tỷ đồng",
        "Nguồn: a.txt",
        "1/2020",
        "2/2020",
        "2.500",
        "2.480,5",
    ):
        assert text in shown


def test_marks_are_drawn_by_their_status(tmp_path: Path) -> None:
    statuses = ("actual", "estimate", "estimate", "forecast")
    points = [month(n, "5", status=status) for n, status in enumerate(statuses, start=1)]
    content = svg(picture(*points), tmp_path)
    assert [count(content, f"point-{s}") for s in ("actual", "estimate", "forecast")] == [1, 2, 1]
    for text in ("Thực hiện", "Ước thực hiện", "Dự kiến"):
        assert text in texts(content)
    hollow = re.findall(r'<g id="point-estimate">.*?</g>\s*</g>', content, re.DOTALL)
    assert all("fill: #ffffff" in mark for mark in hollow)


@pytest.mark.parametrize(
    ("months", "joints"),
    [((1, 2, 3), 2), ((1, 3), 0), ((1, 2, 4, 5, 6), 3), ((7,), 0)],
)
def test_a_gap_is_a_gap(tmp_path: Path, months: tuple[int, ...], joints: int) -> None:
    points = [month(n, "5" if n in months else "") for n in range(1, 8)]
    content = svg(picture(*points), tmp_path)
    assert count(content, "joint") == joints
    assert count(content, "point-actual") == len(months)


def test_a_line_crosses_new_year_but_cumulated_months_do_not(tmp_path: Path) -> None:
    points = (month(12, "5"), month(1, "6", year=2021))
    assert count(svg(picture(*points), tmp_path), "joint") == 1
    assert count(svg(picture(*points, rhythm=Rhythm.YEAR_TO_DATE), tmp_path), "joint") == 0


def test_an_implied_value_is_a_bar_and_no_mark(tmp_path: Path) -> None:
    implied = month(2, origin=Origin.IMPLIED, low=Decimal(4), high=Decimal(6))
    content = svg(picture(month(1, "5"), implied), tmp_path)
    assert count(content, "interval") == 1
    assert count(content, "interval-end") == 2
    assert count(content, "point-actual") == 1
    assert "Suy ra từ số liệu khác (khoảng)" in texts(content)


def test_an_open_interval_has_one_end(tmp_path: Path) -> None:
    implied = month(2, origin=Origin.IMPLIED, low=Decimal(4))
    content = svg(picture(month(1, "5"), implied), tmp_path)
    assert (count(content, "interval"), count(content, "interval-end")) == (0, 1)
    assert count(content, "joint") == 0


def test_earlier_vintages_are_ticks_on_a_whisker(tmp_path: Path) -> None:
    revised = month(1, "5", vintages=(Decimal(4), Decimal(6), Decimal(5)))
    same = month(2, "5", vintages=(Decimal(5),))
    content = svg(picture(revised, same), tmp_path)
    assert (count(content, "whisker"), count(content, "vintage")) == (1, 1)
    assert "Các lần công bố trước" in texts(content)


def test_a_doubtful_value_is_marked(tmp_path: Path) -> None:
    content = svg(picture(month(1, "5"), month(2, "6", is_doubtful=True)), tmp_path)
    assert count(content, "doubt") == 1
    assert "Độ tin cậy thấp" in texts(content)
    assert "Độ tin cậy thấp" not in texts(svg(picture(month(1, "5")), tmp_path))


def test_a_break_is_marked(tmp_path: Path) -> None:
    content = svg(picture(month(1, "5"), month(2, "6", is_break=True)), tmp_path)
    assert count(content, "break") == 1
    assert "Đứt chuỗi" in texts(content)


@pytest.mark.parametrize(
    "values",
    [
        ("-5", "-7"),
        ("-5", "7"),
        ("0",),
        ("123456789012345.5", "3"),
        ("0.000001", "0.000002"),
        ("5", "5"),
    ],
)
@pytest.mark.parametrize("is_change", [False, True])
def test_any_values_are_drawn(tmp_path: Path, values: tuple[str, ...], is_change: bool) -> None:
    points = [month(n, value) for n, value in enumerate(values, start=1)]
    content = svg(picture(*points, is_change=is_change), tmp_path)
    assert count(content, "point-actual") == len(values)


@pytest.mark.parametrize("suffix", ["png", "svg", "PNG"])
def test_the_same_picture_has_the_same_bytes(tmp_path: Path, suffix: str) -> None:
    made = picture(month(1, "5"), month(2, "6", status="estimate"), month(3))
    write_picture(made, tmp_path / f"a.{suffix}")
    write_picture(made, tmp_path / f"b.{suffix}")
    content = (tmp_path / f"a.{suffix}").read_bytes()
    assert content == (tmp_path / f"b.{suffix}").read_bytes()
    assert b"date>" not in content.lower()
    assert b"matplotlib version" not in content.lower()
    assert sorted(p.name for p in tmp_path.iterdir()) == [f"a.{suffix}", f"b.{suffix}"]


@pytest.mark.parametrize("name", ["a.pdf", "a", "a.svg.txt", ".png"])
def test_other_files_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(QueryError, match=r"\.png or \.svg"):
        write_picture(picture(month(1, "5")), tmp_path / name)


def test_a_picture_of_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="nothing to draw"):
        write_picture(Picture(title="", source="", panels=()), tmp_path / "a.svg")


def test_too_much_for_a_picture_is_refused(tmp_path: Path) -> None:
    lines = tuple(Line(label=str(n), points=(month(1, "5"),)) for n in range(15))
    with pytest.raises(QueryError, match="narrow it down"):
        write_picture(picture(lines=lines), tmp_path / "a.svg")


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="cannot be written"):
        write_picture(picture(month(1, "5")), tmp_path / "no folder" / "a.svg")


def drawn(store: Store, database: Path, *reports: Any, **chosen: Any) -> Picture:
    store(*reports)
    question = dict.fromkeys(("province", "product", "measure", "first_day", "last_day"))
    with reading(database) as connection:
        points = list(
            ask(connection, "series", {"indicator": "retail_sales", **question, **chosen}).records()
        )
        return make_picture(points, read_labels(connection))


def test_series_share_a_panel_only_in_one_rhythm_and_unit(store: Store, database: Path) -> None:
    made = drawn(store, database, july(), august())
    assert made.title == "Tổng mức bán lẻ · Trà Vinh"
    assert made.source == "Nguồn: travinh-2020-07.txt, travinh-2020-08.txt; đọc bằng solieu"
    assert [(panel.title, panel.axis_label) for panel in made.panels] == [
        ("Theo tháng", "VND_bn"),
        ("Lũy kế từ đầu năm", "VND_bn"),
        ("Theo tháng: tăng/giảm (%) so tháng trước", "pct"),
    ]
    (line,) = made.panels[0].lines
    assert line.label == ""
    assert [(p.period, p.value, p.vintages) for p in line.points] == [
        ("2020-07", Decimal(2890), (Decimal("2895.07"), Decimal(2890))),
        ("2020-08", Decimal("3001.5"), (Decimal("3001.5"),)),
    ]


def test_lines_are_named_by_what_tells_them_apart(store: Store, database: Path) -> None:
    other = report(
        retail(5, "9"), retail(15, "12", status="plan"), name="st.txt", province="soc_trang"
    )
    made = drawn(store, database, july(), other, measure="level")
    assert sorted(line.label for line in made.panels[0].lines) == [
        "Trà Vinh · thực hiện", "soc_trang · kế hoạch", "soc_trang · thực hiện",
    ]  # fmt: skip


def test_a_first_quarter_alone_is_drawn_once(store: Store, database: Path) -> None:
    made = drawn(store, database, report(retail(5, "9", "2020-01/2020-03")))
    assert [panel.rhythm for panel in made.panels] == [Rhythm.YEAR_TO_DATE]


def test_no_points_give_no_panel(store: Store, database: Path) -> None:
    assert drawn(store, database).panels == ()


@pytest.mark.parametrize(
    ("value", "expected"),
    [("2895.07", "2.895,07"), ("-1.98", "−1,98"), ("0", "0"), ("-0.000", "0"), ("1234567", "1.234.567"),
     ("100", "100"), ("0.50", "0,5"), ("12345678901234567890.123", "12.345.678.901.234.567.890,123")],
)  # fmt: skip
def test_numbers_in_the_vietnamese_manner(value: str, expected: str) -> None:
    assert number(Decimal(value)) == expected


def test_periods_are_named_by_their_ends() -> None:
    assert month_label(Rhythm.MONTH, 2020 * 12 + 6) == "7/2020"
    assert month_label(Rhythm.QUARTER, 2020 * 12 + 8) == "III/2020"
    assert month_label(Rhythm.YEAR, 2020 * 12 + 11) == "2020"


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], ""),
        ([None], ""),
        (["5"], "▄"),
        (["1", "2"], "▁█"),
        (["1", None, "2"], "▁ █"),
        (["5", "5", "5"], "▄▄▄"),
        (["-2", "0", "2"], "▁▅█"),
        (["1", None, None], "▄"),
        ([*"12345678"], BLOCKS),
    ],
)
def test_a_sparkline(values: list[str | None], expected: str) -> None:
    assert sparkline([None if v is None else Decimal(v) for v in values]) == expected


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [
        ("utf-8", True),
        ("UTF-8", True),
        ("ascii", False),
        ("cp1252", False),
        (None, False),
        ("nonsense", False),
    ],
)
def test_blocks_are_printed_only_where_the_output_has_them(
    encoding: str | None, expected: bool
) -> None:
    assert can_print(encoding) is expected
