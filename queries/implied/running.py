"""The run: which series new documents touch, their figures, what follows from them, stored some provinces at a time.

What is read and derived anew are the series of the provinces and indicators that new documents give figures of, and of
the indicators that the reference files tie to these (a stock and its flow, the terms of a balance).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from typing import Final

import pyarrow as pa
from duckdb import DuckDBPyConnection

from extract.spelling import fold
from normalize.relations import Relations, load_relations
from queries.asking import ask
from queries.checks.figures import Figure, Members, read_figures, read_members
from queries.checks.intervals import SCALE
from queries.checks.rows import decimal_of
from queries.implied.deriving import derive
from queries.implied.model import Derivation, Value
from queries.implied.telling import UnitFacts, Units, tell
from store.database import get_property
from store.implied import FINGERPRINT, forget_implied, replace_implied

_RULES: Final = "2"
"""Counted up where the formulas change, so that stored derivations are made anew."""

VALUE: Final = (
    "implied_id", "formula", "province", "territory", "indicator", "product", "series_label",
    "measure", "unit", "other_unit", "price_base", "scenario", "period", "low", "high",
    "is_low_exact", "is_high_exact", "depth", "is_across", "is_approximate", "assumption",
    "document_id", "arithmetic_en", "arithmetic_vi",
)  # fmt: skip
OPERAND: Final = ("implied_id", "position", "role", "sign", "observation_id", "derived_id")
_TOUCHED: Final = ("province", "indicator")
_DOCUMENT: Final = ("document_id", "name")

_BATCH: Final = 200
"""So many new documents are derived from in one transaction, or those of one province where these are more."""

Columns = dict[str, list[object]]
Record = tuple[object, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DerivedRun:
    """What a run did: documents taken up, figures read, derivations stored."""

    documents: int
    figures: int
    derivations: int


def derive_pending(
    connection: DuckDBPyConnection, relations: Relations | None = None
) -> DerivedRun:
    """Derive what the documents that are new since the last run touch, some provinces in one transaction.

    The result depends on what is stored, not on the order in which it came. Other relations or formulas than those of
    the last run make it derive all anew. Raises VocabularyError if the reference files of relations are wrong.
    """
    known = relations or load_relations()
    fingerprint = _fingerprint(known)
    if get_property(connection, FINGERPRINT) != fingerprint:
        forget_implied(connection, fingerprint)
    pending: dict[str, list[Record]] = {}
    for document_id, name, province in ask(connection, "implied_pending").rows:
        pending.setdefault(str(province), []).append((document_id, name))
    if not pending:
        return DerivedRun(documents=0, figures=0, derivations=0)
    members = read_members(connection)
    counts = [
        _derive_batch(connection, documents, known, members) for documents in _batches(pending)
    ]
    return DerivedRun(
        documents=sum(map(len, pending.values())),
        figures=sum(figures for figures, _ in counts),
        derivations=sum(derivations for _, derivations in counts),
    )


def _batches(pending: Mapping[str, list[Record]]) -> Iterator[list[Record]]:
    """Yield the documents of some provinces at a time, each province's in one."""
    batch: list[Record] = []
    for _, documents in sorted(pending.items()):
        batch += documents
        if len(batch) >= _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _fingerprint(relations: Relations) -> str:
    told = (
        _RULES,
        relations.partitions,
        sorted(relations.balances.items()),
        sorted(relations.rates.items()),
        sorted(relations.stocks.items()),
        sorted(relations.several),
    )
    return sha256(repr(told).encode()).hexdigest()


def _derive_batch(
    connection: DuckDBPyConnection,
    documents: Sequence[Record],
    relations: Relations,
    members: Members,
) -> tuple[int, int]:
    touched = _touched(connection, documents, relations)
    figures, words = read_touched(connection, touched, members)
    units = units_of(members)
    found = derive_by_province(figures, relations, words, units)
    derivations = [derivation for derivation in found if is_storable(derivation)]
    values, operands = implied_columns(derivations, units)
    replace_implied(connection, touched, values, operands, _columns(_DOCUMENT, documents))
    return len(figures), len(derivations)


def _touched(
    connection: DuckDBPyConnection, documents: Iterable[Sequence[object]], relations: Relations
) -> pa.Table:
    """Return provinces and indicators that the documents give figures of, with the indicators tied to these."""
    families = families_of(relations)
    connection.register("pending", pa.table({"document_id": [str(own[0]) for own in documents]}))
    found = {
        (str(province), member)
        for province, indicator in ask(connection, "implied_indicators").rows
        for member in families.get(str(indicator), (str(indicator),))
    }
    connection.unregister("pending")
    return touched_table(found)


def touched_table(keys: Iterable[tuple[str, str]]) -> pa.Table:
    """Return provinces and indicators as a table."""
    columns = list(zip(*sorted(keys), strict=True)) or [(), ()]
    arrays = [pa.array(list(column), type=pa.string()) for column in columns]
    return pa.Table.from_arrays(arrays, names=list(_TOUCHED))


def families_of(relations: Relations) -> Mapping[str, tuple[str, ...]]:
    """Return for each indicator that others are tied to, all of its kin, itself included."""
    tied = [
        *relations.stocks.items(),
        *((rate, *both) for rate, both in relations.rates.items()),
        *(tuple(term.indicator for term in terms) for terms in relations.balances.values()),
    ]
    families: dict[str, frozenset[str]] = {}
    for group in tied:
        kin = frozenset(group).union(*(families.get(member, ()) for member in group))
        families.update(dict.fromkeys(kin, kin))
    return {member: tuple(sorted(kin)) for member, kin in families.items()}


def read_touched(
    connection: DuckDBPyConnection, touched: pa.Table, members: Members
) -> tuple[list[Figure], dict[str, str]]:
    """Return the figures of the provinces and indicators of `touched`, and the words behind plan rates."""
    connection.register("touched", touched)
    figures = list(read_figures(connection, "implied_figures", members))
    words = {str(key): fold(str(text)) for key, text in ask(connection, "implied_plan_words").rows}
    connection.unregister("touched")
    return figures, words


def units_of(members: Members) -> Units:
    """Return what each unit measures and its names."""
    return {
        unit: UnitFacts(str(dimension), str(vi), str(en))
        for unit, (_, dimension, vi, en, *_) in members.units.items()
    }


def derive_by_province(
    figures: Iterable[Figure], relations: Relations, words: Mapping[str, str], units: Units
) -> Iterator[Derivation]:
    """Yield what follows from `figures` of several provinces, which never meet."""
    by_province: dict[str, list[Figure]] = {}
    for figure in figures:
        by_province.setdefault(figure.province, []).append(figure)
    for _, own in sorted(by_province.items()):
        yield from derive(own, relations, words, units)


def is_storable(derivation: Derivation) -> bool:
    """Tell whether both ends lie within the range of the tables."""
    return all(decimal_of(end, SCALE) is not None for end in derivation.bounds[:2])


def implied_columns(derivations: Iterable[Derivation], units: Units) -> tuple[Columns, Columns]:
    """Return implied_value and implied_operand by column."""
    values: list[tuple[object, ...]] = []
    operands: list[tuple[object, ...]] = []
    for derivation in derivations:
        values.append(_value_row(derivation, units))
        operands += _operand_rows(derivation)
    return _columns(VALUE, values), _columns(OPERAND, operands)


def _columns(names: Sequence[str], rows: Sequence[Sequence[object]]) -> Columns:
    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    return {name: list(column) for name, column in zip(names, columns, strict=True)}


def _value_row(derivation: Derivation, units: Units) -> tuple[object, ...]:
    point, bounds = derivation.point, derivation.bounds
    unit, _, other_unit = point.base.partition(":")
    low, high = decimal_of(bounds.low, SCALE), decimal_of(bounds.high, SCALE, is_upper=True)
    return (
        derivation.implied_id,
        derivation.formula,
        point.province,
        point.territory,
        point.indicator,
        point.product,
        point.series_label,
        "level",
        unit,
        other_unit,
        point.price_base,
        point.scenario,
        point.period,
        low,
        high,
        bounds.is_low_exact and _is_kept(low, bounds.low),
        bounds.is_high_exact and _is_kept(high, bounds.high),
        derivation.depth,
        len(derivation.documents) > 1,
        derivation.is_approximate,
        " ".join(sorted(derivation.assumptions)),
        derivation.latest_document,
        *tell(
            derivation.formula,
            point,
            derivation.terms,
            (bounds.low, bounds.high),
            derivation.assumptions,
            units,
        ),
    )


def _is_kept(kept: Decimal | None, end: int) -> bool:
    """Tell whether the tables hold the end without rounding."""
    return kept is not None and int(kept.scaleb(9)) * SCALE == end * 10**9


def _operand_rows(derivation: Derivation) -> Iterator[tuple[object, ...]]:
    for position, term in enumerate(derivation.terms, start=1):
        source = term.source
        is_derived = isinstance(source, Value) and source.derivation is not None
        key = source.key if isinstance(source, Value) else source.observation_id
        ids = ("", key) if is_derived else (key, "")
        yield (derivation.implied_id, position, term.role, term.sign, *ids)
