"""What the elements of HTML are to a reader: shown or not, within a line or breaking it (the standard's rendering)."""

from __future__ import annotations

from functools import cache

from lxml import etree

from extract.legacy.charsets import read_reference

Element = etree._Element


@cache
def elements_of(role: str) -> frozenset[str]:
    """The names of the elements with a role: unread, inline, breaking."""
    return frozenset(
        row["element"] for row in read_reference("html_elements.csv") if row["role"] == role
    )


def all_text(element: Element) -> str:
    """All characters in an element, as they stand there."""
    return "".join(str(text) for text in element.itertext(with_tail=False))
