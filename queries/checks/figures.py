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
from typing import Final, Literal, NamedTuple

from duckdb import DuckDBPyConnection

from queries.asking import Record, ask
from queries.checks.intervals import WIDE, Interval, scaled

Reading = Literal["printed", "rounded", "cut_off"]
"""How a print is read: as the number itself, as a rounded one, as one cut off."""

COUNTED: Final = frozenset({"count", "commune", "household", "person", "duration"})
_APPROXIMATE: Final = 10


class Figure(NamedTuple):
    """A statement of a figure, or a number that could not be read (`value` is None: it blocks what needs it).

    `base` tells what may be added to what: the base unit, for a unit that no vocabulary lists the unit as printed.
    `number`, `half`, `step` and `unit_scale` (one of the figure's own unit) are scaled, in the base unit. It is a
    tuple because hundreds of thousands are made in one run.
    """

    observation_id: str
    document_id: str
    territory: str
    indicator: str
    product: str
    unit: str
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
    value_text: str
    decimals: int
    place_from: int
    place_to: int
    line: int
    page: int
    footnote: int | None
    sentence_id: str
    figure_from: int
    figure_to: int
    value: Decimal | None
    ulp: Decimal | None
    province: str
    vintage_order: int
    nature: str
    product_kind: str
    parent_product: str
    base: str
    dimension: str
    unit_label_vi: str
    unit_label_en: str
    unit_scale: int
    number: int
    half: int
    step: int

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


def read_figures(
    connection: DuckDBPyConnection,
    question: str = "check_figures",
    members: Members | None = None,
) -> Iterator[Figure]:
    """Yield the figures that the shipped `question` asks for, as a rule those of all reports.

    They come report by report in text order, with them the numbers that could not be read. `members` is what
    `read_members` returns; it is read where it is not given.
    """
    known = members or read_members(connection)
    for row in ask(connection, question).rows:
        yield _figure(row, known)


_Facts = Mapping[str, tuple[object, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Members:
    """What the dimensions say, by key: of a document its province and order, of an indicator its nature, and so on."""

    documents: _Facts
    indicators: _Facts
    products: _Facts
    units: _Facts


def read_members(connection: DuckDBPyConnection) -> Members:
    """Return what the dimensions say of their members."""
    found: dict[str, dict[str, tuple[object, ...]]] = {}
    for kind, key, *told in ask(connection, "check_members").rows:
        found.setdefault(str(kind), {})[str(key)] = tuple(told)
    units = {
        unit: (base, dimension, vi, en, scaled(Decimal(str(to_base))))
        for unit, (base, dimension, vi, en, to_base, *_) in found.get("unit", {}).items()
    }
    return Members(
        documents={
            key: (province, int(str(order)))
            for key, (province, order, *_) in found.get("document", {}).items()
        },
        indicators={key: told[:1] for key, told in found.get("indicator", {}).items()},
        products={key: told[:2] for key, told in found.get("product", {}).items()},
        units=units,
    )


_DOCUMENT, _INDICATOR, _PRODUCT, _UNIT, _UNIT_TEXT = 1, 3, 4, 5, 6
_MEASURE, _BASIS, _STATUS = 8, 9, 10
_VALUE, _ULP = -2, -1


def _figure(row: Record, members: Members) -> Figure:
    unit = str(row[_UNIT])
    base, dimension, *labels, unit_scale = members.units[unit]
    if unit == "other":
        base = f"other:{str(row[_UNIT_TEXT]).lower()}"
    value, ulp = row[_VALUE], row[_ULP]
    number = step = half = 0
    if isinstance(value, Decimal) and isinstance(ulp, Decimal) and isinstance(unit_scale, int):
        number, step = _in_base(value, unit_scale), _in_base(ulp, unit_scale)
        half = 0 if _is_exact(row, str(dimension), ulp) else step // 2
    told = (
        *members.documents[str(row[_DOCUMENT])],
        *members.indicators[str(row[_INDICATOR])],
        *members.products[str(row[_PRODUCT])],
        base,
        dimension,
        *labels,
    )
    return Figure._make((*row, *told, unit_scale, number, half, step))


_NINE: Final = 10**9


def _in_base(value: Decimal, unit_scale: int) -> int:
    return int(value.scaleb(9, context=WIDE)) * unit_scale // _NINE


def _is_exact(row: Record, dimension: str, ulp: Decimal) -> bool:
    """Things counted one by one are exact, and so are levels that somebody set."""
    if dimension in COUNTED:
        return ulp <= 1
    is_set = row[_STATUS] in {"plan", "target"} and row[_MEASURE] == "level"
    return is_set and dimension != "ratio" and row[_BASIS] == "none"
