"""Web pages (HTML, MHTML): the article with its lists, tables and notes; no script, link or frame is followed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import lxml.html
from lxml import etree

from extract.errors import UnreadableDocument
from extract.flow import Block, transcribe
from extract.model import Document, Notice, PageRecord
from extract.web.article import Article, ArticleFinder
from extract.web.decoding import Decoded, decode_page
from extract.web.elements import Element
from extract.web.writing import BlockWriter


def read_html(content: bytes, path: Path) -> Document:
    """Read the bytes of the web page at `path`.

    Raises:
        UnreadableDocument: it shows no text, or its elements are nested without end.
    """
    return _read(content, content, path, "")


def read_mhtml(content: bytes, path: Path) -> Document:
    """Read the bytes of the file at `path`, a web page with its pictures in one file (RFC 2557).

    Raises:
        UnreadableDocument: it holds no page, or that shows no text.
    """
    import email  # noqa: PLC0415
    import email.policy  # noqa: PLC0415

    message = email.message_from_bytes(content, policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            page = part.get_payload(decode=True)
            if isinstance(page, bytes):
                return _read(page, content, path, part.get_content_charset() or "")
    raise UnreadableDocument(
        f"{path}: the file holds no web page; open it in a browser and save it again"
    )


def _read(page: bytes, content: bytes, path: Path, stated: str) -> Document:
    decoded = decode_page(page, stated)
    body = _body_of(decoded.text, path)
    article = ArticleFinder(body).find()
    writer = BlockWriter(article.left_out)
    blocks: list[Block] = [b for heading in article.headings for b in _heading(writer, heading)]
    blocks += writer.blocks(article.element)
    written = transcribe(blocks)
    if not written.text.strip():
        raise UnreadableDocument(
            f"{path}: the page shows no text, a script may fetch it; print it to PDF in a browser and ingest that"
        )
    return Document(
        name=path.name,
        text=written.text,
        sha256=hashlib.sha256(content).hexdigest(),
        media_type="text/html",
        page_starts=written.page_starts,
        source=written.source,
        tables=written.tables,
        pages=(PageRecord(page=1, method="html", reason=f"{decoded.encoding}, {_part(article)}"),),
        notices=tuple(_notices(decoded, article, writer)),
        has_whole_paragraphs=written.has_whole_paragraphs,
    )


def _body_of(text: str, path: Path) -> Element:
    parser = lxml.html.HTMLParser(
        no_network=True, huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    shown = text.replace("\x00", "")
    try:
        root = lxml.html.document_fromstring(shown.encode("utf-8", "surrogatepass"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableDocument(
            f"{path}: the page cannot be read ({error}); open it in a browser and save it again"
        ) from error
    if any(entry.level_name == "FATAL" for entry in parser.error_log):
        raise UnreadableDocument(
            f"{path}: the page's elements are nested too deeply; open it in a browser and print it to PDF"
        )
    body = root.find("body")
    return body if body is not None else root


def _heading(writer: BlockWriter, heading: Element) -> Sequence[Block]:
    return writer.blocks(heading)


def _part(article: Article) -> str:
    tag = article.element.tag
    return (
        "the whole page"
        if tag in ("body", "html") and not article.n_left_out
        else f"the article in <{tag}>"
    )


def _notices(decoded: Decoded, article: Article, writer: BlockWriter) -> Iterator[Notice]:
    if article.n_left_out:
        yield Notice(
            code="left_out_of_page",
            severity="info",
            message=f"{article.n_left_out} characters with {article.figures_left_out} numbers around the article are "
            "left out (menus, lists of news, what every page has); if one belongs to it, save that part alone",
        )
    if decoded.declared and decoded.declared != decoded.encoding:
        yield Notice(
            code="encoding_declared",
            severity="info",
            message=f"the page says it is {decoded.declared} and is {decoded.encoding}; it was read as that",
        )
    if decoded.n_unreadable:
        yield Notice(
            code="unreadable_bytes",
            severity="warning",
            message=f"{decoded.n_unreadable} characters are no {decoded.encoding}; fetch the page again",
        )
    if writer.n_pictures:
        yield Notice(
            code="pictures",
            severity="info",
            message=f"{writer.n_pictures} pictures are not read; figures in them are missing",
        )
