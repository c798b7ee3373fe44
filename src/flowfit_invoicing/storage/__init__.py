"""Places to keep drafts, invoices, numbers and messages in."""

from .memory import MemoryStore

__all__ = ["MemoryStore"]
