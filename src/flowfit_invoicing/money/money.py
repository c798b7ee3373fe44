"""Money: an exact amount of a currency."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Self

import moneyed
from attrs import field, frozen

from flowfit_invoicing.doors import refused
from flowfit_invoicing.errors import CurrencyMismatchError

from .currency import Currency, currency
from .number import EXACT, Number, Rounding, exact, rounded


@frozen
class Money:
    """An exact amount of a currency, not rounded until someone says so.

    Amounts of two currencies never meet: that is a `CurrencyMismatchError`.

    >>> Money("18.50", "CAD") * 3
    Money(amount=Decimal('55.50'), currency=Currency(code='CAD'))
    """

    amount: Decimal = field(converter=exact)
    currency: Currency = field(converter=currency)

    @classmethod
    def of(cls, foreign: moneyed.Money) -> Self:
        """Take the money of py-moneyed at its value.

        >>> print(Money.of(moneyed.Money("9.99", "EUR")))
        9.99 EUR
        """
        if not isinstance(foreign, moneyed.Money):
            raise refused(foreign, "expected an amount as Money")
        return cls(foreign.amount, foreign.currency.code)

    def to_moneyed(self) -> moneyed.Money:
        """Give the same amount as py-moneyed's money."""
        code, digits = self.currency.code, self.currency.digits
        younger = moneyed.Currency(code, sub_unit=10**digits)
        return moneyed.Money(self.amount, moneyed.CURRENCIES.get(code, younger))

    @classmethod
    def total(cls, amounts: Iterable["Money"], currency: Currency | str) -> Self:
        """Add up *amounts*, all of them in *currency*; of none, the total is zero.

        >>> print(Money.total([Money("0.10", "CAD"), Money("0.20", "CAD")], "CAD"))
        0.30 CAD
        """
        result = cls(0, currency)
        for amount in amounts:
            result += amount
        return result

    def rounded(self, mode: Rounding = Rounding.HALF_UP) -> Self:
        """Round to what the currency can be paid in.

        >>> print(Money("106.315", "CAD").rounded())
        106.32 CAD
        """
        return self._with(rounded(self.amount, self.currency.digits, mode))

    def __add__(self, other: "Money") -> Self:
        if not isinstance(other, Money):
            return NotImplemented
        return self._with(EXACT.add(self.amount, self._amount_of(other)))

    def __sub__(self, other: "Money") -> Self:
        if not isinstance(other, Money):
            return NotImplemented
        return self._with(EXACT.subtract(self.amount, self._amount_of(other)))

    def __mul__(self, factor: Number) -> Self:
        return self._with(EXACT.multiply(self.amount, exact(factor)))

    def __neg__(self) -> Self:
        return self._with(self.amount.copy_negate())

    def __abs__(self) -> Self:
        return self._with(self.amount.copy_abs())

    def __bool__(self) -> bool:
        return bool(self.amount)

    def __lt__(self, other: "Money") -> bool:
        if not isinstance(other, Money):
            return NotImplemented
        return self.amount < self._amount_of(other)

    def __le__(self, other: "Money") -> bool:
        if not isinstance(other, Money):
            return NotImplemented
        return self.amount <= self._amount_of(other)

    def __gt__(self, other: "Money") -> bool:
        if not isinstance(other, Money):
            return NotImplemented
        return self.amount > self._amount_of(other)

    def __ge__(self, other: "Money") -> bool:
        if not isinstance(other, Money):
            return NotImplemented
        return self.amount >= self._amount_of(other)

    def __str__(self) -> str:
        return f"{self.amount:f} {self.currency}"

    def _with(self, amount: Decimal) -> Self:
        return type(self)(amount, self.currency)

    def _amount_of(self, other: "Money") -> Decimal:
        if other.currency != self.currency:
            raise CurrencyMismatchError(self.currency, other.currency)
        return other.amount


def money_of(amount: Decimal, currency: Currency) -> Money:
    """Make money of an amount that went through a door, in a tenth of the time."""
    made = _new(Money)
    _set_amount(made, amount)
    _set_currency(made, currency)
    return made


_new = object.__new__
_set_amount, _set_currency = (
    getattr(Money, part).__set__ for part in ("amount", "currency")
)


def money(value: Money | moneyed.Money) -> Money:
    """Take money, ours or that of py-moneyed."""
    return value if isinstance(value, Money) else Money.of(value)
