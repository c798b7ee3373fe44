"""The part of `Invoicing` that is about mail: sending, trying again, looking it up."""

from collections.abc import Callable, Iterable
from datetime import datetime

from attrs import field, frozen

from flowfit_invoicing.documents import Issued
from flowfit_invoicing.doors import one_of_type, refused, role, whole_number
from flowfit_invoicing.errors import DeliveryError
from flowfit_invoicing.parties import optional_addresses, optional_email
from flowfit_invoicing.ports import (
    InvoiceRenderer,
    InvoiceSender,
    Letter,
    QueuedMessage,
    Receipt,
    Transaction,
)
from flowfit_invoicing.text import possibly_empty_line

from . import clock, issuing, writing
from .accounts import Accounts
from .delivering import Delivery, Postman, being_delivered
from .senders import has_lease


def _letter(value: Letter | None) -> Letter:
    return writing.plain_letter if value is None else value


def _now(value: Callable[[], datetime] | None) -> Callable[[], datetime]:
    return clock.now if value is None else value


def _renderers(value: Iterable[InvoiceRenderer]) -> tuple[InvoiceRenderer, ...]:
    several = tuple(value) if isinstance(value, Iterable) else (value,)
    for each in several:
        if not callable(getattr(each, "render", None)):
            raise refused(each, "expected more renderers, which have render()")
    return several


@frozen(kw_only=True, eq=False)
class Post(Accounts):
    """What a person does about the mail of documents, for one seller."""

    renderer: InvoiceRenderer = field(validator=role("render"))
    more_renderers: tuple[InvoiceRenderer, ...] = field(
        converter=_renderers, default=()
    )
    """What makes more files that are attached beside, such as an e-invoice in XML."""

    sender: InvoiceSender = field(validator=[role("send"), has_lease])
    now: Callable[[], datetime] = field(
        converter=_now, validator=role("__call__"), default=None
    )
    letter: Letter = field(converter=_letter, validator=role("__call__"), default=None)
    reply_to: str | None = field(converter=optional_email, default=None)
    """The address that clients answer to, if not the seller's own."""

    def send(
        self,
        document: Issued,
        *,
        recipients: Iterable[str] | None = None,
        by: str | None = None,
    ) -> Receipt:
        """Send a document that is issued: what still waits for it, else a new message.

        It goes to other *recipients* than its own, if such are given. Who has got a
        message never gets it again, whatever became of it for others. *by* is who
        sends it.

        Raises:
            ConflictError: If the store does not have this document.
            NoRecipientError: If there is no address to mail to or from.
            DeliveryError: If it could not be delivered and stays queued, somebody else
                is delivering it right now, or the store failed meanwhile.
        """
        one_of_type(Issued, document)
        others = optional_addresses(recipients)
        writing.check_addresses(document, others)
        with self.store.transaction() as transaction:
            issuing.check_kept(document, transaction)
            before = self._messages_to(document, transaction, others)
            queued = waiting(before) or self._writer.queue(
                document, transaction, recipients=others, by=by
            )
        if not self._deliver(document, queued):
            busy = being_delivered(queued.message.message_id)
            raise DeliveryError(document, busy)
        return Receipt(queued.message.message_id)

    def messages(self, document: Issued | str) -> tuple[QueuedMessage, ...]:
        """Give what the client got of a document, by itself or its number.

        Each message has the very bytes that went out, who has it and since when, and
        who refused it in which words; or when it will be tried again. The first one
        comes first.
        """
        number = document.number if isinstance(document, Issued) else document
        with self.store.reading() as transaction:
            return transaction.messages_of(
                self.seller.identity, possibly_empty_line(number)
            )

    def undelivered(
        self, *, after: QueuedMessage | None = None, limit: int = 100
    ) -> tuple[QueuedMessage, ...]:
        """List a page of messages that somebody has not got, as they will be tried.

        The next page is that *after* the last message. `refused_for_good` tells what
        waits for a person: a server has said that trying again is of no use.
        """
        turn = None if after is None else one_of_type(QueuedMessage, after).turn
        if whole_number(limit) < 1:
            raise refused(limit, "expected a page of one at least")
        with self.store.reading() as transaction:
            return transaction.undelivered(
                self.seller.identity, after=turn, limit=limit
            )

    def deliver_pending(
        self, limit: int | None = None, *, due_only: bool = False
    ) -> tuple[Delivery, ...]:
        """Try again to deliver what waits, or only what is due for its next try.

        Safe to run anywhere, any time and twice: a message that is being delivered is
        left alone. What a server has refused for good is never due; it waits for a
        person, who sends it, or tries all that waits. Where the store fails, the run
        ends with what came of it so far, and the next one goes on.
        """
        if limit is not None and whole_number(limit) < 0:
            raise refused(limit, "expected a limit of zero or more")
        return self._postman.deliver_pending(
            self.seller.identity, limit, due_only=due_only
        )

    def _messages_to(
        self,
        document: Issued,
        transaction: Transaction,
        recipients: tuple[str, ...] | None = None,
    ) -> tuple[QueuedMessage, ...]:
        """Give the messages to recipients, or to those of the document itself."""
        to = document.mail_to if recipients is None else recipients
        messages = transaction.messages_of(document.seller.identity, document.number)
        return tuple(each for each in messages if each.message.recipients == to)

    def _deliver(self, document: Issued, queued: QueuedMessage) -> bool:
        """Deliver a message of what is issued, whatever the sender or the store says.

        Raises:
            DeliveryError: If it could not be delivered, or that could not be noted.
        """
        try:
            done = self._postman.deliver(queued.message.message_id)
        except Exception as failure:
            raise DeliveryError(document, failure) from failure
        if isinstance(done, Exception):
            raise DeliveryError(document, done) from done
        return done

    @property
    def _writer(self) -> writing.Writer:
        return writing.Writer(
            renderers=(self.renderer, *self.more_renderers),
            letter=self.letter,
            reply_to=self.reply_to,
            now=self.now,
        )

    @property
    def _postman(self) -> Postman:
        return Postman(self.store, self.sender, self._writer, self.now, self.today)


def waiting(messages: Iterable[QueuedMessage]) -> QueuedMessage | None:
    """Give the first of messages that somebody has not got."""
    return next((each for each in messages if each.delivered_at is None), None)
