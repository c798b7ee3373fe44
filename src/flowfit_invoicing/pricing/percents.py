"""Percents of comparisons, rounded to two decimals where they are written."""

from decimal import Decimal

from flowfit_invoicing.money import EXACT, MOST_DECIMALS, Rounding, quotient, rounded

_DIGITS = 2


def percent(part: Decimal, whole: Decimal, mode: Rounding) -> Decimal | None:
    """Say what percent of *whole* a part is, to two decimals; None of nothing.

    >>> print(percent(Decimal("4.50"), Decimal("90.00"), Rounding.HALF_UP))
    5.00
    """
    if not whole:
        return None
    parts = int(EXACT.scaleb(whole, MOST_DECIMALS))
    exact = quotient(EXACT.scaleb(part, MOST_DECIMALS + 2), parts)
    return rounded(exact, _DIGITS, mode)
