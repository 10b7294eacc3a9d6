"""Text reports as Word files: plain, a line a paragraph, or rich, as an office would have typed them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Sequence
from io import BytesIO
from xml.sax.saxutils import escape

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph as WordParagraph

from tests.making.outline import Paragraph, Run, outline_of

_NUMBERED = re.compile(
    r"(?P<before>(?:\d+\.|\()*)(?P<value>\d{1,2}|[a-zđ]|[IVX]+)(?P<after>[.):/-]+)"
)
_FORMATS = {"d": "decimal", "l": "lowerLetter", "r": "upperRoman"}
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
_MOTTO = "CỘNG HÒA XÃ HỘI"


def plain_docx(text: str) -> bytes:
    """`text` as a Word file with a paragraph for each of its lines, blank ones too."""
    made = docx.Document()
    for page, sheet in enumerate(text.split("\f")):
        if page:
            made.add_page_break()
        for line in sheet.split("\n"):
            made.add_paragraph(line.rstrip("\r"))
    return packed(made)


def rich_docx(text: str, font: str = "Times New Roman") -> bytes:
    """The report `text` with automatic numbers, bullets, headings, footnotes, raised digits and a letterhead table."""
    made = docx.Document()
    style = made.styles["Normal"]
    style.font.name = font
    style.font.size = Pt(13)
    return packed(_Typist(made).type(outline_of(text)))


def packed(made: WordDocument) -> bytes:
    """The bytes of the file that `made` is saved as."""
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def raw_docx(body: str, main: str = "", **parts: str) -> bytes:
    """A Word file with the XML `body` and other parts by their names (styles, numbering, footnotes, header1, …).

    `main` is the content type of the main part where it is not that of a plain Word file. Root elements are put
    around `parts`; relationship ids are their names.
    """
    roots = {"footnotes": "footnotes", "endnotes": "endnotes", "header": "hdr", "footer": "ftr"}
    names = {name: name.rstrip("0123456789") for name in parts}
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        overrides = "".join(
            f'<Override PartName="/word/{name}.xml" ContentType="{_WML}.{kind}+xml"/>'
            for name, kind in names.items()
        )
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{main or f"{_WML}.document.main+xml"}"/>{overrides}'
            "</Types>",
        )
        archive.writestr("_rels/.rels", _relations({"document": "officeDocument"}, "word/"))
        archive.writestr("word/_rels/document.xml.rels", _relations(names))
        archive.writestr(
            "word/document.xml", f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>"
        )
        for name, kind in names.items():
            root = roots.get(kind, kind)
            archive.writestr(f"word/{name}.xml", f"<w:{root} {_SPACES}>{parts[name]}</w:{root}>")
    return out.getvalue()


def repacked(content: bytes, old: bytes, new: bytes) -> bytes:
    """The archive `content` with `old` replaced by `new` in each of its parts."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as given, zipfile.ZipFile(out, "w") as made:
        for name in given.namelist():
            made.writestr(name, given.read(name).replace(old, new), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _relations(names: dict[str, str], folder: str = "") -> str:
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    entries = "".join(
        f'<Relationship Id="{name}" Type="{base}/{kind}" Target="{folder}{name}.xml"/>'
        for name, kind in names.items()
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{entries}</Relationships>'


class _Typist:
    """Types paragraphs into a Word file, keeping count of its lists and notes."""

    def __init__(self, made: WordDocument) -> None:
        self.made = made
        self.notes: list[str] = []
        self.lists: dict[tuple[str, str, str], tuple[int, int]] = {}
        self.numbering = made.part.numbering_part.element
        self.next_id = 100

    def type(self, paragraphs: Sequence[Paragraph]) -> WordDocument:
        head = next((k for k, p in enumerate(paragraphs) if "BÁO CÁO" in p.text), 0)
        motto = next((k for k, p in enumerate(paragraphs[:head]) if _MOTTO in p.text), 0)
        if motto:
            self._letterhead(paragraphs[:motto], paragraphs[motto:head])
        for paragraph in paragraphs[head if motto else 0 :]:
            self._paragraph(self.made.add_paragraph(), paragraph)
        add_footnotes(self.made, self.notes)
        return self.made

    def _letterhead(self, left: Sequence[Paragraph], right: Sequence[Paragraph]) -> None:
        table = self.made.add_table(rows=1, cols=2)
        for cell, paragraphs in zip(table.rows[0].cells, (left, right), strict=True):
            for k, paragraph in enumerate(paragraphs):
                self._paragraph(
                    cell.add_paragraph() if k else cell.paragraphs[0], paragraph, is_headed=False
                )

    def _paragraph(
        self, into: WordParagraph, paragraph: Paragraph, *, is_headed: bool = True
    ) -> None:
        if paragraph.level and is_headed:
            into.style = self.made.styles[f"Heading {paragraph.level}"]
        rest = self._number(into, paragraph.marker)
        if rest:
            into.add_run(f"{rest} ")
        for run in paragraph.runs:
            self._run(into, run)

    def _number(self, into: WordParagraph, marker: str) -> str:
        """Number `into` automatically so that `marker` is what it prints; return what has to be typed instead."""
        if marker in ("-", "+", "–", "•"):
            set_number(into, self._list(("bullet", marker, ""), 1))
            return ""
        match = _NUMBERED.fullmatch(marker)
        if not match or match["value"].startswith("0"):
            return marker
        value, form = _value(match["value"])
        if not value:
            return marker
        set_number(into, self._list((form, match["before"], match["after"]), value))
        return ""

    def _list(self, key: tuple[str, str, str], value: int) -> int:
        number, last = self.lists.get(key, (0, 0))
        if not number or (key[0] != "bullet" and value != last + 1):
            number = self._new_list(key, value)
        self.lists[key] = number, value
        return number

    def _new_list(self, key: tuple[str, str, str], start: int) -> int:
        form, before, after = key
        self.next_id += 1
        text = before if form == "bullet" else f"{before}%1{after}"
        form = _FORMATS.get(form, form)
        abstract = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{self.next_id}"><w:lvl w:ilvl="0">'
            f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{escape(text)}"/>'
            '<w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>'
        )
        first = self.numbering.find(qn("w:num"))
        (self.numbering.append if first is None else first.addprevious)(abstract)
        self.numbering.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{self.next_id}">'
                f'<w:abstractNumId w:val="{self.next_id}"/></w:num>'
            )
        )
        return self.next_id

    def _run(self, into: WordParagraph, run: Run) -> None:
        if run.note:
            self.notes.append("".join(map(_note_run, run.note)))
            add_reference(into, len(self.notes))
        else:
            into.add_run(run.text).font.superscript = run.is_raised or None


def _value(printed: str) -> tuple[int, str]:
    if printed.isdigit():
        return int(printed), "d"
    if printed in _ROMAN:
        return _ROMAN.index(printed) + 1, "r"
    return _LETTERS.find(printed) + 1, "l"


def _note_run(run: Run) -> str:
    raised = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>' if run.is_raised else ""
    return f'<w:r>{raised}<w:t xml:space="preserve">{escape(run.text)}</w:t></w:r>'


def set_number(into: WordParagraph, number: int, level: int = 0) -> None:
    """Make `into` an entry of the list with the id `number`."""
    into._p.get_or_add_pPr().insert_element_before(
        parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        ),
        *("w:spacing", "w:ind", "w:jc", "w:rPr"),
    )


def add_reference(into: WordParagraph, note: int) -> None:
    """Put the mark of the footnote with the id `note` at the end of `into`."""
    run = into.add_run()
    run.font.superscript = True
    mark = OxmlElement("w:footnoteReference")
    mark.set(qn("w:id"), str(note))
    run._r.append(mark)


def add_footnotes(made: WordDocument, notes: Iterable[str]) -> None:
    """Give `made` a part with footnotes 1, 2, …; each of `notes` is the XML of the runs behind the mark."""
    marked = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
    entries = "".join(
        f'<w:footnote w:id="{number}"><w:p>{marked}<w:r><w:t xml:space="preserve"> </w:t></w:r>'
        f"{runs}</w:p></w:footnote>"
        for number, runs in enumerate(notes, start=1)
    )
    if not entries:
        return
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{k}"><w:p><w:r><w:{element}/></w:r></w:p></w:footnote>'
        for k, kind, element in (
            (-1, "separator", "separator"),
            (0, "continuationSeparator", "continuationSeparator"),
        )
    )
    xml = f"<w:footnotes {nsdecls('w')}>{separators}{entries}</w:footnotes>"
    add_part(made, "footnotes", xml)


def add_part(made: WordDocument, name: str, xml: str) -> None:
    """Give `made` the part word/`name`.xml (footnotes, endnotes, comments)."""
    kind = name.upper()
    part = Part(
        PackURI(f"/word/{name}.xml"),
        getattr(CONTENT_TYPE, f"WML_{kind}"),
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{xml}'.encode(),
        made.part.package,
    )
    made.part.relate_to(part, getattr(RELATIONSHIP_TYPE, kind))
