"""How people of a place write amounts and days, and our words in their language.

The one room that knows Babel. Values never format themselves: they ask a `Formatter`.
"""

from .formatters import Formatter, formatter
from .words import LANGUAGES, in_all_languages, spoken, templates

__all__ = [
    "LANGUAGES",
    "Formatter",
    "formatter",
    "in_all_languages",
    "spoken",
    "templates",
]
