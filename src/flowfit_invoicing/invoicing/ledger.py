"""The books of a seller, as the use cases of payments read and write them.

A movement of an id that is kept already changes nothing, so whoever is not sure if it
was noted notes it again.
"""

from collections.abc import Iterator
from datetime import date

from attrs import evolve, frozen

from flowfit_invoicing.documents import Event, Invoice, InvoiceRecord, Movement
from flowfit_invoicing.doors import refused
from flowfit_invoicing.errors import (
    AmountExceededError,
    ConflictError,
    Phrase,
    phrase,
)
from flowfit_invoicing.money import Money
from flowfit_invoicing.ports import Search, Transaction

from . import pages

_AT_ONCE = 100
"""Documents of which a page is read."""

EVER = date.max
"""What is owed is asked of all that is known, also of what is dated later."""


@frozen
class Ledger:
    """The books of a seller within a transaction."""

    seller: str
    transaction: Transaction
    by: str | None = None
    """Who writes into them."""

    def record(self, number: str) -> InvoiceRecord:
        """Give an invoice with all that has happened to it.

        Raises:
            ConflictError: If the seller has no such invoice.
        """
        document = self.transaction.document(self.seller, number)
        if not isinstance(document, Invoice):
            found = None if document is None else phrase(document.kind, name=number)
            raise ConflictError(phrase("invoice", name=number), phrase("issued"), found)
        return InvoiceRecord(document, self.transaction.events(self.seller, number))

    def records(self, client: str | None = None) -> tuple[InvoiceRecord, ...]:
        """Give all invoices, or those of a client, with what has happened to them."""
        return tuple(self.each(Search(client=client)))

    def each(self, search: Search) -> Iterator[InvoiceRecord]:
        """Give the invoices that are looked for, of whatever number of pages."""
        asked = evolve(search, limit=_AT_ONCE)
        for each in pages.documents(self.seller, self.transaction, asked):
            if isinstance(each, Invoice):
                events = self.transaction.events(self.seller, each.number)
                yield InvoiceRecord(each, events)

    def has(self, movement: Movement) -> bool:
        """Tell if a movement is kept already.

        Raises:
            ConflictError: If another one of its id is.
        """
        kept = self.transaction.payment(self.seller, movement.id)
        if kept is not None and kept != movement:
            subject = phrase("payment", name=movement.id)
            raise ConflictError(subject, phrase("as-kept"), phrase("another"))
        return kept is not None

    def note(self, number: str, event: Event) -> None:
        """Write down what happened to an invoice."""
        self.transaction.add_event(self.seller, number, event)

    def keep(self, movement: Movement, events: list[tuple[str, Event]]) -> None:
        """Write a movement down, and what it does to invoices."""
        self.transaction.put_payment(self.seller, movement)
        for number, event in events:
            self.note(number, event)

    def owed(self, number: str, movement: Movement) -> InvoiceRecord:
        """Give the invoice that a movement of its client pays, issued by then."""
        record = self.record(number)
        invoice = record.invoice
        if invoice.client.code != movement.client:
            expected = f"expected an invoice of client {movement.client}"
            raise refused(number, expected)
        if movement.on < invoice.issue_date:
            raise refused(movement.on, f"expected a day from {invoice.issue_date} on")
        return record


def check_enough(subject: Phrase, asked: Money, available: Money) -> None:
    """Make sure that no more is asked for than there is.

    Raises:
        AmountExceededError: If it is.
    """
    if asked > available:
        raise AmountExceededError(subject, asked, available)
