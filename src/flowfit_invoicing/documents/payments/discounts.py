"""Early-payment discounts: what is less to pay, and what that does to taxes.

Whether the tax falls with the price is the regime's (`PaymentTaxRules`). In Canada GST
and QST are payable on the full price of the invoice (ETA 161): 114.98 less 2 percent of
100.00 is 112.98. In the EU the taxable amount is what is paid in the end (directive
2006/112/EC, article 90), so the tax of the discounted part falls too.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from attrs import field, frozen

from flowfit_invoicing.documents.invoices import Invoice
from flowfit_invoicing.documents.tax_rows import TaxRow
from flowfit_invoicing.doors import of_type, tuple_of
from flowfit_invoicing.money import (
    EXACT,
    Money,
    Rounding,
    rounded,
    rounded_fraction,
    spread,
)
from flowfit_invoicing.tax import Tax

_ZERO = Decimal(0)


def _rows(value: Iterable[TaxRow]) -> tuple[TaxRow, ...]:
    return tuple_of(TaxRow, value)


@frozen
class EarlyDiscount:
    """What an invoice is less for who pays it early."""

    net: Money = field(validator=of_type(Money))
    taxes: tuple[TaxRow, ...] = field(converter=_rows, default=())
    """By how much each tax falls, and of what; none where taxes stay as they are."""

    @property
    def total(self) -> Money:
        """How much less is to be paid."""
        amounts = (row.amount for row in self.taxes)
        return Money.total((self.net, *amounts), self.net.currency)


def early_discount(
    invoice: Invoice, percent: Decimal, left: Fraction, *, lowers_tax: bool
) -> EarlyDiscount:
    """Take *percent* of the net of what is *left* of an invoice after credit notes."""
    totals, digits = invoice.totals, invoice.currency.digits
    exactly = Fraction(totals.net.amount) * Fraction(percent) / 100 * left
    net = rounded_fraction(exactly, digits, Rounding.HALF_UP)
    taxes = _lowered(invoice, net, digits) if lowers_tax else ()
    return EarlyDiscount(Money(net, invoice.currency), taxes)


def _lowered(invoice: Invoice, discount: Decimal, digits: int) -> tuple[TaxRow, ...]:
    """Spread a discount over what is taxed alike, and tax each part."""
    nets = _nets_by_taxes(invoice)
    parts = spread(discount, [max(net, _ZERO) for net in nets.values()], digits)
    taxables: dict[Tax, Decimal] = {}
    for taxes, part in zip(nets, parts, strict=True):
        for tax in taxes:
            taxables[tax] = EXACT.add(taxables.get(tax, _ZERO), part)
    return tuple(_row(tax, invoice, taxable) for tax, taxable in taxables.items())


def _nets_by_taxes(invoice: Invoice) -> Mapping[tuple[Tax, ...], Decimal]:
    nets = {invoice.taxes: _ZERO}
    for line in invoice.lines:
        taxes = invoice.taxes if line.taxes is None else line.taxes
        nets[taxes] = EXACT.add(nets.get(taxes, _ZERO), line.net)
    for adjustment in invoice.allowances_and_charges:
        nets[invoice.taxes] = EXACT.add(nets[invoice.taxes], adjustment.signed)
    return nets


def _row(tax: Tax, invoice: Invoice, taxable: Decimal) -> TaxRow:
    amount = EXACT.scaleb(EXACT.multiply(taxable, tax.percent), -2)
    less = rounded(amount, invoice.currency.digits)
    return TaxRow(tax, Money(taxable, invoice.currency), Money(less, invoice.currency))
