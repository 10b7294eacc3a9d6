"""Noun phrases that reports give figures for and the vocabulary does not know: rows that could be added to it.

The label of a figure begins with the thing that is counted, and a clause may follow. A tagger says which words are
nouns; the phrase ends where a word neither is one nor describes one. What is shown is the print of the report.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from duckdb import DuckDBPyConnection

from extract.spelling import fold
from normalize.vocabulary import Vocabulary
from queries.asking import ask

Tagged = tuple[str, str]

CANDIDATE_COLUMNS = ("phrase", "facts", "reports", "units", "measures", "example", "sentence")
"""The columns in the order of a candidate's fields."""

_SENTENCE_WIDTH: Final = 80
_BEFORE_THE_FIGURE: Final = 30

# Ny and Nb are abbreviations and loan words. M is a numeral, but a label holds none: the tagger says so of a noun
# that ends a short text.
_NOUNS: Final = ("N", "Nc", "Nu", "Np", "Ny", "Nb", "M")
_DESCRIBING: Final = ("V", "A")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A phrase with the number of its figures and of the reports that give them.

    `phrase` is its most frequent print; `units` and `measures` are slugs, the most frequent first; `example` is the
    key of the first of its figures and `sentence` what stands around that one.
    """

    phrase: str
    facts: int
    reports: int
    units: tuple[str, ...]
    measures: tuple[str, ...]
    example: str
    sentence: str

    def row(self) -> tuple[object, ...]:
        """Return the candidate in the columns of `CANDIDATE_COLUMNS`."""
        return tuple(getattr(self, column) for column in CANDIDATE_COLUMNS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """The candidates, those with most figures first, and how many other figures have no indicator.

    `n_figures` counts all figures without an indicator; `n_nameless` those whose label is empty, a bare unit or has
    no noun; `n_known` those whose phrase the vocabulary knows, but not in their unit; `n_rare` those of phrases with
    too few figures.
    """

    found: tuple[Candidate, ...]
    n_figures: int
    n_nameless: int
    n_known: int
    n_rare: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Figure:
    phrase: str
    document_id: str
    unit: str
    measure: str
    observation_id: str
    sentence: str


def find_candidates(
    connection: DuckDBPyConnection,
    vocabulary: Vocabulary,
    *,
    document_id: str | None = None,
    least: int = 1,
) -> Candidates:
    """Return the phrases with at least `least` figures, of all reports or of one, that `vocabulary` does not know."""
    records = list(ask(connection, "candidates", {"document_id": document_id}).records())
    if not records:
        return Candidates(found=(), n_figures=0, n_nameless=0, n_known=0, n_rare=0)
    named = list(_named(records, _bare_units(vocabulary)))
    groups: dict[str, list[_Figure]] = {}
    for figure in named:
        groups.setdefault(fold(figure.phrase), []).append(figure)
    unknown = {key: own for key, own in groups.items() if not _is_known(key, vocabulary)}
    kept = {key: own for key, own in unknown.items() if len(own) >= least}
    in_order = sorted(kept, key=lambda key: (-len(kept[key]), key))
    n_unknown = sum(map(len, unknown.values()))
    return Candidates(
        found=tuple(_candidate(kept[key]) for key in in_order),
        n_figures=len(records),
        n_nameless=len(records) - len(named),
        n_known=len(named) - n_unknown,
        n_rare=n_unknown - sum(map(len, kept.values())),
    )


def phrase_finder() -> Callable[[str], str]:
    """Return a function from a label to its first noun phrase as printed, empty if it has no noun.

    It tags each label once. Where a word of the tagger is not found again in the label, the phrase is the label.
    """
    from underthesea import pos_tag  # noqa: PLC0415

    find_words = _noun_phrase_finder()

    @cache
    def find(label: str) -> str:
        tagged: Sequence[Tagged] = pos_tag(label)
        words = find_words(tagged)
        if words is None:
            return ""
        places = _places([word for word, _ in tagged], label)
        return label[places[words.start][0] : places[words.stop - 1][1]] if places else label

    return find


def _noun_phrase_finder() -> Callable[[Sequence[Tagged]], range | None]:
    """Return a function from tagged words to the words of the first noun phrase.

    What stands right before the first noun belongs to it: the tagger takes the first part of a compound for a verb.
    """
    import spacy  # noqa: PLC0415
    from spacy.matcher import Matcher  # noqa: PLC0415
    from spacy.tokens import Doc  # noqa: PLC0415

    vocab = spacy.blank("xx").vocab
    matcher = Matcher(vocab)
    noun = {"TAG": {"IN": list(_NOUNS)}}
    describing = {"TAG": {"IN": list(_DESCRIBING)}, "OP": "*"}
    noun_or_describing = {"TAG": {"IN": [*_NOUNS, *_DESCRIBING]}, "OP": "*"}
    matcher.add("noun phrase", [[describing, noun, noun_or_describing]], greedy="LONGEST")

    def find(tagged: Sequence[Tagged]) -> range | None:
        doc = Doc(vocab, words=[word for word, _ in tagged], tags=[tag for _, tag in tagged])
        first = min(matcher(doc, as_spans=True), key=lambda span: span.start, default=None)
        return range(first.start, first.end) if first else None

    return find


def _places(words: Iterable[str], label: str) -> list[tuple[int, int]]:
    """Return where each word stands in `label`, however either spells it; nothing if one is not found."""
    folded = fold(label)
    places: list[tuple[int, int]] = []
    done = 0
    for word in words:
        start = folded.find(fold(word), done)
        if start < 0:
            return []
        done = start + len(word)
        places.append((start, done))
    return places


def _bare_units(vocabulary: Vocabulary) -> frozenset[str]:
    names = vocabulary.lexicon.names
    aliases = (name for name, terms in names.items() if any(term.kind == "unit" for term in terms))
    return frozenset({*aliases, *(fold(unit.label_vi) for unit in vocabulary.units)})


def _is_known(folded: str, vocabulary: Vocabulary) -> bool:
    return any(term.kind == "concept" for term in vocabulary.lexicon.names.get(folded, ()))


def _named(
    records: Iterable[Mapping[str, object]], bare_units: frozenset[str]
) -> Iterator[_Figure]:
    find_phrase = phrase_finder()
    for record in records:
        label = str(record["label"]).strip()
        phrase = find_phrase(label) if label and fold(label) not in bare_units else ""
        if phrase and fold(phrase) not in bare_units:
            yield _Figure(
                phrase=phrase,
                document_id=str(record["document_id"]),
                unit=str(record["unit"]),
                measure=str(record["measure"]),
                observation_id=str(record["observation_id"]),
                sentence=_around(str(record["sentence_text"]), record["figure_from"]),
            )


def _candidate(figures: Sequence[_Figure]) -> Candidate:
    return Candidate(
        phrase=_by_frequency(figure.phrase for figure in figures)[0],
        facts=len(figures),
        reports=len({figure.document_id for figure in figures}),
        units=_by_frequency(figure.unit for figure in figures),
        measures=_by_frequency(figure.measure for figure in figures),
        example=figures[0].observation_id,
        sentence=figures[0].sentence,
    )


def _by_frequency(texts: Iterable[str]) -> tuple[str, ...]:
    counts = Counter(texts)
    return tuple(sorted(counts, key=lambda text: (-counts[text], text)))


def _around(sentence: str, figure_from: object) -> str:
    """Return `sentence`, or of a long one the words around the figure."""
    text = " ".join(sentence.split())
    if len(text) <= _SENTENCE_WIDTH or not isinstance(figure_from, int):
        return text
    first = len(" ".join(sentence[:figure_from].split())) - _BEFORE_THE_FIGURE
    first = max(0, min(first, len(text) - _SENTENCE_WIDTH))
    start = text.find(" ", first) + 1 if first else 0
    last = first + _SENTENCE_WIDTH
    end = len(text) if last >= len(text) else max(text.rfind(" ", start, last), start + 1)
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"
