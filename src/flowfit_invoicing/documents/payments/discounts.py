"""Early-payment discounts: what is less to pay, and what that does to taxes.

Whether the tax falls with the price is the regime's (`PaymentTaxRules`). In Canada GST
and QST are payable on the full price of the invoice (ETA 161): 114.98 less 2 percent of
100.00 is 112.98. In the EU the taxable amount is what is paid in the end (directive
2006/112/EC, article 90), so the tax of the discounted part falls too.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from attrs import field, frozen

from flowfit_invoicing.documents.credits.events import Credited
from flowfit_invoicing.documents.invoices import Invoice
from flowfit_invoicing.documents.tax_rows import TaxRow
from flowfit_invoicing.doors import of_type, refused, tuple_of
from flowfit_invoicing.money import EXACT, Money, spread, total_of
from flowfit_invoicing.tax import Tax

_ZERO = Decimal(0)


def _rows(value: Iterable[TaxRow]) -> tuple[TaxRow, ...]:
    return tuple_of(TaxRow, value)


def _not_below_zero(_: object, __: object, value: Money) -> None:
    if value.amount < 0:
        raise refused(str(value), "expected a discount of zero or more")


@frozen
class EarlyDiscount:
    """What an invoice is less for who pays it early."""

    net: Money = field(validator=[of_type(Money), _not_below_zero])
    taxes: tuple[TaxRow, ...] = field(converter=_rows, default=())
    """By how much each tax falls, and of what; none where taxes stay as they are."""

    @property
    def total(self) -> Money:
        """How much less is to be paid."""
        amounts = (row.amount for row in self.taxes)
        return Money.total((self.net, *amounts), self.net.currency)


def early_discount(
    invoice: Invoice,
    percent: Decimal,
    credited: Iterable[Credited],
    *,
    lowers_tax: bool,
) -> EarlyDiscount:
    """Take *percent* of the net of an invoice, without what credit notes took back."""
    notes, money = tuple(credited), invoice.currency
    left = invoice.totals.net - Money.total((note.net for note in notes), money)
    part = EXACT.scaleb(EXACT.multiply(max(left.amount, _ZERO), percent), -2)
    net = Money(part, money).rounded()
    return EarlyDiscount(net, _lowered(net, left, invoice, notes) if lowers_tax else ())


def _lowered(
    discount: Money, left: Money, invoice: Invoice, notes: tuple[Credited, ...]
) -> Iterator[TaxRow]:
    """Spread a discount over what is taxed at each rate, and tax each part.

    A line has no two taxes of a kind, so what each rate of a kind taxes, and what none
    does, is all of the net.
    """
    taxed = {row.tax: row.taxable.amount for row in invoice.totals.taxes}
    for row in (row for note in notes for row in note.taxes):
        taxed[row.tax] = EXACT.subtract(taxed.get(row.tax, _ZERO), row.taxable.amount)
    for code in dict.fromkeys(tax.code for tax in taxed):
        own = {tax: taxable for tax, taxable in taxed.items() if tax.code == code}
        rest = EXACT.subtract(left.amount, total_of(own.values()))
        weights = [max(each, _ZERO) for each in (*own.values(), rest)]
        parts = spread(discount.amount, weights, discount.currency.digits)
        for tax, part in zip(own, parts, strict=False):
            yield _row(tax, Money(part, discount.currency))


def _row(tax: Tax, taxable: Money) -> TaxRow:
    amount = EXACT.scaleb(EXACT.multiply(taxable.amount, tax.percent), -2)
    return TaxRow(tax, taxable, Money(amount, taxable.currency).rounded())
