"""The workload as the loops take it: tuples, dicts and decimals, ready to multiply.

All that can be prepared is prepared here, outside of the timing, to the favour of the
loops: the key of a rate is one string, percents are shares, a missing minimum is zero.
"""

from decimal import Decimal
from typing import NamedTuple, TypeAlias

from .workload import WORDS, Price, PriceList, Task, Workload

ZERO = Decimal(0)

Counts: TypeAlias = tuple[Decimal, ...]
Rate: TypeAlias = tuple[Decimal, Counts, Decimal]
"""Price of a unit, share of it by band (none if nothing is weighted), and minimum."""

Rates: TypeAlias = dict[str, Rate]
Row: TypeAlias = tuple[str, str, Counts, Decimal]
"""Id of a task, key of its rate, counts by band (or none), and quantity."""


class Rows(NamedTuple):
    """The standard rates, and the tasks of each order with its client's own rates."""

    standard: Rates
    orders: list[tuple[Rates, list[Row]]]


def rates(facts: PriceList) -> Rates:
    shares = tuple(Decimal(percent) / 100 for percent in facts.percents)
    return {_key(price): _rate(price, shares) for price in facts.prices}


def row(task: Task) -> Row:
    counts = tuple(map(Decimal, task.counts))
    return task.id, _key(task), counts, Decimal(task.quantity or 0)


def rows(work: Workload) -> Rows:
    own = [rates(each) for each in work.own]
    orders = [
        (own[order.client], [row(task) for task in order.tasks])
        for order in work.orders
    ]
    return Rows(rates(work.standard), orders)


def _key(facts: Price | Task) -> str:
    return f"{facts.kind} {facts.pair}"


def _rate(price: Price, shares: Counts) -> Rate:
    weighted = shares if price.kind == WORDS else ()
    return Decimal(price.unit_price), weighted, Decimal(price.minimum or 0)
