"""Tasks in, lines out; why each line costs what it does; and what if it did not."""

from .adjustments import Adjustment, Discount, Surcharge
from .comparison import compare
from .differences import Comparison, Difference, Uncompared
from .engine import Attempt, PricingEngine
from .gaps import Gap
from .steps import Step, explanation
from .survey import Coverage, CoveredUnit, coverage
from .words import explain

__all__ = [
    "Adjustment",
    "Attempt",
    "Comparison",
    "Coverage",
    "CoveredUnit",
    "Difference",
    "Discount",
    "Gap",
    "PricingEngine",
    "Step",
    "Surcharge",
    "Uncompared",
    "compare",
    "coverage",
    "explain",
    "explanation",
]
