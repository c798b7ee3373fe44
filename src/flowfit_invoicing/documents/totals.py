"""Totals of a document (BG-22): sums of amounts that are rounded already."""

from collections.abc import Iterable
from decimal import Decimal

from attrs import frozen

from flowfit_invoicing.money import EXACT, Currency, Money, rounded
from flowfit_invoicing.tax import Tax

from .adjustments import Allowance, Charge
from .lines import InvoiceLine

_ZERO = Decimal(0)


@frozen
class TaxRow:
    """One tax on all that it applies to (BG-23)."""

    tax: Tax
    taxable: Money
    """The sum of what the tax applies to (BT-116)."""

    amount: Money
    """The tax, rounded half up on that sum, as the tax acts say (BT-117)."""


@frozen(kw_only=True)
class Totals:
    """What a document adds up to."""

    lines_net: Money
    """Sum of the net amounts of the lines (BT-106)."""

    allowances: Money
    """Sum of the allowances on the document (BT-107)."""

    charges: Money
    """Sum of the charges on the document (BT-108)."""

    taxes: tuple[TaxRow, ...]
    """One row for each tax and rate."""

    prepaid: Money
    """What was paid already (BT-113)."""

    rounding: Money
    """What is added to make the amount due payable (BT-114)."""

    @property
    def net(self) -> Money:
        """Total without tax (BT-109)."""
        return self.lines_net - self.allowances + self.charges

    @property
    def tax(self) -> Money:
        """Sum of all taxes (BT-110)."""
        amounts = (row.amount for row in self.taxes)
        return Money.total(amounts, self.net.currency).rounded()

    @property
    def gross(self) -> Money:
        """Total with tax (BT-112)."""
        return self.net + self.tax

    @property
    def due(self) -> Money:
        """What is to be paid (BT-115)."""
        return self.gross - self.prepaid + self.rounding


def totals_of(
    lines: Iterable[InvoiceLine],
    adjustments: Iterable[Allowance | Charge],
    taxes: tuple[Tax, ...],
    currency: Currency,
) -> Totals:
    """Add up a document whose lines have *taxes* unless they have their own.

    Adjustments of the document are taxed as it is, unless they have their own too.
    """
    zero = rounded(_ZERO, currency.digits)
    sums = {"lines": zero, "allowances": zero, "charges": zero}
    taxables = dict.fromkeys(taxes, zero)
    for line in lines:
        net = line.net
        sums["lines"] = EXACT.add(sums["lines"], net)
        for tax in taxes if line.taxes is None else line.taxes:
            taxables[tax] = EXACT.add(taxables.get(tax, zero), net)
    for adjustment in adjustments:
        kind = "charges" if isinstance(adjustment, Charge) else "allowances"
        sums[kind] = EXACT.add(sums[kind], adjustment.amount.amount)
        for tax in taxes if adjustment.taxes is None else adjustment.taxes:
            taxables[tax] = EXACT.add(taxables.get(tax, zero), adjustment.signed)
    return Totals(
        lines_net=Money(sums["lines"], currency),
        allowances=Money(sums["allowances"], currency),
        charges=Money(sums["charges"], currency),
        taxes=tuple(_row(tax, taxables[tax], currency) for tax in taxables),
        prepaid=Money(zero, currency),
        rounding=Money(zero, currency),
    )


def _row(tax: Tax, taxable: Decimal, currency: Currency) -> TaxRow:
    amount = EXACT.scaleb(EXACT.multiply(taxable, tax.percent), -2)
    rounded_amount = rounded(amount, currency.digits)
    return TaxRow(tax, Money(taxable, currency), Money(rounded_amount, currency))
