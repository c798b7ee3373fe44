"""Prices of a list in one currency, billed in another."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Protocol

from attrs import Factory, field, frozen

from flowfit_invoicing.doors import refused, tuple_of, whole_number
from flowfit_invoicing.errors import ExchangeRateMissingError
from flowfit_invoicing.money import Currency, ExchangeRate


class ExchangeRates(Protocol):
    """Knows what currencies were worth in one another, day by day."""

    def rate(self, source: Currency, target: Currency, on: date | None) -> ExchangeRate:
        """Give the rate that holds on a day.

        Raises:
            ExchangeRateMissingError: If none does.
        """
        ...


def _rates(value: Iterable[ExchangeRate]) -> tuple[ExchangeRate, ...]:
    several = tuple_of(ExchangeRate, value)
    known = {(rate.source, rate.target, rate.on) for rate in several}
    if len(known) < len(several):
        raise refused(several, "expected one rate a day for two currencies")
    return several


def _days(value: int) -> int:
    days = whole_number(value)
    if days < 0:
        raise refused(value, "expected a number of days, or 0")
    return days


Days = dict[tuple[Currency, Currency], dict[date, ExchangeRate]]


def _by_day(table: "ExchangeTable") -> Days:
    days: Days = {}
    for rate in table.rates:
        days.setdefault((rate.source, rate.target), {})[rate.on] = rate
    return days


@frozen
class ExchangeTable:
    """Exchange rates that were written down, each for its day.

    A day without a rate takes the last one before it, if that is not too old: banks
    publish none on weekends. A rate is never turned round: 1 ÷ 1.3652 is not exact.

    >>> usd = ExchangeRate("USD", "CAD", "1.3652", date(2026, 11, 6))
    >>> table = ExchangeTable([usd], days_back=3)
    >>> print(table.rate(Currency("USD"), Currency("CAD"), date(2026, 11, 8)))
    1 USD = 1.3652 CAD (2026-11-06)
    """

    rates: tuple[ExchangeRate, ...] = field(converter=_rates)
    days_back: int = field(converter=_days, default=0, kw_only=True)
    """How many days old a rate may be."""

    _by_day: Days = field(
        init=False, eq=False, repr=False, default=Factory(_by_day, takes_self=True)
    )

    def rate(self, source: Currency, target: Currency, on: date | None) -> ExchangeRate:
        """Give the rate of a day, or the last one before it.

        Raises:
            ExchangeRateMissingError: If there is none, or the work has no day.
        """
        days = self._by_day.get((source, target), {})
        if on is not None:
            for age in range(min(self.days_back, on.toordinal() - 1) + 1):
                found = days.get(on - timedelta(days=age))
                if found is not None:
                    return found
        raise ExchangeRateMissingError(source, target, on)
