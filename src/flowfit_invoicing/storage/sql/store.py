"""`SqlStore`: an `InvoiceStore` in a SQLite file or a PostgreSQL server."""

from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from typing import Literal

from sqlalchemy import URL, Connection

from flowfit_invoicing.errors import StoreBusyError, StoreConnectionError

from .connections import opened
from .faults import shown, told
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

    @contextmanager
    def transaction(self) -> Generator[SqlTransaction]:
        """Open a transaction; a clean exit keeps it all, an exception nothing.

        Raises:
            StoreError: If the database fails; its `outcome` says what came of it.
        """
        with self._written() as connection:
            self._check_file("not done")
            yield SqlTransaction(connection)
        self._check_file("unknown")

    def close(self) -> None:
        """Close all connections; new ones are opened when the store is used again."""
        self._database.writing.dispose()
        self._database.reading.dispose()

    @contextmanager
    def _written(self) -> Generator[Connection]:
        with self._turn(), told(self._url, "not done"):
            with self._database.writing.connect() as connection:
                begun = connection.begin()
                yield connection
                with told(self._url, "unknown"):
                    begun.commit()

    @contextmanager
    def _turn(self) -> Generator[None]:
        """Queue with the other writers of a file; a server does that itself."""
        with ExitStack() as queue:
            if self._database.file is not None:
                try:
                    queue.enter_context(turn(self._database.file, _PATIENCE))
                except TimeoutError as error:
                    cause = f"no turn to write in {_PATIENCE:g} seconds"
                    raise StoreBusyError(shown(self._url), cause, "not done") from error
            yield

    def _check_file(self, outcome: Literal["not done", "unknown"]) -> None:
        """Make sure that the file is still the one that was opened.

        SQLite goes on with a file that was deleted or replaced, and loses all.
        """
        if self._database.identity() != self._opened:
            cause = "the file was deleted or replaced, open the store again"
            raise StoreConnectionError(shown(self._url), cause, outcome)
