"""Every store of ours passes the tests that a host's own is asked to pass."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL

from flowfit_invoicing.ports import InvoiceStore
from flowfit_invoicing.storage import MemoryStore, SqlStore
from flowfit_invoicing.testing import InvoiceStoreContract
from tests.storage.databases import emptied, needs_postgresql


class TestMemoryStore(InvoiceStoreContract):
    """The store in memory."""

    def make_store(self) -> MemoryStore:
        return MemoryStore()


class Opened(InvoiceStoreContract):
    """Stores in SQL, which are closed when a test is over."""

    @pytest.fixture(autouse=True)
    def _stores(self, tmp_path: Path) -> Iterator[None]:
        self.folder, self.opened = tmp_path, list[SqlStore]()
        yield
        for store in self.opened:
            store.close()

    def url(self) -> str | URL:
        raise NotImplementedError

    def make_store(self) -> SqlStore:
        self.opened.append(SqlStore(self.url()))
        return self.opened[-1]

    def reopened(self, store: InvoiceStore) -> SqlStore:
        assert isinstance(store, SqlStore)
        store.close()
        self.opened.append(SqlStore(store.url))
        return self.opened[-1]


class TestSqlite(Opened):
    """A file of SQLite."""

    def url(self) -> str:
        return f"sqlite:///{self.folder}/{len(self.opened)}.db"


@needs_postgresql
class TestPostgresql(Opened):
    """A server of PostgreSQL."""

    def url(self) -> URL:
        return emptied()


del Opened  # it is no test by itself
