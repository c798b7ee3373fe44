"""A host's own store passes the contract, with the three lines that are promised."""

from pathlib import Path
from runpy import run_path

import pytest

from flowfit_invoicing.ports import InvoiceStore
from flowfit_invoicing.testing import InvoiceStoreContract

EXAMPLE = Path(__file__).parents[2] / "examples" / "host_store.py"


class TestHostStore(InvoiceStoreContract):
    """The example, with Python's sqlite3 and nothing else."""

    @pytest.fixture(autouse=True)
    def _folder(self, tmp_path: Path) -> None:
        self.folder = tmp_path

    def make_store(self) -> InvoiceStore:
        """Make a file that is not there yet."""
        store: InvoiceStore = run_path(str(EXAMPLE))["HostStore"](self.folder / "a.db")
        return store
