"""What a clause hands on to the next: the scope that is carried, and the window since the last figure."""

from __future__ import annotations

from dataclasses import dataclass, field

from extract.cues import BasisCue, PeriodCue
from extract.lexicon import Match, Meaning


@dataclass(slots=True, kw_only=True)
class Scope:
    """What is carried from clause to clause. Copied at an opening bracket and put back at the closing one."""

    concept: str = ""
    meaning: Meaning | None = None
    item: str = ""
    topic: str = ""
    topic_item: str = ""
    plant: str = ""
    aspect: str = ""
    period: PeriodCue | None = None
    sentence_period: PeriodCue | None = None
    status: str = ""
    status_concept: str = ""
    direction: int = 0
    measure: str = ""
    list_basis: BasisCue | None = None
    basis: BasisCue | None = None
    two_bases: tuple[str, BasisCue, BasisCue] | None = None
    shift: int = 0
    in_parts: bool = False
    parts_concept: str = ""
    parts_meaning: Meaning | None = None
    price_base: str = ""
    is_average: bool = False
    territory: str = ""
    crossed: bool = False
    activity: bool = False
    carried_period: PeriodCue | None = None
    label: str = ""
    lead_period: PeriodCue | None = None
    main: str = ""
    list_direction: int = 0
    semi: bool = False
    weighed: bool = False

    def end_sentence(self) -> None:
        """Forget what a full stop ends; the topic, the series and the status go on."""
        self.carried_period = self.period
        self.period = self.sentence_period = self.lead_period
        self.list_direction = self.direction = self.shift = 0
        self.measure = self.aspect = self.territory = self.plant = ""
        self.item = self.topic_item
        self.weighed = False
        self.semi = self.in_parts = self.is_average = self.activity = False
        self.crossed = True
        if self.status == "plan":
            self.status = ""
        if self.list_basis and not self.list_basis.is_explicit:
            self.list_basis = None


@dataclass(slots=True, kw_only=True)
class Window:
    """What has been met since the last figure or hard mark; `head` is where its words begin, those before a bracket
    without figures included.
    """

    start: int = 0
    head: int = -1
    concepts: list[Match] = field(default_factory=list)
    items: list[Match] = field(default_factory=list)
    aspect: str = ""
    aspect_at: int = -1
    direction: int = 0
    direction_at: int = -1
    toward_at: int = -1
    reach_at: int = -1
    factor_at: int = -1
    same_thing: bool = False
    period: PeriodCue | None = None
    basis: BasisCue | None = None
    plan_at: int = -1
    resolution_at: int = -1
    qualifier: tuple[str, int] = ("", -1)
    territory: tuple[str, int] = ("", -1)
    shift: int = 0
    status: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a figure is about, and the `rule` that found it; without a `meaning` it is outside the vocabulary."""

    concept: str = ""
    meaning: Meaning | None = None
    item: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What a figure measures, and the `rule` that found it; `subject` only where the rule knows a better one."""

    measure: str
    rule: str
    sign: int = 1
    basis: BasisCue | None = None
    basis_rule: str = ""
    subject: Subject | None = None
