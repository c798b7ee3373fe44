"""The use cases: propose, keep, issue and send invoices, through the ports alone."""

from .batches import InvoiceRun, RefusedRows
from .clock import today_in
from .delivering import Delivery
from .house import Invoicing
from .parting import Remaining
from .refreshing import RefreshedDraft

__all__ = [
    "Delivery",
    "InvoiceRun",
    "Invoicing",
    "RefreshedDraft",
    "RefusedRows",
    "Remaining",
    "today_in",
]
