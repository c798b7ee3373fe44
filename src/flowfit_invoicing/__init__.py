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
        AgreedChange,
        Allowance,
        Charge,
        DescriptionPattern,
        Invoice,
        InvoiceDraft,
        InvoiceLine,
        LineDifference,
        LineGroup,
        NumberPattern,
        PercentAllowance,
        PercentCharge,
        Period,
        Preview,
        TaxRow,
        Totals,
    )
    from .findings import Finding
    from .invoicing import (
        Delivery,
        InvoiceRun,
        Invoicing,
        RefreshedDraft,
        RefusedRows,
        today_in,
    )
    from .money import Currency, ExchangeRate, Money, Rounding
    from .parties import Address, Client, Contact, Party, PaymentTerms
    from .ports import (
        InvoiceRenderer,
        InvoiceSender,
        InvoiceStore,
        Letter,
        OutgoingMessage,
        Receipt,
        RenderedDocument,
    )
    from .pricing import (
        Adjustment,
        Attempt,
        Cap,
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
        compare,
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
    "AgreedChange",
    "Allowance",
    "Analysis",
    "Attempt",
    "Cap",
    "Catalog",
    "Charge",
    "Client",
    "ClientService",
    "Comparison",
    "Contact",
    "Coverage",
    "CoveredUnit",
    "Currency",
    "Delivery",
    "DescriptionPattern",
    "Difference",
    "Discount",
    "Entry",
    "ExchangeRate",
    "ExchangeRates",
    "ExchangeTable",
    "Fee",
    "Finding",
    "FirstOf",
    "Gap",
    "Group",
    "Invoice",
    "InvoiceDraft",
    "InvoiceLine",
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
    "NearMiss",
    "NumberPattern",
    "OutgoingMessage",
    "Party",
    "PaymentTerms",
    "PercentAllowance",
    "PercentCharge",
    "Period",
    "Preview",
    "PricedProject",
    "PricingEngine",
    "Project",
    "ProjectToInvoice",
    "Quantity",
    "Rate",
    "RateList",
    "Rebate",
    "Receipt",
    "RefreshedDraft",
    "RefusedRows",
    "RenderedDocument",
    "Rounding",
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
    "WorkflowTask",
    "compare",
    "coverage",
    "errors",
    "explain",
    "explanation",
    "price_many",
    "standard_line",
    "standard_page",
    "today_in",
    "with_bases",
]

_HOMES = {
    name: room
    for room, names in {
        "catalog": "Catalog ClientService MappingRule MatchGrid NearMiss Rate RateList "
        "TaskMapping with_bases",
        "documents": "AgreedChange Allowance Charge DescriptionPattern Invoice "
        "InvoiceDraft InvoiceLine LineDifference LineGroup NumberPattern "
        "PercentAllowance PercentCharge Period Preview TaxRow Totals",
        "findings": "Finding",
        "invoicing": "Delivery InvoiceRun Invoicing RefreshedDraft RefusedRows "
        "today_in",
        "money": "Currency ExchangeRate Money Rounding",
        "parties": "Address Client Contact Party PaymentTerms",
        "ports": "InvoiceRenderer InvoiceSender InvoiceStore Letter OutgoingMessage "
        "Receipt RenderedDocument",
        "pricing": "Adjustment Attempt Cap Comparison Coverage CoveredUnit Difference "
        "Discount Entry ExchangeRates ExchangeTable Fee FirstOf Gap Group "
        "Minimum PricedProject PricingEngine ProjectToInvoice Rebate Step Surcharge "
        "Uncompared VolumeDiscount compare coverage explain explanation price_many",
        "tax": "Tax TaxRules",
        "text": "LocalizedText",
        "work": "CHARACTER CHARACTER_WITHOUT_SPACES DAY HOUR ITEM LINE MINUTE PAGE "
        "SEGMENT SOURCE_WORD TARGET_WORD WEIGHTED_WORD WORD Analysis LanguagePair "
        "LanguagePattern MatchBand Project Quantity Unit WorkflowTask standard_line "
        "standard_page",
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
