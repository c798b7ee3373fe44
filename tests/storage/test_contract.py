"""Every store of ours passes the tests that a host's own is asked to pass."""

from flowfit_invoicing.storage import MemoryStore
from flowfit_invoicing.testing import InvoiceStoreContract


class TestMemoryStore(InvoiceStoreContract):
    """The store in memory."""

    def make_store(self) -> MemoryStore:
        """Make an empty one."""
        return MemoryStore()
