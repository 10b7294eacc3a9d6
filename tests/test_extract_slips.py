"""Slips of the pen: what is bridged, what must never be, and that no two names of the vocabulary lie that close."""

from itertools import combinations

import pytest

from extract.slips import LONG, SHORTEST, finder_of, is_slip, sound_of
from extract.spelling import fold
from tests.reading import vocabulary


def found(text: str) -> list[str]:
    lexicon = vocabulary().lexicon
    folded = fold(text)
    slips = finder_of(lexicon).find(folded, lexicon.find(folded))
    return [key for slip in slips if (key := slip.key("concept"))]


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("Giá trị sản suất công nghiệp", "industrial_output"),
        ("Giá trị sản xuất công nghiêp", "industrial_output"),
        ("Gía trị sản xuất công nghiệp", "industrial_output"),
        ("Giá trị sản xuất công nghệp", "industrial_output"),
        ("Tổng mức bán lẽ hàng hoá", "retail"),
        ("Chỉ số sản suất công nghiệp", "iip"),
    ],
)
def test_bridged(text: str, concept: str) -> None:
    assert found(text) == [concept]


@pytest.mark.parametrize(
    "text",
    [
        "Giá trị sản xuất nông nghiệp",
        "Giá trị sản xuất lâm nghiệp",
        "Giá trị sản xuất xây dựng",
        "Tổng mức đầu tư hàng hóa",
        "Chỉ số giá công nghiệp",
        "Kim ngạch thương mại",
        "Số lượng khách du lịch",
    ],
)
def test_not_bridged(text: str) -> None:
    assert found(text) == []


def test_no_two_names_of_the_vocabulary_are_slips_of_each_other() -> None:
    names = vocabulary().lexicon.names
    sounds: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for name, terms in names.items():
        concepts = frozenset(t.key for t in terms if t.kind == "concept")
        if concepts and len(name) >= SHORTEST and not any(c.isdigit() for c in name):
            sound = sound_of(name)
            initials = "".join(word[0] for word in sound.split())
            sounds.setdefault(initials, []).append((sound, concepts))
    close = [
        (a[0], b[0])
        for alike in sounds.values()
        for a, b in combinations(alike, 2)
        if not a[1] & b[1] and a[0] != b[0] and is_slip(a[0], b[0])
    ]
    assert close == []


def test_bound_grows_with_the_name() -> None:
    name = "a" * LONG
    assert is_slip(name[:-2] + "bc", name)
    assert not is_slip(name[:-3] + "bcd", name)
    short = "a" * SHORTEST
    assert is_slip(short[:-1] + "b", short)
    assert not is_slip(short[:-2] + "bc", short)
