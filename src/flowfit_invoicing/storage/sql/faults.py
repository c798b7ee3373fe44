"""What a database says went wrong, as errors that say if anything was written."""

from collections.abc import Generator
from contextlib import contextmanager

from sqlalchemy import URL, Connection
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionError

from flowfit_invoicing.errors import (
    OutcomeUnknownError,
    StoreBusyError,
    StoreConnectionError,
    StoreError,
    StoreFullError,
    StoreReadOnlyError,
)

_KINDS: tuple[tuple[type[StoreError], tuple[str, ...]], ...] = (
    (StoreFullError, ("database or disk is full", "No space left")),
    (StoreReadOnlyError, ("readonly database", "read-only transaction")),
    (
        StoreBusyError,
        ("database is locked", "table is locked", "lock timeout", "deadlock detected"),
    ),
)
"""What SQLite and PostgreSQL say of each, and then have rolled back."""

_ENDINGS = ("08", "57")
"""Classes of SQLSTATE that a server ends with; all others it has rolled back for."""

_IN_TRANSACTION = 2
"""PQTRANS_INTRANS of libpq: open, and nothing in it has failed."""


@contextmanager
def told(url: URL) -> Generator[None]:
    """Tell what fails inside, before the commit, as an error of the store."""
    try:
        yield
    except DBAPIError as error:
        raise _kind(error)(shown(url), str(error.orig)) from error
    except NoConnectionError as error:
        raise StoreBusyError(shown(url), str(error)) from error


@contextmanager
def told_of_commit(url: URL) -> Generator[None]:
    """Tell what fails while all is committed: not done, if the database says so."""
    try:
        yield
    except DBAPIError as error:
        kind = _kind(error) if _is_rolled_back(error) else OutcomeUnknownError
        raise kind(shown(url), str(error.orig)) from error


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
        raise StoreError(shown(url), "the transaction failed before its end")


def shown(url: URL) -> str:
    """Write a URL without its password."""
    return url.render_as_string(hide_password=True)


def _kind(error: DBAPIError) -> type[StoreError]:
    cause = str(error.orig)
    for kind, sayings in _KINDS:
        if any(saying in cause for saying in sayings):
            return kind
    lost = error.connection_invalidated or isinstance(error, OperationalError)
    return StoreConnectionError if lost else StoreError


def _is_rolled_back(error: DBAPIError) -> bool:
    """Tell if a commit that failed is known to have kept nothing."""
    state = getattr(error.orig, "sqlstate", None)
    if state is not None:
        return not state.startswith(_ENDINGS)
    return _kind(error) in {kind for kind, _ in _KINDS}
