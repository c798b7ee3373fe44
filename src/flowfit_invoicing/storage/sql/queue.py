"""The queue of messages as rows."""

from typing import Any

from sqlalchemy import Select, insert, select, update

from flowfit_invoicing.ports import QueuedMessage
from flowfit_invoicing.serializing import from_json, to_json

from .rows import Rows
from .schema import MESSAGES

_QUERY = select(MESSAGES.c.json)


class Queue(Rows):
    """The part of a transaction that is about messages."""

    __slots__ = ()

    def put_message(self, queued: QueuedMessage) -> None:
        """Keep a message, in place of the one of the same Message-ID."""
        values = {
            "id": queued.message.message_id,
            "seller": queued.seller,
            "number": queued.invoice_number,
            "turn": queued.turn if queued.delivered_at is None else None,
            "json": to_json(queued),
        }
        of_it = MESSAGES.c.id == queued.message.message_id
        changed = self.connection.execute(update(MESSAGES).where(of_it).values(values))
        if not changed.rowcount:
            self.connection.execute(insert(MESSAGES).values(values))

    def message(self, message_id: str) -> QueuedMessage | None:
        """Give a message by its Message-ID; nobody claims it until the end."""
        query = self.locked(_QUERY.where(MESSAGES.c.id == message_id))
        text = self.connection.execute(query).scalar_one_or_none()
        return None if text is None else from_json(text, QueuedMessage)

    def messages_of(self, seller: str, number: str) -> tuple[QueuedMessage, ...]:
        """Give the messages of an invoice, the first one first."""
        query = _QUERY.filter_by(seller=seller, number=number)
        return self._messages(query.order_by(MESSAGES.c.place))

    def undelivered(
        self, seller: str, *, after: str | None = None, limit: int = 100
    ) -> tuple[QueuedMessage, ...]:
        """Give a page of the messages that somebody has not got, by their turns."""
        query = _QUERY.where(
            MESSAGES.c.seller == seller, MESSAGES.c.turn > (after or "")
        )
        return self._messages(query.order_by(MESSAGES.c.turn).limit(limit))

    def _messages(self, query: Select[Any]) -> tuple[QueuedMessage, ...]:
        texts = self.connection.execute(query).scalars()
        return tuple(from_json(text, QueuedMessage) for text in texts)
