"""Deposits that a client forfeits: the taxes that they are deemed to contain.

In Canada each act finds its own tax in the whole amount: GST is 5/105 of it (Excise Tax
Act, s. 182) and QST 9.975/109.975 (Act respecting the Québec sales tax, s. 318), never
5/114.975. So Revenu Québec finds 2.38 and 4.54 in a deposit of 50.00.
"""

from collections.abc import Iterable
from fractions import Fraction

from attrs import field, frozen

from flowfit_invoicing.documents.events import Event
from flowfit_invoicing.documents.tax_rows import TaxRow
from flowfit_invoicing.doors import tuple_of
from flowfit_invoicing.money import Money, Rounding, money, rounded_fraction
from flowfit_invoicing.tax import Tax
from flowfit_invoicing.text import LocalizedText, localized


def _rows(value: Iterable[TaxRow]) -> tuple[TaxRow, ...]:
    return tuple_of(TaxRow, value)


@frozen(kw_only=True)
class Forfeited(Event):
    """The client loses a deposit, as a consequence of a contract that ended."""

    amount: Money = field(converter=money)
    """All of it, with what tax it contains."""

    taxes: tuple[TaxRow, ...] = field(converter=_rows)
    """Each tax, and the amount that it is on."""

    reason: LocalizedText = field(converter=localized)

    @property
    def net(self) -> Money:
        """What is left to the agency after all taxes."""
        amounts = (row.amount for row in self.taxes)
        return self.amount - Money.total(amounts, self.amount.currency)


def taxes_within(amount: Money, taxes: Iterable[Tax]) -> tuple[TaxRow, ...]:
    """Find each of some taxes in an amount that contains it, rounded half up.

    Each is found in the whole amount, as if there were no other.

    >>> gst, qst = Tax("GST", "GST", 5), Tax("QST", "QST", "9.975")
    >>> [str(row.amount) for row in taxes_within(Money(50, "CAD"), [gst, qst])]
    ['2.38 CAD', '4.54 CAD']
    """
    return tuple(_row(tax, money(amount)) for tax in tuple_of(Tax, taxes))


def _row(tax: Tax, amount: Money) -> TaxRow:
    percent = Fraction(tax.percent)
    exact = Fraction(amount.amount) * percent / (100 + percent)
    digits = amount.currency.digits
    found = Money(rounded_fraction(exact, digits, Rounding.HALF_UP), amount.currency)
    return TaxRow(tax, amount - found, found)
