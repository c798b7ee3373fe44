"""Tests that a host runs against its own adapters: subclass them, and say what to test.

These rooms are the only ones that import pytest.
"""

import pytest

pytest.register_assert_rewrite(f"{__name__}.stores")

from .stores import InvoiceStoreContract  # noqa: E402 - asserts are rewritten first

__all__ = ["InvoiceStoreContract"]
