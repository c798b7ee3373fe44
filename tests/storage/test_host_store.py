"""A host's own store passes the contract, with the three lines that the docs promise."""

from pathlib import Path

import pytest

from examples.host_store import HostStore
from flowfit_invoicing.testing import InvoiceStoreContract


class TestHostStore(InvoiceStoreContract):
    """The example, with Python's sqlite3 and nothing else."""

    @pytest.fixture(autouse=True)
    def _folder(self, tmp_path: Path) -> None:
        self.folder = tmp_path

    def make_store(self) -> HostStore:
        return HostStore(self.folder / "host.db")
