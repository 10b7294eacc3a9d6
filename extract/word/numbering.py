"""Automatic numbers and bullets: what a list prints before its entries is counted, for it is not in the text."""

from __future__ import annotations

from typing import Final

import regex
from lxml import etree

from extract.word.glyphs import bullet
from extract.word.package import W
from extract.word.styles import Properties, Styles

_SLOT = regex.compile(r"%([1-9])")
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LEVELS: Final = 9
_LONGEST: Final = 7
"""Digits from which a number in the list's definition is a slip."""
_MOST: Final = 32767
"""No list counts further in Word."""


class Numbering:
    """The part word/numbering.xml with the counters of its lists; asked for each paragraph in order."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, etree._Element] = {}
        self._numbers: dict[str, etree._Element] = {}
        if root is not None:
            for element in root.iter(f"{W}abstractNum"):
                self._abstract[element.get(f"{W}abstractNumId", "")] = element
            for element in root.iter(f"{W}num"):
                self._numbers[element.get(f"{W}numId", "")] = element
        self._counters: dict[str, list[int | None]] = {}
        self._restarted: set[tuple[str, int]] = set()
        self.unknown_formats: set[str] = set()

    def label(self, properties: Properties, style: str) -> str:
        """What is printed before a paragraph with these properties, with the blank behind it; empty where nothing is.

        Counts: is to be asked once a paragraph, in order.
        """
        number, at = self._list_of(properties, style)
        abstract = self._abstract_of(number)
        if abstract is None:
            return ""
        level = self._level(number, abstract, at)
        if level is None:
            return ""
        counters = self._advance(number, abstract, at)
        text = self._text(level, number, abstract, counters).strip()
        suffix = level.find(f"{W}suff")
        glued = suffix is not None and suffix.get(f"{W}val") == "nothing"
        return text if glued or not text else f"{text} "

    def _list_of(self, properties: Properties, style: str) -> tuple[str, int]:
        own, styled = properties.get("numPr"), self._styles.numbering_of(style)
        number = _child_value(own, "numId") or _child_value(styled, "numId")
        stated = _child_value(own, "ilvl")
        linked = None if stated else self._level_of_style(number, style)
        level = _small(stated or _child_value(styled, "ilvl"), 0) if linked is None else linked
        return number, min(max(level, 0), _LEVELS - 1)

    def _level_of_style(self, number: str, style: str) -> int | None:
        abstract = self._abstract_of(number)
        for level in abstract.iter(f"{W}lvl") if abstract is not None else ():
            if _child_value(level, "pStyle") == style:
                return _index_of(level)
        return None

    def _abstract_of(self, number: str) -> etree._Element | None:
        for _ in range(3):
            element = self._numbers.get(number)
            abstract = self._abstract.get(_child_value(element, "abstractNumId"))
            link = _child_value(abstract, "numStyleLink")
            if not link:
                return abstract
            number = _child_value(self._styles.linked_numbers(link), "numId")
        return None

    def _level(self, number: str, abstract: etree._Element, at: int) -> etree._Element | None:
        override = self._override(number, at)
        own = override.find(f"{W}lvl") if override is not None else None
        if own is not None:
            return own
        return next((x for x in abstract.findall(f"{W}lvl") if _index_of(x) == at), None)

    def _override(self, number: str, at: int) -> etree._Element | None:
        element = self._numbers.get(number)
        overrides = element.findall(f"{W}lvlOverride") if element is not None else []
        return next((x for x in overrides if _index_of(x) == at), None)

    def _advance(self, number: str, abstract: etree._Element, at: int) -> list[int | None]:
        key = abstract.get(f"{W}abstractNumId", "")
        counters = self._counters.setdefault(key, [None] * _LEVELS)
        start = _child_value(self._override(number, at), "startOverride")
        if start.isdecimal() and (number, at) not in self._restarted:
            counters[at] = _small(start, 1) - 1
        self._restarted.add((number, at))
        before = counters[at]
        counters[at] = self._start(number, abstract, at) if before is None else before + 1
        for deeper in range(at + 1, _LEVELS):
            level = self._level(number, abstract, deeper)
            restart = _child_value(level, "lvlRestart")
            if at < _small(restart, deeper):
                counters[deeper] = None
        return counters

    def _start(self, number: str, abstract: etree._Element, at: int) -> int:
        start = _child_value(self._level(number, abstract, at), "start")
        return _small(start, 0)

    def _text(
        self,
        level: etree._Element,
        number: str,
        abstract: etree._Element,
        counters: list[int | None],
    ) -> str:
        pattern = _child_value(level, "lvlText")
        form = _child_value(level, "numFmt") or "decimal"
        if form == "bullet":
            fonts = level.find(f"{W}rPr/{W}rFonts")
            return bullet(pattern, fonts.get(f"{W}ascii", "") if fonts is not None else "")
        if form == "none":
            return _SLOT.sub("", pattern)
        legal = level.find(f"{W}isLgl") is not None

        def shown(slot: regex.Match[str]) -> str:
            other = int(slot[1]) - 1
            inner = self._level(number, abstract, other)
            count = counters[other]
            value = self._start(number, abstract, other) if count is None else count
            form = _child_value(inner, "numFmt") or "decimal"
            return self._formatted(value, "decimal" if legal else form)

        return _SLOT.sub(shown, pattern)

    def _formatted(self, value: int, form: str) -> str:
        if value > _MOST:
            return str(value)
        match form:
            case "decimal":
                return str(value)
            case "decimalZero":
                return f"{value:02}"
            case "lowerLetter" | "upperLetter" if value > 0:
                letter = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
                return letter.upper() if form == "upperLetter" else letter
            case "lowerRoman" | "upperRoman" if 0 < value < 4000:
                return roman(value).upper() if form == "upperRoman" else roman(value)
            case "none" | "bullet":
                return ""
            case _:
                self.unknown_formats.add(form)
                return str(value)


def roman(value: int) -> str:
    """`value`, from 1 to 3999, as a Roman number in small letters."""
    text = ""
    for size, letters in _ROMAN:
        text += letters * (value // size)
        value %= size
    return text


def _child_value(element: etree._Element | None, name: str) -> str:
    child = element.find(f"{W}{name}") if element is not None else None
    return child.get(f"{W}val", "") if child is not None else ""


def _index_of(level: etree._Element) -> int:
    stated = level.get(f"{W}ilvl", "")
    return _small(stated, -1)


def _small(stated: str, otherwise: int) -> int:
    return int(stated) if stated.isdecimal() and len(stated) < _LONGEST else otherwise
