"""How tables of an earlier version become those of today, all or nothing."""

from collections.abc import Callable, Sequence
from datetime import date

from sqlalchemy import Connection, insert, inspect, select, update

from flowfit_invoicing.documents import Closed
from flowfit_invoicing.errors import ConflictError
from flowfit_invoicing.serializing import to_json

from .rows import Rows
from .schema import CLOSINGS, COUNTERS, TABLES, VERSIONS

Upgrade = Callable[[Connection], object]


def _second(connection: Connection) -> None:
    """Widen the counters, and keep each closing of the books instead of the last."""
    _widen_counters(connection)
    kept = {column["name"] for column in inspect(connection).get_columns(CLOSINGS.name)}
    if "json" not in kept:
        _keep_closings(connection)


def _widen_counters(connection: Connection) -> None:
    """Let counters have 64 bits in PostgreSQL, as they always had in SQLite."""
    if connection.dialect.name == "postgresql":
        for column in ("first", "last"):
            connection.exec_driver_sql(
                f"ALTER TABLE {COUNTERS.name} ALTER COLUMN {column} TYPE BIGINT"
            )


def _keep_closings(connection: Connection) -> None:
    """Take over the last closing of each seller, of which nobody knows the day.

    It was no earlier than the day until which it closes.
    """
    rows = connection.execute(select(CLOSINGS.c.seller, CLOSINGS.c.until)).all()
    connection.exec_driver_sql(f"DROP TABLE {CLOSINGS.name}")
    CLOSINGS.create(connection)
    for seller, until in rows:
        values = {"seller": seller, "until": until, "json": _closed(until)}
        connection.execute(insert(CLOSINGS).values(values))


def _closed(until: date) -> str:
    return to_json(Closed(on=until, until=until))


UPGRADES: Sequence[Upgrade] = (TABLES.create_all, _second)
"""What makes each version of the one before; the first makes all of nothing."""


def upgrade(connection: Connection, upgrades: Sequence[Upgrade] = UPGRADES) -> None:
    """Bring the tables up to today, all or nothing, inside a transaction.

    Raises:
        ConflictError: If they are of a version that is not known yet.
    """
    Rows(connection).hold("schema")
    found = _version(connection)
    if found > len(upgrades):
        expected = f"version {len(upgrades)} at most"
        raise ConflictError("tables of the store", expected, f"version {found}")
    for step in upgrades[found:]:
        step(connection)
    if found == 0:
        connection.execute(
            insert(VERSIONS).values(version=len(upgrades), is_copy=False)
        )
    elif found < len(upgrades):
        connection.execute(update(VERSIONS).values(version=len(upgrades)))


def _version(connection: Connection) -> int:
    if not inspect(connection).has_table(VERSIONS.name):
        return 0
    return int(connection.execute(select(VERSIONS.c.version)).scalar_one())
