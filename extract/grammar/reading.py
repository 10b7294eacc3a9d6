"""A reading: one digit run with the words that say what it is about, when, against what, and how sure."""

from __future__ import annotations

from dataclasses import dataclass, field

from extract.cues import BasisCue, PeriodCue
from extract.figures import Figure
from extract.lexicon import Meaning
from extract.sections import Section


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One digit run with the words that belong to it.

    `place` is the offset of its digits in the document, `passage` the index of its passage. `sign` is -1 for a fall.
    `measure` is one of level, change_abs, growth_pct, growth_times, plan_pct, share_pct, of_total; `basis` what it is
    measured against, or None. `period` is the cue that dates it, None where the text gives none; `shift` is -12 or -1
    for a figure of the same span a year or a month before. `section` is what its headings say. `meaning` is what its
    concept stands for, None for an activity outside the vocabulary. `sentence` bounds its sentence in the passage.
    A figure of a table has the `table`'s number (from 1) and the words of its row and column, the outer ones first.
    """

    place: int
    passage: int
    figure: Figure
    sign: int = 1
    measure: str = ""
    basis: BasisCue | None = None
    basis_rule: str = ""
    is_average: bool = False
    period: PeriodCue | None = None
    shift: int = 0
    status: str = ""
    qualifier: str = ""
    concept: str = ""
    aspect: str = ""
    item: str = ""
    meaning: Meaning | None = None
    is_subset: bool = False
    is_stock: bool = False
    is_origin: bool = False
    is_planned: bool = False
    is_standing: bool = False
    is_second: bool = False
    raises_total: bool = False
    territory: str = ""
    price_base: str = ""
    label: str = ""
    section: Section = field(default_factory=Section)
    sentence: tuple[int, int] = (0, 0)
    rules: tuple[tuple[str, str], ...] = ()
    is_doubtful: bool = False
    table: int | None = None
    row_head: str = ""
    column_head: str = ""
