"""A sum spread over several parts, so that the parts add up to it to the cent."""

from collections.abc import Sequence
from decimal import Decimal
from math import lcm

from flowfit_invoicing.doors import refused

from .number import EXACT, smallest


def spread(
    whole: Decimal, weights: Sequence[Decimal | int], digits: int
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
    parts = _shares(abs(units), _in_proportion(weights))
    sign = -1 if units < 0 else 1
    return tuple(EXACT.multiply(sign * part, unit) for part in parts)


def _whole(number: Decimal) -> int:
    if number != number.to_integral_value():
        raise refused(str(number), "expected a sum that is rounded already")
    return int(number)


def _in_proportion(weights: Sequence[Decimal | int]) -> list[int]:
    """Give whole numbers that weigh against each other as *weights* do."""
    ratios = [weight.as_integer_ratio() for weight in weights]
    common = lcm(*(divisor for _, divisor in ratios))
    return [number * (common // divisor) for number, divisor in ratios]


def _shares(units: int, weights: list[int]) -> list[int]:
    total = sum(weights)
    if not total:
        weights, total = [1] * len(weights), len(weights)
    shares = [units * weight // total for weight in weights]
    losses = [units * weight % total for weight in weights]
    by_loss = sorted(range(len(shares)), key=losses.__getitem__, reverse=True)
    for place in by_loss[: units - sum(shares)]:
        shares[place] += 1
    return shares
