"""Deliver what is queued: claim it, send it, note it; anywhere, any time, twice."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date, datetime, timedelta
from functools import partial
from itertools import islice, takewhile
from uuid import uuid4

from attrs import frozen

from flowfit_invoicing.documents import Sent
from flowfit_invoicing.errors import ConflictError, MessageRefusedError, phrase
from flowfit_invoicing.ports import (
    InvoiceSender,
    InvoiceStore,
    QueuedMessage,
    Transaction,
)

from .senders import goodbyes, handing_over, lease_of
from .writing import Writer

_PAGE = 20
"""Messages that are looked at together; each has all bytes of its mail."""

_FIRST_PAUSE = timedelta(minutes=1)
_LONGEST_PAUSE = timedelta(hours=6)


@frozen
class Delivery:
    """What became of a message that waited."""

    invoice_number: str
    delivered: bool
    """Whether it is delivered, and noted so."""

    error: str | None


def being_delivered(message_id: str) -> ConflictError:
    """Say that somebody else is delivering a message right now."""
    subject = phrase("message", name=message_id)
    return ConflictError(subject, phrase("waiting"), phrase("being-delivered"))


@frozen(eq=False)
class Postman:
    """Takes messages from the queue to the sender."""

    store: InvoiceStore
    sender: InvoiceSender
    writer: Writer
    now: Callable[[], datetime]
    today: Callable[[], date]

    def deliver(self, message_id: str, *, due_only: bool = False) -> Exception | bool:
        """Deliver a message: True if it was, False if somebody else has it right now.

        Gives the exception of the sender, if it failed; the message then waits for its
        next try. A crash between sending and noting sends the same bytes again. What is
        raised is what the store says: then nobody has noted what came of it.
        """
        claimed = self._claim(message_id, due_only=due_only)
        if claimed is None:
            return False
        with goodbyes() as goodbye:
            error = self._try(claimed, goodbye)
            try:
                self._note(claimed, error)
            except Exception as failure:
                raise failure from error
        if error is None:
            return True
        if isinstance(error, Exception):
            return error
        raise error

    def deliver_pending(
        self, seller: str, limit: int | None, *, due_only: bool
    ) -> tuple[Delivery, ...]:
        """Deliver all that waits, or only what is due; one failure stops no other.

        Where the store itself fails the run ends, and tells what came of it so far:
        what is sent and cannot be noted would only be sent again.
        """
        told = list[Delivery]()
        number = None
        try:
            for queued in islice(self._wanted(seller, due_only=due_only), limit):
                number = queued.invoice_number
                told.extend(self._deliveries(queued, due_only=due_only))
                number = None
        except Exception as failure:
            if number is not None:
                told.append(Delivery(number, delivered=False, error=_in_words(failure)))
            elif not told:
                raise
        return tuple(told)

    def _wanted(self, seller: str, *, due_only: bool) -> Iterator[QueuedMessage]:
        now = self.now()
        waiting = self._waiting(seller)
        if due_only:
            waiting = takewhile(partial(_may_be_due, now=now), waiting)
        return (e for e in waiting if _is_wanted(e, now, due_only=due_only))

    def _waiting(self, seller: str) -> Iterator[QueuedMessage]:
        """Give what waits, each message once, a page at a time, by its turn.

        What fails meanwhile has a later turn, so it comes up again on a later page.
        """
        given = set[str]()
        after = None
        while True:
            with self.store.reading() as transaction:
                page = transaction.undelivered(seller, after=after, limit=_PAGE)
            for queued in page:
                if queued.message.message_id not in given:
                    given.add(queued.message.message_id)
                    yield queued
            if len(page) < _PAGE:
                return
            after = page[-1].turn

    def _deliveries(
        self, queued: QueuedMessage, *, due_only: bool
    ) -> Iterator[Delivery]:
        """Give what became of a message; nothing, if somebody else has it by now."""
        done = self.deliver(queued.message.message_id, due_only=due_only)
        if done is not False:
            error = None if done is True else _in_words(done)
            yield Delivery(queued.invoice_number, error is None, error)

    def _claim(self, message_id: str, *, due_only: bool) -> QueuedMessage | None:
        lease = lease_of(self.sender)
        with self.store.transaction() as transaction:
            queued, now = transaction.message(message_id), self.now()
            if queued is None or not _is_wanted(queued, now, due_only=due_only):
                return None
            claimed = queued.claimed(uuid4().hex, now + lease, anew=not due_only)
            transaction.put_message(claimed)
            return claimed

    def _try(self, claimed: QueuedMessage, goodbye: ExitStack) -> BaseException | None:
        """Hand a message over; what went wrong is given back, to be noted first."""
        if not claimed.outstanding:
            return None  # all have it, and only the note is missing
        try:
            ready = self._fixed(claimed)
            handed = handing_over(self.sender, ready.to_send)
            refusals = goodbye.enter_context(handed)
        except BaseException as error:  # noqa: BLE001 - `deliver` raises it
            return error
        if refusals:
            return MessageRefusedError(ready.message.message_id, refusals)
        return None

    def _fixed(self, claimed: QueuedMessage) -> QueuedMessage:
        """Render what is not rendered yet, and keep its bytes before they are sent."""
        if claimed.message.content is not None:
            return claimed
        with self.store.reading() as transaction:
            document = transaction.document(claimed.seller, claimed.invoice_number)
        if document is None:
            subject = phrase("document", name=claimed.invoice_number)
            raise ConflictError(subject, phrase("kept"), None)
        message = self.writer.rendered(claimed.message, document)
        with self.store.transaction() as transaction:
            queued = _still_claimed(claimed, transaction)
            if queued is None:
                raise being_delivered(message.message_id)
            fixed = queued.fixed(message, self.now() + lease_of(self.sender))
            transaction.put_message(fixed)
            return fixed

    def _note(self, claimed: QueuedMessage, error: BaseException | None) -> None:
        with self.store.transaction() as transaction:
            queued = _still_claimed(claimed, transaction)
            if queued is None:
                return  # the lease ran out, and somebody else is at it
            noted = _tried(queued, error, self.now())
            transaction.put_message(noted)
            if noted.accepted and not queued.accepted:
                sent = Sent(on=self.today(), by=queued.by)
                transaction.add_event(queued.seller, queued.invoice_number, sent)


def _is_wanted(queued: QueuedMessage, now: datetime, *, due_only: bool) -> bool:
    return queued.is_due(now) if due_only else queued.waits(now)


def _may_be_due(queued: QueuedMessage, now: datetime) -> bool:
    """Tell if a message, or one behind it, can be due: they come by their turns."""
    later = queued.next_try is not None and queued.next_try > now
    return not (later or queued.refused_for_good)


def _still_claimed(
    claimed: QueuedMessage, transaction: Transaction
) -> QueuedMessage | None:
    queued = transaction.message(claimed.message.message_id)
    return None if queued is None or queued.claim != claimed.claim else queued


def _tried(
    queued: QueuedMessage, error: BaseException | None, now: datetime
) -> QueuedMessage:
    pause = min(_FIRST_PAUSE * 2 ** min(queued.tries, 16), _LONGEST_PAUSE)
    if error is None:
        return queued.answered((), now, pause)
    if isinstance(error, MessageRefusedError) and error.refusals:
        return queued.answered(error.refusals, now, pause)
    return queued.failed(_in_words(error), now, pause)


def _in_words(error: BaseException) -> str:
    try:
        words = f"{type(error).__name__}: {error}"
        return words.encode(errors="replace").decode()  # names of files may be bytes
    except Exception:  # noqa: BLE001 - of somebody else's, who cannot say what it is
        return type(error).__name__
