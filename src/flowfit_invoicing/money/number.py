"""Exact decimals of bounded size, and the only places where one is rounded.

A number from outside has fewer than 16 digits before the point and at most 12 behind
it, 28 where a product of two such numbers and a percentage must fit. So every sum and
product has fewer than 100 digits, and the context `EXACT` never loses one.
"""

import re
from collections.abc import Iterable
from decimal import (
    ROUND_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Context,
    Decimal,
    DecimalException,
    DivisionByZero,
    Inexact,
    InvalidOperation,
    Overflow,
)
from fractions import Fraction
from functools import reduce
from types import MappingProxyType
from typing import TypeAlias

from flowfit_invoicing.doors import FixedMember, refused, shown, whole_number
from flowfit_invoicing.errors import TooLargeError

Number: TypeAlias = Decimal | int | str
"""What is taken wherever a number is expected; a float has lost its digits already."""

MOST_DECIMALS = 28
"""Digits behind the point of an amount of money and of a quantity."""

MOST_DECIMALS_OF_A_PRICE = 12
"""Digits behind the point of a price, a count or a percentage."""

_BELOW = "expected a number below 10^15"
LIMIT = Decimal("1E+15")
"""What every number stays below, and above the negative of."""

_DIGITS = 100
_WRITTEN = re.compile(r"[+-]?[0-9]{1,100}(\.[0-9]{1,100})?([eE][+-]?[0-9]{1,3})?")


def _context(rounding: str, *traps: type[DecimalException]) -> Context:
    # All is said, since what is left out follows a default that hosts may change.
    return Context(_DIGITS, rounding, -999_999, 999_999, 1, 0, [], [*_FATAL, *traps])


_FATAL: tuple[type[DecimalException], ...] = (
    InvalidOperation,
    DivisionByZero,
    Overflow,
)

EXACT = _context(ROUND_HALF_UP, Inexact)
"""Arithmetic that raises before it loses a digit, whatever the thread's context is."""


class Rounding(FixedMember):
    """How a number becomes one that can be paid; negative ones mirror positive ones."""

    HALF_UP = ROUND_HALF_UP
    """Ties away from zero, as tax acts and merchants do: 0.125 becomes 0.13."""

    HALF_EVEN = ROUND_HALF_EVEN
    """Ties to the even neighbour, as some banks do: 0.125 becomes 0.12."""

    DOWN = ROUND_DOWN
    """Towards zero: 0.129 becomes 0.12."""

    UP = ROUND_UP
    """Away from zero: 0.121 becomes 0.13."""


def exact(number: Number) -> Decimal:
    """Take an amount or a quantity: below 10^15, with up to 28 decimals.

    >>> exact("18.50")
    Decimal('18.50')
    """
    return _taken(number, MOST_DECIMALS)


def short(number: Number) -> Decimal:
    """Take a price, a count or a percentage: below 10^15, with up to 12 decimals."""
    return _taken(number, MOST_DECIMALS_OF_A_PRICE)


def digits(value: int) -> int:
    """Take how many digits behind the point a number is rounded to."""
    if not 0 <= whole_number(value) <= MOST_DECIMALS:
        raise refused(value, f"expected 0 to {MOST_DECIMALS} digits behind the point")
    return value


def optional_digits(value: int | None) -> int | None:
    """Take so many digits, or None where nothing is rounded."""
    return None if value is None else digits(value)


def plain(number: Decimal) -> Decimal:
    """Drop the zeros at the end that say nothing, but none before the point.

    >>> plain(Decimal("483.2500")), plain(Decimal("1200"))
    (Decimal('483.25'), Decimal('1200'))
    """
    if number == number.to_integral_value():
        return number.quantize(Decimal(1), context=EXACT)
    return number.normalize(EXACT)


def decimals(number: Decimal) -> int:
    """Count the digits behind the point that say something."""
    return max(0, -int(plain(number).as_tuple().exponent))


def rounded(number: Decimal, digits: int, mode: Rounding = Rounding.HALF_UP) -> Decimal:
    """Round *number* to *digits* behind the point.

    >>> rounded(Decimal("106.315"), 2)
    Decimal('106.32')
    """
    return rounder(mode).quantize(number, smallest(digits))


def quotient(number: Decimal, divisor: int) -> Decimal:
    """Divide, exactly or to 100 digits, to be rounded.

    The cut cannot move a quotient onto a tie or across one: what is no tie keeps a
    distance from it of at least one part in the divisor times the decimals of the
    number, which has fewer than 60 digits.
    """
    return rounder(Rounding.DOWN).divide(number, divisor)


def rounded_fraction(number: Fraction, digits: int, mode: Rounding) -> Decimal:
    """Round a fraction of numbers that went through a door.

    The cut of `quotient` is as harmless here, for denominators of up to 60 digits.
    """
    return rounded(
        quotient(Decimal(number.numerator), number.denominator), digits, mode
    )


def rounder(mode: Rounding) -> Context:
    """Give the context that rounds in a mode, for those who round by the thousand."""
    if not isinstance(mode, Rounding):
        raise refused(mode, "expected a Rounding")
    return _ROUNDERS[mode]


def total_of(numbers: Iterable[Decimal]) -> Decimal:
    """Add up numbers, exactly.

    >>> total_of([Decimal("33.33"), Decimal("33.34")])
    Decimal('66.67')
    """
    return reduce(EXACT.add, numbers, _ZERO)


def smallest(digits: int) -> Decimal:
    """Give the smallest number with so many digits behind the point."""
    return _STEPS[digits]


def too_large(number: Decimal) -> TooLargeError:
    """Make the error of a number that was worked out and is 10^15 or above."""
    return TooLargeError(f"{plain(number):f}", _BELOW)


def _taken(number: Number, most_decimals: int) -> Decimal:
    decimal = _decimal(number)
    exponent = decimal.as_tuple().exponent
    if not isinstance(exponent, int):
        raise refused(number, "expected a finite number")
    if not _LEAST < decimal < LIMIT:
        raise TooLargeError(shown(number), _BELOW)
    if exponent < -most_decimals:
        raise refused(number, f"expected at most {most_decimals} decimals")
    if not decimal:
        decimal = decimal.copy_abs()
    return decimal if exponent <= 0 else decimal.quantize(Decimal(1), context=EXACT)


def _decimal(number: Number) -> Decimal:
    if isinstance(number, Decimal):
        return Decimal(number)
    if isinstance(number, int) and not isinstance(number, bool):
        return Decimal(int(number))
    if isinstance(number, str) and _WRITTEN.fullmatch(number):
        return Decimal(number)
    if isinstance(number, float):
        raise refused(number, "is a float, expected a Decimal or digits in a string")
    raise refused(
        number, "expected a Decimal, a whole number or digits with a decimal point"
    )


_ROUNDERS = MappingProxyType({mode: _context(mode.value) for mode in Rounding})
_LEAST, _ZERO = LIMIT.copy_negate(), Decimal(0)
_STEPS = tuple(Decimal(1).scaleb(-digits, EXACT) for digits in range(MOST_DECIMALS + 1))
