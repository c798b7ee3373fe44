"""The queue of messages as rows."""

from typing import Any

from sqlalchemy import Select, insert, select, update

from flowfit_invoicing.ports import QueuedMessage

from .messages import columns_of, queued_of
from .rows import Rows
from .schema import MESSAGES


class Queue(Rows):
    """The part of a transaction that is about messages."""

    __slots__ = ()

    def put_message(self, queued: QueuedMessage) -> None:
        """Keep a message, in place of the one of the same Message-ID."""
        values = columns_of(queued)
        of_it = MESSAGES.c.id == queued.message.message_id
        changed = self.connection.execute(update(MESSAGES).where(of_it).values(values))
        if not changed.rowcount:
            self.connection.execute(insert(MESSAGES).values(values))

    def message(self, message_id: str) -> QueuedMessage | None:
        """Give a message by its Message-ID; nobody claims it until the end."""
        query = self.locked(select(MESSAGES).where(MESSAGES.c.id == message_id))
        row = self.connection.execute(query).first()
        return None if row is None else queued_of(row)

    def messages_of(self, seller: str, number: str) -> tuple[QueuedMessage, ...]:
        """Give the messages of an invoice, the first one first."""
        return self._messages(select(MESSAGES).filter_by(seller=seller, number=number))

    def undelivered(self, seller: str) -> tuple[QueuedMessage, ...]:
        """Give all messages of a seller that were not delivered, the oldest first."""
        return self._messages(
            select(MESSAGES).filter_by(seller=seller, delivered_at=None)
        )

    def _messages(self, query: Select[Any]) -> tuple[QueuedMessage, ...]:
        rows = self.connection.execute(query.order_by(MESSAGES.c.place))
        return tuple(map(queued_of, rows))
