"""A host's own store: its database, its tables, its SQL, and the promises of ours.

A host has a database already, and its invoices belong there. This is all that it takes,
with nothing but Python's sqlite3. `tests/storage/test_host_store.py` proves it with
three lines: it subclasses `flowfit_invoicing.testing.InvoiceStoreContract`.

What is said once here holds for each: what may happen but once is a constraint of the
database, all of a use case is one transaction, and `BEGIN IMMEDIATE` takes the lock
before anything is read. Values are kept as JSON, beside the columns that are searched
(`pip install flowfit-invoicing[json]`).
"""

import sqlite3
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from attrs import evolve

from flowfit_invoicing.documents import (
    Bill,
    Claim,
    Closed,
    Event,
    InvoiceDraft,
    Issued,
    Movement,
    TaskKey,
    overbilled,
)
from flowfit_invoicing.errors import ConflictError, TaskAlreadyBilledError
from flowfit_invoicing.ports import Counter, QueuedMessage, Search
from flowfit_invoicing.serializing import from_json, to_json

B = TypeVar("B", bound=Bill)

TABLES = """
CREATE TABLE IF NOT EXISTS drafts (
    id INTEGER PRIMARY KEY AUTOINCREMENT, seller, version INTEGER, json
);
CREATE TABLE IF NOT EXISTS documents (
    id INTEGER PRIMARY KEY, seller, number, draft UNIQUE, json,
    UNIQUE (seller, number)
);
CREATE TABLE IF NOT EXISTS claims (
    id INTEGER PRIMARY KEY, project, task, holder, amount TEXT, whole TEXT
);
CREATE INDEX IF NOT EXISTS claims_of_tasks ON claims (project, task);
CREATE TABLE IF NOT EXISTS counters (
    seller, kind, series, last INTEGER, day, PRIMARY KEY (seller, kind, series)
);
CREATE TABLE IF NOT EXISTS events (
    id INTEGER PRIMARY KEY, seller, number, json,
    FOREIGN KEY (seller, number) REFERENCES documents (seller, number)
);
CREATE TABLE IF NOT EXISTS payments (
    id INTEGER PRIMARY KEY, seller, payment, client, json, UNIQUE (seller, payment)
);
CREATE TABLE IF NOT EXISTS closings (id INTEGER PRIMARY KEY, seller, json);
CREATE TABLE IF NOT EXISTS messages (
    id INTEGER PRIMARY KEY, message UNIQUE, seller, number, turn, json
);
"""


class HostStore:
    """Keeps all in a file of SQLite; each transaction has a connection of its own."""

    def __init__(self, file: str | Path) -> None:
        self._file = file
        with closing(self._connected()) as connection:
            connection.executescript(TABLES)

    @contextmanager
    def transaction(self) -> Generator["HostTransaction"]:
        """Open a transaction; a clean exit keeps it all, an exception nothing."""
        with self._begun("IMMEDIATE") as transaction:
            yield transaction

    @contextmanager
    def reading(self) -> Generator["HostTransaction"]:
        """Open a transaction that only reads, and keeps no writer waiting."""
        with self._begun("DEFERRED") as transaction:
            yield transaction

    @contextmanager
    def _begun(self, kind: str) -> Generator["HostTransaction"]:
        with closing(self._connected()) as connection:
            connection.execute(f"BEGIN {kind}")
            yield HostTransaction(connection)
            connection.execute("COMMIT")  # else closing it rolls all back

    def _connected(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._file, timeout=30, isolation_level=None)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        return connection


class HostTransaction:
    """What happens together or not at all."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    # drafts and what they reserve

    def draft(self, draft_id: str) -> InvoiceDraft | None:
        row = self._one("SELECT json, version FROM drafts WHERE id = ?", _key(draft_id))
        if row is None:
            return None
        return evolve(from_json(row[0], InvoiceDraft), id=draft_id, version=row[1])

    def drafts(self, seller: str, search: Search) -> tuple[InvoiceDraft, ...]:
        after = 0 if search.after is None else _key(search.after)
        rows = self._all(
            "SELECT json, id, version FROM drafts WHERE seller = ? AND id > ? "
            "ORDER BY id",
            *(seller, after),
        )
        found = (
            evolve(from_json(json, InvoiceDraft), id=f"draft-{id_}", version=version)
            for json, id_, version in rows
        )
        return _page(found, search)

    def put_draft(self, draft: InvoiceDraft) -> InvoiceDraft:
        kept = None if draft.id is None else self.draft(draft.id)
        if draft.id is not None and (kept is None or kept.version != draft.version):
            found = None if kept is None else f"version {kept.version}"
            subject = f"draft {draft.id}"
            raise ConflictError(subject, f"version {draft.version}", found)
        self._check(draft.claims(draft.id or "the draft itself"), draft.id)
        version = (draft.version or 0) + 1
        row = draft.seller.identity, version, to_json(evolve(draft, id=None))
        if draft.id is None:
            made = self._do("INSERT INTO drafts VALUES (NULL, ?, ?, ?)", *row)
            draft_id = f"draft-{made.lastrowid}"
        else:
            draft_id = draft.id
            self._free(draft_id)
            change = "UPDATE drafts SET seller = ?, version = ?, json = ? WHERE id = ?"
            self._do(change, *row, _key(draft_id))
        self._claim(draft.claims(draft_id))
        return evolve(draft, id=draft_id, version=version)

    def remove_draft(self, draft_id: str) -> None:
        self._free(draft_id)
        self._do("DELETE FROM drafts WHERE id = ?", _key(draft_id))

    def claims(
        self, tasks: Iterable[TaskKey], *, besides: str | None = None
    ) -> tuple[Claim, ...]:
        return tuple(
            Claim(task, holder, Decimal(amount), Decimal(whole))
            for task in dict.fromkeys(tasks)
            for holder, amount, whole in self._all(
                "SELECT holder, amount, whole FROM claims "
                "WHERE project = ? AND task = ? ORDER BY id",
                *task,
            )
            if holder != besides
        )

    # numbers and months

    def next_in(self, counter: Counter, on: date, *, first: int = 1) -> int:
        key = counter.seller, counter.kind, counter.series
        self._do(
            "INSERT INTO counters VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            *(*key, first - 1, str(on)),
        )
        drawn = self._one(
            "UPDATE counters SET last = last + 1, day = ? "
            "WHERE seller = ? AND kind = ? AND series = ? AND day <= ? RETURNING last",
            *(str(on), *key, str(on)),
        )
        if drawn is None:
            raise ConflictError(f"series {counter.series}", "a later day", str(on))
        return int(drawn[0])

    def closed_until(self, seller: str) -> date | None:
        closings = self.closings(seller)
        return closings[-1].until if closings else None

    def close(self, seller: str, closed: Closed) -> None:
        self._do("INSERT INTO closings VALUES (NULL, ?, ?)", seller, to_json(closed))

    def closings(self, seller: str) -> tuple[Closed, ...]:
        query = "SELECT json FROM closings WHERE seller = ? ORDER BY id"
        return tuple(from_json(text, Closed) for (text,) in self._all(query, seller))

    # documents and what happens to them

    def put_document(self, document: Issued, draft_id: str | None = None) -> None:
        seller, number = document.seller.identity, document.number
        if self.document(seller, number) is not None:
            raise ConflictError(f"number {number}", "a new one", "one that is given")
        self._check(document.claims(number), draft_id)
        if draft_id is not None:
            self.remove_draft(draft_id)
        row = seller, number, draft_id, to_json(document)
        self._do("INSERT INTO documents VALUES (NULL, ?, ?, ?, ?)", *row)
        self._claim(document.claims(number))

    def document(self, seller: str, number: str) -> Issued | None:
        query = "SELECT json FROM documents WHERE seller = ? AND number = ?"
        row = self._one(query, seller, number)
        return None if row is None else from_json(row[0], Issued)

    def document_of(self, draft_id: str) -> Issued | None:
        row = self._one("SELECT json FROM documents WHERE draft = ?", draft_id)
        return None if row is None else from_json(row[0], Issued)

    def documents(self, seller: str, search: Search) -> tuple[Issued, ...]:
        behind = "SELECT id FROM documents WHERE seller = ? AND number = ?"
        after = (0,)
        if search.after is not None:
            after = self._one(behind, seller, search.after) or (None,)
        rows = self._all(
            "SELECT json FROM documents WHERE seller = ? AND id > ? ORDER BY id",
            *(seller, *after),
        )
        return _page((from_json(json, Issued) for (json,) in rows), search)

    def add_event(self, seller: str, number: str, event: Event) -> None:
        if self.document(seller, number) is None:
            raise ConflictError(f"document {number}", "one that is kept", None)
        row = seller, number, to_json(event)
        self._do("INSERT INTO events VALUES (NULL, ?, ?, ?)", *row)

    def events(self, seller: str, number: str) -> tuple[Event, ...]:
        query = "SELECT json FROM events WHERE seller = ? AND number = ? ORDER BY id"
        rows = self._all(query, seller, number)
        return tuple(from_json(json, Event) for (json,) in rows)

    # money

    def put_payment(self, seller: str, payment: Movement) -> None:
        if self.payment(seller, payment.id) is not None:
            subject = f"payment {payment.id}"
            raise ConflictError(subject, "a new one", "one that is kept")
        row = seller, payment.id, payment.client, to_json(payment)
        self._do("INSERT INTO payments VALUES (NULL, ?, ?, ?, ?)", *row)

    def payment(self, seller: str, payment_id: str) -> Movement | None:
        query = "SELECT json FROM payments WHERE seller = ? AND payment = ?"
        row = self._one(query, seller, payment_id)
        return None if row is None else from_json(row[0], Movement)

    def payments(
        self,
        seller: str,
        *,
        client: str | None = None,
        after: str | None = None,
        limit: int | None = None,
    ) -> tuple[Movement, ...]:
        behind = "SELECT id FROM payments WHERE seller = ? AND payment = ?"
        last = (0,)
        if after is not None:
            last = self._one(behind, seller, after) or (None,)
        rows = self._all(
            "SELECT json FROM payments WHERE seller = ? AND id > ? "
            "AND client = coalesce(?, client) ORDER BY id LIMIT ?",
            *(seller, *last, client, -1 if limit is None else limit),
        )
        return tuple(from_json(json, Movement) for (json,) in rows)

    # mail

    def put_message(self, queued: QueuedMessage) -> None:
        key = queued.message.message_id, queued.seller, queued.invoice_number
        turn = queued.turn if queued.delivered_at is None else None
        row = *key, turn, to_json(queued)
        self._do(
            "INSERT INTO messages VALUES (NULL, ?, ?, ?, ?, ?) ON CONFLICT (message) "
            "DO UPDATE SET turn = excluded.turn, json = excluded.json",
            *row,
        )

    def message(self, message_id: str) -> QueuedMessage | None:
        row = self._one("SELECT json FROM messages WHERE message = ?", message_id)
        return None if row is None else from_json(row[0], QueuedMessage)

    def messages_of(self, seller: str, number: str) -> tuple[QueuedMessage, ...]:
        query = "SELECT json FROM messages WHERE seller = ? AND number = ? ORDER BY id"
        rows = self._all(query, seller, number)
        return tuple(from_json(json, QueuedMessage) for (json,) in rows)

    def undelivered(
        self, seller: str, *, after: str | None = None, limit: int = 100
    ) -> tuple[QueuedMessage, ...]:
        rows = self._all(
            "SELECT json FROM messages WHERE seller = ? AND turn > ? "
            "ORDER BY turn LIMIT ?",
            *(seller, after or "", limit),
        )
        return tuple(from_json(json, QueuedMessage) for (json,) in rows)

    def _check(self, made: tuple[Claim, ...], besides: str | None) -> None:
        others = self.claims((claim.task for claim in made), besides=besides)
        holders = overbilled(made, others)
        if holders:
            raise TaskAlreadyBilledError(tuple(holders), next(iter(holders.values())))

    def _claim(self, made: tuple[Claim, ...]) -> None:
        for claim in made:
            row = *claim.task, claim.holder, str(claim.amount), str(claim.whole)
            self._do("INSERT INTO claims VALUES (NULL, ?, ?, ?, ?, ?)", *row)

    def _free(self, draft_id: str) -> None:
        self._do("DELETE FROM claims WHERE holder = ?", draft_id)

    def _do(self, statement: str, *values: object) -> sqlite3.Cursor:
        return self._connection.execute(statement, values)

    def _all(self, query: str, *values: object) -> Iterator[tuple[Any, ...]]:
        yield from self._do(query, *values)

    def _one(self, query: str, *values: object) -> tuple[Any, ...] | None:
        return next(self._all(query, *values), None)


def _page(found: Iterator[B], search: Search) -> tuple[B, ...]:
    """Take a page of what is looked for; a host with many has columns for it."""
    listed = (each for each in found if search.lists(each))
    return tuple(islice(listed, search.limit))


def _key(draft_id: str) -> int:
    """Give the key of a draft, or one that no draft has."""
    prefix, _, key = draft_id.partition("draft-")
    return int(key) if not prefix and key.isdecimal() else 0
