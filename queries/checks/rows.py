"""Judged relations as columns of the tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from hashlib import sha256
from typing import Final

from queries.checks.figures import Figure
from queries.checks.intervals import SCALE, WIDE
from queries.checks.judging import UNBOUNDED, reported_of, severity_of
from queries.checks.relations import Judgement, Relation
from queries.checks.repairs import Judged, Repair
from queries.checks.wording import Language, number, places_of, tell, unit_of

Columns = dict[str, list[object]]

_KEY_DIGITS: Final = 16
_PLACES: Final = 9
_LARGEST: Final = 10 ** (29 + _PLACES)
_BARE: Final = frozenset({"agreement", "implied_sum"})
"""Shapes in which nothing printed is held against the others, but one implied number against another."""

RESULT: Final = (
    "check_id", "document_id", "kind", "rule", "strength", "outcome", "severity", "observation_id",
    "reported", "recomputed_from", "recomputed_to", "unit", "gap", "missing", "arithmetic_en",
    "arithmetic_vi", "place_from", "line", "page",
)  # fmt: skip
OPERAND: Final = (
    "check_id", "position", "role", "sign", "observation_id", "document_id", "value", "value_from",
    "value_to", "unit", "value_text", "place_from", "place_to", "line", "page", "sentence_id",
    "figure_from", "figure_to",
)  # fmt: skip
NAMED: Final = ("check_id", "position", "role", "sign", "observation_id", "value_from", "value_to")
PROPOSAL: Final = (
    "check_id", "observation_id", "value_text", "proposed_text", "proposed_value", "unit", "change",
    "reason", "chance", "n_mended", "proposal_en", "proposal_vi",
)  # fmt: skip


def check_id(relation: Relation) -> str:
    """Return the key of a relation: what it is and what it is between."""
    parts = [relation.kind, relation.rule]
    for operand in relation.operands:
        figure = operand.figure
        parts.append(f"{operand.role}@{figure.document_id}:{figure.place_from}")
    if relation.entries is not None:
        parts.append(f"list@{relation.entries.document_id}:{relation.entries.place_from}")
    return sha256("|".join(parts).encode()).hexdigest()[:_KEY_DIGITS]


def decimal_of(value: int, unit_scale: int, *, is_upper: bool = False) -> Decimal | None:
    """Return a scaled number in a unit as the tables keep it, rounded down or up; None beyond their range."""
    shifted = value * 10**_PLACES
    kept = -(-shifted // unit_scale) if is_upper else shifted // unit_scale
    if abs(kept) >= _LARGEST:
        return None
    return Decimal(kept).scaleb(-_PLACES, context=WIDE)


def result_columns(judged: Sequence[Judged]) -> Columns:
    """Return check_result by column."""
    return _columns(RESULT, (_result(relation, judgement) for relation, judgement in judged))


def operand_columns(judged: Sequence[Judged], keys: Sequence[object]) -> tuple[Columns, Columns]:
    """Return check_operand by column: operands that name a statement, and the others in full.

    `keys` are those of the relations, in their order.
    """
    ends: dict[int, tuple[object, ...]] = {}
    named: list[tuple[object, ...]] = []
    full: list[tuple[object, ...]] = []
    for (relation, _), key in zip(judged, keys, strict=True):
        for position, operand in enumerate(relation.operands, start=1):
            figure = operand.figure
            if figure.value is None:
                full.append((key, position, operand.role, operand.sign, *_unread(figure)))
                continue
            if id(figure) not in ends:
                ends[id(figure)] = (figure.observation_id, *_ends(figure))
            named.append((key, position, operand.role, operand.sign, *ends[id(figure)]))
        if relation.entries is not None:
            full.append((key, len(relation.operands) + 1, "list", 1, *_list(relation)))
    return _columns(NAMED, named), _columns(OPERAND, full)


def proposal_columns(repairs: Iterable[Repair]) -> Columns:
    """Return repair_proposal by column."""
    return _columns(PROPOSAL, (_proposal(repair) for repair in repairs))


def _columns(names: Sequence[str], rows: Iterable[tuple[object, ...]]) -> Columns:
    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    return {name: list(column) for name, column in zip(names, columns, strict=True)}


def _home(relation: Relation, reported: Figure | None) -> Figure:
    """Return the figure that says where the relation is: the reported one, unless another report is later."""
    latest = max(relation.figures, key=lambda figure: figure.vintage_order)
    if reported is not None and reported.vintage_order == latest.vintage_order:
        return reported
    return latest


def _result(relation: Relation, judgement: Judgement) -> tuple[object, ...]:
    reported = judgement.reported
    if reported is None and relation.shape != "implied":
        reported = reported_of(relation)
    home = _home(relation, reported)
    english, vietnamese = tell(relation, judgement)
    return (
        check_id(relation),
        home.document_id,
        relation.kind,
        relation.rule,
        relation.strength,
        judgement.outcome,
        severity_of(relation, judgement),
        *_numbers(relation, judgement, reported),
        relation.missing,
        english,
        vietnamese,
        home.place_from,
        home.line,
        home.page,
    )


def _numbers(
    relation: Relation, judgement: Judgement, reported: Figure | None
) -> tuple[object, ...]:
    """Return observation_id, reported, recomputed_from, recomputed_to, unit and gap."""
    if relation.shape in _BARE or (relation.shape == "implied" and reported is None):
        return _implied_numbers(relation, judgement)
    if reported is None or relation.constant:
        return ("", None, None, None, "unknown", None)
    is_computed = judgement.reported is not None
    scale = SCALE if relation.shape == "hull" else reported.unit_scale
    low = decimal_of(judgement.low, scale) if is_computed else None
    high = None
    if is_computed and judgement.high < UNBOUNDED:
        high = decimal_of(judgement.high, scale, is_upper=True)
    is_off = judgement.outcome in {"inconsistent", "revision"}
    return (
        reported.observation_id,
        reported.value,
        low,
        high,
        reported.unit,
        decimal_of(judgement.gap, scale) if is_off else None,
    )


def _implied_numbers(relation: Relation, judgement: Judgement) -> tuple[object, ...]:
    level = relation.figures[0]
    if judgement.reported is None and relation.shape != "implied":
        return ("", None, None, None, level.unit, None)
    ends = (
        decimal_of(judgement.low, level.unit_scale),
        decimal_of(judgement.high, level.unit_scale, is_upper=True),
    )
    is_off = judgement.outcome in {"inconsistent", "revision"}
    gap = decimal_of(judgement.gap, level.unit_scale) if is_off else None
    return ("", None, *ends, level.unit, gap)


def _list(relation: Relation) -> tuple[object, ...]:
    entries, stated = relation.entries, relation.figures[0]
    assert entries is not None
    count = Decimal(max(entries.counts))
    return (
        "", entries.document_id, count, Decimal(min(entries.counts)), count, "count", entries.text,
        entries.place_from, entries.place_from + len(entries.text), stated.line, stated.page,
        entries.sentence_id, entries.figure_from, entries.figure_to,
    )  # fmt: skip


def _unread(figure: Figure) -> tuple[object, ...]:
    return (
        "", figure.document_id, None, None, None, figure.unit, figure.value_text,
        figure.place_from, figure.place_to, figure.line, figure.page,
        figure.sentence_id, figure.figure_from, figure.figure_to,
    )  # fmt: skip


def _ends(figure: Figure) -> tuple[Decimal | None, Decimal | None]:
    own = figure.rounded
    return (
        decimal_of(own.low, figure.unit_scale),
        decimal_of(own.high, figure.unit_scale, is_upper=True),
    )


_REASONS: Final[Mapping[Language, Mapping[str, str]]] = {
    "en": {
        "mends_two": "it mends {count} relations",
        "missing_blank": "a blank is missing before the print",
        "unlikely_by_chance": "so close a print would fit by chance in fewer than 1 case in 100",
    },
    "vi": {
        "mends_two": "sửa như vậy thì {count} phép kiểm tra đều đúng",
        "missing_blank": "trước số in thiếu dấu cách",
        "unlikely_by_chance": "khả năng trùng hợp ngẫu nhiên dưới 1%",
    },
}
_TEMPLATES: Final[Mapping[Language, str]] = {
    "en": "{new} instead of {old} ({change}): then the relation holds, and {reason}.",
    "vi": "{new} thay vì {old} ({change}): khi đó phép kiểm tra đúng, và {reason}.",
}
_CHANGES: Final[Mapping[Language, Mapping[str, str]]] = {
    "en": {
        "replaced": "one digit replaced",
        "swapped": "two neighbouring digits swapped",
        "dropped": "one digit too many",
        "added": "one digit missing",
        "mark": "a mark in the wrong place",
        "unit": "a thousandfold unit",
    },
    "vi": {
        "replaced": "sai một chữ số",
        "swapped": "đảo hai chữ số liền nhau",
        "dropped": "thừa một chữ số",
        "added": "thiếu một chữ số",
        "mark": "sai vị trí dấu chấm, dấu phẩy",
        "unit": "sai đơn vị nghìn lần",
    },
}


def _proposal(repair: Repair) -> tuple[object, ...]:
    figure, edit = repair.figure, repair.edit
    sign = -1 if figure.number < 0 else 1
    value = sign * edit.value if edit.kind == "unit" else sign * edit.value * _factor(figure)
    return (
        check_id(repair.relation),
        figure.observation_id,
        figure.value_text,
        edit.text,
        value,
        figure.unit,
        edit.kind,
        repair.reason,
        repair.chance,
        repair.mended,
        *(_said(repair, value, language) for language in ("en", "vi")),
    )


def _factor(figure: Figure) -> Decimal:
    """Return what one unit of the print is in the figure's unit."""
    found = decimal_of(figure.step * 10**figure.decimals, figure.unit_scale)
    return Decimal(1) if found is None else found


def _said(repair: Repair, value: Decimal, language: Language) -> str:
    figure, edit = repair.figure, repair.edit
    places = max(-int(value.normalize().as_tuple().exponent), 0)
    new = number(int(value.scaleb(places)), 10**places, places, language)
    old = number(
        figure.number, figure.unit_scale, places_of(figure.step, figure.unit_scale), language
    )
    unit = unit_of(figure, language)
    return _TEMPLATES[language].format(
        new=f"{new}{unit}",
        old=f"{old}{unit}",
        change=_CHANGES[language][edit.kind],
        reason=_REASONS[language][repair.reason].format(count=repair.mended),
    )
