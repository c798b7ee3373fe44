"""Rates that change: one in place of others, and all of them raised for a new year."""

from collections.abc import Iterable
from decimal import Decimal

from attrs import evolve, field, frozen

from flowfit_invoicing.doors import flag, of_type, refused
from flowfit_invoicing.money import (
    EXACT,
    Number,
    Rounding,
    optional_digits,
    plain,
    rounded,
    short,
)
from flowfit_invoicing.work import LanguagePattern

from .grids import MatchGrid
from .rates import Rate

_WHOLE = Decimal(100)


def _percent(number: Number) -> Decimal:
    percent = short(number)
    if percent <= -_WHOLE:
        raise refused(number, "expected more than -100 percent")
    return percent


def put(rate: Rate, rates: Iterable[Rate]) -> tuple[Rate, ...]:
    """Put a rate in place of those that could win as well as it, at the end."""
    return (*(other for other in rates if not _tie(rate, other)), rate)


def take(rate: Rate, rates: tuple[Rate, ...]) -> tuple[Rate, ...]:
    """Take a rate out.

    Raises:
        InvalidValueError: If it is not there.
    """
    if rate not in rates:
        raise refused(str(rate), "expected a rate of the list")
    return tuple(other for other in rates if other != rate)


@frozen
class Increase:
    """So many percent more on all prices, rounded to so many digits, or left exact.

    Raises:
        InvalidValueError: If nothing would be left of a price.
    """

    percent: Decimal = field(converter=_percent)
    digits: int | None = field(converter=optional_digits)
    rounding: Rounding = field(validator=of_type(Rounding))
    minimum_charges: bool = field(validator=flag)
    """Whether minimum charges rise too."""

    def of_price(self, price: Decimal) -> Decimal:
        """Raise a price."""
        factor = EXACT.scaleb(EXACT.add(_WHOLE, self.percent), -2)
        more = EXACT.multiply(price, factor)
        if self.digits is not None:
            more = rounded(more, self.digits, self.rounding)
        if price and not more:
            raise refused(plain(price), "expected more digits, it would cost nothing")
        return plain(more)

    def of_grid(self, grid: MatchGrid) -> MatchGrid:
        """Raise the prices of a grid; percents stay what they are."""
        if not grid.has_prices:
            return grid
        return evolve(
            grid, rows=[(band, self.of_price(price)) for band, price in grid.rows]
        )

    def of_rate(self, rate: Rate) -> Rate:
        """Raise the price of a rate and of each band, and the minimum where asked for.

        Raises:
            InvalidValueError: If a price gets too long.
        """
        grid, minimum = rate.match_grid, rate.minimum_charge
        if minimum is not None and self.minimum_charges:
            minimum = self.of_price(minimum)
        return evolve(
            rate,
            unit_price=self.of_price(rate.unit_price),
            match_grid=None if grid is None else self.of_grid(grid),
            minimum_charge=minimum,
        )


def _tie(rate: Rate, other: Rate) -> bool:
    """Tell if two rates could both win for some work on some day."""
    return _asked(rate) == _asked(other) and rate.shares_a_day_with(other)


def _asked(rate: Rate) -> tuple[str, str, str | None, LanguagePattern | None]:
    return rate.service.code, rate.unit.code, rate.domain, rate.languages
