"""What each value is called in JSON: a class that is added is one word here.

Rooms are named and not imported: those above this one have values too, and whoever
reads a price need not wait for invoices.
"""

import re
from functools import lru_cache
from importlib import import_module
from types import MappingProxyType
from typing import Any

_VALUES = MappingProxyType(
    {
        "catalog": "Catalog ClientService MappingRule MatchGrid NearMiss Rate RateList "
        "TaskMapping",
        "documents": "Accepted Aging AgreedChange Agreement Allocation Allowance "
        "Applied Basis Charge Claim Closed Conversion CreditApplied CreditNote "
        "CreditNoteDraft CreditTaken CreditUse Credited Deduction Deposit "
        "DescriptionPattern DueReminder EarlyDiscount Forfeited Invoice "
        "InvoiceDraft InvoiceLine InvoiceRecord IssuedBy LineCredit LineDetails "
        "LineDifference LineGroup NumberPattern Numbering Numbers Paid "
        "Part Payment PercentAllowance PercentCharge Period "
        "PrecedingInvoice Prepayment Preview ProjectRef Quote "
        "QuoteStanding QuoteState ReceiptReversed Received Refund "
        "Refunded Refused Released Reminded ReminderPolicy Replaced "
        "Returned Reversal Reversed Sent Series Share Statement "
        "StatementEntry TaxRow Terms Totals Unbilled Viewed Waived "
        "Withdrawn WrittenOff",
        "errors": "Lack Phrase",
        "findings": "Finding",
        "invoicing": "Delivery InvoiceRun RefreshedDraft RefusedRows Remaining",
        "money": "Currency ExchangeRate Money Rounding",
        "parties": "Address Client Contact DiscountTerms Instalment InstalmentTerms "
        "Party PaymentTerms",
        "ports": "OutgoingMessage QueuedMessage Receipt Refusal RenderedDocument "
        "Search",
        "pricing": "Attempt Cap ComparedLine Comparison Coverage CoveredUnit "
        "Difference Discount Entry ExchangeTable Fee FirstOf Gap Group Minimum "
        "PricedProject PricingEngine ProjectToInvoice Rebate Step Surcharge "
        "Uncompared VolumeDiscount WorkComparison",
        "serializing": "Link",
        "tax": "Tax",
        "text": "LocalizedText",
        "work": "Analysis LanguagePair LanguagePattern MatchBand Project Quantity Unit "
        "WorkflowTask",
    }
)


@lru_cache(maxsize=1024)
def _name(class_name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "-", class_name).lower()


_HOMES = MappingProxyType(
    {
        _name(class_name): (room, class_name)
        for room, class_names in _VALUES.items()
        for class_name in class_names.split()
    }
)

NAMES = tuple(sorted(_HOMES))
"""The names of all values, such as `invoice-draft`."""


@lru_cache(maxsize=256)
def type_named(name: str) -> type[Any] | None:
    """Give the class of a name, or None if there is none.

    >>> type_named("invoice-draft").__name__
    'InvoiceDraft'
    """
    if name not in _HOMES:
        return None
    room, class_name = _HOMES[name]
    found: type[Any] = getattr(import_module(f"flowfit_invoicing.{room}"), class_name)
    return found


def name_of(type_: type[Any]) -> str | None:
    """Give the name of a class, or None if it is no value of ours."""
    name = _name(type_.__name__)
    return name if type_named(name) is type_ else None
