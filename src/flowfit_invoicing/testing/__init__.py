"""Tests that a host runs against its own adapters: subclass them, and say what to test.

These rooms are the only ones that import pytest.
"""

import pytest

for _tests in ("renderers", "senders", "stores"):
    pytest.register_assert_rewrite(f"{__name__}.{_tests}")

from .faults import EVERY, FaultyRenderer, FaultySender, FaultyStore
from .renderers import InvoiceRendererContract
from .senders import Arrived, InvoiceSenderContract
from .stores import InvoiceStoreContract

__all__ = [
    "EVERY",
    "Arrived",
    "FaultyRenderer",
    "FaultySender",
    "FaultyStore",
    "InvoiceRendererContract",
    "InvoiceSenderContract",
    "InvoiceStoreContract",
]
