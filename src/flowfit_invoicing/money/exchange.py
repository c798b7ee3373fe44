"""Exchange rates: what the money of one currency is worth in another, on a day."""

from datetime import date
from decimal import Decimal

from attrs import field, frozen

from flowfit_invoicing.doors import day, refused

from .currency import Currency, currency
from .number import EXACT, Number, exact, plain, short


def _positive(value: Number) -> Decimal:
    rate = short(value)
    if rate <= 0:
        raise refused(value, "expected an exchange rate above zero")
    return rate


@frozen
class ExchangeRate:
    """How many of *target* one of *source* is worth, as published on a day.

    >>> print(ExchangeRate("USD", "CAD", "1.3652", date(2026, 11, 2)))
    1 USD = 1.3652 CAD (2026-11-02)

    Raises:
        InvalidValueError: If the rate is not above zero, or both currencies are one.
    """

    source: Currency = field(converter=currency)
    target: Currency = field(converter=currency)
    rate: Decimal = field(converter=_positive)
    on: date = field(converter=day)

    def __attrs_post_init__(self) -> None:
        if self.source == self.target:
            raise refused(self.source.code, "expected two currencies")

    def convert(self, amount: Number) -> Decimal:
        """Convert an amount or a price exactly; rounding is for whoever uses it."""
        return plain(EXACT.multiply(exact(amount), self.rate))

    def __str__(self) -> str:
        rate = f"{plain(self.rate):f}"
        return f"1 {self.source} = {rate} {self.target} ({self.on})"
