"""Payments: what a client has paid, how, and for which invoices."""

from attrs import field, frozen

from flowfit_invoicing.doors import flag, of_type, refused
from flowfit_invoicing.errors import (
    AmountExceededError,
    CurrencyMismatchError,
    OverpaymentError,
    phrase,
)
from flowfit_invoicing.money import Currency, ExchangeRate, Money

from .allocations import Allocation, allocations, total_of
from .amounts import payable
from .cash import payable_in_cash
from .movements import Movement


@frozen
class Payment(Movement):
    """Money that came in, and which invoices it pays.

    >>> from datetime import date
    >>> payment = Payment(
    ...     "B-77", "ACME", date(2026, 12, 1), Money("150.00", "CAD"),
    ...     {"F-2026-1": Money("114.98", "CAD")}, keep_rest=True,
    ... )
    >>> print(payment.rest)
    35.02 CAD

    Raises:
        OverpaymentError: If a rest is paid to no invoice, and not kept as credit.
        AmountExceededError: If more is paid to invoices than came in.
        CurrencyMismatchError: If they are in another currency than it pays in.
    """

    amount: Money = field(converter=payable)
    """What came in, in whatever currency."""

    allocations: tuple[Allocation, ...] = field(converter=allocations, default=())
    """What it pays, in the currency of the invoices."""

    exchange: ExchangeRate | None = field(
        validator=of_type(ExchangeRate, optional=True), default=None, kw_only=True
    )
    """The rate at which it pays invoices in another currency."""

    in_cash: bool = field(validator=flag, default=False, kw_only=True)
    """Whether it was paid in coins, which are rounded to."""

    keep_rest: bool = field(validator=flag, default=False, kw_only=True)
    """Whether what is paid to no invoice stays with the agency as credit."""

    def __attrs_post_init__(self) -> None:
        if self.exchange and self.exchange.source != self.amount.currency:
            raise CurrencyMismatchError(self.exchange.source, self.amount.currency)
        if self.in_cash and self.exchange:
            raise refused(self.exchange, "expected no exchange rate of coins")
        if self.in_cash and payable_in_cash(self.amount) != self.amount:
            raise refused(str(self.amount), "expected what can be paid in coins")
        used = self.allocated + self.rounding
        if self.value < used:
            raise AmountExceededError(phrase("payment", name=self.id), used, self.value)
        if self.value > used and not self.keep_rest:
            raise OverpaymentError(phrase("payment", name=self.id), self.value, used)

    @property
    def currency(self) -> Currency:
        """The currency of what it pays."""
        return self.amount.currency if self.exchange is None else self.exchange.target

    @property
    def value(self) -> Money:
        """What came in, in the currency of what it pays, rounded once."""
        if self.exchange is None:
            return self.amount
        converted = self.exchange.convert(self.amount.amount)
        return Money(converted, self.currency).rounded()

    @property
    def allocated(self) -> Money:
        """What it pays of invoices."""
        return total_of(self.allocations, self.currency)

    @property
    def rounding(self) -> Money:
        """What coins made of it: more, less or nothing; no invoice knows of it."""
        if not self.in_cash:
            return Money(0, self.currency).rounded()
        return payable_in_cash(self.allocated) - self.allocated

    @property
    def rest(self) -> Money:
        """What is paid to no invoice."""
        return self.value - self.allocated - self.rounding

    @property
    def credit(self) -> Money:
        """What becomes of the client's credit: so much more."""
        return self.rest
