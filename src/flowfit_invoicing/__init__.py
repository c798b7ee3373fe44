"""Client invoicing for translation management systems, as plain values.

Configure services and rates in a `Catalog`, price projects with a `PricingEngine`, and
let `Invoicing` propose, keep, issue and send the invoices. Adapters (readers,
rendering, sending, storage) are imported from their own rooms.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import errors
    from .catalog import (
        Catalog,
        ClientService,
        MappingRule,
        MatchGrid,
        NearMiss,
        Rate,
        RateList,
        TaskMapping,
        with_bases,
    )
    from .documents import (
        Aging,
        AgreedChange,
        Allocation,
        Allowance,
        Charge,
        CreditApplied,
        Credited,
        CreditNote,
        CreditNoteDraft,
        CreditTaken,
        CreditUse,
        Deduction,
        Deposit,
        DescriptionPattern,
        DueReminder,
        EarlyDiscount,
        Invoice,
        InvoiceDraft,
        InvoiceLine,
        InvoiceRecord,
        LineDifference,
        LineGroup,
        Movement,
        Numbering,
        NumberPattern,
        Numbers,
        Paid,
        Payment,
        PercentAllowance,
        PercentCharge,
        Period,
        PrecedingInvoice,
        Prepayment,
        Preview,
        Quote,
        QuoteState,
        Refund,
        Refunded,
        Reminded,
        ReminderPolicy,
        Reversal,
        Reversed,
        Statement,
        StatementEntry,
        TaxRow,
        Totals,
        WrittenOff,
        aging,
        allocate,
        credit,
        credit_of,
        payable_in_cash,
        quote_state,
        reminders_due,
        statement,
    )
    from .findings import Finding
    from .invoicing import (
        Delivery,
        InvoiceRun,
        Invoicing,
        RefreshedDraft,
        RefusedRows,
        Remaining,
        today_in,
    )
    from .money import Currency, ExchangeRate, Money, Rounding
    from .parties import (
        Address,
        Client,
        Contact,
        DiscountTerms,
        Instalment,
        InstalmentTerms,
        Party,
        PaymentTerms,
    )
    from .ports import (
        InvoiceRenderer,
        InvoiceSender,
        InvoiceStore,
        Letter,
        OutgoingMessage,
        QueuedMessage,
        Receipt,
        Refusal,
        RenderedDocument,
        Search,
    )
    from .pricing import (
        Adjustment,
        Attempt,
        Cap,
        ComparedLine,
        Comparison,
        Coverage,
        CoveredUnit,
        Difference,
        Discount,
        Entry,
        ExchangeRates,
        ExchangeTable,
        Fee,
        FirstOf,
        Gap,
        Group,
        Minimum,
        PricedProject,
        PricingEngine,
        ProjectToInvoice,
        Rebate,
        Step,
        Surcharge,
        Uncompared,
        VolumeDiscount,
        WorkComparison,
        compare,
        compare_to_work,
        coverage,
        explain,
        explanation,
        price_many,
    )
    from .tax import Tax, TaxRules
    from .text import LocalizedText
    from .work import (
        CHARACTER,
        CHARACTER_WITHOUT_SPACES,
        DAY,
        HOUR,
        ITEM,
        LINE,
        MINUTE,
        PAGE,
        SEGMENT,
        SOURCE_WORD,
        TARGET_WORD,
        WEIGHTED_WORD,
        WORD,
        Analysis,
        LanguagePair,
        LanguagePattern,
        MatchBand,
        Project,
        Quantity,
        Unit,
        WorkflowTask,
        standard_line,
        standard_page,
    )

__all__ = [
    "CHARACTER",
    "CHARACTER_WITHOUT_SPACES",
    "DAY",
    "HOUR",
    "ITEM",
    "LINE",
    "MINUTE",
    "PAGE",
    "SEGMENT",
    "SOURCE_WORD",
    "TARGET_WORD",
    "WEIGHTED_WORD",
    "WORD",
    "Address",
    "Adjustment",
    "Aging",
    "AgreedChange",
    "Allocation",
    "Allowance",
    "Analysis",
    "Attempt",
    "Cap",
    "Catalog",
    "Charge",
    "Client",
    "ClientService",
    "ComparedLine",
    "Comparison",
    "Contact",
    "Coverage",
    "CoveredUnit",
    "CreditApplied",
    "CreditNote",
    "CreditNoteDraft",
    "CreditTaken",
    "CreditUse",
    "Credited",
    "Currency",
    "Deduction",
    "Delivery",
    "Deposit",
    "DescriptionPattern",
    "Difference",
    "Discount",
    "DiscountTerms",
    "DueReminder",
    "EarlyDiscount",
    "Entry",
    "ExchangeRate",
    "ExchangeRates",
    "ExchangeTable",
    "Fee",
    "Finding",
    "FirstOf",
    "Gap",
    "Group",
    "Instalment",
    "InstalmentTerms",
    "Invoice",
    "InvoiceDraft",
    "InvoiceLine",
    "InvoiceRecord",
    "InvoiceRenderer",
    "InvoiceRun",
    "InvoiceSender",
    "InvoiceStore",
    "Invoicing",
    "LanguagePair",
    "LanguagePattern",
    "Letter",
    "LineDifference",
    "LineGroup",
    "LocalizedText",
    "MappingRule",
    "MatchBand",
    "MatchGrid",
    "Minimum",
    "Money",
    "Movement",
    "NearMiss",
    "NumberPattern",
    "Numbering",
    "Numbers",
    "OutgoingMessage",
    "Paid",
    "Party",
    "Payment",
    "PaymentTerms",
    "PercentAllowance",
    "PercentCharge",
    "Period",
    "PrecedingInvoice",
    "Prepayment",
    "Preview",
    "PricedProject",
    "PricingEngine",
    "Project",
    "ProjectToInvoice",
    "Quantity",
    "QueuedMessage",
    "Quote",
    "QuoteState",
    "Rate",
    "RateList",
    "Rebate",
    "Receipt",
    "RefreshedDraft",
    "Refund",
    "Refunded",
    "Refusal",
    "RefusedRows",
    "Remaining",
    "Reminded",
    "ReminderPolicy",
    "RenderedDocument",
    "Reversal",
    "Reversed",
    "Rounding",
    "Search",
    "Statement",
    "StatementEntry",
    "Step",
    "Surcharge",
    "TaskMapping",
    "Tax",
    "TaxRow",
    "TaxRules",
    "Totals",
    "Uncompared",
    "Unit",
    "VolumeDiscount",
    "WorkComparison",
    "WorkflowTask",
    "WrittenOff",
    "aging",
    "allocate",
    "compare",
    "compare_to_work",
    "coverage",
    "credit",
    "credit_of",
    "errors",
    "explain",
    "explanation",
    "payable_in_cash",
    "price_many",
    "quote_state",
    "reminders_due",
    "standard_line",
    "standard_page",
    "statement",
    "today_in",
    "with_bases",
]

_HOMES = {
    name: room
    for room, names in {
        "catalog": "Catalog ClientService MappingRule MatchGrid NearMiss Rate RateList "
        "TaskMapping with_bases",
        "documents": "Aging AgreedChange Allocation Allowance Charge CreditApplied "
        "CreditNote CreditNoteDraft CreditTaken CreditUse Credited "
        "Deduction Deposit DescriptionPattern DueReminder "
        "EarlyDiscount Invoice InvoiceDraft InvoiceLine InvoiceRecord "
        "LineDifference LineGroup Movement NumberPattern Numbering "
        "Numbers Paid Payment PercentAllowance PercentCharge Period "
        "PrecedingInvoice Prepayment Preview Quote QuoteState Refund "
        "Refunded Reminded ReminderPolicy Reversal Reversed Statement "
        "StatementEntry TaxRow Totals WrittenOff aging allocate "
        "credit credit_of payable_in_cash quote_state reminders_due "
        "statement",
        "findings": "Finding",
        "invoicing": "Delivery InvoiceRun Invoicing RefreshedDraft RefusedRows "
        "Remaining today_in",
        "money": "Currency ExchangeRate Money Rounding",
        "parties": "Address Client Contact DiscountTerms Instalment InstalmentTerms "
        "Party PaymentTerms",
        "ports": "InvoiceRenderer InvoiceSender InvoiceStore Letter OutgoingMessage "
        "QueuedMessage Receipt Refusal RenderedDocument Search",
        "pricing": "Adjustment Attempt Cap ComparedLine Comparison Coverage "
        "CoveredUnit Difference Discount Entry ExchangeRates ExchangeTable "
        "Fee FirstOf Gap Group Minimum PricedProject PricingEngine "
        "ProjectToInvoice Rebate Step Surcharge Uncompared VolumeDiscount "
        "WorkComparison compare compare_to_work coverage explain "
        "explanation price_many",
        "tax": "Tax TaxRules",
        "text": "LocalizedText",
        "work": "CHARACTER CHARACTER_WITHOUT_SPACES DAY HOUR ITEM LINE MINUTE PAGE "
        "SEGMENT SOURCE_WORD TARGET_WORD WEIGHTED_WORD WORD Analysis "
        "LanguagePair LanguagePattern MatchBand Project Quantity Unit "
        "WorkflowTask standard_line standard_page",
    }.items()
    for name in names.split()
}

if not TYPE_CHECKING:
    # Whoever wants Money does not wait for invoices: a room is imported when one of its
    # names is first asked for. All of them together take three times as long to import
    # as attrs, py-moneyed and Babel; `make bench` shows both.
    def __getattr__(name: str) -> object:
        """Import a public name from its room."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        home = import_module(f".{_HOMES.get(name, name)}", __name__)
        value = getattr(home, name, home)  # `errors` is a room itself
        globals()[name] = value
        return value

    def __dir__() -> list[str]:
        """List the public names."""
        return __all__
