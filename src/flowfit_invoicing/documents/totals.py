"""Totals of a document (BG-22): sums of amounts that are rounded already."""

from collections.abc import Iterable
from decimal import Decimal

from attrs import field, frozen

from flowfit_invoicing.doors import of_type, tuple_of
from flowfit_invoicing.errors import DepositTooLargeError
from flowfit_invoicing.money import EXACT, Currency, Money, rounded
from flowfit_invoicing.tax import Tax

from .lines.adjustments import Allowance, Charge
from .lines.lines import InvoiceLine
from .parts.deductions import Deduction, Prepayment, sum_of
from .tax_rows import TaxRow

_ZERO = Decimal(0)


@frozen
class Settled:
    """What was billed or paid before, and what makes the amount due payable."""

    deductions: tuple[Deduction, ...] = ()
    prepayments: tuple[Prepayment, ...] = ()
    rounding: Money | None = None


NOTHING = Settled()


def _rows(value: Iterable[TaxRow]) -> tuple[TaxRow, ...]:
    return tuple_of(TaxRow, value)


@frozen(kw_only=True)
class Totals:
    """What a document adds up to."""

    lines_net: Money = field(validator=of_type(Money))
    """Sum of the net amounts of the lines (BT-106)."""

    allowances: Money = field(validator=of_type(Money))
    """Sum of the allowances on the document, deposits deducted net too (BT-107)."""

    charges: Money = field(validator=of_type(Money))
    """Sum of the charges on the document (BT-108)."""

    taxes: tuple[TaxRow, ...] = field(converter=_rows)
    """One row for each tax and rate."""

    prepaid: Money = field(validator=of_type(Money))
    """What was paid already (BT-113)."""

    rounding: Money = field(validator=of_type(Money))
    """What is added to make the amount due payable (BT-114)."""

    def __attrs_post_init__(self) -> None:
        sums = self.allowances, self.charges, self.prepaid, self.rounding
        taxes = (amount for row in self.taxes for amount in (row.taxable, row.amount))
        Money.total((*sums, *taxes), self.lines_net.currency)  # refuses another one

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
    settled: Settled = NOTHING,
) -> Totals:
    """Add up a document whose lines have *taxes* unless they have their own.

    Adjustments of the document are taxed as it is, unless they have their own too. What
    it deducts is among its allowances, and off its taxes what deposits were taxed by.
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
    rows = (_row(tax, taxables[tax], currency) for tax in taxables)
    deducted = sum_of(settled.deductions, currency)
    return Totals(
        lines_net=Money(sums["lines"], currency),
        allowances=Money(sums["allowances"], currency) + deducted,
        charges=Money(sums["charges"], currency),
        taxes=_less(rows, settled.deductions),
        prepaid=sum_of(settled.prepayments, currency),
        rounding=settled.rounding or Money(zero, currency),
    )


def check_covered(deposits: tuple[str, ...], totals: Totals) -> None:
    """Make sure that a document is no less than what it deducts.

    Raises:
        DepositTooLargeError: If it is: before tax, or when it is to be paid.
    """
    net, gross = totals.net, totals.gross
    if net.amount < 0:
        billed = totals.lines_net + totals.charges
        raise DepositTooLargeError(deposits, totals.allowances, billed)
    if totals.prepaid and totals.prepaid > gross:
        raise DepositTooLargeError(deposits, totals.prepaid, gross)


def _less(
    rows: Iterable[TaxRow], deductions: Iterable[Deduction]
) -> tuple[TaxRow, ...]:
    """Take what deposits were taxed by off the rows of the same taxes."""
    by_tax = {row.tax: row for row in rows}
    for deducted in (row for each in deductions for row in each.taxes):
        zero = deducted.amount - deducted.amount
        row = by_tax.get(deducted.tax) or TaxRow(deducted.tax, zero, zero)
        by_tax[deducted.tax] = TaxRow(
            row.tax, row.taxable - deducted.taxable, row.amount - deducted.amount
        )
    return tuple(by_tax.values())


def _row(tax: Tax, taxable: Decimal, currency: Currency) -> TaxRow:
    amount = EXACT.scaleb(EXACT.multiply(taxable, tax.percent), -2)
    rounded_amount = rounded(amount, currency.digits)
    return TaxRow(tax, Money(taxable, currency), Money(rounded_amount, currency))
