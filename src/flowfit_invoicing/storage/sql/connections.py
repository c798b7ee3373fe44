"""How a database is opened so that it keeps what it acknowledges.

SQLite writes through a log and syncs at each commit (FULL: NORMAL may lose what was
acknowledged when the power fails). The driver begins transactions on its own, too late
and not for all statements, so it is told not to, and `BEGIN IMMEDIATE` is ours: it
takes the write lock before the first read. Reads have an engine of their own that takes
none.
"""

from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from typing import Any

from attrs import frozen
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError

from flowfit_invoicing.doors import refused

from .faults import shown, watch

_EXPECTED = "expected sqlite:///… or postgresql://…, no other database is known"
_READABLE = "expected a host and settings that SQLAlchemy can read"
_SECRETIVE = frozenset("@?")

_DRIVERS = {
    "sqlite": "sqlite",
    "sqlite+pysqlite": "sqlite+pysqlite",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}
"""The drivers that come with the extras."""

_WRITES, _READS = "IMMEDIATE", "DEFERRED"

PATIENCE = 30
"""Seconds that a writer waits for its turn, before it is told that all is busy."""

BUSY = 10_000
"""Milliseconds that SQLite waits for a lock of somebody who does not take turns."""


@frozen(eq=False)
class Database:
    """A database with an engine that writes, and one that only reads."""

    writing: Engine
    reading: Engine
    file: Path | None
    """The file of SQLite, so that writers can queue beside it; None for a server."""

    def identity(self) -> tuple[int, int] | None:
        """Tell which file of the disk the name stands for right now; None if none."""
        if self.file is None:
            return None
        try:
            found = self.file.stat()
        except OSError:  # a folder that is none any more, or that nobody may look into
            return None
        return found.st_dev, found.st_ino


def opened(url: str | URL) -> Database:
    """Open the database that a URL names: `sqlite:///ours.db`, `postgresql://…`.

    Raises:
        InvalidValueError: If it names no file of SQLite and no server of PostgreSQL.
    """
    made = _read(url)
    if made.get_backend_name() != "sqlite":
        engine = _engine(made, isolation_level="READ COMMITTED", pool_pre_ping=True)
        watch(engine)
        _wait_no_longer(engine)
        reading = engine.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )
        return Database(engine, reading, None)
    if made.database in (None, "", ":memory:"):
        raise refused(shown(made), "expected the file of a database, or a MemoryStore")
    if made.database.startswith("file:") or "uri" in made.query:
        # nobody could look after a file that may have any other name
        raise refused(shown(made), "expected the path of a file, and no URI of SQLite")
    file = Path(made.database).absolute()  # whatever folder the process goes to
    made = made.set(database=str(file))
    return Database(_sqlite(made, _WRITES), _sqlite(made, _READS), file)


def _read(url: str | URL) -> URL:
    """Read a URL of a database that is known, with the password where it is hidden."""
    try:
        made = make_url(url)
    except (ArgumentError, ValueError):
        # whatever it is, there may be a password in it
        secret = isinstance(url, str) and not _SECRETIVE.isdisjoint(url)
        raise refused("…" if secret else url, _EXPECTED) from None
    driver = _DRIVERS.get(made.drivername)
    if driver is None:
        raise refused(shown(made), _EXPECTED)
    for password in made.normalized_query.get("password", ()):
        made = made.set(password=password).difference_update_query(["password"])
    return made.set(drivername=driver)


def _wait_no_longer(engine: Engine) -> None:
    """Let nobody wait without end behind a transaction that is stuck.

    A time that the server, the role or the URL has for that already stays.
    """

    @event.listens_for(engine, "connect")
    def on_connect(connection: DBAPIConnection, _: Any) -> None:  # noqa: ANN401 - SQLAlchemy's own record
        cursor = connection.cursor()
        cursor.execute(
            f"SELECT set_config('lock_timeout', '{PATIENCE}s', false)"
            " WHERE current_setting('lock_timeout') = '0'"
        )
        cursor.close()
        connection.commit()


def _engine(url: URL, **settings: Any) -> Engine:  # noqa: ANN401 - SQLAlchemy's own
    """Make an engine of a URL, of which SQLAlchemy reads the host and the query."""
    try:
        return create_engine(url, **settings)
    except (ArgumentError, TypeError, ValueError):
        raise refused(shown(url), _READABLE) from None


def _sqlite(url: URL, kind: str) -> Engine:
    engine = _engine(url)
    watch(engine)

    @event.listens_for(engine, "connect")
    def on_connect(connection: SqliteConnection, _: Any) -> None:  # noqa: ANN401 - SQLAlchemy's own record
        connection.isolation_level = None
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            f"query_only = {int(kind == _READS)}",
            f"busy_timeout = {BUSY}",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        connection.exec_driver_sql(f"BEGIN {kind}")

    return engine
