"""What was done: units and quantities, languages, match bands, tasks and projects."""

from .analyses import Analysis
from .bands import CONTEXT, EXACT_MATCH, FUZZY, NEW, MatchBand
from .columns import Columns, Shape
from .languages import (
    LanguagePair,
    LanguagePattern,
    optional_pair,
    optional_pattern,
)
from .projects import Project
from .quantities import Quantity, quantity_of
from .scopes import Scope
from .standards import LINE, PAGE, standard_line, standard_page
from .tasks import WorkflowTask
from .units import (
    CHARACTER,
    CHARACTER_WITHOUT_SPACES,
    DAY,
    HOUR,
    ITEM,
    MINUTE,
    SEGMENT,
    SOURCE_WORD,
    TARGET_WORD,
    WEIGHTED_WORD,
    WORD,
    Unit,
)

__all__ = [
    "CHARACTER",
    "CHARACTER_WITHOUT_SPACES",
    "CONTEXT",
    "DAY",
    "EXACT_MATCH",
    "FUZZY",
    "HOUR",
    "ITEM",
    "LINE",
    "MINUTE",
    "NEW",
    "PAGE",
    "SEGMENT",
    "SOURCE_WORD",
    "TARGET_WORD",
    "WEIGHTED_WORD",
    "WORD",
    "Analysis",
    "Columns",
    "LanguagePair",
    "LanguagePattern",
    "MatchBand",
    "Project",
    "Quantity",
    "Scope",
    "Shape",
    "Unit",
    "WorkflowTask",
    "optional_pair",
    "optional_pattern",
    "quantity_of",
    "standard_line",
    "standard_page",
]
