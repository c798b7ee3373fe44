"""Divide what came in among open invoices, if the client has not said how."""

from collections.abc import Iterable
from datetime import date

from flowfit_invoicing.doors import day, one_of_type, tuple_of
from flowfit_invoicing.money import Money

from .allocations import Allocation
from .records import InvoiceRecord


def allocate(
    amount: Money, records: Iterable[InvoiceRecord], on: date
) -> tuple[Allocation, ...]:
    """Pay what is due first, as far as *amount* goes; instalments in their order.

    Invoices in another currency are left out. What is left is for whoever asks.
    """
    left, last = one_of_type(Money, amount), day(on)
    dues = sorted(
        (each.due_date, record.invoice.number, each.amount)
        for record in tuple_of(InvoiceRecord, records)
        if record.invoice.currency == left.currency
        for each in record.open_instalments(last)
    )
    shares = dict[str, Money]()
    for _, number, due in dues:
        share = min(left, due)
        if share:
            shares[number] = shares[number] + share if number in shares else share
        left -= share
    return tuple(Allocation(number, share) for number, share in shares.items())
