"""The use cases: propose, keep, issue and send invoices, through the ports alone."""

from .batches import InvoiceRun, RefusedRows
from .clock import today_in
from .delivering import Delivery
from .house import Invoicing

__all__ = [
    "Delivery",
    "InvoiceRun",
    "Invoicing",
    "RefusedRows",
    "today_in",
]
