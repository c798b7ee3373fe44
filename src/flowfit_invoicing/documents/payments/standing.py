"""What events come to, and what is left of an invoice after them."""

from collections.abc import Iterable, Iterator

from flowfit_invoicing.documents.credits.events import Credited
from flowfit_invoicing.documents.events import Event
from flowfit_invoicing.documents.invoices import Invoice
from flowfit_invoicing.money import Money
from flowfit_invoicing.parties import Instalment

from .events import Settling


def settled_by(events: Iterable[Event]) -> Iterator[Money]:
    """Give by how much less is owed after each event that changes it."""
    for event in events:
        if isinstance(event, Settling):
            yield event.settles
        elif isinstance(event, Credited):
            yield event.amount


def open_instalments(invoice: Invoice, owed: Money) -> Iterator[Instalment]:
    """Give what is still to be paid and by when, if so much is owed.

    What is settled goes to the oldest instalment first.
    """
    if owed.amount <= 0:
        return
    left = invoice.totals.due - owed
    for each in instalments_of(invoice):
        used = min(left, each.amount)
        left -= used
        if used < each.amount:
            yield Instalment(each.due_date, each.amount - used)


def instalments_of(invoice: Invoice) -> tuple[Instalment, ...]:
    """Give what is due when; all on the due date, if no instalments are agreed."""
    terms, due = invoice.client.payment_terms, invoice.totals.due
    if not terms.parts:
        return (Instalment(invoice.due_date, due),)
    return terms.instalments(due, invoice.issue_date)
