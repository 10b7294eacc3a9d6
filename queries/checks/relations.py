"""Relations between figures, and what is found when one is examined.

`strength` says how far a relation may be trusted when it fails:

- `known`: a partition or an identity that the reference files name;
- `declared`: the sentence itself says that the parts make the whole (`gồm`, `chia ra`, `còn lại`);
- `direct`: all operands stand side by side and say what they are of each other;
- `hypothesis`: it may hold, and where it does that is worth knowing; where it fails, nothing follows for certain;
- `across`: its operands come from several reports, between which figures are revised.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from queries.checks.figures import Figure

Kind = Literal[
    "sum",
    "of_which",
    "balance",
    "growth",
    "plan_rate",
    "share",
    "change",
    "average_growth",
    "mixture",
    "list_count",
    "cumulative",
    "stock_flow",
    "implied_plan",
    "implied_base",
    "same_twice",
    "revision",
    "implied_value",
]
Strength = Literal["known", "declared", "direct", "hypothesis", "across"]
Outcome = Literal[
    "consistent_exact",
    "consistent_rounding",
    "consistent_if_truncated",
    "inconsistent",
    "revision",
    "blocked",
    "not_checkable",
]
Severity = Literal["critical", "error", "warning", "info", "none"]
Shape = Literal[
    "linear",
    "bound",
    "ratio",
    "average",
    "hull",
    "count",
    "agreement",
    "implied_sum",
    "implied_change",
    "months",
    "implied",
    "incomplete",
]
"""How a relation is computed: a signed sum that is nought, a sum that is not above a bound, a product of two that is a
third, and so on; `implied` was judged where it was found; `incomplete` lacks an operand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Operand:
    """A figure in a relation: its role there, and its sign where signs matter."""

    role: str
    figure: Figure
    sign: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Entries:
    """A list as it stands in the text: how many entries it may have, and what stands in it twice."""

    counts: frozenset[int]
    is_open: bool
    repeated: tuple[str, ...]
    document_id: str
    sentence_id: str
    text: str
    place_from: int
    figure_from: int
    figure_to: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """What should hold between figures. `rule` is a slug of how it was found; `missing` names what it lacks.

    `figures` are those of the operands. `pairs` groups the operands of shapes that combine levels with rates: each
    pair is a level and its rate, by place in `operands`. `options` are numbers that may take the place of a constant
    (years of a span, the base of `n times`). `told` is the arithmetic of the shape `implied` in both languages.
    """

    kind: Kind
    rule: str
    shape: Shape
    strength: Strength
    operands: tuple[Operand, ...]
    pairs: tuple[tuple[int, int], ...] = ()
    options: tuple[int, ...] = ()
    entries: Entries | None = None
    constant: int = 0
    missing: str = ""
    told: tuple[str, str] = ("", "")
    figures: tuple[Figure, ...] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        figures = tuple([operand.figure for operand in self.operands])
        object.__setattr__(self, "figures", figures)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What came out: the outcome, the figure as reported and the interval that follows from the others, scaled.

    `excess` is how far the intervals are apart and `step` one unit in the last place, both scaled alike. `gap` is
    what is reported minus what follows, from the printed points. `flags` holds `sign`, `power_of_ten`, `part_above`.
    """

    outcome: Outcome
    reported: Figure | None = None
    low: int = 0
    high: int = 0
    gap: int = 0
    excess: int = 0
    step: int = 0
    flags: frozenset[str] = field(default_factory=frozenset)
    option: int = 0
