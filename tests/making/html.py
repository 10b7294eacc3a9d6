"""Text reports as web pages: an article among what the sites of offices put around it, or bare lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from tests.making.outline import Paragraph, Run, outline_of

_MOTTO = "CỘNG HÒA XÃ HỘI"
_MENU = "".join(
    f'<li><a href="/muc-{k}">{name}</a></li>'
    for k, name in enumerate(
        (
            "Trang chủ",
            "Giới thiệu",
            "Tin tức 2024",
            "Văn bản mới 15/7",
            "Thống kê 12 tháng",
            "Liên hệ",
        )
    )
)
_NEWS = "".join(
    f'<div class="item"><a href="/tin/{k}">Kim ngạch xuất khẩu tháng {k} đạt {k}12,5 triệu USD</a></div>'
    for k in range(1, 9)
)
_PAGE = """<!DOCTYPE html>
<html lang="vi"><head><meta charset="{charset}"><title>Báo cáo - Sở Công Thương</title>
<style>p {{ margin: 1em 0 }}</style><script>var visits = 123456; document.write(visits);</script></head>
<body><form id="aspnetForm" method="post"><div id="top"><ul class="menu">{menu}</ul>
<select><option>2019</option><option>2020</option></select></div>
<div class="wrap"><div class="left"><div class="box"><h2>Tin mới</h2>{news}</div></div>
<div class="content"><div class="detail">{body}</div>
<div class="others"><h3>Các tin khác</h3>{news}</div></div></div>
<div id="footer"><p>Bản quyền thuộc về Sở Công Thương. Địa chỉ: số 2A đường Lê Lợi. Điện thoại: 0294 3862 505.
Giấy phép số 17/GP-TTĐT ngày 14/5/2015. Ghi rõ nguồn khi phát hành lại thông tin từ trang này.</p>
<p>Lượt truy cập: 1.234.567</p></div></form></body></html>
"""


def rich_html(text: str, charset: str = "utf-8") -> bytes:
    """The report `text` as the article of a site's page, with lists, headings, linked notes and a letterhead table."""
    body = "\n".join(_Author().write(outline_of(text)))
    page = _PAGE.format(charset=charset, menu=_MENU, news=_NEWS, body=body)
    return page.encode(charset, "xmlcharrefreplace")


def plain_html(text: str) -> bytes:
    """`text` as a page that shows its lines as they are."""
    return (
        f"<html><head><title>1</title></head><body><pre>{escape(text)}</pre></body></html>".encode()
    )


class _Author:
    """Writes paragraphs as HTML, keeping count of notes and open lists."""

    def __init__(self) -> None:
        self.notes: list[str] = []
        self.depth = 0

    def write(self, paragraphs: Sequence[Paragraph]) -> Iterator[str]:
        head = next((k for k, p in enumerate(paragraphs) if "BÁO CÁO" in p.text), 0)
        motto = next((k for k, p in enumerate(paragraphs[:head]) if _MOTTO in p.text), 0)
        if motto:
            cells = (paragraphs[:motto], paragraphs[motto:head])
            shown = "".join(
                f"<td>{'<br>'.join(self._runs(p.runs) for p in cell)}</td>" for cell in cells
            )
            yield f'<table border="0"><tr>{shown}</tr></table>'
        for paragraph in paragraphs[head if motto else 0 :]:
            yield from self._paragraph(paragraph)
        yield from self._lists(0)
        if self.notes:
            yield "<hr>"
        yield from self.notes

    def _paragraph(self, paragraph: Paragraph) -> Iterator[str]:
        text = self._runs(paragraph.runs)
        depth = {"-": 1, "+": 2}.get(paragraph.marker, 0)
        yield from self._lists(depth)
        if depth:
            yield f"<li><span>{text}</span></li>"
        elif paragraph.level:
            tag = f"h{min(paragraph.level, 6)}"
            yield f"<{tag}>{escape(paragraph.marker)} {text}</{tag}>"
        else:
            yield f"<p>{escape(paragraph.marker)} {text}</p>"

    def _lists(self, depth: int) -> Iterator[str]:
        """Open and close lists until `depth` of them are open."""
        while self.depth < depth:
            self.depth += 1
            yield "<ul>"
        while self.depth > depth:
            self.depth -= 1
            yield "</ul>"

    def _runs(self, runs: Sequence[Run]) -> str:
        return "".join(map(self._run, runs))

    def _run(self, run: Run) -> str:
        if not run.note:
            text = escape(run.text)
            return f"<sup>{text}</sup>" if run.is_raised else text
        self.notes.append("")
        number = len(self.notes)
        body = self._plain(run.note)
        self.notes[number - 1] = (
            f'<p><a href="#_ftnref{number}" name="_ftn{number}">[{number}]</a> {body}</p>'
        )
        return f'<a href="#_ftn{number}" name="_ftnref{number}"><sup>[{number}]</sup></a>'

    def _plain(self, runs: Sequence[Run]) -> str:
        return "".join(
            f"<sup>{escape(r.text)}</sup>" if r.is_raised else escape(r.text) for r in runs
        )
