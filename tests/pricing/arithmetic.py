"""What a price comes to by its explanation alone, in fractions.

Only kinds and operands are read, never a result, so that whoever doubts an amount can
compute it again. Operands that contradict each other are noticed.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from flowfit_invoicing import Money, Quantity, Rounding, Step
from tests.documents.fractional import rounded


class ContradictionError(ValueError):
    """Two steps say different things."""


def agree(one: object, other: object) -> None:
    """Raise if two steps say different things."""
    if one != other:
        raise ContradictionError(one, other)


class Reckoning:
    """Steps followed one by one, and what they come to so far."""

    def __init__(self, steps: Sequence[Step]) -> None:
        self.price: Fraction | None = None
        self.unit: object = None
        self.per = 1
        self.kind = ""
        self.weights: list[Fraction] = []
        self.net = Fraction(0)
        self.digits, self.mode = 0, Rounding.HALF_UP
        for step in steps:
            way = getattr(self, f"_{step.kind.replace('-', '_')}")
            way(**dict(step.operands))

    def _task(self, **facts: Any) -> None:  # noqa: ANN401 - operands of all kinds
        self.kind = facts["kind"]

    def _mapping(self, kind: str) -> None:
        agree(kind, self.kind)

    def _list(self, name: str) -> None:
        """Where the rate is from; nothing is computed of it."""

    def _rate(self, rate: Any, per: int, unit: object) -> None:  # noqa: ANN401 - a rate
        agree((rate.per, rate.unit), (per, unit))
        self.price, self.per, self.unit = Fraction(rate.unit_price), per, unit

    def _band(
        self,
        band: object,
        percent: Decimal,
        count: Decimal | None = None,
        unit_price: Money | None = None,
    ) -> None:
        assert band is not None
        share = Fraction(percent) / 100
        if count is not None:
            self.weights.append(Fraction(count) * share)
        if unit_price is not None:
            agree(Fraction(unit_price.amount), self.price)
            self.price = Fraction(unit_price.amount) * share

    def _weight(self, bands: tuple[Decimal, ...]) -> None:
        agree([Fraction(band) for band in bands], self.weights)

    def _typed_in(self, description: object) -> None:
        assert description is not None

    def _price(self, quantity: Quantity, unit_price: Money, per: int) -> None:
        price = Fraction(unit_price.amount)
        if per < 1:
            raise ContradictionError(per, 1)
        if self.price is not None:
            agree((price, per, quantity.unit), (self.price, self.per, self.unit))
        if self.weights:
            agree(Fraction(quantity.amount), sum(self.weights))
        self.net = Fraction(quantity.amount) * price / per

    def _round(self, amount: Decimal, digits: int, mode: Rounding) -> None:
        if abs(Fraction(amount) - self.net) > Fraction(1, 10**60):
            raise ContradictionError(amount, self.net)
        self.digits, self.mode = digits, mode
        self.net = rounded(self.net, digits, mode)

    def _minimum(self, minimum: Money, amount: Money) -> None:
        self.net += Fraction(minimum.amount) - Fraction(amount.amount)

    def _adjustment(
        self, sign: str, reason: object, percent: Decimal, base: Money
    ) -> None:
        assert reason is not None
        agree(Fraction(base.amount), self.net)
        part = rounded(self.net * Fraction(percent) / 100, self.digits, self.mode)
        self.net += {"+": part, "-": -part}[sign]


def net_of(steps: Sequence[Step]) -> Fraction:
    """Compute the net amount that steps lead to."""
    return Reckoning(steps).net
