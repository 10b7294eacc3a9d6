"""How well a ledger agrees with reference facts of the same report.

Rows are paired by the offset of the digit run. A value is right as a *number* if its role and signed value are, as a
*quantity* if its unit is too. Among reference facts with an indicator, *core* asks for the whole fact: indicator,
item, measure, basis and period; *strict* for status and qualifier as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Final

FACT_COLUMNS: Final = ("indicator", "item", "measure", "basis", "period")
FINE_COLUMNS: Final = ("status", "qualifier")

Facts = Mapping[str, str]
_NOTHING: Final[Facts] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """How many of `wanted` facts were found among those `claimed`; plain accuracies have wanted = claimed."""

    right: int
    claimed: int
    wanted: int

    @property
    def precision(self) -> Fraction:
        """Share of the claims that are right, 0 if nothing was claimed."""
        return Fraction(self.right, self.claimed) if self.claimed else Fraction(0)

    @property
    def recall(self) -> Fraction:
        """Share of the wanted that was found, 0 if nothing was wanted."""
        return Fraction(self.right, self.wanted) if self.wanted else Fraction(0)

    @property
    def f1(self) -> Fraction:
        """Harmonic mean of precision and recall."""
        both = self.claimed + self.wanted
        return Fraction(2 * self.right, both) if both else Fraction(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The agreement of one ledger with its reference; `alarms` counts values claimed of unreadable numbers.

    `columns` holds the accuracy of each column over the reference facts whose quantity was found.
    """

    covered: Rate
    role: Rate
    number: Rate
    quantity: Rate
    core: Rate
    strict: Rate
    columns: Mapping[str, Rate]
    alarms: int


def score_ledger(reference: Iterable[Facts], ledger: Iterable[Facts]) -> Score:
    """Return the score of `ledger` against `reference`, both as text by column."""
    found = {int(row["start"]): row for row in ledger}
    pairs = [(row, found.get(int(row["start"]), _NOTHING)) for row in reference]
    values = [pair for pair in pairs if pair[0]["role"] == "value"]
    claims = [row for row in found.values() if row["role"] == "value"]
    core_values = [pair for pair in values if pair[0]["indicator"]]
    core_claims = sum(bool(row.get("indicator")) for row in claims)
    kept = [pair for pair in core_values if _same_quantity(*pair)]

    def whole(*columns: str) -> Rate:
        right = sum(_same(*pair, columns) for pair in kept)
        return Rate(right=right, claimed=core_claims, wanted=len(core_values))

    return Score(
        covered=_accuracy(bool(row) for _, row in pairs),
        role=_accuracy(wanted["role"] == row.get("role") for wanted, row in pairs),
        number=Rate(
            right=sum(_same_number(*pair) for pair in values),
            claimed=len(claims),
            wanted=len(values),
        ),
        quantity=Rate(
            right=sum(_same_quantity(*pair) for pair in values),
            claimed=len(claims),
            wanted=len(values),
        ),
        core=whole(*FACT_COLUMNS),
        strict=whole(*FACT_COLUMNS, *FINE_COLUMNS),
        columns={
            column: _accuracy(_same(*pair, (column,)) for pair in kept)
            for column in (*FACT_COLUMNS, *FINE_COLUMNS)
        },
        alarms=sum(w["role"] == "malformed" and row.get("role") == "value" for w, row in pairs),
    )


def _accuracy(verdicts: Iterable[bool]) -> Rate:
    counted = list(verdicts)
    return Rate(right=sum(counted), claimed=len(counted), wanted=len(counted))


def _same(wanted: Facts, found: Facts, columns: Iterable[str]) -> bool:
    return all((wanted.get(column) or "") == (found.get(column) or "") for column in columns)


def _same_number(wanted: Facts, found: Facts) -> bool:
    if found.get("role") != "value":
        return False
    return _number(wanted.get("value")) == _number(found.get("value"))


def _same_quantity(wanted: Facts, found: Facts) -> bool:
    return _same_number(wanted, found) and _same(wanted, found, ("unit",))


def _number(text: str | None) -> Decimal | None:
    try:
        return Decimal(text or "")
    except InvalidOperation:
        return None
