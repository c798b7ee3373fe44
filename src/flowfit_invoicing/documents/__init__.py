"""What the client gets: lines, totals, drafts, invoices and their numbers."""

from .adjustments import Allowance, Charge
from .bases import Basis, Share
from .bills import Bill
from .descriptions import text_of_fee
from .details import LineDetails
from .drafts import DraftChanges, InvoiceDraft
from .invoices import Invoice
from .lines import InvoiceLine, TaskKey, line_of
from .numbers import NumberPattern, Series, number_pattern
from .origins import Origin, ProjectRef
from .terms import Agreement, Terms
from .totals import TaxRow, Totals

__all__ = [
    "Agreement",
    "Allowance",
    "Basis",
    "Bill",
    "Charge",
    "DraftChanges",
    "Invoice",
    "InvoiceDraft",
    "InvoiceLine",
    "LineDetails",
    "NumberPattern",
    "Origin",
    "ProjectRef",
    "Series",
    "Share",
    "TaskKey",
    "TaxRow",
    "Terms",
    "Totals",
    "line_of",
    "number_pattern",
    "text_of_fee",
]
