"""Rounding of fractions, as a merchant explains it."""

from fractions import Fraction

from flowfit_invoicing import Rounding


def rounded(
    number: Fraction, digits: int, mode: Rounding = Rounding.HALF_UP
) -> Fraction:
    """Round to so many digits; negative numbers mirror positive ones."""
    steps, rest = divmod(abs(number) * 10**digits, 1)
    half = Fraction(1, 2)
    up = {
        Rounding.HALF_UP: rest >= half,
        Rounding.HALF_EVEN: rest > half or (rest == half and steps % 2 == 1),
        Rounding.DOWN: False,
        Rounding.UP: rest > 0,
    }[mode]
    size = Fraction(steps + up, 10**digits)
    return size if number > 0 else -size
