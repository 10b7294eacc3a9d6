"""Repairs: a misprint is proposed, never applied.

An operand of a failed relation that stands in no equality that holds is changed by one slip (a digit replaced, added,
dropped or swapped, a mark, a thousandfold unit). The repair is proposed only if it is the only one that makes the
relation hold, breaks nothing that held, and either mends two relations, or is unlikely to fit by chance, or stands
where the text itself shows the damage: a blank is missing before the number.

Source: the typo repair of Statistics Netherlands, which solves a violated balance for one of its operands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from queries.checks.edits import Edit, grouped, slips
from queries.checks.figures import Figure
from queries.checks.intervals import SCALE, Interval, scaled
from queries.checks.judging import judge
from queries.checks.relations import Judgement, Operand, Relation

Judged = tuple[Relation, Judgement]
Fit = tuple[Figure, Edit]

LIKELY: Final = Decimal("0.01")
_CHANCES: Final = {
    1: Decimal(1),
    2: Decimal("0.6"),
    3: Decimal("0.12"),
    4: Decimal("0.014"),
}
_RARE: Final = Decimal("0.0015")
_WIDEST: Final = 50
_THOUSANDFOLD: Final = {"VND_mn": 1000, "VND_bn": -1000, "kWh_mn": -1000, "kWp": 1000, "MWp": -1000}
_MENDABLE: Final = frozenset({"linear", "ratio", "implied_change", "bound"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """A proposal: which figure, what it may have been, why; `chance` is that of fitting so by accident."""

    relation: Relation
    figure: Figure
    edit: Edit
    reason: str
    chance: Decimal
    mended: int


def propose(judged: Sequence[Judged], texts: Mapping[str, str]) -> Iterator[Repair]:
    """Yield the repairs of failed relations; `texts` are the sentences by their ids."""
    held = [(r, j) for r, j in judged if j.outcome.startswith("consistent")]
    failed = [r for r, j in judged if j.outcome == "inconsistent" and r.strength != "across"]
    safe = {f.observation_id for r, _ in held if r.shape != "bound" for f in r.figures}
    by_figure = _by_figure(r for r, _ in held)
    for relation in failed:
        if relation.shape in _MENDABLE:
            fits = list(_fits(relation, safe, by_figure))
            found = _only(fits, failed)
            if found is not None:
                yield from _proposed(relation, *found, failed, texts)


def _only(fits: Sequence[Fit], failed: Sequence[Relation]) -> Fit | None:
    """Return the only slip that fits; of several, the only one that mends another relation too."""
    if len(fits) < 2:
        return fits[0] if fits else None
    wider = [fit for fit in fits if _mended(*fit, failed) > 1]
    return wider[0] if len(wider) == 1 else None


def _by_figure(relations: Iterable[Relation]) -> dict[str, list[Relation]]:
    found: dict[str, list[Relation]] = {}
    for relation in relations:
        for figure in relation.figures:
            found.setdefault(figure.observation_id, []).append(relation)
    return found


def _fits(relation: Relation, safe: set[str], held: Mapping[str, list[Relation]]) -> Iterator[Fit]:
    """Yield the slips of operands that make the relation hold and break none that held."""
    for operand in relation.operands:
        figure = operand.figure
        if figure.observation_id in safe:
            continue
        asked = _asked(relation, operand)
        for edit in _edits(figure):
            if asked is not None and not _changed(figure, edit).rounded.meets(asked):
                continue
            if not holds_with(relation, figure, edit):
                continue
            others = held.get(figure.observation_id, [])
            if all(holds_with(other, figure, edit) for other in others):
                yield figure, edit


def _asked(relation: Relation, operand: Operand) -> Interval | None:
    """Return where a signed sum wants an operand at the widest, None for other shapes: most slips are far from it."""
    if relation.shape != "linear" or relation.constant:
        return None
    rest = Interval(0, 0)
    room = 0
    for other in relation.operands:
        if other is not operand:
            own = other.figure.rounded
            rest = rest + (own if other.sign > 0 else -own)
            room += other.figure.step
    wanted = -rest if operand.sign > 0 else rest
    room += 10 * operand.figure.step
    return Interval(wanted.low - room, wanted.high + room)


def _edits(figure: Figure) -> Iterator[Edit]:
    if figure.qualifier:
        return
    yield from slips(figure.value_text)
    factor = _THOUSANDFOLD.get(figure.unit)
    if factor is not None and figure.value is not None:
        value = abs(figure.value)
        moved = value * factor if factor > 0 else value / -factor
        yield Edit("unit", figure.value_text, moved)


def holds_with(relation: Relation, figure: Figure, edit: Edit) -> bool:
    """Tell whether the relation holds with another number in a figure's place."""
    changed = _changed(figure, edit)
    operands = tuple(
        replace(o, figure=changed) if o.figure.observation_id == figure.observation_id else o
        for o in relation.operands
    )
    return judge(replace(relation, operands=operands)).outcome.startswith("consistent")


def _changed(figure: Figure, edit: Edit) -> Figure:
    """Return the figure with the edited print read as the old one was: same unit, same sign, its own places."""
    sign = -1 if figure.number < 0 else 1
    if edit.kind == "unit":
        number = sign * scaled(edit.value) * figure.unit_scale // SCALE
        return figure._replace(number=number, half=0)
    places = len(edit.text.partition(",")[2])
    one = figure.step * 10**figure.decimals
    number = sign * int(edit.value.scaleb(places)) * one // 10**places
    step = one // 10**places
    return figure._replace(number=number, step=step, half=step // 2 if figure.half else 0)


def _proposed(
    relation: Relation,
    figure: Figure,
    edit: Edit,
    failed: Sequence[Relation],
    texts: Mapping[str, str],
) -> Iterator[Repair]:
    mended = _mended(figure, edit, failed)
    chance = _chance(relation, figure, edit)
    reasons = (
        ("mends_two", mended > 1),
        ("missing_blank", is_glued(figure, texts)),
        ("unlikely_by_chance", chance <= LIKELY),
    )
    reason = next((name for name, applies in reasons if applies), None)
    if reason is not None:
        yield Repair(
            relation=relation,
            figure=figure,
            edit=edit,
            reason=reason,
            chance=chance,
            mended=mended,
        )


def _mended(figure: Figure, edit: Edit, failed: Sequence[Relation]) -> int:
    return sum(
        holds_with(other, figure, edit)
        for other in failed
        if any(f.observation_id == figure.observation_id for f in other.figures)
    )


def is_glued(figure: Figure, texts: Mapping[str, str]) -> bool:
    """Tell whether the number is glued to the word before it."""
    before = texts.get(figure.sentence_id, "")[: figure.figure_from][-1:]
    return before.isalpha()


def _chance(relation: Relation, figure: Figure, edit: Edit) -> Decimal:
    """Return how likely some slip of the print fits by accident, given how many numbers the relation allows."""
    digits = sum(letter.isdigit() for letter in figure.value_text.lstrip("0"))
    return min(_CHANCES.get(digits, _RARE) * _width(relation, figure, edit), Decimal(1))


def _width(relation: Relation, figure: Figure, edit: Edit) -> int:
    places = len(edit.text.partition(",")[2])
    one = Decimal(1).scaleb(-places)
    width = 1
    for direction in (one, -one):
        for step in range(1, _WIDEST):
            value = edit.value + direction * step
            if value < 0 or not holds_with(relation, figure, _like(edit, value, places)):
                break
            width += 1
    return width


def _like(edit: Edit, value: Decimal, places: int) -> Edit:
    return Edit(edit.kind, grouped(value, places), value)
