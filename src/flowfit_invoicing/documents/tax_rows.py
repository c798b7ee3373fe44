"""One row for each tax of a document."""

from attrs import field, frozen

from flowfit_invoicing.doors import of_type
from flowfit_invoicing.errors import CurrencyMismatchError
from flowfit_invoicing.money import Money
from flowfit_invoicing.tax import Tax


@frozen
class TaxRow:
    """One tax on all that it applies to (BG-23)."""

    tax: Tax = field(validator=of_type(Tax))
    taxable: Money = field(validator=of_type(Money))
    """The sum of what the tax applies to (BT-116)."""

    amount: Money = field(validator=of_type(Money))
    """The tax, rounded half up on that sum, as the tax acts say (BT-117)."""

    def __attrs_post_init__(self) -> None:
        expected, found = self.taxable.currency, self.amount.currency
        if found != expected:
            raise CurrencyMismatchError(expected, found)
