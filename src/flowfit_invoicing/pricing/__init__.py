"""Tasks in, lines out; why each line costs what it does; and what if it did not."""

from .adjustments import Adjustment
from .choices import FirstOf
from .comparison import compare
from .differences import Comparison, Difference, Uncompared
from .engine import Attempt, ExchangeDay, PricingEngine
from .exchange import ExchangeRates, ExchangeTable
from .explaining import explanation
from .gaps import Gap
from .groups import Entry, Group
from .many import price_many
from .partitions import Partition
from .percentages import Discount, Surcharge
from .priced import PricedProject
from .steps import Step
from .sums import Cap, Fee, Minimum, Rebate
from .survey import Coverage, CoveredUnit, coverage
from .volume import VolumeDiscount
from .waiting import ProjectToInvoice
from .words import explain
from .work_comparison import ComparedLine, WorkComparison, compare_to_work

__all__ = [
    "Adjustment",
    "Attempt",
    "Cap",
    "ComparedLine",
    "Comparison",
    "Coverage",
    "CoveredUnit",
    "Difference",
    "Discount",
    "Entry",
    "ExchangeDay",
    "ExchangeRates",
    "ExchangeTable",
    "Fee",
    "FirstOf",
    "Gap",
    "Group",
    "Minimum",
    "Partition",
    "PricedProject",
    "PricingEngine",
    "ProjectToInvoice",
    "Rebate",
    "Step",
    "Surcharge",
    "Uncompared",
    "VolumeDiscount",
    "WorkComparison",
    "compare",
    "compare_to_work",
    "coverage",
    "explain",
    "explanation",
    "price_many",
]
