"""What `invoicing` asks of a host: to keep, to render, to send.

Each is a role as a Protocol; the adapters that come with the package play them, and so
may a host's own.
"""

from .messages import OutgoingMessage, Receipt, RenderedDocument
from .queue import QueuedMessage
from .roles import Document, InvoiceRenderer, InvoiceSender, Letter
from .search import Search
from .store import Counter, InvoiceStore, Transaction

__all__ = [
    "Counter",
    "Document",
    "InvoiceRenderer",
    "InvoiceSender",
    "InvoiceStore",
    "Letter",
    "OutgoingMessage",
    "QueuedMessage",
    "Receipt",
    "RenderedDocument",
    "Search",
    "Transaction",
]
