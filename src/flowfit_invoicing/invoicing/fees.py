"""Fees of projects that other parts of them have paid."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TypeAlias

from flowfit_invoicing.documents import InvoiceLine, TaskKey, wholly_billed
from flowfit_invoicing.ports import InvoiceStore
from flowfit_invoicing.pricing import Attempt, PricingEngine
from flowfit_invoicing.work import Project

Taken: TypeAlias = Callable[[Collection[TaskKey]], Mapping[TaskKey, str]]
"""Tells which of some tasks or fees are billed already, and by whom."""


def unpaid(parts: Sequence[Project], engine: PricingEngine, taken: Taken) -> Attempt:
    """Price work with those fees of projects that nobody has paid.

    It is priced once more if any was paid, so that nothing is taken in percent of it;
    and again if another one comes up then that was paid, such as a minimum.
    """
    paid: frozenset[TaskKey] = frozenset()
    while True:
        attempt = engine.attempt(*parts, paid=paid)
        found = taken_fees(attempt.lines, taken)
        if not found:
            return attempt
        paid |= found


def taken_fees(lines: Iterable[InvoiceLine], taken: Taken) -> frozenset[TaskKey]:
    """Tell which fees among some lines are paid already."""
    keys = [key for line in lines if line.task is None for key in line.tasks]
    return frozenset(taken(keys)) if keys else frozenset()


def taken_in(store: InvoiceStore) -> Taken:
    """Ask a store, in a transaction of its own."""

    def taken(keys: Collection[TaskKey]) -> Mapping[TaskKey, str]:
        with store.transaction() as transaction:
            return wholly_billed(transaction.claims(keys))

    return taken
