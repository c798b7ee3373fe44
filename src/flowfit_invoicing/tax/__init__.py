"""Taxes as values, what a tax regime must answer, and the regime of Canada."""

from .canada import Canada, canada
from .rules import PaymentTaxRules, TaxRules
from .taxes import Tax, optional_taxes, taxes

__all__ = [
    "Canada",
    "PaymentTaxRules",
    "Tax",
    "TaxRules",
    "canada",
    "optional_taxes",
    "taxes",
]
