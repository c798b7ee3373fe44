"""Databases to test with: a server of PostgreSQL, if one is named."""

import os
from functools import cache

import pytest
from sqlalchemy import URL, create_engine, delete, make_url, text

from flowfit_invoicing.storage import SqlStore
from flowfit_invoicing.storage.sql.schema import TABLES, VERSIONS
from flowfit_invoicing.testing.samples import AGENCY

NAMED = os.environ.get("FLOWFIT_POSTGRESQL_URL")
"""A database of its own for the tests, which empty it."""

needs_postgresql = pytest.mark.skipif(
    NAMED is None, reason="FLOWFIT_POSTGRESQL_URL names no server: `.ci/run` starts one"
)


CLOSED_ONCE = (
    "DROP TABLE flowfit_closings",
    "CREATE TABLE flowfit_closings (seller TEXT PRIMARY KEY, until DATE NOT NULL)",
    f"INSERT INTO flowfit_closings VALUES ('{AGENCY.identity}', '2026-10-31')",  # noqa: S608 - of our own
    "UPDATE flowfit_version SET version = 1",
)
"""What makes tables of version 1 of today's, with books that are closed."""


def emptied() -> URL:
    """Give a database with nothing in it; each worker of pytest-xdist has its own."""
    url = make_url(NAMED or "").set(drivername="postgresql+psycopg")
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker is not None:
        url = _made(url, f"{url.database}_{worker}")
    _do(url, "DROP SCHEMA public CASCADE", "CREATE SCHEMA public")
    return url


@cache
def _made(url: URL, name: str) -> URL:
    """Make a database beside one, as long as the process goes on."""
    _do(url, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)", f"CREATE DATABASE {name}")
    return url.set(database=name)


def _do(url: URL, *statements: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def cleared(url: str) -> None:
    """Delete all rows of a database but its version, which is quicker."""
    store = SqlStore(url)
    with store.transaction() as transaction:
        for table in reversed(TABLES.sorted_tables):
            if table is not VERSIONS:
                transaction.connection.execute(delete(table))
    store.close()
