"""Databases to test with: a server of PostgreSQL, if one is named."""

import os

import pytest
from sqlalchemy import URL, create_engine, delete, make_url, text

from flowfit_invoicing.storage import SqlStore
from flowfit_invoicing.storage.sql.schema import TABLES, VERSIONS

NAMED = os.environ.get("FLOWFIT_POSTGRESQL_URL")
"""A database of its own for the tests, which empty it."""

needs_postgresql = pytest.mark.skipif(
    NAMED is None, reason="FLOWFIT_POSTGRESQL_URL names no server: `.ci/run` starts one"
)


def emptied() -> URL:
    """Give the database that is named, with nothing in it."""
    url = make_url(NAMED or "").set(drivername="postgresql+psycopg")
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    return url


def cleared(url: str) -> None:
    """Delete all rows of a database but its version, which is quicker."""
    store = SqlStore(url)
    with store.transaction() as transaction:
        for table in reversed(TABLES.sorted_tables):
            if table is not VERSIONS:
                transaction.connection.execute(delete(table))
    store.close()
