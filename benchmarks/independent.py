"""What each invoice must come to, in fractions, straight from the facts.

It shares no line of code with the package, nor with the loops.
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from math import floor
from typing import TypeAlias

from .workload import Price, PriceList, Task, Workload

Amounts: TypeAlias = tuple[Fraction, Fraction, Fraction]
"""Net, GST and QST of an invoice."""

Found: TypeAlias = dict[tuple[str, str], tuple[Price, PriceList]]
HUNDREDTH = Fraction(1, 100)


def cents(amount: Fraction) -> Fraction:
    """Round half up; nothing here is negative."""
    return floor(amount * 100 + Fraction(1, 2)) * HUNDREDTH


def invoices(work: Workload, *, itemised: bool = False) -> list[Amounts]:
    """Give the amounts of each invoice, with one line a task or one a band."""
    known = [_by_scope(own, work.standard) for own in work.own]
    return [
        _invoice(_net(task, known[order.client], itemised) for task in order.tasks)
        for order in work.orders
    ]


def _by_scope(own: PriceList, standard: PriceList) -> Found:
    found: Found = {}
    for prices in (standard, own):  # what a client has of its own comes on top
        found |= {(price.kind, price.pair): (price, prices) for price in prices.prices}
    return found


def _net(task: Task, known: Found, itemised: bool) -> Fraction:  # noqa: FBT001 - handed on
    price, prices = known[task.kind, task.pair]
    parts = list(_parts(task, prices.percents))
    each = Fraction(price.unit_price)
    if itemised:
        net = sum((cents(part * each) for part in parts), Fraction())
    else:
        net = cents(sum(parts, Fraction()) * each)
    return max(net, Fraction(price.minimum or 0))


def _parts(task: Task, percents: Iterable[int]) -> Iterator[Fraction]:
    """Give what is billed of a task: its quantity, or its counts at their percents."""
    if not task.counts:
        yield Fraction(task.quantity)
    for count, percent in zip(task.counts, percents, strict=False):
        yield Fraction(count * percent, 100)


def _invoice(nets: Iterable[Fraction]) -> Amounts:
    net = sum(nets, Fraction())
    return net, cents(net * Fraction("0.05")), cents(net * Fraction("0.09975"))
