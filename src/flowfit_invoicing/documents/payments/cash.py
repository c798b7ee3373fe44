"""Cash, which has no coins of a cent in Canada any more.

What a cash payment comes to is rounded to 0.05, by its total and not by invoice; what
is owed, and the taxes in it, stay as they are (Department of Finance, 2012, since the
penny is no longer minted).
"""

from decimal import Decimal
from types import MappingProxyType

from flowfit_invoicing.doors import one_of_type
from flowfit_invoicing.money import EXACT, Money, rounded

_COINS = MappingProxyType({"CAD": 20})
"""How many of the smallest coin make one of a currency, where it is no hundredth."""


def payable_in_cash(amount: Money) -> Money:
    """Round an amount to what can be paid in coins.

    >>> print(payable_in_cash(Money("114.98", "CAD")))
    115.00 CAD
    """
    coins = _COINS.get(one_of_type(Money, amount).currency.code)
    if coins is None:
        return amount.rounded()
    number = rounded(EXACT.multiply(amount.amount, coins), 0)
    return Money(EXACT.divide(number, Decimal(coins)), amount.currency).rounded()
