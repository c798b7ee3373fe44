"""What `invoicing` asks of a host: to keep, to render, to send.

Each is a role as a Protocol; the adapters that come with the package play them, and so
may a host's own.
"""

from .mails import ascii_address
from .messages import OutgoingMessage, Receipt
from .queue import QueuedMessage
from .refusals import Refusal
from .rendered import RenderedDocument
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
    "Refusal",
    "RenderedDocument",
    "Search",
    "Transaction",
    "ascii_address",
]
