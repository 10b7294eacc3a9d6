"""What styles say about paragraphs and runs, through the styles they are based on."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

import regex
from lxml import etree

from extract.word.package import W

_HEADING = regex.compile(r"heading ?([1-9])$", regex.IGNORECASE)
_OFF: Final = frozenset({"0", "false", "off", "none"})
_DEEPEST: Final = 20

Properties = dict[str, etree._Element]
"""Local name of a property to the element that states it."""


def is_on(properties: Properties, name: str) -> bool:
    """Whether the property `name`, which is on or off, is on."""
    element = properties.get(name)
    return element is not None and element.get(f"{W}val", "1").lower() not in _OFF


def value_of(properties: Properties, name: str) -> str:
    """The value of a property, empty where it is not stated."""
    element = properties.get(name)
    return element.get(f"{W}val", "") if element is not None else ""


def properties_of(element: etree._Element | None) -> Properties:
    """The properties that stand directly under `element` (w:rPr, w:pPr)."""
    found: Properties = {}
    if element is not None:
        for child in element.iterchildren("{*}*"):
            found.setdefault(child.tag.rpartition("}")[2], child)
    return found


class Styles:
    """The part word/styles.xml."""

    def __init__(self, root: etree._Element | None) -> None:
        self._by_id: dict[str, etree._Element] = {}
        self._run_defaults: Properties = {}
        self._default = ""
        if root is not None:
            self._run_defaults = properties_of(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
            for style in root.iter(f"{W}style"):
                key = style.get(f"{W}styleId", "")
                self._by_id.setdefault(key, style)
                if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in (
                    "1",
                    "true",
                ):
                    self._default = key
        self.run_properties = lru_cache(maxsize=512)(self._run_properties)
        self.paragraph_properties = lru_cache(maxsize=512)(self._paragraph_properties)
        self.heading_level = lru_cache(maxsize=512)(self._heading_level)

    def style_of(self, properties: Properties) -> str:
        """The id of the style of a paragraph with these properties."""
        return value_of(properties, "pStyle") or self._default

    def _run_properties(self, paragraph_style: str, run_style: str) -> Properties:
        """What the styles say about a run, the nearest style last."""
        merged = dict(self._run_defaults)
        for key in (paragraph_style, run_style):
            for style in reversed(list(self._chain(key))):
                merged |= properties_of(style.find(f"{W}rPr"))
        return merged

    def _paragraph_properties(self, style: str) -> Properties:
        merged: Properties = {}
        for one in reversed(list(self._chain(style))):
            merged |= properties_of(one.find(f"{W}pPr"))
        return merged

    def _heading_level(self, style: str) -> int:
        """1 to 9 for the styles of headings and those based on them, else 0."""
        for one in self._chain(style):
            name = one.find(f"{W}name")
            match = _HEADING.match(name.get(f"{W}val", "") if name is not None else "")
            if match:
                return int(match[1])
        return 0

    def is_contents(self, style: str) -> bool:
        """Whether the style is that of a line in a table of contents."""
        names = (one.find(f"{W}name") for one in self._chain(style))
        return any(
            n is not None and n.get(f"{W}val", "").lower().startswith(("toc ", "table of figures"))
            for n in names
        )

    def numbering_of(self, style: str) -> etree._Element | None:
        """The numbering properties of the style itself or of the nearest one that has some."""
        return self.paragraph_properties(style).get("numPr")

    def linked_numbers(self, style: str) -> etree._Element | None:
        """The numbering properties of a list style, which stand for a whole list."""
        element = self._by_id.get(style)
        return element.find(f"{W}pPr/{W}numPr") if element is not None else None

    def _chain(self, style: str) -> Iterator[etree._Element]:
        for _ in range(_DEEPEST):
            element = self._by_id.get(style)
            if element is None:
                return
            yield element
            based = element.find(f"{W}basedOn")
            style = based.get(f"{W}val", "") if based is not None else ""
