"""What a database says went wrong, as errors that say if anything was written."""

from collections.abc import Generator
from contextlib import contextmanager

from sqlalchemy import URL, Connection
from sqlalchemy.exc import DBAPIError, OperationalError

from flowfit_invoicing.errors import (
    StoreBusyError,
    StoreConnectionError,
    StoreError,
    StoreFullError,
    StoreReadOnlyError,
)
from flowfit_invoicing.errors.storing import Outcome

_KINDS: tuple[tuple[type[StoreError], tuple[str, ...]], ...] = (
    (StoreFullError, ("database or disk is full", "No space left", "disk full")),
    (StoreReadOnlyError, ("readonly database", "read-only transaction")),
    (
        StoreBusyError,
        ("database is locked", "table is locked", "lock timeout", "deadlock detected"),
    ),
)
"""What SQLite and PostgreSQL say of each; all else is the connection, or unforeseen."""

_IN_TRANSACTION = 2
"""PQTRANS_INTRANS of libpq: open, and nothing in it has failed."""


@contextmanager
def told(url: URL, outcome: Outcome) -> Generator[None]:
    """Tell what fails inside as an error of the store, with what came of it."""
    try:
        yield
    except DBAPIError as error:
        raise fault(url, error, outcome) from error


def fault(url: URL, error: DBAPIError, outcome: Outcome) -> StoreError:
    """Make the error of the store for one of the database."""
    cause = str(error.orig)
    for kind, sayings in _KINDS:
        if any(saying in cause for saying in sayings):
            return kind(shown(url), cause, "not done")
    if error.connection_invalidated or isinstance(error, OperationalError):
        return StoreConnectionError(shown(url), cause, outcome)
    return StoreError(shown(url), cause, outcome)


def check_still_open(url: URL, connection: Connection) -> None:
    """Make sure that there still is a transaction to commit.

    After a full disk SQLite has rolled it back by itself, and PostgreSQL answers the
    commit of one that failed with a rollback and no error.
    """
    driver = connection.connection.dbapi_connection
    if connection.dialect.name == "sqlite":
        is_open = driver.in_transaction  # type: ignore[union-attr]  # of sqlite3
    else:
        is_open = driver.info.transaction_status == _IN_TRANSACTION  # type: ignore[union-attr]  # of psycopg
    if not is_open:
        cause = "the transaction failed before its end"
        raise StoreError(shown(url), cause, "not done")


def shown(url: URL) -> str:
    """Write a URL without its password."""
    return url.render_as_string(hide_password=True)
