"""Rates that change: one in place of others, and all of them raised for a new year."""

from collections.abc import Iterable
from decimal import Decimal

from attrs import evolve

from flowfit_invoicing.doors import refused
from flowfit_invoicing.money import EXACT, MOST_DECIMALS, Rounding, plain, rounded
from flowfit_invoicing.work import LanguagePattern

from .rates import Rate

_WHOLE = Decimal(100)


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


def raised(
    rate: Rate,
    percent: Decimal,
    digits: int | None,
    rounding: Rounding,
    *,
    minimum_charges: bool,
) -> Rate:
    """Raise the price of a rate, and its minimum where that is asked for.

    Raises:
        InvalidValueError: If nothing would be left, or the price gets too long.
    """
    if percent <= -_WHOLE:
        raise refused(percent, "expected more than -100 percent")

    def more(price: Decimal) -> Decimal:
        factor = EXACT.scaleb(EXACT.add(_WHOLE, percent), -2)
        product = EXACT.multiply(price, factor)
        return plain(product if digits is None else rounded(product, digits, rounding))

    minimum = rate.minimum_charge
    if minimum is not None and minimum_charges:
        minimum = more(minimum)
    return evolve(rate, unit_price=more(rate.unit_price), minimum_charge=minimum)


def digits_of_a_price(value: int | None) -> int | None:
    """Take how many digits behind the point a price is rounded to, or None."""
    if value is not None and value not in range(MOST_DECIMALS + 1):
        raise refused(value, f"expected 0 to {MOST_DECIMALS} digits behind the point")
    return value


def _tie(rate: Rate, other: Rate) -> bool:
    """Tell if two rates could both win for some work on some day."""
    return _asked(rate) == _asked(other) and rate.shares_a_day_with(other)


def _asked(rate: Rate) -> tuple[str, str, str | None, LanguagePattern | None]:
    return rate.service.code, rate.unit.code, rate.domain, rate.languages
