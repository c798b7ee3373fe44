"""Deliver what is queued: claim it, send it, note it; anywhere, any time, twice."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

from attrs import frozen

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

    def deliver(self, message_id: str) -> Exception | None:
        """Deliver a message, unless that is done or somebody is at it.

        Gives the exception of the sender, if it failed; the message then waits for its
        next try. A crash between sending and noting sends the same bytes again.
        """
        claim = uuid4().hex
        claimed = self._claim(message_id, claim)
        if claimed is None:
            return None
        try:
            self.sender.send(claimed.message)
        except Exception as error:  # noqa: BLE001 - whatever a sender raises is a failure
            self._note(claimed, error)
            return error
        self._note(claimed, None)
        return None

    def deliver_pending(
        self, seller: str, limit: int | None, *, due_only: bool
    ) -> tuple[Delivery, ...]:
        """Deliver all that waits, or only what is due; one failure stops no other."""
        with self.store.transaction() as transaction:
            undelivered = transaction.undelivered(seller)
        now = self.now()
        chosen = [
            q for q in undelivered if (q.is_due(now) if due_only else q.waits(now))
        ]
        return tuple(self._delivery(queued) for queued in chosen[:limit])

    def _delivery(self, queued: QueuedMessage) -> Delivery:
        error = self.deliver(queued.message.message_id)
        text = None if error is None else _in_words(error)
        return Delivery(queued.invoice_number, error is None, text)

    def _claim(self, message_id: str, claim: str) -> QueuedMessage | None:
        with self.store.transaction() as transaction:
            queued, now = transaction.message(message_id), self.now()
            if queued is None or not queued.waits(now):
                return None
            claimed = queued.claimed(claim, now + _LEASE)
            transaction.put_message(claimed)
            return claimed

    def _note(self, claimed: QueuedMessage, error: Exception | None) -> None:
        with self.store.transaction() as transaction:
            queued = transaction.message(claimed.message.message_id)
            if queued is None or queued.claim != claimed.claim:
                return  # the lease ran out, and somebody else is at it
            now = self.now()
            if error is None:
                transaction.put_message(queued.delivered(now))
            else:
                pause = min(_FIRST_PAUSE * 2 ** min(queued.tries, 16), _LONGEST_PAUSE)
                transaction.put_message(queued.failed(_in_words(error), now, pause))


def _in_words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
