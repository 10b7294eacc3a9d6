"""What must hold for any text: places, completeness, and facts that layout and spelling do not change."""

import csv
import re
import unicodedata
from collections import Counter
from functools import cache

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from extract.healing import DIGIT_RUN
from extract.spelling import compose, fold
from normalize.model import Report
from tests.reading import CASES, FRAMES, document, framed, read, reportable

STATEMENTS = (
    "growth",
    "lists",
    "parts",
    "clauses",
    "plans",
    "status",
    "territory",
    "subsets",
    "counts",
)
BLANK = re.compile(r"(?<=\S) (?=\S)")

bounded = settings(max_examples=60, deadline=None, derandomize=True, database=None)


@cache
def sentences() -> tuple[str, ...]:
    """The sentences of the tables for a month report, one passage each."""
    found = []
    for name in STATEMENTS:
        with (CASES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            found += [row["input"] for row in csv.DictReader(file)]
    return tuple(s for s in found if s.startswith("- ") and "\n" not in s and "<sup>" not in s)


some = st.deferred(lambda: st.sampled_from(sentences()))
mixture = st.lists(some, min_size=1, max_size=6)


def facts_of(sentence: str) -> list[tuple[object, ...]]:
    return reportable(read(framed(sentence)[0]))


known = cache(facts_of)


def same_as_whole(sentence: str, changed: str) -> None:
    assert facts_of(changed) == known(sentence)


@bounded
@given(
    mixture, st.sampled_from(sorted(FRAMES)), st.sampled_from(["\n\n", "\n", "\r\n\r\n", "\n\n\f"])
)
def test_rows_slice_the_document(pieces: list[str], frame: str, between: str) -> None:
    text, _, _ = framed(between.join(pieces), frame)
    report = read(text)
    assert all(text[row.start : row.end] == row.digits for row in report.ledger)
    assert all(
        row.context[row.context_from : row.context_to] == row.digits
        for row in report.ledger
        if row.context
    )
    assert all(
        row.sentence_from <= row.start < row.sentence_to
        for row in report.ledger
        if row.role == "value"
    )


@bounded
@given(
    mixture,
    st.sampled_from(["\n\n", "\n", " ", "\r\n", "\n\n2\n\n", "\f"]),
    st.randoms(use_true_random=False),
)
def test_every_run_is_in_the_ledger_once(pieces: list[str], between: str, order) -> None:
    order.shuffle(pieces)
    text, _, _ = framed(between.join(pieces))
    runs = [(m.start(), m[0]) for m in DIGIT_RUN.finditer(text)]
    report = read(text)
    assert [(row.start, row.digits) for row in report.ledger] == runs
    assert [row.n for row in report.ledger] == list(range(1, len(runs) + 1))


@bounded
@given(st.text(alphabet="0123456789., \n\f%()-/¹²<>sup[]^*_#abđạtTăng:;", max_size=120))
def test_any_text_is_covered(text: str) -> None:
    whole = framed(text)[0]
    runs = Counter(m.start() for m in DIGIT_RUN.finditer(whole))
    assert Counter(row.start for row in read(whole).ledger) == runs


def broken(sentence: str, at: int, insert: str) -> str:
    """The sentence with `insert` for one of its blanks."""
    blanks = list(BLANK.finditer(sentence, 2))
    blank = blanks[at % len(blanks)]
    return sentence[: blank.start()] + insert + sentence[blank.end() :]


BREAKS = {
    "line break": "\n",
    "blank line": "\n\n",
    "form feed": "\n\f",
    "page number": "\n\n2\n\n",
    "page number with dashes": "\n\n- 2 -\n\n",
    "page number and form feed": "\n2\n\f",
    "two blanks": "  ",
    "no-break blank": "\u00a0",
    "carriage return": "\r\n",
}


@pytest.mark.parametrize("insert", BREAKS.values(), ids=BREAKS.keys())
@settings(bounded, max_examples=25)
@given(sentence=some, at=st.integers(0, 200))
def test_break_changes_no_fact(insert: str, sentence: str, at: int) -> None:
    changed = broken(sentence, at, insert)
    cut = changed.index(insert) + len(insert)
    # Behind a full stop a break may begin another paragraph.
    assume("\n" not in insert or changed[cut - len(insert) - 1] != ".")
    # Behind a blank line a capital letter begins a paragraph, whatever its writer meant.
    assume(insert.strip() or "\n\n" not in insert or not changed[cut].isupper())
    same_as_whole(sentence, changed)


NOTES = {
    "tag": ("<sup>1</sup>", "\n\n<sup>1</sup> Nguồn: tổng hợp của các phòng chuyên môn.\n\n"),
    "raised": ("¹", "\n\n¹ Nguồn: tổng hợp của các phòng chuyên môn.\n\n"),
    "bracketed": (
        "(1)",
        "\n\n____________\n\n(1) Nguồn: tổng hợp của các phòng chuyên môn.\n\n2\n\n",
    ),
}


@pytest.mark.parametrize(("mark", "note"), NOTES.values(), ids=NOTES.keys())
@settings(bounded, max_examples=25)
@given(sentence=some, at=st.integers(0, 200))
def test_note_block_changes_no_fact(mark: str, note: str, sentence: str, at: int) -> None:
    before = f"- Sở đã ban hành Đề án{mark}.\n\n"
    plain = "- Sở đã ban hành Đề án.\n\n"
    assert facts_of(before + broken(sentence, at, note)) == facts_of(plain + sentence)


SPELLINGS = (
    ("hóa", "hoá"), ("lũy", "luỹ"), ("thủy", "thuỷ"), ("tỷ", "tỉ"), ("quý", "quí"), ("Đ", "Ð"),
    ("kỳ", "kì"), ("hòa", "hoà"), ("Lũy", "Luỹ"), ("Quý", "Quí"),
    ("Thủy", "Thuỷ"), ("Tỷ", "Tỉ"), ("quy", "qui"), ("Hóa", "Hoá"),
)  # fmt: skip


def respelt(text: str) -> str:
    for one, other in SPELLINGS:
        whole = one if one == "Đ" else rf"\b{one}\b"
        text = re.sub(whole, other, text)
    return text


def unlabelled(facts: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    """Facts without the printed words: label and territory are quoted as they stand."""
    return [(*fact[:11], bool(fact[12]), *fact[13:]) for fact in facts]


@pytest.mark.parametrize(
    "sentence", [pytest.param(s, id=str(n)) for n, s in enumerate(sentences())]
)
def test_spelling_changes_no_fact(sentence: str) -> None:
    text = framed(sentence)[0]
    facts = known(sentence)
    assert unlabelled(reportable(read(respelt(text)))) == unlabelled(facts)
    assert reportable(read(unicodedata.normalize("NFD", text))) == facts
    assert reportable(read(text.replace("\n", "\r\n"))) == facts


@bounded
@given(some, some)
def test_facts_do_not_depend_on_other_reports(first: str, second: str) -> None:
    alone = known(second)
    read(framed(first)[0])
    assert facts_of(second) == alone


@bounded
@given(some)
def test_reading_twice_gives_the_same(sentence: str) -> None:
    def all_of(report: Report) -> object:
        return report.ledger, report.zeros, report.footnotes, report.issues

    text = framed(sentence)[0]
    assert all_of(read(text)) == all_of(read(text))


@bounded
@given(st.text(max_size=60))
def test_fold_keeps_the_length(text: str) -> None:
    composed, places = compose(text, 7)
    assert composed == unicodedata.normalize("NFC", composed)
    assert len(composed) == len(places)
    assert len(fold(composed)) == len(composed)
    assert list(places) == sorted(places)


@pytest.mark.parametrize(("one", "other"), SPELLINGS)
def test_fold_levels_spellings(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_document_keeps_its_lines() -> None:
    text = "một\nhai\r\nba\fbốn"
    made = document(text)
    assert [made.line_of(text.index(word)) for word in ("một", "hai", "ba")] == [1, 2, 3]
