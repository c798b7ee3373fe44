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

_BUSY = 10_000
"""Milliseconds that SQLite waits for a lock of somebody who does not take turns."""


@frozen(eq=False)
class Database:
    """A database with an engine that writes, and one that only reads."""

    writing: Engine
    reading: Engine
    file: Path | None
    """The file of SQLite, so that writers can queue beside it; None for a server."""


def opened(url: str | URL) -> Database:
    """Open the database that a URL names: `sqlite:///ours.db`, `postgresql://…`."""
    made = make_url(url)
    if made.get_backend_name() != "sqlite":
        engine = create_engine(
            made, isolation_level="READ COMMITTED", pool_pre_ping=True
        )
        return Database(engine, engine, None)
    file = None if made.database in (None, "", ":memory:") else Path(made.database)
    return Database(_sqlite(made, "IMMEDIATE"), _sqlite(made, "DEFERRED"), file)


def _sqlite(url: URL, kind: str) -> Engine:
    engine = create_engine(url)

    @event.listens_for(engine, "connect")
    def on_connect(connection: SqliteConnection, _: Any) -> None:  # noqa: ANN401 - SQLAlchemy's own record
        connection.isolation_level = None
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            f"busy_timeout = {_BUSY}",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        connection.exec_driver_sql(f"BEGIN {kind}")

    return engine
