"""What the client gets: lines, totals, drafts, invoices and their numbers."""

from .adjustments import Allowance, Charge
from .bills import Bill
from .drafts import DraftChanges, InvoiceDraft
from .invoices import Invoice
from .lines import InvoiceLine, TaskKey
from .numbers import NumberPattern, Series, number_pattern
from .origins import Origin, ProjectRef
from .terms import Agreement, Terms
from .totals import TaxRow, Totals

__all__ = [
    "Agreement",
    "Allowance",
    "Bill",
    "Charge",
    "DraftChanges",
    "Invoice",
    "InvoiceDraft",
    "InvoiceLine",
    "NumberPattern",
    "Origin",
    "ProjectRef",
    "Series",
    "TaskKey",
    "TaxRow",
    "Terms",
    "Totals",
    "number_pattern",
]
