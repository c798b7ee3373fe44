"""What the client gets: lines, totals, drafts, invoices and their numbers."""

from .adjustments import Allowance, Charge
from .bases import Basis, Share
from .bills import Bill
from .claims import Claim, claims_of, overbilled, wholly_billed
from .credit_lines import Asked
from .credit_notes import Credited, CreditNote, CreditNoteDraft
from .crediting import Reason, credit
from .descriptions import text_of_fee
from .details import LineCredit, LineDetails
from .drafts import DraftChanges, InvoiceDraft
from .events import Event, Sent, Viewed
from .freeing import Freeing
from .invoices import Invoice
from .issued import Issued
from .lines import InvoiceLine, TaskKey, line_of
from .numberings import Numbering, Numbers, numbers_of
from .numbers import NumberPattern, Series, number_pattern
from .origins import Origin, ProjectRef
from .preceding import PrecedingInvoice
from .terms import Agreement, Terms
from .totals import TaxRow, Totals

__all__ = [
    "Agreement",
    "Allowance",
    "Asked",
    "Basis",
    "Bill",
    "Charge",
    "Claim",
    "CreditNote",
    "CreditNoteDraft",
    "Credited",
    "DraftChanges",
    "Event",
    "Freeing",
    "Invoice",
    "InvoiceDraft",
    "InvoiceLine",
    "Issued",
    "LineCredit",
    "LineDetails",
    "NumberPattern",
    "Numbering",
    "Numbers",
    "Origin",
    "PrecedingInvoice",
    "ProjectRef",
    "Reason",
    "Sent",
    "Series",
    "Share",
    "TaskKey",
    "TaxRow",
    "Terms",
    "Totals",
    "Viewed",
    "claims_of",
    "credit",
    "line_of",
    "number_pattern",
    "numbers_of",
    "overbilled",
    "text_of_fee",
    "wholly_billed",
]
