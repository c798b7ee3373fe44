"""Rates that change: one in place of others, and all of them raised for a new year."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal

from attrs import evolve, field, frozen

from flowfit_invoicing.doors import flag, of_type, refused
from flowfit_invoicing.money import (
    EXACT,
    LIMIT,
    MOST_DECIMALS_OF_A_PRICE,
    Currency,
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
_DAY = timedelta(days=1)
_MORE_DIGITS = 4


def _percent(number: Number) -> Decimal:
    percent = short(number)
    if percent <= -_WHOLE:
        raise refused(number, "expected more than -100 percent")
    return percent


def _digits(value: int | None) -> int | None:
    digits = optional_digits(value)
    if digits is not None and digits > MOST_DECIMALS_OF_A_PRICE:
        expected = f"expected at most {MOST_DECIMALS_OF_A_PRICE} digits of a price"
        raise refused(value, expected)
    return digits


def put(rate: Rate, rates: Iterable[Rate]) -> tuple[Rate, ...]:
    """Put a rate at the end, in place of those that could win as well on its days.

    On other days they go on, each as one rate or two.
    """
    return (*(left for other in rates for left in _left(other, rate)), rate)


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
    """So many percent more on all prices, rounded to so many digits.

    Raises:
        InvalidValueError: If nothing would be left of a price, or it gets too large.
    """

    percent: Decimal = field(converter=_percent)
    currency: Currency
    digits: int | None = field(converter=_digits)
    """None: four more than the currency has, for prices of words are small."""

    rounding: Rounding = field(validator=of_type(Rounding))
    minimum_charges: bool = field(validator=flag)
    """Whether minimum charges rise too."""

    def of_rate(self, rate: Rate) -> Rate:
        """Raise the price of a rate and of each band, and the minimum where asked for.

        A minimum is paid as it stands, so it has no more digits than the currency.
        """
        grid, minimum, name = rate.match_grid, rate.minimum_charge, str(rate)
        if minimum is not None and self.minimum_charges:
            digits = min(self._price_digits, self.currency.digits)
            minimum = self._of(minimum, digits, name)
        return evolve(
            rate,
            unit_price=self._of(rate.unit_price, self._price_digits, name),
            match_grid=None if grid is None else self.of_grid(grid, name),
            minimum_charge=minimum,
        )

    def of_grid(self, grid: MatchGrid, of: str) -> MatchGrid:
        """Raise the prices of a grid *of* whatever; percents stay what they are."""
        if not grid.has_prices:
            return grid
        digits = self._price_digits
        return evolve(
            grid,
            rows=[
                (band, self._of(price, digits, f"{of}, {band}"))
                for band, price in grid.rows
            ],
        )

    @property
    def _price_digits(self) -> int:
        own = self.currency.digits + _MORE_DIGITS
        return own if self.digits is None else self.digits

    def _of(self, price: Decimal, digits: int, of: str) -> Decimal:
        factor = EXACT.scaleb(EXACT.add(_WHOLE, self.percent), -2)
        more = rounded(EXACT.multiply(price, factor), digits, self.rounding)
        if price and not more:
            raise refused(of, "expected more digits, it would cost nothing")
        if more >= LIMIT:
            raise refused(of, "expected a price below 10^15")
        return plain(more)


def _left(old: Rate, new: Rate) -> Iterator[Rate]:
    """Give what is left of a rate on the days on which another has not its place."""
    if not _tie(old, new):
        yield old
        return
    first, last = new.valid_from, new.valid_until
    if first is not None and (old.valid_from or date.min) < first:
        yield evolve(old, valid_until=first - _DAY)
    if last is not None and last < (old.valid_until or date.max):
        yield evolve(old, valid_from=last + _DAY)


def _tie(rate: Rate, other: Rate) -> bool:
    """Tell if two rates could both win for some work on some day."""
    return _asked(rate) == _asked(other) and rate.shares_a_day_with(other)


def _asked(rate: Rate) -> tuple[str, str, str | None, LanguagePattern | None]:
    return rate.service.code, rate.unit.code, rate.domain, rate.languages
