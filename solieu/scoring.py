"""How well a ledger agrees with reference facts of the same report.

Rows are paired by the offset of the digit run. A value is right as a *number* if its role and signed value are, as a
*quantity* if its unit is too. Among reference facts with an indicator, *core* asks for the whole fact: indicator,
item, measure, basis and period; *strict* for status and qualifier as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Final

FACT_COLUMNS: Final = ("indicator", "item", "measure", "basis", "period")
FINE_COLUMNS: Final = ("status", "qualifier")

Facts = Mapping[str, str]
ScoreRow = tuple[str, int, int, int, str, str, str]
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

    def table(self) -> list[ScoreRow]:
        """Return a row for each rate: name, counts, precision, recall and F1 to three places; alarms last."""
        named = {
            "covered": self.covered,
            "role": self.role,
            "number": self.number,
            "quantity": self.quantity,
            "core": self.core,
            "strict": self.strict,
        }
        rows = [_row(name, rate) for name, rate in (named | dict(self.columns)).items()]
        return [*rows, ("alarms", self.alarms, 0, 0, "", "", "")]


def score_ledger(reference: Iterable[Facts], ledger: Iterable[Facts]) -> Score:
    """Return the score of `ledger` against `reference`, both as text by column."""
    found = {int(row["start"]): row for row in ledger}
    pairs = [(wanted, found.get(int(wanted["start"]), _NOTHING)) for wanted in reference]
    values = [pair for pair in pairs if pair[0]["role"] == "value"]
    facts = [pair for pair in values if pair[0]["indicator"]]
    kept = [pair for pair in facts if _same_quantity(*pair)]
    claims = [row for row in found.values() if row["role"] == "value"]
    fact_claims = sum(bool(row.get("indicator")) for row in claims)

    def of_values(verdict: Callable[[Facts, Facts], bool]) -> Rate:
        right = sum(verdict(*pair) for pair in values)
        return Rate(right=right, claimed=len(claims), wanted=len(values))

    def of_facts(*columns: str) -> Rate:
        right = sum(_same(*pair, columns) for pair in kept)
        return Rate(right=right, claimed=fact_claims, wanted=len(facts))

    return Score(
        covered=_accuracy(bool(row) for _, row in pairs),
        role=_accuracy(wanted["role"] == row.get("role") for wanted, row in pairs),
        number=of_values(_same_number),
        quantity=of_values(_same_quantity),
        core=of_facts(*FACT_COLUMNS),
        strict=of_facts(*FACT_COLUMNS, *FINE_COLUMNS),
        columns={
            column: _accuracy(_same(*pair, (column,)) for pair in kept)
            for column in (*FACT_COLUMNS, *FINE_COLUMNS)
        },
        alarms=sum(w["role"] == "malformed" and row.get("role") == "value" for w, row in pairs),
    )


def _places(share: Fraction) -> str:
    return f"{float(share):.3f}"


def _row(name: str, rate: Rate) -> ScoreRow:
    shares = (_places(rate.precision), _places(rate.recall), _places(rate.f1))
    return (name, rate.right, rate.claimed, rate.wanted, *shares)


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
