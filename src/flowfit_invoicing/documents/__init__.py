"""What the client gets: lines, totals, drafts, invoices and their numbers."""

from .adjustments import Allowance, Charge
from .bases import Basis, Share
from .begun import begun_of
from .bills import Bill, exchange_rates
from .checks import refuse_incomplete
from .claims import Claim, claims_of, overbilled, wholly_billed
from .deductions import Deduction, Prepayment
from .deposits import (
    Applied,
    Deposit,
    Received,
    deducted,
    deposit_line,
    prepaid,
)
from .descriptions import text_of_fee
from .details import LineDetails, Part, part_percent
from .drafts import DraftChanges, InvoiceDraft, copy_of
from .events import Event, Sent, Viewed
from .forfeits import Forfeited, taxes_within
from .groups import Grouping, LineGroup
from .invoices import Invoice
from .issued import Issued
from .lines import InvoiceLine, TaskKey, line_of
from .numberings import Numbering, Numbers, numbers_of
from .numbers import NumberPattern, Series, number_pattern
from .origins import Origin, ProjectRef
from .parts import Unbilled, left_of, part_of, percent_of, rest_of, whole_of, within
from .percentages import PercentAllowance, PercentCharge
from .periods import Period
from .previews import Preview
from .tax_of_parts import check_parts
from .tax_rows import TaxRow
from .terms import Agreement, Terms
from .totals import Totals

__all__ = [
    "Agreement",
    "Allowance",
    "Applied",
    "Basis",
    "Bill",
    "Charge",
    "Claim",
    "Deduction",
    "Deposit",
    "DraftChanges",
    "Event",
    "Forfeited",
    "Grouping",
    "Invoice",
    "InvoiceDraft",
    "InvoiceLine",
    "Issued",
    "LineDetails",
    "LineGroup",
    "NumberPattern",
    "Numbering",
    "Numbers",
    "Origin",
    "Part",
    "PercentAllowance",
    "PercentCharge",
    "Period",
    "Prepayment",
    "Preview",
    "ProjectRef",
    "Received",
    "Sent",
    "Series",
    "Share",
    "TaskKey",
    "TaxRow",
    "Terms",
    "Totals",
    "Unbilled",
    "Viewed",
    "begun_of",
    "check_parts",
    "claims_of",
    "copy_of",
    "deducted",
    "deposit_line",
    "exchange_rates",
    "left_of",
    "line_of",
    "number_pattern",
    "numbers_of",
    "overbilled",
    "part_of",
    "part_percent",
    "percent_of",
    "prepaid",
    "refuse_incomplete",
    "rest_of",
    "taxes_within",
    "text_of_fee",
    "whole_of",
    "wholly_billed",
    "within",
]
