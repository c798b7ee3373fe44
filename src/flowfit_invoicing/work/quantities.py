"""So much of a unit."""

from decimal import Decimal

from attrs import field, frozen

from flowfit_invoicing.doors import of_type, refused
from flowfit_invoicing.money import Number, exact, plain

from .units import Unit


def not_negative(number: Number) -> Decimal:
    """Take an amount of zero or more."""
    amount = exact(number)
    if amount < 0:
        raise refused(number, "expected a quantity of zero or more")
    return amount


@frozen
class Quantity:
    """So much of a unit: BT-129 and BT-130 on a line.

    >>> from flowfit_invoicing import HOUR
    >>> print(Quantity("3.5", HOUR))
    3.5 hour
    """

    amount: Decimal = field(converter=not_negative)
    unit: Unit = field(validator=of_type(Unit))

    def __str__(self) -> str:
        return f"{plain(self.amount):f} {self.unit}"


def quantity_of(amount: Decimal, unit: Unit) -> Quantity:
    """Make a quantity of an amount that went through a door."""
    made = _new(Quantity)
    _set_amount(made, amount)
    _set_unit(made, unit)
    return made


_new = object.__new__
_set_amount, _set_unit = (
    getattr(Quantity, part).__set__ for part in ("amount", "unit")
)
