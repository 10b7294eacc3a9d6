"""Figures: facts as the checks see them, each with the interval that its print stands for.

- One unit in the last printed place is `step`; half of it is `half`, and the interval is closed.
- Counted things and round plans have no half: they are what they are.
- `more than`, `nearly`, `about` widen the interval by a tenth of the value: good for bounds, never for an error.
- Cut off instead of rounded, a positive number lies in [v, v + step).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from duckdb import DuckDBPyConnection

from queries.asking import ask
from queries.checks.intervals import WIDE, Interval, scaled

Reading = Literal["printed", "rounded", "cut_off"]
"""How a print is read: as the number itself, as a rounded one, as one cut off."""

COUNTED: Final = frozenset({"count", "commune", "household", "person", "duration"})
_APPROXIMATE: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A statement of a figure, or a number that could not be read (`value` is None: it blocks what needs it).

    `base` tells what may be added to what: the base unit, for a unit that no vocabulary lists the unit as printed.
    `number`, `half`, `step` and `unit_scale` (one of the figure's own unit) are scaled, in the base unit.
    """

    observation_id: str
    document_id: str
    vintage_order: int
    province: str
    territory: str
    indicator: str
    nature: str
    product: str
    product_kind: str
    parent_product: str
    unit: str
    base: str
    dimension: str
    unit_label_vi: str
    unit_label_en: str
    unit_text: str
    period: str
    measure: str
    basis: str
    status: str
    scenario: str
    price_base: str
    is_subset: bool
    is_doubtful: bool
    qualifier: str
    label: str
    value: Decimal | None
    value_text: str
    decimals: int
    number: int
    half: int
    step: int
    unit_scale: int
    place_from: int
    place_to: int
    line: int
    page: int
    footnote: int | None
    sentence_id: str
    figure_from: int
    figure_to: int

    @property
    def is_level(self) -> bool:
        """Whether it says how much there is, in something that can be added up."""
        return self.measure == "level" and self.dimension != "ratio" and self.basis == "none"

    @property
    def is_approximate(self) -> bool:
        """Whether words widen it."""
        return self.qualifier != ""

    @property
    def rounded(self) -> Interval:
        """All numbers that would be printed so if rounded to the nearest."""
        if not self.qualifier:
            return Interval(self.number - self.half, self.number + self.half)
        room = abs(self.number) // _APPROXIMATE
        below = 0 if self.qualifier in {">", ">="} else room
        above = 0 if self.qualifier in {"<", "<="} else room
        return Interval(self.number - below - self.half, self.number + above + self.half)

    @property
    def cut_off(self) -> Interval:
        """All numbers that would be printed so if the digits that follow were cut off."""
        if self.half == 0 or self.qualifier:
            return self.rounded
        if self.number < 0:
            return Interval(self.number - self.step + 1, self.number)
        return Interval(self.number, self.number + self.step - 1)

    def read(self, reading: Reading) -> Interval:
        """Return the interval under a reading."""
        if reading == "rounded":
            return self.rounded
        return self.cut_off if reading == "cut_off" else Interval(self.number, self.number)


def read_figures(connection: DuckDBPyConnection) -> Iterator[Figure]:
    """Yield the figures of all reports, and the numbers that could not be read, report by report in text order."""
    scales: dict[Decimal, int] = {}
    for record in ask(connection, "check_figures").records():
        yield _figure(record, scales)


def _figure(record: Mapping[str, object], scales: dict[Decimal, int]) -> Figure:
    fields = dict(record)
    to_base, value, ulp, _factor = (
        fields.pop(name) for name in ("to_base", "number", "ulp", "factor")
    )
    assert isinstance(to_base, Decimal)
    if to_base not in scales:
        scales[to_base] = scaled(to_base)
    unit_scale = scales[to_base]
    number = step = half = 0
    if isinstance(value, Decimal) and isinstance(ulp, Decimal):
        number = _in_base(value, unit_scale)
        step = _in_base(ulp, unit_scale)
        half = 0 if _is_exact(fields, ulp) else step // 2
    return Figure(
        **fields,  # type: ignore[arg-type]
        value=value if isinstance(value, Decimal) else None,
        number=number,
        half=half,
        step=step,
        unit_scale=unit_scale,
    )


_NINE: Final = 10**9


def _in_base(value: Decimal, unit_scale: int) -> int:
    return int(value.scaleb(9, context=WIDE)) * unit_scale // _NINE


def _is_exact(fields: Mapping[str, object], ulp: Decimal) -> bool:
    """Things counted one by one are exact, and so are levels that somebody set."""
    if fields["dimension"] in COUNTED and ulp <= 1:
        return True
    is_set = fields["status"] in {"plan", "target"} and fields["measure"] == "level"
    return is_set and fields["dimension"] != "ratio" and fields["basis"] == "none"
