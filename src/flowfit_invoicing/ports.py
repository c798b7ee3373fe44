"""What `invoicing` asks of a host: to keep, to render, to send.

Each is a role as a Protocol; the adapters that come with the package play them, and so
may a host's own.
"""

import re
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from typing import Protocol, Self, TypeAlias

from attrs import evolve, field, frozen

from .documents import Invoice, InvoiceDraft, TaskKey
from .doors import moment, of_type, optional_moment, refused, tuple_of, whole_number
from .parties import email_address
from .text import one_line, several_lines

_MESSAGE_ID = re.compile(r"<[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+>")
_LONGEST_ID = 250
_MEDIA_TYPE = re.compile(r"[a-z0-9.+-]+/[a-z0-9.+-]+")

Document: TypeAlias = InvoiceDraft | Invoice
"""What can be rendered: a draft as a preview, an invoice as itself."""


def _file_name(value: str) -> str:
    name = one_line(value)
    if "/" in name or "\\" in name or name.startswith("."):
        raise refused(value, "expected the plain name of a file")
    return name


def _media_type(value: str) -> str:
    line = one_line(value)
    if not _MEDIA_TYPE.fullmatch(line):
        raise refused(value, "expected a media type, such as 'text/html'")
    return line


@frozen
class RenderedDocument:
    """A document made readable: the content of a file, its name and its media type."""

    name: str = field(converter=_file_name)
    media_type: str = field(converter=_media_type)
    content: bytes = field(validator=of_type(bytes))


def _message_id(value: str) -> str:
    line = one_line(value)
    if not _MESSAGE_ID.fullmatch(line) or len(line) > _LONGEST_ID:
        raise refused(value, "expected a Message-ID, such as '<1@laval.example>'")
    return line


def _recipients(value: Iterable[str]) -> tuple[str, ...]:
    recipients = tuple(email_address(address) for address in tuple_of(str, value))
    if not recipients:
        raise refused(recipients, "expected one recipient at least")
    return recipients


def _attachments(value: Iterable[RenderedDocument]) -> tuple[RenderedDocument, ...]:
    return tuple_of(RenderedDocument, value)


@frozen
class OutgoingMessage:
    """A message, fixed to the last byte: sent again, it is the same message.

    `message_id` is that of the mail's header, made of the document and not by chance;
    `date` is when the message was made and not when it is sent.
    """

    message_id: str = field(converter=_message_id)
    date: datetime = field(converter=moment)
    sender: str = field(converter=email_address)
    recipients: tuple[str, ...] = field(converter=_recipients)
    subject: str = field(converter=one_line)
    text: str = field(converter=several_lines)
    attachments: tuple[RenderedDocument, ...] = field(
        converter=_attachments, default=()
    )


@frozen
class Receipt:
    """Says that a message was handed over."""

    message_id: str = field(converter=one_line)


@frozen
class QueuedMessage:
    """A message in the store's queue, and how its delivery stands."""

    seller: str = field(converter=one_line)
    invoice_number: str = field(converter=one_line)
    message: OutgoingMessage = field(validator=of_type(OutgoingMessage))
    tries: int = field(converter=whole_number, default=0, kw_only=True)
    error: str | None = field(default=None, kw_only=True)
    """What the last try failed of."""

    next_try: datetime | None = field(
        converter=optional_moment, default=None, kw_only=True
    )
    """Not due before; None is at once."""

    claim: str | None = field(default=None, kw_only=True)
    """Who is delivering it right now."""

    claimed_until: datetime | None = field(
        converter=optional_moment, default=None, kw_only=True
    )
    delivered_at: datetime | None = field(
        converter=optional_moment, default=None, kw_only=True
    )

    def waits(self, now: datetime) -> bool:
        """Tell if it is to be delivered and nobody is at it."""
        claimed = self.claimed_until is not None and now < self.claimed_until
        return self.delivered_at is None and not claimed

    def is_due(self, now: datetime) -> bool:
        """Tell if it waits and its next try has come."""
        return self.waits(now) and (self.next_try is None or self.next_try <= now)

    def claimed(self, claim: str, until: datetime) -> Self:
        """Give the message as somebody takes it on."""
        return evolve(self, claim=claim, claimed_until=until)

    def delivered(self, at: datetime) -> Self:
        """Give the message as it is after its delivery."""
        done = evolve(self, delivered_at=at, tries=self.tries + 1, error=None)
        return evolve(done, claim=None, claimed_until=None, next_try=None)

    def failed(self, error: str, at: datetime, pause: timedelta) -> Self:
        """Give the message as it is after a try that failed."""
        tried = evolve(self, tries=self.tries + 1, error=error, next_try=at + pause)
        return evolve(tried, claim=None, claimed_until=None)


@frozen
class Counter:
    """What a sequence of numbers belongs to."""

    seller: str = field(converter=one_line)
    kind: str = field(converter=one_line)
    """The kind of document, such as `invoice`."""

    series: str
    """The pattern with all filled in but the sequence, such as `F-2026-`."""


class InvoiceRenderer(Protocol):
    """Makes a document readable."""

    def render(self, document: Document, locale: str) -> RenderedDocument:
        """Render *document* in the language of *locale*, a tag of BCP 47."""
        ...


class InvoiceSender(Protocol):
    """Hands a message over to whoever delivers it."""

    def send(self, message: OutgoingMessage) -> None:
        """Send *message*, or raise; any exception means that it was not sent."""
        ...


class Letter(Protocol):
    """Writes the mail that an invoice goes out with."""

    def __call__(self, invoice: Invoice, locale: str) -> tuple[str, str]:
        """Give the subject and the text."""
        ...


class Transaction(Protocol):
    """What happens together or not at all."""

    def draft(self, draft_id: str) -> InvoiceDraft | None:
        """Give a draft as it was saved last."""
        ...

    def put_draft(self, draft: InvoiceDraft) -> InvoiceDraft:
        """Keep a draft and reserve its tasks; give it back with its id and version.

        Raises:
            ConflictError: If it has an id and its version is not the one kept.
        """
        ...

    def remove_draft(self, draft_id: str) -> None:
        """Forget a draft and free its tasks."""
        ...

    def holders(
        self, tasks: Iterable[TaskKey], *, besides: str | None = None
    ) -> Mapping[TaskKey, str]:
        """Say who has which of *tasks*: the id of a draft or the number of an invoice.

        The draft of the id *besides* does not count.
        """
        ...

    def next_in(self, counter: Counter, on: date) -> int:
        """Draw the next place of a sequence, from 1, for a document of a day.

        Raises:
            ConflictError: If the place before it was given on a later day.
        """
        ...

    def put_invoice(self, invoice: Invoice, draft_id: str | None) -> None:
        """Keep an invoice and bill its tasks; its draft, if any, is gone.

        Raises:
            ConflictError: If the seller has a document of that number already.
        """
        ...

    def invoice(self, seller: str, number: str) -> Invoice | None:
        """Give an invoice of a seller."""
        ...

    def invoice_of(self, draft_id: str) -> Invoice | None:
        """Give the invoice that was issued of a draft."""
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

    def undelivered(self, seller: str) -> tuple[QueuedMessage, ...]:
        """Give all messages of a seller that were not delivered, the oldest first."""
        ...


class InvoiceStore(Protocol):
    """Keeps drafts, invoices, numbers and messages."""

    def transaction(self) -> AbstractContextManager[Transaction]:
        """Open a transaction; a clean exit keeps it all, an exception nothing."""
        ...
