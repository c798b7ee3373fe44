"""The invoice that a credit note is about, as far as its taxes need it (BG-3)."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from attrs import evolve, field, frozen

from flowfit_invoicing.documents.tax_rows import TaxRow
from flowfit_invoicing.documents.totals import Totals
from flowfit_invoicing.doors import day, tuple_of
from flowfit_invoicing.money import EXACT, Money, money_of, rounded
from flowfit_invoicing.text import one_line

from .remainders import between

_ZERO = Decimal(0)


def _rows(value: Iterable[TaxRow]) -> tuple[TaxRow, ...]:
    return tuple_of(TaxRow, value)


@frozen
class PrecedingInvoice:
    """An invoice, what it taxes, and what was credited of that before.

    The tax of a credit note is the rounded tax of all that is credited so far, less
    what was credited before; of all that the invoice taxes, it is the invoice's own. So
    any series of notes closes to zero.
    """

    number: str = field(converter=one_line)
    """BT-25."""

    issue_date: date = field(converter=day)
    """BT-26."""

    taxes: tuple[TaxRow, ...] = field(converter=_rows)
    """The taxes of the invoice."""

    credited: tuple[TaxRow, ...] = field(converter=_rows, default=())
    """What earlier credit notes have credited of each tax."""

    def credited_totals(self, totals: Totals) -> Totals:
        """Give the totals of a note with the taxes that close with those before."""
        return evolve(totals, taxes=tuple(map(self._row, totals.taxes)))

    def _row(self, row: TaxRow) -> TaxRow:
        whole = next((each for each in self.taxes if each.tax == row.tax), row)
        before = [each for each in self.credited if each.tax == row.tax]
        taxable, amount = row.taxable.amount, _ZERO
        for each in before:
            taxable = EXACT.add(taxable, each.taxable.amount)
            amount = EXACT.add(amount, each.amount.amount)
        reached = between(_tax_on(taxable, whole), amount, whole.amount.amount)
        own = money_of(EXACT.subtract(reached, amount), row.amount.currency)
        return evolve(row, amount=own)


def _tax_on(taxable: Decimal, whole: TaxRow) -> Decimal:
    """Give the tax on so much of what an invoice taxes."""
    if taxable == whole.taxable.amount:
        return whole.amount.amount
    tax = EXACT.scaleb(EXACT.multiply(taxable, whole.tax.percent), -2)
    return rounded(tax, whole.amount.currency.digits)


def sum_of_rows(rows: Iterable[TaxRow]) -> tuple[TaxRow, ...]:
    """Add up rows of several documents, one row for each tax."""
    sums: dict[object, TaxRow] = {}
    for row in rows:
        before = sums.get(row.tax)
        sums[row.tax] = row if before is None else _sum(before, row)
    return tuple(sums.values())


def _sum(one: TaxRow, other: TaxRow) -> TaxRow:
    taxable: Money = one.taxable + other.taxable
    return TaxRow(one.tax, taxable, one.amount + other.amount)
