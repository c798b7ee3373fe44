"""How the amount of an allowance, a charge or a fee came about, as data.

A basis has a kind and named operands, from which anybody can compute the amount again:

- `percentage`: so many percent of a base, rounded; at least *least* if that is said.
- `fixed`: an amount that was agreed.
- `least`: what is missing from an amount to a minimum; `most`: what is above a limit.
- `tiers`: percents by how much was counted. All of the base at the percent of the tier
  that was reached, or *graduated*: each part of the count at the percent of its tier.

Sums that were agreed in the currency of a rate list are converted first; a `Conversion`
says by which rate. A part of a sum that was spread over several lines is a `Share`.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import TypeAlias, cast

from attrs import evolve, field, frozen

from flowfit_invoicing.doors import of_type, refused, tuple_of, whole_number
from flowfit_invoicing.money import ExchangeRate, Money, Rounding, rounded
from flowfit_invoicing.text import LocalizedText, localized

KINDS = ("percentage", "fixed", "least", "most", "tiers")

Operands: TypeAlias = tuple[tuple[str, object], ...]


def _kind(value: str) -> str:
    if value not in KINDS:
        raise refused(value, f"expected one of {', '.join(KINDS)}")
    return value


def _operands(value: Operands) -> Operands:
    return tuple_of(tuple, value)


@frozen
class Conversion:
    """A sum as it was agreed, converted into the currency that is billed.

    >>> from datetime import date
    >>> yen = ExchangeRate("CAD", "JPY", "110.5", date(2026, 11, 2))
    >>> print(Conversion(Money("5.50", "CAD"), yen).amount)
    608 JPY
    """

    agreed: Money = field(validator=of_type(Money))
    exchange: ExchangeRate = field(validator=of_type(ExchangeRate))
    rounding: Rounding = field(validator=of_type(Rounding), default=Rounding.HALF_UP)

    def __attrs_post_init__(self) -> None:
        if self.agreed.currency != self.exchange.source:
            raise refused(str(self.agreed), f"expected {self.exchange.source}")

    @property
    def digits(self) -> int:
        """How many decimals the currency has that is billed."""
        return self.exchange.target.digits

    @property
    def amount(self) -> Money:
        """The sum in the currency that is billed, rounded once."""
        exact = self.exchange.convert(self.agreed.amount)
        return Money(rounded(exact, self.digits, self.rounding), self.exchange.target)


def _conversions(value: Iterable[Conversion]) -> tuple[Conversion, ...]:
    return tuple_of(Conversion, value)


@frozen
class Basis:
    """What an amount was computed of."""

    kind: str = field(converter=_kind)
    operands: Operands = field(converter=_operands)
    conversions: tuple[Conversion, ...] = field(converter=_conversions, default=())
    """How the sums among the operands became what is billed, if they did."""

    @classmethod
    def of(cls, kind: str, /, **operands: object) -> "Basis":
        """Make a basis of operands by their names."""
        return cls(kind, tuple(operands.items()))

    def after(self, conversions: Iterable[Conversion]) -> "Basis":
        """Give the same basis, with what its sums were converted by."""
        return evolve(self, conversions=conversions)


@frozen
class Waived:
    """A minimum that is not charged, for its work was let off it."""

    basis: Basis = field(validator=of_type(Basis))
    """What would be missing to it: a basis of the kind `least`."""

    reason: LocalizedText = field(converter=localized)

    @property
    def minimum(self) -> Money:
        """What the work would come to at least."""
        return cast("Money", dict(self.basis.operands)["minimum"])


def waivers(value: Iterable[Waived]) -> tuple[Waived, ...]:
    """Take the minima that a line was let off."""
    return tuple_of(Waived, value)


def _weights(value: tuple[Decimal, ...]) -> tuple[Decimal, ...]:
    return tuple_of(Decimal, value)


@frozen
class Share:
    """One line's part of a sum that several lines bear, by largest remainder."""

    whole: Money = field(validator=of_type(Money))
    weights: tuple[Decimal, ...] = field(converter=_weights)
    """What each of the lines came to before."""

    place: int = field(converter=whole_number)
    """Which of the weights is this line's, from 0."""

    def __attrs_post_init__(self) -> None:
        if self.place not in range(len(self.weights)):
            raise refused(self.place, f"expected one of {len(self.weights)} parts")
