"""`SqlStore`: an `InvoiceStore` in a SQLite file or a PostgreSQL server."""

from collections.abc import Generator
from contextlib import ExitStack, contextmanager

from sqlalchemy import URL, Connection

from flowfit_invoicing.errors import (
    OutcomeUnknownError,
    StoreBusyError,
    StoreConnectionError,
    StoreError,
)

from .connections import opened
from .faults import check_still_open, shown, told, told_of_commit
from .schema import upgrade
from .transaction import SqlTransaction
from .turns import turn

_PATIENCE = 30.0
"""Seconds that a writer waits for its turn, before it is told that all is busy."""


class SqlStore:
    """Keeps everything in a database: SQLite in a file, or PostgreSQL.

    `SqlStore("sqlite:///invoices.db")` makes the file, and brings the tables of an
    earlier version up to date.
    """

    def __init__(self, url: str | URL) -> None:
        self._database = opened(url)
        self._url = self._database.writing.url
        with self._written() as connection:
            upgrade(connection)
        self._opened = self._database.identity()

    @property
    def url(self) -> URL:
        """Where it keeps all, with whatever password there is."""
        return self._url

    @contextmanager
    def transaction(self) -> Generator[SqlTransaction]:
        """Open a transaction; a clean exit keeps it all, an exception nothing.

        Raises:
            StoreError: If the database fails; its `outcome` says what came of it.
        """
        self._check_file(StoreConnectionError)
        with self._written() as connection:
            yield SqlTransaction(connection)
            self._check_file(StoreConnectionError)
        self._check_file(OutcomeUnknownError)

    @contextmanager
    def reading(self) -> Generator[SqlTransaction]:
        """Open a transaction that only reads, and keeps no writer waiting.

        Raises:
            StoreError: If the database fails.
        """
        self._check_file(StoreConnectionError)
        with told(self._url), self._database.reading.begin() as connection:
            yield SqlTransaction(connection, writes=False)

    def close(self) -> None:
        """Close all connections; new ones are opened when the store is used again."""
        self._database.writing.dispose()
        self._database.reading.dispose()

    @contextmanager
    def _written(self) -> Generator[Connection]:
        """Open a transaction, and commit what was done in it."""
        with self._turn(), told(self._url):
            with self._database.writing.connect() as connection:
                begun = connection.begin()
                yield connection
                check_still_open(self._url, connection)
                with told_of_commit(self._url):
                    begun.commit()

    @contextmanager
    def _turn(self) -> Generator[None]:
        """Queue with the other writers of a file; a server does that itself."""
        if self._database.file is None:
            yield
            return
        with ExitStack() as queue:
            try:
                queue.enter_context(turn(self._database.file, _PATIENCE))
            except TimeoutError as error:
                cause = f"no turn to write in {_PATIENCE:g} seconds"
                raise StoreBusyError(shown(self._url), cause) from error
            yield

    def _check_file(self, kind: type[StoreError]) -> None:
        """Make sure that the file is still the one that was opened.

        SQLite goes on with a file that was deleted or replaced, and loses all.
        """
        if self._database.identity() != self._opened:
            cause = "the file was deleted or replaced, open the store again"
            raise kind(shown(self._url), cause)
