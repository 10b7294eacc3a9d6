"""The package of a Word file: its main part and the parts that this one names by relationship."""

from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final

from lxml import etree

from extract.errors import UnreadableDocument
from extract.formats.archives import check_archive

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

_STRICT: Final = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", M),
)
"""The names that the strict form of the standard (ISO/IEC 29500) gives the same things."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordPackage:
    """The main part's root and the roots of the parts it is related to, by the last word of the relation's type."""

    body: etree._Element
    related: dict[str, tuple[tuple[str, etree._Element], ...]]
    """Type (`styles`, `footnotes`, `header`) to the related parts: relationship id and root."""
    has_macros: bool

    def part(self, kind: str) -> etree._Element | None:
        """The root of the first part of a kind."""
        return next((root for _, root in self.related.get(kind, ())), None)


_KINDS: Final = frozenset(
    {"styles", "numbering", "footnotes", "endnotes", "header", "footer", "settings", "comments"}
)


def open_package(content: bytes, path: Path) -> WordPackage:
    """Open the Word file `content`, the file at `path`. Nothing outside of it is followed.

    Raises:
        UnreadableDocument: damaged, under a password, too large once unpacked, or without a main part.
    """
    check_archive(content, path)
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return _related_parts(_Parts(archive), path)


class _Parts:
    """The parts of the archive by their names in small letters."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._members = {_plain(member.filename): member for member in archive.infolist()}

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def read(self, name: str) -> bytes:
        """The part `name`, never more of it than the archive states."""
        member = self._members[name]
        with self._archive.open(member) as part:
            return part.read(member.file_size + 1)

    @property
    def has_macros(self) -> bool:
        return any(name.endswith("vbaproject.bin") for name in self._members)


def _related_parts(parts: _Parts, path: Path) -> WordPackage:
    main = _main_part(parts, path)
    found: dict[str, list[tuple[str, etree._Element]]] = {}
    folder = posixpath.dirname(main)
    for kind, key, target in _relations(parts, main):
        where = _plain(posixpath.normpath(posixpath.join(folder, target)))
        if kind in _KINDS and where in parts:
            found.setdefault(kind, []).append((key, _root(parts.read(where), path, where)))
    return WordPackage(
        body=_root(parts.read(main), path, main),
        related={kind: tuple(roots) for kind, roots in found.items()},
        has_macros=parts.has_macros,
    )


def _main_part(parts: _Parts, path: Path) -> str:
    for kind, _, target in _relations(parts, ""):
        if kind == "officeDocument" and _plain(target) in parts:
            return _plain(target)
    if "word/document.xml" in parts:
        return "word/document.xml"
    raise UnreadableDocument(
        f"{path}: the Word file has no text part; save it again in the program that made it"
    )


def _relations(parts: _Parts, part: str) -> list[tuple[str, str, str]]:
    """Type, id and target of what `part` (the package itself where empty) is related to inside the file."""
    folder, name = posixpath.split(part)
    where = _plain(posixpath.join(folder, "_rels", f"{name}.rels"))
    if where not in parts:
        return []
    try:
        root = etree.fromstring(parts.read(where), _parser())
    except etree.XMLSyntaxError:
        return []
    return [
        (r.get("Type", "").rsplit("/", 1)[-1], r.get("Id", ""), r.get("Target", ""))
        for r in root.iter("{*}Relationship")
        if r.get("TargetMode") != "External"
    ]


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )


def _root(xml: bytes, path: Path, name: str) -> etree._Element:
    for strict, usual in _STRICT:
        xml = xml.replace(strict, usual[1:-1].encode())
    try:
        root = etree.fromstring(xml, _parser())
    except etree.XMLSyntaxError as error:
        raise UnreadableDocument(
            f"{path}: its part {name} is damaged ({error.msg}); save it again in the program that made it"
        ) from error
    if b"<!DOCTYPE" in xml[:4096] or root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableDocument(
            f"{path}: its part {name} declares entities, which no Word file does; "
            "save it again in the program that made it"
        )
    return root
