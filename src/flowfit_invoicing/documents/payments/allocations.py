"""How a sum is divided among invoices."""

from collections.abc import Iterable, Mapping
from typing import cast

from attrs import field, frozen

from flowfit_invoicing.doors import flag, pairs_of, refused
from flowfit_invoicing.money import Currency, Money
from flowfit_invoicing.text import one_line

from .amounts import payable


@frozen
class Allocation:
    """So much for an invoice, in the invoice's currency."""

    number: str = field(converter=one_line)
    amount: Money = field(converter=payable)
    discounted: bool = field(validator=flag, default=False, kw_only=True)
    """Whether the client has taken the discount for paying early."""


def allocations(
    value: Mapping[str, Money] | Iterable[Allocation],
) -> tuple[Allocation, ...]:
    """Take allocations, or amounts by the number of their invoice, each once."""
    if not isinstance(value, Iterable) or isinstance(value, str | bytes):
        raise refused(value, "expected amounts by the number of an invoice")
    if isinstance(value, Mapping):
        pairs = pairs_of(cast("Mapping[str, Money]", value))
        several = tuple(Allocation(number, amount) for number, amount in pairs)
    else:
        several = tuple(value)
    for each in several:
        if not isinstance(each, Allocation):
            raise refused(each, "expected an Allocation")
    numbers = [each.number for each in several]
    if len(set(numbers)) < len(numbers):
        raise refused(numbers, "expected each invoice once")
    return several


def total_of(several: Iterable[Allocation], currency: Currency) -> Money:
    """Add up what is allocated, all of it in one currency.

    Raises:
        CurrencyMismatchError: If one is in another.
    """
    return Money.total((each.amount for each in several), currency).rounded()
