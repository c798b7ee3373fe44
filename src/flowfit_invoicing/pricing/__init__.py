"""Tasks in, lines out; and why each line costs what it does."""

from .adjustments import Adjustment
from .choices import FirstOf
from .engine import Attempt, PricingEngine
from .exchange import ExchangeRates, ExchangeTable
from .groups import Entry, Group
from .percentages import Discount, Surcharge
from .steps import Step, explanation
from .sums import Cap, Fee, Minimum
from .volume import VolumeDiscount
from .words import explain

__all__ = [
    "Adjustment",
    "Attempt",
    "Cap",
    "Discount",
    "Entry",
    "ExchangeRates",
    "ExchangeTable",
    "Fee",
    "FirstOf",
    "Group",
    "Minimum",
    "PricingEngine",
    "Step",
    "Surcharge",
    "VolumeDiscount",
    "explain",
    "explanation",
]
