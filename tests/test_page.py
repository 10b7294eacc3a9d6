"""The page of a report: nothing of the text is lost, every figure is marked once, nothing in it is run or fetched."""

import re
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from normalize.model import Report
from queries.page import make_page
from tests.builders import report, retail, row
from tests.program import solieu
from tests.reading import framed, read

TEXT, _, _ = framed(
    "- Tổng mức bán lẻ hàng hóa: Ước tháng 7 đạt 2.895,07 tỷ đồng,\n  tăng 7,16% so tháng trước;\r\n"
    "có 25 gian hàng & <b>3</b> {băng rôn}.\n\n- Không xảy ra vụ cháy nào."
)
HOSTILE = "<script>alert(1)</script>"


@dataclass
class Mark:
    kind: str
    details: str
    figure: str = ""
    reading: str = ""


@dataclass
class Page(HTMLParser):
    """A page taken apart: the lines of the text without the readings, the marks in them, the tags."""

    html: str
    lines: list[str] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    tags: set[str] = field(default_factory=set)
    inside: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.add(tag)
        self.inside.append(given.get("class", ""))
        if given.get("class") == "entities":
            self.lines.append("")
        if tag == "mark" and "entities" in self.inside:
            self.marks.append(Mark(given["class"], given["title"]))

    def handle_endtag(self, tag: str) -> None:
        self.inside.pop()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        if "entities" not in self.inside:
            return
        if "reading" in self.inside:
            self.marks[-1].reading += data
            return
        self.lines[-1] += data
        if self.inside[-1] != "entities":
            self.marks[-1].figure += data


def page_of(made: Report) -> Page:
    # A void tag has no end.
    return Page(make_page(made).replace('<meta charset="utf-8">', '<meta charset="utf-8"/>'))


def test_the_text_is_kept_line_by_line() -> None:
    assert page_of(read(TEXT)).lines == TEXT.split("\n")


def test_every_run_of_digits_is_marked_once() -> None:
    figures = [mark.figure for mark in page_of(read(TEXT)).marks if re.search(r"\d", mark.figure)]
    assert figures == re.findall(r"\d+(?:[.,]\d+)*", TEXT)


def test_a_mark_says_how_the_figure_is_read() -> None:
    marks = {mark.figure: mark for mark in page_of(read(TEXT)).marks}
    retail_sales = marks["2.895,07"]
    assert (retail_sales.kind, retail_sales.reading.split(" · ")) == (
        "core",
        ["retail_sales", "2020-07", "estimate"],
    )
    assert retail_sales.details == "2895.07 VND_bn · level"
    assert (marks["25"].kind, marks["25"].reading.partition(" · ")[0]) == ("other", "gian hàng")
    assert (marks["0412"].kind, marks["0412"].reading) == ("none", "reference")


def test_doubt_and_misprints_are_seen_without_colour() -> None:
    text = "Đạt 12,5 tỷ đồng và 2.79,18 km"
    marks = page_of(
        report(
            retail(4, "12,5", is_doubtful=True),
            row(20, "2.79,18", role="malformed", note="may be 2.7918"),
            text=text,
        )
    ).marks
    assert [(mark.kind, mark.reading) for mark in marks] == [
        ("doubtful", "? retail_sales · 2020-07 · estimate"),
        ("malformed", "! malformed"),
    ]
    assert marks[1].details == "may be 2.7918"


def test_a_zero_in_words_is_marked_as_a_figure() -> None:
    zero = replace(retail(0, "0"), digits="", end=5)
    page = page_of(report(text="không có vụ cháy nào\n", zeros=(zero,)))
    assert [mark.figure for mark in page.marks] == ["không"]
    assert page.lines == ["không có vụ cháy nào", ""]


def test_text_from_outside_stays_text() -> None:
    made = report(
        row(len(HOSTILE), "5", label=HOSTILE, note=f'"{HOSTILE}', unit="count"),
        text=f"{HOSTILE}5 & {HOSTILE}",
        name=f"{HOSTILE}.txt",
        title=HOSTILE,
    )
    page = page_of(made)
    assert "script" not in page.tags
    assert page.lines == [f"{HOSTILE}5 & {HOSTILE}"]
    assert page.marks[0].reading.startswith(HOSTILE)
    assert HOSTILE in page.marks[0].details


def test_the_page_has_a_head_and_a_legend_with_counts() -> None:
    html = make_page(
        report(retail(4, "12,5"), text="Đạt 12,5 tỷ đồng", title="Tình hình tháng 7", name="a.txt")
    )
    assert html.startswith('<!DOCTYPE html>\n<html lang="vi">')
    assert "<h1>a.txt</h1>\n<p>Tình hình tháng 7</p>" in html
    legend = re.findall(r'<li><mark class="(\w+)" [^>]*>(\d+)</mark>[^<]+</li>', html)
    assert legend == [
        ("core", "1"),
        ("other", "0"),
        ("doubtful", "0"),
        ("malformed", "0"),
        ("none", "0"),
    ]


def test_kinds_have_colours_of_their_own() -> None:
    html = make_page(read(TEXT))
    colours = dict(re.findall(r'<mark class="(\w+)" style="background: (#\w+)"', html))
    assert len(set(colours.values())) == len(colours) == 5


def test_nothing_is_fetched() -> None:
    html = make_page(read(TEXT))
    assert not re.search(r"https?:|//|\bsrc=|\bhref=|url\(|@import", html)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8", newline="")
    return path


def test_the_command_writes_a_file_or_prints(file: Path, tmp_path: Path) -> None:
    written = solieu(tmp_path, "page", file.name, "-o", "page.html")
    assert (written.returncode, written.stdout, written.stderr) == (0, "", "")
    html = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert solieu(tmp_path, "page", file.name).stdout == html.replace("\r", "\n")


def test_a_place_that_cannot_be_written_is_one_line(file: Path, tmp_path: Path) -> None:
    ended = solieu(tmp_path, "page", file.name, "-o", "missing/page.html")
    assert ended.returncode == 2
    assert ended.stderr.startswith("solieu: missing/page.html: cannot be written")
    assert ended.stderr.count("\n") == 1
