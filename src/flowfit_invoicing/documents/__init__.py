"""What the client gets: lines, drafts, invoices, and what is paid of them."""

from .adjustments import Allowance, Charge
from .agreed import AgreedChange
from .allocating import allocate
from .allocations import Allocation
from .bases import Basis, Share
from .begun import begun_of
from .bills import Bill, exchange_rates
from .cash import payable_in_cash
from .changing import LineChanges
from .checks import refuse_incomplete
from .claims import Claim, begun, claims_of, overbilled, wholly_billed
from .client_credit import credit_of
from .credit_events import Credited
from .credit_lines import Asked
from .credit_notes import CreditNote, CreditNoteDraft
from .crediting import Reason, credit
from .deductions import Deduction, Prepayment
from .deposits import Applied, Deposit, Received, deducted, deposit_line, prepaid
from .descriptions import text_of_fee
from .details import LineCredit, LineDetails, Part, part_percent
from .differences import LineDifference, paired, renewed
from .discounts import EarlyDiscount
from .drafts import DraftChanges, InvoiceDraft, copy_of
from .entries import StatementEntry
from .events import Event, Sent, Viewed
from .forfeits import Forfeited, taxes_within
from .freeing import Freeing
from .groups import Grouping, LineGroup
from .invoices import Invoice
from .issued import Issued
from .lines import InvoiceLine, TaskKey, line_of
from .movements import CreditUse, Movement, Refund, Reversal
from .numberings import Numbering, Numbers, numbers_of
from .numbers import NumberPattern, Series, number_pattern
from .origins import Origin, ProjectRef
from .parts import Unbilled, left_of, part_of, percent_of, rest_of, whole_of, within
from .patterns import DescriptionPattern, optional_description_pattern
from .payment_events import (
    CreditApplied,
    CreditTaken,
    Loss,
    Moved,
    Paid,
    Refunded,
    Reminded,
    Reversed,
    WrittenOff,
)
from .payments import Payment
from .percentages import PercentAllowance, PercentCharge
from .periods import Period
from .preceding import PrecedingInvoice
from .previews import Preview
from .quote_events import Accepted, Refused, Replaced
from .quote_states import (
    AWAITED,
    REVISABLE,
    QuoteStanding,
    QuoteState,
    check_state,
    quote_standing,
    quote_state,
)
from .quotes import Quote
from .receivables import Aging, aging
from .records import InvoiceRecord, Settlement, State
from .reminders import DueReminder, ReminderPolicy, reminders_due
from .statements import Statement, statement
from .tax_of_parts import check_parts
from .tax_rows import TaxRow
from .terms import Agreement, Terms
from .totals import Totals

__all__ = [
    "AWAITED",
    "REVISABLE",
    "Accepted",
    "Aging",
    "AgreedChange",
    "Agreement",
    "Allocation",
    "Allowance",
    "Applied",
    "Asked",
    "Basis",
    "Bill",
    "Charge",
    "Claim",
    "CreditApplied",
    "CreditNote",
    "CreditNoteDraft",
    "CreditTaken",
    "CreditUse",
    "Credited",
    "Deduction",
    "Deposit",
    "DescriptionPattern",
    "DraftChanges",
    "DueReminder",
    "EarlyDiscount",
    "Event",
    "Forfeited",
    "Freeing",
    "Grouping",
    "Invoice",
    "InvoiceDraft",
    "InvoiceLine",
    "InvoiceRecord",
    "Issued",
    "LineChanges",
    "LineCredit",
    "LineDetails",
    "LineDifference",
    "LineGroup",
    "Loss",
    "Moved",
    "Movement",
    "NumberPattern",
    "Numbering",
    "Numbers",
    "Origin",
    "Paid",
    "Part",
    "Payment",
    "PercentAllowance",
    "PercentCharge",
    "Period",
    "PrecedingInvoice",
    "Prepayment",
    "Preview",
    "ProjectRef",
    "Quote",
    "QuoteStanding",
    "QuoteState",
    "Reason",
    "Received",
    "Refund",
    "Refunded",
    "Refused",
    "Reminded",
    "ReminderPolicy",
    "Replaced",
    "Reversal",
    "Reversed",
    "Sent",
    "Series",
    "Settlement",
    "Share",
    "State",
    "Statement",
    "StatementEntry",
    "TaskKey",
    "TaxRow",
    "Terms",
    "Totals",
    "Unbilled",
    "Viewed",
    "WrittenOff",
    "aging",
    "allocate",
    "begun",
    "begun_of",
    "check_parts",
    "check_state",
    "claims_of",
    "copy_of",
    "credit",
    "credit_of",
    "deducted",
    "deposit_line",
    "exchange_rates",
    "left_of",
    "line_of",
    "number_pattern",
    "numbers_of",
    "optional_description_pattern",
    "overbilled",
    "paired",
    "part_of",
    "part_percent",
    "payable_in_cash",
    "percent_of",
    "prepaid",
    "quote_standing",
    "quote_state",
    "refuse_incomplete",
    "reminders_due",
    "renewed",
    "rest_of",
    "statement",
    "taxes_within",
    "text_of_fee",
    "whole_of",
    "wholly_billed",
    "within",
]
