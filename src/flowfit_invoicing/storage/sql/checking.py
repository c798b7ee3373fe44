"""What is wrong with the rows of a database."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal

from attrs import evolve
from sqlalchemy import Connection, select

from flowfit_invoicing.documents import Claim, Issued
from flowfit_invoicing.errors import SerializingError
from flowfit_invoicing.findings import Finding
from flowfit_invoicing.ports import Counter, QueuedMessage
from flowfit_invoicing.serializing import from_json, read_json
from flowfit_invoicing.storage.checks import (
    Count,
    check_claims,
    check_messages,
    check_numbers,
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
    yield from _check_documents(by_rows)
    yield from check_claims(_claims(by_rows))
    waiting = select(MESSAGES.c.json).where(MESSAGES.c.turn.is_not(None))
    texts = by_rows.execute(waiting.order_by(MESSAGES.c.place)).scalars()
    messages = (from_json(text, QueuedMessage) for text in texts)
    yield from check_messages(messages, now, patience)


def _counts(connection: Connection) -> Iterator[Count]:
    for row in connection.execute(select(COUNTERS)):
        yield Count(Counter(row.seller, row.kind, row.series), row.first, row.last)


def _numbers(connection: Connection) -> Iterator[tuple[str, str]]:
    query = select(DOCUMENTS.c.seller, DOCUMENTS.c.number).order_by(DOCUMENTS.c.place)
    for row in connection.execute(query):
        yield row.seller, row.number


def _check_documents(connection: Connection) -> Iterator[Finding]:
    """Read each document, and compare it with its columns."""
    query = select(DOCUMENTS.c.seller, DOCUMENTS.c.number, DOCUMENTS.c.json)
    for row in connection.execute(query.order_by(DOCUMENTS.c.place)):
        try:
            reading = read_json(row.json, Issued)
        except SerializingError as error:
            yield evolve(Finding.of(error), place=(row.number,))
            continue
        yield from reading.findings
        found = reading.value
        if (found.seller.identity, found.number) != (row.seller, row.number):
            yield Finding("number-twice", "error", (found.number,))


def _claims(connection: Connection) -> Iterator[Claim]:
    query = select(CLAIMS).order_by(CLAIMS.c.project, CLAIMS.c.task, CLAIMS.c.place)
    for row in connection.execute(query):
        amount, whole = Decimal(row.amount), Decimal(row.whole)
        yield Claim((row.project, row.task), row.holder, amount, whole)
