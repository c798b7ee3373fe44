"""What the client gets: lines, drafts, invoices, and what is paid of them."""

from .adjustments import (
    Allowance,
    Charge,
)
from .agreed import (
    AgreedChange,
)
from .allocating import (
    allocate,
)
from .allocations import (
    Allocation,
)
from .bases import (
    Basis,
    Share,
)
from .bills import (
    Bill,
)
from .cash import (
    payable_in_cash,
)
from .changing import (
    LineChanges,
)
from .checks import (
    refuse_incomplete,
)
from .claims import (
    Claim,
    claims_of,
    overbilled,
    wholly_billed,
)
from .credit import (
    credit_of,
)
from .credit_events import (
    Credited,
)
from .descriptions import (
    text_of_fee,
)
from .details import (
    LineDetails,
)
from .differences import (
    LineDifference,
    paired,
    renewed,
)
from .discounts import (
    EarlyDiscount,
)
from .drafts import (
    DraftChanges,
    InvoiceDraft,
    copy_of,
)
from .entries import (
    StatementEntry,
)
from .events import (
    Event,
    Sent,
    Viewed,
)
from .groups import (
    Grouping,
    LineGroup,
)
from .invoices import (
    Invoice,
)
from .issued import (
    Issued,
)
from .lines import (
    InvoiceLine,
    TaskKey,
    line_of,
)
from .movements import (
    CreditUse,
    Movement,
    Refund,
    Reversal,
)
from .numbers import (
    NumberPattern,
    Series,
    number_pattern,
)
from .origins import (
    Origin,
    ProjectRef,
)
from .patterns import (
    DescriptionPattern,
    optional_description_pattern,
)
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
from .payments import (
    Payment,
)
from .percentages import (
    PercentAllowance,
    PercentCharge,
)
from .periods import (
    Period,
)
from .previews import (
    Preview,
)
from .receivables import (
    Aging,
    aging,
)
from .records import (
    InvoiceRecord,
    Settlement,
    State,
)
from .reminders import (
    DueReminder,
    ReminderPolicy,
    reminders_due,
)
from .statements import (
    Statement,
    statement,
)
from .terms import (
    Agreement,
    Terms,
)
from .totals import (
    TaxRow,
    Totals,
)

__all__ = [
    "Aging",
    "AgreedChange",
    "Agreement",
    "Allocation",
    "Allowance",
    "Basis",
    "Bill",
    "Charge",
    "Claim",
    "CreditApplied",
    "CreditTaken",
    "CreditUse",
    "Credited",
    "DescriptionPattern",
    "DraftChanges",
    "DueReminder",
    "EarlyDiscount",
    "Event",
    "Grouping",
    "Invoice",
    "InvoiceDraft",
    "InvoiceLine",
    "InvoiceRecord",
    "Issued",
    "LineChanges",
    "LineDetails",
    "LineDifference",
    "LineGroup",
    "Loss",
    "Moved",
    "Movement",
    "NumberPattern",
    "Origin",
    "Paid",
    "Payment",
    "PercentAllowance",
    "PercentCharge",
    "Period",
    "Preview",
    "ProjectRef",
    "Refund",
    "Refunded",
    "Reminded",
    "ReminderPolicy",
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
    "Viewed",
    "WrittenOff",
    "aging",
    "allocate",
    "claims_of",
    "copy_of",
    "credit_of",
    "line_of",
    "number_pattern",
    "optional_description_pattern",
    "overbilled",
    "paired",
    "payable_in_cash",
    "refuse_incomplete",
    "reminders_due",
    "renewed",
    "statement",
    "text_of_fee",
    "wholly_billed",
]
