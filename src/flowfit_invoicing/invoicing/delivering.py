"""Deliver what is queued: claim it, send it, note it; anywhere, any time, twice."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from uuid import uuid4

from attrs import frozen

from flowfit_invoicing.documents import Sent
from flowfit_invoicing.ports import InvoiceSender, InvoiceStore, QueuedMessage

_LEASE = timedelta(minutes=10)
"""Longer than all time-outs of a sender together; then somebody else may try."""

_FIRST_PAUSE = timedelta(minutes=1)
_LONGEST_PAUSE = timedelta(hours=6)


@frozen
class Delivery:
    """What became of a message that waited."""

    invoice_number: str
    delivered: bool
    error: str | None


@frozen
class Postman:
    """Takes messages from the queue to the sender."""

    store: InvoiceStore
    sender: InvoiceSender
    now: Callable[[], datetime]
    today: Callable[[], date]

    def deliver(self, message_id: str) -> Exception | bool:
        """Deliver a message: True if it was, False if somebody else has it right now.

        Gives the exception of the sender, if it failed; the message then waits for its
        next try. A crash between sending and noting sends the same bytes again.
        """
        claimed = self._claim(message_id, uuid4().hex)
        if claimed is None:
            return False
        try:
            self.sender.send(claimed.message)
        except BaseException as error:
            self._note(claimed, error)
            if isinstance(error, Exception):
                return error
            raise
        self._note(claimed, None)
        return True

    def deliver_pending(
        self, seller: str, limit: int | None, *, due_only: bool
    ) -> tuple[Delivery, ...]:
        """Deliver all that waits, or only what is due; one failure stops no other."""
        with self.store.reading() as transaction:
            undelivered = transaction.undelivered(seller)
        now = self.now()
        chosen = [
            q for q in undelivered if (q.is_due(now) if due_only else q.waits(now))
        ]
        return tuple(
            delivery for each in chosen[:limit] for delivery in self._deliveries(each)
        )

    def _deliveries(self, queued: QueuedMessage) -> Iterator[Delivery]:
        """Give what became of a message; nothing, if somebody else has it by now."""
        done = self.deliver(queued.message.message_id)
        if done is not False:
            error = None if done is True else _in_words(done)
            yield Delivery(queued.invoice_number, error is None, error)

    def _claim(self, message_id: str, claim: str) -> QueuedMessage | None:
        with self.store.transaction() as transaction:
            queued, now = transaction.message(message_id), self.now()
            if queued is None or not queued.waits(now):
                return None
            claimed = queued.claimed(claim, now + _LEASE)
            transaction.put_message(claimed)
            return claimed

    def _note(self, claimed: QueuedMessage, error: BaseException | None) -> None:
        with self.store.transaction() as transaction:
            queued = transaction.message(claimed.message.message_id)
            if queued is None or queued.claim != claimed.claim:
                return  # the lease ran out, and somebody else is at it
            now = self.now()
            if error is None:
                transaction.put_message(queued.delivered(now))
                sent = Sent(on=self.today())
                transaction.add_event(queued.seller, queued.invoice_number, sent)
            else:
                pause = min(_FIRST_PAUSE * 2 ** min(queued.tries, 16), _LONGEST_PAUSE)
                transaction.put_message(queued.failed(_in_words(error), now, pause))


def _in_words(error: BaseException) -> str:
    try:
        return f"{type(error).__name__}: {error}"
    except Exception:  # noqa: BLE001 - of somebody else's, who cannot say what it is
        return type(error).__name__
