"""What a unit of a line costs, and how its amount is rounded; lines share it."""

from decimal import Decimal

from attrs import field, frozen

from flowfit_invoicing.catalog import ClientService, optional_service
from flowfit_invoicing.doors import of_type
from flowfit_invoicing.money import (
    EXACT,
    Currency,
    Rounding,
    currency,
    rounded_quotient,
)
from flowfit_invoicing.work import Unit


@frozen
class Terms:
    """A price for *per* of a unit of a service, exact, in a currency."""

    service: ClientService | None = field(converter=optional_service)
    unit: Unit = field(validator=of_type(Unit))
    unit_price: Decimal = field(validator=of_type(Decimal))
    currency: Currency = field(converter=currency)
    per: int = 1
    rounding: Rounding = field(validator=of_type(Rounding), default=Rounding.HALF_UP)

    def price(self, amount: Decimal) -> Decimal:
        """Price so many units: the one place where a line is rounded (BT-131)."""
        product = EXACT.multiply(amount, self.unit_price)
        return rounded_quotient(product, self.per, self.currency.digits, self.rounding)
