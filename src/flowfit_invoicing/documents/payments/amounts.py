"""Amounts that can be paid: above zero, and rounded to what the currency has."""

from flowfit_invoicing.doors import refused
from flowfit_invoicing.money import Money, money


def payable(value: Money) -> Money:
    """Take an amount above zero that is rounded already."""
    amount = rounded_already(value)
    if amount.amount <= 0:
        raise refused(str(amount), "expected an amount above zero")
    return amount


def rounded_already(value: Money) -> Money:
    """Take an amount that is rounded already, of any sign."""
    amount = money(value)
    if amount.rounded() != amount:
        raise refused(str(amount), "expected an amount that is rounded already")
    return amount
