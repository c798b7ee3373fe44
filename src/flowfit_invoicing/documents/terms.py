"""What a unit of a line costs, and how its amount is rounded; lines share it."""

from decimal import Decimal

from attrs import field, frozen

from flowfit_invoicing.catalog import ClientService, optional_service
from flowfit_invoicing.doors import of_type, refused, whole_number
from flowfit_invoicing.money import (
    EXACT,
    Currency,
    Number,
    Rounding,
    currency,
    exact,
    rounded_quotient,
)
from flowfit_invoicing.work import Unit


def _price(value: Number) -> Decimal:
    price = exact(value)
    if price < 0:
        raise refused(value, "expected a price of zero or more, or an Allowance")
    return price


def _per(value: int) -> int:
    per = whole_number(value)
    if per < 1:
        raise refused(value, "expected a price for one unit or more")
    return per


@frozen
class Terms:
    """A price for *per* of a unit of a service, exact, in a currency.

    A negative one is refused (EN 16931, BR-27).
    """

    service: ClientService | None = field(converter=optional_service)
    unit: Unit = field(validator=of_type(Unit))
    unit_price: Decimal = field(converter=_price)
    currency: Currency = field(converter=currency)
    per: int = field(converter=_per, default=1)
    rounding: Rounding = field(validator=of_type(Rounding), default=Rounding.HALF_UP)

    def price(self, amount: Decimal) -> Decimal:
        """Price so many units: the one place where a line is rounded (BT-131)."""
        product = EXACT.multiply(amount, self.unit_price)
        return rounded_quotient(product, self.per, self.currency.digits, self.rounding)
