"""Amounts: exact numbers, currencies of ISO 4217, money and its rounding.

The one door to py-moneyed, which serves as the table of currencies and as what hosts
may bring along. Its own money would not do: its currencies can be changed for the whole
process, and its sums follow the decimal context of the thread.
"""

from .currency import Currency, currency
from .exchange import ExchangeRate
from .money import Money, money, money_of
from .number import (
    EXACT,
    LIMIT,
    MOST_DECIMALS,
    MOST_DECIMALS_OF_A_PRICE,
    Number,
    Rounding,
    decimals,
    digits,
    exact,
    optional_digits,
    plain,
    quotient,
    rounded,
    rounded_fraction,
    rounder,
    short,
    smallest,
    too_large,
    total_of,
)
from .spread import spread

__all__ = [
    "EXACT",
    "LIMIT",
    "MOST_DECIMALS",
    "MOST_DECIMALS_OF_A_PRICE",
    "Currency",
    "ExchangeRate",
    "Money",
    "Number",
    "Rounding",
    "currency",
    "decimals",
    "digits",
    "exact",
    "money",
    "money_of",
    "optional_digits",
    "plain",
    "quotient",
    "rounded",
    "rounded_fraction",
    "rounder",
    "short",
    "smallest",
    "spread",
    "too_large",
    "total_of",
]
