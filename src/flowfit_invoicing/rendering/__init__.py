"""Documents made readable: HTML for people's mail, text and tables for terminals."""

from .comparisons import comparison_table, coverage_table
from .html import HtmlRenderer
from .pages import Page, page_of
from .projects import projects_table
from .tables import table
from .text import TextRenderer

__all__ = [
    "HtmlRenderer",
    "Page",
    "TextRenderer",
    "comparison_table",
    "coverage_table",
    "page_of",
    "projects_table",
    "table",
]
