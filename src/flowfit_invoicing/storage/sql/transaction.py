"""What `ports.Transaction` asks, in SQL.

Whatever must be seen before it is changed is locked when it is read: a draft while its
invoice is made, a task while its shares are added up, a counter while it is drawn. The
locks end with the transaction. SQLite has one lock for all, which it holds already.
"""

from collections.abc import Iterable
from datetime import date

from attrs import evolve, frozen
from sqlalchemy import Connection, Select, Table, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from flowfit_invoicing.documents import (
    Claim,
    Event,
    InvoiceDraft,
    Issued,
    Movement,
    TaskKey,
)
from flowfit_invoicing.errors import ConflictError
from flowfit_invoicing.ports import Counter, QueuedMessage
from flowfit_invoicing.serializing import from_json, to_json

from . import claiming
from .messages import columns_of, queued_of
from .schema import CLOSINGS, COUNTERS, DOCUMENTS, DRAFTS, EVENTS, MESSAGES, PAYMENTS

_DRAFT = "draft-"


@frozen(eq=False)
class SqlTransaction:
    """What happens together or not at all, on one connection."""

    _connection: Connection

    def draft(self, draft_id: str) -> InvoiceDraft | None:
        """Give a draft as it was saved last; nobody changes it until the end."""
        query = select(DRAFTS.c.version, DRAFTS.c.json)
        row = self._connection.execute(
            query.where(DRAFTS.c.place == _place(draft_id)).with_for_update()
        ).first()
        if row is None:
            return None
        draft = from_json(row.json, InvoiceDraft)
        return evolve(draft, id=draft_id, version=row.version)

    def put_draft(self, draft: InvoiceDraft) -> InvoiceDraft:
        """Keep a draft and reserve its tasks."""
        kept = self._new(draft) if draft.id is None else self._changed(draft, draft.id)
        claiming.claim(self._connection, kept.claims(kept.id or ""))
        return kept

    def remove_draft(self, draft_id: str) -> None:
        """Forget a draft and free its tasks."""
        claiming.free(self._connection, draft_id)
        self._connection.execute(
            delete(DRAFTS).where(DRAFTS.c.place == _place(draft_id))
        )

    def claims(
        self, tasks: Iterable[TaskKey], *, besides: str | None = None
    ) -> tuple[Claim, ...]:
        """Say who has how much of *tasks*."""
        return claiming.claims(self._connection, tasks, besides)

    def next_in(self, counter: Counter, on: date, *, first: int = 1) -> int:
        """Draw the next place of a sequence."""
        key = {"seller": counter.seller, "kind": counter.kind, "series": counter.series}
        self._insert_unless_there(COUNTERS, **key, last=first - 1, day=on)
        drawn = (
            update(COUNTERS)
            .filter_by(**key)
            .where(COUNTERS.c.day <= on)
            .values(last=COUNTERS.c.last + 1, day=on)
            .returning(COUNTERS.c.last)
        )
        last = self._connection.execute(drawn).scalar_one_or_none()
        if last is None:
            day = self._connection.execute(
                select(COUNTERS.c.day).filter_by(**key)
            ).scalar_one()
            subject = f"series {counter.series}"
            raise ConflictError(subject, f"a day from {day} on", str(on))
        return int(last)

    def put_document(self, document: Issued, draft_id: str | None = None) -> None:
        """Keep a document and what it claims of tasks."""
        seller, number = document.seller.identity, document.number
        if draft_id is not None:
            self.remove_draft(draft_id)
        values = insert(DOCUMENTS).values(
            seller=seller,
            number=number,
            kind=document.kind,
            client=document.client.code,
            issue_date=document.issue_date,
            draft=draft_id,
            json=to_json(document),
        )
        try:
            self._connection.execute(values)
        except IntegrityError as error:
            expected = "a new one", "one that is given"
            raise ConflictError(f"number {number}", *expected) from error
        claiming.claim(self._connection, document.claims(number))

    def document(self, seller: str, number: str) -> Issued | None:
        """Give a document of a seller."""
        query = _DOCUMENTS.filter_by(seller=seller, number=number)
        text = self._connection.execute(query).scalar_one_or_none()
        return None if text is None else from_json(text, Issued)

    def document_of(self, draft_id: str) -> Issued | None:
        """Give the document that was issued of a draft."""
        query = _DOCUMENTS.filter_by(draft=draft_id)
        text = self._connection.execute(query).scalar_one_or_none()
        return None if text is None else from_json(text, Issued)

    def documents(
        self, seller: str, *, client: str | None = None
    ) -> tuple[Issued, ...]:
        """Give all documents of a seller, or those for the client of a code."""
        query = _of(_DOCUMENTS.order_by(DOCUMENTS.c.place), seller, client)
        texts = self._connection.execute(query).scalars()
        return tuple(from_json(text, Issued) for text in texts)

    def add_event(self, seller: str, number: str, event: Event) -> None:
        """Note what happened to a document."""
        found = select(DOCUMENTS.c.place).filter_by(seller=seller, number=number)
        if self._connection.execute(found).first() is None:
            raise ConflictError(f"document {number}", "one that is kept", "none")
        values = {"seller": seller, "number": number, "json": to_json(event)}
        self._connection.execute(insert(EVENTS).values(values))

    def events(self, seller: str, number: str) -> tuple[Event, ...]:
        """Give what happened to a document, in the order in which it was noted."""
        query = select(EVENTS.c.json).filter_by(seller=seller, number=number)
        texts = self._connection.execute(query.order_by(EVENTS.c.place)).scalars()
        return tuple(from_json(text, Event) for text in texts)

    def put_payment(self, seller: str, payment: Movement) -> None:
        """Keep a payment, refund, use of credit or reversal."""
        values = {"seller": seller, "id": payment.id, "client": payment.client}
        row = insert(PAYMENTS).values(**values, json=to_json(payment))
        try:
            self._connection.execute(row)
        except IntegrityError as error:
            expected = "a new one", "one that is kept"
            raise ConflictError(f"payment {payment.id}", *expected) from error

    def payment(self, seller: str, payment_id: str) -> Movement | None:
        """Give what a seller has kept under an id."""
        query = _PAYMENTS.filter_by(seller=seller, id=payment_id)
        text = self._connection.execute(query).scalar_one_or_none()
        return None if text is None else from_json(text, Movement)

    def payments(
        self, seller: str, *, client: str | None = None
    ) -> tuple[Movement, ...]:
        """Give all of a seller's, or of the client of a code, the oldest first."""
        query = _of(_PAYMENTS.order_by(PAYMENTS.c.place), seller, client)
        texts = self._connection.execute(query).scalars()
        return tuple(from_json(text, Movement) for text in texts)

    def closed_until(self, seller: str) -> date | None:
        """Give the last day for which the books of a seller are closed."""
        query = select(CLOSINGS.c.until).filter_by(seller=seller)
        return self._connection.execute(query).scalar_one_or_none()

    def close(self, seller: str, until: date) -> None:
        """Close the books of a seller until a day, in place of the one before."""
        self._insert_unless_there(CLOSINGS, seller=seller, until=until)
        self._connection.execute(
            update(CLOSINGS).filter_by(seller=seller).values(until=until)
        )

    def put_message(self, queued: QueuedMessage) -> None:
        """Keep a message, in place of the one of the same Message-ID."""
        values = columns_of(queued)
        of_it = MESSAGES.c.id == queued.message.message_id
        changed = self._connection.execute(update(MESSAGES).where(of_it).values(values))
        if not changed.rowcount:
            self._connection.execute(insert(MESSAGES).values(values))

    def message(self, message_id: str) -> QueuedMessage | None:
        """Give a message by its Message-ID; nobody claims it until the end."""
        query = select(MESSAGES).filter_by(id=message_id).with_for_update()
        row = self._connection.execute(query).first()
        return None if row is None else queued_of(row)

    def messages_of(self, seller: str, number: str) -> tuple[QueuedMessage, ...]:
        """Give the messages of an invoice, the first one first."""
        return self._messages(select(MESSAGES).filter_by(seller=seller, number=number))

    def undelivered(self, seller: str) -> tuple[QueuedMessage, ...]:
        """Give all messages of a seller that were not delivered, the oldest first."""
        return self._messages(
            select(MESSAGES).filter_by(seller=seller, delivered_at=None)
        )

    def _messages(self, query: Select[tuple[object, ...]]) -> tuple[QueuedMessage, ...]:
        rows = self._connection.execute(query.order_by(MESSAGES.c.place))
        return tuple(map(queued_of, rows))

    def _new(self, draft: InvoiceDraft) -> InvoiceDraft:
        row = insert(DRAFTS).values(version=1, **_columns(draft))
        made = self._connection.execute(row.returning(DRAFTS.c.place)).scalar_one()
        return evolve(draft, id=f"{_DRAFT}{made}", version=1)

    def _changed(self, draft: InvoiceDraft, draft_id: str) -> InvoiceDraft:
        """Keep what was changed of a draft, if it is still what it was."""
        of_it = DRAFTS.c.place == _place(draft_id)
        changed = self._connection.execute(
            update(DRAFTS)
            .where(of_it, DRAFTS.c.version == draft.version)
            .values(version=DRAFTS.c.version + 1, **_columns(draft))
            .returning(DRAFTS.c.version)
        ).scalar_one_or_none()
        if changed is None:
            query = select(DRAFTS.c.version).where(of_it)
            kept = self._connection.execute(query).scalar_one_or_none()
            found = "none" if kept is None else f"version {kept}"
            subject = f"draft {draft_id}"
            raise ConflictError(subject, f"version {draft.version}", found)
        claiming.free(self._connection, draft_id)
        return evolve(draft, version=changed)

    def _insert_unless_there(self, table: Table, **values: object) -> None:
        is_sqlite = self._connection.dialect.name == "sqlite"
        kind = sqlite.insert if is_sqlite else postgresql.insert
        self._connection.execute(kind(table).values(**values).on_conflict_do_nothing())


_DOCUMENTS = select(DOCUMENTS.c.json)
_PAYMENTS = select(PAYMENTS.c.json)


def _of(
    query: Select[tuple[str]], seller: str, client: str | None
) -> Select[tuple[str]]:
    chosen = query.filter_by(seller=seller)
    return chosen if client is None else chosen.filter_by(client=client)


def _columns(draft: InvoiceDraft) -> dict[str, str]:
    text = to_json(evolve(draft, id=None, version=None))
    seller, client = draft.seller.identity, draft.client.code
    return {"seller": seller, "client": client, "json": text}


def _place(draft_id: str) -> int:
    """Give the place of a draft, or one that no draft has."""
    prefix, _, place = draft_id.partition(_DRAFT)
    return int(place) if not prefix and place.isdecimal() else 0
