"""What a database says went wrong, as errors that say if anything was written."""

import errno
import sqlite3
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, event
from sqlalchemy.engine import ExceptionContext
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

_KINDS_OF_STATES: Mapping[str | None, type[StoreError]] = {
    "25006": StoreReadOnlyError,  # read_only_sql_transaction
    "40P01": StoreBusyError,  # deadlock_detected
    "53100": StoreFullError,  # disk_full
    "55P03": StoreBusyError,  # lock_not_available
}
"""What a server says by SQLSTATE, in whatever language the rest is."""

_KINDS_OF_FILES: Mapping[int | None, type[StoreError]] = {
    errno.EACCES: StoreReadOnlyError,
    errno.EPERM: StoreReadOnlyError,
    errno.EROFS: StoreReadOnlyError,
    errno.ENOSPC: StoreFullError,
    errno.EDQUOT: StoreFullError,
}
"""What the system says of a file."""

_CANNOT_OPEN = "unable to open database file"

_ENDINGS = ("08", "57")
"""Classes of SQLSTATE that a server ends with; all others it has rolled back for."""

_FAILURE = "flowfit-failure"


@contextmanager
def told(url: URL) -> Generator[None]:
    """Tell what fails inside, before the commit, as an error of the store."""
    try:
        yield
    except DBAPIError as error:
        kind = StoreReadOnlyError if _is_shut(error, url) else _kind(error)
        raise kind(shown(url), str(error.orig)) from error
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


@contextmanager
def told_of_file(url: URL) -> Generator[None]:
    """Tell what fails with the file beside a database, where writers queue."""
    try:
        yield
    except TimeoutError as error:
        raise StoreBusyError(shown(url), str(error)) from error
    except OSError as error:
        kind = _KINDS_OF_FILES.get(error.errno, StoreConnectionError)
        raise kind(shown(url), str(error)) from error


@contextmanager
def told_of_copy(path: Path) -> Generator[None]:
    """Tell what fails with a copy that is made of a file of SQLite."""
    try:
        yield
    except sqlite3.Error as error:
        raise _said(str(error), StoreError)(str(path), str(error)) from error
    except OSError as error:
        kind = _KINDS_OF_FILES.get(error.errno, StoreError)
        raise kind(str(path), str(error)) from error


def watch(engine: Engine) -> None:
    """Note on each connection if a statement of its transaction has failed."""

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        connection.info.pop(_FAILURE, None)

    @event.listens_for(engine, "handle_error")
    def on_error(context: ExceptionContext) -> None:
        if context.connection is not None and not context.connection.invalidated:
            context.connection.info[_FAILURE] = str(context.original_exception)


def check_whole(url: URL, connection: Connection) -> None:
    """Make sure that nothing in a transaction has failed, caught or not.

    After a full disk SQLite may have rolled back by itself, and PostgreSQL answers the
    commit of what failed with a rollback and no error; and half of what belongs
    together is never kept.
    """
    if connection.invalidated:
        raise StoreConnectionError(shown(url), "the connection was lost")
    if _FAILURE in connection.info:
        raise StoreError(shown(url), connection.info[_FAILURE])


def shown(url: URL) -> str:
    """Write a URL without its passwords, in whatever part of it they are."""
    hidden = {name: "hidden" for name in url.query if "password" in name.lower()}
    return url.update_query_dict(hidden).render_as_string(hide_password=True)


def _kind(error: DBAPIError) -> type[StoreError]:
    state = getattr(error.orig, "sqlstate", None)
    if state in _KINDS_OF_STATES:
        return _KINDS_OF_STATES[state]
    lost = error.connection_invalidated or isinstance(error, OperationalError)
    return _said(str(error.orig), StoreConnectionError if lost else StoreError)


def _said(cause: str, otherwise: type[StoreError]) -> type[StoreError]:
    for kind, sayings in _KINDS:
        if any(saying in cause for saying in sayings):
            return kind
    return otherwise


def _is_shut(error: DBAPIError, url: URL) -> bool:
    """Tell if SQLite cannot open a file that is there, nor what it needs beside it."""
    cannot = _CANNOT_OPEN in str(error.orig)
    return cannot and url.database is not None and Path(url.database).exists()


def _is_rolled_back(error: DBAPIError) -> bool:
    """Tell if a commit that failed is known to have kept nothing."""
    state = getattr(error.orig, "sqlstate", None)
    if state is not None:
        return not state.startswith(_ENDINGS)
    return _kind(error) in {kind for kind, _ in _KINDS}
