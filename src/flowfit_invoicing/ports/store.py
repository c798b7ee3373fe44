"""Who keeps drafts, documents, their events, payments, numbers and messages."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import date
from typing import Protocol

from attrs import field, frozen

from flowfit_invoicing.documents import (
    Claim,
    Closed,
    Event,
    InvoiceDraft,
    Issued,
    Movement,
    TaskKey,
)
from flowfit_invoicing.text import one_line

from .queue import QueuedMessage
from .search import Search


@frozen
class Counter:
    """What a sequence of numbers belongs to."""

    seller: str = field(converter=one_line)
    kind: str = field(converter=one_line)
    """The kind of document, such as `invoice`."""

    series: str
    """The pattern with all filled in but the sequence, such as `F-2026-`."""


class Transaction(Protocol):
    """What happens together or not at all.

    What was read in it does not change until its end: a draft, a document, an account
    or the day until which books are closed, whoever else wants to.
    """

    def draft(self, draft_id: str) -> InvoiceDraft | None:
        """Give a draft as it was saved last."""
        ...

    def drafts(self, seller: str, search: Search) -> tuple[InvoiceDraft, ...]:
        """List a page of a seller's drafts, in the order in which they were made."""
        ...

    def put_draft(self, draft: InvoiceDraft) -> InvoiceDraft:
        """Keep a draft and reserve its tasks; give it back with its id and version.

        The id is `draft-` and digits: no number of a document is made so, and both are
        holders of tasks.

        Raises:
            ConflictError: If it has an id and its version is not the one kept.
            TaskAlreadyBilledError: If less is left of a task than it bills.
        """
        ...

    def remove_draft(self, draft_id: str) -> None:
        """Forget a draft and free its tasks."""
        ...

    def claims(
        self, tasks: Iterable[TaskKey], *, besides: str | None = None
    ) -> tuple[Claim, ...]:
        """Say who has how much of *tasks*, in the order in which it was claimed.

        The draft of the id *besides* does not count.
        """
        ...

    def next_in(self, counter: Counter, on: date, *, first: int = 1) -> int:
        """Draw the next place of a sequence, from *first*, for a document of a day.

        Raises:
            ConflictError: If the place before it was given on a later day.
        """
        ...

    def closed_until(self, seller: str) -> date | None:
        """Give the last day for which the books of a seller are closed."""
        ...

    def close(self, seller: str, closed: Closed) -> None:
        """Close the books of a seller until a day; what was before it is kept."""
        ...

    def closings(self, seller: str) -> tuple[Closed, ...]:
        """Give how the books of a seller were closed, the first one first."""
        ...

    def put_document(self, document: Issued, draft_id: str | None = None) -> None:
        """Keep a document and what it claims of tasks; its draft, if any, is gone.

        Raises:
            ConflictError: If the seller has a document of that number already.
            TaskAlreadyBilledError: If less is left of a task than it bills.
        """
        ...

    def document(self, seller: str, number: str) -> Issued | None:
        """Give a document of a seller."""
        ...

    def document_of(self, draft_id: str) -> Issued | None:
        """Give the document that was issued of a draft."""
        ...

    def documents(self, seller: str, search: Search) -> tuple[Issued, ...]:
        """List a page of a seller's documents, in the order in which they were kept."""
        ...

    def add_event(self, seller: str, number: str, event: Event) -> None:
        """Note what happened to a document; it is never taken back.

        Raises:
            ConflictError: If the seller has no document of that number.
        """
        ...

    def events(self, seller: str, number: str) -> tuple[Event, ...]:
        """Give what happened to a document, in the order in which it was noted."""
        ...

    def put_payment(self, seller: str, payment: Movement) -> None:
        """Keep a payment, refund, use of credit or reversal; it is never taken back.

        Raises:
            ConflictError: If the seller has one of that id already.
        """
        ...

    def payment(self, seller: str, payment_id: str) -> Movement | None:
        """Give what a seller has kept under an id."""
        ...

    def payments(
        self,
        seller: str,
        *,
        client: str | None = None,
        after: str | None = None,
        limit: int | None = None,
    ) -> tuple[Movement, ...]:
        """Give those of a seller, or of the client of a code, the first kept first.

        All of them, as an account needs; or a page of *limit*, of which the next one is
        that *after* the id of the last.
        """
        ...

    def put_message(self, queued: QueuedMessage) -> None:
        """Keep a message, in place of the one of the same Message-ID."""
        ...

    def message(self, message_id: str) -> QueuedMessage | None:
        """Give a message by its Message-ID."""
        ...

    def messages_of(self, seller: str, number: str) -> tuple[QueuedMessage, ...]:
        """Give the messages of an invoice, the first one first."""
        ...

    def undelivered(
        self, seller: str, *, after: str | None = None, limit: int = 100
    ) -> tuple[QueuedMessage, ...]:
        """Give a page of the messages that somebody has not got, by their turns.

        The next page is that *after* the turn of the last message.
        """
        ...


class InvoiceStore(Protocol):
    """Keeps drafts, documents, their events, payments, numbers and messages."""

    def transaction(self) -> AbstractContextManager[Transaction]:
        """Open a transaction; a clean exit keeps it all, an exception nothing."""
        ...

    def reading(self) -> AbstractContextManager[Transaction]:
        """Open a transaction that only reads, and keeps no writer waiting."""
        ...
