"""Sums of parts: partitions that the reference files know, and lists of parts that a sentence declares."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from normalize.relations import Partition, Relations
from queries.checks.figures import Figure
from queries.checks.index import is_told
from queries.checks.intervals import SCALE
from queries.checks.judging import judge
from queries.checks.relations import Kind, Operand, Relation, Strength
from queries.checks.texts import ReportText, Sentence

_NEAR: Final = 50
_BRACKET_WITHIN: Final = 70
_REMAINDER_BEFORE: Final = 30
_REMAINDER_AFTER: Final = 45
_REACH: Final = 2500
_TOGETHER: Final = 900
_SENTENCES_BACK: Final = 3


class _Group(NamedTuple):
    """What must be alike in a whole and its parts."""

    territory: str
    indicator: str
    base: str
    period: str
    scenario: str
    price_base: str
    measure: str
    basis: str


def _group(figure: Figure) -> _Group:
    return _Group(
        figure.territory,
        figure.indicator,
        figure.base,
        figure.period,
        figure.scenario,
        figure.price_base,
        figure.measure,
        figure.basis,
    )


# Partitions that are known.


def find_partitions(report: ReportText, relations: Relations) -> Iterator[Relation]:
    """Yield a sum for each known partition whose whole and required parts the report gives, else what lacks."""
    by_indicator: dict[str, list[Partition]] = {}
    for partition in relations.partitions:
        by_indicator.setdefault(partition.indicator, []).append(partition)
    groups: dict[_Group, dict[str, list[Figure]]] = {}
    for figure in report.figures:
        is_part = figure.is_level or figure.measure == "share_pct"
        if figure.indicator in by_indicator and is_part and is_told(figure):
            groups.setdefault(_group(figure), {}).setdefault(figure.product, []).append(figure)
    for group, products in groups.items():
        for partition in by_indicator[group.indicator]:
            yield from _of_partition(report, partition, group, products)


def _of_partition(
    report: ReportText,
    partition: Partition,
    group: _Group,
    products: Mapping[str, list[Figure]],
) -> Iterator[Relation]:
    for anchor in products.get(partition.required[0], []):
        parts = _parts_near(partition, products, anchor)
        present = [part for part in partition.required if part in parts]
        if len(present) < len(partition.required):
            if len(present) > 1 and group.measure == "level":
                yield _incomplete_partition(partition, parts, products, anchor)
            continue
        if group.measure == "share_pct":
            if partition.whole == "total":
                yield _shares(partition, list(parts.values()))
            continue
        whole = _whole_of(products.get(partition.whole, []), list(parts.values()))
        if whole is not None:
            yield _known_sum(report, partition, whole, list(parts.values()))


def _known_sum(
    report: ReportText, partition: Partition, whole: Figure, parts: Sequence[Figure]
) -> Relation:
    """Return the sum; a bound where the text names a rest without its figure, or a lesser part may be unsaid."""
    rule = f"partition:{partition.name}"
    last = parts[-1]
    sentence = next((s for s in report.sentences if s.sentence_id == last.sentence_id), None)
    if sentence is not None and _leaves_rest(sentence, last.figure_to, sentence.depth(last)):
        return bound_of(rule, "known", whole, parts)
    has_rest = any(part.startswith("other") for part in partition.required)
    may_be_unsaid = len(parts) < len(partition.parts) and not has_rest
    is_less = sum(part.number for part in parts) < whole.number
    is_scattered = last.place_from - parts[0].place_from > _TOGETHER
    is_guess = is_scattered or (may_be_unsaid and is_less)
    return sum_of(rule, "hypothesis" if is_guess else "known", whole, parts)


def _parts_near(
    partition: Partition, products: Mapping[str, list[Figure]], anchor: Figure
) -> dict[str, Figure]:
    """Return one figure for each part, the nearest to the anchor, in the order of the text."""
    found: dict[str, Figure] = {}
    for part in partition.parts:
        nearest = _nearest_within(products.get(part, []), anchor)
        if nearest is not None:
            found[part] = nearest
    return dict(sorted(found.items(), key=lambda item: item[1].place_from))


def _nearest_within(figures: Sequence[Figure], anchor: Figure) -> Figure | None:
    near = [f for f in figures if abs(f.place_from - anchor.place_from) <= _REACH]
    return min(near, key=lambda f: abs(f.place_from - anchor.place_from), default=None)


def _whole_of(candidates: Sequence[Figure], parts: Sequence[Figure]) -> Figure | None:
    """Return the whole: the last before the parts that is not smaller than the largest, else the first after."""
    largest = max(part.rounded.low for part in parts)
    first = parts[0].place_from
    fitting = [c for c in candidates if c.rounded.high >= largest and not _is_stage(c, parts)]
    before = [c for c in fitting if c.place_from < first]
    if before:
        return before[-1]
    if fitting:
        return fitting[0]
    return candidates[0] if len(candidates) == 1 else None


def _is_stage(candidate: Figure, parts: Sequence[Figure]) -> bool:
    return candidate.is_subset and all(c.sentence_id != candidate.sentence_id for c in parts)


def _shares(partition: Partition, parts: Sequence[Figure]) -> Relation:
    return Relation(
        kind="sum",
        rule=f"shares:{partition.name}",
        shape="linear",
        strength="known",
        operands=tuple(Operand(role="part", figure=part) for part in parts),
        constant=-100 * SCALE,
    )


def _incomplete_partition(
    partition: Partition,
    parts: Mapping[str, Figure],
    products: Mapping[str, list[Figure]],
    anchor: Figure,
) -> Relation:
    whole = _nearest_within(products.get(partition.whole, []), anchor)
    lacking = [part for part in partition.required if part not in parts]
    operands = [Operand(role="part", figure=part) for part in parts.values()]
    if whole is not None:
        operands.insert(0, Operand(role="total", figure=whole))
    return Relation(
        kind="sum",
        rule=f"partition:{partition.name}",
        shape="incomplete",
        strength="known",
        operands=tuple(operands),
        missing=" ".join(lacking),
    )


def sum_of(rule: str, strength: Strength, whole: Figure, parts: Iterable[Figure]) -> Relation:
    """Return the relation that parts make a whole."""
    return Relation(
        kind="sum",
        rule=rule,
        shape="linear",
        strength=strength,
        operands=(
            Operand(role="total", figure=whole, sign=-1),
            *(Operand(role="part", figure=part) for part in parts),
        ),
    )


def bound_of(
    rule: str, strength: Strength, whole: Figure, parts: Iterable[Figure], kind: Kind = "of_which"
) -> Relation:
    """Return the relation that parts are not more than the whole."""
    return Relation(
        kind=kind,
        rule=rule,
        shape="bound",
        strength=strength,
        operands=(
            Operand(role="total", figure=whole),
            *(Operand(role="part", figure=part) for part in parts),
        ),
    )


# Parts that a sentence lists.


class _Cue(NamedTuple):
    kind: str
    start: int
    end: int


def find_lists_of_parts(report: ReportText, relations: Relations) -> Iterator[Relation]:
    """Yield the sums and bounds that the words of sentences and notes declare."""
    cues = _cue_pattern(relations)
    ends = _pattern(relations.cues["ends"])
    for index, sentence in enumerate(report.sentences):
        for cue in _cues(sentence, cues):
            yield from _declared(report, index, sentence, cue, ends)
        yield from _in_brackets(sentence)
        yield from _remainders(report, index, sentence)


def _cue_pattern(relations: Relations) -> re.Pattern[str]:
    kinds = ("declares", "includes")
    named = (f"(?P<{kind}>{_alternatives(relations.cues[kind])})" for kind in kinds)  # type: ignore[index]
    return re.compile(rf"(?<!\w)(?:{'|'.join(named)})(?!\w)")


def _pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_alternatives(phrases)})(?!\w)")


def _alternatives(phrases: Iterable[str]) -> str:
    return "|".join(re.escape(phrase) for phrase in phrases)


def _cues(sentence: Sentence, pattern: re.Pattern[str]) -> Iterator[_Cue]:
    if len(sentence.figures) == 0:
        return
    for match in pattern.finditer(sentence.folded):
        yield _Cue(kind=str(match.lastgroup), start=match.start(), end=match.end())


def _declared(
    report: ReportText, index: int, sentence: Sentence, cue: _Cue, ends: re.Pattern[str]
) -> Iterator[Relation]:
    depth = sentence.depths[cue.start]
    opened = _opened(sentence, cue.end, depth, ends)
    if not opened:
        return
    heads = _heads(report, index, sentence, cue, depth)
    for base in dict.fromkeys(part.base for part in opened if part.value is not None):
        alike = [p for p in opened if p.base == base or _stands_for(p, opened, base)]
        listed = _one_list(sentence, alike)
        head = _head_of(heads, listed)
        if head is None:
            continue
        is_declared = cue.kind == "declares" and base == opened[0].base
        is_whole = is_declared and not _leaves_rest(sentence, cue.end, depth)
        parts = [p for p in listed if p.value is None or is_whole_of(head, p)]
        yield from parts_of(head, parts, is_declared=is_whole, cue=cue.kind)


def _head_of(heads: Sequence[Figure], parts: Sequence[Figure]) -> Figure | None:
    """Return the nearest head that is large enough, else the nearest."""
    read = [part for part in parts if part.value is not None]
    fitting = [head for head in heads if is_whole_of(head, read[0])]
    least = max(part.rounded.low for part in read)
    large = next((h for h in fitting if h.rounded.high >= least), None)
    if large is not None or not fitting:
        return large
    is_beside = fitting[0].sentence_id == read[0].sentence_id
    return fitting[0] if is_beside else None


def _stands_for(figure: Figure, listed: Sequence[Figure], base: str) -> bool:
    """Tell whether a number that could not be read stands in the list's unit."""
    if figure.value is not None:
        return False
    units = {part.unit_text for part in listed if part.base == base}
    return figure.unit_text in units


def _opened(sentence: Sentence, start: int, depth: int, ends: re.Pattern[str]) -> list[Figure]:
    """Return the levels that a cue opens: at its own depth, up to the end of its bracket, sentence or list."""
    stop = _stop(sentence, start, depth)
    ended = ends.search(sentence.folded, start, stop)
    stop = ended.start() if ended else stop
    return [
        figure
        for figure in sentence.figures
        if start <= figure.figure_from < stop
        and sentence.depth(figure) == depth
        and (figure.is_level or figure.value is None)
    ]


def _stop(sentence: Sentence, start: int, depth: int) -> int:
    for position in range(start, len(sentence.depths)):
        if sentence.depths[position] < depth:
            return position
    return len(sentence.text)


def _one_list(sentence: Sentence, figures: list[Figure]) -> list[Figure]:
    """Cut the list where a stronger mark than the one between its first two parts ends it."""
    if len(figures) < 2:
        return figures
    kept = figures[:1]
    is_strong = ";" in _outside(sentence, figures[0].figure_to, figures[1].figure_from)
    for earlier, later in itertools.pairwise(figures):
        gap = _outside(sentence, earlier.figure_to, later.figure_from)
        if (";" in gap or ". " in gap) and not is_strong:
            break
        kept.append(later)
    return kept


def _outside(sentence: Sentence, start: int, end: int) -> str:
    """Return the words between two places that stand in no deeper bracket."""
    depth = min(sentence.depths[start:end], default=0)
    return "".join(
        letter
        for letter, own in zip(sentence.folded[start:end], sentence.depths[start:end], strict=True)
        if own == depth
    )


def _heads(
    report: ReportText, index: int, sentence: Sentence, cue: _Cue, depth: int
) -> list[Figure]:
    """Return what the parts may be parts of, the nearest first."""
    outer = depth - 1 if _opens_bracket(sentence, cue) else depth
    own = [
        figure
        for figure in reversed(sentence.figures)
        if figure.figure_to <= cue.start and figure.is_level and sentence.depth(figure) <= outer
    ]
    if any(f.figure_to <= cue.start for f in sentence.figures):
        return own
    note = report.note_of(sentence)
    if note is not None:
        own += note.heads
    return own or list(_heads_before(report, index))


def _heads_before(report: ReportText, index: int) -> Iterator[Figure]:
    """Yield the levels of the sentences before, as far as they follow each other."""
    for _ in range(_SENTENCES_BACK):
        earlier = report.preceding(index)
        if earlier is None:
            return
        yield from (f for f in reversed(earlier.figures) if f.is_level and earlier.depth(f) == 0)
        index = report.sentences.index(earlier)


def _opens_bracket(sentence: Sentence, cue: _Cue) -> bool:
    return sentence.folded[: cue.start].rstrip(" :").endswith("(")


def is_whole_of(head: Figure, part: Figure) -> bool:
    """Tell whether the two may stand in one sum: same thing, same unit, same prices, same place and time."""
    if head.value is None or part.value is None or head.observation_id == part.observation_id:
        return False
    if "scope" in {head.product_kind, part.product_kind}:
        return False
    alike = (head.base, head.territory, head.price_base, head.scenario, head.period) == (
        part.base,
        part.territory,
        part.price_base,
        part.scenario,
        part.period,
    )
    if not alike or head.indicator.startswith("products_"):
        return False
    if head.indicator != part.indicator:
        return False
    if head.product not in {"total", part.product, part.parent_product}:
        return False
    if head.indicator != "unknown":
        return True
    return head.dimension not in {"count", "person"} or _noun(head) == _noun(part)


def _noun(figure: Figure) -> str:
    return " ".join(figure.label.lower().split()[:1])


def _leaves_rest(sentence: Sentence, start: int, depth: int) -> bool:
    """Tell whether what is left is named without a figure: `còn lại do đơn vị thụ hưởng đối ứng`."""
    scope = sentence.folded[start : _stop(sentence, start, depth)]
    at = scope.find("còn lại")
    while at >= 0:
        if not re.search(r"\d", scope[at : at + 60]) and not re.search(
            r"\d[^,;]{0,40}$", scope[:at]
        ):
            return True
        at = scope.find("còn lại", at + 1)
    return bool(re.search(r"\.\.\.|…|v\.v", scope))


def parts_of(
    head: Figure, parts: Sequence[Figure], *, is_declared: bool, cue: str
) -> Iterator[Relation]:
    """Yield the sum where it is declared or holds, else the bound, and a sum that is nearly reached."""
    if not parts:
        return
    if is_declared and len(parts) > 1:
        yield sum_of(f"words:{cue}", "declared", head, parts)
        return
    guess = sum_of(f"words:{cue}", "hypothesis", head, parts)
    if len(parts) > 1 and (_holds(guess) or _is_near(guess)):
        yield guess
        return
    certain: Strength = "hypothesis" if cue == "bracket" else "declared"
    is_disjoint = len({part.product for part in parts}) == len(parts)
    together = bound_of(f"words:{cue}", certain, head, parts)
    if is_disjoint or _holds(together):
        yield together
        return
    # Stages of one thing may overlap: each is not above the whole, their sum may be.
    for part in parts:
        yield bound_of(f"words:{cue}", certain, head, [part])


def _holds(relation: Relation) -> bool:
    return judge(relation).outcome.startswith("consistent")


def _is_near(relation: Relation) -> bool:
    """Tell whether parts whose nouns cover the head's miss it narrowly."""
    head, *parts = relation.figures
    if any(part.value is None for part in parts) or head.number == 0:
        return False
    missed = abs(head.number - sum(part.number for part in parts))
    return missed * _NEAR <= abs(head.number) and _covers(head, parts)


def _covers(head: Figure, parts: Sequence[Figure]) -> bool:
    if len({part.product for part in parts} - {"total"}) == len(parts) > 2:
        return True
    nouns = [noun.strip() for noun in re.split(r",|/| và ", head.label.lower()) if noun.strip()]
    labels = [part.label.lower() for part in parts]
    return len(parts) > 1 and all(any(noun in label for label in labels) for noun in nouns)


def _in_brackets(sentence: Sentence) -> Iterator[Relation]:
    """A bracket right behind a level, with two or more levels of the same thing: `24 cửa hàng (A 16; B 08)`."""
    for head, first in zip(sentence.figures, sentence.figures[1:], strict=False):
        opened = sentence.folded.rfind("(", head.figure_to, first.figure_from)
        if opened < 0 or not head.is_level or sentence.depth(first) != sentence.depth(head) + 1:
            continue
        between = sentence.folded[opened : first.figure_from]
        if opened - head.figure_to > _BRACKET_WITHIN or _says_which(
            sentence, head, opened, between
        ):
            continue
        inner = sentence.depth(first)
        stop = _stop(sentence, opened + 1, inner)
        parts = [
            figure
            for figure in sentence.figures
            if opened < figure.figure_from < stop
            and sentence.depth(figure) == inner
            and (is_whole_of(head, figure) or figure.value is None)
        ]
        parts = _one_list(sentence, parts)
        if len(parts) > 1:
            yield from parts_of(head, parts, is_declared=False, cue="bracket")


def _says_which(sentence: Sentence, head: Figure, opened: int, words: str) -> bool:
    """Tell whether something else stands before the bracket, or a cue in it that says how its figures are meant."""
    if re.search(r"[.;]", sentence.folded[head.figure_to : opened]):
        return True
    return bool(re.search(r"trong đó|gồm|chia ra|cụ thể|cùng kỳ|kế hoạch|tương đương", words))


# What is left.


def _remainders(report: ReportText, index: int, sentence: Sentence) -> Iterator[Relation]:
    """`20 dự án …, 10 dự án …, còn lại 09 dự án`: the first is divided into those that follow."""
    if "còn lại" not in sentence.folded:
        return
    for figure in sentence.figures:
        if not is_remainder(sentence, figure) or not figure.is_level:
            continue
        alike = [
            other
            for other in sentence.figures
            if other.figure_to <= figure.figure_from
            and other.is_level
            and sentence.depth(other) == sentence.depth(figure)
            and (is_whole_of(other, figure) or _same_kind(other, figure))
        ]
        yield from _divided(report, index, alike, figure)


def _divided(
    report: ReportText, index: int, alike: Sequence[Figure], rest: Figure
) -> Iterator[Relation]:
    others = (*alike[1:], rest)
    if len(alike) > 1 and all(alike[0].number >= other.number for other in others):
        yield sum_of("words:remainder", "declared", alike[0], others)
        return
    earlier = report.preceding(index)
    if earlier is None or not alike:
        return
    parts = (*alike, rest)
    least = max(part.number for part in parts)
    heads = [
        other
        for other in earlier.figures
        if other.is_level
        and (is_whole_of(other, rest) or _same_kind(other, rest))
        and not is_remainder(earlier, other)
        and other.number >= max(least, min(sum(part.number for part in parts), other.number))
    ]
    fitting = [head for head in heads if head.number >= sum(part.number for part in parts)] or heads
    if fitting:
        head = min(fitting, key=lambda other: other.number)
        yield sum_of("words:remainder", "hypothesis", head, parts)


def _same_kind(one: Figure, other: Figure) -> bool:
    alike = (one.base, one.indicator, one.territory, one.period, one.scenario) == (
        other.base,
        other.indicator,
        other.territory,
        other.period,
        other.scenario,
    )
    return alike and (one.indicator != "unknown" or _noun(one) == _noun(other))


def is_remainder(sentence: Sentence, figure: Figure) -> bool:
    """Tell whether the figure is what is left: `còn lại 94 chợ`, `02 dự án còn lại`."""
    before = sentence.before(figure, _REMAINDER_BEFORE)
    if re.search(r"còn lại[^,;()]{0,20}$", before):
        return True
    after = re.split(r"[,;.()]|\d", sentence.after(figure, _REMAINDER_AFTER))[0]
    return "còn lại" in after
