"""Client invoicing for translation management systems, as plain values.

Configure services and rates in a `Catalog`, price projects with a `PricingEngine`, and
let `Invoicing` propose, keep, issue and send the invoices. Adapters (readers,
rendering, sending, storage) are imported from their own rooms.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
    from .invoicing import Delivery, Invoicing, ProjectToInvoice, today_in
    from .money import Currency, Money, Rounding
    from .parties import Address, Client, Party, PaymentTerms
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
        Discount,
        PricedProject,
        PricingEngine,
        Step,
        Surcharge,
        explain,
        explanation,
        price_many,
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
    "Delivery",
    "Discount",
    "Finding",
    "Invoice",
    "InvoiceDraft",
    "InvoiceLine",
    "InvoiceRenderer",
    "InvoiceSender",
    "InvoiceStore",
    "Invoicing",
    "LanguagePair",
    "LanguagePattern",
    "Letter",
    "LocalizedText",
    "MatchBand",
    "MatchGrid",
    "Money",
    "NumberPattern",
    "OutgoingMessage",
    "Party",
    "PaymentTerms",
    "PricedProject",
    "PricingEngine",
    "Project",
    "ProjectToInvoice",
    "Quantity",
    "Rate",
    "RateList",
    "Receipt",
    "RenderedDocument",
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
    "price_many",
    "today_in",
]

_HOMES = {
    name: room
    for room, names in {
        "catalog": "Catalog ClientService MatchGrid Rate RateList TaskMapping",
        "documents": "Allowance Charge Invoice InvoiceDraft InvoiceLine NumberPattern "
        "TaxRow Totals",
        "findings": "Finding",
        "invoicing": "Delivery Invoicing ProjectToInvoice today_in",
        "money": "Currency Money Rounding",
        "parties": "Address Client Party PaymentTerms",
        "ports": "InvoiceRenderer InvoiceSender InvoiceStore Letter OutgoingMessage "
        "Receipt RenderedDocument",
        "pricing": "Adjustment Discount PricedProject PricingEngine Step Surcharge "
        "explain explanation price_many",
        "tax": "Tax TaxRules",
        "text": "LocalizedText",
        "work": "CHARACTER DAY HOUR ITEM LINE MINUTE PAGE SEGMENT SOURCE_WORD "
        "WEIGHTED_WORD WORD Analysis LanguagePair LanguagePattern MatchBand Project "
        "Quantity Unit WorkflowTask",
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
