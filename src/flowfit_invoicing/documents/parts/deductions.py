"""What was billed or paid before, and is taken off a later document.

Two kinds, told apart by whether it was taxed. What was taxed when it was billed is a
`Deduction`: its net and its taxes are taken off, as § 14 (5) of the German UStG and
article 220 of the VAT directive ask for. What was paid without tax is a `Prepayment`:
it is taken off what is due, and no tax with it (BT-113). One is never the other too.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from attrs import field, frozen

from flowfit_invoicing.documents.tax_rows import TaxRow
from flowfit_invoicing.doors import day, refused, tuple_of
from flowfit_invoicing.errors import DepositDeductedError, phrase
from flowfit_invoicing.money import Currency, Money, Number, exact, money
from flowfit_invoicing.text import one_line

_THIS = phrase("this-document")


def _amount(value: Money) -> Money:
    amount = money(value)
    if amount.amount < 0 or amount != amount.rounded():
        raise refused(str(amount), "expected a rounded amount of zero or more")
    return amount


def _rows(value: Iterable[TaxRow]) -> tuple[TaxRow, ...]:
    return tuple_of(TaxRow, value)


@frozen
class Deduction:
    """A taxed invoice for a deposit, deducted with its net and its taxes (BG-3)."""

    number: str = field(converter=one_line)
    """Of the invoice for the deposit (BT-25)."""

    issue_date: date = field(converter=day)
    """Of the invoice for the deposit (BT-26)."""

    net: Money = field(converter=_amount)
    taxes: tuple[TaxRow, ...] = field(converter=_rows, default=())

    @property
    def currency(self) -> Currency:
        """What it was billed in."""
        return self.net.currency

    @property
    def tax(self) -> Money:
        """The taxes together."""
        amounts = (row.amount for row in self.taxes)
        return Money.total(amounts, self.net.currency).rounded()

    @property
    def gross(self) -> Money:
        """What the client has paid, with tax."""
        return self.net + self.tax


@frozen
class Prepayment:
    """Money that was paid before without any tax, such as a deposit in Canada."""

    number: str = field(converter=one_line)
    """Of the document that asked for it."""

    issue_date: date = field(converter=day)
    """Of the document that asked for it."""

    amount: Money = field(converter=_amount)

    @property
    def currency(self) -> Currency:
        """What it was paid in."""
        return self.amount.currency


Before: TypeAlias = Deduction | Prepayment


def deductions(value: Iterable[Deduction]) -> tuple[Deduction, ...]:
    """Take deductions, in their order."""
    return tuple_of(Deduction, value)


def prepayments(value: Iterable[Prepayment]) -> tuple[Prepayment, ...]:
    """Take prepayments, in their order."""
    return tuple_of(Prepayment, value)


def check_once(several: Iterable[Before]) -> None:
    """Make sure that no deposit is taken off twice, in whichever way.

    Raises:
        DepositDeductedError: If one is.
    """
    seen: set[str] = set()
    for each in several:
        if each.number in seen:
            raise DepositDeductedError(each.number, _THIS)
        seen.add(each.number)


def optional_rounding(value: Money | None) -> Money | None:
    """Take what makes an amount due payable, or None."""
    if value is None:
        return None
    amount = money(value)
    if amount != amount.rounded():
        raise refused(str(amount), "expected an amount that is rounded already")
    return amount


def payable(value: Number) -> Decimal:
    """Take the smallest amount that can be paid, such as 0.05 francs."""
    smallest = exact(value)
    if smallest <= 0:
        raise refused(value, "expected an amount above zero")
    return smallest


def sum_of(several: Iterable[Before], currency: Currency) -> Money:
    """Add up what was billed net, or paid."""
    amounts = (e.net if isinstance(e, Deduction) else e.amount for e in several)
    return Money.total(amounts, currency).rounded()
