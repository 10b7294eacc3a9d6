"""Candidates for the vocabulary: which phrases, in which order, in whose print, and what is left out."""

from collections.abc import Callable
from pathlib import Path

import pytest

from normalize.model import LedgerRow, Report
from queries.candidates import Candidate, Candidates, find_candidates, phrase_finder
from store.database import reading
from tests.builders import july, report, retail, row
from tests.conftest import Store
from tests.program import solieu
from tests.reading import vocabulary

Find = Callable[..., Candidates]


@pytest.fixture(scope="module")
def phrase_of() -> Callable[[str], str]:
    return phrase_finder()


@pytest.fixture
def find(store: Store, database: Path) -> Find:
    """Stores reports and finds the candidates in them."""

    def candidates(*reports: Report, **options: int) -> Candidates:
        store(*reports)
        with reading(database) as connection:
            return find_candidates(connection, vocabulary(), **options)  # type: ignore[arg-type]

    return candidates


def counted(start: int, digits: str, label: str, **columns: object) -> LedgerRow:
    """A count of something that the vocabulary does not list."""
    described = {"unit": "count", "measure": "level", "label": label, **columns}
    return row(start, digits, "value", **described)


def only(found: Candidates) -> Candidate:
    (candidate,) = found.found
    return candidate


@pytest.mark.parametrize(
    ("label", "phrase"),
    [
        ("gian hàng", "gian hàng"),
        ("gian hàng nữa", "gian hàng"),
        ("biên bản ghi nhớ giữa hai bên", "biên bản ghi nhớ"),
        ("Gian Hàng, băng rôn", "Gian Hàng"),
        ("tiểu dự án sản xuất kinh doanh", "tiểu dự án sản xuất kinh doanh"),
        ("đã giải ngân", ""),
        ("–", ""),
    ],
)
def test_the_phrase_is_the_head_of_the_label(
    phrase_of: Callable[[str], str], label: str, phrase: str
) -> None:
    assert phrase_of(label) == phrase


@pytest.mark.parametrize("label", ["gian hàng văn hoá", "gian hàng văn hóa"])
def test_a_phrase_is_quoted_as_printed(phrase_of: Callable[[str], str], label: str) -> None:
    assert phrase_of(f"{label} nữa") == label


def test_a_label_is_taken_whole_where_the_tagger_reads_other_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("underthesea.pos_tag", lambda text: [("băng", "N"), ("khác", "E")])
    assert phrase_finder()("gian hàng nữa") == "gian hàng nữa"


def test_a_label_is_tagged_once(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def tag(text: str) -> list[tuple[str, str]]:
        seen.append(text)
        return [(text, "N")]

    monkeypatch.setattr("underthesea.pos_tag", tag)
    find = phrase_finder()
    assert [find("băng rôn"), find("băng rôn")] == ["băng rôn", "băng rôn"]
    assert seen == ["băng rôn"]


def test_spellings_of_a_phrase_are_one_candidate(find: Find) -> None:
    first = report(
        counted(20, "3", "gian hàng văn hoá"),
        counted(40, "4", "gian hàng văn hoá nữa", unit="VND_bn"),
        name="a.txt",
    )
    second = report(
        counted(20, "5", "Gian hàng văn hóa", measure="of_total"), name="b.txt", period="2020-08"
    )
    candidate = only(find(first, second))
    assert candidate.phrase == "gian hàng văn hoá"
    assert (candidate.facts, candidate.reports) == (3, 2)
    assert candidate.units == ("count", "VND_bn")
    assert candidate.measures == ("level", "of_total")
    assert candidate.sentence == "Trong kỳ đạt 3."


def test_the_example_can_be_traced(find: Find, database: Path, tmp_path: Path) -> None:
    candidate = only(find(july()))
    ended = solieu(tmp_path, "trace", candidate.example, "--db", str(database))
    assert ended.returncode == 0
    assert "label      gian hàng" in ended.stdout


def test_most_figures_come_first_then_the_alphabet(find: Find) -> None:
    found = find(
        report(
            counted(20, "1", "phông nền"),
            counted(30, "2", "băng rôn"),
            counted(40, "3", "gian hàng"),
            counted(50, "4", "gian hàng"),
        )
    )
    assert [candidate.phrase for candidate in found.found] == ["gian hàng", "băng rôn", "phông nền"]


def test_rare_phrases_can_be_left_out(find: Find) -> None:
    rows = [counted(20, "1", "phông nền"), counted(30, "2", "gian hàng")]
    found = find(report(*rows, counted(40, "3", "gian hàng")), least=2)
    assert only(found).phrase == "gian hàng"
    assert (found.n_figures, found.n_rare) == (3, 1)


def test_what_the_vocabulary_knows_is_no_candidate(find: Find) -> None:
    found = find(
        report(retail(20, "2,5", label="tổng mức bán lẻ"), counted(40, "9", "doanh nghiệp"))
    )
    assert found == Candidates(found=(), n_figures=1, n_nameless=0, n_known=1, n_rare=0)


@pytest.mark.parametrize("label", ["", "tỷ đồng", "Người", "đã giải ngân"])
def test_labels_that_name_nothing_are_counted(find: Find, label: str) -> None:
    found = find(report(counted(20, "9", label)))
    assert found == Candidates(found=(), n_figures=1, n_nameless=1, n_known=0, n_rare=0)


def test_figures_of_other_places_do_not_count(find: Find) -> None:
    found = find(report(counted(20, "9", "gian hàng", territory="duyen_hai")))
    assert found.n_figures == 0


def test_a_long_sentence_is_cut_around_the_figure(find: Find) -> None:
    before, after = "Trong kỳ có nhiều hoạt động khác; " * 5, " gian hàng" * 20
    figure = counted(
        200, "9", "gian hàng", context=f"{before}9{after}.",
        context_from=len(before), context_to=len(before) + 1,
    )  # fmt: skip
    sentence = only(find(report(figure))).sentence
    assert len(sentence) <= 82
    assert sentence.startswith("…")
    assert " 9 gian hàng" in sentence
    assert sentence.endswith("gian…") or sentence.endswith("hàng…")


def test_one_report_can_be_named(store: Store, database: Path, tmp_path: Path) -> None:
    store(july(), report(counted(20, "9", "băng rôn"), name="other.txt"))
    ended = solieu(
        tmp_path, "candidates", "--report", "other", "--format", "csv", "--db", str(database)
    )
    assert ended.returncode == 0
    assert [line.partition(",")[0] for line in ended.stdout.splitlines()] == ["phrase", "băng rôn"]
    assert ended.stderr.startswith("of 1 figures without an indicator are left out: 0 ")


def test_an_empty_database_says_so(store: Store, database: Path, tmp_path: Path) -> None:
    store()
    ended = solieu(tmp_path, "candidates", "--format", "json", "--db", str(database))
    assert (ended.returncode, ended.stdout) == (0, "[]\n")
    assert ended.stderr == (
        "there is no figure without an indicator; list reports with: solieu reports\n"
    )
