"""What work costs: services, match grids, rates and their lists, the task mapping."""

from .bases import with_bases
from .catalog import Catalog
from .grids import FULL, MatchGrid
from .mapping import TaskMapping
from .mapping_rules import MappingRule
from .nearest import NearMiss
from .rate_lists import RateList
from .rates import Rate
from .services import ClientService, optional_service

__all__ = [
    "FULL",
    "Catalog",
    "ClientService",
    "MappingRule",
    "MatchGrid",
    "NearMiss",
    "Rate",
    "RateList",
    "TaskMapping",
    "optional_service",
    "with_bases",
]
