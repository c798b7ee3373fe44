"""What the client gets: lines, totals, drafts, invoices and their numbers."""

from .adjustments import Allowance, Charge
from .agreed import AgreedChange
from .bases import Basis, Share
from .bills import Bill
from .changing import LineChanges
from .checks import refuse_incomplete
from .claims import Claim, claims_of, overbilled, wholly_billed
from .descriptions import text_of_fee
from .details import LineDetails
from .differences import LineDifference, paired, renewed
from .drafts import DraftChanges, InvoiceDraft, copy_of
from .events import Event, Sent, Viewed
from .groups import Grouping, LineGroup
from .invoices import Invoice
from .issued import Issued
from .lines import InvoiceLine, TaskKey, line_of
from .numbers import NumberPattern, Series, number_pattern
from .origins import Origin, ProjectRef
from .patterns import DescriptionPattern, optional_description_pattern
from .percentages import PercentAllowance, PercentCharge
from .periods import Period
from .previews import Preview
from .terms import Agreement, Terms
from .totals import TaxRow, Totals

__all__ = [
    "AgreedChange",
    "Agreement",
    "Allowance",
    "Basis",
    "Bill",
    "Charge",
    "Claim",
    "DescriptionPattern",
    "DraftChanges",
    "Event",
    "Grouping",
    "Invoice",
    "InvoiceDraft",
    "InvoiceLine",
    "Issued",
    "LineChanges",
    "LineDetails",
    "LineDifference",
    "LineGroup",
    "NumberPattern",
    "Origin",
    "PercentAllowance",
    "PercentCharge",
    "Period",
    "Preview",
    "ProjectRef",
    "Sent",
    "Series",
    "Share",
    "TaskKey",
    "TaxRow",
    "Terms",
    "Totals",
    "Viewed",
    "claims_of",
    "copy_of",
    "line_of",
    "number_pattern",
    "optional_description_pattern",
    "overbilled",
    "paired",
    "refuse_incomplete",
    "renewed",
    "text_of_fee",
    "wholly_billed",
]
