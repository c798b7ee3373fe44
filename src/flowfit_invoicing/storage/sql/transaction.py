"""What `ports.Transaction` asks, in SQL.

Whatever must be seen before it is changed is locked when it is read: a draft while its
invoice is made, a task while its shares are added up, a counter while it is drawn. The
locks end with the transaction. SQLite has one lock for all, which it holds already.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from attrs import evolve, frozen
from sqlalchemy import Connection, Row, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from flowfit_invoicing.documents import (
    Claim,
    Event,
    InvoiceDraft,
    Issued,
    TaskKey,
    overbilled,
)
from flowfit_invoicing.errors import ConflictError, TaskAlreadyBilledError
from flowfit_invoicing.ports import Counter, QueuedMessage
from flowfit_invoicing.serializing import from_json, to_json

from .messages import columns_of, queued_of
from .schema import CLAIMS, COUNTERS, DOCUMENTS, DRAFTS, EVENTS, MESSAGES, TASKS

_DRAFT = "draft-"


@frozen(eq=False)
class SqlTransaction:
    """What happens together or not at all, on one connection."""

    _connection: Connection

    def draft(self, draft_id: str) -> InvoiceDraft | None:
        """Give a draft as it was saved last; nobody changes it until the end."""
        query = select(DRAFTS.c.version, DRAFTS.c.json)
        row = self._one(query.where(DRAFTS.c.place == _place(draft_id)).with_for_update())
        if row is None:
            return None
        draft = from_json(row.json, InvoiceDraft)
        return evolve(draft, id=draft_id, version=row.version)

    def put_draft(self, draft: InvoiceDraft) -> InvoiceDraft:
        """Keep a draft and reserve its tasks."""
        kept = self._new(draft) if draft.id is None else self._changed(draft, draft.id)
        self._claim(kept.claims(kept.id or ""))
        return kept

    def remove_draft(self, draft_id: str) -> None:
        """Forget a draft and free its tasks."""
        self._free(draft_id)
        self._connection.execute(
            delete(DRAFTS).where(DRAFTS.c.place == _place(draft_id))
        )

    def claims(
        self, tasks: Iterable[TaskKey], *, besides: str | None = None
    ) -> tuple[Claim, ...]:
        """Say who has how much of *tasks*."""
        wanted = dict.fromkeys(tasks)
        found: dict[TaskKey, list[Claim]] = {task: [] for task in wanted}
        for some in _by_thousands(wanted):
            for claim in self._claims(some):
                if claim.holder != besides:
                    found[claim.task].append(claim)
        return tuple(claim for several in found.values() for claim in several)

    def next_in(self, counter: Counter, on: date) -> int:
        """Draw the next place of a sequence."""
        key = {"seller": counter.seller, "kind": counter.kind, "series": counter.series}
        self._insert_unless_there(COUNTERS, **key, last=0, day=on)
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
