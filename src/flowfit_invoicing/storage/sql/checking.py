"""What is wrong with the rows of a database."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from flowfit_invoicing.documents import Claim
from flowfit_invoicing.findings import Finding
from flowfit_invoicing.ports import Counter, QueuedMessage
from flowfit_invoicing.storage.checks import (
    Count,
    check_claims,
    check_messages,
    check_numbers,
)

from .comparing import (
    claim_of,
    compare_documents,
    compare_drafts,
    compare_payments,
    read,
)
from .schema import CLAIMS, COUNTERS, DOCUMENTS, MESSAGES

_AT_ONCE = 200
"""Rows that are fetched together."""


def check(
    connection: Connection, now: datetime, patience: timedelta
) -> Iterator[Finding]:
    """Look at numbers, sums, claims and messages, row after row."""
    by_rows = connection.execution_options(yield_per=_AT_ONCE)
    yield from check_numbers(_counts(by_rows), _numbers(by_rows))
    yield from compare_documents(by_rows)
    yield from compare_drafts(by_rows)
    yield from compare_payments(by_rows)
    yield from _check_claims(by_rows)
    yield from _check_messages(by_rows, now, patience)


def _counts(connection: Connection) -> Iterator[Count]:
    columns = (COUNTERS.c[name] for name in ("seller", "kind", "series"))
    for row in connection.execute(select(*columns, COUNTERS.c.first, COUNTERS.c.last)):
        yield Count(Counter(row.seller, row.kind, row.series), row.first, row.last)


def _numbers(connection: Connection) -> Iterator[tuple[str, str]]:
    query = select(DOCUMENTS.c.seller, DOCUMENTS.c.number).order_by(DOCUMENTS.c.place)
    for row in connection.execute(query):
        yield row.seller, row.number


def _check_messages(
    connection: Connection, now: datetime, patience: timedelta
) -> Iterator[Finding]:
    waiting = select(MESSAGES.c.id, MESSAGES.c.json).where(MESSAGES.c.turn.is_not(None))
    for row in connection.execute(waiting.order_by(MESSAGES.c.place)):
        queued, findings = read(row.json, QueuedMessage, row.id)
        yield from findings
        if queued is not None:
            yield from check_messages([queued], now, patience)


def _check_claims(connection: Connection) -> Iterator[Finding]:
    """Tell the claims that cannot be read, and then those that are too many."""
    for each in _claims(connection):
        if isinstance(each, Finding):
            yield each
    readable = (each for each in _claims(connection) if isinstance(each, Claim))
    yield from check_claims(readable)


def _claims(connection: Connection) -> Iterator[Claim | Finding]:
    query = select(CLAIMS).order_by(CLAIMS.c.project, CLAIMS.c.task, CLAIMS.c.place)
    return map(claim_of, connection.execute(query))
