"""`SqlStore`: an `InvoiceStore` in a SQLite file or a PostgreSQL server."""

import os
from collections.abc import Generator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from sqlalchemy import URL, Connection

from flowfit_invoicing.errors import StoreBusyError, StoreConnectionError

from .connections import Database, opened
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
        self._database: Database = opened(url)
        self._url = self._database.writing.url
        with self._written() as connection:
            upgrade(connection)

    @contextmanager
    def transaction(self) -> Generator[SqlTransaction]:
        """Open a transaction; a clean exit keeps it all, an exception nothing."""
        with self._written() as connection:
            yield SqlTransaction(connection)

    def close(self) -> None:
        """Close all connections; the store opens new ones when it is used again."""
        self._database.writing.dispose()
        self._database.reading.dispose()

    @contextmanager
    def _written(self) -> Generator[Connection]:
        with self._turn(), told(self._url, "not done"):
            with self._database.writing.connect() as connection:
                begun = connection.begin()
                file = self._file()
                yield connection
                with told(self._url, "unknown"):
                    begun.commit()
        if self._file() != file:
            cause = "the file was taken away while it was written"
            raise StoreConnectionError(shown(self._url), cause, "unknown")

    @contextmanager
    def _turn(self) -> Generator[None]:
        """Queue with the other writers of a file; a server does that itself."""
        file = self._database.file
        if file is None:
            yield
            return
        try:
            waiting = turn(file, _PATIENCE)
            waiting.__enter__()
        except TimeoutError as error:
            raise StoreBusyError(shown(self._url), "no turn to write", "not done") from error
        try:
            yield
        finally:
            waiting.__exit__(None, None, None)

    def _file(self) -> tuple[int, int] | None:
        """Tell which file the name of the database stands for right now."""
        file = self._database.file
        if file is None:
            return None
        try:
            found = os.stat(file)
        except FileNotFoundError:
            return None
        return found.st_dev, found.st_ino
