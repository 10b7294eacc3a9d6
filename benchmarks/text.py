"""Text to ledger in characters a second, beside another reader of quantities and a bare scan for numbers.

Every contestant reads the reports of the corpus, one after the other, in this one process; rounds alternate between
them, and the best one of each counts, so that what else the machine does falls on all alike.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from cProfile import Profile
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter
from types import CodeType

import regex

from benchmarks.table import Table
from extract.document import read_document
from extract.model import Document
from normalize.report import interpret
from normalize.vocabulary import load_vocabulary

REPORTS = Path(__file__).parents[1] / "corpus" / "reports"
NUMBER = regex.compile(r"\d+(?:[.,]\d+)*")
ROUNDS = 3
SECONDS_A_ROUND = 0.3
FUNCTIONS_SHOWN = 10

LEDGER = "solieu, text to ledger"
OTHER = "quantulum3 (without classifier)"
SCAN = "scan for the number pattern (regex)"

Reader = Callable[[Document], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What one reader did: numbers found, and seconds for one pass over all reports."""

    found: int
    seconds: float


def measure() -> Table:
    documents = [read_document(path) for path in sorted(REPORTS.iterdir())]
    readers = {LEDGER: _ledger_reader(), **_other_reader(), SCAN: _scan}
    trials = _trials(readers, documents)
    size = sum(len(document.text) for document in documents)
    own = trials[LEDGER].seconds
    return Table(
        title="Text to ledger",
        columns=("reader", "numbers found", "characters a second", "speed beside solieu's"),
        rows=tuple(
            (name, f"{t.found:,}", f"{size / t.seconds:,.0f}", f"{own / t.seconds:.3g}")
            for name, t in trials.items()
        ),
        notes="\n".join(_notes(size, len(documents), readers, documents)),
    )


def _ledger_reader() -> Reader:
    vocabulary = load_vocabulary()
    # A copy, so that nothing is left over from the round before.
    return lambda document: len(interpret(replace(document), vocabulary).ledger)


def _other_reader() -> Mapping[str, Reader]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns that its classifier is not installed
        try:
            from quantulum3 import parser  # noqa: PLC0415
        except ImportError:
            return {}
    return {OTHER: lambda document: len(parser.parse(document.text))}


def _scan(document: Document) -> int:
    return sum(1 for _ in NUMBER.finditer(document.text))


def _trials(readers: Mapping[str, Reader], documents: Sequence[Document]) -> Mapping[str, Trial]:
    trials = {name: _round(reader, documents, 1) for name, reader in readers.items()}
    passes = {name: max(1, round(SECONDS_A_ROUND / t.seconds)) for name, t in trials.items()}
    for _ in range(ROUNDS):
        for name, reader in readers.items():
            trial = _round(reader, documents, passes[name])
            trials[name] = min(trials[name], trial, key=lambda t: t.seconds)
    return trials


def _round(reader: Reader, documents: Sequence[Document], passes: int) -> Trial:
    found = 0
    start = perf_counter()
    for _ in range(passes):
        found = sum(map(reader, documents))
    return Trial(found=found, seconds=(perf_counter() - start) / passes)


def _notes(
    size: int, reports: int, readers: Mapping[str, Reader], documents: Sequence[Document]
) -> Iterator[str]:
    yield f"{reports} reports of the corpus, {size:,} characters; best of {ROUNDS} rounds, one process."
    yield "Only the ledger says what a number means; the scan tells how fast the numbers alone are found."
    if OTHER not in readers:
        yield "quantulum3 is not installed here; `make bench` installs it."
    yield ""
    yield "Where the time goes, text to ledger (own time in a profile, which slows small functions down):"
    yield ""
    profile = Profile()
    profile.runcall(_round, readers[LEDGER], documents, 1)
    yield from _by_own_time(profile)


def _by_own_time(profile: Profile) -> Iterator[str]:
    entries = sorted(profile.getstats(), key=lambda entry: -entry.inlinetime)
    total = sum(entry.inlinetime for entry in entries)
    for entry in entries[:FUNCTIONS_SHOWN]:
        share = f"{entry.inlinetime / total:.1%}"
        yield f"- {share:>5}  {_named(entry.code)}, {entry.callcount:,} calls"


def _named(code: CodeType | str) -> str:
    if isinstance(code, str):
        return code
    return f"{code.co_name} in {'/'.join(Path(code.co_filename).parts[-2:])}:{code.co_firstlineno}"
