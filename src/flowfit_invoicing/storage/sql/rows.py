"""What all parts of a transaction share: a connection, and how it locks.

Whatever must be seen before it is changed is locked when it is read: a draft while its
invoice is made, a document while it is paid or credited, a task while its shares are
added up, a counter while it is drawn. The locks end with the transaction. SQLite has
one lock for all, which a writer holds from the start; who only reads locks nothing.
"""

from functools import cache
from typing import Any, TypeVar

from attrs import frozen
from sqlalchemy import Connection, Executable, Select, Table, func, select
from sqlalchemy.dialects import postgresql, sqlite

S = TypeVar("S", bound=Select)  # type: ignore[type-arg]  # of whatever columns

_LOCKS = "flowfit-invoicing"


@frozen(eq=False)
class Rows:
    """Rows that are read and written on one connection."""

    connection: Connection
    writes: bool = True
    begins: bool = True
    """Whether a series that nothing is known of may begin."""

    @property
    def is_sqlite(self) -> bool:
        """Whether one lock is held for all that is kept."""
        return self.connection.dialect.name == "sqlite"

    def locked(self, query: S) -> S:
        """Let nobody else change the rows of a query until the end."""
        return query.with_for_update() if self.writes else query

    def hold(self, *name: str, shared: bool = False) -> None:
        """Hold what has no row of its own, such as the account of a client."""
        if self.writes and not self.is_sqlite:
            key = func.hashtextextended("\n".join((_LOCKS, *name)), 0)
            lock = func.pg_advisory_xact_lock
            if shared:
                lock = func.pg_advisory_xact_lock_shared
            self.connection.execute(select(lock(key)))

    def insert_unless_there(self, table: Table, **values: object) -> Any:  # noqa: ANN401 - of whatever type the first column is
        """Insert a row; give its first column, or None if a constraint forbids it.

        An error would be the end of a transaction in PostgreSQL.
        """
        row = _unless_there(table, is_sqlite=self.is_sqlite)
        return self.connection.execute(row, values).scalar()


@cache
def _unless_there(table: Table, *, is_sqlite: bool) -> Executable:
    """Make the statement once: to make it takes longer than to run it."""
    insert = sqlite.insert if is_sqlite else postgresql.insert
    row = insert(table).on_conflict_do_nothing()
    return row.returning(next(iter(table.columns)))
