"""A sum spread over several parts, so that the parts add up to it to the cent."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from flowfit_invoicing.doors import refused

from .number import EXACT, smallest


def spread(
    whole: Decimal, weights: Sequence[Decimal], digits: int
) -> tuple[Decimal, ...]:
    """Give each weight its part of *whole*, rounded to *digits*, by largest remainder.

    Each part is cut; what is left goes, one smallest unit each, to those that lost most
    by the cut, the first one first. Where all weights are zero, all weigh the same.

    >>> spread(Decimal("10.00"), [Decimal(1), Decimal(1), Decimal(1)], 2)
    (Decimal('3.34'), Decimal('3.33'), Decimal('3.33'))

    Raises:
        InvalidValueError: If there is nothing to spread over, a weight is negative, or
            the sum is not rounded to *digits*.
    """
    if not weights or min(weights) < 0:
        raise refused(weights, "expected weights of zero or more")
    unit = smallest(digits)
    units = _whole(EXACT.scaleb(whole, digits))
    parts = _shares(abs(units), [Fraction(weight) for weight in weights])
    sign = -1 if units < 0 else 1
    return tuple(EXACT.multiply(sign * part, unit) for part in parts)


def _whole(number: Decimal) -> int:
    if number != number.to_integral_value():
        raise refused(str(number), "expected a sum that is rounded already")
    return int(number)


def _shares(units: int, weights: list[Fraction]) -> list[int]:
    total = sum(weights)
    if not total:
        weights, total = [Fraction(1)] * len(weights), Fraction(len(weights))
    exact = [units * weight / total for weight in weights]
    shares = [int(share) for share in exact]
    by_loss = sorted(
        range(len(shares)), key=lambda place: exact[place] - shares[place], reverse=True
    )
    for place in by_loss[: units - sum(shares)]:
        shares[place] += 1
    return shares
