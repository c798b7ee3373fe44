"""How the amount of an allowance, a charge or a fee came about, as data.

A basis has a kind and named operands, from which anybody can compute the amount again:

- `percentage`: so many percent of a base, rounded; at least *least* if that is said.
- `fixed`: an amount that was agreed.
- `least`: what is missing from an amount to a minimum; `most`: what is above a limit.
- `tiers`: percents by how much was counted. All of the base at the percent of the tier
  that was reached, or *graduated*: each part of the count at the percent of its tier.

A part of a sum that was spread over several lines is a `Share`.
"""

from decimal import Decimal
from typing import TypeAlias

from attrs import field, frozen

from flowfit_invoicing.doors import of_type, refused, tuple_of, whole_number
from flowfit_invoicing.money import Money

KINDS = ("percentage", "fixed", "least", "most", "tiers")

Operands: TypeAlias = tuple[tuple[str, object], ...]


def _kind(value: str) -> str:
    if value not in KINDS:
        raise refused(value, f"expected one of {', '.join(KINDS)}")
    return value


def _operands(value: Operands) -> Operands:
    return tuple_of(tuple, value)


@frozen
class Basis:
    """What an amount was computed of."""

    kind: str = field(converter=_kind)
    operands: Operands = field(converter=_operands)

    @classmethod
    def of(cls, kind: str, /, **operands: object) -> "Basis":
        """Make a basis of operands by their names."""
        return cls(kind, tuple(operands.items()))


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
