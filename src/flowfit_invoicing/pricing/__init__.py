"""Tasks in, lines out; and why each line costs what it does."""

from .adjustments import Adjustment, Discount, Surcharge
from .engine import Attempt, PricingEngine
from .many import price_many
from .partitions import Partition
from .priced import PricedProject
from .steps import Step, explanation
from .words import explain

__all__ = [
    "Adjustment",
    "Attempt",
    "Discount",
    "Partition",
    "PricedProject",
    "PricingEngine",
    "Step",
    "Surcharge",
    "explain",
    "explanation",
    "price_many",
]
