"""Tasks in, lines out; and why each line costs what it does."""

from .adjustments import Adjustment, Discount, Surcharge
from .engine import Attempt, PricingEngine
from .steps import Step, explanation
from .words import explain

__all__ = [
    "Adjustment",
    "Attempt",
    "Discount",
    "PricingEngine",
    "Step",
    "Surcharge",
    "explain",
    "explanation",
]
