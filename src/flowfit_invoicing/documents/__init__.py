"""What the client gets: lines, drafts, invoices, and what is paid of them."""

from .bills import Bill, exchange_rates
from .carried import carried
from .checks import refuse_incomplete
from .claims import Claim, begun, claims_of, overbilled, wholly_billed
from .credits.crediting import Reason, credit, is_taken_back
from .credits.events import Credited
from .credits.freeing import Freeing, lines_freed
from .credits.lines import Asked
from .credits.notes import CreditNote, CreditNoteDraft
from .credits.preceding import PrecedingInvoice
from .credits.remainders import line_credit_of
from .differences import LineDifference
from .drafts import DraftChanges, InvoiceDraft, copy_of
from .events import Closed, Event, IssuedBy, Sent, Viewed
from .groups import Grouping, LineGroup
from .invoices import Invoice
from .issued import Issued
from .lines.adjustments import Allowance, Charge
from .lines.agreed import AgreedChange
from .lines.bases import Basis, Conversion, Share, Waived
from .lines.changing import LineChanges
from .lines.descriptions import text_of_fee
from .lines.details import LineCredit, LineDetails, Part, part_percent
from .lines.lines import InvoiceLine, TaskKey, line_of
from .lines.minima import with_minima_of_all
from .lines.origins import Origin, ProjectRef
from .lines.patterns import DescriptionPattern, optional_description_pattern
from .lines.terms import Agreement, Terms
from .numbering.numberings import Numbering, Numbers, numbers_of
from .numbering.numbers import NumberPattern, Series, number_pattern
from .pairing import paired
from .parts.bearing import borne, borne_of, less, nets_by_taxes, nets_of, portion
from .parts.begun import begun_of, freed_of
from .parts.deductions import Deduction, Prepayment
from .parts.deposits import Deposit, deducted, deposit_line, prepaid
from .parts.forfeits import Forfeited, taxes_within
from .parts.held import Applied, ReceiptReversed, Received, Returned, Withdrawn
from .parts.parts import (
    Unbilled,
    left_of,
    part_of,
    percent_of,
    rest_of,
    whole_of,
    within,
)
from .parts.tax_of_parts import check_parts
from .parts.work_since import check_work
from .payments.allocating import allocate
from .payments.allocations import Allocation
from .payments.cash import payable_in_cash
from .payments.client_credit import credit_of
from .payments.discounts import EarlyDiscount
from .payments.events import (
    CreditApplied,
    CreditTaken,
    Loss,
    Moved,
    Paid,
    Refunded,
    Released,
    Reminded,
    Reversed,
    WrittenOff,
)
from .payments.movements import CreditUse, Movement, Refund, Reversal
from .payments.payments import Payment
from .payments.records import InvoiceRecord, Settlement, State
from .percentages import PercentAllowance, PercentCharge
from .periods import Period
from .previews import Preview
from .quotes.events import Accepted, Refused, Replaced
from .quotes.quotes import Quote
from .quotes.states import (
    AWAITED,
    REVISABLE,
    QuoteStanding,
    QuoteState,
    check_state,
    quote_standing,
    quote_state,
)
from .receivables.entries import StatementEntry
from .receivables.receivables import Aging, aging
from .receivables.reminders import DueReminder, ReminderPolicy, reminders_due
from .receivables.statements import Statement, statement
from .renewing import renewed
from .tax_rows import TaxRow
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
    "Closed",
    "Conversion",
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
    "IssuedBy",
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
    "ReceiptReversed",
    "Received",
    "Refund",
    "Refunded",
    "Refused",
    "Released",
    "Reminded",
    "ReminderPolicy",
    "Replaced",
    "Returned",
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
    "Waived",
    "Withdrawn",
    "WrittenOff",
    "aging",
    "allocate",
    "begun",
    "begun_of",
    "borne",
    "borne_of",
    "carried",
    "check_parts",
    "check_state",
    "check_work",
    "claims_of",
    "copy_of",
    "credit",
    "credit_of",
    "deducted",
    "deposit_line",
    "exchange_rates",
    "freed_of",
    "is_taken_back",
    "left_of",
    "less",
    "line_credit_of",
    "line_of",
    "lines_freed",
    "nets_by_taxes",
    "nets_of",
    "number_pattern",
    "numbers_of",
    "optional_description_pattern",
    "overbilled",
    "paired",
    "part_of",
    "part_percent",
    "payable_in_cash",
    "percent_of",
    "portion",
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
    "with_minima_of_all",
    "within",
]
