"""Numbers, payments and closings as rows."""

from datetime import date
from typing import Any

from sqlalchemy import Select, bindparam, insert, select, update

from flowfit_invoicing.documents import Closed, Movement
from flowfit_invoicing.errors import ConflictError, RestoredStoreError, phrase
from flowfit_invoicing.ports import Counter
from flowfit_invoicing.serializing import from_json, to_json

from .faults import shown
from .rows import Rows
from .schema import CLOSINGS, COUNTERS, PAYMENTS

_KEY = "seller", "kind", "series"
_DRAW = (
    update(COUNTERS)
    .where(*(COUNTERS.c[name] == bindparam(f"its_{name}") for name in _KEY))
    .where(COUNTERS.c.day <= bindparam("on"))
    .values(last=COUNTERS.c.last + 1, day=bindparam("on"))
    .returning(COUNTERS.c.last)
)
_PAYMENTS = select(PAYMENTS.c.json)


class Books(Rows):
    """The part of a transaction that is about numbers, money and months."""

    __slots__ = ()

    def next_in(self, counter: Counter, on: date, *, first: int = 1) -> int:
        """Draw the next place of a sequence, from *first*, for a document of a day."""
        key = {"seller": counter.seller, "kind": counter.kind, "series": counter.series}
        drawn = _DRAW, {f"its_{name}": key[name] for name in _KEY} | {"on": on}
        last = self.connection.execute(*drawn).scalar_one_or_none()
        if last is None and self.begins:
            self.insert_unless_there(
                COUNTERS, **key, first=first, last=first - 1, day=on
            )
            last = self.connection.execute(*drawn).scalar_one_or_none()
        if last is None:
            query = select(COUNTERS.c.day).filter_by(**key)
            day = self.connection.execute(query).scalar_one_or_none()
            if day is None:
                store = shown(self.connection.engine.url)
                raise RestoredStoreError(store, series=(counter.series,))
            subject = phrase("series", name=counter.series)
            raise ConflictError(subject, phrase("day-from", day=day), on)
        return int(last)

    def closed_until(self, seller: str) -> date | None:
        """Give the last day for which the books are closed; it stays until the end."""
        self.hold("closing", seller, shared=True)
        query = select(CLOSINGS.c.until).filter_by(seller=seller)
        last = query.order_by(CLOSINGS.c.place.desc()).limit(1)
        return self.connection.execute(last).scalar_one_or_none()

    def close(self, seller: str, closed: Closed) -> None:
        """Close the books of a seller until a day; what was before it is kept."""
        self.hold("closing", seller)
        values = {"seller": seller, "until": closed.until, "json": to_json(closed)}
        self.connection.execute(insert(CLOSINGS).values(values))

    def closings(self, seller: str) -> tuple[Closed, ...]:
        """Give how the books of a seller were closed, the first one first."""
        query = select(CLOSINGS.c.json).filter_by(seller=seller)
        texts = self.connection.execute(query.order_by(CLOSINGS.c.place)).scalars()
        return tuple(from_json(text, Closed) for text in texts)

    def put_payment(self, seller: str, payment: Movement) -> None:
        """Keep a payment, refund, use of credit or reversal; it is never taken back."""
        values = {"seller": seller, "id": payment.id, "client": payment.client}
        place = self.insert_unless_there(PAYMENTS, **values, json=to_json(payment))
        if place is None:
            subject = phrase("payment", name=payment.id)
            raise ConflictError(subject, phrase("new"), phrase("kept"))

    def payment(self, seller: str, payment_id: str) -> Movement | None:
        """Give what a seller has kept under an id; nobody else uses it until then."""
        self.hold("payment", seller, payment_id)
        query = _PAYMENTS.filter_by(seller=seller, id=payment_id)
        text = self.connection.execute(query).scalar_one_or_none()
        return None if text is None else from_json(text, Movement)

    def payments(
        self,
        seller: str,
        *,
        client: str | None = None,
        after: str | None = None,
        limit: int | None = None,
    ) -> tuple[Movement, ...]:
        """Give a seller's, or a client's, whose account stays until the end."""
        query: Select[Any] = _PAYMENTS.filter_by(seller=seller)
        if client is not None:
            self.hold("account", seller, client)
            query = query.filter_by(client=client)
        if after is not None:
            last = select(PAYMENTS.c.place).filter_by(seller=seller, id=after)
            query = query.where(PAYMENTS.c.place > last.scalar_subquery())
        page = query.order_by(PAYMENTS.c.place).limit(limit)
        texts = self.connection.execute(page).scalars()
        return tuple(from_json(text, Movement) for text in texts)
