"""Client invoicing for translation management systems, as plain values.

Configure services and rates in a `Catalog`, price projects with a `PricingEngine`, and
let `Invoicing` propose, keep, issue and send the invoices. Adapters (readers,
rendering, sending, storage) are imported from their own rooms.
"""

from . import errors
from .catalog import Catalog, ClientService, MatchGrid, Rate, RateList, TaskMapping
from .documents import (
    Allowance,
    Charge,
    Invoice,
    InvoiceDraft,
    InvoiceLine,
    NumberPattern,
    TaxRow,
    Totals,
)
from .findings import Finding
from .money import Currency, Money, Rounding
from .parties import Address, Client, Party, PaymentTerms
from .pricing import (
    Adjustment,
    Discount,
    PricingEngine,
    Step,
    Surcharge,
    explain,
    explanation,
)
from .tax import Tax, TaxRules
from .text import LocalizedText
from .work import (
    CHARACTER,
    DAY,
    HOUR,
    ITEM,
    LINE,
    MINUTE,
    PAGE,
    SEGMENT,
    SOURCE_WORD,
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
)

__all__ = [
    "CHARACTER",
    "DAY",
    "HOUR",
    "ITEM",
    "LINE",
    "MINUTE",
    "PAGE",
    "SEGMENT",
    "SOURCE_WORD",
    "WEIGHTED_WORD",
    "WORD",
    "Address",
    "Adjustment",
    "Allowance",
    "Analysis",
    "Catalog",
    "Charge",
    "Client",
    "ClientService",
    "Currency",
    "Discount",
    "Finding",
    "Invoice",
    "InvoiceDraft",
    "InvoiceLine",
    "LanguagePair",
    "LanguagePattern",
    "LocalizedText",
    "MatchBand",
    "MatchGrid",
    "Money",
    "NumberPattern",
    "Party",
    "PaymentTerms",
    "PricingEngine",
    "Project",
    "Quantity",
    "Rate",
    "RateList",
    "Rounding",
    "Step",
    "Surcharge",
    "TaskMapping",
    "Tax",
    "TaxRow",
    "TaxRules",
    "Totals",
    "Unit",
    "WorkflowTask",
    "errors",
    "explain",
    "explanation",
]
