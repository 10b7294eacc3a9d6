"""The article of a web page: where its prose stands densest, without menus, lists of news and what every page has.

Told by what the elements hold (text, links, figures), their meaning in HTML and the plain words in which sites name
such parts, never by the classes of one site.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

import regex
from lxml import etree

from extract.web.elements import Element, all_text, elements_of

_ASIDE_TAGS: Final = frozenset(("nav", "aside", "footer"))
_ASIDE_ROLES: Final = frozenset(
    ("navigation", "contentinfo", "banner", "complementary", "search", "menu", "menubar")
)
_ASIDE_NAMES = regex.compile(
    r"(?:^|[\s_-])(?:menu|nav|navbar|navigation|footer|sidebar|breadcrumbs?|related|other-?news|tin-?khac|tin-?lien-?quan"
    r"|lien-?quan|comments?|copyright|most-?(?:view|read))(?:$|[\s_-])",
    regex.IGNORECASE,
)
_PERHAPS_ASIDE_NAMES = regex.compile(
    r"(?:^|[\s_-])(?:share|social|banner|advert|ads|pagination|paging|widget|toolbar|skip-?link|hot-?news|tin-?moi|tags?"
    r"|login|search)(?:$|[\s_-])",
    regex.IGNORECASE,
)
"""Names that an article's own parts may have too: they count where there is no prose."""
_CAMEL = regex.compile(r"(?<=[a-z])(?=[A-Z])")
_HIDDEN = regex.compile(
    r"(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", regex.IGNORECASE
)
_IMPRINT = regex.compile(
    r"bản quyền|copyright|©|ghi rõ nguồn|giấy phép (?:số|thiết lập)|chịu trách nhiệm (?:chính|nội dung|xuất bản)"
    r"|lượt truy cập|đang trực tuyến|số người truy cập",
    regex.IGNORECASE,
)
_FIGURE = regex.compile(r"\d[\d.,]*\d|\d")
_PROSE: Final = 80
"""Characters that a block of prose has at least."""
_NAMED_SHARE: Final = 0.3
"""Share of a page's prose that an element may have whose name says that it stands aside."""
_IMPRINT_SIZE: Final = 800
"""Characters that the lines about the site itself have at most."""
_TITLE: Final = 20
"""Characters that a lesser heading has at least to be a title and not the name of a column of news."""
_FEW_LINKS: Final = 0.3
"""Share of the text beside an article that links may have."""
_MARK = regex.compile(r"\s*[\[(]?\s*(?:\d{1,3}|\*{1,3})\s*[\])]?\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """What an element holds, in characters: all its text, that of its links, and that of its blocks of prose."""

    text: int = 0
    links: int = 0
    prose: int = 0

    @property
    def link_share(self) -> float:
        return self.links / self.text if self.text else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """The element that is read, the headings before it that belong to it, and the elements in it that are left out."""

    element: Element
    headings: tuple[Element, ...]
    left_out: frozenset[Element]
    n_left_out: int
    """Characters of the page's text that are not read."""
    figures_left_out: int
    """Digit runs among them."""


class ArticleFinder:
    """Weighs the elements of a page and finds the article."""

    def __init__(self, body: Element) -> None:
        self.body = body
        self._weights: dict[Element, Weight] = {}
        self._aside: set[Element] = set()
        self._largest_named = 0
        self._weigh()
        self._largest_named = int(_NAMED_SHARE * self._weight(body).prose)
        self._weigh()

    def find(self) -> Article:
        """Return the article; the whole page where nothing in it stands out."""
        element = self._with_notes(self._climb(self._densest()))
        headings = self._headings_before(element)
        left_out = frozenset(x for x in self._aside if x is not element and _is_within(x, element))
        outside = self._text_outside(element, headings, left_out)
        return Article(
            element=element,
            headings=headings,
            left_out=left_out,
            n_left_out=sum(map(len, outside)),
            figures_left_out=sum(len(_FIGURE.findall(text)) for text in outside),
        )

    def _weigh(self) -> None:
        """Weigh each element when its end is met; what is set aside weighs nothing in what holds it."""
        self._weights.clear()
        self._aside.clear()
        own: dict[Element, list[int]] = {}
        links = 0
        walk = etree.iterwalk(self.body, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                if is_unread(element):
                    walk.skip_subtree()
                    continue
                links += _is_link(element)
                text = len((element.text or "").strip())
                own[element] = [text, text if links else 0, 0, int(_is_link(element))]
                continue
            counts = own.pop(element, None)
            if counts is not None:
                links -= _is_link(element)
                self._close(element, counts)
            parent = element.getparent()
            above = own.get(parent) if parent is not None and element is not self.body else None
            if above is not None:
                tail = len((element.tail or "").strip())
                above[0] += tail
                above[1] += tail if links else 0
                if counts is not None and element not in self._aside:
                    above[:] = [a + b for a, b in zip(above, counts, strict=True)]

    def _close(self, element: Element, counts: list[int]) -> None:
        """Weigh an element; `counts` are its characters of text, links and prose, and its number of links."""
        text, links, prose, _ = counts
        is_block = element.tag not in elements_of("inline")
        if is_block and not prose and text >= _PROSE and links < 0.5 * text:
            prose = text - links
        if element.tag == "table" and links < 0.5 * text and _has_figures(element):
            prose = text
        counts[2] = prose
        self._weights[element] = Weight(text=text, links=links, prose=prose)
        if is_block and self._is_aside(element, counts[3]):
            self._aside.add(element)

    def _is_aside(self, element: Element, n_links: int) -> bool:
        weight = self._weights[element]
        if element.tag in ("body", "html", "main", "article"):
            return False
        if element.tag in _ASIDE_TAGS or element.get("role", "").lower() in _ASIDE_ROLES:
            return True
        if n_links >= 3 and weight.link_share > 0.7 and not weight.prose:
            return True
        named = _CAMEL.sub("-", f"{element.get('class', '')} {element.get('id', '')}")
        if weight.prose < self._largest_named and _ASIDE_NAMES.search(named):
            return True
        if not weight.prose and _PERHAPS_ASIDE_NAMES.search(named):
            return True
        shown = "".join(_texts(element, self._aside)) if weight.text < _IMPRINT_SIZE else ""
        return bool(shown) and len(_IMPRINT.findall(shown)) >= 2

    def _densest(self) -> Element:
        """The smallest element that holds most of the page's prose; one that HTML calls the article goes first."""
        total = self._weight(self.body).prose
        if not total:
            return self.body
        named = [e for e in self._weights if _is_named_article(e) and e not in self._aside]
        best = max(named, key=lambda e: self._weight(e).prose, default=None)
        if best is not None and self._weight(best).prose >= 0.5 * total:
            return best
        element = self.body
        while True:
            heaviest = max(
                (
                    c
                    for c in element.iterchildren("*")
                    if c in self._weights and c not in self._aside
                ),
                key=lambda child: self._weight(child).prose,
                default=None,
            )
            if (
                heaviest is None
                or self._weight(heaviest).prose < 0.6 * total
                or heaviest.tag in elements_of("inline")
            ):
                return element
            if heaviest.tag in ("p", "li") or self._is_block_of_prose(heaviest):
                return element
            if heaviest.tag == "table" and _has_figures(heaviest):
                return element
            element = heaviest

    def _is_block_of_prose(self, element: Element) -> bool:
        """Whether the prose is the element's own text and not that of blocks in it."""
        return (
            not any(
                self._weight(child).prose or child.tag == "br"
                for child in element.iterchildren("*")
            )
            and self._weight(element).prose == self._weight(element).text
        )

    def _climb(self, element: Element) -> Element:
        """Take in what stands around the article where that is prose and hardly any links."""
        best = element
        for parent in element.iterancestors():
            if parent not in self._weights:
                break
            inner, outer = self._weight(best), self._weight(parent)
            text, links = outer.text - inner.text, outer.links - inner.links
            if outer.prose > inner.prose and links <= _FEW_LINKS * text:
                best = parent
        return best

    def _with_notes(self, element: Element) -> Element:
        """Climb until the notes that marks in the article link to are in it too."""
        wanted = {
            link.get("href", "")[1:]
            for link in element.iter("a")
            if link.get("href", "").startswith("#") and _MARK.fullmatch(all_text(link))
        } - {""}
        if not wanted:
            return element
        for target in self.body.iter("*"):
            name = target.get("id") or target.get("name") or ""
            if name in wanted and not _is_within(target, element):
                element = _common(element, target)
        return element

    def _headings_before(self, element: Element) -> tuple[Element, ...]:
        """The last main heading before the article, where that has none, and the last lesser one behind it."""
        if next(element.iter("h1"), None) is not None:
            return ()
        found: dict[str, Element] = {}
        for candidate in self.body.iter("*"):
            if candidate is element:
                break
            if candidate.tag not in ("h1", "h2") or candidate not in self._weights:
                continue
            if self._is_set_aside(candidate) or _is_within(element, candidate):
                continue
            if candidate.tag == "h1":
                found = {"h1": candidate}
            elif self._weight(candidate).text >= _TITLE:
                found["h2"] = candidate
        return tuple(found.values())

    def _is_set_aside(self, element: Element) -> bool:
        return element in self._aside or any(x in self._aside for x in element.iterancestors())

    def _text_outside(
        self, element: Element, headings: tuple[Element, ...], left_out: frozenset[Element]
    ) -> list[str]:
        outside = list(_texts(self.body, frozenset((element, *headings))))
        for one in left_out:
            if not any(x in left_out for x in one.iterancestors()):
                outside += _texts(one, frozenset())
        return outside

    def _weight(self, element: Element) -> Weight:
        return self._weights.get(element, Weight())


def is_unread(element: Element) -> bool:
    """Whether an element shows no text of its own on the page: scripts, controls, what is hidden, comments."""
    if element.tag in elements_of("unread") or element.get("hidden") is not None:
        return True
    return bool(_HIDDEN.search(element.get("style", "")))


def _texts(top: Element, without: AbstractSet[Element]) -> Iterator[str]:
    """The pieces of text in `top`, those in the elements `without` left out."""
    walk = etree.iterwalk(top, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            if element in without or is_unread(element):
                walk.skip_subtree()
            elif (element.text or "").strip():
                yield " ".join((element.text or "").split())
        elif element is not top and (element.tail or "").strip():
            yield " ".join((element.tail or "").split())


def _is_link(element: Element) -> bool:
    return (
        element.tag == "a"
        and bool(element.get("href"))
        and not element.get("href", "").startswith("#")
    )


def _is_named_article(element: Element) -> bool:
    return (
        element.tag in ("article", "main")
        or element.get("role", "").lower() in ("main", "article")
        or element.get("itemprop", "").lower() == "articlebody"
    )


def _has_figures(table: Element) -> bool:
    """Whether cells of the table itself, not of one in it, hold figures and nothing else."""
    texts = (
        all_text(cell).strip()
        for cell in table.iter("td", "th")
        if next(cell.iterancestors("table")) is table
    )
    return sum(bool(regex.fullmatch(r"[-–+]?\d[\d.,]*\s*%?", text)) for text in texts) >= 4


def _is_within(element: Element, other: Element) -> bool:
    return element is other or any(x is other for x in element.iterancestors())


def _common(one: Element, other: Element) -> Element:
    above = {id(x): x for x in (one, *one.iterancestors())}
    return next((x for x in (other, *other.iterancestors()) if id(x) in above), one)
