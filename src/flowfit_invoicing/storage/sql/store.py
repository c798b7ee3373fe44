"""`SqlStore`: an `InvoiceStore` in a SQLite file or a PostgreSQL server."""

from collections.abc import Generator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import URL, Connection

from flowfit_invoicing.doors import moment, refused
from flowfit_invoicing.errors import (
    OutcomeUnknownError,
    StoreConnectionError,
    StoreError,
)
from flowfit_invoicing.findings import Finding
from flowfit_invoicing.ports import Counter

from .backups import check_is_no_copy, check_log, copy, go_on, places
from .checking import check
from .connections import PATIENCE, opened
from .faults import check_whole, shown, told, told_of_commit, told_of_file
from .transaction import SqlTransaction
from .turns import turn
from .upgrading import upgrade

_DAY = timedelta(days=1)


class SqlStore:
    """Keeps everything in a database: SQLite in a file, or PostgreSQL.

    `SqlStore("sqlite:///invoices.db")` makes the file, and brings the tables of an
    earlier version up to date. A restored copy of a file is opened once with
    *numbers_resume_at*: for each counter the next number, behind all that clients have.
    Name those too that have begun since the copy was made: it does not know them, and
    as long as a store that was opened so is open, no series begins that is not named.

    Raises:
        StoreError: If the database fails.
        RestoredStoreError: If it is a copy, and nobody says how its numbers go on.
        ConflictError: If it was written by a later version of this package.
        InvalidValueError: If the URL names no file of SQLite and no server, or what
            is given for a counter is no number.
    """

    def __init__(
        self,
        url: str | URL,
        *,
        numbers_resume_at: Mapping[Counter, int] | None = None,
    ) -> None:
        named = None if numbers_resume_at is None else places(numbers_resume_at)
        self._begins = named is None
        self._database = opened(url)
        self._url = self._database.writing.url
        with ExitStack() as unless_opened:
            unless_opened.callback(self.close)
            if self._database.file is not None:
                check_log(self._database.file, shown(self._url))
            with self._written() as connection:
                upgrade(connection)
                go_on(connection, shown(self._url), named)
            unless_opened.pop_all()
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
            RestoredStoreError: If a copy was put in its place meanwhile, or a series
                begins that *numbers_resume_at* does not name.
        """
        self._check_file(StoreConnectionError)
        with self._written() as connection:
            if self._database.file is not None:
                check_is_no_copy(connection, shown(self._url))
            yield SqlTransaction(connection, begins=self._begins)
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

    def check(
        self, *, now: datetime | None = None, patience: timedelta = _DAY
    ) -> tuple[Finding, ...]:
        """Look through all that is kept, and tell what is wrong; nothing is raised.

        Numbers that are missing or given twice or that no counter gave, rows that
        cannot be read or do not agree with their columns, sums that do not agree, tasks
        that are billed twice or that nobody has any more, and messages that have waited
        longer than *patience*.
        """
        at = datetime.now(UTC) if now is None else moment(now)
        with self.reading() as transaction:
            return tuple(check(transaction.connection, at, patience))

    def backup(self, path: str | Path) -> None:
        """Copy a file of SQLite as it is now, while others write.

        A server has tools of its own, such as pg_dump.

        Raises:
            InvalidValueError: If there is a file of that name, or no such folder, or
                this is a server.
            StoreError: If the database fails, or the copy cannot be written.
        """
        target = _path(path)
        if self._database.file is None:
            raise refused(shown(self._url), "expected a file of SQLite, or use pg_dump")
        with self.reading() as transaction:
            copy(transaction.connection, target)

    def close(self) -> None:
        """Close all connections; new ones are opened when the store is used again."""
        self._database.writing.dispose()
        self._database.reading.dispose()

    @contextmanager
    def _written(self) -> Generator[Connection]:
        """Open a transaction, and commit what was done in it."""
        writing = self._database.writing
        with self._turn(), told(self._url), writing.connect() as connection:
            begun = connection.begin()
            yield connection
            check_whole(self._url, connection)
            with told_of_commit(self._url):
                begun.commit()

    @contextmanager
    def _turn(self) -> Generator[None]:
        """Queue with the other writers of a file; a server does that itself."""
        if self._database.file is None:
            yield
            return
        with ExitStack() as queue:
            with told_of_file(self._url):
                queue.enter_context(turn(self._database.file, PATIENCE))
            yield

    def _check_file(self, kind: type[StoreError]) -> None:
        """Make sure that the file is still the one that was opened.

        SQLite goes on with a file that was deleted or replaced, and loses all.
        """
        if self._database.identity() != self._opened:
            cause = "the file was deleted or replaced, open the store again"
            raise kind(shown(self._url), cause)


def _path(value: str | Path) -> Path:
    if not isinstance(value, str | Path) or "\0" in str(value):
        raise refused(value, "expected the path of a file")
    return Path(value)
